#include "admin/rooms/annotations.h"

#include "acs/auth/connectionstringsearch.h"
#include "base/logging.h"

#include <QRegularExpression>

namespace roomkeeper::admin {

using namespace Qt::StringLiterals;

Annotations::Annotations(RoomStore &rooms, QString resource, QObject *parent)
    : QObject(parent)
    , m_rooms(rooms)
    , m_resource(std::move(resource))
{
}

void Annotations::attach(store::Catalogue &catalogue)
{
    m_catalogue = &catalogue;
    reload();
}

void Annotations::reload()
{
    if (m_catalogue == nullptr)
        return;
    m_catalogue->rooms(m_resource).then(this, [this](const Result<store::Catalogue::Rooms> &rooms) {
        if (rooms)
            takeRooms(*rooms);
        else
            noteFailure(rooms.error());
    });
    m_catalogue->people().then(this, [this](const Result<store::Catalogue::People> &people) {
        if (!people) {
            noteFailure(people.error());
            return;
        }
        takePeople(*people);
        keepAgain();
    });
}

void Annotations::takeRooms(store::Catalogue::Rooms rooms)
{
    for (auto each = m_unsavedRooms.cbegin(); each != m_unsavedRooms.cend(); ++each)
        rooms.insert(each.key(), each->appliedTo(rooms.value(each.key())));
    m_rooms.annotateAll(rooms);
}

void Annotations::takePeople(store::Catalogue::People people)
{
    for (auto each = m_unsavedPeople.cbegin(); each != m_unsavedPeople.cend(); ++each)
        people.insert(each.key(), each.value());
    people.removeIf([](const auto &each) { return each.value().isEmpty(); });

    QStringList changed;
    for (auto each = people.cbegin(); each != people.cend(); ++each) {
        if (m_people.value(each.key()) != each.value())
            changed << each.key();
    }
    for (auto each = m_people.cbegin(); each != m_people.cend(); ++each) {
        if (!people.contains(each.key()))
            changed << each.key();
    }
    m_people = std::move(people);
    if (!changed.isEmpty())
        emit peopleChanged(changed);
}

/// Tries again, because the disk may have space again.
void Annotations::keepAgain()
{
    if (m_unsavedRooms.isEmpty() && m_unsavedPeople.isEmpty()) {
        m_isFailing = false;
        return;
    }
    const auto rooms = m_unsavedRooms;
    for (auto each = rooms.cbegin(); each != rooms.cend(); ++each) {
        if (!m_beingKept.contains(each.key())) // else a newer value is being written
            changeRoom(each.key(), each.value()).detach();
    }
    const auto people = m_unsavedPeople;
    for (auto each = people.cbegin(); each != people.cend(); ++each) {
        if (!m_beingKept.contains(each.key()))
            keepPerson(each.key(), each.value()).detach();
    }
}

QString Annotations::personName(const QString &rawId) const
{
    return m_people.value(rawId);
}

Call<void> Annotations::nameRoom(const QString &roomId, const QString &name)
{
    if (acs::mayHoldSecret(name))
        return reject();
    return changeRoom(roomId, {.name = name.simplified()});
}

Call<void> Annotations::tagRoom(const QString &roomId, const QStringList &tags)
{
    if (acs::mayHoldSecret(tags.join(u' ')))
        return reject();
    return changeRoom(roomId, {.tags = tags});
}

Call<void> Annotations::changeRoom(const QString &roomId, const store::RoomAnnotationChange &change)
{
    const store::RoomAnnotation shown = m_rooms.annotation(roomId);
    // The value being written may differ from the one shown.
    const bool isKept = !m_beingKept.contains(roomId) && !m_unsavedRooms.contains(roomId);
    if (isKept && change.appliedTo(shown) == shown)
        return finishedCall<void>({});
    if (m_catalogue == nullptr) {
        m_rooms.annotate(roomId, change.appliedTo(shown));
        return finishedCall<void>({});
    }
    ++m_beingKept[roomId];
    return awaitKept(m_catalogue->keepRoom(m_resource, roomId, change),
                     [this, roomId, change](const Result<void> &kept) {
                         m_rooms.annotate(roomId, change.appliedTo(m_rooms.annotation(roomId)));
                         store::RoomAnnotationChange unsaved = m_unsavedRooms.take(roomId);
                         if (change.name)
                             unsaved.name = kept ? std::nullopt : change.name;
                         if (change.tags)
                             unsaved.tags = kept ? std::nullopt : change.tags;
                         if (unsaved != store::RoomAnnotationChange())
                             m_unsavedRooms.insert(roomId, unsaved);
                         if (--m_beingKept[roomId] == 0)
                             m_beingKept.remove(roomId);
                     });
}

Call<void> Annotations::namePerson(const QString &rawId, const QString &name)
{
    if (acs::mayHoldSecret(name))
        return reject();
    const QString clean = name.simplified();
    if (clean == personName(rawId) && !m_beingKept.contains(rawId))
        return finishedCall<void>({});
    if (m_catalogue == nullptr) {
        showPerson(rawId, clean);
        return finishedCall<void>({});
    }
    return keepPerson(rawId, clean);
}

Call<void> Annotations::keepPerson(const QString &rawId, const QString &name)
{
    ++m_beingKept[rawId];
    return awaitKept(m_catalogue->keepPerson(rawId, name),
                     [this, rawId, name](const Result<void> &kept) {
                         showPerson(rawId, name);
                         if (kept)
                             m_unsavedPeople.remove(rawId);
                         else
                             m_unsavedPeople.insert(rawId, name);
                         if (--m_beingKept[rawId] == 0)
                             m_beingKept.remove(rawId);
                     });
}

Call<void> Annotations::reject()
{
    emit secretRejected();
    return finishedCall<void>(failure(ErrorKind::Invalid, {}));
}

void Annotations::showPerson(const QString &rawId, const QString &name)
{
    if (personName(rawId) == name)
        return;
    if (name.isEmpty())
        m_people.remove(rawId);
    else
        m_people.insert(rawId, name);
    emit peopleChanged({rawId});
}

void Annotations::assume(const QHash<QString, QString> &people)
{
    QStringList changed;
    for (auto each = people.cbegin(); each != people.cend(); ++each) {
        if (m_people.contains(each.key()))
            continue;
        m_people.insert(each.key(), each.value());
        changed << each.key();
    }
    if (!changed.isEmpty())
        emit peopleChanged(changed);
}

Call<void> Annotations::awaitKept(const Call<void> &keeping,
                                  std::function<void(const Result<void> &)> &&show)
{
    const CallSource<void> source;
    keeping.then(this, [this, source, show = std::move(show)](const Result<void> &kept) {
        show(kept);
        if (kept)
            m_isFailing = false;
        else
            noteFailure(kept.error());
        source.finish(kept);
    });
    return source.call();
}

void Annotations::noteFailure(const Error &error)
{
    qCInfo(logAdmin) << "Names were not kept:" << error.message;
    if (!std::exchange(m_isFailing, true))
        emit notKept(error);
}

QStringList readTags(QStringView text)
{
    static const QRegularExpression separators(u"[,;\\s]+"_s);
    QStringList tags;
    for (const QStringView tag : text.split(separators, Qt::SkipEmptyParts)) {
        if (!tags.contains(tag, Qt::CaseInsensitive))
            tags << tag.toString();
    }
    return tags;
}

} // namespace roomkeeper::admin
