#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace roomkeeper {

/// The bytes of a secret. Movable, not copyable; overwritten with zeros when destroyed or replaced,
/// and never in a core dump: they have memory pages of their own.
class SecureBytes
{
public:
    explicit SecureBytes(QByteArrayView bytes);
    SecureBytes(SecureBytes &&other) noexcept;
    SecureBytes &operator=(SecureBytes &&other) noexcept;
    SecureBytes(const SecureBytes &) = delete;
    SecureBytes &operator=(const SecureBytes &) = delete;
    ~SecureBytes();

    /// Valid as long as this object. Empty after it was moved from.
    QByteArrayView view() const { return {m_data, static_cast<qsizetype>(m_size)}; }

private:
    void release() noexcept;

    size_t m_size = 0;
    char *m_data = nullptr; ///< a mapping of m_size bytes, rounded up to pages; null: none
};

/// Overwrites the bytes of a secret with zeros, in place, in a way that the compiler can't remove.
/// A buffer that is shared is left unchanged.
void secureZero(QByteArray &secret);
void secureZero(QString &secret);

/// Whether two byte strings are equal, in time that depends only on their lengths.
bool constantTimeEquals(QByteArrayView left, QByteArrayView right);

} // namespace roomkeeper
