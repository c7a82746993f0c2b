#pragma once

namespace roomkeeper::ui {

/// Replaces what Qt tells assistive tools about tables. Qt's interface (seen with 6.4.2)
/// - does not know its own child widgets: for the viewport, in which cells are edited and messages
///   are shown, it writes a warning each time a tool asks for its place, and tools that walk down
///   from the table never find them;
/// - keeps cells by their number: after sorting, a tool gets another cell than it asked for.
/// Here, cells follow their rows, and the viewport is the last child. Call it once, after the
/// application object was created.
void installAccessibleTables();

} // namespace roomkeeper::ui
