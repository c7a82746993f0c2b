#pragma once

#include "ui/common/timedisplay.h"
#include "ui/connections/connectionchoice.h"

#include <QWidget>

#include <optional>

class QAction;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace roomkeeper::ui {

class Actions;

/// The toolbar: connection, the most frequent commands, filter and time zone.
class ToolBar : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this.
    ToolBar(const Actions &actions, TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ToolBar)

    /// The connections to offer, and the open one, if any.
    void setChoices(const QList<ConnectionChoice> &choices,
                    const std::optional<ConnectionChoice> &current);
    /// Whether rooms are shown and can be filtered.
    void setHasRooms(bool hasRooms);
    QLineEdit *filter() const { return m_filter; }

signals:
    void connectionChosen(const roomkeeper::ui::ConnectionChoice &choice);
    void newConnectionRequested();
    void managerRequested();

private:
    QPushButton *addButton(QAction *action, const char *objectName, const char *role = nullptr);
    void choose(int row);
    void showCurrent();
    void showZone();

    TimeDisplay &m_display;
    QList<ConnectionChoice> m_choices;
    std::optional<ConnectionChoice> m_current;
    QComboBox *m_connections;
    QLineEdit *m_filter;
    QComboBox *m_zones;
};

} // namespace roomkeeper::ui
