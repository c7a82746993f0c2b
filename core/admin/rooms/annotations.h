#pragma once

#include "admin/rooms/roomstore.h"
#include "base/call.h"
#include "store/catalogue/catalogue.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace roomkeeper::admin {

/// Names and tags of a connection's rooms and names of people, as this computer knows them. Those
/// of rooms are joined to the rooms in the RoomStore. Without a catalogue, and where it fails, they
/// are kept for this run. Main thread.
class Annotations : public QObject
{
    Q_OBJECT

public:
    /// `rooms` outlives this. `resource`: the key of the catalogue for the resource's rooms.
    Annotations(RoomStore &rooms, QString resource, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Annotations)

    /// Reads what `catalogue`, which outlives this, knows, and keeps changes there from now on.
    void attach(store::Catalogue &catalogue);
    /// Reads it again: another program may have changed it. What could not be kept so far stays,
    /// and is tried again.
    void reload();
    /// Names for people who have none, for this run; nothing is kept of it.
    void assume(const QHash<QString, QString> &people);

    QString personName(const QString &rawId) const;
    const QHash<QString, QString> &people() const { return m_people; }

    // What is shown changes when the catalogue has it: then it survives a crash. White space around
    // names and tags is cut. An error (kind Storage) means kept for this run only; it comes with
    // notKept() too.
    Call<void> nameRoom(const QString &roomId, const QString &name);
    Call<void> tagRoom(const QString &roomId, const QStringList &tags);
    Call<void> namePerson(const QString &rawId, const QString &name);

signals:
    /// These people have other names now.
    void peopleChanged(const QStringList &rawIds);
    /// The catalogue can't be read or written, for the first time since it last could.
    void notKept(const roomkeeper::Error &error);

private:
    Call<void> changeRoom(const QString &roomId, const store::RoomAnnotationChange &change);
    Call<void> keepPerson(const QString &rawId, const QString &name);
    Call<void> awaitKept(const Call<void> &keeping,
                         std::function<void(const Result<void> &)> &&show);
    void showPerson(const QString &rawId, const QString &name);
    void takeRooms(store::Catalogue::Rooms rooms);
    void keepAgain();
    void takePeople(store::Catalogue::People people);
    void noteFailure(const Error &error);

    RoomStore &m_rooms;
    QString m_resource;
    store::Catalogue *m_catalogue = nullptr;
    QHash<QString, QString> m_people;
    QHash<QString, int> m_beingKept; ///< writes under way, by room id or raw id
    // What the catalogue refused: it lasts for this run.
    QHash<QString, store::RoomAnnotationChange> m_unkeptRooms;
    QHash<QString, QString> m_unkeptPeople;
    bool m_isFailing = false;
};

/// Tags as somebody typed them, separated by commas, semicolons or blanks; each once.
QStringList readTags(QStringView text);

} // namespace roomkeeper::admin
