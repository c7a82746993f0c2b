#pragma once

#include "base/result.h"
#include "store/profiles/profileformat.h"

#include <QString>

#include <array>
#include <optional>

namespace roomkeeper::store {

/// The file of the profiles on the disk, and what lies beside it: the backup of the last good one
/// (`.bak`), and files that were set aside. Knows nothing of locks: who changes something holds one
/// (see ProfileStore). Waits for the disk; what was written well survives kill -9 and power loss.
class ProfileFile
{
public:
    explicit ProfileFile(QString path);

    const QString &path() const { return m_path; }
    QString folder() const;

    /// What tells one state of the file from another without reading it: device, number, size and
    /// time. Absent: there is no file.
    using Identity = std::optional<std::array<qint64, 5>>;
    Identity identity() const;

    /// Changes nothing. No file is an empty one.
    [[nodiscard]] ProfileReading read() const;
    /// The last good file; absent where there is none, or none that can be used.
    std::optional<ProfileContents> readBackup() const;
    bool hasBackup() const;

    /// Replaces the file. `former`, where it is not empty, is the text of the file until now, which
    /// becomes the backup before. Error: kind File; then the file is as it was.
    [[nodiscard]] Result<void> write(const QByteArray &text, const QByteArray &former) const;

    /// Gives a file that can't be used another name, from `suffix`. It stays under its own, too,
    /// where the disk can do that: then nothing is missing if the program dies before it writes.
    /// Gives the new name. Error: kind File.
    [[nodiscard]] Result<QString> quarantine(const QString &suffix) const;
    /// Puts the backup in the place of a file that was set aside. Error: kind File; then there is
    /// no file.
    [[nodiscard]] Result<void> restore(const ProfileContents &backup) const;
    /// Takes away what quarantine() left where there is no backup to replace it.
    [[nodiscard]] Result<void> remove() const;

    /// What an older version of the program set aside because it did not know ours, and
    /// this one can read.
    struct Returned
    {
        QString path = {};
        ProfileContents contents = {};
    };
    QList<Returned> setAsideByOlder() const;
    /// Notes that such a file was taken back.
    [[nodiscard]] Result<void> markTakenBack(const QString &path) const;

private:
    QString backupPath() const;
    [[nodiscard]] static ProfileReading readAt(const QString &path);
    [[nodiscard]] static Result<void> writeAt(const QString &path, const QByteArray &text);

    QString m_path;
};

} // namespace roomkeeper::store
