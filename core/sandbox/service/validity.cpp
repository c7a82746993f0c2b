#include "sandbox/service/validity.h"

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

Problem rangeProblem(const QString &target, const QString &message)
{
    return malformed({{u"BadArgument"_s, message, target}});
}

Problem spanProblem()
{
    return rangeProblem(u"ValidUntil"_s,
                        u"The time range is incorrect, or larger than 180 days."_s);
}

/// A start in the past is accepted, however long ago: an open room is extended with its old start.
Outcome<Validity> ordered(Validity validity, acs::Timestamp now)
{
    if (validity.until <= now)
        return reject(rangeProblem(u"ValidUntil"_s, u"The time range end is in the past."_s));
    if (validity.from.ticks - now.ticks > maxValidityTicks) {
        return reject(rangeProblem(u"ValidFrom"_s,
                                   u"Value is incorrect or more than 180 days in the future."_s));
    }
    if (validity.until <= validity.from)
        return reject(spanProblem());
    return validity;
}

/// Like `ordered`, and not longer than a room may be open.
Outcome<Validity> checked(Validity validity, acs::Timestamp now)
{
    Outcome<Validity> result = ordered(validity, now);
    if (result && validity.until.ticks - validity.from.ticks > maxValidityTicks)
        return reject(spanProblem());
    return result;
}

} // namespace

Outcome<Validity> newValidity(std::optional<acs::Timestamp> from,
                              std::optional<acs::Timestamp> until, acs::Timestamp now)
{
    const acs::Timestamp start = from.value_or(now);
    if (until)
        return checked({start, *until}, now);
    // The length is not checked: a client's "now" is already past when it arrives, and the service
    // accepts it too.
    return ordered({start, {now.ticks + maxValidityTicks}}, now);
}

Outcome<std::optional<Validity>> changedValidity(std::optional<acs::Timestamp> from,
                                                 std::optional<acs::Timestamp> until,
                                                 acs::Timestamp now)
{
    if (from.has_value() != until.has_value()) {
        return reject(rangeProblem(u""_s, u"validFrom and validUntil should be set together."_s));
    }
    if (!from)
        return std::nullopt;
    const Outcome<Validity> validity = checked({*from, *until}, now);
    if (!validity)
        return reject(validity.error());
    return *validity;
}

} // namespace roomkeeper::sandbox
