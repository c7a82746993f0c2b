#include "acs/auth/accesskey.h"

#include <QCoreApplication>
#include <QMessageAuthenticationCode>

namespace roomkeeper::acs {

AccessKey::AccessKey(SecureBytes bytes)
    : m_bytes(std::move(bytes))
{
}

Result<AccessKey> AccessKey::fromBase64(QByteArrayView base64)
{
    // Qt decodes "abc" without its padding; the service does not. A copy, because Qt would decode
    // in place and leave the end of the buffer uncleared.
    QByteArray text = base64.toByteArray();
    auto decoded = QByteArray::fromBase64Encoding(
        text, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    secureZero(text);
    const bool isGood = decoded && !decoded.decoded.isEmpty() && base64.size() % 4 == 0;
    AccessKey key{SecureBytes(decoded.decoded)};
    secureZero(decoded.decoded);
    if (!isGood) {
        return failure(
            ErrorKind::Invalid,
            QCoreApplication::translate("ConnectionString", "The access key is not valid base64."));
    }
    return key;
}

AccessKey AccessKey::clone() const
{
    return AccessKey(SecureBytes(m_bytes.view()));
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
    return QByteArray::fromRawData(m_bytes.view().data(), m_bytes.view().size());
}

} // namespace roomkeeper::acs
