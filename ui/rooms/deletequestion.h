#pragma once

#include <QStringList>

class QWidget;

namespace roomkeeper::ui {

class Confirmation;

/// The question before rooms are deleted: how many, on which connection. To be opened with open().
Confirmation *deleteQuestion(const QStringList &roomIds, const QString &connectionName,
                             QWidget *parent);

} // namespace roomkeeper::ui
