#pragma once

#include "base/result.h"
#include "sandbox/faults/fault.h"

#include <QList>

namespace roomkeeper::sandbox {

/// Which requests get a fault: `ACTION@METHOD PATH[?CONDITION,…]`.
struct FaultRule
{
    Fault fault = {};
    /// `*`: any.
    QByteArray method = {};
    /// The whole path, percent-decoded, without the query; each `*` stands for any characters, also
    /// none and slashes.
    QByteArray path = {};
    /// `after`: so many matching requests are let through first.
    qint64 after = 0;
    /// `count`: at most so many get the fault.
    std::optional<qint64> count = {};
    /// `share`: the part of the matching requests that gets it, 0 to 1, by chance.
    double share = 1;

    bool operator==(const FaultRule &) const = default;
};

/// Reads rules separated by `;`; blanks around the parts are allowed, and so is none at all. Error:
/// kind Invalid, one line that names the rule and what is wrong with it.
[[nodiscard]] Result<QList<FaultRule>> parseFaultRules(const QByteArray &text);

/// Whether the pattern, in which `*` stands for any characters, fits the whole text.
bool matchesPattern(QByteArrayView pattern, QByteArrayView text);

} // namespace roomkeeper::sandbox
