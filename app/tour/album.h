#pragma once

#include "base/result.h"

#include <QString>

class QWidget;

namespace roomkeeper::app {

/// The numbered pictures of a tour in a folder: 01-rooms.png, 02-new-room.png, and failed.png where
/// a step did not happen.
class Album
{
public:
    /// Makes the folder where it is missing and sees that files can be written into it. Of kind
    /// File where they can't. Pictures of an earlier tour are written over; its failed.png goes.
    static Result<Album> open(const QString &folder);

    /// Saves the window as it stands. Of kind File where that fails.
    Result<void> add(const QWidget &window, const QString &name);
    /// False where that fails too.
    bool addFailure(const QWidget &window);

    QString failurePath() const;
    QString folder() const { return m_folder; } ///< as an absolute path
    int count() const { return m_count; }

private:
    explicit Album(const QString &folder);

    QString m_folder;
    int m_count = 0;
};

} // namespace roomkeeper::app
