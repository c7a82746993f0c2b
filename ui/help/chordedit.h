#pragma once

#include <QKeySequenceEdit>

namespace roomkeeper::ui {

/// Shows keys that are pressed in it: one chord, such as Ctrl+Shift+N. Esc and Tab work as
/// everywhere in a dialog.
class ChordEdit : public QKeySequenceEdit
{
    Q_OBJECT

public:
    explicit ChordEdit(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ChordEdit)

    /// Hides QWidget's: names the field inside as well.
    void setAccessibleName(const QString &name);

signals:
    void pressed(const QKeySequence &keys);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace roomkeeper::ui
