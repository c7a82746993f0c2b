#pragma once

#include "acs/auth/accesskey.h"
#include "acs/auth/bearertoken.h"
#include "acs/auth/requestsigner.h"
#include "base/call.h"
#include "base/clock.h"
#include "base/error.h"

#include <QDateTime>
#include <QObject>

#include <memory>
#include <optional>
#include <variant>

namespace roomkeeper::acs {

/// How requests are authenticated: signed with a key, or with tokens from a source.
using Credentials = std::variant<AccessKey, std::unique_ptr<TokenSource>>;

/// What a transport knows about its credentials: whether a request can be sent with them, and what
/// a 401 means. Used and owned by Transport.
///
/// A rejected token is discarded and a new one fetched, once until a token is accepted again. If a
/// rejected key has worked before, it was replaced at the service, and the user is asked for the
/// new one.
class CredentialState : public QObject
{
    Q_OBJECT

public:
    /// A token is renewed this long before it expires; one that has less left, at half of its
    /// remaining time.
    static constexpr std::chrono::minutes renewal{5};

    /// `clock` outlives this.
    CredentialState(Credentials credentials, const Clock &clock);
    ~CredentialState() override;
    Q_DISABLE_COPY_MOVE(CredentialState)

    bool usesTokens() const { return !std::holds_alternative<AccessKey>(m_credentials); }
    /// Identifies the present key or token; changes with each new one.
    int version() const { return m_version; }
    /// Whether the user has been asked for another key and has not answered.
    bool isAsking() const { return m_isAsking; }

    /// Whether a request can be sent now. Fetches a token if there is none or the present one
    /// expires soon; opened() or failed() is emitted later.
    bool prepare();
    /// The headers of one attempt. Only directly after prepare() returned true.
    Signature authorize(QByteArrayView verb, QByteArrayView target, QByteArrayView host,
                        QByteArrayView body, const QDateTime &now) const;

    /// A request with that version was accepted.
    void passed(int version);

    /// A request that was rejected with 401 and therefore not processed.
    struct Rejection
    {
        const Error &why;
        int version; ///< that it was sent with
        bool isRepetition; ///< it had been rejected before
        bool isClockSkew; ///< because this computer's clock is wrong
        bool hasListener; ///< whether there is somebody to ask
    };
    /// Whether the request should wait, for other credentials or to be sent with the present ones;
    /// otherwise it fails. If isAsking() was false before and is true afterwards, ask the user.
    bool rejected(const Rejection &rejection);
    /// Uses other credentials from now on; the transport then sends what waits.
    void replace(Credentials credentials);
    /// There are no other credentials. Returns the rejection if the user was being asked.
    std::optional<Error> decline();

signals:
    /// A token is available.
    void opened();
    /// No token could be fetched: requests that wait for one fail.
    void failed(const roomkeeper::Error &error);

private:
    void fetch();
    void fetched(Result<BearerToken> token);
    void forgetToken();

    Credentials m_credentials;
    const Clock &m_clock;
    int m_version = 1;

    bool m_hasWorked = false;
    bool m_isAsking = false;
    bool m_isDeclined = false; ///< and no request was accepted since
    Error m_rejection; ///< the rejection about which the user is asked

    std::optional<BearerToken> m_token;
    QDateTime m_renewAt;
    bool m_isDoubted = false; ///< a token was rejected, and none accepted since
    Call<BearerToken> m_fetch;
    bool m_isFetching = false;
    int m_fetches = 0; ///< results of earlier fetches are ignored
};

} // namespace roomkeeper::acs
