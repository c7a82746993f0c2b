#pragma once

#include <QString>

class QComboBox;
class QLabel;
class QWidget;

namespace roomkeeper::ui {

/// Names a widget for tests and scripts (objectName) and for assistive tools. Not for labels that
/// carry a message: named, they no longer tell their text.
void setAccessibleIdentity(QWidget *widget, const char *objectName, const QString &accessibleName);

/// Gives a combo box its name by a hidden buddy label: a combo box tells assistive tools its
/// current text as its name whatever its accessibleName says, the label is what they find it by.
/// The label stays a sibling of the box, also when a layout moves that. Where a visible label
/// stands before the box, QLabel::setBuddy does the same.
QLabel *buddyName(QComboBox *box, const QString &text);

} // namespace roomkeeper::ui
