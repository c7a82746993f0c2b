#pragma once

#include "base/call.h"
#include "store/secrets/keychainproblem.h"

#include <QByteArray>
#include <QObject>
#include <QUuid>

namespace roomkeeper::store {

/// Where connection strings are kept between runs. Asynchronous; main thread.
///
/// A call waits as long as the keychain does, since that may be waiting for the person: slow() says
/// so, and it is for whoever asked to offer to wait on or to go on without it.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~SecretStore() override = default;
    Q_DISABLE_COPY_MOVE(SecretStore)

    /// The secret of a profile. Where the keychain is locked, the system asks for its password.
    /// Error: kind NotFound (there is none), or Keychain with what stands in the way.
    virtual Call<QByteArray> read(const QUuid &profile) = 0;
    /// Good once the keychain gives the secret back. Error: kind Keychain; Invalid for an empty
    /// one.
    virtual Call<void> write(const QUuid &profile, const QByteArray &secret) = 0;
    /// Good once the keychain has no such secret, also where it had none. Error: kind Keychain.
    virtual Call<void> remove(const QUuid &profile) = 0;

    /// Says slow() again where the keychain goes on not answering.
    virtual void keepWaiting(const QUuid &profile) = 0;
    /// Ends what waits for the keychain about a profile with an error NoAnswer. What the keychain
    /// was asked to do it may still do.
    virtual void goOnWithout(const QUuid &profile) = 0;

signals:
    /// The keychain has not answered about a profile for a while; `why` is Locked or NoAnswer.
    void slow(const QUuid &profile, roomkeeper::store::KeychainProblem why);
};

} // namespace roomkeeper::store
