#pragma once

#include "acs/auth/accesskey.h"

#include <QByteArray>

namespace roomkeeper::sandbox {

/// The settings of a SandboxService.
struct ServiceSettings
{
    acs::AccessKey accessKey;
    /// Accepted instead of a signature; empty: none.
    QByteArray bearerToken = {};
    /// The GUID in the raw IDs of this resource's users, in lower case.
    QByteArray resourceId;
    /// Rooms per page; the real service returns 30.
    int pageSize = 30;
    /// Participants per page; 0: all on one page.
    int participantsPageSize = 0;
};

} // namespace roomkeeper::sandbox
