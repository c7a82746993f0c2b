#include "ui/common/accessiblescrollarea.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QAccessibleWidget>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// Qt asks for each class of an object, the most derived one first.
QAccessibleInterface *scrollAreaInterface(const QString &className, QObject *object)
{
    if (className != "QScrollArea"_L1 && className != "QAbstractScrollArea"_L1)
        return nullptr;
    auto *area = qobject_cast<QAbstractScrollArea *>(object);
    return area ? new QAccessibleWidget(area, QAccessible::Client) : nullptr; // owned by Qt's cache
}

} // namespace

void installAccessibleScrollAreas()
{
    QAccessible::installFactory(scrollAreaInterface);
}

} // namespace roomkeeper::ui
