#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace roomkeeper::acs {

/// The secret key of a resource. Can be moved, not copied by accident, not printed; compared in
/// constant time; its own buffer is wiped when it goes. (Copies that Qt's hash makes inside a
/// signature are out of reach.)
class AccessKey
{
public:
    /// Strict base64 with its padding. Error: kind Invalid; its message never repeats the text.
    static Result<AccessKey> fromBase64(QByteArrayView base64);

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
    struct Wiped
    {
        size_t size = 0;
        std::unique_ptr<char[]> data;

        explicit Wiped(QByteArrayView bytes);
        Wiped(Wiped &&) noexcept = default;
        Wiped &operator=(Wiped &&other) noexcept;
        Wiped(const Wiped &) = delete;
        Wiped &operator=(const Wiped &) = delete;
        ~Wiped();
        void wipe() noexcept;
    };

    explicit AccessKey(Wiped bytes);

    /// A view as QByteArray without a copy; valid while this lives.
    QByteArray raw() const;

    Wiped m_bytes;
};

/// Whether two byte strings are equal, in time that depends on their lengths only.
bool constantTimeEquals(QByteArrayView left, QByteArrayView right);

/// Overwrites the bytes of a secret with zeros, in place, in a way the compiler keeps. A buffer
/// that others share is left alone.
void wipe(QByteArray &secret);
void wipe(QString &secret);

} // namespace roomkeeper::acs
