#pragma once

#include "sandbox/service/apiversion.h"

#include <QString>

namespace roomkeeper::sandbox {

/// The numbers are stored in state files: add new roles at the end.
enum class Role : quint8 { Presenter, Attendee, Consumer, Collaborator };

/// Parses the name of a role in any case. Collaborator exists from version 2025-03-13 on.
std::optional<Role> roleFromWire(QStringView name, ApiVersion version);

/// The exact name.
QByteArrayView toWire(Role role);

} // namespace roomkeeper::sandbox
