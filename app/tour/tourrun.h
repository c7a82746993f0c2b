#pragma once

#include "base/result.h"
#include "tour/album.h"
#include "tour/firstday.h"
#include "tour/quickstart.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace roomkeeper::app {

/// A run of the program for the guided tour alone: made before there is an application, so that
/// nothing of the person's own is read. Main thread.
class TourRun
{
public:
    /// Of kind File where the folder for the pictures can't be written or there is no place for the
    /// settings of this run.
    static Result<std::unique_ptr<TourRun>> prepare(const QString &folder);

    /// The guid in the raw ids of the users of the sandbox that the tour runs on.
    QByteArray resourceId() const { return m_resourceId; }

    /// Goes on the tour once the event loop runs, and ends the application: with 0 where every step
    /// happened, else with 1 and one line on standard error. `window` outlives this.
    void start(ui::MainWindow &window);

private:
    explicit TourRun(Album album);

    std::unique_ptr<FirstDay> m_firstDay;
    Album m_album;
    QByteArray m_resourceId;
    std::optional<Quickstart> m_quickstart;
};

} // namespace roomkeeper::app
