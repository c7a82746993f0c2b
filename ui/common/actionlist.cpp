#include "ui/common/actionlist.h"

#include "ui/common/style/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>

namespace roomkeeper::ui {

namespace {

constexpr const char *iconNameProperty = "iconName";

} // namespace

QAction *ActionList::add(const QString &objectName, const QString &text, const QKeySequence &keys,
                         const QString &iconName)
{
    auto *action = new QAction(text, this);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setProperty(iconNameProperty, iconName);
    action->setIconVisibleInMenu(false);
    m_all.append(action);
    return action;
}

QAction *ActionList::addChoice(QActionGroup *group, const QString &objectName, const QString &text,
                               int data)
{
    QAction *action = add(objectName, text);
    action->setCheckable(true);
    action->setData(data);
    group->addAction(action);
    return action;
}

QAction *ActionList::separator()
{
    auto *line = new QAction(this);
    line->setSeparator(true);
    return line;
}

QString iconNameOf(const QAction &action)
{
    return action.property(iconNameProperty).toString();
}

QKeySequence standardKeys(QKeySequence::StandardKey key, const QString &otherwise)
{
    const QKeySequence usual(key);
    return usual.isEmpty() ? QKeySequence(otherwise) : usual;
}

void allow(QAction *action, bool isPossible, bool isReadOnly)
{
    action->setEnabled(isPossible && !isReadOnly);
    action->setToolTip(
        isReadOnly ? QCoreApplication::translate(
                         "ActionList", "“%1” is not available because this connection is read-only")
                         .arg(action->iconText())
                   : action->iconText());
}

} // namespace roomkeeper::ui
