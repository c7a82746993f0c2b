#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

namespace roomkeeper::acs {

/// The bytes of a secret. Can be moved, not copied by accident; overwritten with zeros when it goes
/// or another takes its place.
class SecureBytes
{
public:
    explicit SecureBytes(QByteArrayView bytes);
    SecureBytes(SecureBytes &&) noexcept = default;
    SecureBytes &operator=(SecureBytes &&other) noexcept;
    SecureBytes(const SecureBytes &) = delete;
    SecureBytes &operator=(const SecureBytes &) = delete;
    ~SecureBytes();

    /// Valid while this lives.
    QByteArrayView view() const { return {m_data.get(), static_cast<qsizetype>(m_size)}; }

private:
    void secureZero() noexcept;

    size_t m_size = 0;
    std::unique_ptr<char[]> m_data;
};

/// Overwrites the bytes of a secret with zeros, in place, in a way the compiler keeps. A buffer
/// that others share is left alone.
void secureZero(QByteArray &secret);
void secureZero(QString &secret);

} // namespace roomkeeper::acs
