#include "acs/apiversion.h"

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

QList<ApiVersion> apiVersions()
{
    return {ApiVersion::V2025_03_13, ApiVersion::V2024_04_15, ApiVersion::V2023_06_14};
}

QString toString(ApiVersion version)
{
    switch (version) {
    case ApiVersion::V2023_06_14:
        return u"2023-06-14"_s;
    case ApiVersion::V2024_04_15:
        return u"2024-04-15"_s;
    case ApiVersion::V2025_03_13:
        return u"2025-03-13"_s;
    }
    Q_UNREACHABLE();
}

std::optional<ApiVersion> apiVersionFromString(QStringView text)
{
    for (const ApiVersion version : apiVersions()) {
        if (toString(version) == text)
            return version;
    }
    return std::nullopt;
}

QStringList identityApiVersions()
{
    return {u"2026-07-22"_s, u"2025-06-30"_s, u"2023-10-01"_s, u"2022-10-01"_s,
            u"2022-06-01"_s, u"2021-11-01"_s, u"2021-03-07"_s};
}

} // namespace roomkeeper::acs
