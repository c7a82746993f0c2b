#pragma once

#include "admin/connections/connection.h"
#include "ui/common/page.h"
#include "ui/common/timedisplay.h"

#include <memory>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace roomkeeper::ui {

class EmptyState;
class MessageBar;
class RoomActions;
class RoomDetails;
class RoomTableModel;
class RoomTableView;
class RoomsPageActions;
class RosterActions;
class Settings;
class StateChips;

/// The rooms of one connection: chips, table and the details of the selected room. Created for a
/// connection and deleted with it.
class RoomsPage : public Page
{
    Q_OBJECT

public:
    /// All but the connection outlive this; dialogs open over `window`.
    RoomsPage(std::shared_ptr<admin::Connection> connection, RoomsPageActions &pageActions,
              TimeDisplay &display, Settings &settings, MessageBar &messages, QWidget &window,
              QWidget *parent = nullptr);
    ~RoomsPage() override;
    Q_DISABLE_COPY_MOVE(RoomsPage)

    admin::Connection &connection() { return *m_connection; }
    RoomActions &actions() { return *m_actions; }
    RosterActions &rosterActions() { return *m_rosterActions; }
    RoomTableView &table() { return *m_table; }
    RoomDetails &details() { return *m_details; }
    StateChips &chips() { return *m_chips; }

    /// IDs of the selected rooms.
    QStringList selectedRooms() const;
    /// Selects a room; clears the filter if that hides it.
    void showRoom(const QString &roomId);
    /// Selects rooms; clears the filter if that hides any.
    void showRooms(const QStringList &roomIds);
    /// The connection became read-only, or is no longer.
    void updateControls();

    /// To the table, now or when its first rows are there.
    void takeFocus() override;
    void setFilterText(const QString &text) override;
    void undo() override;
    void redo() override;

signals:
    /// A request failed: the user wants to test the connection.
    void connectionTestRequested();
    /// The key was rejected: the user wants to enter another one.
    void secretReplacementRequested();

private:
    QWidget *makeTop();
    void connectParts();
    void connectRoomActions();
    void connectRosterActions();
    void updateActions();
    void updateRosterActions();
    void showState();
    void showSelection();
    void showStatus();
    void showUnknown();
    void showEmptyState();
    void showNoMatch();
    void clearFilter();

    std::shared_ptr<admin::Connection> m_connection;
    RoomsPageActions &m_pageActions;
    TimeDisplay &m_display;
    Settings &m_settings;
    RoomActions *m_actions;
    RosterActions *m_rosterActions;
    RoomTableModel *m_model;
    StateChips *m_chips;
    RoomTableView *m_table;
    RoomDetails *m_details;
    QLabel *m_status;
    QPushButton *m_unknown;
    QPushButton *m_stop;
    QStackedWidget *m_tableArea;
    QString m_filterText;
    bool m_isFocusWanted = false; ///< for the table, when it has rows
    bool m_isListStopped = false; ///< the user stopped the last load
    QString m_loadProblem; ///< why the last load failed, in a sentence
    EmptyState *m_empty;
    QSplitter *m_splitter;
};

} // namespace roomkeeper::ui
