#pragma once

#include "store/secrets/secretstore.h"

#include <QList>

#include <chrono>

namespace roomkeeper::store {

class KeychainOperation;

/// Secrets in the keychain of the operating system, through QtKeychain: service `roomkeeper`, key
/// `roomkeeper/<uuid of the profile>`, as text. Nothing is asked before the first call. Main
/// thread, with GLib's event loop on Linux.
///
/// Run against the Secret Service of Linux (GNOME Keyring), also where KWallet should be but is
/// not. KWallet, the Keychain of macOS and the Credential Manager of Windows go the same way, which
/// has not been run on them: there "missing" may be "locked", and a removal is taken at the
/// keychain's word.
class KeychainSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    /// How long the keychain may be silent before slow() says so.
    static constexpr std::chrono::milliseconds defaultPatience{30'000};

    explicit KeychainSecretStore(std::chrono::milliseconds patience = defaultPatience,
                                 QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(KeychainSecretStore)

    static QString serviceName();
    static QString keyOf(const QUuid &profile);

    Call<QByteArray> read(const QUuid &profile) override;
    Call<void> write(const QUuid &profile, const QByteArray &secret) override;
    Call<void> remove(const QUuid &profile) override;
    void keepWaiting(const QUuid &profile) override;
    void goOnWithout(const QUuid &profile) override;

private:
    template <class T>
    class Operation;

    void enqueue(KeychainOperation &operation);
    void dequeue(KeychainOperation &operation);
    QList<KeychainOperation *> line(const QString &key) const;

    std::chrono::milliseconds m_patience;
    QList<KeychainOperation *> m_line; ///< those that are being done, and those that wait for these
};

} // namespace roomkeeper::store
