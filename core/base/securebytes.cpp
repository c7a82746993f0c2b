#include "base/securebytes.h"

#include <sys/mman.h>

#include <cstring>
#include <new>
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
{
    if (m_size == 0)
        return;
    void *pages = mmap(nullptr, m_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        throw std::bad_alloc();
    madvise(pages, m_size, MADV_DONTDUMP);
    m_data = static_cast<char *>(pages);
    std::memcpy(m_data, bytes.data(), m_size);
}

SecureBytes::SecureBytes(SecureBytes &&other) noexcept
    : m_size(std::exchange(other.m_size, 0))
    , m_data(std::exchange(other.m_data, nullptr))
{
}

SecureBytes &SecureBytes::operator=(SecureBytes &&other) noexcept
{
    if (this != &other) {
        release();
        m_size = std::exchange(other.m_size, 0);
        m_data = std::exchange(other.m_data, nullptr);
    }
    return *this;
}

SecureBytes::~SecureBytes()
{
    release();
}

void SecureBytes::release() noexcept
{
    if (m_data == nullptr)
        return;
    overwrite(m_data, m_size);
    munmap(m_data, m_size);
    m_data = nullptr;
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
