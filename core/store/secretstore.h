#pragma once

#include "base/call.h"

#include <QByteArray>
#include <QObject>
#include <QUuid>

namespace roomkeeper::store {

/// Where connection strings are kept between runs. Asynchronous; main thread.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~SecretStore() override = default;
    Q_DISABLE_COPY_MOVE(SecretStore)

    /// The secret of a profile. Error: kind NotFound (no entry, or the keychain is locked and was
    /// not unlocked), or Keychain with the reason in words.
    virtual Call<QByteArray> read(const QUuid &profile) = 0;
    /// Error: kind Keychain with the reason in words.
    virtual Call<void> write(const QUuid &profile, const QByteArray &secret) = 0;
    virtual Call<void> remove(const QUuid &profile) = 0;
};

} // namespace roomkeeper::store
