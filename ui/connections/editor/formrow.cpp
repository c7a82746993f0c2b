#include "ui/connections/editor/formrow.h"

#include "ui/common/hintlabel.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace roomkeeper::ui {

QWidget *addFormRow(QFormLayout &form, const QString &text, QWidget *field,
                    const QList<QWidget *> &under, QWidget *beside)
{
    auto *label = new QLabel(text, field->parentWidget());
    label->setBuddy(field);
    auto *row = new QWidget(field->parentWidget());
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(field, 1);
    if (beside != nullptr)
        line->addWidget(beside);
    column->addLayout(line);
    for (QWidget *widget : under)
        column->addWidget(widget);
    form.addRow(label, row);
    return row;
}

HintLabel *fieldHint(const char *objectName, QWidget *parent)
{
    auto *label = new HintLabel(parent);
    label->setObjectName(QLatin1StringView(objectName));
    return label;
}

} // namespace roomkeeper::ui
