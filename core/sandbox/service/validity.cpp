#include "sandbox/service/validity.h"

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

/// As recorded: without the header of the versions and, in 2025, without that of the code.
Problem rangeProblem(const QString &target, const QString &message, ApiVersion version)
{
    Problem problem = malformed({{u"BadArgument"_s, message, target}});
    problem.hasVersionsHeader = false;
    problem.hasCodeHeader = !hasWordsOf2025(version);
    return problem;
}

const QString wrongSpan = u"The time range is incorrect, or larger than 180 days."_s;

/// A start in the past is accepted, however long ago: an open room is extended with its old start.
Outcome<Validity> ordered(Validity validity, acs::Timestamp now, ApiVersion version)
{
    if (validity.until <= now) {
        return reject(
            rangeProblem(u"ValidUntil"_s, u"The time range end is in the past."_s, version));
    }
    if (validity.from.ticks - now.ticks > maxValidityTicks) {
        return reject(rangeProblem(
            u"ValidFrom"_s, u"Value is incorrect or more than 180 days in the future."_s, version));
    }
    if (validity.until <= validity.from)
        return reject(rangeProblem(u"ValidUntil"_s, wrongSpan, version));
    return validity;
}

/// Like `ordered`, and not longer than a room may be open.
Outcome<Validity> checked(Validity validity, acs::Timestamp now, ApiVersion version)
{
    Outcome<Validity> result = ordered(validity, now, version);
    if (result && validity.until.ticks - validity.from.ticks > maxValidityTicks) {
        const QString message =
            hasWordsOf2025(version)
                ? u"The input provided could not be converted. Please check the input and try again."_s
                : wrongSpan;
        return reject(rangeProblem(u"ValidUntil"_s, message, version));
    }
    return result;
}

} // namespace

Outcome<Validity> newValidity(std::optional<acs::Timestamp> from,
                              std::optional<acs::Timestamp> until, acs::Timestamp now,
                              ApiVersion version)
{
    const acs::Timestamp start = from.value_or(now);
    if (until)
        return checked({start, *until}, now, version);
    // The length is not checked: a client's "now" is already past when it arrives, and the service
    // accepts it too.
    return ordered({start, {now.ticks + maxValidityTicks}}, now, version);
}

Outcome<std::optional<Validity>> changedValidity(std::optional<acs::Timestamp> from,
                                                 std::optional<acs::Timestamp> until,
                                                 acs::Timestamp now, ApiVersion version)
{
    if (from.has_value() != until.has_value()) {
        return reject(
            rangeProblem(u""_s, u"validFrom and validUntil should be set together."_s, version));
    }
    if (!from)
        return std::nullopt;
    const Outcome<Validity> validity = checked({*from, *until}, now, version);
    if (!validity)
        return reject(validity.error());
    return *validity;
}

} // namespace roomkeeper::sandbox
