#pragma once

#include "admin/connections/connectionservice.h"
#include "ui/common/timedisplay.h"
#include "ui/connections/manager/connectiondeletion.h"
#include "ui/connections/manager/connectionorder.h"

#include <QDialog>

#include <optional>

class QLineEdit;
class QPushButton;
class QTreeView;
class QVBoxLayout;

namespace roomkeeper::ui {

class ConnectionEditor;
class ConnectionExchange;
class ConnectionListModel;
class EmptyState;
class MessageBar;
class Settings;

/// The list of saved connections: opens, creates, edits, orders, groups, imports, exports and
/// deletes them. Not modal; results are shown in its own message bar.
class ConnectionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// All outlive this.
    ConnectionsDialog(admin::ConnectionService &connectionService, const TimeDisplay &display,
                      Settings &settings, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionsDialog)

    void setCloseGuard(ConnectionDeletion::CloseGuard guard);

    ConnectionEditor &editor() { return *m_editor; }
    MessageBar &messages() { return *m_messages; }

    /// Imports connections from an exported file and saves them.
    void importFrom(const QString &path);
    /// Exports the selected connections, or all if none is selected, without secrets.
    void exportTo(const QString &path);

    /// While a confirmed deletion is in progress, the dialog cannot be closed.
    bool isDeleting() const;
    void done(int result) override;

signals:
    void openRequested(const roomkeeper::store::Profile &profile);
    void openInNewWindowRequested(const roomkeeper::store::Profile &profile);

private:
    QWidget *makeList(Settings &settings);
    QWidget *makeButtons();
    QPushButton *addButton(QVBoxLayout &column, const char *objectName, const QString &text,
                           const QString &accessibleName, void (ConnectionsDialog::*action)());
    QList<QUuid> selected() const;
    std::optional<store::Profile> selectedOne() const;
    /// Empty if it cannot move further.
    std::optional<ConnectionMove> moveBy(int step) const;
    void move(const std::optional<ConnectionMove> &move);
    void select(const QList<QUuid> &ids);
    void expandGroups(const QModelIndex &parent, int first, int last);
    void updateControls();
    void said(const Result<void> &result);

    void openSelected();
    void openInNewWindow();
    void createConnection();
    void edit();
    void duplicate();
    void moveUp();
    void moveDown();
    void askForGroup();
    void askToDelete();
    void askForImport();
    void askForExport();

    admin::ConnectionService &m_connectionService;
    ConnectionListModel *m_model;
    MessageBar *m_messages;
    ConnectionEditor *m_editor;
    ConnectionDeletion *m_deletion;
    ConnectionExchange *m_exchange;
    QLineEdit *m_filter;
    QTreeView *m_list;
    EmptyState *m_empty;
    QPushButton *m_open = nullptr;
    QPushButton *m_openInNewWindow = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_duplicate = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QPushButton *m_group = nullptr;
    QPushButton *m_delete = nullptr;
    QPushButton *m_export = nullptr;
};

} // namespace roomkeeper::ui
