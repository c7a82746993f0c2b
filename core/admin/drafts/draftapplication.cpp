#include "admin/drafts/draftapplication.h"

#include "acs/http/serviceerror.h"
#include "admin/explain.h"
#include "base/quotable.h"

#include <algorithm>
#include <utility>

namespace roomkeeper::admin {

namespace {

/// Whether the other requests for this room would fail as well, so that they are not sent. A
/// rejection by the service (any status except 404) applies to that request only.
bool stopsAll(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::NotFound:
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Cancelled:
    case ErrorKind::ReadOnly:
        return true;
    case ErrorKind::Timeout:
        return error.httpStatus == 0;
    default:
        return false;
    }
}

bool mayHaveChanged(const RosterPartOutcome &part)
{
    return !part.error || part.error->kind == ErrorKind::OutcomeUnknown;
}

/// The rejection to be shown with a change; empty if it was not rejected, but never sent or without
/// a response.
QString rejectionOf(const Error &error)
{
    if (error.httpStatus == 0 && error.kind != ErrorKind::Invalid)
        return {};
    const QString words = acs::serviceMessage(error);
    return words.isEmpty() ? explain(error).headline : quotable(words, maxQuotedMessage);
}

QStringList peopleOf(const acs::RosterUpdate &part)
{
    QStringList rawIds = part.removed;
    rawIds.reserve(rawIds.size() + part.set.size());
    for (const acs::Participant &participant : part.set)
        rawIds.append(participant.rawId);
    return rawIds;
}

/// What remains of a field after `sent` was accepted: nothing, or what was entered since.
template <class T>
void clearWhereSent(std::optional<T> &field, const std::optional<T> &sent)
{
    if (field == sent)
        field.reset();
}

} // namespace

DraftApplication::DraftApplication(Dependencies dependencies, QString roomId)
    : m_dependencies(std::move(dependencies))
    , m_roomId(std::move(roomId))
    , m_sent(m_dependencies.drafts.draft(m_roomId))
{
    for (RosterChange &change : m_sent.roster.changes)
        change.rejection.clear();
    const StoredRoom *stored = m_dependencies.rooms.find(m_roomId);
    if (stored == nullptr) {
        m_sent = {};
        return;
    }
    m_seenAtStart = m_sent.seen;
    m_sent = normalized(m_sent, stored->room); // notes what was seen, if the editor did not
    m_update = changeSet(m_sent, stored->room);
    if (stored->roster)
        m_shown = indexOf(*stored->roster);
}

DraftApplication::~DraftApplication()
{
    m_source.finish(failure(m_isChanging ? ErrorKind::OutcomeUnknown : ErrorKind::Cancelled, {}));
}

Call<DraftOutcome> DraftApplication::start()
{
    m_source.onCancel([this] {
        m_isCancelled = true;
        if (m_cancel)
            m_cancel();
    });
    Call<DraftOutcome> call = m_source.call();
    m_startedAt = m_dependencies.clock.now();
    beginRoom();
    return call;
}

template <class T>
void DraftApplication::await(const Call<T> &call,
                             void (DraftApplication::*handle)(const Result<T> &))
{
    m_cancel = [call] { call.cancel(); };
    call.then(this, [this, handle](const Result<T> &result) {
        m_cancel = nullptr;
        m_isChanging = false;
        (this->*handle)(result);
    });
}

void DraftApplication::beginRoom()
{
    if (m_update.isEmpty()) {
        beginRoster();
        return;
    }
    // Changes that somebody else made since the author of the draft saw the room must not be
    // overwritten.
    await(m_dependencies.readRoom(), &DraftApplication::roomRead);
}

void DraftApplication::roomRead(const Result<acs::Room> &room)
{
    if (!room || m_isCancelled) {
        roomAnswered(room ? failure(ErrorKind::Cancelled, {}) : room);
        return;
    }
    // Reading may have shown that an earlier change of our own was made.
    const SeenFields seen = m_dependencies.drafts.draft(m_roomId).seen;
    if (seen != m_seenAtStart)
        m_sent.seen = seen;
    m_outcome.conflict = conflictOf(m_sent, *room);
    if (m_outcome.conflict) {
        finish();
        return;
    }
    m_update = changeSet(m_sent, *room);
    m_roomBefore = *room;
    if (m_update.isEmpty()) { // somebody else has made the same changes
        roomAnswered(room);
        return;
    }
    m_isChanging = true;
    await(m_dependencies.client.updateRoom(m_roomId, m_update), &DraftApplication::roomAnswered);
}

