#include "ui/shell/pagearea.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/page.h"

#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace roomkeeper::ui {

PageArea::PageArea(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
{
    setAccessibleIdentity(m_tabs, "pageTabs", tr("Pages"));
    m_tabs->setAutoHide(true);
    m_tabs->setDrawBase(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &PageArea::showTab);
}

void PageArea::add(Page *page)
{
    m_pages.append(page);
    m_stack->addWidget(page);
    connect(page, &Page::stateChanged, this, [this, page] {
        m_tabs->setTabText(static_cast<int>(m_pages.indexOf(page)), page->state().title);
    });
    m_tabs->addTab(page->state().title); // shows the first one
}

void PageArea::setCurrent(Page *page)
{
    const int index = static_cast<int>(m_pages.indexOf(page));
    if (m_tabs->currentIndex() == index)
        showTab(index);
    else
        m_tabs->setCurrentIndex(index);
}

Page *PageArea::current() const
{
    return m_pages.value(m_tabs->currentIndex());
}

void PageArea::clear()
{
    const QSignalBlocker blocker(m_tabs);
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    qDeleteAll(std::exchange(m_pages, {}));
}

void PageArea::showInstead(QWidget *widget)
{
    if (m_stack->indexOf(widget) < 0)
        m_stack->addWidget(widget);
    m_stack->setCurrentWidget(widget);
}

void PageArea::showTab(int index)
{
    if (Page *page = m_pages.value(index)) {
        m_stack->setCurrentWidget(page);
        emit currentChanged(page);
    }
}

} // namespace roomkeeper::ui
