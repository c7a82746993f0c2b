#pragma once

#include "base/result.h"
#include "store/profiles/profile.h"
#include "store/profiles/profilefile.h"

#include <QFileSystemWatcher>
#include <QList>
#include <QObject>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

class QLockFile;

namespace roomkeeper::store {

/// The connection profiles of this person on this computer: one versioned JSON file, written
/// atomically, with a backup of the one before. A file that can't be read is set aside beside it,
/// never overwritten, and the backup takes its place. Each change goes into the file as it is then,
/// so that two programs keep each other's, and what another program changed is seen here at once;
/// fields that another version added stay. No secrets.
///
/// Main thread. Changing waits for the disk, and for another program that is just writing: at most
/// a second, then it gives up.
class ProfileStore : public QObject
{
    Q_OBJECT

public:
    /// `path` of the file; defaultPath() in the program, a temporary one in tests.
    explicit ProfileStore(QString path, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ProfileStore)

    /// `connections.json` under Qt's AppConfigLocation.
    static QString defaultPath();

    /// Reads the file, and looks after it from now on; a missing one is an empty store. A file of
    /// an earlier version is read as it is and written in the current one with the next change.
    /// Error: kind File (unreadable, damaged or of a newer version: then said where it was set
    /// aside and whether the backup was taken; the store is usable).
    [[nodiscard]] Result<void> load();

    /// In the order of the person.
    const QList<Profile> &profiles() const { return m_profiles; }
    /// As they are listed: those without a group, then group by group, in the order of their first
    /// profiles.
    QList<Profile> listed() const;
    std::optional<Profile> find(const QUuid &id) const;
    /// By name, exact; for `--connect`.
    std::optional<Profile> findByName(QStringView name) const;
    /// The names of the groups, in the order of their first profiles; without the empty one.
    QStringList groups() const;

    /// Adds a profile at the end or replaces the one with its id. Error: kind File; then nothing
    /// changed. The same holds for all that follow.
    [[nodiscard]] Result<void> save(const Profile &profile);
    /// The same for several, in one go.
    [[nodiscard]] Result<void> save(const QList<Profile> &profiles);
    [[nodiscard]] Result<void> remove(const QUuid &id);
    /// Puts profiles into `group` (empty: none), in the order they have, before the profile
    /// `before`; behind all others of the group where that is null or not known.
    [[nodiscard]] Result<void> move(const QList<QUuid> &ids, const QString &group,
                                    const QUuid &before = {});
    /// Gives all profiles of a group another one; that may be there already, or be empty.
    [[nodiscard]] Result<void> renameGroup(const QString &group, const QString &newName);
    /// Notes when a profile was last used and nothing else of it; nothing where the file no longer
    /// has it. Never waits for another program: an error, too, when one is just writing.
    [[nodiscard]] Result<void> touch(const QUuid &id, const QDateTime &lastUsed);

signals:
    void changed();
    /// Something happened to the file that the person should know, in words: it was damaged and set
    /// aside in mid-work, or connections came back that an older version had set aside.
    void noticed(const QString &words);

private:
    enum class Backup { Keep, Skip };

    /// Edits the entries of the file as it is now, under a lock waited for so long, and writes
    /// them.
    [[nodiscard]] Result<void> change(std::chrono::milliseconds patience, Backup backup,
                                      const std::function<void(QJsonArray &)> &edit);
    [[nodiscard]] Result<void> lock(QLockFile &lock, std::chrono::milliseconds patience) const;
    [[nodiscard]] Result<ProfileContents> contentsToChange();
    [[nodiscard]] Result<void> recover();
    void takeBack();
    void take(const QJsonObject &root);
    void watch();
    void lookAgain();

    ProfileFile m_file;
    ProfileFile::Identity m_seen; ///< of the file that m_root was read from
    QJsonObject m_root; ///< the last good one, whole
    QList<Profile> m_profiles;
    QFileSystemWatcher m_watcher;
};

} // namespace roomkeeper::store
