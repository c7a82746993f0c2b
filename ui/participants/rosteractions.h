#pragma once

#include "admin/connections/connection.h"
#include "ui/common/timedisplay.h"

#include <QHash>
#include <QObject>
#include <QPointer>

class QWidget;

namespace roomkeeper::ui {

class MessageBar;
class NewUserDialog;
struct NewUser;

/// The dialogs that add participants to a room: existing users, or a new user, which is created at
/// once. Both go to the room's draft.
class RosterActions : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this; dialogs open over `window`.
    RosterActions(admin::Connection &connection, TimeDisplay &display, MessageBar &messages,
                  QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RosterActions)

    void addParticipants(const QString &roomId);
    void newUser(const QString &roomId);

private:
    void create(const QString &roomId, const NewUser &user, const QPointer<NewUserDialog> &dialog);
    void created(const QString &roomId, const NewUser &asked, const acs::CreatedUser &user,
                 NewUserDialog *dialog);
    /// Says so if users that were created for a room are no longer to be added to it: they exist,
    /// and cannot be listed.
    void draftChanged(const QString &roomId);
    void showUnused(const QString &roomId, const QStringList &rawIds);

    admin::Connection &m_connection;
    TimeDisplay &m_display;
    MessageBar &m_messages;
    QWidget &m_window;
    /// Created here and not yet in their room: the room by raw ID.
    QHash<QString, QString> m_unapplied;
};

} // namespace roomkeeper::ui
