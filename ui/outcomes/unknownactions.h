#pragma once

#include "admin/connections/connection.h"
#include "ui/common/timedisplay.h"

#include <QObject>

#include <memory>

class QWidget;

namespace roomkeeper::ui {

class MessageBar;

/// What is done about changes whose answers never came: tells of them in the message bar, lists
/// them, looks at the service when asked to, says what that showed and offers what to do then.
class UnknownActions : public QObject
{
    Q_OBJECT

public:
    /// All outlive this; dialogs open over `window`.
    UnknownActions(admin::Connection &connection, TimeDisplay &display, MessageBar &messages,
                   QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(UnknownActions)

    /// Looks what became of these, all at once.
    void check(const QList<int> &ids);
    /// Adds *Check* to the message that was given last and speaks of these; none: does nothing.
    void offerCheck(const QList<int> &ids);
    /// What is not known of a room.
    QList<int> idsOf(const QString &roomId) const;
    /// Opens the list of all of them.
    void showList();

signals:
    /// A room was found to be the one that was asked for.
    void claimed(const QString &roomId);
    /// It was not created, and is wanted all the same.
    void createAgainRequested(const roomkeeper::acs::RoomCreation &creation);
    /// What is still pending of this room shall be applied.
    void applyRequested(const QString &roomId);
    /// Delete this room, which is still there.
    void deleteRequested(const QString &roomId);
    /// A room with pending changes is not there any more.
    void roomGone(const QString &roomId);

private:
    struct Checks;

    void tell(const admin::UnknownOutcome &outcome);
    void showTold();
    void forgetSettled();
    void report(const Checks &checks);
    void tellFailure(const Checks &checks);
    void showResult(const admin::OutcomeCheck &result);
    void showResults(const QList<admin::OutcomeCheck> &results);
    void askNext();
    void notCreated(const admin::OutcomeCheck &result);

    admin::Connection &m_connection;
    TimeDisplay &m_display;
    MessageBar &m_messages;
    QWidget &m_window;
    QList<int> m_told; ///< what the message about unknown outcomes speaks of
    QString m_message; ///< that message
    QList<admin::OutcomeCheck> m_questions; ///< to be asked one after the other
    bool m_isAsking = false;
};

} // namespace roomkeeper::ui
