#include "ui/outcomes/unknowntext.h"

#include "admin/explain.h"
#include "ui/participants/rostertext.h"

#include <QCoreApplication>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using Kind = admin::UnknownOutcome::Kind;
using CheckResult = admin::OutcomeCheck::Kind;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(UnknownOutcome)
};

QString moment(const acs::Timestamp &instant, const TimeDisplay &display)
{
    return display.dateTime(instant.toUtc());
}

QString dialOutText(bool isOn)
{
    return isOn ? Text::tr("dial-out on") : Text::tr("dial-out off");
}

QString validityText(const acs::Timestamp &from, const acs::Timestamp &until,
                     const TimeDisplay &display)
{
    return Text::tr("%1 to %2").arg(moment(from, display), moment(until, display));
}

QString creationText(const acs::RoomCreation &creation, const TimeDisplay &display)
{
    QStringList parts{Text::tr("New room")};
    if (creation.validFrom && creation.validUntil)
        parts << validityText(*creation.validFrom, *creation.validUntil, display);
    if (creation.pstnDialOutEnabled.value_or(false))
        parts << dialOutText(true);
    if (!creation.participants.isEmpty())
        parts << participantCountText(creation.participants.size());
    return parts.join(u", "_s);
}

QString updateText(const acs::RoomUpdate &update, const TimeDisplay &display)
{
    QStringList parts;
    if (update.validity)
        parts << validityText(update.validity->validFrom, update.validity->validUntil, display);
    if (update.pstnDialOutEnabled)
        parts << dialOutText(*update.pstnDialOutEnabled);
    return Text::tr("Change room: %1").arg(parts.join(u", "_s));
}

qsizetype peopleIn(const admin::UnknownOutcome &roster)
{
    qsizetype people = 0;
    for (const acs::RosterUpdate &part : roster.parts)
        people += part.set.size() + part.removed.size();
    return people;
}

/// The present room: "2026-11-23 14:00 to 2026-11-24 14:00, dial-out off".
QString roomText(const acs::Room &room, const TimeDisplay &display)
{
    QStringList parts{validityText(room.validFrom, room.validUntil, display)};
    if (room.pstnDialOutEnabled)
        parts << dialOutText(*room.pstnDialOutEnabled);
    return parts.join(u", "_s);
}

/// What is wrong with the response, as a sentence.
QString lackText(const Error &error)
{
    if (error.httpStatus == 0)
        return Text::tr("No response from the service.");
    // Made but unreadable, or from a gateway.
    return error.httpStatus < 300
               ? Text::tr("The response from the service could not be read.")
               : Text::tr(
                   "The response from the service does not say whether the change was made.");
}

OutcomeText createOutcomeText(const admin::OutcomeCheck &result, const TimeDisplay &display)
{
    if (result.kind == CheckResult::CannotTell) {
        return {.severity = Severity::Warning,
                .text = Text::tr("No matching room was found. The room would have ended at %1, and "
                                 "the service does not list ended rooms, so it is still unknown "
                                 "whether the room was created.")
                            .arg(moment(*result.outcome.creation.validUntil, display))};
    }
    return {.severity = Severity::Warning,
            .text = Text::tr("No matching room was found. The room was probably not created.")};
}

OutcomeText updateOutcomeText(const admin::OutcomeCheck &result, const TimeDisplay &display)
{
    const QString &roomId = result.outcome.roomId;
    if (result.kind == CheckResult::Made)
        return {.text = Text::tr("Room %1 was changed.").arg(roomId)};
    if (result.kind == CheckResult::NotMade) {
        return {.severity = Severity::Warning,
                .text = Text::tr("Room %1 is unchanged: the change was not made.").arg(roomId)};
    }
    return {.severity = Severity::Warning,
            .text = Text::tr("Someone else changed room %1. It is now: %2.")
                        .arg(roomId, roomText(*result.room, display))};
}

OutcomeText rosterOutcomeText(const admin::OutcomeCheck &result)
{
    const QString &roomId = result.outcome.roomId;
    const admin::RosterComparison &comparison = result.roster;
    if (result.kind == CheckResult::Made) {
        return {.text = Text::tr("%Ln participant(s) of room %1 were changed.", nullptr,
                                 static_cast<int>(comparison.made))
                            .arg(roomId)};
    }
    if (result.kind == CheckResult::NotMade) {
        return {.severity = Severity::Warning,
                .text =
                    Text::tr("The participants of room %1 are unchanged: the change was not made.")
                        .arg(roomId)};
    }
    QStringList counts;
    if (comparison.made > 0)
        counts << Text::tr("%Ln made", nullptr, static_cast<int>(comparison.made));
    if (comparison.asBefore > 0)
        counts << Text::tr("%Ln not made", nullptr, static_cast<int>(comparison.asBefore));
    if (comparison.otherwise > 0)
        counts << Text::tr("%Ln overwritten by someone else", nullptr,
                           static_cast<int>(comparison.otherwise));
    return {.severity = Severity::Warning,
            .text = Text::tr("Your changes to the participants of room %1: %2.")
                        .arg(roomId, counts.join(u", "_s))};
}

} // namespace

