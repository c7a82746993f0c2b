#include "base/wipedbytes.h"

#include <cstring>

namespace roomkeeper::acs {

namespace {

/// Writes through a volatile pointer are not optimised away.
void overwrite(char *data, size_t size) noexcept
{
    volatile char *at = data;
    for (size_t i = 0; i < size; ++i)
        at[i] = 0;
}

} // namespace

WipedBytes::WipedBytes(QByteArrayView bytes)
    : m_size(static_cast<size_t>(bytes.size()))
    , m_data(std::make_unique<char[]>(m_size))
{
    std::memcpy(m_data.get(), bytes.data(), m_size);
}

WipedBytes &WipedBytes::operator=(WipedBytes &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_size = other.m_size;
        m_data = std::move(other.m_data);
    }
    return *this;
}

WipedBytes::~WipedBytes()
{
    wipe();
}

void WipedBytes::wipe() noexcept
{
    if (m_data)
        overwrite(m_data.get(), m_size);
}

void wipe(QByteArray &secret)
{
    if (!secret.isDetached())
        return;
    overwrite(secret.data(), static_cast<size_t>(secret.size()));
    secret.clear();
}

void wipe(QString &secret)
{
    if (!secret.isDetached())
        return;
    overwrite(reinterpret_cast<char *>(secret.data()),
              static_cast<size_t>(secret.size()) * sizeof(QChar));
    secret.clear();
}

} // namespace roomkeeper::acs
