#include "base/securebytes.h"

#include <cstring>
#include <utility>

namespace roomkeeper {

namespace {

/// Writes through a volatile pointer are not optimised away.
void overwrite(char *data, size_t size) noexcept
{
    volatile char *at = data;
    for (size_t i = 0; i < size; ++i)
        at[i] = 0;
}

} // namespace

SecureBytes::SecureBytes(QByteArrayView bytes)
    : m_size(static_cast<size_t>(bytes.size()))
    , m_data(std::make_unique<char[]>(m_size))
{
    if (m_size > 0)
        std::memcpy(m_data.get(), bytes.data(), m_size);
}

SecureBytes::SecureBytes(SecureBytes &&other) noexcept
    : m_size(std::exchange(other.m_size, 0))
    , m_data(std::move(other.m_data))
{
}

SecureBytes &SecureBytes::operator=(SecureBytes &&other) noexcept
{
    if (this != &other) {
        secureZero();
        m_size = std::exchange(other.m_size, 0);
        m_data = std::move(other.m_data);
    }
    return *this;
}

SecureBytes::~SecureBytes()
{
    secureZero();
}

void SecureBytes::secureZero() noexcept
{
    if (m_data)
        overwrite(m_data.get(), m_size);
}

void secureZero(QByteArray &secret)
{
    if (!secret.isDetached())
        return;
    overwrite(secret.data(), static_cast<size_t>(secret.size()));
    secret.clear();
}

void secureZero(QString &secret)
{
    if (!secret.isDetached())
        return;
    overwrite(reinterpret_cast<char *>(secret.data()),
              static_cast<size_t>(secret.size()) * sizeof(QChar));
    secret.clear();
}

bool constantTimeEquals(QByteArrayView left, QByteArrayView right)
{
    if (left.size() != right.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference |= static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right[i]);
    return difference == 0;
}

} // namespace roomkeeper
