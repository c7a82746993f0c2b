#include "tour/input.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWidget>

namespace roomkeeper::app::input {

namespace {

void postMouse(QWidget &widget, QEvent::Type type, const QPoint &at, Qt::MouseButton button,
               Qt::MouseButtons held)
{
    QCoreApplication::postEvent(
        &widget, new QMouseEvent(type, at, widget.mapToGlobal(at), button, held, Qt::NoModifier));
}

void postKey(QWidget &widget, int key, Qt::KeyboardModifiers modifiers, const QString &text = {})
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease})
        QCoreApplication::postEvent(&widget, new QKeyEvent(type, key, modifiers, text));
}

} // namespace

void click(QWidget &widget, const QPoint &at)
{
    postMouse(widget, QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton);
    postMouse(widget, QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
    postMouse(widget, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
}

void click(QWidget &widget)
{
    click(widget, widget.rect().center());
}

void press(QWidget &widget, QKeyCombination key)
{
    postKey(widget, key.key(), key.keyboardModifiers());
}

void typeOver(QWidget &field, const QString &text)
{
    press(field, Qt::ControlModifier | Qt::Key_A);
    press(field, Qt::Key_Delete);
    for (const QChar each : text) {
        const bool isNewLine = each == u'\n';
        // The key codes of Latin letters are the codes of their capitals, those of digits their
        // own.
        postKey(field, isNewLine ? int(Qt::Key_Return) : each.toUpper().unicode(),
                each.isUpper() ? Qt::ShiftModifier : Qt::NoModifier,
                isNewLine ? QStringLiteral("\r") : QString(each));
    }
}

void click(QAbstractItemView &view, const QModelIndex &index)
{
    view.scrollTo(index);
    click(*view.viewport(), view.visualRect(index).center());
}

} // namespace roomkeeper::app::input