void DraftApplication::roomAnswered(const Result<acs::Room> &room)
{
    m_outcome.room = room;
    if (room) {
        m_dependencies.rooms.put(*room, m_dependencies.clock.now());
        m_applied = changeBetween(m_roomBefore, *room, m_update);
        settleRoom(*room);
    }
    if (m_isCancelled || (!room && stopsAll(room.error()))) {
        m_waiting = partsOf(m_sent.roster);
        giveUpParts();
        finish();
        return;
    }
    beginRoster();
}

void DraftApplication::settleRoom(const acs::Room &room)
{
    RoomDraft draft = m_dependencies.drafts.draft(m_roomId);
    clearWhereSent(draft.validFrom, m_sent.validFrom);
    clearWhereSent(draft.validUntil, m_sent.validUntil);
    clearWhereSent(draft.pstnDialOutEnabled, m_sent.pstnDialOutEnabled);
    m_dependencies.drafts.settle(m_roomId, normalized(withoutSeen(draft, m_update), room));
}

void DraftApplication::beginRoster()
{
    if (m_sent.roster.isEmpty()) {
        finish();
        return;
    }
    // Changes that somebody else made since the participants were shown must not be overwritten.
    await(m_dependencies.readRoster(), &DraftApplication::rosterRead);
}

void DraftApplication::rosterRead(const Result<QList<acs::Participant>> &roster)
{
    if (!roster || m_isCancelled) {
        m_outcome.rosterError = roster ? makeError(ErrorKind::Cancelled, {}) : roster.error();
        finish();
        return;
    }
    const RosterDraft draft = m_dependencies.drafts.draft(m_roomId).roster;
    m_base = indexOf(*roster);
    m_changes = normalized(m_sent.roster, m_base);
    if (m_changes.isEmpty()) {
        remark(normalized(draft, m_base));
        finish();
        return;
    }
    const RosterDifference difference =
        differenceOf(m_shown.value_or(m_base), m_base, m_sent.roster);
    if (!difference.isEmpty()) {
        m_outcome.difference = difference;
        remark(rebased(normalized(draft, m_base), m_base));
        finish();
        return;
    }
    sendParts();
}

void DraftApplication::sendParts()
{
    m_waiting = partsOf(m_changes);
    m_outcome.parts.reserve(m_waiting.size());
    tellProgress();
    sendNextPart();
}

void DraftApplication::sendNextPart()
{
    m_isChanging = true;
    await(m_dependencies.client.updateParticipants(m_roomId, m_waiting.first()),
          &DraftApplication::partAnswered);
}

void DraftApplication::partAnswered(const Result<void> &answer)
{
    m_outcome.parts.append({.part = m_waiting.takeFirst(),
                            .error = answer ? std::nullopt : std::optional(answer.error())});
    emit rosterTouched();
    tellProgress();
    if (m_isCancelled || (!answer && stopsAll(answer.error())))
        giveUpParts();
    if (!m_waiting.isEmpty()) {
        sendNextPart();
        return;
    }
    const QList<RosterPartOutcome> &parts = m_outcome.parts;
    if (!std::any_of(parts.cbegin(), parts.cend(), mayHaveChanged)) {
        settleRoster({});
        finish();
    } else if (m_isCancelled) {
        rosterReadBack(failure(ErrorKind::Cancelled, {}));
    } else {
        await(m_dependencies.readRoster(), &DraftApplication::rosterReadBack);
    }
}

void DraftApplication::rosterReadBack(const Result<QList<acs::Participant>> &roster)
{
    if (roster) {
        settleRoster(indexOf(*roster));
    } else {
        m_outcome.rosterError = roster.error();
        settleRoster({});
    }
    finish();
}

void DraftApplication::giveUpParts()
{
    for (const acs::RosterUpdate &part : std::exchange(m_waiting, {}))
        m_outcome.parts.append({.part = part, .error = makeError(ErrorKind::Cancelled, {})});
}

