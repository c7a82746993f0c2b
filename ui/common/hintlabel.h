#pragma once

#include <QLabel>

namespace roomkeeper::ui {

/// A message next to a field: plain text that wraps, hidden if there is none. Don't give it an
/// accessible name: it would no longer report its text.
class HintLabel : public QLabel
{
    Q_OBJECT

public:
    explicit HintLabel(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(HintLabel)

    /// `role`: a class of setStyleClass(): "error", "warning" or "muted".
    void say(const char *role, const QString &text);
};

/// Makes a window grow when its contents need more height at its width: layouts ask wrapped text
/// for its height too late to do this. The window never shrinks by itself, and does not grow beyond
/// the lower edge of the screen.
void growWithContents(QWidget *window);

} // namespace roomkeeper::ui
