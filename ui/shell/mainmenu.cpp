#include "ui/shell/mainmenu.h"

#include "ui/common/page.h"
#include "ui/shell/actions.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxInMenu = 15;

} // namespace

MainMenu::MainMenu(QMenuBar &bar, const Actions &actions)
    : QObject(&bar)
    , m_bar(bar)
    , m_actions(actions)
    , m_open(new QMenu(tr("&Open connection"), &bar))
    , m_connection(createMenu(tr("&Connection")))
    , m_edit(createMenu(tr("&Edit")))
    , m_view(createMenu(tr("&View")))
    , m_help(createMenu(tr("&Help")))
{
    m_open->setObjectName("openMenu"_L1);
    m_connection->addAction(actions.newWindow);
    m_connection->addSeparator();
    m_connection->addMenu(m_open);
    m_connection->addActions({actions.newConnection, actions.pasteConnection,
                              actions.keepEnvironment, actions.sandbox, actions.sandboxWindow});
    m_connection->addSeparator();
    m_connection->addActions({actions.manageConnections, actions.editConnection,
                              actions.testConnection, actions.replaceSecret, actions.keepSecret,
                              actions.readOnly, actions.removeConnection, actions.closeConnection});
    m_connection->addSeparator();
    m_connection->addActions({actions.closeWindow, actions.quit});
    m_help->addActions({actions.guide, actions.shortcuts, actions.about});
}

QMenu *MainMenu::createMenu(const QString &title)
{
    auto *menu = new QMenu(title, &m_bar);
    menu->setToolTipsVisible(true);
    return menu;
}

void MainMenu::setPageActions(const PageActions &page)
{
    if (&page == m_page)
        return;
    m_page = &page;
    m_edit->clear();
    m_edit->addActions({m_actions.undo, m_actions.redo});
    m_edit->addSeparator();
    m_edit->addActions({m_actions.copy, m_actions.selectAll});
    m_edit->addSeparator();
    m_edit->addActions(page.inEditMenu());
    m_edit->addSeparator();
    m_edit->addAction(m_actions.findRooms);

    m_view->clear();
    m_view->addActions(page.inViewMenu());
    m_view->addAction(m_actions.activity);
    m_view->addSeparator();
    m_view->addActions(m_actions.zones->actions());
    m_view->addSeparator();
    m_view->addActions(m_actions.themes->actions());

    m_bar.clear(); // the menus stay
    m_bar.addMenu(m_connection);
    m_bar.addMenu(m_edit);
    for (QMenu *menu : page.menus())
        m_bar.addMenu(menu);
    m_bar.addMenu(m_view);
    m_bar.addMenu(m_help);
}

void MainMenu::setChoices(const QList<ConnectionChoice> &choices)
{
    m_open->clear();
    const QList<ConnectionChoice> inMenu = usedLast(choices, maxInMenu);
    for (const ConnectionChoice &choice : inMenu) {
        const QAction *action =
            m_open->addAction(QString(choice.profile.name).replace(u'&', "&&"_L1));
        connect(action, &QAction::triggered, this,
                [this, choice] { emit connectionChosen(choice); });
    }
    m_open->setEnabled(!m_open->isEmpty());
}

} // namespace roomkeeper::ui
