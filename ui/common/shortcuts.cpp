#include "ui/common/shortcuts.h"

#include "ui/common/keyuse.h"
#include "ui/common/settings.h"

#include <QAction>

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

Shortcuts::Shortcuts(Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    connect(&settings, &Settings::shortcutsChanged, this, &Shortcuts::apply);
}

void Shortcuts::add(const QList<QAction *> &actions, const QObject *page)
{
    for (QAction *action : actions) {
        Q_ASSERT(!action->objectName().isEmpty());
        if (m_actions.contains(action))
            continue;
        m_actions.append(action);
        m_pages.insert(action, page);
        m_defaults.insert(action, action->shortcuts());
        connect(action, &QObject::destroyed, this, [this, action] { remove(action); });
    }
    apply();
}

/// `action` is destroyed; only its address is used.
void Shortcuts::remove(const QAction *action)
{
    m_actions.removeIf([action](const QAction *each) { return each == action; });
    m_pages.remove(action);
    m_defaults.remove(action);
    m_chosen.remove(action);
}

bool Shortcuts::canMeet(const QAction *first, const QAction *second) const
{
    const QObject *page = m_pages.value(first);
    const QObject *other = m_pages.value(second);
    return page == nullptr || other == nullptr || page == other;
}

const QAction *Shortcuts::actionWith(const QKeySequence &keys, const QAction &action) const
{
    const auto found = std::ranges::find_if(m_actions, [&](const QAction *each) {
        return canMeet(each, &action) && each->shortcuts().contains(keys);
    });
    return found == m_actions.cend() ? nullptr : *found;
}

void Shortcuts::setKeys(const QAction &action, const QKeySequence &keys)
{
    QList<QKeySequence> chosen;
    if (!keys.isEmpty())
        chosen.append(keys);
    if (chosen == m_defaults.value(&action)) {
        reset(action);
        return;
    }
    m_settings.setShortcut(action.objectName(), chosen);
}

void Shortcuts::reset(const QAction &action)
{
    m_settings.resetShortcut(action.objectName());
}

void Shortcuts::resetAll()
{
    m_settings.resetShortcuts();
}

/// The file may have been edited by hand: invalid keys are ignored.
void Shortcuts::readChosen()
{
    m_chosen.clear();
    const auto stored = m_settings.shortcuts();
    for (const QAction *action : std::as_const(m_actions)) {
        const auto own = stored.constFind(action->objectName());
        if (own == stored.cend())
            continue;
        const QList<QKeySequence> defaults = m_defaults.value(action);
        const bool isUsable = std::ranges::all_of(*own, [&defaults](const QKeySequence &keys) {
            return defaults.contains(keys) || useOf(keys) == KeyUse::Free;
        });
        if (isUsable)
            m_chosen.insert(action, *own);
    }
}

void Shortcuts::apply()
{
    readChosen();
    QHash<const QAction *, QList<QKeySequence>> given;
    const auto give = [&](const QAction *action, const QList<QKeySequence> &keys) {
        for (const QKeySequence &each : keys) {
            const bool isTaken = std::ranges::any_of(m_actions, [&](const QAction *other) {
                return canMeet(action, other) && given.value(other).contains(each);
            });
            if (!isTaken)
                given[action].append(each);
        }
    };
    for (const QAction *action : std::as_const(m_actions))
        give(action, m_chosen.value(action));
    for (const QAction *action : std::as_const(m_actions)) {
        if (!isChanged(*action))
            give(action, m_defaults.value(action));
    }
    for (QAction *action : std::as_const(m_actions))
        action->setShortcuts(given.value(action));
    emit changed();
}

} // namespace roomkeeper::ui
