#pragma once

#include "admin/drafts/identifierinput.h"

#include <QString>

namespace roomkeeper::ui {

/// The end of a raw id, which tells people apart: "…0d00e901".
QString shortIdentifier(const QString &rawId);

/// What adding them means, in numbers: "2 new; 1 gets another role; 1 already there; 1 named
/// twice; 1 can't be used".
QString checkSummary(const admin::IdentifierInput &input,
                     const QList<admin::IdentifierCheck> &checks);

/// What adding each of them with `role` means, one a line; after the first `limit` of them their
/// number only.
QString checkLines(const admin::IdentifierInput &input, const QList<admin::IdentifierCheck> &checks,
                   const acs::Role &role, int limit = 500);

} // namespace roomkeeper::ui
