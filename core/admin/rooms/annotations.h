#pragma once

#include "admin/rooms/roomstore.h"
#include "base/call.h"
#include "store/catalogue/catalogue.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace roomkeeper::admin {

/// Names and tags of a connection's rooms, and names of people, stored on this computer. Those of
/// rooms are joined to the rooms in the RoomStore. Without a catalogue, or if it fails, they are
/// kept until the program ends. Main thread.
class Annotations : public QObject
{
    Q_OBJECT

public:
    /// `rooms` must outlive this. `resource`: the key of the resource in the catalogue.
    Annotations(RoomStore &rooms, QString resource, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Annotations)

    /// Loads from `catalogue`, which must outlive this, and stores changes there from now on.
    void attach(store::Catalogue &catalogue);
    /// Loads again, because another program may have changed it. Changes that could not be stored
    /// are kept and tried again.
    void reload();
    /// Names for people who have none, until the program ends; they are not stored.
    void assume(const QHash<QString, QString> &people);

    QString personName(const QString &rawId) const;
    const QHash<QString, QString> &people() const { return m_people; }

    // The shown names change after the catalogue has stored them, so that they survive a crash.
    // White space around names and tags is removed. An error of kind Storage means that the change
    // is kept until the program ends; notKept() is emitted as well. Invalid: the text looks like a
    // secret, and nothing was changed; secretRejected() is emitted as well.
    Call<void> nameRoom(const QString &roomId, const QString &name);
    Call<void> tagRoom(const QString &roomId, const QStringList &tags);
    Call<void> namePerson(const QString &rawId, const QString &name);

signals:
    /// A name or tag was not taken, because it looks like a secret: names are stored as plain text.
    void secretRejected();
    /// The names of these people have changed.
    void peopleChanged(const QStringList &rawIds);
    /// The catalogue can't be read or written, for the first time since it last worked.
    void notKept(const roomkeeper::Error &error);

private:
    Call<void> changeRoom(const QString &roomId, const store::RoomAnnotationChange &change);
    Call<void> keepPerson(const QString &rawId, const QString &name);
    Call<void> awaitKept(const Call<void> &keeping,
                         std::function<void(const Result<void> &)> &&show);
    /// A failed call, for a text that may not be stored.
    Call<void> reject();
    void showPerson(const QString &rawId, const QString &name);
    void takeRooms(store::Catalogue::Rooms rooms);
    void keepAgain();
    void takePeople(store::Catalogue::People people);
    void noteFailure(const Error &error);

    RoomStore &m_rooms;
    QString m_resource;
    store::Catalogue *m_catalogue = nullptr;
    QHash<QString, QString> m_people;
    QHash<QString, int> m_beingKept; ///< running writes, by room ID or raw ID
    // What the catalogue could not store, until the program ends.
    QHash<QString, store::RoomAnnotationChange> m_unsavedRooms;
    QHash<QString, QString> m_unsavedPeople;
    bool m_isFailing = false;
};

/// Parses tags separated by commas, semicolons or white space; each once.
QStringList readTags(QStringView text);

} // namespace roomkeeper::admin
