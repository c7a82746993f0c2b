#pragma once

#include "base/call.h"
#include "store/secrets/keychainproblem.h"

#include <QByteArray>
#include <QObject>
#include <QUuid>

namespace roomkeeper::store {

/// Stores connection strings. Asynchronous; main thread.
///
/// A call waits as long as the keychain needs, because the keychain may be waiting for the user:
/// slow() is emitted then, and the caller should offer to keep waiting or to continue without the
/// keychain.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~SecretStore() override = default;
    Q_DISABLE_COPY_MOVE(SecretStore)

    /// The secret of a profile. If the keychain is locked, the system asks for its password. Error:
    /// kind NotFound (there is none), or Keychain with the problem.
    virtual Call<QByteArray> read(const QUuid &profile) = 0;
    /// Succeeds after the keychain returned the secret. Error: kind Keychain; Invalid for an empty
    /// secret.
    virtual Call<void> write(const QUuid &profile, const QByteArray &secret) = 0;
    /// Succeeds if the keychain has no such secret any more, also if it never had one. Error: kind
    /// Keychain.
    virtual Call<void> remove(const QUuid &profile) = 0;

    /// Emits slow() again if the keychain still does not respond.
    virtual void keepWaiting(const QUuid &profile) = 0;
    /// Ends all waiting calls for a profile with an error NoAnswer. The keychain may still carry
    /// them out.
    virtual void goOnWithout(const QUuid &profile) = 0;

signals:
    /// The keychain has not responded for a while; `why` is Locked or NoAnswer.
    void slow(const QUuid &profile, roomkeeper::store::KeychainProblem why);
};

} // namespace roomkeeper::store
