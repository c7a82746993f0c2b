#include "tour/tour.h"

#include "tour/screenshotfolder.h"
#include "ui/common/messagebar.h"

#include <QApplication>

#include <utility>

namespace roomkeeper::app {

using namespace std::chrono_literals;

namespace {

/// How often the awaited condition is checked: no single event announces all of them.
constexpr auto turnTime = 10ms;

/// The message shown in the modal dialog or the window; empty if there is none.
QString messageOf(const QWidget &window)
{
    const QWidget *modal = QApplication::activeModalWidget();
    const auto bars = (modal != nullptr ? *modal : window).findChildren<ui::MessageBar *>();
    for (const ui::MessageBar *bar : bars) {
        if (bar->isVisible())
            return bar->text().simplified();
    }
    return {};
}

} // namespace

Tour::Tour(QWidget &window, ScreenshotFolder &screenshotFolder, QList<TourStep> steps,
           std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_screenshots(screenshotFolder)
    , m_steps(std::move(steps))
    , m_patience(patience)
{
    m_turn.setInterval(turnTime);
    connect(&m_turn, &QTimer::timeout, this, &Tour::go);
}

void Tour::start()
{
    enterStep(0);
    m_turn.start();
}

void Tour::enterStep(qsizetype step)
{
    m_step = step;
    m_move = 0;
    m_deadline = QDeadlineTimer(m_patience);
}

void Tour::go()
{
    while (m_step < m_steps.size() && m_move == m_steps.at(m_step).moves.size())
        enterStep(m_step + 1);
    if (m_step == m_steps.size()) {
        m_turn.stop();
        emit finished({});
        return;
    }
    if (!m_window.isVisible()) {
        fail(tr("the window was closed"));
        return;
    }

    const Progress progress = m_steps.at(m_step).moves.at(m_move)();
    if (progress.isDone())
        ++m_move;
    else if (progress.state == Progress::State::Impossible)
        fail(progress.text);
    else if (m_deadline.hasExpired())
        fail(tr("waited %1 s for %2")
                 .arg(std::chrono::duration<double>(m_patience).count())
                 .arg(progress.text));
}

void Tour::fail(const QString &why)
{
    m_turn.stop();
    QString problem = tr("step “%1” failed: %2").arg(m_steps.at(m_step).title, why);
    if (const QString message = messageOf(m_window); !message.isEmpty())
        problem = tr("%1; the window shows: %2").arg(problem, message);
    if (m_window.isVisible() && m_screenshots.addFailure(m_window))
        problem = tr("%1 (see %2)").arg(problem, m_screenshots.failurePath());
    emit finished(problem.simplified());
}

} // namespace roomkeeper::app
