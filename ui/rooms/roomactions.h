#pragma once

#include "admin/connections/connection.h"
#include "ui/common/messagebar.h"
#include "ui/common/timedisplay.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

class QWidget;

namespace roomkeeper::ui {

class Confirmation;
class NewRoomDialog;
class OpenByIdDialog;
class UnknownActions;

/// The operations on the rooms of a connection: asks in a dialog if necessary, sends, and reports
/// the result in the message bar.
class RoomActions : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this; dialogs open over `window`.
    RoomActions(admin::Connection &connection, TimeDisplay &display, MessageBar &messages,
                QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomActions)

    void refresh();
    void newRoom();
    /// Opens the dialog with these values filled in.
    void newRoomLike(const acs::RoomCreation &creation);
    void openById();
    /// The same, with these IDs.
    void openRooms(const QStringList &roomIds);
    /// Asks for confirmation first.
    void deleteRooms(const QStringList &roomIds);
    /// Asks first if many or all participants would be removed from an open room.
    void applyDraft(const QString &roomId);
    /// Sends no more of the room's changes; what was made stays.
    void stopApplying(const QString &roomId);
    void discardDraft(const QString &roomId);
    /// Says that the earlier values of a room are pending.
    void tellReverted();
    void copyIds(const QStringList &roomIds);
    /// Copies the rooms as a table.
    void copyTable(const QStringList &roomIds);
    UnknownActions &unknown() { return *m_unknown; }

signals:
    /// Select this room, even if the filter hides it.
    void roomToShow(const QString &roomId);
    void roomsToShow(const QStringList &roomIds);
    /// A request failed; test the connection.
    void testRequested();
    /// The key was rejected.
    void keyReplacementRequested();
    void applyingChanged(const QString &roomId, bool isApplying);

private:
    void askForRoom(const std::optional<acs::RoomCreation> &like);
    void create(const acs::RoomCreation &creation, const QHash<QString, QString> &names,
                const QPointer<NewRoomDialog> &dialog);
    void created(const QString &roomId);
    OpenByIdDialog *showOpenById();
    struct Opening;
    void open(const QStringList &roomIds, const QPointer<OpenByIdDialog> &dialog);
    void opened(const Opening &opening, OpenByIdDialog &dialog);
    void startDeleting(const QList<acs::Room> &seen);
    void reportDeletion(const QString &roomId, const admin::RoomDeletions::Results &results);
    void reportDeletions(const admin::RoomDeletions::Results &results);
    void offerDeletion(Notice &notice, const QStringList &changed);
    Confirmation *removalQuestion(const QString &roomId) const;
    void sendDraft(const QString &roomId);
    void applied(const QString &roomId, const admin::DraftOutcome &outcome);
    void showConflict(const QString &roomId, const admin::RoomConflict &conflict);
    void askFieldByField(const QString &roomId, const admin::RoomConflict &conflict);
    /// Decides a conflict, and applies what is left of the draft.
    void resolve(const QString &roomId, const admin::RoomConflict &conflict,
                 const QList<admin::OwnField> &anyway);
    static QString goneText(const QString &roomId);
    /// The room was deleted meanwhile; its draft is still there.
    void showGone(const QString &roomId, const QString &text);
    void roomsUnreadable(const QList<Error> &errors);
    void participantsUnreadable(const QString &roomId, const QList<Error> &errors);
    /// What failed, with what can be done about it.
    Notice failure(const NoticeOrigin &origin, const Error &error, const QString &whatFailed,
                   const std::function<void()> &again, Notice::Effect effect);

    admin::Connection &m_connection;
    TimeDisplay &m_display;
    MessageBar &m_messages;
    QWidget &m_window;
    UnknownActions *m_unknown;
    int m_deletionNumber = 0; ///< tells the notices of deletions in progress apart
    QHash<QString, Call<admin::DraftOutcome>> m_applying; ///< drafts being applied, by room
};

} // namespace roomkeeper::ui
