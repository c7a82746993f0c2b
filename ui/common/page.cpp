#include "ui/common/page.h"

#include <QAction>

namespace roomkeeper::ui {

PageActions::~PageActions() = default;

void PageActions::disableAll()
{
    for (QAction *action : all())
        action->setEnabled(false);
}

Page::Page(PageActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_pageActions(actions)
{
}

Page::~Page()
{
    m_pageActions.disableAll();
}

void Page::setFilterText(const QString &) { }

void Page::undo() { }

void Page::redo() { }

void Page::setState(const State &state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

} // namespace roomkeeper::ui
