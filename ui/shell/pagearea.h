#pragma once

#include <QList>
#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace roomkeeper::ui {

class Page;

/// The pages of a window, of which one is shown. With several pages there is a tab for each.
class PageArea : public QWidget
{
    Q_OBJECT

public:
    explicit PageArea(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(PageArea)

    /// Takes ownership. The first page is shown at once.
    void add(Page *page);
    void setCurrent(Page *page);
    /// Null if there is none.
    Page *current() const;
    /// Deletes all pages.
    void clear();

    /// Shows a widget instead of a page, such as the list of connections, until a page is added.
    /// Takes ownership.
    void showInstead(QWidget *widget);

signals:
    /// Another page is shown. Not emitted if there is none any more.
    void currentChanged(roomkeeper::ui::Page *page);

private:
    void showTab(int index);

    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QList<Page *> m_pages; ///< in the order of the tabs
};

} // namespace roomkeeper::ui
