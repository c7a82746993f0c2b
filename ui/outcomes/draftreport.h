#pragma once

#include "admin/drafts/draftoutcome.h"
#include "admin/drafts/roomdraft.h"
#include "ui/common/style/colours.h"

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

/// `names` of people by raw ID. For every outcome except that of a room that no longer exists.
DraftReport reportOf(const admin::DraftOutcome &outcome, const QString &roomId,
                     const QHash<QString, QString> &names);

/// The changes of participants that were made: "2 participants added, 1 role changed, 1 removed".
/// Empty if none.
QString doneText(const admin::RosterCounts &done);

/// A draft as plain text, one change per line, to be copied if its room no longer exists.
QString draftText(const QString &roomId, const admin::RoomDraft &draft,
                  const QHash<QString, QString> &names);

} // namespace roomkeeper::ui
