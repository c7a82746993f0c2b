#include "tour/tourrun.h"

#include "tour/tour.h"

#include <QApplication>
#include <QUuid>

#include <cstdio>
#include <utility>

namespace roomkeeper::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TourRun)
};

/// The size of every picture; the window may be smaller on a smaller screen.
constexpr QSize windowSize(1280, 800);

void end(const QString &problem, const ScreenshotFolder &screenshotFolder)
{
    if (problem.isEmpty()) {
        std::printf("%s\n", qPrintable(Text::tr("%n picture(s) are in %1", nullptr,
                                                screenshotFolder.count())
                                           .arg(screenshotFolder.folder())));
    } else {
        std::fprintf(stderr, "roomkeeper: %s\n", qPrintable(problem));
    }
    QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
}

} // namespace

TourRun::TourRun(ScreenshotFolder screenshotFolder)
    : m_screenshots(std::move(screenshotFolder))
    , m_resourceId(QUuid::createUuid().toByteArray(QUuid::WithoutBraces))
{
}

Result<std::unique_ptr<TourRun>> TourRun::prepare(const QString &folder)
{
    auto screenshotFolder = ScreenshotFolder::open(folder);
    if (!screenshotFolder)
        return failure(screenshotFolder.error());
    auto firstDay = std::make_unique<TemporaryUserDirs>();
    if (!firstDay->isValid())
        return failure(ErrorKind::File, Text::tr("a temporary folder can't be created"));
    auto run = std::unique_ptr<TourRun>(new TourRun(*std::move(screenshotFolder)));
    run->m_userDirs = std::move(firstDay);
    return run;
}

void TourRun::start(ui::MainWindow &window)
{
    // If someone closes the window, the tour ends, but must not end with status 0.
    QGuiApplication::setQuitOnLastWindowClosed(false);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.resize(windowSize);
    m_quickstart.emplace(window, m_screenshots, QString::fromLatin1(m_resourceId));
    auto *tour =
        new Tour(window, m_screenshots, m_quickstart->steps(), Tour::usualPatience, &window);
    QObject::connect(tour, &Tour::finished, tour,
                     [this](const QString &problem) { end(problem, m_screenshots); });
    tour->start();
}

} // namespace roomkeeper::app
