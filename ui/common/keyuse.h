#pragma once

class QKeySequence;
class QString;

namespace roomkeeper::ui {

/// What else uses keys, so that no action can have them.
enum class KeyUse {
    Free, ///< nothing else
    Desktop, ///< desktops take them before a program sees them
    InputMethod, ///< as do input methods such as IBus
    Menus, ///< they open a menu
    Window, ///< they move in a window, or act in tables
    Text, ///< they type or edit text
};

/// By the first chord of `keys`. Defaults may be KeyUse::Text (Ctrl+C for Copy); no key of an
/// action is one of the other uses.
KeyUse useOf(const QKeySequence &keys);

/// A whole sentence that says why an action cannot have `keys`. Empty for KeyUse::Free.
QString useText(const QKeySequence &keys);

} // namespace roomkeeper::ui
