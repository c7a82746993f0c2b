#pragma once

#include "admin/connections/connection.h"
#include "ui/common/notice.h"
#include "ui/common/timedisplay.h"

#include <QObject>

#include <memory>

class QWidget;

namespace roomkeeper::ui {

class MessageBar;

/// Handles changes without a response: reports them in the message bar, lists them, checks them at
/// the service, and offers what to do next.
class UnknownActions : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this; dialogs open over `window`.
    UnknownActions(admin::Connection &connection, TimeDisplay &display, MessageBar &messages,
                   QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(UnknownActions)

    /// Checks these, all at once.
    void check(const QList<int> &ids);
    /// Adds *Check* to a notice that is about these; does nothing if there are none. The notice is
    /// withdrawn when one of them is settled, and replaces the one that was about them so far.
    void offerCheck(Notice &notice, const QList<int> &ids);
    /// The unknown outcomes of a room.
    QList<int> idsOf(const QString &roomId) const;
    /// Opens the list of all unknown outcomes.
    void showList();

signals:
    /// The user selected this room as the one that was created.
    void claimed(const QString &roomId);
    /// It was not created, and the user wants to create it again.
    void createAgainRequested(const roomkeeper::acs::RoomCreation &creation);
    /// The remaining changes of this room should be applied.
    void applyRequested(const QString &roomId);
    /// Delete this room, which still exists.
    void deleteRequested(const QString &roomId);
    /// A room with pending changes no longer exists.
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
    QList<int> m_told; ///< what the notice with *Check* is about
    NoticeOrigin m_toldOrigin; ///< of that notice
    QList<admin::OutcomeCheck> m_questions; ///< to be asked one after the other
    bool m_isAsking = false;
};

} // namespace roomkeeper::ui
