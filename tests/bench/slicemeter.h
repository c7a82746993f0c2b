#pragma once

#include <QApplication>

/// An application that measures its slices: the thread's CPU time for handling one event. On a
/// shared machine a wall clock would measure the scheduler.
class SliceMeter : public QApplication
{
public:
    SliceMeter(int &argc, char **argv);
    Q_DISABLE_COPY_MOVE(SliceMeter)

    bool notify(QObject *receiver, QEvent *event) override;

    /// Resets the measurement.
    void restart();
    qint64 longestSlice() const { return m_longest; } ///< nanoseconds

private:
    int m_depth = 0; ///< events that an event handler sends are part of its slice
    qint64 m_longest = 0;
};

/// The CPU time of this thread so far, in nanoseconds.
qint64 threadCpuTime();

/// Nanoseconds as milliseconds, to the microsecond.
double milliseconds(qint64 nanoseconds);
