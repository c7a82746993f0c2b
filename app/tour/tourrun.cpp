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

/// The size of every picture; a smaller screen may make the window smaller.
constexpr QSize windowSize(1280, 800);

void end(const QString &problem, const Album &album)
{
    if (problem.isEmpty()) {
        std::printf(
            "%s\n",
            qPrintable(Text::tr("%1 pictures are in %2").arg(album.count()).arg(album.folder())));
    } else {
        std::fprintf(stderr, "roomkeeper: %s\n", qPrintable(problem));
    }
    QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
}

} // namespace

TourRun::TourRun(Album album)
    : m_album(std::move(album))
    , m_resourceId(QUuid::createUuid().toByteArray(QUuid::WithoutBraces))
{
}

Result<std::unique_ptr<TourRun>> TourRun::prepare(const QString &folder)
{
    auto album = Album::open(folder);
    if (!album)
        return failure(album.error());
    auto firstDay = std::make_unique<FirstDay>();
    if (!firstDay->isValid())
        return failure(ErrorKind::File, Text::tr("there is no place for temporary files"));
    auto run = std::unique_ptr<TourRun>(new TourRun(*std::move(album)));
    run->m_firstDay = std::move(firstDay);
    return run;
}

void TourRun::start(ui::MainWindow &window)
{
    // A window that somebody closes ends the tour, but not with the status of a good end.
    QGuiApplication::setQuitOnLastWindowClosed(false);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.resize(windowSize);
    m_quickstart.emplace(window, m_album, QString::fromLatin1(m_resourceId));
    auto *tour = new Tour(window, m_album, m_quickstart->steps(), Tour::usualPatience, &window);
    QObject::connect(tour, &Tour::finished, tour,
                     [this](const QString &problem) { end(problem, m_album); });
    tour->start();
}

} // namespace roomkeeper::app
