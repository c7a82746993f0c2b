#pragma once

#include "admin/drafts/identifierinput.h"

#include <QString>

namespace roomkeeper::ui {

/// The end of a raw ID, which distinguishes users: "…0d00e901".
QString shortIdentifier(const QString &rawId);

/// What adding them changes, in numbers: "2 new; 1 role change; 1 already in the room; 1 duplicate;
/// 1 invalid".
QString checkSummary(const admin::IdentifierInput &input,
                     const QList<admin::IdentifierCheck> &checks);

/// What was corrected, taken from the text beside the identifiers, or ignored, one per line.
QString inputNotes(const admin::IdentifierInput &input);

/// What adding each of them with `role`, or with the role in the text, changes, one per line; after
/// the first `limit` only the number of the rest.
QString checkLines(const admin::IdentifierInput &input, const QList<admin::IdentifierCheck> &checks,
                   const acs::Role &role, int limit = 500);

} // namespace roomkeeper::ui
