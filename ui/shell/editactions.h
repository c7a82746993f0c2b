#pragma once

#include <QKeySequence>
#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace roomkeeper::ui {

/// Connects the actions of the Edit menu with the table or text field that has the focus: Copy,
/// Select all, and Redo if the text has something to redo.
class EditActions : public QObject
{
    Q_OBJECT

public:
    /// `redo` keeps its own function while the text has nothing to redo. All must outlive this.
    EditActions(QWidget &window, QAction &copy, QAction &selectAll, const QAction &redo,
                QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(EditActions)

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void focusMoved(QWidget *from, QWidget *to);
    void keepSelection(const QEvent &event);
    void press(QKeySequence::StandardKey key);
    void copy();
    void selectAll();

    QWidget &m_window;
    QAction &m_copy;
    QAction &m_selectAll;
    const QAction &m_redo;
    /// The widget with the focus, or the one that had it before the menu bar. Null if nothing can
    /// be edited.
    QPointer<QWidget> m_target;
    /// The selection of a line edit when the menu bar got the focus.
    int m_selectionStart = -1;
    int m_selectionLength = 0;
    bool m_isPressing = false;
};

} // namespace roomkeeper::ui
