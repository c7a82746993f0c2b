#pragma once

#include <QString>

class QComboBox;
class QLabel;
class QWidget;

namespace roomkeeper::ui {

/// Gives a widget a name for tests and scripts (objectName) and for assistive tools. Not for labels
/// that show messages: with a name they no longer report their text.
void setAccessibleIdentity(QWidget *widget, const char *objectName, const QString &accessibleName);

/// Gives a combo box its name by a hidden buddy label, because a combo box reports its current text
/// as its name, whatever its accessibleName. The label stays a sibling of the box, even if a layout
/// moves the box. If there is a visible label, use QLabel::setBuddy instead.
QLabel *buddyName(QComboBox *box, const QString &text);

} // namespace roomkeeper::ui
