#pragma once

#include "acs/http/transport.h"
#include "acs/identity/identityclient.h"
#include "acs/rooms/roomsclient.h"
#include "admin/connections/activitylog.h"
#include "admin/drafts/draftapplication.h"
#include "admin/drafts/draftoutcome.h"
#include "admin/drafts/draftstore.h"
#include "admin/outcomes/unknownoutcomes.h"
#include "admin/rooms/annotations.h"
#include "admin/rooms/roomdeletions.h"
#include "admin/rooms/roomstore.h"
#include "base/clock.h"
#include "base/random.h"
#include "store/profiles/profile.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>

#include <functional>
#include <map>
#include <memory>

namespace roomkeeper::admin {

/// An open connection to a resource: its transport and clients, its rooms, drafts and activity. The
/// service's responses update rooms(), whether or not somebody handles the returned Call; dropping
/// a Call does not cancel the request. Main thread.
class Connection : public QObject
{
    Q_OBJECT

public:
    /// `clock` and `random` outlive this. If the profile is read-only, so is the transport,
    /// whatever `options` say.
    Connection(store::Profile profile, acs::ConnectionString secret, const Clock &clock,
               RandomSource &random, acs::TransportOptions options = {}, QObject *parent = nullptr);
    /// The same with an access key or a source of access tokens.
    Connection(store::Profile profile, const acs::Endpoint &endpoint, acs::Credentials credentials,
               const Clock &clock, RandomSource &random, acs::TransportOptions options = {},
               QObject *parent = nullptr);
    ~Connection() override;
    Q_DISABLE_COPY_MOVE(Connection)

    const store::Profile &profile() const { return m_profile; }
    /// Updates name, group, colour, notes and read-only from the profile; endpoint and credentials
    /// stay the same. If it becomes read-only, changes that are still waiting to be sent fail too.
    void describe(const store::Profile &profile);
    QString name() const { return m_profile.name; }
    /// Host name of the resource, with the port unless it is the default one.
    QString host() const { return m_transport.endpoint().authority(); }
    bool isReadOnly() const { return m_transport.isReadOnly(); }
    /// Whether requests carry access tokens; otherwise they are signed with an access key.
    bool usesTokens() const { return m_transport.usesTokens(); }
    /// Whether it uses the access key of a saved profile, which can be replaced.
    bool hasKeptKey() const { return !usesTokens() && !m_profile.id.isNull(); }
    acs::ApiVersion apiVersion() const { return m_roomsClient.apiVersion(); }
    const Clock &clock() const { return m_transport.clock(); }
    RoomStore &rooms() { return m_rooms; }
    DraftStore &drafts() { return m_drafts; }
    Annotations &annotations() { return m_annotations; }
    ActivityLog &activity() { return m_activity; }
    /// Changes without a response. Those of createRoom(), applyDraft() and deleteRoom() are listed
    /// when their calls end.
    UnknownOutcomes &unknownOutcomes() { return m_unknown; }
    const acs::IdentityClient &identities() const { return m_identityClient; }
    /// For diagnostics.
    acs::Transport &transport() { return m_transport; }

    /// Loads the list of rooms again, into rooms(); restarts if this is in progress. Ends with
    /// refreshed() or refreshFailed(). A room with a draft stays even if it is no longer listed.
    void refresh();
    /// Stops refresh() at once, with refreshFailed(Cancelled); the rooms read so far stay.
    void stopRefresh();
    /// Reads the first page of rooms and ignores it: succeeds if the service accepts the
    /// credentials.
    Call<void> verifyAccess();
    /// Signs with this key from now on. Sends the requests again that wait since
    /// credentialsRejected(), and refreshes if the rooms could not be listed.
    void replaceKey(acs::AccessKey key);
    /// Whether requests wait since credentialsRejected().
    bool waitsForKey() const { return m_transport.isAskingForCredentials(); }
    /// Fails the requests that wait since credentialsRejected().
    void declineCredentials() { m_transport.declineCredentials(); }
    /// The number of changes without a response so far.
    qsizetype pendingChanges() const;
    /// Sets the source of proxy passwords, which outlives this.
    void useProxyCredentials(acs::ProxyCredentials &credentials)
    {
        m_transport.useProxyCredentials(credentials);
    }
    /// Failed requests that are being retried: first those in progress, then the next ones.
    QList<acs::RetryNotice> retries() const { return m_transport.retries(); }
    /// Cancels all of them at once.
    void cancelRetries() { m_transport.cancelRetries(); }
    bool isRefreshing() const { return m_rooms.status().phase == LoadStatus::Phase::Loading; }

