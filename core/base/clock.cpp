#include "base/clock.h"

namespace roomkeeper {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

ManualClock::ManualClock(const QDateTime &now)
    : m_now(now.toUTC())
{
}

void ManualClock::set(const QDateTime &now)
{
    m_now = now.toUTC();
}

void ManualClock::advance(std::chrono::milliseconds by)
{
    m_now = m_now.addMSecs(by.count());
}

} // namespace roomkeeper
