#include "ui/shell/editactions.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QTextEdit>

namespace roomkeeper::ui {

namespace {

QTextDocument *documentOf(const QObject *widget)
{
    if (const auto *text = qobject_cast<const QTextEdit *>(widget))
        return text->document();
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget))
        return text->document();
    return nullptr;
}

bool isSelectableLabel(const QWidget *widget)
{
    const auto *label = qobject_cast<const QLabel *>(widget);
    return label != nullptr && label->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard);
}

bool canBeEdited(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) != nullptr || documentOf(widget) != nullptr
           || qobject_cast<const QAbstractItemView *>(widget) != nullptr
           || isSelectableLabel(widget);
}

bool canRedoText(const QObject *widget)
{
    if (const auto *field = qobject_cast<const QLineEdit *>(widget))
        return field->isRedoAvailable() && !field->isReadOnly();
    const QTextDocument *document = documentOf(widget);
    return document != nullptr && document->isRedoAvailable();
}

void redoText(QObject *widget)
{
    if (auto *field = qobject_cast<QLineEdit *>(widget))
        field->redo();
    else if (QTextDocument *document = documentOf(widget))
        document->redo();
}

} // namespace

EditActions::EditActions(QWidget &window, QAction &copy, QAction &selectAll, const QAction &redo,
                         QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_copy(copy)
    , m_selectAll(selectAll)
    , m_redo(redo)
{
    connect(&copy, &QAction::triggered, this, &EditActions::copy);
    connect(&selectAll, &QAction::triggered, this, &EditActions::selectAll);
    connect(qApp, &QApplication::focusChanged, this, &EditActions::focusMoved);
    focusMoved(nullptr, window.focusWidget());
}

void EditActions::focusMoved(QWidget *, QWidget *to)
{
    // When the focus moves to a menu or another window, it will come back.
    if (to != nullptr
        && (to->window() != &m_window || qobject_cast<QMenuBar *>(to) != nullptr
            || qobject_cast<QMenu *>(to) != nullptr))
        return;
    if (to == nullptr && m_target && m_window.focusWidget() == m_target)
        return;
    if (m_target)
        m_target->removeEventFilter(this);
    m_target = canBeEdited(to) ? to : nullptr;
    if (m_target)
        m_target->installEventFilter(this);
    m_copy.setEnabled(m_target != nullptr);
    m_selectAll.setEnabled(m_target != nullptr);
}

/// A text field handles the standard keys of Redo even if it has nothing to redo, and does not know
/// the others (QLineEdit, Ctrl+Y on Linux).
bool EditActions::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_target)
        keepSelection(*event);
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<const QKeyEvent *>(event);
    if (m_isPressing) {
        event->accept(); // not for the action again
        return isOverride;
    }
    if (watched != m_target || !m_redo.shortcuts().contains(QKeySequence(key->keyCombination())))
        return QObject::eventFilter(watched, event);
    if (canRedoText(watched)) {
        event->accept();
        if (!isOverride)
            redoText(watched);
        return true;
    }
    if (isOverride && m_redo.isEnabled()) {
        event->ignore(); // so that the action handles it
        return true;
    }
    return QObject::eventFilter(watched, event);
}

/// A line edit clears its selection when the menu bar gets the focus: Copy would copy nothing.
void EditActions::keepSelection(const QEvent &event)
{
    auto *field = qobject_cast<QLineEdit *>(m_target);
    if (field == nullptr || (event.type() != QEvent::FocusOut && event.type() != QEvent::FocusIn)
        || static_cast<const QFocusEvent &>(event).reason() != Qt::MenuBarFocusReason)
        return;
    if (event.type() == QEvent::FocusOut) {
        m_selectionStart = field->selectionStart();
        m_selectionLength = field->selectionLength();
    } else if (m_selectionStart >= 0) {
        field->setSelection(m_selectionStart, m_selectionLength);
    }
}

/// Widgets know the standard keys, whatever keys the user gave to the action.
void EditActions::press(QKeySequence::StandardKey key)
{
    const QKeyCombination chord = QKeySequence(key)[0];
    QKeyEvent event(QEvent::KeyPress, chord.key(), chord.keyboardModifiers());
    m_isPressing = true;
    QCoreApplication::sendEvent(m_target, &event);
    m_isPressing = false;
}

void EditActions::copy()
{
    if (auto *field = qobject_cast<QLineEdit *>(m_target))
        field->copy();
    else if (auto *rich = qobject_cast<QTextEdit *>(m_target))
        rich->copy();
    else if (auto *plain = qobject_cast<QPlainTextEdit *>(m_target))
        plain->copy();
    else if (m_target)
        press(QKeySequence::Copy); // each table copies what its rows represent
}

void EditActions::selectAll()
{
    if (auto *field = qobject_cast<QLineEdit *>(m_target))
        field->selectAll();
    else if (auto *rich = qobject_cast<QTextEdit *>(m_target))
        rich->selectAll();
    else if (auto *plain = qobject_cast<QPlainTextEdit *>(m_target))
        plain->selectAll();
    else if (auto *view = qobject_cast<QAbstractItemView *>(m_target))
        view->selectAll();
    else if (m_target)
        press(QKeySequence::SelectAll);
}

} // namespace roomkeeper::ui
