#pragma once

#include "admin/outcomes/unknownoutcome.h"
#include "ui/common/style/colours.h"
#include "ui/common/timedisplay.h"

#include <QString>

namespace roomkeeper::ui {

// Changes whose answers never came, in words. Times are shown by `display`.

/// What was asked for, short: "New room, 2026-11-23 14:00 to 2026-11-24 14:00, 2 participants".
QString askedText(const admin::UnknownOutcome &outcome, const TimeDisplay &display);
/// To the second, since that is what tells changes apart that were made one after the other:
/// "2026-11-23 14:03:11".
QString secondText(const QDateTime &utc, const TimeDisplay &display);

/// What happened, for the message bar.
QString unknownText(const admin::UnknownOutcome &outcome, const TimeDisplay &display);
/// The same of several.
QString unknownText(const QList<admin::UnknownOutcome> &outcomes, const TimeDisplay &display);
/// A line for each, with what is known of why.
QString unknownDetails(const QList<admin::UnknownOutcome> &outcomes, const TimeDisplay &display);

/// "1 outcome unknown", "3 outcomes unknown".
QString unknownCountText(qsizetype count);

/// What looking showed, in words; `isPending`: the room still has a draft. For every result but
/// WhichRoom, which is a question.
struct OutcomeText
{
    Severity severity = Severity::Info;
    QString text = {};
};
OutcomeText outcomeText(const admin::OutcomeCheck &result, bool isPending,
                        const TimeDisplay &display);

} // namespace roomkeeper::ui
