#pragma once

namespace roomkeeper::ui {

/// Replaces what Qt tells assistive tools about scroll areas. Qt lists the scroll bars only while
/// they are visible, and reads past the end of that list when a tool asks for a child by the count
/// from before a bar was hidden: the program crashes (seen with Qt 6.4.2). With this, the children
/// are always the same. Text edits and tables have interfaces of their own and are not affected.
/// Call it once, after the application object was created.
void installAccessibleScrollAreas();

} // namespace roomkeeper::ui