    Call<acs::Room> createRoom(const acs::RoomCreation &creation);
    /// Reads one room, listed or not. If it does not exist (NotFound), removes it from rooms(),
    /// unless it has a draft, which would be lost.
    Call<acs::Room> readRoom(const QString &roomId);
    /// Reads the participants of a room, also into rooms(), unless the result of a later call is
    /// already there.
    Call<QList<acs::Participant>> readRoster(const QString &roomId);
    /// Sends the changes of the room's draft: first those of the room, then those of the
    /// participants, in requests of their own. Reads both before that, and sends nothing that would
    /// overwrite what someone else has changed since the author of the draft saw it. What succeeded
    /// is updated in rooms() and removed from the draft, unless it was edited again meanwhile; what
    /// failed stays in the draft, also if the room no longer exists (404). Error: Invalid if the
    /// draft is empty or is already being applied, ReadOnly.
    Call<DraftOutcome> applyDraft(const QString &roomId);
    /// Undoes the latest step in the history of a room, see DraftStore; sends nothing.
    void undo(const QString &roomId);
    /// Moves what is not finished from an earlier connection to this one: unknown outcomes, and
    /// drafts with their rooms, which count as not listed until the next refresh. Does nothing if
    /// that connection has another endpoint.
    void adoptPendingFrom(Connection &earlier);
    /// Reads the room, and deletes it if it is still as its user saw it; also deletes its draft,
    /// even if the room no longer exists. `isWanted`: see RoomDeletions.
    Call<RoomDeletion> deleteRoom(const acs::Room &seen,
                                  const RoomDeletions::IsWanted &isWanted = {});
    /// The same for several, which the user saw like this. Start it; it deletes itself when it has
    /// finished.
    RoomDeletions *deleteRooms(const QList<acs::Room> &seen);

signals:
    /// retries() has changed.
    void retriesChanged();
    /// The service rejected the access key, which worked before: it was probably regenerated. All
    /// requests wait for replaceKey() or declineCredentials(). If nothing is connected to this
    /// signal, they fail.
    void credentialsRejected(const roomkeeper::Error &error);
    /// Requests are signed with another access key from now on.
    void keyReplaced();
    void refreshed();
    void refreshFailed(const roomkeeper::Error &error);
    /// Some rooms of the list could not be parsed; the others are in rooms().
    void roomsUnreadable(const QList<roomkeeper::Error> &errors);
    /// The same for participants of a room.
    void participantsUnreadable(const QString &roomId, const QList<roomkeeper::Error> &errors);
    /// Of the requests that change the room's participants, this many have been answered.
    void applyingProgressed(const QString &roomId, qsizetype answered, qsizetype all);

private:
    /// The same call, whose result is also passed to `land` while this exists, even if nobody
    /// handles the call.
    template <class T>
    Call<T> landing(const Call<T> &call, std::function<void(const Result<T> &)> land);
    UnknownOutcomes::Dependencies outcomeDependencies();
    /// Ends `source` with the result.
    void sendDeletion(const QString &roomId, const CallSource<RoomDeletion> &source);
    void applied(const QString &roomId);

    store::Profile m_profile;
    QNetworkAccessManager m_network;
    acs::Transport m_transport;
    acs::RoomsClient m_roomsClient;
    acs::IdentityClient m_identityClient;
    RoomStore m_rooms;
    Annotations m_annotations;
    DraftStore m_drafts;
    ActivityLog m_activity;
    UnknownOutcomes m_unknown;
    /// In progress, by room. Declared after what they use, so that they are destroyed first.
    std::map<QString, std::unique_ptr<DraftApplication>> m_applications;
    qsizetype m_deletions = 0; ///< calls of deleteRoom() that have not ended
    int m_lastDeletion = 0;
    QHash<int, Call<acs::Room>> m_deletionReads; ///< rooms that are read before they are deleted
    QList<QPointer<RoomDeletions>> m_deletionRuns;
    int m_rosterReads = 0; ///< how many there were: each has a number
    /// For each room, the number of the read whose result is in rooms(), or of the latest one
    /// before the participants were changed. The results of earlier reads are outdated.
    QHash<QString, int> m_landedRosterReads;
    Call<acs::ListEnd> m_listing;
    int m_listingNumber = 0; // responses to earlier listings are ignored
};

} // namespace roomkeeper::admin
