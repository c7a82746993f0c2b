#include "admin/rooms/annotations.h"

#include "acs/auth/connectionstringsearch.h"
#include "base/logging.h"
#include "base/quotable.h"

#include <QRegularExpression>

namespace roomkeeper::admin {

using namespace Qt::StringLiterals;

namespace {

const QString &keyOf(const AnnotationChange &change)
{
    return change.rawId.isEmpty() ? change.roomId : change.rawId;
}

} // namespace

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
    loadRooms({});
    loadPeople([this] { keepAgain(); });
}

void Annotations::loadRooms(const std::function<void()> &done)
{
    m_catalogue->rooms(m_resource)
        .then(this, [this, done](const Result<store::Catalogue::Rooms> &rooms) {
            if (rooms)
                takeRooms(*rooms);
            else
                noteFailure(rooms.error());
            if (rooms && done)
                done();
        });
}

void Annotations::loadPeople(const std::function<void()> &done)
{
    m_catalogue->people().then(this, [this, done](const Result<store::Catalogue::People> &people) {
        if (people)
            takePeople(*people);
        else
            noteFailure(people.error());
        if (people && done)
            done();
    });
}

void Annotations::takeRooms(store::Catalogue::Rooms rooms)
{
    for (const AnnotationChange &unsaved : std::as_const(m_unsaved)) {
        if (unsaved.rawId.isEmpty())
            rooms.insert(unsaved.roomId, unsaved.after.appliedTo(rooms.value(unsaved.roomId)));
    }
    m_rooms.annotateAll(rooms);
}

void Annotations::takePeople(store::Catalogue::People people)
{
    for (const AnnotationChange &unsaved : std::as_const(m_unsaved)) {
        if (!unsaved.rawId.isEmpty())
            people.insert(unsaved.rawId, unsaved.after.name.value_or(QString()));
    }
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
    if (m_unsaved.isEmpty()) {
        m_isFailing = false;
        return;
    }
    const auto unsaved = m_unsaved;
    for (auto each = unsaved.cbegin(); each != unsaved.cend(); ++each) {
        if (!m_running.contains(each.key())) // else a newer value is being written
            keep(*each, Origin::Other).detach();
    }
}

QString Annotations::personName(const QString &rawId) const
{
    return m_people.value(rawId);
}

Call<void> Annotations::nameRoom(const QString &roomId, const QString &name,
                                 const std::optional<QString> &seen)
{
    if (acs::mayHoldSecret(name))
        return reject();
    return enter({.roomId = roomId, .after = {.name = visibleText(name)}}, {.name = seen});
}

Call<void> Annotations::tagRoom(const QString &roomId, const QStringList &tags)
{
    if (acs::mayHoldSecret(tags.join(u' ')))
        return reject();
    return enter({.roomId = roomId, .after = {.tags = tags}});
}

Call<void> Annotations::namePerson(const QString &rawId, const QString &name, const QString &roomId)
{
    if (acs::mayHoldSecret(name))
        return reject();
    return enter({.roomId = roomId, .rawId = rawId, .after = {.name = visibleText(name)}});
}

Call<void> Annotations::make(const AnnotationChange &change)
{
    return keep(change, Origin::Other);
}

store::RoomAnnotation Annotations::expected(const AnnotationChange &change) const
{
    if (const auto running = m_running.constFind(keyOf(change)); running != m_running.cend())
        return running->wanted;
    if (change.rawId.isEmpty())
        return m_rooms.annotation(change.roomId);
    return {.name = personName(change.rawId)};
}

Call<void> Annotations::enter(AnnotationChange change, const store::RoomAnnotationChange &seen)
{
    const store::RoomAnnotation present = expected(change);
    const QString key = keyOf(change);
    if (change.after.appliedTo(present) == present && !m_running.contains(key)
        && !m_unsaved.contains(key))
        return finishedCall<void>({});
    change.before = change.after.valuesOf(seen.appliedTo(present));
    return keep(change, Origin::Entered);
}

