#pragma once

#include "sandbox/service/apiversion.h"

#include <QString>

namespace roomkeeper::sandbox {

/// The numbers stand in state files: another role goes to the end.
enum class Role : quint8 { Presenter, Attendee, Consumer, Collaborator };

/// Reads a role's name in any case. Collaborator is known from version 2025-03-13 on.
std::optional<Role> roleFromWire(QStringView name, ApiVersion version);

/// The exact name.
QByteArrayView toWire(Role role);

} // namespace roomkeeper::sandbox
