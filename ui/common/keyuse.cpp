#include "ui/common/keyuse.h"

#include <QCoreApplication>
#include <QKeySequence>
#include <QList>
#include <QString>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

QList<QKeySequence> sequences(const char *text)
{
    return QKeySequence::listFromString(QLatin1StringView(text), QKeySequence::PortableText);
}

bool isFunctionKey(int key)
{
    return key >= Qt::Key_F1 && key <= Qt::Key_F35;
}

bool isDesktop(const QKeySequence &keys, QKeyCombination chord)
{
    // GNOME, KDE Plasma and Xfce by default.
    static const QList<QKeySequence> known =
        sequences("Ctrl+Alt+L; Ctrl+Alt+D; Ctrl+Alt+T; Ctrl+Alt+A; Ctrl+Alt+Left; Ctrl+Alt+Right; "
                  "Ctrl+Alt+Up; Ctrl+Alt+Down; Ctrl+Alt+Shift+Left; Ctrl+Alt+Shift+Right; "
                  "Ctrl+Alt+Shift+Up; Ctrl+Alt+Shift+Down; Ctrl+Alt+Del; Ctrl+Alt+Backspace; "
                  "Ctrl+Alt+Esc; Ctrl+Alt+Tab; Ctrl+Alt+Shift+Tab; Ctrl+Esc; Alt+Tab; "
                  "Alt+Shift+Tab; Alt+Shift+Backtab; Alt+Esc; Alt+Space");
    const Qt::KeyboardModifiers modifiers = chord.keyboardModifiers();
    const int key = chord.key();
    if (modifiers.testFlag(Qt::MetaModifier) || key == Qt::Key_Print || key == Qt::Key_SysReq)
        return true;
    // Ctrl+F1 to F12, Alt+F1 to F12 and, for the consoles, Ctrl+Alt+F1 to F12
    if (isFunctionKey(key) && (modifiers & (Qt::ControlModifier | Qt::AltModifier)) != 0
        && !modifiers.testFlag(Qt::ShiftModifier))
        return true;
    return known.contains(keys);
}

bool isInputMethod(const QKeySequence &keys)
{
    // Unicode by number, emoji (three versions of IBus), and switching the input method
    static const QList<QKeySequence> known = sequences(
        "Ctrl+Shift+U; Ctrl+Shift+E; Ctrl+.; Ctrl+;; Ctrl+Space; Shift+Space; Ctrl+Shift+Space");
    return known.contains(keys);
}

bool isWindow(const QKeySequence &keys)
{
    static const QList<QKeySequence> known =
        sequences("Tab; Shift+Tab; Shift+Backtab; Backtab; Ctrl+Tab; Ctrl+Shift+Tab; "
                  "Ctrl+Shift+Backtab; Esc; Return; Enter; Space; Left; Right; Up; Down; Home; "
                  "End; PgUp; PgDown; Ctrl+Home; Ctrl+End; Ctrl+PgUp; Ctrl+PgDown; Menu; F2; "
                  "Shift+Return; Shift+Enter; Shift+Left; Shift+Right; Shift+Up; Shift+Down; "
                  "Shift+Home; Shift+End; Shift+PgUp; Shift+PgDown");
    return known.contains(keys);
}

bool isText(const QKeySequence &keys, QKeyCombination chord)
{
    static const QList<QKeySequence> known =
        sequences("Ctrl+A; Ctrl+C; Ctrl+X; Ctrl+V; Ctrl+Z; Ctrl+Left; Ctrl+Right; Ctrl+Up; "
                  "Ctrl+Down; Ctrl+Shift+Left; Ctrl+Shift+Right; Ctrl+Shift+Home; Ctrl+Shift+End; "
                  "Ctrl+Backspace; Ctrl+Del; Ctrl+Ins; Shift+Ins; Shift+Del; Backspace; "
                  "Shift+Backspace; Ins");
    const Qt::KeyboardModifiers modifiers =
        chord.keyboardModifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    const bool isTyped = (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier)
                         && chord.key() < Qt::Key_Escape;
    return isTyped || known.contains(keys);
}

} // namespace

KeyUse useOf(const QKeySequence &keys)
{
    if (keys.isEmpty())
        return KeyUse::Free;
    const QKeyCombination chord = keys[0];
    const QKeySequence first(chord);
    const Qt::KeyboardModifiers modifiers = chord.keyboardModifiers();
    if (isDesktop(first, chord))
        return KeyUse::Desktop;
    if (isInputMethod(first))
        return KeyUse::InputMethod;
    // F10 goes to the menu bar, Shift+F10 opens the context menu.
    const bool isLetter = chord.key() >= Qt::Key_0 && chord.key() <= Qt::Key_Z;
    if ((modifiers == Qt::AltModifier && isLetter)
        || (chord.key() == Qt::Key_F10 && (modifiers & ~Qt::ShiftModifier) == 0))
        return KeyUse::Menus;
    if (isWindow(first))
        return KeyUse::Window;
    return isText(first, chord) ? KeyUse::Text : KeyUse::Free;
}

QString useText(const QKeySequence &keys)
{
    const QString name = keys.toString(QKeySequence::NativeText);
    switch (useOf(keys)) {
    case KeyUse::Free:
        break;
    case KeyUse::Desktop:
        //: %1 keys: "Ctrl+Alt+L"
        return QCoreApplication::translate(
                   "KeyUse", "%1 is not available: desktops use it. Press other keys.")
            .arg(name);
    case KeyUse::InputMethod:
        return QCoreApplication::translate(
                   "KeyUse", "%1 is not available: input methods use it. Press other keys.")
            .arg(name);
    case KeyUse::Menus:
        return QCoreApplication::translate(
                   "KeyUse", "%1 is not available: it opens a menu. Press other keys.")
            .arg(name);
    case KeyUse::Window:
        return QCoreApplication::translate(
                   "KeyUse", "%1 is not available: windows and tables use it. Press other keys.")
            .arg(name);
    case KeyUse::Text:
        return QCoreApplication::translate(
                   "KeyUse", "%1 is not available: text fields use it. Press other keys.")
            .arg(name);
    }
    return {};
}

} // namespace roomkeeper::ui
