#include "admin/outcomes/unknownoutcomes.h"

#include "admin/drafts/roomdraft.h"

#include <algorithm>
#include <utility>

namespace roomkeeper::admin {

using Kind = UnknownOutcome::Kind;
using CheckResult = OutcomeCheck::Kind;

namespace {

/// Rooms older than this are never considered, however wrong a clock is.
constexpr qint64 maxLookBack = 86'400;

bool isNotFound(const Error &error)
{
    return error.kind == ErrorKind::NotFound;
}

} // namespace

UnknownOutcomes::UnknownOutcomes(Dependencies dependencies)
    : m_dependencies(std::move(dependencies))
{
    connect(&m_dependencies.rooms, &RoomStore::roomsChanged, this, &UnknownOutcomes::roomsChanged);
    connect(&m_dependencies.rooms, &RoomStore::roomsAboutToBeRemoved, this,
            [this](const QList<int> &leaving) {
                remove([&](const UnknownOutcome &outcome) {
                    const auto slot = m_dependencies.rooms.slotOf(outcome.roomId);
                    return slot && leaving.contains(*slot);
                });
            });
}

UnknownOutcomes::~UnknownOutcomes()
{
    const QHash<int, Check> checking = std::exchange(m_checking, {});
    m_searches.clear();
    for (const Check &check : checking) {
        check.source.finish(failure(ErrorKind::Cancelled, {}));
        if (check.cancel)
            check.cancel();
    }
}

const UnknownOutcome *UnknownOutcomes::find(int id) const
{
    const auto found = std::ranges::find(m_outcomes, id, &UnknownOutcome::id);
    return found == m_outcomes.cend() ? nullptr : &*found;
}

// --- input from the connection

int UnknownOutcomes::add(UnknownOutcome outcome)
{
    outcome.id = ++m_newestId;
    if (!outcome.clockSkew)
        outcome.clockSkew = m_dependencies.clockSkew();
    if (outcome.kind == Kind::Create)
        m_creations.insert(outcome.id, {.knownBefore = knownBefore(outcome.askedAt)});
    m_outcomes.append(outcome);
    emit added(outcome);
    emit changed();
    return outcome.id;
}

/// The rooms in the store when the request was sent, of those that are new enough.
QSet<QString> UnknownOutcomes::knownBefore(const QDateTime &askedAt) const
{
    QSet<QString> known;
    const RoomStore &rooms = m_dependencies.rooms;
    const acs::Timestamp earliest = acs::Timestamp::fromUtc(askedAt.addSecs(-maxLookBack));
    for (int slot = 0; slot < rooms.slotCount(); ++slot) {
        const StoredRoom *stored = rooms.at(slot);
        if (stored != nullptr && stored->knownSince < askedAt && stored->room.createdAt >= earliest)
            known.insert(stored->room.id);
    }
    return known;
}

void UnknownOutcomes::roomIsGone(const QString &roomId)
{
    remove([&](const UnknownOutcome &outcome) {
        return outcome.kind != Kind::Create && outcome.roomId == roomId;
    });
}

void UnknownOutcomes::settle(UnknownOutcome::Kind kind, const QString &roomId)
{
    remove([&](const UnknownOutcome &outcome) {
        return outcome.kind == kind && outcome.roomId == roomId;
    });
}

void UnknownOutcomes::moveFrom(UnknownOutcomes &earlier)
{
    m_known.unite(earlier.m_known);
    const QList<UnknownOutcome> taken = std::exchange(earlier.m_outcomes, {});
    QHash<int, Creation> creations = std::exchange(earlier.m_creations, {});
    for (UnknownOutcome outcome : taken) {
        const int before = std::exchange(outcome.id, ++m_newestId);
        if (outcome.kind == Kind::Create)
            m_creations.insert(outcome.id, creations.take(before));
        m_outcomes.append(outcome);
    }
    if (taken.isEmpty())
        return;
    emit earlier.changed();
    emit changed();
}

/// Later responses may show that a change was made.
void UnknownOutcomes::roomsChanged(const QList<int> &slotNumbers)
{
    if (m_outcomes.isEmpty())
        return;
    QList<UnknownOutcome> made;
    for (const UnknownOutcome &outcome : std::as_const(m_outcomes)) {
        const auto slot = m_dependencies.rooms.slotOf(outcome.roomId);
        if (!slot || !slotNumbers.contains(*slot) || isChecking(outcome.id))
            continue;
        const StoredRoom &stored = *m_dependencies.rooms.at(*slot);
        const bool isMade = (outcome.kind == Kind::Update && isAsAsked(stored.room, outcome.update))
                            || (outcome.kind == Kind::Roster && stored.roster
                                && compareOutcome(compareRoster(outcome, indexOf(*stored.roster)))
                                       == CheckResult::Made);
        if (isMade)
            made.append(outcome);
    }
    for (const UnknownOutcome &outcome : std::as_const(made)) {
        const StoredRoom *stored = m_dependencies.rooms.find(outcome.roomId);
        if (outcome.kind == Kind::Update)
            settleFields(outcome, stored->room);
        else
            settleRoster(outcome, *stored->roster);
        dismiss(outcome.id);
    }
}

/// Removes from the draft what the room has by now.
void UnknownOutcomes::settleFields(const UnknownOutcome &made, const acs::Room &room)
{
    const RoomDraft draft = m_dependencies.drafts.draft(made.roomId);
    const RoomDraft left = normalized(withoutSeen(draft, made.update), room);
    if (left != draft)
        m_dependencies.drafts.settle(made.roomId, left);
    m_dependencies.drafts.addApplied(made.roomId, changeBetween(made.before, room, made.update));
}

/// The author of the draft is shown the present room.
void UnknownOutcomes::rebaseFields(const QString &roomId, const acs::Room &room)
{
    RoomDraft draft = m_dependencies.drafts.draft(roomId);
    draft.seen = {};
    m_dependencies.drafts.remark(roomId, normalized(draft, room));
}

void UnknownOutcomes::settleRoster(const UnknownOutcome &asked,
                                   const QList<acs::Participant> &roster)
{
    const RosterIndex now = indexOf(roster);
    const RoomDraft draft = m_dependencies.drafts.draft(asked.roomId);
    RoomDraft left = draft;
    left.roster = normalized(draft.roster, now);
    if (left != draft)
        m_dependencies.drafts.settle(asked.roomId, left);
    m_dependencies.drafts.addApplied(asked.roomId, {.roster = madeChanges(asked, now)});
}

void UnknownOutcomes::remove(const std::function<bool(const UnknownOutcome &)> &isOver)
{
    const qsizetype before = m_outcomes.size();
    for (const UnknownOutcome &outcome : std::as_const(m_outcomes)) {
        if (isOver(outcome))
            m_creations.remove(outcome.id);
    }
    m_outcomes.removeIf(isOver);
    if (m_outcomes.size() != before)
        emit changed();
}

// --- checks

Call<OutcomeCheck> UnknownOutcomes::check(int id)
{
    const UnknownOutcome *known = find(id);
    if (known == nullptr)
        return finishedCall<OutcomeCheck>(
            failure(ErrorKind::NotFound, tr("This outcome has already been resolved.")));
    if (isChecking(id)) {
        return finishedCall<OutcomeCheck>(
            failure(ErrorKind::Invalid, tr("This is already being checked.")));
    }
    // A copy: loading may settle the entry before the result arrives here.
    const UnknownOutcome outcome = *known;
    Check check;
    check.source.onCancel([this, id] {
        const auto running = m_checking.constFind(id);
        if (running != m_checking.cend() && running->cancel)
            std::function<void()>(running->cancel)();
    });
    Call<OutcomeCheck> call = check.source.call();
    m_checking.insert(id, check);
    switch (outcome.kind) {
    case Kind::Create:
        checkCreate(outcome);
        break;
    case Kind::Update:
        checkUpdate(outcome);
        break;
    case Kind::Roster:
        checkRoster(outcome);
        break;
    case Kind::Delete:
        checkDelete(outcome);
        break;
    }
    emit changed();
    return call;
}

template <class T>
void UnknownOutcomes::await(int id, const Call<T> &call,
                            std::function<void(const Result<T> &)> handle)
{
    m_checking[id].cancel = [call] { call.cancel(); };
    call.then(this, [handle = std::move(handle)](const Result<T> &result) { handle(result); });
}

/// The check has ended; a settled outcome is removed from the list.
void UnknownOutcomes::end(int id, const Result<OutcomeCheck> &result)
{
    const Check check = m_checking.take(id);
    if (result && result->isSettled() && find(id) != nullptr)
        dismiss(id);
    else
        emit changed();
    check.source.finish(result);
}

void UnknownOutcomes::checkUpdate(const UnknownOutcome &outcome)
{
    await<acs::Room>(outcome.id, m_dependencies.readRoom(outcome.roomId),
                     [this, outcome](const Result<acs::Room> &room) {
                         if (!room && !isNotFound(room.error())) {
                             end(outcome.id, failure(room.error()));
                             return;
                         }
                         OutcomeCheck result{.kind = CheckResult::RoomGone, .outcome = outcome};
                         if (room) {
                             result.kind = compareOutcome(outcome, *room);
                             result.room = *room;
                         }
                         if (result.kind == CheckResult::Made)
                             settleFields(outcome, *room);
                         else if (result.kind == CheckResult::Different)
                             rebaseFields(outcome.roomId, *room);
                         end(outcome.id, result);
                     });
}

void UnknownOutcomes::checkRoster(const UnknownOutcome &outcome)
{
    using Roster = QList<acs::Participant>;
    await<Roster>(outcome.id, m_dependencies.readRoster(outcome.roomId),
                  [this, outcome](const Result<Roster> &roster) {
                      if (!roster && !isNotFound(roster.error())) {
                          end(outcome.id, failure(roster.error()));
                          return;
                      }
                      OutcomeCheck result{.kind = CheckResult::RoomGone, .outcome = outcome};
                      if (roster) {
                          result.roster = compareRoster(outcome, indexOf(*roster));
                          result.kind = compareOutcome(result.roster);
                          settleRoster(outcome, *roster);
                      }
                      end(outcome.id, result);
                  });
}

void UnknownOutcomes::checkDelete(const UnknownOutcome &outcome)
{
    await<acs::Room>(outcome.id, m_dependencies.readRoom(outcome.roomId),
                     [this, outcome](const Result<acs::Room> &room) {
                         if (!room && !isNotFound(room.error())) {
                             end(outcome.id, failure(room.error()));
                             return;
                         }
                         OutcomeCheck result{.kind = CheckResult::Made, .outcome = outcome};
                         if (room) {
                             result.kind = CheckResult::NotMade;
                             result.room = *room;
                         } else {
                             // As after a successful delete: with its draft.
                             m_dependencies.rooms.remove(outcome.roomId);
                         }
                         end(outcome.id, result);
                     });
}

void UnknownOutcomes::checkCreate(const UnknownOutcome &outcome)
{
    const auto isAccountedFor = [this, id = outcome.id](const QString &roomId) {
        const auto creation = m_creations.constFind(id);
        return m_known.contains(roomId)
               || (creation != m_creations.cend() && creation->knownBefore.contains(roomId));
    };
    auto search = std::make_unique<CandidateSearch>(
        CandidateSearch::Dependencies{.client = m_dependencies.client,
                                      .clock = m_dependencies.clock,
                                      .readRoster = m_dependencies.readRoster,
                                      .clockSkew = m_dependencies.clockSkew,
                                      .isAccountedFor = isAccountedFor},
        outcome);
    CandidateSearch &run = *search;
    m_searches.emplace(outcome.id, std::move(search));
    connect(&run, &CandidateSearch::finished, this, [this, id = outcome.id] {
        const auto ended = m_searches.find(id);
        ended->second.release()->deleteLater(); // it is the sender
        m_searches.erase(ended);
    });
    await<QList<RoomCandidate>>(outcome.id, run.start(),
                                [this, outcome](const Result<QList<RoomCandidate>> &candidates) {
                                    found(outcome, candidates);
                                });
}

void UnknownOutcomes::found(const UnknownOutcome &create,
                            const Result<QList<RoomCandidate>> &candidates)
{
    if (!candidates) {
        end(create.id, failure(candidates.error()));
        return;
    }
    OutcomeCheck result{.kind = CheckResult::WhichRoom, .outcome = create};
    for (const RoomCandidate &candidate : *candidates) {
        if (!m_known.contains(candidate.room.id)) // meanwhile
            result.candidates.append(candidate);
    }
    if (result.candidates.isEmpty()) {
        const bool maybeUnlisted =
            mayHaveEnded(create.creation, m_dependencies.clock.now(), m_dependencies.clockSkew());
        result.kind = maybeUnlisted ? CheckResult::CannotTell : CheckResult::NotMade;
    } else if (const auto kept = m_creations.find(create.id); kept != m_creations.end()) {
        kept->candidates = result.candidates;
    }
    end(create.id, result);
}

void UnknownOutcomes::assignRoom(int id, const QString &roomId)
{
    const auto creation = m_creations.constFind(id);
    if (creation == m_creations.cend())
        return;
    for (const RoomCandidate &candidate : creation->candidates) {
        if (candidate.room.id != roomId || m_known.contains(roomId))
            continue;
        const RoomCandidate claimed = candidate;
        m_known.insert(roomId);
        m_dependencies.rooms.put(claimed.room, claimed.readAt, true);
        m_dependencies.rooms.putRoster(roomId, claimed.roster, claimed.readAt);
        dismiss(id);
        return;
    }
}

void UnknownOutcomes::dismiss(int id)
{
    remove([id](const UnknownOutcome &outcome) { return outcome.id == id; });
}

} // namespace roomkeeper::admin
