#include "ui/help/chordedit.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace roomkeeper::ui {

ChordEdit::ChordEdit(QWidget *parent)
    : QKeySequenceEdit(parent)
{
}

void ChordEdit::setAccessibleName(const QString &name)
{
    QKeySequenceEdit::setAccessibleName(name);
    // The inner field forwards the focus to this, but assistive tools find it as well.
    if (auto *field = findChild<QLineEdit *>())
        field->setAccessibleName(name);
}

void ChordEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
        event->ignore();
        return;
    }
    const bool wasBlocked = blockSignals(true); // the base class emits a signal for each part
    QKeySequenceEdit::keyPressEvent(event);
    const QKeySequence keys = keySequence();
    if (!keys.isEmpty())
        setKeySequence(QKeySequence(keys[0])); // does not wait for a second chord
    blockSignals(wasBlocked);
    if (!keys.isEmpty())
        emit pressed(QKeySequence(keys[0]));
}

} // namespace roomkeeper::ui
