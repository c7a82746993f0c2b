#include "ui/outcomes/draftreport.h"

#include "admin/explain.h"
#include "base/quotable.h"
#include "ui/outcomes/unknowntext.h"
#include "ui/participants/rostertext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DraftReport)
};

QString number(qsizetype count)
{
    return QLocale().toString(count);
}

QString personText(const QString &rawId, const QHash<QString, QString> &names)
{
    const QString name = quotable(names.value(rawId));
    return name.isEmpty() ? rawId : u"%1 (%2)"_s.arg(name, rawId);
}

/// "2 added, 1 removed, 1 role changed".
QString differenceCounts(const admin::RosterDifference &difference)
{
    QStringList parts;
    if (!difference.added.isEmpty())
        parts << Text::tr("%Ln added", nullptr, static_cast<int>(difference.added.size()));
    if (!difference.removed.isEmpty())
        parts << Text::tr("%Ln removed", nullptr, static_cast<int>(difference.removed.size()));
    if (!difference.changed.isEmpty())
        parts << Text::tr("%Ln role(s) changed", nullptr,
                          static_cast<int>(difference.changed.size()));
    return parts.join(u", "_s);
}

/// One line each, first those whom the draft changes too.
QString differenceLines(const admin::RosterDifference &difference,
                        const QHash<QString, QString> &names)
{
    // A set, because thousands of people may be looked up.
    const QSet<QString> isTouched(difference.touched.cbegin(), difference.touched.cend());
    QStringList touched;
    QStringList others;
    const auto tell = [&](const QStringList &rawIds, const QString &what) {
        for (const QString &rawId : rawIds) {
            const QString line = what.arg(personText(rawId, names));
            if (isTouched.contains(rawId))
                touched << Text::tr("%1 (also in your changes)").arg(line);
            else
                others << line;
        }
    };
    tell(difference.added, Text::tr("Added: %1"));
    tell(difference.removed, Text::tr("Removed: %1"));
    tell(difference.changed, Text::tr("Role changed: %1"));
    return (touched + others).join(u'\n');
}

DraftReport differenceReport(const admin::DraftOutcome &outcome, const QString &done,
                             const QHash<QString, QString> &names)
{
    QStringList sentences;
    if (!done.isEmpty())
        sentences << done;
    sentences << Text::tr("Someone else changed the participants since you loaded them: %1. The "
                          "list is now current; your changes are still pending.")
                     .arg(differenceCounts(*outcome.difference));
    return {.severity = Severity::Warning,
            .text = sentences.join(u' '),
            .details = differenceLines(*outcome.difference, names)};
}

qsizetype peopleIn(const admin::RosterPartOutcome &part)
{
    return part.part.set.size() + part.part.removed.size();
}

/// Why the draft was not applied completely: the first real error.
const Error *firstErrorOf(const admin::DraftOutcome &outcome)
{
    if (outcome.room && !*outcome.room)
        return &outcome.room->error();
    const Error *notSent = nullptr;
    for (const admin::RosterPartOutcome &part : outcome.parts) {
        if (part.error && part.error->kind != ErrorKind::Cancelled)
            return &*part.error;
        if (part.error)
            notSent = &*part.error;
    }
    return outcome.rosterError ? &*outcome.rosterError : notSent;
}

/// One line per part, and the technical details of failures.
QString partLines(const admin::DraftOutcome &outcome)
{
    QStringList lines;
    if (outcome.room) {
        lines << (*outcome.room
                      ? Text::tr("Room: changed")
                      : Text::tr("Room: %1").arg(admin::explain(outcome.room->error()).text()));
    }
    qsizetype each = 0;
    for (const admin::RosterPartOutcome &part : outcome.parts) {
        const QString which = Text::tr("Participants, part %1 of %2 (%3)")
                                  .arg(number(++each), number(outcome.parts.size()),
                                       participantCountText(peopleIn(part)));
        if (!part.error)
            lines << Text::tr("%1: done").arg(which);
        else if (part.error->kind == ErrorKind::Cancelled)
            lines << Text::tr("%1: not sent").arg(which);
        else
            lines << Text::tr("%1: %2").arg(which, admin::explain(*part.error).text());
    }
    if (outcome.rosterError)
        lines << Text::tr("Loading the participants: %1")
                     .arg(admin::explain(*outcome.rosterError).text());
    if (const Error *error = firstErrorOf(outcome))
        lines << QString() << admin::explain(*error).details;
    return lines.join(u'\n');
}

QString momentLine(const admin::DateTimeInput &input)
{
    return input.utc.isValid() ? input.utc.toUTC().toString(Qt::ISODate) : input.text;
}

} // namespace

QString doneText(const admin::RosterCounts &done)
{
    QStringList parts;
    if (done.added > 0)
        parts << Text::tr("%Ln participant(s) added", nullptr, static_cast<int>(done.added));
    if (done.changed > 0)
        parts << Text::tr("%Ln role(s) changed", nullptr, static_cast<int>(done.changed));
    if (done.removed > 0) {
        // The noun once: "2 participants added, 1 removed".
        const int removed = static_cast<int>(done.removed);
        parts << (done.added > 0 ? Text::tr("%Ln removed", nullptr, removed)
                                 : Text::tr("%Ln participant(s) removed", nullptr, removed));
    }
    return parts.join(u", "_s);
}

