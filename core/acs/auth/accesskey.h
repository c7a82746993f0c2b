#pragma once

#include "base/result.h"
#include "base/securebytes.h"

#include <QByteArray>
#include <QString>

namespace roomkeeper::acs {

/// The secret key of a resource. Can be moved, not copied by accident, not printed; compared in
/// constant time; its own buffer is wiped when it goes. (Copies that Qt's hash makes inside a
/// signature are out of reach.)
class AccessKey
{
public:
    /// Strict base64 with its padding. Error: kind Invalid; its message never repeats the text.
    [[nodiscard]] static Result<AccessKey> fromBase64(QByteArrayView base64);

    AccessKey(AccessKey &&) noexcept = default;
    AccessKey &operator=(AccessKey &&) noexcept = default;
    AccessKey(const AccessKey &) = delete;
    AccessKey &operator=(const AccessKey &) = delete;
    ~AccessKey() = default;

    /// A second key with the same value, asked for by name.
    AccessKey clone() const;

    /// The key in base64, for the keychain and the sandbox's first line only.
    QByteArray toBase64() const;

    QByteArray hmacSha256(QByteArrayView message) const;

    /// Constant time for keys of equal length.
    bool equals(const AccessKey &other) const;

private:
    explicit AccessKey(SecureBytes bytes);

    /// A view as QByteArray without a copy; valid while this lives.
    QByteArray raw() const;

    SecureBytes m_bytes;
};

/// Whether two byte strings are equal, in time that depends on their lengths only.
bool constantTimeEquals(QByteArrayView left, QByteArrayView right);

} // namespace roomkeeper::acs
