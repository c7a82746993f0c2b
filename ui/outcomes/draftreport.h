#pragma once

#include "admin/drafts/draftoutcome.h"
#include "admin/drafts/roomdraft.h"
#include "ui/common/style/colours.h"
#include "ui/common/timedisplay.h"

#include <QHash>
#include <QString>

namespace roomkeeper::ui {

/// The result of applying a draft, for the message bar.
struct DraftReport
{
    Severity severity = Severity::Info;
    QString text = {};
    QString details = {}; ///< one line per part; empty if there is nothing more to say
    bool canRetry = false;
};

/// `names` of people by raw ID. For every outcome except that of a room that no longer exists, and
/// a conflict.
DraftReport reportOf(const admin::DraftOutcome &outcome, const QString &roomId,
                     const QHash<QString, QString> &names);

/// Nothing was sent, because somebody else changed the room.
DraftReport reportOf(const admin::RoomConflict &conflict, const QString &roomId,
                     const TimeDisplay &display);
/// "Valid from", as in the details of a room.
QString fieldText(admin::OwnField field);
/// A time to the second, or "on" or "off".
QString fieldValueText(const admin::FieldValue &value, const TimeDisplay &display);

/// The changes of participants that were made: "2 participants added, 1 role changed, 1 removed".
/// Empty if none.
QString doneText(const admin::RosterCounts &done);

/// A draft as plain text, one change per line, to be copied if its room no longer exists.
QString draftText(const QString &roomId, const admin::RoomDraft &draft,
                  const QHash<QString, QString> &names);

} // namespace roomkeeper::ui
