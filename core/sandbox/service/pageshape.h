#pragma once

#include <QByteArray>

#include <algorithm>
#include <cstddef>

namespace roomkeeper::sandbox {

/// What a list's answer holds of what it could. The service sends all three; the last two come
/// from here only on request.
enum class PageShape {
    Full,
    Short, ///< half, at least one
    Empty, ///< nothing, with a nextLink to what it left out
};

/// The body of an empty page.
inline QByteArray emptyPage(const QByteArray &nextLink)
{
    return R"({"value":[],"nextLink":")" + nextLink + R"("})";
}

/// How many entries a short page has in place of a full one's.
inline std::size_t shortened(std::size_t full)
{
    return std::max<std::size_t>(full / 2, 1);
}

} // namespace roomkeeper::sandbox
