#pragma once

#include <QByteArray>

#include <algorithm>
#include <cstddef>

namespace roomkeeper::sandbox {

/// How much of a page a list response contains. The real service returns all three; the sandbox
/// returns the last two only as injected faults.
enum class PageShape {
    Full,
    Short, ///< half of the entries, at least one
    Empty, ///< no entries, with a nextLink to the omitted ones
};

/// The body of an empty page.
inline QByteArray emptyPage(const QByteArray &nextLink)
{
    return R"({"value":[],"nextLink":")" + nextLink + R"("})";
}

/// The number of entries of a short page instead of a full one.
inline std::size_t shortened(std::size_t full)
{
    return std::max<std::size_t>(full / 2, 1);
}

} // namespace roomkeeper::sandbox
