#pragma once

#include "store/secretstore.h"

#include <chrono>

namespace roomkeeper::store {

/// Secrets in the keychain of the operating system (Secret Service or KWallet on Linux), through
/// QtKeychain: service `roomkeeper`, key `roomkeeper/<uuid of the profile>`, as text.
///
/// A written secret is read back and compared. A call that the keychain does not answer in time
/// ends with an error; its job goes on without us, since a running job can't be stopped. Main
/// thread, with an event loop.
class KeychainSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    /// How long a call waits for the keychain.
    static constexpr std::chrono::milliseconds defaultPatience{30'000};

    explicit KeychainSecretStore(std::chrono::milliseconds patience = defaultPatience,
                                 QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(KeychainSecretStore)

    static QString serviceName();
    static QString keyOf(const QUuid &profile);

    Call<QByteArray> read(const QUuid &profile) override;
    Call<void> write(const QUuid &profile, const QByteArray &secret) override;
    /// Good also where there was nothing to remove.
    Call<void> remove(const QUuid &profile) override;

private:
    std::chrono::milliseconds m_patience;
};

} // namespace roomkeeper::store
