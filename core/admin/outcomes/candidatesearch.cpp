#include "admin/outcomes/candidatesearch.h"

#include <utility>

namespace roomkeeper::admin {

CandidateSearch::CandidateSearch(Dependencies dependencies, UnknownOutcome create)
    : m_dependencies(std::move(dependencies))
    , m_create(std::move(create))
{
}

CandidateSearch::~CandidateSearch()
{
    if (m_cancel)
        m_cancel();
    m_source.finish(failure(ErrorKind::Cancelled, {}));
}

Call<QList<RoomCandidate>> CandidateSearch::start()
{
    m_source.onCancel([this] {
        m_isCancelled = true;
        if (m_cancel)
            m_cancel();
    });
    const auto listing = m_dependencies.client.listRooms(
        this, [this](const acs::RoomPage &page) { takePage(page); });
    m_cancel = [listing] { listing.cancel(); };
    listing.then(this, [this](const Result<acs::ListEnd> &end) { listed(end); });
    return m_source.call();
}

void CandidateSearch::takePage(const acs::RoomPage &page)
{
    if (m_isFarEnough)
        return;
    // Computed for each page, because a response may have told the service's time only now.
    const acs::Timestamp earliest = earliestCreation(m_create, m_dependencies.clockSkew());
    for (const acs::Room &room : page.items) {
        if (room.createdAt < earliest) {
            m_isFarEnough = true;
            break;
        }
        if (m_seen.contains(room.id))
            continue;
        m_seen.insert(room.id);
        if (mayComeFrom(room, m_create.creation) && !m_dependencies.isAccountedFor(room.id))
            m_fitting.append(room);
    }
    if (!page.unreadable.isEmpty() && !m_unreadable)
        m_unreadable = page.unreadable.first();
    if (m_isFarEnough && m_cancel)
        m_cancel(); // the next page has already been requested
}

void CandidateSearch::listed(const Result<acs::ListEnd> &end)
{
    m_cancel = nullptr;
    if (m_isCancelled)
        finish(failure(ErrorKind::Cancelled, {}));
    else if (!end && !m_isFarEnough)
        finish(failure(end.error()));
    else
        readNextRoster();
}

void CandidateSearch::readNextRoster()
{
    if (m_fitting.isEmpty()) {
        if (m_candidates.isEmpty() && m_unreadable)
            finish(failure(*m_unreadable)); // that may have been the room
        else
            finish(std::exchange(m_candidates, {}));
        return;
    }
    const acs::Room room = m_fitting.takeFirst();
    const auto reading = m_dependencies.readRoster(room.id);
    m_cancel = [reading] { reading.cancel(); };
    reading.then(this, [this, room](const Result<QList<acs::Participant>> &roster) {
        m_cancel = nullptr;
        // Deleted since it was listed: it can't be selected.
        const bool isGone = !roster && roster.error().kind == ErrorKind::NotFound;
        if (m_isCancelled) {
            finish(failure(ErrorKind::Cancelled, {}));
            return;
        }
        if (!roster && !isGone) {
            finish(failure(roster.error()));
            return;
        }
        if (!isGone && hasAskedRoster(*roster, m_create.creation)) {
            m_candidates.append(
                {.room = room, .roster = *roster, .readAt = m_dependencies.clock.now()});
        }
        readNextRoster();
    });
}

void CandidateSearch::finish(Result<QList<RoomCandidate>> result)
{
    m_source.finish(std::move(result));
    emit finished();
}

} // namespace roomkeeper::admin
