#pragma once

#include "acs/timestamp.h"
#include "sandbox/http/httpmessage.h"
#include "sandbox/http/target.h"
#include "sandbox/service/apiversion.h"
#include "sandbox/service/pageshape.h"
#include "sandbox/service/router.h"

namespace roomkeeper::sandbox {

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
