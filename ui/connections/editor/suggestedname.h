#pragma once

#include "acs/auth/connectionstring.h"

namespace roomkeeper::ui {

/// What a connection is called unless somebody says otherwise: "contoso" of
/// contoso.europe.communication.azure.com; an address with its port as it is.
QString suggestedName(const acs::Endpoint &endpoint);

} // namespace roomkeeper::ui
