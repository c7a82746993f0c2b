#pragma once

#include "admin/connections/connection.h"
#include "ui/common/timedisplay.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace roomkeeper::ui {

class ParticipantTableModel;
class ParticipantTableView;
class RosterWarning;
class Settings;

/// The participants of the selected room, loaded whenever another room is shown, and the pending
/// changes. What is known is shown at once; a text says that the list is being loaded, is empty or
/// could not be loaded. Edits go to the room's draft; sends no other request than the one for the
/// list.
class RosterPane : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive this.
    RosterPane(admin::Connection &connection, const TimeDisplay &display, Settings &settings,
               QWidget *parent = nullptr);
    ~RosterPane() override;
    Q_DISABLE_COPY_MOVE(RosterPane)

    /// Empty: none.
    void showRoom(const QString &roomId);
    /// Loads the participants again.
    void reload();
    /// The room's changes are being applied: nothing can be edited.
    void setApplying(bool isApplying);

    void focusTable();

    /// Updates what can be done, e.g. after the connection became read-only.
    void updateControls();
    /// Whether the participants can be changed now.
    bool canEdit() const { return m_notEditableReason.isEmpty(); }
    /// Whether any participant is selected.
    bool hasSelection() const;
    /// Raw IDs of the selected participants, or of all if none is selected.
    QStringList identifiersToCopy() const;
    void copyIdentifiers() const;

    void setRoleOfSelected(const acs::Role &role);
    void removeSelected();

signals:
    void addRequested();
    void newUserRequested();
    /// canEdit() or hasSelection() may have changed.
    void possibilitiesChanged();

private:
    void layOut();
    QWidget *makeButtons();
    QPushButton *makeButton(const char *objectName, const QString &text,
                            const QString &accessibleName);
    void fillRoles(QMenu &menu);
    void showContextMenu(const QPoint &position);
    void connectTable();

    void read();
    /// Ignores the result of the running load. (Its cancellation would be reported as a failure.)
    void stopReading()
    {
        ++m_reads;
        m_reading.cancel();
    }
    void received(const Result<QList<acs::Participant>> &roster);
    void showRoster();
    void showDraft();
    void showCount();
    void say(const QString &text, bool isFailure = false);

    admin::Connection &m_connection;
    QString m_roomId;
    Call<QList<acs::Participant>> m_reading;
    int m_reads = 0; ///< number of the running load
    QTimer m_settle; ///< rooms that the arrow keys pass quickly are not loaded
    bool m_isLoading = false;
    std::optional<Error> m_failure; ///< why the last load failed
    QDateTime m_failedAfter; ///< load time of the list that was shown when it failed
    bool m_isApplying = false;
    QString m_notEditableReason; ///< empty: the participants can be changed

    ParticipantTableModel *m_model;
    QLabel *m_heading;
    QLineEdit *m_filter;
    RosterWarning *m_warning;
    ParticipantTableView *m_table;
    QLabel *m_message;
    QPushButton *m_retry;
    QPushButton *m_add = nullptr;
    QPushButton *m_newUser = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_setRole = nullptr;
};

} // namespace roomkeeper::ui
