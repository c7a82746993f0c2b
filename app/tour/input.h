#pragma once

#include <QKeyCombination>
#include <QString>

class QAbstractItemView;
class QModelIndex;
class QPoint;
class QWidget;

namespace roomkeeper::app {

/// Mouse and keyboard input: events posted to the widgets, which the event loop handles like those
/// of a person. These functions don't check whether a person could reach the widget; Moves does.
/// They are free functions because there is no state to keep.
namespace input {

/// Presses and releases the left button.
void click(QWidget &widget, const QPoint &at);
void click(QWidget &widget);

void press(QWidget &widget, QKeyCombination key);
/// Replaces the whole content of the focused field.
void typeOver(QWidget &field, const QString &text);

/// Scrolls to a row and clicks it.
void click(QAbstractItemView &view, const QModelIndex &index);

} // namespace input

} // namespace roomkeeper::app
