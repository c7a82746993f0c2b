#pragma once

#include <QList>

class QFormLayout;
class QWidget;

namespace roomkeeper::ui {

class HintLabel;

/// Adds a row to a form: the label, the field, and optional widgets beside and below it. Returns
/// the widget that holds the row, for QFormLayout::setRowVisible().
QWidget *addFormRow(QFormLayout &form, const QString &text, QWidget *field,
                    const QList<QWidget *> &under = {}, QWidget *beside = nullptr);

/// A message under a field.
HintLabel *fieldHint(const char *objectName, QWidget *parent);

} // namespace roomkeeper::ui
