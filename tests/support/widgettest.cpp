#include "support/widgettest.h"

#include <QAccessible>

namespace roomkeeper::ui {

QStringList unnamedIn(const QWidget &window)
{
    QStringList unnamed;
    const auto all = window.findChildren<QWidget *>();
    for (const QWidget *each : all) {
        const bool isNamed = !each->objectName().isEmpty() && !each->accessibleName().isEmpty();
        if (each->isVisible() && each->focusPolicy() != Qt::NoFocus && !isNamed)
            unnamed << QLatin1StringView(each->metaObject()->className()) + u' '
                           + each->objectName();
    }
    return unnamed;
}

QStringList allTexts(QObject *object)
{
    QStringList texts;
    if (auto *interface = QAccessible::queryAccessibleInterface(object)) {
        for (const QAccessible::Text kind :
             {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help}) {
            texts << interface->text(kind);
        }
    }
    if (auto *widget = qobject_cast<QWidget *>(object))
        texts << widget->toolTip() << widget->whatsThis() << widget->statusTip()
              << widget->windowTitle();
    texts << object->property("text").toString();
    for (QObject *child : object->children())
        texts << allTexts(child);
    return texts;
}

} // namespace roomkeeper::ui
