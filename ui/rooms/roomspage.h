#pragma once

#include "admin/connections/connection.h"
#include "ui/common/timedisplay.h"

#include <QWidget>

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
class RosterActions;
class StateChips;

/// The rooms of one connection: chips, table and the details of the selected room. Created for a
/// connection and deleted with it.
class RoomsPage : public QWidget
{
    Q_OBJECT

public:
    /// `display` and `messages` must outlive this; dialogs open over `window`.
    RoomsPage(std::shared_ptr<admin::Connection> connection, TimeDisplay &display,
              MessageBar &messages, QWidget &window, QWidget *parent = nullptr);
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
    /// Moves the focus to the table, now or when its first rows appear.
    void focusTable();
    /// Updates what can be done, after the read-only state changed.
    void updateControls();
    /// Selects a room; clears the filter if that hides it.
    void showRoom(const QString &roomId);
    void setFilterText(const QString &text);

signals:
    /// The selection, or what can be done with it, has changed.
    void selectionChanged();
    /// The text of the filter should change to this, because the filter was cleared.
    void filterTextWanted(const QString &text);

private:
    QWidget *makeTop();
    void showSelection();
    void showStatus();
    void showUnknown();
    void showEmptyState();
    void clearFilter();
    void keepSplitter() const;

    std::shared_ptr<admin::Connection> m_connection;
    TimeDisplay &m_display;
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
    bool m_isFocusWanted = false; ///< for the table, when it has rows
    bool m_isListStopped = false; ///< the user stopped the last load
    EmptyState *m_empty;
    QSplitter *m_splitter;
};

} // namespace roomkeeper::ui
