#include "acs/accesskey.h"

#include <QCoreApplication>
#include <QMessageAuthenticationCode>

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

AccessKey::Wiped::Wiped(QByteArrayView bytes)
    : size(static_cast<size_t>(bytes.size()))
    , data(std::make_unique<char[]>(size))
{
    std::memcpy(data.get(), bytes.data(), size);
}

AccessKey::Wiped &AccessKey::Wiped::operator=(Wiped &&other) noexcept
{
    if (this != &other) {
        wipe();
        size = other.size;
        data = std::move(other.data);
    }
    return *this;
}

AccessKey::Wiped::~Wiped()
{
    wipe();
}

void AccessKey::Wiped::wipe() noexcept
{
    if (data)
        overwrite(data.get(), size);
}

AccessKey::AccessKey(Wiped bytes)
    : m_bytes(std::move(bytes))
{
}

Result<AccessKey> AccessKey::fromBase64(QByteArrayView base64)
{
    // Qt decodes "abc" without its padding; the service does not.
    auto decoded = QByteArray::fromBase64Encoding(
        base64.toByteArray(), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty() || base64.size() % 4 != 0) {
        return failure(
            ErrorKind::Invalid,
            QCoreApplication::translate("ConnectionString", "The access key is not valid base64."));
    }
    AccessKey key{Wiped(decoded.decoded)};
    acs::wipe(decoded.decoded);
    return key;
}

AccessKey AccessKey::clone() const
{
    return AccessKey(Wiped(raw()));
}

QByteArray AccessKey::toBase64() const
{
    return raw().toBase64();
}

QByteArray AccessKey::hmacSha256(QByteArrayView message) const
{
    return QMessageAuthenticationCode::hash(QByteArray::fromRawData(message.data(), message.size()),
                                            raw(), QCryptographicHash::Sha256);
}

bool AccessKey::equals(const AccessKey &other) const
{
    return constantTimeEquals(raw(), other.raw());
}

QByteArray AccessKey::raw() const
{
    return QByteArray::fromRawData(m_bytes.data.get(), static_cast<qsizetype>(m_bytes.size));
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
