#pragma once

#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace roomkeeper::ui {

/// Lets the actions of the Edit menu act on the table or text field that has the keyboard in their
/// window: Copy, Select all, and Redo where the text has something to redo.
class EditActions : public QObject
{
    Q_OBJECT

public:
    /// `redo` keeps its own purpose while the text has nothing to redo. All outlive this.
    EditActions(QWidget &window, QAction &copy, QAction &selectAll, const QAction &redo,
                QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(EditActions)

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void focusMoved(QWidget *from, QWidget *to);
    void keepSelection(const QEvent &event);
    void copy();
    void selectAll();

    QWidget &m_window;
    QAction &m_copy;
    QAction &m_selectAll;
    const QAction &m_redo;
    /// What has the keyboard, or had it before the menu bar. Null where there is nothing to edit.
    QPointer<QWidget> m_target;
    /// What was selected in a line edit when the menu bar took the keyboard.
    int m_selectionStart = -1;
    int m_selectionLength = 0;
};

} // namespace roomkeeper::ui
