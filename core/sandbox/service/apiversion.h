#pragma once

#include <QByteArray>

#include <optional>

namespace roomkeeper::sandbox {

/// The versions of the Rooms API that the service supports, oldest first.
enum class ApiVersion {
    V2023_06_14, ///< no PSTN dial-out
    V2023_10_30Preview, ///< adds PSTN dial-out
    V2024_04_15,
    V2025_03_13, ///< adds the role Collaborator
};

/// Parses `api-version`. Also accepts `ApiVersion.V2025_03_13`, which Microsoft's Python client
/// sends for every page after the first.
std::optional<ApiVersion> apiVersionFromWire(QByteArrayView text);

QByteArray toWire(ApiVersion version);

/// Whether this is a version of the Identity API. Users and tokens are the same in all of them.
bool isIdentityVersion(QByteArrayView text);

/// The values of `api-supported-versions` of the two services.
inline constexpr char roomsVersions[] = "2023-06-14, 2023-10-30-preview, 2024-04-15, 2025-03-13";
inline constexpr char identityVersions[] =
    "2020-07-20-preview2, 2021-03-07, 2021-10-31-preview, 2021-11-01, 2022-06-01, 2022-10-01, "
    "2023-10-01, 2025-03-02-preview, 2025-06-30, 2026-07-22, 2026-09-23";

inline bool hasPstnDialOut(ApiVersion version)
{
    return version != ApiVersion::V2023_06_14;
}

/// Whether errors are worded as in recorded traffic of 2025.
inline bool hasWordsOf2025(ApiVersion version)
{
    return version == ApiVersion::V2025_03_13;
}

inline bool hasCollaborator(ApiVersion version)
{
    return version == ApiVersion::V2025_03_13;
}

} // namespace roomkeeper::sandbox
