#include "admin/annotations.h"

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
        noteOutcome(rooms ? nullptr : &rooms.error());
        if (rooms)
            m_rooms.annotateAll(*rooms);
    });
    m_catalogue->people().then(this, [this](const Result<store::Catalogue::People> &people) {
        noteOutcome(people ? nullptr : &people.error());
        if (people)
            takePeople(*people);
    });
}

QString Annotations::roomName(const QString &roomId) const
{
    return m_rooms.annotation(roomId).name;
}

QString Annotations::personName(const QString &rawId) const
{
    return m_people.value(rawId);
}

/// What the room is to be: what was asked for last counts, also while it is being written.
store::RoomAnnotation Annotations::latest(const QString &roomId) const
{
    const auto asked = m_beingKept.constFind(roomId);
    return asked != m_beingKept.constEnd() ? *asked : m_rooms.annotation(roomId);
}

Call<void> Annotations::nameRoom(const QString &roomId, const QString &name)
{
    store::RoomAnnotation annotation = latest(roomId);
    annotation.name = name.simplified();
    return annotate(roomId, annotation);
}

Call<void> Annotations::tagRoom(const QString &roomId, const QStringList &tags)
{
    store::RoomAnnotation annotation = latest(roomId);
    annotation.tags = tags;
    return annotate(roomId, annotation);
}

Call<void> Annotations::annotate(const QString &roomId, const store::RoomAnnotation &annotation)
{
    if (annotation == latest(roomId))
        return finishedCall<void>({});
    if (m_catalogue == nullptr) {
        m_rooms.annotate(roomId, annotation);
        return finishedCall<void>({});
    }
    m_beingKept.insert(roomId, annotation);
    return shownOnceKept(m_catalogue->keepRoom(m_resource, roomId, annotation),
                         [this, roomId, annotation] {
                             m_rooms.annotate(roomId, annotation);
                             if (m_beingKept.value(roomId) == annotation)
                                 m_beingKept.remove(roomId);
                         });
}

Call<void> Annotations::namePerson(const QString &rawId, const QString &name)
{
    const QString clean = name.simplified();
    if (clean == personName(rawId))
        return finishedCall<void>({});
    const auto show = [this, rawId, clean] {
        if (clean.isEmpty())
            m_people.remove(rawId);
        else
            m_people.insert(rawId, clean);
        emit peopleChanged({rawId});
    };
    if (m_catalogue == nullptr) {
        show();
        return finishedCall<void>({});
    }
    return shownOnceKept(m_catalogue->keepPerson(rawId, clean), show);
}

Call<void> Annotations::shownOnceKept(const Call<void> &keeping, std::function<void()> show)
{
    const CallSource<void> source;
    keeping.then(this, [this, source, show = std::move(show)](const Result<void> &kept) {
        show(); // where it could not be kept: for this run
        noteOutcome(kept ? nullptr : &kept.error());
        source.finish(kept);
    });
    return source.call();
}

void Annotations::takePeople(const store::Catalogue::People &people)
{
    QStringList changed;
    for (auto each = people.cbegin(); each != people.cend(); ++each) {
        if (m_people.value(each.key()) != each.value())
            changed << each.key();
    }
    for (auto each = m_people.cbegin(); each != m_people.cend(); ++each) {
        if (!people.contains(each.key()))
            changed << each.key();
    }
    m_people = people;
    if (!changed.isEmpty())
        emit peopleChanged(changed);
}

void Annotations::noteOutcome(const Error *error)
{
    const bool wasFailing = std::exchange(m_isFailing, error != nullptr);
    if (error == nullptr)
        return;
    qCInfo(logAdmin) << "Names were not kept:" << error->message;
    if (!wasFailing)
        emit notKept(*error);
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
