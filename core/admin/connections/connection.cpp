#include "admin/connections/connection.h"

#include "acs/loopback.h"
#include "acs/proxy/proxies.h"
#include "acs/rooms/roomrequests.h"

#include <QHash>
#include <QMetaMethod>
#include <QPointer>

#include <algorithm>
#include <memory>

namespace roomkeeper::admin {

using namespace Qt::StringLiterals;

namespace {

/// A roster that is read page by page. A participant can move to a later page meanwhile: the later
/// entry replaces the earlier one.
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

bool isUnknown(const Error &error)
{
    return error.kind == ErrorKind::OutcomeUnknown;
}

/// Host and port, also if it is the default one.
QString catalogueKey(const acs::Endpoint &endpoint)
{
    return u"%1:%2"_s.arg(endpoint.host().toLower()).arg(endpoint.port());
}

/// Only this computer is never behind a proxy.
acs::TransportOptions withProxies(acs::TransportOptions options, const acs::Endpoint &endpoint)
{
    if (!options.proxies && !acs::isLoopback(endpoint.host()))
        options.proxies = &acs::applicationProxies;
    return options;
}

} // namespace

Connection::Connection(store::Profile profile, acs::ConnectionString secret, const Clock &clock,
                       RandomSource &random, acs::TransportOptions options, QObject *parent)
    : Connection(std::move(profile), secret.endpoint, std::move(secret.accessKey), clock, random,
                 std::move(options), parent)
{
}

Connection::Connection(store::Profile profile, const acs::Endpoint &endpoint,
                       acs::Credentials credentials, const Clock &clock, RandomSource &random,
                       acs::TransportOptions options, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_transport(endpoint, std::move(credentials), m_network, clock, random,
                  withProxies(std::move(options), endpoint))
    , m_roomsClient(m_transport, m_profile.apiVersion)
    , m_identityClient(m_transport, m_profile.identityApiVersion)
    , m_annotations(m_rooms, catalogueKey(m_transport.endpoint()))
    , m_unknown(outcomeDependencies())
{
    if (m_profile.readOnly)
        m_transport.setReadOnly(true);
    if (acs::isLoopback(endpoint.host()))
        acs::bufferLoopback(m_network);
    connect(&m_transport, &acs::Transport::attemptFinished, &m_activity, &ActivityLog::add);
    connect(&m_transport, &acs::Transport::retriesChanged, this, &Connection::retriesChanged);
    connect(&m_transport, &acs::Transport::credentialsRejected, this, [this](const Error &error) {
        if (isSignalConnected(QMetaMethod::fromSignal(&Connection::credentialsRejected)))
            emit credentialsRejected(error);
        else
            m_transport.declineCredentials();
    });
    connect(&m_annotations, &Annotations::changed, this, [this](const AnnotationChange &change) {
        if (!change.roomId.isEmpty())
            m_drafts.addAnnotation(change);
    });
    connect(&m_drafts, &DraftStore::annotationWanted, this,
            [this](const AnnotationChange &change) { m_annotations.make(change).detach(); });
    // The draft of a room that was deleted or no longer exists is removed, too: it could not be
    // shown or applied. A room that is no longer listed stays as long as it has a draft.
    connect(&m_rooms, &RoomStore::roomsAboutToBeRemoved, this, [this](const QList<int> &leaving) {
        for (const int slot : leaving)
            m_drafts.forget(m_rooms.at(slot)->room.id);
    });
}

Connection::~Connection() = default;

void Connection::describe(const store::Profile &profile)
{
    m_profile.name = profile.name;
    m_profile.group = profile.group;
    m_profile.colour = profile.colour;
    m_profile.notes = profile.notes;
    m_profile.readOnly = profile.readOnly;
    m_transport.setReadOnly(m_profile.readOnly);
}

UnknownOutcomes::Dependencies Connection::outcomeDependencies()
{
    return {.client = m_roomsClient,
            .rooms = m_rooms,
            .drafts = m_drafts,
            .clock = clock(),
            .readRoom = [this](const QString &roomId) { return readRoom(roomId); },
            .readRoster = [this](const QString &roomId) { return readRoster(roomId); },
            .clockSkew = [this] { return m_transport.clockSkew(); }};
}

void Connection::replaceKey(acs::AccessKey key)
{
    m_transport.replaceCredentials(std::move(key));
    emit keyReplaced();
    if (m_rooms.status().phase == LoadStatus::Phase::Failed)
        refresh();
}

void Connection::refresh()
{
    m_listing.cancel();
    const int listing = ++m_listingNumber;
    m_annotations.reload();
    m_rooms.beginListing();
    m_listing = m_roomsClient.listRooms(this, [this, listing](const acs::RoomPage &page) {
        if (listing != m_listingNumber)
            return;
        m_rooms.addPage(page.items, clock().now());
        if (!page.unreadable.isEmpty())
            emit roomsUnreadable(page.unreadable);
    });
    m_listing.then(this, [this, listing](const Result<acs::ListEnd> &end) {
        if (listing != m_listingNumber)
            return;
        if (end) {
            // A list may lack a room by mistake; its draft is removed only with the room itself.
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

Call<void> Connection::verifyAccess()
{
    return m_transport.send(acs::listRoomsRequest(apiVersion()))
        .map<void>([](const Result<acs::Response> &page) -> Result<void> {
            if (!page)
                return failure(page.error());
            return {};
        });
}

qsizetype Connection::pendingChanges() const
{
    // Drafts that are being applied, and rooms that are being deleted, may be read just now.
    qsizetype deletions = m_deletions;
    for (const QPointer<RoomDeletions> &run : m_deletionRuns)
        deletions = run ? std::max(deletions, run->unfinished()) : deletions;
    return std::max(m_transport.pendingChanges(),
                    static_cast<qsizetype>(m_applications.size()) + deletions);
}

template <class T>
Call<T> Connection::landing(const Call<T> &call, std::function<void(const Result<T> &)> land)
{
    // The store is destroyed before the transport, whose pending calls end only then.
    return call.template map<T>(
        [alive = QPointer<RoomStore>(&m_rooms), land = std::move(land)](Result<T> result) {
            if (alive)
                land(result);
            return result;
        });
}

Call<acs::Room> Connection::createRoom(const acs::RoomCreation &creation)
{
    const QDateTime askedAt = clock().now();
    return landing<acs::Room>(m_roomsClient.createRoom(creation),
                              [this, creation, askedAt](const Result<acs::Room> &room) {
                                  if (room) {
                                      m_unknown.markKnown(room->id);
                                      m_rooms.put(*room, clock().now(), true);
                                  } else if (isUnknown(room.error())) {
                                      m_unknown.add({.kind = UnknownOutcome::Kind::Create,
                                                     .askedAt = askedAt,
                                                     .error = room.error(),
                                                     .creation = creation});
                                  }
                              });
}

Call<acs::Room> Connection::readRoom(const QString &roomId)
{
    return landing<acs::Room>(m_roomsClient.room(roomId),
                              [this, roomId](const Result<acs::Room> &room) {
                                  if (room) {
                                      m_rooms.put(*room, clock().now());
                                  } else if (room.error().kind == ErrorKind::NotFound) {
                                      m_unknown.roomIsGone(roomId);
                                      if (!m_drafts.has(roomId))
                                          m_rooms.remove(roomId);
                                  }
                              });
}

Call<QList<acs::Participant>> Connection::readRoster(const QString &roomId)
{
    using Roster = QList<acs::Participant>;
    const int number = ++m_rosterReads;
    const auto roster = std::make_shared<RosterSoFar>();
    const auto reading = m_roomsClient.listParticipants(
        roomId, this, [this, roomId, roster](const acs::ParticipantPage &page) {
            roster->add(page.items);
            if (!page.unreadable.isEmpty())
                emit participantsUnreadable(roomId, page.unreadable);
        });
    const auto whole =
        reading.map<Roster>([roster](const Result<acs::ListEnd> &end) -> Result<Roster> {
            if (!end)
                return failure(end.error());
            return roster->participants;
        });
    return landing<Roster>(whole, [this, roomId, number](const Result<Roster> &read) {
        // A read that began earlier may end later, with the participants as they were before.
        int &outdated = m_landedRosterReads[roomId];
        if (!read || number < outdated)
            return;
        outdated = number;
        m_rooms.putRoster(roomId, *read, clock().now());
    });
}

Call<DraftOutcome> Connection::applyDraft(const QString &roomId)
{
    if (isReadOnly())
        return finishedCall<DraftOutcome>(failure(ErrorKind::ReadOnly, {}));
    if (m_applications.count(roomId) > 0) {
        return finishedCall<DraftOutcome>(
            failure(ErrorKind::Invalid, tr("The changes to this room are already being applied.")));
    }
    auto application = std::make_unique<DraftApplication>(
        DraftApplication::Dependencies{.client = m_roomsClient,
                                       .rooms = m_rooms,
                                       .drafts = m_drafts,
                                       .clock = clock(),
                                       .readRoom = [this, roomId] { return readRoom(roomId); },
                                       .readRoster = [this, roomId] { return readRoster(roomId); }},
        roomId);
    if (application->isEmpty()) {
        return finishedCall<DraftOutcome>(
            failure(ErrorKind::Invalid, tr("This room has no changes to apply.")));
    }
    DraftApplication &run = *application;
    m_applications.emplace(roomId, std::move(application));
    connect(&run, &DraftApplication::progressed, this,
            [this, roomId](qsizetype answered, qsizetype all) {
                emit applyingProgressed(roomId, answered, all);
            });
    connect(&run, &DraftApplication::rosterTouched, this,
            [this, roomId] { m_landedRosterReads[roomId] = m_rosterReads + 1; });
    connect(&run, &DraftApplication::finished, this, [this, roomId] { applied(roomId); });
    return run.start();
}

void Connection::applied(const QString &roomId)
{
    const auto ended = m_applications.find(roomId);
    DraftApplication *run = ended->second.release();
    run->deleteLater(); // it is the sender
    m_applications.erase(ended);
    const DraftOutcome &outcome = run->outcome();
    // A response settles an earlier change without a response.
    if (outcome.room && *outcome.room)
        m_unknown.settle(UnknownOutcome::Kind::Update, roomId);
    if (!outcome.parts.isEmpty() && !outcome.rosterError)
        m_unknown.settle(UnknownOutcome::Kind::Roster, roomId);
    for (const UnknownOutcome &unknown : run->unknownOutcomes())
        m_unknown.add(unknown);
}

void Connection::undo(const QString &roomId)
{
    const StoredRoom *stored = m_rooms.find(roomId);
    m_drafts.undo(roomId, stored == nullptr ? nullptr : &stored->room);
}

void Connection::adoptPendingFrom(Connection &earlier)
{
    if (earlier.m_transport.endpoint().url != m_transport.endpoint().url)
        return;
    for (const QString &roomId : earlier.m_drafts.roomIds()) {
        const StoredRoom *stored = earlier.m_rooms.find(roomId);
        if (stored == nullptr || m_rooms.find(roomId) != nullptr)
            continue;
        m_rooms.put(stored->room, stored->readAt, false);
        if (stored->roster)
            m_rooms.putRoster(roomId, *stored->roster, stored->rosterReadAt);
    }
    m_drafts.moveFrom(earlier.m_drafts);
    m_unknown.moveFrom(earlier.m_unknown);
}

Call<RoomDeletion> Connection::deleteRoom(const acs::Room &seen,
                                          const RoomDeletions::IsWanted &isWanted)
{
    if (isReadOnly())
        return finishedCall<RoomDeletion>(failure(ErrorKind::ReadOnly, {}));
    const CallSource<RoomDeletion> source;
    const Call<acs::Room> reading = readRoom(seen.id);
    // Kept here: if the source owned the call that owns the handler that owns the source, none of
    // them would ever be destroyed.
    const int number = ++m_lastDeletion;
    m_deletionReads.insert(number, reading);
    source.onCancel([self = QPointer(this), number] {
        if (self)
            self->m_deletionReads.value(number).cancel();
    });
    reading.then(this, [this, number, seen, isWanted, source](const Result<acs::Room> &present) {
        m_deletionReads.remove(number);
        if (present && *present != seen) {
            source.finish(RoomDeletion::ChangedMeanwhile);
        } else if (present && isWanted && !isWanted()) {
            source.finish(failure(ErrorKind::Cancelled, {}));
        } else if (present) {
            sendDeletion(seen.id, source);
        } else if (present.error().kind == ErrorKind::NotFound) {
            m_rooms.remove(seen.id); // also if it has a draft
            source.finish(RoomDeletion::WasAlreadyGone);
        } else {
            source.finish(failure(present.error()));
        }
    });
    ++m_deletions;
    return landing<RoomDeletion>(source.call(),
                                 [this](const Result<RoomDeletion> &) { --m_deletions; });
}

RoomDeletions *Connection::deleteRooms(const QList<acs::Room> &seen)
{
    auto *deletions = new RoomDeletions(
        [this](const acs::Room &room, const RoomDeletions::IsWanted &isWanted) {
            return deleteRoom(room, isWanted);
        },
        seen, this);
    connect(deletions, &RoomDeletions::finished, deletions, &QObject::deleteLater);
    m_deletionRuns.removeIf([](const QPointer<RoomDeletions> &run) { return run.isNull(); });
    m_deletionRuns.append(deletions);
    return deletions;
}

void Connection::sendDeletion(const QString &roomId, const CallSource<RoomDeletion> &source)
{
    const QDateTime askedAt = clock().now();
    const auto deleting =
        landing<acs::Deletion>(m_roomsClient.deleteRoom(roomId),
                               [this, roomId, askedAt](const Result<acs::Deletion> &deletion) {
                                   if (deletion) {
                                       m_unknown.roomIsGone(roomId);
                                       m_rooms.remove(roomId);
                                   } else if (isUnknown(deletion.error())) {
                                       m_unknown.add({.kind = UnknownOutcome::Kind::Delete,
                                                      .roomId = roomId,
                                                      .askedAt = askedAt,
                                                      .error = deletion.error()});
                                   }
                               })
            .map<acs::Deletion>([source](Result<acs::Deletion> deletion) {
                if (!deletion)
                    source.finish(failure(deletion.error()));
                else
                    source.finish(*deletion == acs::Deletion::Deleted
                                      ? RoomDeletion::Deleted
                                      : RoomDeletion::WasAlreadyGone);
                return deletion;
            });
    source.onCancel([deleting] { deleting.cancel(); });
}

} // namespace roomkeeper::admin
