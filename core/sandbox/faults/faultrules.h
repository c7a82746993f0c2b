#pragma once

#include "base/result.h"
#include "sandbox/faults/fault.h"

#include <QList>

namespace roomkeeper::sandbox {

/// Which requests get a fault: `ACTION@METHOD PATH[?CONDITION,…]`.
struct FaultRule
{
    Fault fault = {};
    /// `*`: any method.
    QByteArray method = {};
    /// The whole path, percent-decoded, without the query; each `*` stands for any characters,
    /// including none and slashes.
    QByteArray path = {};
    /// `after`: this many matching requests are let through first.
    qint64 after = 0;
    /// `count`: at most this many requests get the fault.
    std::optional<qint64> count = {};
    /// `share`: the share of matching requests that get it, 0 to 1, chosen at random.
    double share = 1;

    bool operator==(const FaultRule &) const = default;
};

/// Parses rules separated by `;`; white space around the parts is allowed, and so are no rules.
/// Error: kind Invalid, one line with the rule and what is wrong with it.
[[nodiscard]] Result<QList<FaultRule>> parseFaultRules(const QByteArray &text);

/// Whether the pattern, in which `*` stands for any characters, matches the whole text.
bool matchesPattern(QByteArrayView pattern, QByteArrayView text);

} // namespace roomkeeper::sandbox
