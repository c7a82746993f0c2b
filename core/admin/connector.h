#pragma once

#include "acs/proxycredentials.h"
#include "admin/connection.h"
#include "base/call.h"
#include "store/profilestore.h"
#include "store/secretstore.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace roomkeeper::admin {

/// Opens connections: finds the secret (of this run first, then the keychain) and makes the
/// Connection, which goes before this does. Also the one place that saves a profile together with
/// its secret. Main thread.
class Connector : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    Connector(store::ProfileStore &profiles, store::SecretStore &secrets, const Clock &clock,
              RandomSource &random, QObject *parent = nullptr);
    ~Connector() override; // wipes the secrets of this run
    Q_DISABLE_COPY_MOVE(Connector)

    store::ProfileStore &profiles() { return m_profiles; }
    /// For all connections of this program.
    acs::ProxyCredentials &proxyCredentials() { return m_proxyCredentials; }

    /// Where a profile's secret came from, for the words in the status line.
    enum class SecretPlace { ThisRun, Keychain };

    /// Never waits: the answer comes when the keychain's does. Error: NotFound (no secret is
    /// known), Keychain, Invalid (the kept text is no connection string), File (the profile's
    /// authorities can't be read). Notes when the profile was last used.
    Call<std::shared_ptr<Connection>> open(const store::Profile &profile);

    /// A connection from a connection string that is kept nowhere (sandbox, environment). Error:
    /// Invalid, File as above.
    Result<std::shared_ptr<Connection>> openOnce(const store::Profile &profile,
                                                 QStringView connectionString);

    /// What became of a save: the profile is kept; the secret in the keychain, or for this run only
    /// (because it was asked so, or because the keychain failed: then why).
    struct Saved
    {
        store::Profile profile = {};
        std::optional<Error> keychainError = {};
    };
    /// Keeps the profile, and its secret in the keychain when profile.secretInKeychain. An empty
    /// `connectionString` keeps the secret that is there and moves it where the profile says. The
    /// endpoint is that of the connection string; a profile without an id gets one. A profile whose
    /// secret leaves the keychain says so only once this run has it: until then it opens from the
    /// keychain. Error: kind File, or Invalid (no connection string, no name, a name that another
    /// profile has); Keychain, then the secret did not leave it, and the rest is kept.
    Call<Saved> save(const store::Profile &profile, const QByteArray &connectionString);

    /// Forgets the profile, then its secret, also one that an earlier failure left in the keychain.
    /// Error: kind File, then nothing changed; Keychain, then the profile is gone and the secret
    /// still there (not told of a profile that kept none there).
    Call<void> remove(const QUuid &profile);

    SecretPlace secretPlace(const QUuid &profile) const;

private:
    Result<std::shared_ptr<Connection>> connectWith(const store::Profile &profile,
                                                    QByteArray secret);
    Result<std::shared_ptr<Connection>> connected(store::Profile profile,
                                                  acs::ConnectionString secret);
    void noteUse(const QUuid &profile);
    void keepForThisRun(const QUuid &profile, const QByteArray &secret);
    void forgetOfThisRun(const QUuid &profile);
    Result<store::Profile> checked(store::Profile profile, const QByteArray &connectionString);
    Call<Saved> moveToKeychain(const store::Profile &profile);
    Call<Saved> moveToThisRun(const store::Profile &profile);
    void removeFromKeychain(const store::Profile &profile, const CallSource<Saved> &source);
    Result<store::Profile> takeFromKeychain(const QUuid &profile, const QByteArray &secret);

    store::ProfileStore &m_profiles;
    store::SecretStore &m_secrets;
    const Clock &m_clock;
    RandomSource &m_random;
    acs::ProxyCredentials m_proxyCredentials;
    QHash<QUuid, QByteArray> m_ofThisRun;
    /// The newest save of each profile: what the keychain answers to an earlier one is overtaken.
    QHash<QUuid, int> m_newestSave;
    int m_saves = 0;
};

} // namespace roomkeeper::admin
