#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace roomkeeper::acs {

/// The API versions of Rooms that a connection can use, oldest first.
enum class ApiVersion {
    V2023_06_14, ///< no PSTN dial-out; no Collaborator
    V2024_04_15, ///< PSTN dial-out; no Collaborator
    V2025_03_13, ///< PSTN dial-out and the role Collaborator; the default
};

inline constexpr ApiVersion defaultApiVersion = ApiVersion::V2025_03_13;

/// All versions, newest first.
QList<ApiVersion> apiVersions();

/// "2025-03-13", as in the query and in profiles.
QString toString(ApiVersion version);
std::optional<ApiVersion> apiVersionFromString(QStringView text);

/// The version of Identity that a connection uses unless its user has chosen another one.
inline constexpr auto defaultIdentityApiVersion = QLatin1StringView("2023-10-01");
/// The stable versions of Identity, newest first. What the client uses is the same in all of them.
QStringList identityApiVersions();

/// Whether rooms of this version have `pstnDialOutEnabled`.
constexpr bool hasPstnDialOut(ApiVersion version)
{
    return version >= ApiVersion::V2024_04_15;
}

/// Whether this version has the role Collaborator.
constexpr bool hasCollaborator(ApiVersion version)
{
    return version >= ApiVersion::V2025_03_13;
}

} // namespace roomkeeper::acs
