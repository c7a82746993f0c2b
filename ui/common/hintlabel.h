#pragma once

#include <QLabel>

namespace roomkeeper::ui {

/// A message that stands beside a field: plain text that wraps, hidden while there is none. Not to
/// be given an accessible name: it would no longer tell its text.
class HintLabel : public QLabel
{
    Q_OBJECT

public:
    explicit HintLabel(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(HintLabel)

    /// `role` of setStyleClass(): "error", "warning" or "muted".
    void say(const char *role, const QString &text);
};

/// Lets a window grow when what it holds needs more height at its width: layouts ask wrapped text
/// for its height too late to do so themselves. It never shrinks on its own, and does not grow over
/// the lower edge of the screen.
void growWithContents(QWidget *window);

} // namespace roomkeeper::ui
