#include "base/regularfile.h"

#include "base/securebytes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace roomkeeper {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RegularFile)
};

} // namespace

Result<QByteArray> readRegularFile(const QString &path, qint64 maxSize)
{
    const QString shown = QDir::toNativeSeparators(path);
    const auto unreadable = [&shown](const QString &why) {
        return failure(ErrorKind::File, Text::tr("“%1” can't be read: %2.").arg(shown, why));
    };
    // Without O_NONBLOCK this would wait until somebody writes to a pipe.
    const int handle =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (handle < 0)
        return unreadable(qt_error_string(errno));
    QFile file;
    // Unbuffered, because it would leave a copy of a secret in its buffer.
    if (!file.open(handle, QIODevice::ReadOnly | QIODevice::Unbuffered, QFile::AutoCloseHandle))
        return unreadable(file.errorString());
    struct stat status = {};
    if (::fstat(handle, &status) != 0)
        return unreadable(qt_error_string(errno));
    if (!S_ISREG(status.st_mode))
        return failure(ErrorKind::File, Text::tr("“%1” is not a regular file.").arg(shown));
    QByteArray bytes = file.read(maxSize + 1);
    if (file.error() != QFile::NoError)
        return unreadable(file.errorString());
    if (bytes.size() > maxSize) {
        secureZero(bytes);
        return failure(
            ErrorKind::File,
            Text::tr("“%1” is too large (at most %2 KiB).").arg(shown).arg(maxSize / 1024));
    }
    return bytes;
}

} // namespace roomkeeper
