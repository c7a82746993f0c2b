#pragma once

#include "acs/proxy/proxycredentials.h"
#include "admin/connections/connection.h"
#include "base/call.h"
#include "store/profiles/profilestore.h"
#include "store/secrets/secretstore.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

#include <memory>

namespace roomkeeper::admin {

/// Opens connections: finds the secret (of this run first, then the keychain) and makes the
/// Connection, which goes before this does. Also the one place that saves a profile together with
/// its secret. Main thread.
class ConnectionService : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    ConnectionService(store::ProfileStore &profiles, store::SecretStore &secrets,
                      const Clock &clock, RandomSource &random, QObject *parent = nullptr);
    ~ConnectionService() override; // wipes the secrets of this run
    Q_DISABLE_COPY_MOVE(ConnectionService)

    store::ProfileStore &profiles() { return m_profiles; }
    store::SecretStore &secrets() { return m_secrets; }
    const Clock &clock() const { return m_clock; }
    /// For all connections of this program.
    acs::ProxyCredentials &proxyCredentials() { return m_proxyCredentials; }

    /// Where a profile's secret came from, for the words in the status line.
    enum class SecretPlace {
        ThisRun,
        Keychain,
        AzureCli, ///< there is none: requests bear tokens of who is signed in there
    };

    /// Never waits: the answer comes when the keychain's does, which is not asked for a profile
    /// without a secret. Error: NotFound (no secret is known, or
    /// none that can be used: it is of another resource), Keychain, Invalid (the endpoint), File
    /// (the profile's authorities can't be read). Notes when the profile was last used.
    Call<std::shared_ptr<Connection>> open(const store::Profile &profile);

    /// A connection from a connection string that is kept nowhere (sandbox, environment). Error:
    /// Invalid, File as above.
    [[nodiscard]] Result<std::shared_ptr<Connection>> openOnce(const store::Profile &profile,
                                                               QStringView connectionString);

    /// What became of a save: the profile is kept; the secret in the keychain, or for this run only
    /// (because it was asked so, or because the keychain failed: then why). Nothing is said of a
    /// keychain's failure when a later save is about the same secret.
    struct Saved
    {
        store::Profile profile = {};
        std::optional<Error> keychainError = {};
        bool isLeftBehind = false; ///< the keychain should have let go of it, and did not
        bool isOvertaken = false; ///< by a later save, whose answer counts
    };
    /// Keeps the profile, and its secret in the keychain when profile.secretInKeychain. An empty
    /// `connectionString` keeps the secret that is there and moves it where the profile says. The
    /// endpoint is that of the connection string; a profile without an id gets one. A profile whose
    /// secret leaves the keychain says so only once the keychain has let go of it; until then the
    /// next save tries again. A profile of Microsoft Entra ID keeps its own endpoint and no secret:
    /// what there was of one goes. What waits for another key goes out with it. Error: kind File,
    /// or Invalid (no connection string, no endpoint, no name, a name that another profile has);
    /// Keychain, then the secret could not be taken into this run, and the rest is kept.
    Call<Saved> save(const store::Profile &profile, const QByteArray &connectionString);

    /// Takes another connection string of the same resource for the profile, once the service has
    /// taken it: gives its key to the profile's open connections, where what waits for it goes out,
    /// and keeps it where the profile says, in this run until the keychain has it. Cancelled before
    /// the service has answered, nothing has changed; afterwards it goes on. Error: Invalid (no
    /// connection string, another resource, a profile without a secret), NotFound (no such
    /// profile), or why the service did not take it; then nothing has changed.
    Call<Saved> replaceSecret(const QUuid &profile, const QByteArray &connectionString);

    /// Forgets the profile, then its secret, also one that an earlier failure left in the keychain.
    /// Error: kind File, then nothing changed; Keychain, then the profile is gone and the secret
    /// still there (not told of a profile that kept none there).
    Call<void> remove(const QUuid &profile);

    SecretPlace secretPlace(const QUuid &profile) const;
    /// Whether the profile says that the keychain has its secret only because the keychain has not
    /// let go of it: it is not wanted there.
    bool isLeavingKeychain(const QUuid &profile) const { return m_removing.contains(profile); }

    /// Opens a profile with this connection string until the program ends, whatever the keychain
    /// has, which stays as it is.
    void useForThisRun(const QUuid &profile, const QByteArray &connectionString);

    /// How it stands with a secret that belongs in the keychain and is in this run only.
    enum class UnsavedSecret { Saving, Failed };
    /// All such secrets: what would be lost at the end of the program.
    const QHash<QUuid, UnsavedSecret> &unsavedSecrets() const { return m_unsavedSecrets; }
    /// Whether the keychain has not answered yet about the secret of a removed profile: at the end
    /// of the program it may stay there, and nothing would know of it.
    bool isRemoving() const { return m_removals > 0; }

signals:
    /// secretPlace() or unsavedSecrets() may be another for a profile.
    void secretMoved(const QUuid &profile);

private:
    [[nodiscard]] Result<std::shared_ptr<Connection>> connectWith(const store::Profile &profile,
                                                                  QByteArray secret);
    [[nodiscard]] Result<std::shared_ptr<Connection>>
    connectWithTokens(const store::Profile &profile);
    [[nodiscard]] Result<std::shared_ptr<Connection>>
    connected(store::Profile profile, acs::Endpoint endpoint, acs::Credentials credentials);
    void noteOpened(const QUuid &profile, const std::shared_ptr<Connection> &connection);
    void keepForSession(const QUuid &profile, const QByteArray &secret);
    void forgetSessionSecret(const QUuid &profile);
    void setUnsavedSecret(const QUuid &profile, std::optional<UnsavedSecret> state);
    [[nodiscard]] Result<store::Profile> checked(store::Profile profile,
                                                 const QByteArray &connectionString);
    Call<Saved> saveWithoutSecret(store::Profile profile,
                                  const std::optional<store::Profile> &before);
    Call<Saved> moveToKeychain(const store::Profile &profile);
    Call<Saved> moveToThisRun(const store::Profile &profile);
    void clearKeychain(const store::Profile &profile, const CallSource<Saved> &source);
    bool isNewestSave(const QUuid &profile, int number) const;
    void noteWhereItIs(const store::Profile &profile);
    store::Profile asKept(const store::Profile &profile) const;

    struct Replacement;
    void keepReplacement(const QUuid &profile, const Replacement &replacement,
                         const CallSource<Saved> &source);
    enum class To { All, ThoseThatWait };
    void handOut(const QUuid &profile, const acs::ConnectionString &secret, To to);
    void giveUpReplacements(const QUuid &profile);

    store::ProfileStore &m_profiles;
    store::SecretStore &m_secrets;
    const Clock &m_clock;
    RandomSource &m_random;
    acs::ProxyCredentials m_proxyCredentials;
    QHash<QUuid, QByteArray> m_sessionSecrets;
    QHash<QUuid, QList<std::weak_ptr<Connection>>> m_opened; ///< those of kept profiles
    QHash<QUuid, UnsavedSecret> m_unsavedSecrets;
    QSet<QUuid> m_removing; ///< those whose secret the keychain should let go of
    /// The newest save of each profile: what the keychain answers to an earlier one is overtaken.
    QHash<QUuid, int> m_newestSave;
    int m_saves = 0;
    int m_removals = 0; ///< under way
    QList<std::shared_ptr<Replacement>> m_replacements; ///< those being tried
};

} // namespace roomkeeper::admin
