#include "sandbox/service/apiversion.h"

#include <QList>

#include <algorithm>
#include <array>
#include <utility>

namespace roomkeeper::sandbox {

namespace {

constexpr std::array<std::pair<ApiVersion, QByteArrayView>, 4> spellings{{
    {ApiVersion::V2023_06_14, "2023-06-14"},
    {ApiVersion::V2023_10_30Preview, "2023-10-30-preview"},
    {ApiVersion::V2024_04_15, "2024-04-15"},
    {ApiVersion::V2025_03_13, "2025-03-13"},
}};

constexpr QByteArrayView pythonPrefix = "ApiVersion.V";

} // namespace

std::optional<ApiVersion> apiVersionFromWire(QByteArrayView text)
{
    QByteArray wanted = text.toByteArray();
    if (text.startsWith(pythonPrefix))
        wanted = text.sliced(pythonPrefix.size()).toByteArray().replace('_', '-').toLower();
    for (const auto &[version, spelling] : spellings) {
        if (wanted == spelling)
            return version;
    }
    return std::nullopt;
}

bool isIdentityVersion(QByteArrayView text)
{
    static const QList<QByteArray> versions = QByteArray(identityVersions).split(',');
    return std::ranges::any_of(
        versions, [text](const QByteArray &version) { return version.trimmed() == text; });
}

QByteArray toWire(ApiVersion version)
{
    return spellings[static_cast<size_t>(version)].second.toByteArray();
}

} // namespace roomkeeper::sandbox
