#pragma once

#include "base/result.h"
#include "tour/quickstart.h"
#include "tour/screenshotfolder.h"
#include "tour/temporaryuserdirs.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace roomkeeper::app {

/// One run of the program for the guided tour: created before the application object, so that none
/// of the user's own files are read. Main thread.
class TourRun
{
public:
    /// An error of kind File if the folder for the pictures can't be written, or if no temporary
    /// folder for the settings can be created.
    [[nodiscard]] static Result<std::unique_ptr<TourRun>> prepare(const QString &folder);

    /// The GUID in the raw IDs of the users of the sandbox that the tour runs on.
    QByteArray resourceId() const { return m_resourceId; }

    /// Starts the tour once the event loop runs, then exits the application: with 0 if every step
    /// succeeded, otherwise with 1 and one line on standard error. `window` must outlive this
    /// object.
    void start(ui::MainWindow &window);

private:
    explicit TourRun(ScreenshotFolder screenshotFolder);

    std::unique_ptr<TemporaryUserDirs> m_userDirs;
    ScreenshotFolder m_screenshots;
    QByteArray m_resourceId;
    std::optional<Quickstart> m_quickstart;
};

} // namespace roomkeeper::app
