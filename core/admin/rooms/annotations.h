#pragma once

#include "admin/rooms/annotationchange.h"
#include "admin/rooms/roomstore.h"
#include "base/call.h"
#include "store/catalogue/catalogue.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>

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
    // White space around names and tags is removed. Errors, of which each is reported by a signal
    // too:
    //  Storage: the change is kept until the program ends, see notKept().
    //  Conflict: another window has changed the value since the author of the change saw it.
    //    Nothing was changed, see changedMeanwhile().
    //  Invalid: the text looks like a secret, and nothing was changed, see secretRejected().

    /// `seen`: the name that the author saw; absent: the one that is shown now.
    Call<void> nameRoom(const QString &roomId, const QString &name,
                        const std::optional<QString> &seen = {});
    Call<void> tagRoom(const QString &roomId, const QStringList &tags);
    /// `roomId`: see AnnotationChange.
    Call<void> namePerson(const QString &rawId, const QString &name, const QString &roomId = {});
    /// Makes a change whose author saw the values in `before`, for example to undo another one.
    /// There is no changed() for it.
    Call<void> make(const AnnotationChange &change);

signals:
    /// Somebody has made this change, which can be undone.
    void changed(const roomkeeper::admin::AnnotationChange &change);
    /// The change was not made, because another window has stored other values; these are shown
    /// now.
    void changedMeanwhile(const roomkeeper::admin::AnnotationChange &change);
    /// A name or tag was not taken, because it looks like a secret: names are stored as plain text.
    void secretRejected();
    /// The names of these people have changed.
    void peopleChanged(const QStringList &rawIds);
    /// The catalogue can't be read or written, for the first time since it last worked.
    void notKept(const roomkeeper::Error &error);

private:
    enum class Origin { Entered, Other };

    /// What is shown, or will be when the running writes have ended.
    store::RoomAnnotation expected(const AnnotationChange &change) const;
    Call<void> enter(AnnotationChange change, const store::RoomAnnotationChange &seen = {});
    Call<void> keep(const AnnotationChange &change, Origin origin);
    void kept(const AnnotationChange &change, const Result<void> &result);
    void show(const AnnotationChange &change);
    void showConflict(const AnnotationChange &change);
    /// A failed call, for a text that may not be stored.
    Call<void> reject();
    void takeRooms(store::Catalogue::Rooms rooms);
    void takePeople(store::Catalogue::People people);
    void loadRooms(const std::function<void()> &done);
    void loadPeople(const std::function<void()> &done);
    void keepAgain();
    void noteFailure(const Error &error);

    /// Writes that have not ended.
    struct Running
    {
        int writes = 0;
        store::RoomAnnotation wanted = {}; ///< after all of them
    };

    RoomStore &m_rooms;
    QString m_resource;
    store::Catalogue *m_catalogue = nullptr;
    QHash<QString, QString> m_people;
    // By room ID or raw ID.
    QHash<QString, Running> m_running;
    /// What the catalogue could not store, until the program ends; `before` is what it has.
    QHash<QString, AnnotationChange> m_unsaved;
    bool m_isFailing = false;
};

/// Parses tags separated by commas, semicolons or white space; each once.
QStringList readTags(QStringView text);

} // namespace roomkeeper::admin
