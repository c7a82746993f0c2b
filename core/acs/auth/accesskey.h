#pragma once

#include "base/result.h"
#include "base/securebytes.h"

#include <QByteArray>
#include <QString>

namespace roomkeeper::acs {

/// The secret key of a resource. Movable, not copyable (see clone()), never printed, compared in
/// constant time. Its buffer is overwritten when it is destroyed. (The copies that Qt's hash makes
/// while signing can't be.)
class AccessKey
{
public:
    /// Strict base64 with padding. Error: kind Invalid; the message never repeats the text.
    [[nodiscard]] static Result<AccessKey> fromBase64(QByteArrayView base64);

    AccessKey(AccessKey &&) noexcept = default;
    AccessKey &operator=(AccessKey &&) noexcept = default;
    AccessKey(const AccessKey &) = delete;
    AccessKey &operator=(const AccessKey &) = delete;
    ~AccessKey() = default;

    /// An explicit copy.
    AccessKey clone() const;

    /// The key in base64, only for the keychain and for the first line that the sandbox prints.
    QByteArray toBase64() const;

    QByteArray hmacSha256(QByteArrayView message) const;

    /// In constant time if the keys have the same length.
    bool equals(const AccessKey &other) const;

private:
    explicit AccessKey(SecureBytes bytes);

    /// The key as QByteArray without a copy; valid as long as this object.
    QByteArray raw() const;

    SecureBytes m_bytes;
};

} // namespace roomkeeper::acs
