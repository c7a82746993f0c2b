#pragma once

#include "admin/drafts/rosterdraft.h"

#include <QString>

namespace roomkeeper::ui {

/// The display name of a role; unknown roles are shown unchanged.
QString roleText(const acs::Role &role);

/// The pending change of a person, by symbol and text: "+ added", "~ role: was Attendee", "−
/// removed", with the service's message if it was rejected. `role`: in the service's list.
QString changeText(const std::optional<acs::Role> &role, const admin::RosterChange &change);

/// "1 participant", "12 participants".
QString participantCountText(qsizetype count);

/// "+1 ~1 −1 pending", without the kinds that have no change. Empty if nothing is pending.
QString pendingText(const admin::RosterCounts &counts);

// The text of an edit, for the menu: "Undo: Add 3 participants".
QString addStepText(qsizetype people);
QString removeStepText(qsizetype people);
QString roleStepText(qsizetype people, const acs::Role &role);

} // namespace roomkeeper::ui
