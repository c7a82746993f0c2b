#pragma once

#include <QStringList>

class QWidget;

namespace roomkeeper::tests {

/// What of a text is not in the brackets of the pseudo-language (base/language.h) and would have to
/// be: empty if everything is. Only these need no brackets: dates, numbers, room IDs, raw IDs,
/// GUIDs and request IDs, addresses, key names, and `written`, what the service or a person wrote.
QString untranslatedPart(const QString &text, const QStringList &written = {});

/// The texts of a window, and of the menus and actions in it, that do not go through tr(): one line
/// for each, with the widget and what kind of text it is. Looks at what is visible in the window:
/// labels, buttons, combo boxes, headers and cells, placeholders, tool tips, window titles,
/// accessible names and descriptions. What is typed into a field, and the guide, are left out. The
/// program must use the pseudo-language.
QStringList untranslatedTexts(QWidget &window, const QStringList &written = {});

/// The visible widgets of a window that do not show their whole text and have no tool tip with it,
/// and those that reach beyond the widget around them: one line for each.
QStringList clippedWidgets(QWidget &window);

} // namespace roomkeeper::tests