Call<void> Annotations::keep(const AnnotationChange &change, Origin origin)
{
    if (m_catalogue == nullptr) {
        show(change);
        if (origin == Origin::Entered)
            emit changed(change);
        return finishedCall<void>({});
    }

    const QString key = keyOf(change);
    // A write that follows another one of ours builds on that.
    store::RoomAnnotationChange seen =
        m_running.contains(key) ? store::RoomAnnotationChange() : change.before;
    const AnnotationChange unsaved = m_unsaved.value(key);
    if (seen.name && unsaved.before.name)
        seen.name = unsaved.before.name;
    if (seen.tags && unsaved.before.tags)
        seen.tags = unsaved.before.tags;

    const store::RoomAnnotation wanted = change.after.appliedTo(expected(change));
    Running &running = m_running[key];
    running.wanted = wanted;
    ++running.writes;
    const Call<void> keeping =
        change.rawId.isEmpty()
            ? m_catalogue->keepRoom(m_resource, change.roomId, change.after, seen)
            : m_catalogue->keepPerson(change.rawId, change.after.name.value_or(QString()),
                                      seen.name);
    const CallSource<void> source;
    keeping.then(this, [this, change, origin, source](const Result<void> &result) {
        kept(change, result);
        const bool isMade = result || result.error().kind != ErrorKind::Conflict;
        if (isMade && origin == Origin::Entered)
            emit changed(change);
        source.finish(result);
    });
    return source.call();
}

void Annotations::kept(const AnnotationChange &change, const Result<void> &result)
{
    const QString key = keyOf(change);
    if (--m_running[key].writes == 0)
        m_running.remove(key);
    AnnotationChange unsaved = m_unsaved.take(key);
    const bool isStored = result || result.error().kind == ErrorKind::Conflict;
    const auto settle = [&](auto member) {
        if (!(change.after.*member))
            return;
        if (isStored) {
            (unsaved.after.*member).reset();
            (unsaved.before.*member).reset();
            return;
        }
        if (!(unsaved.before.*member))
            unsaved.before.*member = change.before.*member;
        unsaved.after.*member = change.after.*member;
    };
    settle(&store::RoomAnnotationChange::name);
    settle(&store::RoomAnnotationChange::tags);
    if (unsaved.after != store::RoomAnnotationChange()) {
        unsaved.roomId = change.roomId;
        unsaved.rawId = change.rawId;
        m_unsaved.insert(key, unsaved);
    }

    if (!result && result.error().kind == ErrorKind::Conflict) {
        showConflict(change);
        return;
    }
    show(change);
    if (result)
        m_isFailing = false;
    else
        noteFailure(result.error());
}

void Annotations::show(const AnnotationChange &change)
{
    if (change.rawId.isEmpty()) {
        m_rooms.annotate(change.roomId, change.after.appliedTo(m_rooms.annotation(change.roomId)));
        return;
    }
    const QString name = change.after.name.value_or(QString());
    if (personName(change.rawId) == name)
        return;
    if (name.isEmpty())
        m_people.remove(change.rawId);
    else
        m_people.insert(change.rawId, name);
    emit peopleChanged({change.rawId});
}

/// Loads what the other window has stored first.
void Annotations::showConflict(const AnnotationChange &change)
{
    const auto tell = [this, change] { emit changedMeanwhile(change); };
    if (change.rawId.isEmpty())
        loadRooms(tell);
    else
        loadPeople(tell);
}

Call<void> Annotations::reject()
{
    emit secretRejected();
    return finishedCall<void>(failure(ErrorKind::Invalid, {}));
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
    for (const QString &tag : visibleText(text.toString()).split(separators, Qt::SkipEmptyParts)) {
        if (!tags.contains(tag, Qt::CaseInsensitive))
            tags << tag;
    }
    return tags;
}

} // namespace roomkeeper::admin
