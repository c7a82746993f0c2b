#include "sandbox/validity.h"

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

Problem rangeProblem(const QString &target, const QString &message)
{
    return malformed({{u"BadArgument"_s, message, target}});
}

/// A start in the past is taken, however far back: an open room is extended with its old start.
Outcome<Validity> checked(Validity validity, acs::Instant now)
{
    if (validity.until <= now)
        return refuse(rangeProblem(u"ValidUntil"_s, u"The time range end is in the past."_s));
    if (validity.from.ticks - now.ticks > longestValidityTicks) {
        return refuse(rangeProblem(u"ValidFrom"_s,
                                   u"Value is incorrect or more than 180 days in the future."_s));
    }
    if (validity.until <= validity.from
        || validity.until.ticks - validity.from.ticks > longestValidityTicks) {
        return refuse(rangeProblem(u"ValidUntil"_s,
                                   u"The time range is incorrect, or larger than 180 days."_s));
    }
    return validity;
}

} // namespace

Outcome<Validity> newValidity(std::optional<acs::Instant> from, std::optional<acs::Instant> until,
                              acs::Instant now)
{
    const acs::Instant latest{now.ticks + longestValidityTicks};
    return checked({from.value_or(now), until.value_or(latest)}, now);
}

Outcome<std::optional<Validity>> changedValidity(std::optional<acs::Instant> from,
                                                 std::optional<acs::Instant> until,
                                                 acs::Instant now)
{
    if (from.has_value() != until.has_value()) {
        return refuse(rangeProblem(u""_s, u"validFrom and validUntil should be set together."_s));
    }
    if (!from)
        return std::nullopt;
    const Outcome<Validity> validity = checked({*from, *until}, now);
    if (!validity)
        return refuse(validity.error());
    return *validity;
}

} // namespace roomkeeper::sandbox
