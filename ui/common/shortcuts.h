#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;

namespace roomkeeper::ui {

class Settings;

/// The keys of a window's actions: their defaults, and what the user chose instead. The choice is
/// kept in the settings by the objectName of the action, and reaches all windows at once. No keys
/// belong to two actions that can be used at the same time: what the user chose comes first, then
/// the defaults in order.
class Shortcuts : public QObject
{
    Q_OBJECT

public:
    /// `settings` outlives this.
    explicit Shortcuts(Settings &settings, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Shortcuts)

    /// The keys that the actions have now become their defaults. Each has an objectName. Those with
    /// a `page` can be used while that is shown; the others always. Does nothing for those that
    /// were added before.
    void add(const QList<QAction *> &actions, const QObject *page = nullptr);
    /// In the order in which they were added.
    const QList<QAction *> &actions() const { return m_actions; }

    QList<QKeySequence> defaults(const QAction &action) const { return m_defaults.value(&action); }
    /// Whether the user chose the keys of this action.
    bool isChanged(const QAction &action) const { return m_chosen.contains(&action); }
    /// The action that has these keys and can be used at the same time as `action`, or is `action`;
    /// null if there is none.
    const QAction *actionWith(const QKeySequence &keys, const QAction &action) const;

    /// Replaces all keys of the action; empty: none. Keys of another action, and keys that useOf()
    /// reports as used, are not allowed.
    void setKeys(const QAction &action, const QKeySequence &keys);
    /// Restores the defaults, except for keys that the user gave to another action.
    void reset(const QAction &action);
    void resetAll();

signals:
    /// Emitted also if another window changed them.
    void changed();

private:
    bool canMeet(const QAction *first, const QAction *second) const;
    void remove(const QAction *action);
    void readChosen();
    void apply();

    Settings &m_settings;
    QList<QAction *> m_actions;
    QHash<const QAction *, const QObject *> m_pages;
    QHash<const QAction *, QList<QKeySequence>> m_defaults;
    QHash<const QAction *, QList<QKeySequence>> m_chosen; ///< by the user
};

} // namespace roomkeeper::ui
