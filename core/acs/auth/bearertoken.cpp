#include "acs/auth/bearertoken.h"

#include <QCoreApplication>

#include <algorithm>

namespace roomkeeper::acs {

namespace {

bool isTokenCharacter(char character)
{
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z')
           || (character >= '0' && character <= '9')
           || QByteArrayView("-._~+/=").contains(character);
}

} // namespace

BearerToken::BearerToken(SecureBytes text, const QDateTime &endsAt)
    : m_text(std::move(text))
    , m_endsAt(endsAt.toUTC())
{
}

Result<BearerToken> BearerToken::fromText(QByteArrayView text, const QDateTime &endsAt)
{
    if (text.isEmpty() || !endsAt.isValid() || !std::ranges::all_of(text, isTokenCharacter)) {
        return failure(ErrorKind::Invalid,
                       QCoreApplication::translate("BearerToken", "This is not a token."));
    }
    return BearerToken(SecureBytes(text), endsAt);
}

QByteArray BearerToken::authorization() const
{
    constexpr QByteArrayView scheme = "Bearer ";
    QByteArray value;
    value.reserve(scheme.size() + m_text.view().size()); // no copies from reallocation
    value += scheme;
    value += m_text.view();
    return value;
}

} // namespace roomkeeper::acs