QString askedText(const admin::UnknownOutcome &outcome, const TimeDisplay &display)
{
    switch (outcome.kind) {
    case Kind::Create:
        return creationText(outcome.creation, display);
    case Kind::Update:
        return updateText(outcome.update, display);
    case Kind::Roster:
        return Text::tr("Change %Ln participant(s)", nullptr, static_cast<int>(peopleIn(outcome)));
    case Kind::Delete:
        break;
    }
    return Text::tr("Delete room");
}

QString secondText(const QDateTime &utc, const TimeDisplay &display)
{
    return u"%1 %2"_s.arg(display.dateTime(utc).section(u' ', 0, 0),
                          display.clockTimeWithSeconds(utc));
}

QString unknownText(const admin::UnknownOutcome &outcome, const TimeDisplay &display)
{
    const QString when = display.clockTimeWithSeconds(outcome.askedAt);
    QString effect;
    switch (outcome.kind) {
    case Kind::Create:
        effect = Text::tr("A room may have been created (requested at %1: %2).")
                     .arg(when, askedText(outcome, display));
        break;
    case Kind::Update:
        effect = Text::tr("Room %1 may have been changed (requested at %2: %3).")
                     .arg(outcome.roomId, when, askedText(outcome, display));
        break;
    case Kind::Roster:
        effect =
            Text::tr("The participants of room %1 may have been changed (requested at %2: %3).")
                .arg(outcome.roomId, when, askedText(outcome, display));
        break;
    case Kind::Delete:
        effect =
            Text::tr("Room %1 may have been deleted (requested at %2).").arg(outcome.roomId, when);
        break;
    }
    return u"%1 %2"_s.arg(lackText(outcome.error), effect);
}

QString unknownText(const QList<admin::UnknownOutcome> &outcomes, const TimeDisplay &display)
{
    if (outcomes.size() == 1)
        return unknownText(outcomes.first(), display);
    return Text::tr("The outcome of %Ln change(s) is unknown; the last was requested at %1.",
                    nullptr, static_cast<int>(outcomes.size()))
        .arg(display.clockTimeWithSeconds(outcomes.last().askedAt));
}

QString unknownDetails(const QList<admin::UnknownOutcome> &outcomes, const TimeDisplay &display)
{
    QStringList lines;
    for (const admin::UnknownOutcome &outcome : outcomes) {
        QStringList parts{secondText(outcome.askedAt, display), askedText(outcome, display),
                          outcome.roomId};
        parts.removeAll(QString());
        lines << parts.join(u" · "_s);
    }
    lines << QString() << admin::explain(outcomes.last().error).details;
    return lines.join(u'\n');
}

QString unknownCountText(qsizetype count)
{
    return Text::tr("%Ln outcome(s) unknown", nullptr, static_cast<int>(count));
}

OutcomeText outcomeText(const admin::OutcomeCheck &result, bool isPending,
                        const TimeDisplay &display)
{
    const admin::UnknownOutcome &outcome = result.outcome;
    if (result.kind == CheckResult::RoomGone) {
        return {.severity = Severity::Warning,
                .text = Text::tr("Room %1 no longer exists.").arg(outcome.roomId)};
    }
    OutcomeText words;
    switch (outcome.kind) {
    case Kind::Create:
        return createOutcomeText(result, display);
    case Kind::Delete:
        if (result.kind == CheckResult::Made)
            return {.text = Text::tr("Room %1 was deleted.").arg(outcome.roomId)};
        return {.severity = Severity::Warning,
                .text = Text::tr("Room %1 still exists: it was not deleted.").arg(outcome.roomId)};
    case Kind::Update:
        words = updateOutcomeText(result, display);
        break;
    case Kind::Roster:
        words = rosterOutcomeText(result);
        break;
    }
    if (isPending && result.kind != CheckResult::Made)
        words.text += u' ' + Text::tr("Your remaining changes are still pending.");
    return words;
}

} // namespace roomkeeper::ui
