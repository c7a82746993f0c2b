#include "sandbox/faults/faultplan.h"

namespace roomkeeper::sandbox {

namespace {

/// A number in [0, 1) with the 53 bits of a double.
double fraction(RandomSource &random)
{
    constexpr double steps = 9'007'199'254'740'992.0;
    return static_cast<double>(random.next() >> 11) / steps;
}

} // namespace

FaultPlan::Entry::Entry(const FaultRule &wanted, quint32 seed)
    : rule(wanted)
    , random(seed)
{
}

bool FaultPlan::Entry::wants(const QByteArray &method, const QByteArray &path)
{
    if ((rule.method != "*" && rule.method != method) || !matchesPattern(rule.path, path))
        return false;
    if (++matched <= rule.after || (rule.count && fired >= *rule.count))
        return false;
    // No number is below 0, and all are below 1.
    return fraction(random) < rule.share;
}

FaultPlan::FaultPlan(const QList<FaultRule> &rules, quint32 seed)
{
    for (const FaultRule &rule : rules)
        m_entries.emplace_back(rule, seed + static_cast<quint32>(m_entries.size()));
}

Fault FaultPlan::next(const QByteArray &method, const QByteArray &path)
{
    Entry *acting = nullptr;
    for (Entry &entry : m_entries) {
        if (entry.wants(method, path) && !acting)
            acting = &entry;
    }
    if (!acting)
        return {};
    ++acting->fired;
    return acting->rule.fault;
}

} // namespace roomkeeper::sandbox
