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

/// What requests are authorized with: signatures of a key, or the tokens of a source.
using Credentials = std::variant<AccessKey, std::unique_ptr<TokenSource>>;

/// What a transport knows of its credentials: whether a request can go out with them, and what a
/// refusal (401) of them means. Part of it.
///
/// A refused token is forgotten and another fetched, once until one is taken again. A refused key
/// is a question for a person, where it has worked before: it was replaced at the service.
class CredentialState : public QObject
{
    Q_OBJECT

public:
    /// A token is renewed so long before it ends; of one that has no more than that left, when half
    /// of it is gone.
    static constexpr std::chrono::minutes renewal{5};

    /// `clock` outlives this.
    CredentialState(Credentials credentials, const Clock &clock);
    ~CredentialState() override;
    Q_DISABLE_COPY_MOVE(CredentialState)

    bool usesTokens() const { return !std::holds_alternative<AccessKey>(m_credentials); }
    /// Which key or token it is just now; another number after each change.
    int version() const { return m_version; }
    /// Whether a person has been asked for another key and has not answered.
    bool isAsking() const { return m_isAsking; }

    /// Whether a request can go out now. Has a token fetched where none is there or the present one
    /// ends soon; opened() or failed() tell of it, later.
    bool prepare();
    /// The headers of one attempt. Only where prepare() said so in the same moment.
    Signature authorize(QByteArrayView verb, QByteArrayView target, QByteArrayView host,
                        QByteArrayView body, const QDateTime &now) const;

    /// A request came through with that version.
    void passed(int version);

    /// A request that was refused (401), and was not processed therefore.
    struct Refusal
    {
        const Error &why;
        int version; ///< with which it went out
        bool isRepetition; ///< it had been refused before
        bool isHeard; ///< whether somebody can be asked
    };
    /// Whether it shall wait for other credentials, or for its turn with those that are there by
    /// now; else it fails. isAsking() afterwards, and not before: a person must be asked.
    bool refused(const Refusal &refusal);
    /// Other credentials from now on; the transport sends what waits.
    void replace(Credentials credentials);
    /// There are no others: the refusal, where a question is open.
    std::optional<Error> decline();

signals:
    /// A token is there.
    void opened();
    /// None could be had: what waits for it fails.
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
    bool m_isDeclined = false; ///< and nothing came through since
    Error m_refusal; ///< of the open question

    std::optional<BearerToken> m_token;
    QDateTime m_renewAt;
    bool m_isDoubted = false; ///< a token was refused, and none was taken since
    Call<BearerToken> m_fetch;
    bool m_isFetching = false;
    int m_fetches = 0; ///< the answers to earlier ones are not taken
};

} // namespace roomkeeper::acs
