#pragma once

#include "acs/timestamp.h"
#include "sandbox/http/httpmessage.h"
#include "sandbox/http/target.h"
#include "sandbox/service/apiversion.h"
#include "sandbox/service/router.h"

#include <algorithm>
#include <cstddef>

namespace roomkeeper::sandbox {

/// How much a list response contains. The service sends all three; the sandbox sends the last two
/// only on request.
enum class PageShape {
    Full,
    Short, ///< half, at least one
    Empty, ///< nothing, with a nextLink to the entries
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

/// A request in the handlers, with what was parsed from it. Exists during one call of
/// SandboxService::handle.
struct Context
{
    const Request &request;
    const Target &target;
    const Route &route;
    /// The version of the Rooms API; the Identity API has one version.
    ApiVersion version;
    acs::Timestamp now;
    PageShape page = PageShape::Full;
};

/// The absolute URL of the next page of the requested list.
inline QByteArray nextLink(const Context &context, const QByteArray &token)
{
    return context.request.origin() + context.target.path + "?nextLink=" + token
           + "&api-version=" + toWire(context.version);
}

} // namespace roomkeeper::sandbox
