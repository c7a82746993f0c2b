#pragma once

#include "acs/auth/accesskey.h"

#include <QByteArray>

namespace roomkeeper::sandbox {

/// What a SandboxService is, as against what it holds.
struct ServiceSettings
{
    acs::AccessKey accessKey;
    /// Taken in place of a signature; empty: none is.
    QByteArray bearerToken = {};
    /// The guid in the raw ids of this resource's users, in lower case.
    QByteArray resourceId;
    /// Rooms a page; the service gives 30.
    int pageSize = 30;
    /// Participants a page; 0: all on one.
    int participantsPageSize = 0;
};

} // namespace roomkeeper::sandbox
