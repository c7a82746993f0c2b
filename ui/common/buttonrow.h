#pragma once

#include <QList>

class QPushButton;
class QWidget;

namespace roomkeeper::ui {

/// The buttons at the bottom right of a dialog, from left to right, which is also the tab order.
/// Without margins of its own.
QWidget *buttonRow(const QList<QPushButton *> &buttons);

} // namespace roomkeeper::ui
