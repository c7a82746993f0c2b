#pragma once

#include "acs/auth/connectionstring.h"

namespace roomkeeper::ui {

/// The default name of a connection: "contoso" for contoso.europe.communication.azure.com; an IP
/// address is used as it is, with its port.
QString suggestedName(const acs::Endpoint &endpoint);

} // namespace roomkeeper::ui
