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

/// The saved connections of the user: one versioned JSON file, written atomically, with a backup of
/// the previous one. A file that can't be read is renamed, never overwritten, and replaced with the
/// backup. Each change is applied to the present contents of the file, so that two programs keep
/// each other's changes. Changes by other programs are loaded at once, and fields of newer versions
/// are kept. No secrets.
///
/// Main thread. Changes block for the disk, and for another program that is writing, at most for a
/// second; then they fail.
class ProfileStore : public QObject
{
    Q_OBJECT

public:
    /// `path` of the file: defaultPath() in the program, a temporary one in tests.
    explicit ProfileStore(QString path, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ProfileStore)

    /// `connections.json` under Qt's AppConfigLocation.
    static QString defaultPath();

    /// Reads the file and watches it from now on; a missing file is an empty store. A file of an
    /// earlier version is read, and written in the current version with the next change. Error:
    /// kind File (unreadable, damaged or of a newer version; it says how the file was renamed and
    /// whether the backup was restored; the store can be used).
    [[nodiscard]] Result<void> load();

    /// In the user's order.
    const QList<Profile> &profiles() const { return m_profiles; }
    /// As they are listed: those without a group, then group by group, in the order of their first
    /// profiles.
    QList<Profile> listed() const;
    std::optional<Profile> find(const QUuid &id) const;
    /// By exact name; for `--connect`.
    std::optional<Profile> findByName(QStringView name) const;
    /// The names of the groups, in the order of their first profiles; without the empty one.
    QStringList groups() const;

    /// Adds a profile at the end, or replaces the one with its ID. Error: kind File; then nothing
    /// has changed. The same applies to all functions below.
    [[nodiscard]] Result<void> save(const Profile &profile);
    /// The same for several, in one write.
    [[nodiscard]] Result<void> save(const QList<Profile> &profiles);
    [[nodiscard]] Result<void> remove(const QUuid &id);
    /// Moves profiles into `group` (empty: none), keeping their order, before the profile `before`,
    /// or to the end of the group if that is null or unknown.
    [[nodiscard]] Result<void> move(const QList<QUuid> &ids, const QString &group,
                                    const QUuid &before = {});
    /// Renames a group; the new name may be that of another group, or empty.
    [[nodiscard]] Result<void> renameGroup(const QString &group, const QString &newName);
    /// Sets the time of the last use; does nothing if the profile was removed. Never waits for
    /// another program: fails if one is writing.
    [[nodiscard]] Result<void> touch(const QUuid &id, const QDateTime &lastUsed);

signals:
    void changed();
    /// A message for the user: the file was damaged and renamed while in use, or connections that
    /// an older version had set aside are back.
    void noticed(const QString &words);

private:
    enum class Backup { Keep, Skip };

    /// Changes the entries of the present file under a lock, for which it waits at most `patience`,
    /// and writes them.
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
    ProfileFile::Identity m_seen; ///< the file that m_root was read from
    QJsonObject m_root; ///< the last good contents, with everything
    QList<Profile> m_profiles;
    QFileSystemWatcher m_watcher;
};

} // namespace roomkeeper::store
