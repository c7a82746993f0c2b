#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QActionGroup;

namespace roomkeeper::ui {

/// Creates actions and owns them: the base of the window's and of each page's.
class ActionList : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    Q_DISABLE_COPY_MOVE(ActionList)

    /// All of them in the order of the menus.
    const QList<QAction *> &all() const { return m_all; }

protected:
    QAction *add(const QString &objectName, const QString &text, const QKeySequence &keys = {},
                 const QString &iconName = {});
    /// A checkable one with data.
    QAction *addChoice(QActionGroup *group, const QString &objectName, const QString &text,
                       int data);
    QAction *separator();

private:
    QList<QAction *> m_all;
};

/// The name with which the action was added, to show its icon in another colour.
QString iconNameOf(const QAction &action);

/// The desktop's usual keys; `otherwise` where Qt knows none (it knows some on KDE and GNOME only).
/// Just the first: others may belong to another action (Ctrl+R for Refresh).
QKeySequence standardKeys(QKeySequence::StandardKey key, const QString &otherwise);

/// Switches an action on or off. On a read-only connection it is off, and its tooltip says so.
void allow(QAction *action, bool isPossible, bool isReadOnly);

} // namespace roomkeeper::ui
