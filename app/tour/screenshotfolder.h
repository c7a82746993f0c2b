#pragma once

#include "base/result.h"

#include <QString>

class QWidget;

namespace roomkeeper::app {

/// The numbered pictures of a tour in a folder: 01-rooms.png, 02-new-room.png, and failed.png if a
/// step failed.
class ScreenshotFolder
{
public:
    /// Creates the folder if necessary and checks that files can be written to it; otherwise an
    /// error of kind File. Overwrites pictures of an earlier tour and deletes its failed.png.
    [[nodiscard]] static Result<ScreenshotFolder> open(const QString &folder);

    /// Saves a picture of the window. An error of kind File if that fails.
    [[nodiscard]] Result<void> add(const QWidget &window, const QString &name);
    /// False if that fails too.
    bool addFailure(const QWidget &window);

    QString failurePath() const;
    QString folder() const { return m_folder; } ///< as an absolute path
    int count() const { return m_count; }

private:
    explicit ScreenshotFolder(const QString &folder);

    QString m_folder;
    int m_count = 0;
};

} // namespace roomkeeper::app
