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
class Settings;
class StateChips;

/// The rooms of one connection: chips, table and the details of the selected room. Made for a
/// connection and gone with it.
class RoomsPage : public QWidget
{
    Q_OBJECT

public:
    /// `display`, `settings` and `messages` outlive this; dialogs open over `window`.
    RoomsPage(std::shared_ptr<admin::Connection> connection, TimeDisplay &display,
              Settings &settings, MessageBar &messages, QWidget &window, QWidget *parent = nullptr);
    ~RoomsPage() override;
    Q_DISABLE_COPY_MOVE(RoomsPage)

    admin::Connection &connection() { return *m_connection; }
    RoomActions &actions() { return *m_actions; }
    RosterActions &rosterActions() { return *m_rosterActions; }
    RoomTableView &table() { return *m_table; }
    RoomDetails &details() { return *m_details; }
    StateChips &chips() { return *m_chips; }

    /// Ids of the selected rooms.
    QStringList selectedRooms() const;
    /// Gives the keyboard to the table, now or when its first rows are there.
    void focusTable();
    /// Whether the connection is read-only is another now.
    void updateControls();
    /// Selects a room; the filter makes way where it hides it.
    void showRoom(const QString &roomId);
    void setFilterText(const QString &text);

signals:
    /// What is selected, or what may be done with it, changed.
    void selectionChanged();
    /// The text typed into the filter shall be this (the filter had to make way).
    void filterTextWanted(const QString &text);

private:
    QWidget *makeTop();
    void showSelection();
    void showStatus();
    void showUnknown();
    void showEmptyState();
    void clearFilter();

    std::shared_ptr<admin::Connection> m_connection;
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
    bool m_isFocusWanted = false; ///< by the table, once it has rows
    bool m_isListStopped = false; ///< by somebody, the last time
    EmptyState *m_empty;
    QSplitter *m_splitter;
};

} // namespace roomkeeper::ui
