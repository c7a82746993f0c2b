#pragma once

#include "base/random.h"
#include "sandbox/faults/faultrules.h"

#include <deque>

namespace roomkeeper::sandbox {

/// Decides which request gets which fault. The same rules, seed and requests give the same faults.
///
/// Each rule counts the requests that its method and path match, whatever other rules do; of those
/// that want to act on a request the first in order does.
class FaultPlan
{
public:
    FaultPlan(const QList<FaultRule> &rules, quint32 seed);

    bool isEmpty() const { return m_entries.empty(); }

    /// The fault for the next request; `path` is percent-decoded and without the query.
    Fault next(const QByteArray &method, const QByteArray &path);

private:
    struct Entry
    {
        Entry(const FaultRule &wanted, quint32 seed);

        /// Counts a request; whether the rule wants to act on it.
        bool wants(const QByteArray &method, const QByteArray &path);

        FaultRule rule;
        /// A sequence for each rule: another rule before it changes nothing in what this one does.
        SeededRandom random;
        qint64 matched = 0;
        qint64 fired = 0;
    };

    std::deque<Entry> m_entries;
};

} // namespace roomkeeper::sandbox
