#pragma once

#include "acs/identity/identityclient.h"
#include "acs/rooms/roomsclient.h"
#include "acs/transport.h"
#include "admin/activitylog.h"
#include "admin/draftstore.h"
#include "admin/roomstore.h"
#include "base/clock.h"
#include "base/random.h"
#include "store/profile.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <functional>

namespace roomkeeper::admin {

/// One live resource: its transport and clients, its rooms, drafts and activity. What the service
/// answers lands in rooms(); the calls tell the outcome to who asked. Main thread.
class Connection : public QObject
{
    Q_OBJECT

public:
    /// `clock` and `random` outlive this.
    Connection(store::Profile profile, acs::ConnectionString secret, const Clock &clock,
               RandomSource &random, QObject *parent = nullptr);
    ~Connection() override;
    Q_DISABLE_COPY_MOVE(Connection)

    const store::Profile &profile() const { return m_profile; }
    QString name() const { return m_profile.name; }
    bool isReadOnly() const { return m_transport.isReadOnly(); }
    acs::ApiVersion apiVersion() const { return m_roomsClient.apiVersion(); }
    const Clock &clock() const { return m_transport.clock(); }
    RoomStore &rooms() { return m_rooms; }
    DraftStore &drafts() { return m_drafts; }
    ActivityLog &activity() { return m_activity; }
    const acs::IdentityClient &identities() const { return m_identityClient; }

    /// Lists all rooms anew into rooms(); a listing under way is started over. Ends with
    /// refreshed() or refreshFailed(). A room with a draft stays though a list does not name it.
    void refresh();
    /// Ends a listing under way at once, with refreshFailed(Cancelled); what was read stays.
    void stopRefresh();
    /// Changes that were asked for and are not answered yet.
    qsizetype pendingChanges() const { return m_transport.pendingChanges(); }
    bool isRefreshing() const { return m_rooms.status().phase == LoadStatus::Phase::Loading; }

    Call<acs::Room> createRoom(const acs::RoomCreation &creation);
    /// Reads one room, listed or not. NotFound removes it from rooms().
    Call<acs::Room> readRoom(const QString &roomId);
    /// Reads all who may join; in the store's roster afterwards.
    Call<QList<acs::Participant>> readRoster(const QString &roomId);
    /// Sends the change set of the room's draft. On success the room is what the service answered
    /// and the draft is gone, but for what was changed in it since; on failure the draft stays.
    /// Error Invalid when nothing is to be sent.
    Call<acs::Room> applyDraft(const QString &roomId);
    /// Removes the room and with it its draft, also when it was already gone.
    Call<acs::Deletion> deleteRoom(const QString &roomId);

signals:
    void refreshed();
    void refreshFailed(const roomkeeper::Error &error);
    /// Entries of a list that could not be read; the others are in rooms().
    void entriesUnreadable(const QList<roomkeeper::Error> &errors);

private:
    /// The call, its answer also given to `land` where this still is: so it lands in the store
    /// though nobody may listen.
    template <class T>
    Call<T> landing(const Call<T> &call, std::function<void(const Result<T> &)> land);

    store::Profile m_profile;
    QNetworkAccessManager m_network;
    acs::Transport m_transport;
    acs::RoomsClient m_roomsClient;
    acs::IdentityClient m_identityClient;
    RoomStore m_rooms;
    DraftStore m_drafts;
    ActivityLog m_activity;
    Call<acs::ListEnd> m_listing;
    int m_listingNumber = 0; // answers to earlier listings are not taken
};

} // namespace roomkeeper::admin
