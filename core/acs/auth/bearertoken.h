#pragma once

#include "base/call.h"
#include "base/result.h"
#include "base/securebytes.h"

#include <QDateTime>

namespace roomkeeper::acs {

/// A token of Microsoft Entra ID, which replaces the signature until it expires. Movable, not
/// copyable, never printed. Its buffer is overwritten when it is destroyed. (The header of a
/// request, which Qt shares and copies, can't be.)
class BearerToken
{
public:
    /// Error: kind Invalid if the text can't be in a header (`token68` of RFC 7235). The message
    /// never repeats the text.
    [[nodiscard]] static Result<BearerToken> fromText(QByteArrayView text, const QDateTime &endsAt);

    /// The value of the `Authorization` header.
    QByteArray authorization() const;
    const QDateTime &endsAt() const { return m_endsAt; }

private:
    BearerToken(SecureBytes text, const QDateTime &endsAt);

    SecureBytes m_text;
    QDateTime m_endsAt; ///< UTC
};

/// A source of access tokens. Lives on the thread of the transport that owns it.
class TokenSource
{
public:
    TokenSource() = default;
    virtual ~TokenSource() = default; ///< ends open fetches as cancelled
    Q_DISABLE_COPY_MOVE(TokenSource)

    /// Gets a token. Does not block; may take as long as starting a program. Error: a message for
    /// the user, without any part of a token.
    virtual Call<BearerToken> fetch() = 0;
};

} // namespace roomkeeper::acs