/// Removes from the draft what was made, according to the participants loaded afterwards or else to
/// the responses, and marks what was rejected.
void DraftApplication::settleRoster(const std::optional<RosterIndex> &readBack)
{
    if (m_outcome.isRoomGone())
        return; // the changes are gone with the room; the whole draft can still be copied
    RoomDraft draft = m_dependencies.drafts.draft(m_roomId);
    RosterDraft fulfilled;
    for (RosterPartOutcome &outcome : m_outcome.parts) {
        std::optional<Error> error = outcome.error;
        if (readBack && error && error->kind == ErrorKind::OutcomeUnknown)
            error->kind = ErrorKind::Timeout; // now known: it was not made
        if (readBack && !error) {
            error =
                makeError(ErrorKind::Invalid, tr("The service accepted the change, but the "
                                                 "participants read afterwards do not show it."));
        }
        const QString rejection = error ? rejectionOf(*error) : QString();
        bool isDone = true;
        for (const QString &rawId : peopleOf(outcome.part)) {
            const RosterChange requestedChange = m_changes.changes.value(rawId);
            const bool isFulfilled =
                readBack ? wantedRole({}, *readBack, rawId) == requestedChange.wanted
                         : !outcome.error;
            if (isFulfilled)
                fulfilled.changes.insert(rawId, requestedChange);
            else
                isDone = false;
            const auto change = draft.roster.changes.find(rawId);
            if (change == draft.roster.changes.end())
                continue;
            if (change->wanted == requestedChange.wanted && isFulfilled)
                draft.roster.changes.remove(rawId);
            else if (change->wanted == requestedChange.wanted)
                change->rejection = rejection;
            else if (isFulfilled)
                // entered since: the present role is our own change
                change->before = requestedChange.wanted;
        }
        if (isDone && readBack)
            outcome.error.reset();
        else if (!isDone)
            outcome.error = error;
    }
    m_outcome.done = countsOf(fulfilled, m_base);
    m_applied.roster = rebased(normalized(fulfilled, m_base), m_base);
    if (readBack)
        draft.roster = normalized(draft.roster, *readBack);
    else
        landAnswers(fulfilled);
    if (fulfilled.isEmpty())
        remark(draft.roster);
    else
        m_dependencies.drafts.settle(m_roomId, draft);
}

/// If the participants could not be loaded afterwards, uses the ones from before with the accepted
/// changes; otherwise our own changes would look like somebody else's the next time.
void DraftApplication::landAnswers(const RosterDraft &fulfilled)
{
    const StoredRoom *stored = m_dependencies.rooms.find(m_roomId);
    if (stored == nullptr || !stored->roster || fulfilled.isEmpty())
        return;
    RosterIndex wanted = wantedRoster(fulfilled, indexOf(*stored->roster));
    QList<acs::Participant> roster;
    roster.reserve(wanted.size());
    for (const acs::Participant &participant : *stored->roster) {
        const auto kept = wanted.constFind(participant.rawId);
        if (kept == wanted.constEnd())
            continue;
        roster.append({.rawId = participant.rawId, .role = *kept});
        wanted.erase(kept);
    }
    for (auto at = fulfilled.changes.cbegin(); at != fulfilled.changes.cend(); ++at) {
        if (wanted.contains(at.key()))
            roster.append({.rawId = at.key(), .role = *at->wanted});
    }
    m_dependencies.rooms.putRoster(m_roomId, roster, stored->rosterReadAt);
}

/// Updates the rejections in the draft; nothing was made.
void DraftApplication::remark(const RosterDraft &roster)
{
    RoomDraft draft = m_dependencies.drafts.draft(m_roomId);
    draft.roster = roster;
    m_dependencies.drafts.remark(m_roomId, draft);
}

void DraftApplication::tellProgress()
{
    emit progressed(m_outcome.parts.size(), m_outcome.parts.size() + m_waiting.size());
}

QList<UnknownOutcome> DraftApplication::unknownOutcomes() const
{
    QList<UnknownOutcome> unknown;
    if (m_outcome.room && !*m_outcome.room
        && m_outcome.room->error().kind == ErrorKind::OutcomeUnknown) {
        unknown.append({.kind = UnknownOutcome::Kind::Update,
                        .roomId = m_roomId,
                        .askedAt = m_startedAt,
                        .error = m_outcome.room->error(),
                        .update = m_update,
                        .before = m_roomBefore});
    }
    UnknownOutcome roster{
        .kind = UnknownOutcome::Kind::Roster, .roomId = m_roomId, .askedAt = m_startedAt};
    for (const RosterPartOutcome &part : m_outcome.parts) {
        if (!part.error || part.error->kind != ErrorKind::OutcomeUnknown)
            continue;
        roster.error = *part.error;
        roster.parts.append(part.part);
        for (const QString &rawId : peopleOf(part.part)) {
            if (const auto before = m_base.constFind(rawId); before != m_base.cend())
                roster.rosterBefore.insert(rawId, *before);
        }
    }
    if (!roster.parts.isEmpty())
        unknown.append(roster);
    return unknown;
}

void DraftApplication::finish()
{
    m_dependencies.drafts.addApplied(m_roomId, m_applied);
    m_source.finish(m_outcome);
    emit finished();
}

} // namespace roomkeeper::admin
