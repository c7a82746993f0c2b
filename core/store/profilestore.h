#pragma once

#include "base/result.h"
#include "store/profile.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

class QJsonArray;

namespace roomkeeper::store {

/// The connection profiles of this person on this computer: one versioned JSON file, written
/// atomically. A file that can't be read is set aside beside it, never overwritten. Each change
/// goes into the file as it is then, so that two programs keep each other's; fields that a later
/// version may add stay. No secrets. Main thread.
class ProfileStore : public QObject
{
    Q_OBJECT

public:
    /// `path` of the file; defaultPath() in the program, a temporary one in tests.
    explicit ProfileStore(QString path, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ProfileStore)

    /// `connections.json` under Qt's AppConfigLocation.
    static QString defaultPath();

    /// Reads the file; a missing one is an empty store. Error: kind File (unreadable, damaged or
    /// of a newer version: then said where it was set aside; the store is empty and usable).
    Result<void> load();

    const QList<Profile> &profiles() const { return m_profiles; }
    std::optional<Profile> find(const QUuid &id) const;
    /// By name, exact; for `--connect`.
    std::optional<Profile> findByName(QStringView name) const;

    /// Adds a profile or replaces the one with its id. Error: kind File; then nothing changed.
    Result<void> save(const Profile &profile);
    Result<void> remove(const QUuid &id);
    /// Notes when a profile was last used and nothing else of it; nothing where the file no longer
    /// has it. Never waits. Error: kind File, also when another program is just writing.
    Result<void> touch(const QUuid &id, const QDateTime &lastUsed);

signals:
    void changed();

private:
    /// Edits the entries of the file as it is now, under a lock waited for so long, and writes
    /// them.
    Result<void> change(std::chrono::milliseconds patience,
                        const std::function<void(QJsonArray &)> &edit);
    void take(const QList<Profile> &profiles);

    QString m_path;
    QList<Profile> m_profiles;
};

} // namespace roomkeeper::store