DraftReport reportOf(const admin::DraftOutcome &outcome, const QString &roomId,
                     const QHash<QString, QString> &names)
{
    QStringList doneParts;
    const bool hasRoster = outcome.difference || !outcome.parts.isEmpty() || outcome.rosterError;
    // If only the room's own fields were changed, "changed" is enough.
    if (outcome.room && *outcome.room && hasRoster)
        doneParts << Text::tr("settings");
    if (const QString roster = doneText(outcome.done); !roster.isEmpty())
        doneParts << roster;
    const QString done =
        doneParts.isEmpty()
            ? QString()
            : Text::tr("Room %1 was changed: %2.").arg(roomId, doneParts.join(u", "_s));

    if (outcome.difference)
        return differenceReport(outcome, done, names);
    if (outcome.isComplete()) {
        DraftReport report{.text = done};
        if (done.isEmpty()) {
            // Others may already have made the changes.
            report.text =
                outcome.room || hasRoster
                    ? Text::tr("Room %1 was changed.").arg(roomId)
                    : Text::tr("Room %1 is already up to date. Nothing was sent.").arg(roomId);
        }
        if (outcome.rosterError) {
            report.severity = Severity::Warning;
            report.text += u' ' + Text::tr("The participants could not be loaded afterwards.");
            report.details = partLines(outcome);
        }
        return report;
    }

    const Error *error = firstErrorOf(outcome);
    DraftReport report{.severity = Severity::Error, .details = partLines(outcome)};
    QStringList sentences;
    if (!done.isEmpty())
        sentences << done << Text::tr("The remaining changes are still pending.");
    if (error != nullptr) {
        const admin::Explanation words = admin::explain(*error);
        const bool isUnknown = error->kind == ErrorKind::OutcomeUnknown;
        if (isUnknown)
            report.severity = Severity::Warning;
        else if (done.isEmpty())
            sentences << Text::tr(
                             "The changes to room %1 were not applied. They are still pending.")
                             .arg(roomId);
        sentences << words.text();
        report.canRetry = words.canRetry;
    }
    sentences.removeAll(QString());
    report.text = sentences.join(u' ');
    return report;
}

QString fieldText(admin::OwnField field)
{
    switch (field) {
    case admin::OwnField::ValidFrom:
        return Text::tr("Valid from");
    case admin::OwnField::ValidUntil:
        return Text::tr("Valid until");
    case admin::OwnField::PstnDialOut:
        return Text::tr("PSTN dial-out");
    }
    Q_UNREACHABLE();
}

QString fieldValueText(const admin::FieldValue &value, const TimeDisplay &display)
{
    if (const auto *time = std::get_if<acs::Timestamp>(&value))
        return secondText(time->toUtc(), display);
    return std::get<bool>(value) ? Text::tr("on") : Text::tr("off");
}

DraftReport reportOf(const admin::RoomConflict &conflict, const QString &roomId,
                     const TimeDisplay &display)
{
    QStringList lines;
    for (const admin::FieldConflict &each : conflict.fields) {
        const QString field = fieldText(each.field);
        const QString seen = fieldValueText(each.seen, display);
        const QString present = fieldValueText(each.present, display);
        lines << (each.wanted
                      ? Text::tr("%1: it was %2, is now %3, and yours is %4.")
                            .arg(field, seen, present, fieldValueText(*each.wanted, display))
                      : Text::tr("%1: it was %2 and is now %3; you did not change it.")
                            .arg(field, seen, present));
    }
    const QString text = Text::tr("Someone else changed room %1 after you began to edit it. "
                                  "Nothing was sent; your changes are still pending.")
                             .arg(roomId);
    if (lines.size() == 1)
        return {.severity = Severity::Warning, .text = text + u' ' + lines.first()};
    return {.severity = Severity::Warning, .text = text, .details = lines.join(u'\n')};
}

QString draftText(const QString &roomId, const admin::RoomDraft &draft,
                  const QHash<QString, QString> &names)
{
    QStringList lines{Text::tr("Changes to room %1").arg(roomId)};
    if (draft.validFrom)
        lines << Text::tr("Valid from: %1").arg(momentLine(*draft.validFrom));
    if (draft.validUntil)
        lines << Text::tr("Valid until: %1").arg(momentLine(*draft.validUntil));
    if (draft.pstnDialOutEnabled) {
        lines << (*draft.pstnDialOutEnabled ? Text::tr("PSTN dial-out: on")
                                            : Text::tr("PSTN dial-out: off"));
    }
    const auto &changes = draft.roster.changes;
    for (auto change = changes.cbegin(); change != changes.cend(); ++change) {
        const QString person = personText(change.key(), names);
        if (!change->wanted)
            lines << Text::tr("Remove %1").arg(person);
        else if (!change->before)
            lines << Text::tr("Add %1 as %2").arg(person, roleText(*change->wanted));
        else
            lines << Text::tr("Set role of %1 to %2 (was %3)")
                         .arg(person, roleText(*change->wanted), roleText(*change->before));
    }
    return lines.join(u'\n');
}

} // namespace roomkeeper::ui
