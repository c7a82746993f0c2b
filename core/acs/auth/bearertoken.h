#pragma once

#include "base/call.h"
#include "base/result.h"
#include "base/securebytes.h"

#include <QDateTime>

namespace roomkeeper::acs {

/// A token of Microsoft Entra ID that stands in place of a signature until it ends. Can be moved,
/// not copied, not printed; its own buffer is wiped when it goes. (The header of a request, which
/// Qt shares and copies, is out of reach.)
class BearerToken
{
public:
    /// Error: kind Invalid, where it is none: it must be able to stand in a header (`token68` of
    /// RFC 7235). The message never repeats the text.
    [[nodiscard]] static Result<BearerToken> fromText(QByteArrayView text, const QDateTime &endsAt);

    /// The value of the `Authorization` header.
    QByteArray authorization() const;
    const QDateTime &endsAt() const { return m_endsAt; }

private:
    BearerToken(SecureBytes text, const QDateTime &endsAt);

    SecureBytes m_text;
    QDateTime m_endsAt; ///< UTC
};

/// Where tokens come from. One thread, that of the transport which owns it.
class TokenSource
{
public:
    TokenSource() = default;
    virtual ~TokenSource() = default; ///< ends what is open, as cancelled
    Q_DISABLE_COPY_MOVE(TokenSource)

    /// Gets a token. Never blocks; may take as long as a program needs to start and ask. Error: in
    /// words for people, without anything of a token.
    virtual Call<BearerToken> fetch() = 0;
};

} // namespace roomkeeper::acs
