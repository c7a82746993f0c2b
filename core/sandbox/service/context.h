#pragma once

#include "acs/timestamp.h"
#include "sandbox/http/httpmessage.h"
#include "sandbox/http/target.h"
#include "sandbox/service/apiversion.h"
#include "sandbox/service/router.h"

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

/// One request on its way through the handlers, with what was already read out of it. Lives as long
/// as the call of SandboxService::handle.
struct Context
{
    const Request &request;
    const Target &target;
    const Route &route;
    /// Of the Rooms API; the Identity API has one version.
    ApiVersion version;
    acs::Timestamp now;
    PageShape page = PageShape::Full;
};

/// The absolute address of the next page of the list that was asked for.
inline QByteArray nextLink(const Context &context, const QByteArray &token)
{
    return context.request.origin() + context.target.path + "?nextLink=" + token
           + "&api-version=" + toWire(context.version);
}

} // namespace roomkeeper::sandbox
