#pragma once

#include "admin/connections/openconnections.h"
#include "admin/connections/profilesecrets.h"
#include "admin/connections/secretreplacements.h"
#include "base/call.h"
#include "store/profiles/profilestore.h"
#include "store/secrets/secretstore.h"

#include <QObject>

#include <memory>

namespace roomkeeper::admin {

/// A saved profile. Its secret may still be on its way into the keychain, or out of it.
struct SavedProfile
{
    store::Profile profile = {}; ///< as it is in the file
    /// The keychain's part; goes on if dropped. Ends at once if there is nothing to do at the
    /// keychain. See ProfileSecrets::withdraw() for errors; otherwise the outcome says what failed.
    Call<KeychainOutcome> keychain = {};
};

/// Saves profiles together with their secrets, and opens connections with them. The connections
/// must be destroyed before this. Main thread.
class ConnectionService : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    ConnectionService(store::ProfileStore &profiles, store::SecretStore &keychain,
                      const Clock &clock, RandomSource &random, QObject *parent = nullptr);
    ~ConnectionService() override;
    Q_DISABLE_COPY_MOVE(ConnectionService)

    store::ProfileStore &profiles() { return m_profiles; }
    store::SecretStore &keychain() { return m_keychain; }
    /// Where the secrets of the profiles are.
    const ProfileSecrets &secrets() const { return m_secrets; }
    const Clock &clock() const { return m_clock; }
    /// For all connections of this program.
    acs::ProxyCredentials &proxyCredentials() { return m_connections.proxyCredentials(); }

    /// Opens a connection with the secret in memory or else the one in the keychain, which is not
    /// read for profiles that use access tokens; and notes when the profile was last used. Error:
    /// NotFound (there is no secret, or it can't be used), Keychain, Invalid (the endpoint), File
    /// (the profile's certificate authorities can't be read).
    Call<std::shared_ptr<Connection>> open(const store::Profile &profile);

    /// Opens a connection with a connection string that is not stored anywhere (sandbox,
    /// environment). Error: Invalid (the connection string), File as above.
    [[nodiscard]] Result<std::shared_ptr<Connection>> openOnce(const store::Profile &profile,
                                                               QStringView connectionString);

    /// Saves a profile in the file, and its secret in the keychain if profile.secretInKeychain,
    /// otherwise in memory. An empty `connectionString` keeps the present secret and moves it to
    /// where the profile says. Requests that wait for another key are sent again with the new one.
    ///
    /// Without an ID, the profile gets one. Its endpoint becomes that of the connection string; a
    /// profile that uses access tokens keeps its own endpoint, and its secret is removed. While a
    /// secret still has to be removed from the keychain, the saved profile says that it is there,
    /// and every later save tries to remove it.
    ///
    /// Error: Invalid (no connection string, no endpoint, no name, a name that another profile has,
    /// a text with an access key), File; then nothing was saved.
    [[nodiscard]] Result<SavedProfile> save(const store::Profile &profile,
                                            const QByteArray &connectionString);

    /// Replaces the connection string of a profile by another one of the same resource: tests it
    /// and, if the service accepts it, gives its key to the open connections, where waiting
    /// requests are sent again, and stores it where the profile says. Cancelling before the service
    /// has accepted it leaves everything as it was; later it has no effect. Error: Invalid (no
    /// connection string, another resource, a profile without a secret), NotFound (no such
    /// profile), Cancelled, or why the service rejected it; then nothing has changed.
    Call<KeychainOutcome> replaceSecret(const QUuid &profile, const QByteArray &connectionString);

    /// Uses this connection string for a profile until the program ends. The keychain is left as it
    /// is.
    void useForSession(const QUuid &profile, const QByteArray &connectionString);

    /// Deletes a profile and its secret, also one that an earlier failure left in the keychain.
    /// Error: File, then nothing was deleted; Keychain, then the profile was deleted and its secret
    /// is still there (not reported if the profile did not use the keychain).
    Call<void> remove(const QUuid &profile);

private:
    [[nodiscard]] Result<std::shared_ptr<Connection>> openWithSecret(const store::Profile &profile,
                                                                     const QByteArray &secret);
    [[nodiscard]] Result<std::shared_ptr<Connection>> openWithTokens(const store::Profile &profile);
    void noteOpened(const QUuid &profile, const std::shared_ptr<Connection> &connection);
    [[nodiscard]] Result<store::Profile> checked(store::Profile profile,
                                                 const QByteArray &connectionString);
    void enterSecret(const QUuid &profile, const QByteArray &connectionString);

    store::ProfileStore &m_profiles;
    store::SecretStore &m_keychain;
    const Clock &m_clock;
    RandomSource &m_random;
    OpenConnections m_connections;
    ProfileSecrets m_secrets;
    SecretReplacements m_replacements;
};

} // namespace roomkeeper::admin
