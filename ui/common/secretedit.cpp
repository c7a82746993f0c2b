#include "ui/common/secretedit.h"

#include "ui/common/secretclipboard.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QSignalBlocker>

namespace roomkeeper::ui {

SecretEdit::SecretEdit(QWidget *parent)
    : QLineEdit(parent)
{
    reveal(false);
}

SecretEdit::~SecretEdit()
{
    const QSignalBlocker quiet(this);
    clear();
}

void SecretEdit::reveal(bool shown)
{
    setEchoMode(shown ? Normal : Password);
    // Also while the text is revealed; the echo mode resets these.
    setInputMethodHints(inputMethodHints() | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                        | Qt::ImhNoAutoUppercase);
}

// QLineEdit copies in functions that can't be overridden; these are the ways to them.

void SecretEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelected();
    else if (event->matches(QKeySequence::Cut))
        cutSelected();
    else
        QLineEdit::keyPressEvent(event);
}

void SecretEdit::mouseReleaseEvent(QMouseEvent *event)
{
    QLineEdit::mouseReleaseEvent(event);
    const QClipboard *clipboard = QGuiApplication::clipboard();
    if (echoMode() == Normal && hasSelectedText() && clipboard->supportsSelection()
        && clipboard->ownsSelection())
        secretClipboard().copy(selectedText(), QClipboard::Selection);
}

void SecretEdit::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto actions = menu->actions();
    for (QAction *action : actions) {
        // Nothing else tells which is which; Qt connects by name.
        if (disconnect(action, SIGNAL(triggered()), this, SLOT(copy())))
            connect(action, &QAction::triggered, this, &SecretEdit::copySelected);
        else if (disconnect(action, SIGNAL(triggered()), this, SLOT(cut())))
            connect(action, &QAction::triggered, this, &SecretEdit::cutSelected);
    }
    menu->popup(event->globalPos());
}

void SecretEdit::copySelected()
{
    if (echoMode() == Normal && hasSelectedText())
        secretClipboard().copy(selectedText());
}

void SecretEdit::cutSelected()
{
    if (isReadOnly() || echoMode() != Normal || !hasSelectedText())
        return;
    copySelected();
    del();
}

} // namespace roomkeeper::ui
