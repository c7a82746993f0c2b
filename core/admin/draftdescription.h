#pragma once

#include "admin/roomdraft.h"

#include <QString>

namespace roomkeeper::admin {

/// A draft in plain text, a change a line, for copying where it can't be applied any more: "Valid
/// until: 2026-03-01T10:00:00Z", "add 8:acs:… Presenter", "8:acs:… Attendee -> Presenter". Bounds
/// are in UTC. Empty where the draft changes nothing.
QString describe(const RoomDraft &draft, const acs::Room &room, const RosterIndex &roster);

} // namespace roomkeeper::admin
