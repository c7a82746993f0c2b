#pragma once

class QKeySequence;
class QString;

namespace roomkeeper::ui {

/// What else uses keys, so that no action can have them.
enum class KeyUse {
    Free, ///< nothing else
    Desktop, ///< desktops handle them before a program gets them
    InputMethod, ///< used by input methods such as IBus
    Menus, ///< they open a menu
    Window, ///< move the focus in a window, or work in tables
    Text, ///< they type or edit text
};

/// By the first chord of `keys`. Defaults may be KeyUse::Text (Ctrl+C for Copy); no action has keys
/// with one of the other uses.
KeyUse useOf(const QKeySequence &keys);

/// A whole sentence that says why an action cannot have `keys`. Empty for KeyUse::Free.
QString useText(const QKeySequence &keys);

} // namespace roomkeeper::ui
