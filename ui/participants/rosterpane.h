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

/// Who may join the selected room, read from the service whenever another room is shown, and what
/// is pending. What is known already is shown at once; that it is being read, that nobody is there
/// and that reading failed is said in words. Edits go to the room's draft; sends nothing but the
/// question for the list.
class RosterPane : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this.
    RosterPane(admin::Connection &connection, const TimeDisplay &display,
               QWidget *parent = nullptr);
    ~RosterPane() override;
    Q_DISABLE_COPY_MOVE(RosterPane)

    /// Empty: none.
    void showRoom(const QString &roomId);
    /// Reads the roster anew.
    void reload();
    /// The room's changes are on their way: nothing can be edited.
    void setApplying(bool isApplying);

    void focusTable();

    /// What may be done is decided anew, e.g. since the connection became read-only.
    void updateControls();
    /// Whether the list can be changed now.
    bool canEdit() const { return m_notEditableReason.isEmpty(); }
    /// Whether anybody is selected.
    bool hasSelection() const;
    /// Raw ids of the selected participants; of all where none is selected.
    QStringList identifiersToCopy() const;
    void copyIdentifiers() const;

    void setRoleOfSelected(const acs::Role &role);
    void removeSelected();

signals:
    void addRequested();
    void newUserRequested();
    /// canEdit() or hasSelection() may be another.
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
    /// Its answer is not wanted any more. (That somebody gave it up elsewhere would be one.)
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
    int m_reads = 0; ///< the number of the one whose answer is waited for
    QTimer m_settle; ///< not every room is asked for that the arrow keys pass
    bool m_isLoading = false;
    std::optional<Error> m_failure; ///< why the last read failed
    QDateTime m_failedAfter; ///< when the list was read that was shown at the last answer
    bool m_isApplying = false;
    QString m_notEditableReason; ///< empty: the list can be changed

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
