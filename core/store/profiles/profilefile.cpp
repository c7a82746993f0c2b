#include "store/profiles/profilefile.h"

#include "store/profiles/quarantinepath.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ProfileStore)
};

/// Thousands of connections are a megabyte; a much larger file is not ours.
constexpr qint64 maxFileSize = qint64(64) * 1024 * 1024;
constexpr auto newerSuffix = "newer"_L1;

QString native(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

tl::unexpected<Error> fileFailure(const QString &message)
{
    return failure(ErrorKind::File, message);
}

/// Makes the new name survive a power loss: QSaveFile only syncs the contents. A failure is
/// ignored, because nothing better can be done.
void syncFolder(const QString &folder)
{
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
}

} // namespace

ProfileFile::ProfileFile(QString path)
    : m_path(std::move(path))
{
}

QString ProfileFile::folder() const
{
    return QFileInfo(m_path).absolutePath();
}

QString ProfileFile::backupPath() const
{
    return m_path + ".bak"_L1;
}

ProfileFile::Identity ProfileFile::identity() const
{
    struct stat status = {};
    if (::stat(QFile::encodeName(m_path).constData(), &status) != 0)
        return std::nullopt;
    return std::array<qint64, 5>{static_cast<qint64>(status.st_dev),
                                 static_cast<qint64>(status.st_ino), status.st_size,
                                 status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

// --- reading

ProfileReading ProfileFile::readAt(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return ProfileContents();
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected<ProfileFault>(
            {.kind = ProfileFault::Kind::Unreadable,
             .words = Text::tr("The connections in %1 can't be read: %2.")
                          .arg(native(path), file.errorString())});
    }
    if (file.size() > maxFileSize) {
        return tl::unexpected<ProfileFault>(
            {.words = Text::tr("The file of connections is damaged (far too large).")});
    }
    return readProfiles(file.readAll());
}

ProfileReading ProfileFile::read() const
{
    return readAt(m_path);
}

std::optional<ProfileContents> ProfileFile::readBackup() const
{
    auto backup = readAt(backupPath());
    if (!backup || backup->text.isEmpty())
        return std::nullopt;
    return *std::move(backup);
}

bool ProfileFile::hasBackup() const
{
    return QFile::exists(backupPath());
}

QList<ProfileFile::Returned> ProfileFile::setAsideByOlder() const
{
    QList<Returned> all;
    const QDir folder(this->folder());
    const QStringList names = folder.entryList(
        {QFileInfo(m_path).fileName() + u".%1-*"_s.arg(newerSuffix)}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const QString path = folder.filePath(name);
        if (auto contents = readAt(path); contents && !contents->text.isEmpty())
            all.append({.path = path, .contents = *std::move(contents)});
    }
    return all;
}

// --- writing

Result<void> ProfileFile::writeAt(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    // Flushed here, because commit() does not detect a full disk when it flushes: it would leave a
    // truncated file (Qt 6.4).
    const bool written = file.open(QIODevice::WriteOnly)
                         && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
                         && file.write(text) == text.size() && file.flush() && file.commit();
    if (!written) {
        return fileFailure(Text::tr("The connections can't be saved to %1: %2.")
                               .arg(native(path), file.errorString()));
    }
    return {};
}

Result<void> ProfileFile::write(const QByteArray &text, const QByteArray &former) const
{
    if (!former.isEmpty()) {
        if (auto kept = writeAt(backupPath(), former); !kept)
            return kept;
    }
    auto written = writeAt(m_path, text);
    syncFolder(folder());
    return written;
}

Result<void> ProfileFile::restore(const ProfileContents &backup) const
{
    auto written = write(backup.text, {});
    // If there is no space for a copy, renaming may still work.
    if (!written
        && std::rename(QFile::encodeName(backupPath()).constData(),
                       QFile::encodeName(m_path).constData())
               == 0)
        return {};
    return written;
}

// --- setting aside

Result<QString> ProfileFile::quarantine(const QString &suffix) const
{
    const QString target = quarantinePath(m_path, suffix);
    const QByteArray from = QFile::encodeName(m_path);
    const QByteArray to = QFile::encodeName(target);
    // Another name for a symbolic link would lead to the new file.
    const bool hasBoth = QFileInfo(m_path).isSymLink()
                             ? QFile::copy(m_path, target)
                             : ::link(from.constData(), to.constData()) == 0;
    if (hasBoth || QFile::rename(m_path, target))
        return target;
    return fileFailure(Text::tr("It could not be moved aside: %1.").arg(native(m_path)));
}

Result<void> ProfileFile::remove() const
{
    if (!QFile::exists(m_path) || QFile::remove(m_path))
        return {};
    return fileFailure(Text::tr("It could not be moved aside: %1.").arg(native(m_path)));
}

Result<void> ProfileFile::markTakenBack(const QString &path) const
{
    if (QFile::rename(path, quarantinePath(m_path, u"taken-back"_s)))
        return {};
    return fileFailure(Text::tr("It could not be moved aside: %1.").arg(native(path)));
}

} // namespace roomkeeper::store
