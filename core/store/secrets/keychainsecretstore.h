#pragma once

#include "store/secrets/secretstore.h"

#include <QList>

#include <chrono>

namespace roomkeeper::store {

class KeychainOperation;

/// Secrets in the keychain of the operating system, through QtKeychain: service `roomkeeper`, key
/// `roomkeeper/<UUID of the profile>`, as text. The keychain is not accessed before the first call.
/// Main thread, with GLib's event loop on Linux.
///
/// Tested with the Secret Service of Linux (GNOME Keyring), also where KWallet is expected but
/// missing. KWallet, the macOS Keychain and the Windows Credential Manager use the same code,
/// untested: there, "missing" may mean "locked", and a removal is not verified.
class KeychainSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    /// How long the keychain may be silent before slow() is emitted.
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
    QList<KeychainOperation *> m_line; ///< the running operations, and those that wait for them
};

} // namespace roomkeeper::store
