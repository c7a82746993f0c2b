#pragma once

#include "ui/connections/connectionchoice.h"

#include <QList>
#include <QObject>

class QMenu;
class QMenuBar;

namespace roomkeeper::ui {

class Actions;
class PageActions;

/// The menus of a window: its own, with those of the current page.
class MainMenu : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this, which the menu bar owns.
    MainMenu(QMenuBar &bar, const Actions &actions);
    Q_DISABLE_COPY_MOVE(MainMenu)

    /// Shows these actions instead of those of another page.
    void setPageActions(const PageActions &page);
    /// The connections to open; the most recently used ones are shown in the menu.
    void setChoices(const QList<ConnectionChoice> &choices);

signals:
    void connectionChosen(const roomkeeper::ui::ConnectionChoice &choice);

private:
    QMenu *createMenu(const QString &title);

    QMenuBar &m_bar;
    const Actions &m_actions;
    const PageActions *m_page = nullptr; ///< whose actions are shown
    QMenu *m_open;
    QMenu *m_connection;
    QMenu *m_edit;
    QMenu *m_view;
    QMenu *m_help;
};

} // namespace roomkeeper::ui
