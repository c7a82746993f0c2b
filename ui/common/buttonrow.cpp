#include "ui/common/buttonrow.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace roomkeeper::ui {

QWidget *buttonRow(const QList<QPushButton *> &buttons)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addStretch();
    for (QPushButton *button : buttons)
        layout->addWidget(button);
    return row;
}

} // namespace roomkeeper::ui
