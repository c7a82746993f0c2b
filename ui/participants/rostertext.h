#pragma once

#include "admin/drafts/rosterdraft.h"

#include <QString>

namespace roomkeeper::ui {

/// A role in the words of the window; one this version does not know is shown as it is.
QString roleText(const acs::Role &role);

/// What is pending for one person, by shape and word: "+ added", "~ role: was Attendee",
/// "− removed"; with the service's words where it refused. `role`: as the service's list has it.
QString changeText(const std::optional<acs::Role> &role, const admin::RosterChange &change);

/// "1 participant", "12 participants".
QString participantCountText(qsizetype count);

/// "+1 ~1 −1 pending"; kinds of which there are none are left out. Empty where nothing is pending.
QString pendingText(const admin::RosterCounts &counts);

// A step of editing, for the menu: "Undo: Add 3 participants".
QString addStepText(qsizetype people);
QString removeStepText(qsizetype people);
QString roleStepText(qsizetype people, const acs::Role &role);

} // namespace roomkeeper::ui
