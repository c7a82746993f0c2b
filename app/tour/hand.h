#pragma once

#include <QKeyCombination>
#include <QString>

class QAbstractItemView;
class QModelIndex;
class QPoint;
class QWidget;

namespace roomkeeper::app {

/// A hand on the mouse and one on the keyboard: events posted to the widgets, which are handled
/// when the event loop turns, as a person's would be. Does not look where it presses: see Moves.
/// These are functions and not a class since a hand keeps nothing.
namespace hand {

/// Presses and releases the left button.
void click(QWidget &widget, const QPoint &at);
void click(QWidget &widget);

void press(QWidget &widget, QKeyCombination key);
/// Takes the place of all that the focused field holds.
void typeOver(QWidget &field, const QString &text);

/// Scrolls to a row and clicks it.
void click(QAbstractItemView &view, const QModelIndex &index);

} // namespace hand

} // namespace roomkeeper::app
