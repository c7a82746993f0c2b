#pragma once

#include "tour/tourstep.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>
#include <QWidget>

#include <chrono>

namespace roomkeeper::app {

class ScreenshotFolder;

/// Executes the steps of a tour, action by action, returning to the event loop in between. If a
/// step takes longer than its time limit, or if the window is closed, the tour fails and saves a
/// picture of the window. Main thread.
class Tour : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds usualPatience{30'000};

    /// `window` and `screenshotFolder` must outlive this object. `patience` is the time limit for
    /// one step.
    Tour(QWidget &window, ScreenshotFolder &screenshotFolder, QList<TourStep> steps,
         std::chrono::milliseconds patience = usualPatience, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Tour)

    void start();

signals:
    /// Emitted once, at the end. `problem` is empty if every step succeeded; otherwise it names the
    /// step and the reason, in one line.
    void finished(const QString &problem);

private:
    void go();
    void enterStep(qsizetype step);
    void fail(const QString &why);

    QWidget &m_window;
    ScreenshotFolder &m_screenshots;
    QList<TourStep> m_steps;
    std::chrono::milliseconds m_patience;
    QTimer m_turn;
    QDeadlineTimer m_deadline;
    qsizetype m_step = 0;
    qsizetype m_move = 0;
};

} // namespace roomkeeper::app
