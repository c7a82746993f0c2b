#pragma once

#include "admin/outcomes/unknownoutcome.h"
#include "ui/common/style/colours.h"
#include "ui/common/timedisplay.h"

#include <QString>

namespace roomkeeper::ui {

// Texts about changes without a response. Times are formatted by `display`.

/// The request in short: "New room, 2026-11-23 14:00 to 2026-11-24 14:00, 2 participants".
QString askedText(const admin::UnknownOutcome &outcome, const TimeDisplay &display);
/// Including seconds, which distinguish changes that were requested shortly after each other:
/// "2026-11-23 14:03:11".
QString secondText(const QDateTime &utc, const TimeDisplay &display);

/// What happened, for the message bar.
QString unknownText(const admin::UnknownOutcome &outcome, const TimeDisplay &display);
/// The same for several.
QString unknownText(const QList<admin::UnknownOutcome> &outcomes, const TimeDisplay &display);
/// One line for each, with the reason as far as it is known.
QString unknownDetails(const QList<admin::UnknownOutcome> &outcomes, const TimeDisplay &display);

/// "1 outcome unknown", "3 outcomes unknown".
QString unknownCountText(qsizetype count);

/// The result of a check; `isPending`: the room still has a draft. For every result except
/// WhichRoom, which is a question.
struct OutcomeText
{
    Severity severity = Severity::Info;
    QString text = {};
};
OutcomeText outcomeText(const admin::OutcomeCheck &result, bool isPending,
                        const TimeDisplay &display);

} // namespace roomkeeper::ui
