#pragma once

#include "base/random.h"
#include "sandbox/faults/faultrules.h"

#include <deque>

namespace roomkeeper::sandbox {

/// Decides which request gets which fault. The same rules, seed and requests give the same faults.
///
/// Each rule counts the requests that match its method and path, independently of other rules; if
/// several rules apply to a request, the first is used.
class FaultPlan
{
public:
    FaultPlan(const QList<FaultRule> &rules, quint32 seed);

    bool isEmpty() const { return m_entries.empty(); }

    /// The fault for the next request; `path` is percent-decoded, without the query.
    Fault next(const QByteArray &method, const QByteArray &path);

private:
    struct Entry
    {
        Entry(const FaultRule &wanted, quint32 seed);

        /// Counts a request; returns whether the rule applies to it.
        bool wants(const QByteArray &method, const QByteArray &path);

        FaultRule rule;
        /// Each rule has its own sequence, so that rules before it don't change what it does.
        SeededRandom random;
        qint64 matched = 0;
        qint64 fired = 0;
    };

    std::deque<Entry> m_entries;
};

} // namespace roomkeeper::sandbox
