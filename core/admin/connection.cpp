#include "admin/connection.h"

#include <QHash>
#include <QPointer>

#include <memory>

namespace roomkeeper::admin {

namespace {

/// A roster read page by page. Somebody may move from one page to the next while it is read: he
/// stands in it once, as he was named last.
struct RosterSoFar
{
    QList<acs::Participant> participants;
    QHash<QString, qsizetype> rowOf;

    void add(const QList<acs::Participant> &page)
    {
        for (const acs::Participant &participant : page) {
            if (const auto known = rowOf.constFind(participant.rawId); known != rowOf.constEnd()) {
                participants[*known] = participant;
                continue;
            }
            rowOf.insert(participant.rawId, participants.size());
            participants.append(participant);
        }
    }
};

} // namespace

Connection::Connection(store::Profile profile, acs::ConnectionString secret, const Clock &clock,
                       RandomSource &random, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_transport(std::move(secret.endpoint), std::move(secret.accessKey), m_network, clock, random,
                  acs::TransportOptions{.readOnly = m_profile.readOnly})
    , m_roomsClient(m_transport, m_profile.apiVersion)
    , m_identityClient(m_transport)
{
    connect(&m_transport, &acs::Transport::attemptFinished, &m_activity, &ActivityLog::add);
    // A room deleted here or found gone takes its draft along: nobody could see or apply it any
    // more. One that a list no longer names stays as long as it has a draft.
    connect(&m_rooms, &RoomStore::roomsAboutToBeRemoved, this, [this](const QList<int> &leaving) {
        for (const int slot : leaving)
            m_drafts.discard(m_rooms.at(slot)->room.id);
    });
}

Connection::~Connection() = default;

void Connection::refresh()
{
    m_listing.cancel();
    const int listing = ++m_listingNumber;
    m_rooms.beginListing();
    m_listing = m_roomsClient.listRooms(this, [this, listing](const acs::RoomPage &page) {
        if (listing != m_listingNumber)
            return;
        m_rooms.addPage(page.items, clock().now());
        if (!page.unreadable.isEmpty())
            emit entriesUnreadable(page.unreadable);
    });
    m_listing.then(this, [this, listing](const Result<acs::ListEnd> &end) {
        if (listing != m_listingNumber)
            return;
        if (end) {
            // A list may miss a room for once; what was typed for it goes only with the room
            // itself.
            m_rooms.endListing(clock().now(),
                               [this](const QString &roomId) { return m_drafts.has(roomId); });
            emit refreshed();
        } else {
            m_rooms.abortListing(clock().now());
            emit refreshFailed(end.error());
        }
    });
}

void Connection::stopRefresh()
{
    if (!isRefreshing())
        return;
    ++m_listingNumber;
    m_listing.cancel();
    m_rooms.abortListing(clock().now());
    emit refreshFailed(makeError(ErrorKind::Cancelled, {}));
}

template <class T>
Call<T> Connection::landing(const Call<T> &call, std::function<void(const Result<T> &)> land)
{
    // The store goes before the transport does, whose open calls end only then.
    return call.template map<T>(
        [alive = QPointer<RoomStore>(&m_rooms), land = std::move(land)](Result<T> result) {
            if (alive)
                land(result);
            return result;
        });
}

Call<acs::Room> Connection::createRoom(const acs::RoomCreation &creation)
{
    return landing<acs::Room>(m_roomsClient.createRoom(creation),
                              [this](const Result<acs::Room> &room) {
                                  if (room)
                                      m_rooms.put(*room, clock().now(), true);
                              });
}

Call<acs::Room> Connection::readRoom(const QString &roomId)
{
    return landing<acs::Room>(m_roomsClient.room(roomId),
                              [this, roomId](const Result<acs::Room> &room) {
                                  if (room)
                                      m_rooms.put(*room, clock().now());
                                  else if (room.error().kind == ErrorKind::NotFound)
                                      m_rooms.remove(roomId);
                              });
}

Call<QList<acs::Participant>> Connection::readRoster(const QString &roomId)
{
    using Roster = QList<acs::Participant>;
    const auto roster = std::make_shared<RosterSoFar>();
    const auto reading = m_roomsClient.listParticipants(
        roomId, this, [this, roster](const acs::ParticipantPage &page) {
            roster->add(page.items);
            if (!page.unreadable.isEmpty())
                emit entriesUnreadable(page.unreadable);
        });
    const auto whole =
        reading.map<Roster>([roster](const Result<acs::ListEnd> &end) -> Result<Roster> {
            if (!end)
                return failure(end.error());
            return roster->participants;
        });
    return landing<Roster>(whole, [this, roomId](const Result<Roster> &read) {
        if (read)
            m_rooms.putRoster(roomId, *read, clock().now());
    });
}

Call<acs::Room> Connection::applyDraft(const QString &roomId)
{
    const StoredRoom *stored = m_rooms.find(roomId);
    const RoomDraft sent = m_drafts.draft(roomId);
    const acs::RoomUpdate update = stored ? changeSet(sent, stored->room) : acs::RoomUpdate();
    if (update.isEmpty()) {
        return finishedCall<acs::Room>(
            failure(ErrorKind::Invalid, tr("There is nothing to apply to this room.")));
    }
    return landing<acs::Room>(m_roomsClient.updateRoom(roomId, update),
                              [this, roomId, sent](const Result<acs::Room> &room) {
                                  if (!room)
                                      return;
                                  m_rooms.put(*room, clock().now());
                                  // What was typed on while the answer was awaited stays.
                                  const RoomDraft draft = m_drafts.draft(roomId);
                                  m_drafts.set(roomId, draft == sent ? RoomDraft()
                                                                     : normalized(draft, *room));
                              });
}

Call<acs::Deletion> Connection::deleteRoom(const QString &roomId)
{
    return landing<acs::Deletion>(m_roomsClient.deleteRoom(roomId),
                                  [this, roomId](const Result<acs::Deletion> &deletion) {
                                      if (deletion)
                                          m_rooms.remove(roomId);
                                  });
}

} // namespace roomkeeper::admin
