#pragma once

#include "acs/timestamp.h"
#include "sandbox/http/httpmessage.h"
#include "sandbox/http/target.h"
#include "sandbox/service/apiversion.h"
#include "sandbox/service/pageshape.h"
#include "sandbox/service/router.h"

namespace roomkeeper::sandbox {

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
