#pragma once

#include <QKeySequenceEdit>

namespace roomkeeper::ui {

/// Shows the keys that are pressed in it, all at once: one chord, such as Ctrl+Shift+N. Esc and Tab
/// do in it what they do elsewhere in a dialog.
class ChordEdit : public QKeySequenceEdit
{
    Q_OBJECT

public:
    explicit ChordEdit(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ChordEdit)

signals:
    void pressed(const QKeySequence &keys);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace roomkeeper::ui
