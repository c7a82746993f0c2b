#pragma once

#include "tour/tourstep.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>
#include <QWidget>

#include <chrono>

namespace roomkeeper::app {

class Album;

/// Goes through the steps of a tour, move by move, letting the event loop turn between any two.
/// Waits for each step as long as its patience lasts; then, or when the window is closed, the tour
/// has failed, and a picture shows how the window stood. Main thread.
class Tour : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds usualPatience{30'000};

    /// `window` and `album` outlive this. `patience` is for one step as a whole.
    Tour(QWidget &window, Album &album, QList<TourStep> steps,
         std::chrono::milliseconds patience = usualPatience, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Tour)

    void start();

signals:
    /// Once, at the end. `problem` is empty where every step happened; else it names the step and
    /// says why, in one line.
    void finished(const QString &problem);

private:
    void go();
    void enterStep(qsizetype step);
    void fail(const QString &why);

    QWidget &m_window;
    Album &m_album;
    QList<TourStep> m_steps;
    std::chrono::milliseconds m_patience;
    QTimer m_turn;
    QDeadlineTimer m_deadline;
    qsizetype m_step = 0;
    qsizetype m_move = 0;
};

} // namespace roomkeeper::app
