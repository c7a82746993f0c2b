#pragma once

#include "base/result.h"
#include "store/profiles/profileformat.h"

#include <QString>

#include <array>
#include <optional>

namespace roomkeeper::store {

/// The file of profiles on disk, with the backup of the last good one (`.bak`) and files that were
/// set aside. Does not lock: callers that change something hold a lock (see ProfileStore). Blocks
/// for the disk; what was written successfully survives kill -9 and power loss.
class ProfileFile
{
public:
    explicit ProfileFile(QString path);

    const QString &path() const { return m_path; }
    QString folder() const;

    /// Identifies a state of the file without reading it: device, inode, size and time. Absent:
    /// there is no file.
    using Identity = std::optional<std::array<qint64, 5>>;
    Identity identity() const;

    /// Changes nothing. A missing file counts as empty.
    [[nodiscard]] ProfileReading read() const;
    /// The last good file; absent if there is none, or none that can be used.
    std::optional<ProfileContents> readBackup() const;
    bool hasBackup() const;

    /// Replaces the file. `former`, if not empty, is the previous text of the file, and becomes the
    /// backup first. Error: kind File; then the file is unchanged.
    [[nodiscard]] Result<void> write(const QByteArray &text, const QByteArray &former) const;

    /// Gives a file that can't be used another name, made from `suffix`. Where the file system
    /// allows it, the file also keeps its own name, so that nothing is missing if the program ends
    /// before it writes. Returns the new name. Error: kind File.
    [[nodiscard]] Result<QString> quarantine(const QString &suffix) const;
    /// Replaces a file that was set aside with the backup. Error: kind File; then there is no file.
    [[nodiscard]] Result<void> restore(const ProfileContents &backup) const;
    /// Removes what quarantine() left at the path if there is no backup to replace it.
    [[nodiscard]] Result<void> remove() const;

    /// Files that an older version of the program set aside because it could not read ours, and
    /// that this version can read.
    struct Returned
    {
        QString path = {};
        ProfileContents contents = {};
    };
    QList<Returned> setAsideByOlder() const;
    /// Records that such a file was taken back.
    [[nodiscard]] Result<void> markTakenBack(const QString &path) const;

private:
    QString backupPath() const;
    [[nodiscard]] static ProfileReading readAt(const QString &path);
    [[nodiscard]] static Result<void> writeAt(const QString &path, const QByteArray &text);

    QString m_path;
};

} // namespace roomkeeper::store
