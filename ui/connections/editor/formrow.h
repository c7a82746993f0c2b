#pragma once

#include <QList>

class QFormLayout;
class QWidget;

namespace roomkeeper::ui {

class HintLabel;

/// Adds a field to a form: its label, what belongs beside it, and what stands close under it. Gives
/// the widget that is the row's field, by which the form hides it.
QWidget *addFormRow(QFormLayout &form, const QString &text, QWidget *field,
                    const QList<QWidget *> &under = {}, QWidget *beside = nullptr);

/// A message under a field.
HintLabel *fieldHint(const char *objectName, QWidget *parent);

} // namespace roomkeeper::ui
