#include "tour/screenshotfolder.h"

#include "tour/windowpicture.h"

#include <QCoreApplication>
#include <QDir>
#include <QImageWriter>
#include <QSaveFile>
#include <QTemporaryFile>

namespace roomkeeper::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ScreenshotFolder)
};

tl::unexpected<Error> unwritable(const QString &path, const QString &reason)
{
    return failure(ErrorKind::File, Text::tr("%1 can't be written: %2").arg(path, reason));
}

/// Written to a temporary file and renamed: a picture is complete or missing, even on a full disk.
Result<void> save(const QImage &image, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return unwritable(path, file.errorString());
    QImageWriter writer(&file, "png");
    writer.setCompression(100); // the smallest
    if (!writer.write(image))
        return unwritable(path, writer.errorString());
    if (!file.commit())
        return unwritable(path, file.errorString());
    return {};
}

} // namespace

ScreenshotFolder::ScreenshotFolder(const QString &folder)
    : m_folder(folder)
{
}

Result<ScreenshotFolder> ScreenshotFolder::open(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.mkpath(u"."_s))
        return unwritable(folder, Text::tr("the folder can't be created"));
    // Permissions are not enough: the file system may be read-only or restricted in other ways.
    QTemporaryFile probe(dir.filePath(u"probe-XXXXXX"_s));
    if (!probe.open())
        return unwritable(folder, probe.errorString());
    ScreenshotFolder screenshotFolder(dir.absolutePath());
    QFile::remove(screenshotFolder.failurePath());
    return screenshotFolder;
}

Result<void> ScreenshotFolder::add(const QWidget &window, const QString &name)
{
    auto saved = save(windowPicture(window),
                      QDir(m_folder).filePath(
                          u"%1-%2.png"_s.arg(m_count + 1, 2, 10, QLatin1Char('0')).arg(name)));
    if (saved)
        ++m_count;
    return saved;
}

bool ScreenshotFolder::addFailure(const QWidget &window)
{
    return save(windowPicture(window), failurePath()).has_value();
}

QString ScreenshotFolder::failurePath() const
{
    return QDir(m_folder).filePath(u"failed.png"_s);
}

} // namespace roomkeeper::app
