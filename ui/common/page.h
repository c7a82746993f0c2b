#pragma once

#include "ui/common/actionlist.h"

#include <QList>
#include <QString>
#include <QWidget>

class QAction;
class QMenu;

namespace roomkeeper::ui {

/// What pages of one kind add to the menus and the toolbar of their window. It exists before the
/// first such page, with everything off, and serves one page after the other.
class PageActions : public ActionList
{
    Q_OBJECT

public:
    using ActionList::ActionList;
    ~PageActions() override;
    Q_DISABLE_COPY_MOVE(PageActions)

    /// Menus between Edit and View. Owned by the window.
    const QList<QMenu *> &menus() const { return m_menus; }
    /// At the end of the Edit menu.
    const QList<QAction *> &inEditMenu() const { return m_inEditMenu; }
    /// At the top of the View menu, submenus as their menuAction().
    const QList<QAction *> &inViewMenu() const { return m_inViewMenu; }
    /// Buttons; the first is the most important.
    const QList<QAction *> &inToolBar() const { return m_inToolBar; }

    /// Called when there is no page.
    void disableAll();

protected:
    QList<QMenu *> m_menus;
    QList<QAction *> m_inEditMenu;
    QList<QAction *> m_inViewMenu;
    QList<QAction *> m_inToolBar;
};

/// A page of the window: its actions, its title, and how it handles the commands that every window
/// has. The window does not know its widgets.
class Page : public QWidget
{
    Q_OBJECT

public:
    /// What the window shows of the page.
    struct State
    {
        QString title = {}; ///< "Rooms"
        bool canFilter = false;
        QString filterText = {};
        bool canUndo = false;
        QString undoText = {}; ///< what is undone: "Add 3 participants"
        bool canRedo = false;
        QString redoText = {};

        bool operator==(const State &) const = default;
    };

    /// `actions` outlives this.
    explicit Page(PageActions &actions, QWidget *parent = nullptr);
    ~Page() override;
    Q_DISABLE_COPY_MOVE(Page)

    PageActions &pageActions() const { return m_pageActions; }
    const State &state() const { return m_state; }

    /// Moves the focus to the most important widget, now or as soon as that is possible.
    virtual void takeFocus() = 0;
    /// Called only if the state allows it:
    virtual void setFilterText(const QString &text);
    virtual void undo();
    virtual void redo();

signals:
    void stateChanged();

protected:
    /// Updates the state, and reports it to the window if it has changed.
    void setState(const State &state);

private:
    PageActions &m_pageActions;
    State m_state;
};

} // namespace roomkeeper::ui
