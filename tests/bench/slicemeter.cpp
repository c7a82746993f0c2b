#include "slicemeter.h"

#include <algorithm>
#include <cmath>
#include <ctime>

SliceMeter::SliceMeter(int &argc, char **argv)
    : QApplication(argc, argv)
{
}

bool SliceMeter::notify(QObject *receiver, QEvent *event)
{
    if (m_depth > 0)
        return QApplication::notify(receiver, event);
    ++m_depth;
    const qint64 before = threadCpuTime();
    const bool isHandled = QApplication::notify(receiver, event);
    m_longest = std::max(m_longest, threadCpuTime() - before);
    --m_depth;
    return isHandled;
}

void SliceMeter::restart()
{
    m_longest = 0;
}

qint64 threadCpuTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<qint64>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

double milliseconds(qint64 nanoseconds)
{
    return std::round(static_cast<double>(nanoseconds) / 1e3) / 1e3;
}
