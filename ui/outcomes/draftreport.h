#pragma once

#include "admin/drafts/draftoutcome.h"
#include "admin/drafts/roomdraft.h"
#include "ui/common/style/colours.h"

#include <QHash>
#include <QString>

namespace roomkeeper::ui {

/// What became of a draft that was applied, for the message bar.
struct DraftReport
{
    Severity severity = Severity::Info;
    QString text = {};
    QString details = {}; ///< each part for itself; empty where there is nothing more to say
    bool canRetry = false;
};

/// `names` of people by raw id. For every outcome but that of a room that is gone.
DraftReport reportOf(const admin::DraftOutcome &outcome, const QString &roomId,
                     const QHash<QString, QString> &names);

/// What was done of the roster: "2 participants added, 1 role changed, 1 removed". Empty: nothing.
QString doneText(const admin::RosterCounts &done);

/// A draft in plain text, a wish a line, to be kept where its room is gone.
QString draftText(const QString &roomId, const admin::RoomDraft &draft,
                  const QHash<QString, QString> &names);

} // namespace roomkeeper::ui
