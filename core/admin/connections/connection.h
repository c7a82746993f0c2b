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
#include "admin/rooms/roomstore.h"
#include "base/clock.h"
#include "base/random.h"
#include "store/profiles/profile.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>

#include <functional>
#include <map>
#include <memory>

namespace roomkeeper::admin {

/// One live resource: its transport and clients, its rooms, drafts and activity. What the service
/// answers lands in rooms(); the calls tell the outcome to who asked. Main thread.
class Connection : public QObject
{
    Q_OBJECT

public:
    /// `clock` and `random` outlive this. A read-only profile makes a read-only transport, whatever
    /// `options` say.
    Connection(store::Profile profile, acs::ConnectionString secret, const Clock &clock,
               RandomSource &random, acs::TransportOptions options = {}, QObject *parent = nullptr);
    /// The same with a key, or with a source of tokens.
    Connection(store::Profile profile, acs::Endpoint endpoint, acs::Credentials credentials,
               const Clock &clock, RandomSource &random, acs::TransportOptions options = {},
               QObject *parent = nullptr);
    ~Connection() override;
    Q_DISABLE_COPY_MOVE(Connection)

    const store::Profile &profile() const { return m_profile; }
    /// Takes what is said of the connection: name, group, colour, notes, read-only; what it talks
    /// to and how stays. Read-only from now on, it refuses the changes that still wait as well.
    void describe(const store::Profile &profile);
    QString name() const { return m_profile.name; }
    /// Host and, where it is not the scheme's own, port of the resource.
    QString host() const { return m_transport.endpoint().authority(); }
    bool isReadOnly() const { return m_transport.isReadOnly(); }
    /// Whether requests bear tokens; else they are signed with a key.
    bool usesTokens() const { return m_transport.usesTokens(); }
    /// Whether there is a key, of a profile that is kept: another one can take its place.
    bool hasKeptKey() const { return !usesTokens() && !m_profile.id.isNull(); }
    acs::ApiVersion apiVersion() const { return m_roomsClient.apiVersion(); }
    const Clock &clock() const { return m_transport.clock(); }
    RoomStore &rooms() { return m_rooms; }
    DraftStore &drafts() { return m_drafts; }
    Annotations &annotations() { return m_annotations; }
    ActivityLog &activity() { return m_activity; }
    /// Changes asked for here whose answers never came. Those of createRoom(), applyDraft() and
    /// deleteRoom() are there when their calls end.
    UnknownOutcomes &unknownOutcomes() { return m_unknown; }
    const acs::IdentityClient &identities() const { return m_identityClient; }
    /// For those who look at the connection itself.
    acs::Transport &transport() { return m_transport; }

    /// Lists all rooms anew into rooms(); a listing under way is started over. Ends with
    /// refreshed() or refreshFailed(). A room with a draft stays though a list does not name it.
    void refresh();
    /// Ends a listing under way at once, with refreshFailed(Cancelled); what was read stays.
    void stopRefresh();
    /// Reads the first page of rooms and drops it: whether the service lets this connection in.
    Call<void> verifyAccess();
    /// Signs with that key from now on; what waits since credentialsRefused() goes out again, and
    /// rooms that could not be listed are asked for anew.
    void replaceKey(acs::AccessKey key);
    /// Whether credentialsRefused() has not been answered.
    bool waitsForKey() const { return m_transport.isAskingForCredentials(); }
    /// The other answer to credentialsRefused(): what waits fails with its refusal.
    void declineCredentials() { m_transport.declineCredentials(); }
    /// Changes that were asked for and are not answered yet.
    qsizetype pendingChanges() const;
    /// Where passwords of proxies come from; they outlive this.
    void useProxyCredentials(acs::ProxyCredentials &credentials)
    {
        m_transport.useProxyCredentials(credentials);
    }
    /// Requests that failed and are sent again, now or later: those under way first, then the next.
    QList<acs::RetryNotice> retries() const { return m_transport.retries(); }
    /// Gives all of them up, at once.
    void cancelRetries() { m_transport.cancelRetries(); }
    bool isRefreshing() const { return m_rooms.status().phase == LoadStatus::Phase::Loading; }

    Call<acs::Room> createRoom(const acs::RoomCreation &creation);
    /// Reads one room, listed or not. NotFound removes it from rooms(), unless it has a draft,
    /// which would be lost with it.
    Call<acs::Room> readRoom(const QString &roomId);
    /// Reads all who may join; in the store's roster afterwards, unless one that was asked for
    /// later is there already.
    Call<QList<acs::Participant>> readRoster(const QString &roomId);
    /// Sends what the room's draft changes: the room's own fields, then the roster, each part for
    /// itself; of the roster nothing where somebody else changed it since it was read. What was
    /// done is in rooms() and leaves the draft, but for what was changed in it since; what failed
    /// stays. Also where the room turns out to be gone (404), room and draft stay. Error Invalid
    /// when nothing is to be sent or the room's draft is being applied already, ReadOnly.
    Call<DraftOutcome> applyDraft(const QString &roomId);
    /// Takes over from an earlier connection to the same resource what was not finished: drafts,
    /// with the rooms that have one, which stay as not listed until a list names them; and unknown
    /// outcomes. Nothing of another resource.
    void adoptPendingFrom(Connection &earlier);
    /// Removes the room and with it its draft, also when it was already gone.
    Call<acs::Deletion> deleteRoom(const QString &roomId);

signals:
    /// retries() is another.
    void retriesChanged();
    /// The key was refused though it had worked: it was replaced at the service. All requests wait
    /// for replaceKey() or declineCredentials(); while nobody listens to this, they fail.
    void credentialsRefused(const roomkeeper::Error &error);
    /// Another one is used from now on.
    void keyReplaced();
    void refreshed();
    void refreshFailed(const roomkeeper::Error &error);
    /// Entries of a list that could not be read; the others are in rooms().
    void entriesUnreadable(const QList<roomkeeper::Error> &errors);
    /// While a room's draft is applied: so many of its roster's parts have been answered.
    void applyingProgressed(const QString &roomId, qsizetype answered, qsizetype all);

private:
    /// The call, its answer also given to `land` where this still is: so it lands in the store
    /// though nobody may listen.
    template <class T>
    Call<T> landing(const Call<T> &call, std::function<void(const Result<T> &)> land);
    UnknownOutcomes::Dependencies unknownWorkplace();
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
    /// Runs under way, by room; they go before what they work on.
    std::map<QString, std::unique_ptr<DraftApplication>> m_applications;
    int m_rosterReads = 0; ///< how many rosters were asked for: each has a number
    /// By room, the number of the read in the store, or of the newest one that was asked for when
    /// the roster was changed: older ones are out of date.
    QHash<QString, int> m_landedRosterReads;
    Call<acs::ListEnd> m_listing;
    int m_listingNumber = 0; // answers to earlier listings are not taken
};

} // namespace roomkeeper::admin
