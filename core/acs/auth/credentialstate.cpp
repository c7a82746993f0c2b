#include "acs/auth/credentialstate.h"

#include "base/logging.h"

#include <algorithm>
#include <utility>

namespace roomkeeper::acs {

namespace {

/// The wait after a failed renewal, while the present token is valid.
constexpr int renewalPauseSeconds = 30;

} // namespace

CredentialState::CredentialState(Credentials credentials, const Clock &clock)
    : m_credentials(std::move(credentials))
    , m_clock(clock)
{
}

CredentialState::~CredentialState() = default;

bool CredentialState::prepare()
{
    if (!usesTokens())
        return !m_isAsking;
    const QDateTime now = m_clock.now();
    if (m_token && m_token->endsAt() <= now)
        forgetToken();
    if (!m_token || m_renewAt <= now)
        fetch();
    return m_token.has_value();
}

Signature CredentialState::authorize(QByteArrayView verb, QByteArrayView target,
                                     QByteArrayView host, QByteArrayView body,
                                     const QDateTime &now) const
{
    if (const auto *key = std::get_if<AccessKey>(&m_credentials))
        return signRequest(*key, verb, target, host, body, now);
    return {.authorization = m_token->authorization()};
}

void CredentialState::passed(int version)
{
    m_hasWorked = true;
    if (version != m_version)
        return;
    m_isDeclined = false;
    m_isDoubted = false;
}

bool CredentialState::rejected(const Rejection &rejection)
{
    if (usesTokens()) {
        if (rejection.version == m_version) {
            forgetToken();
            if (std::exchange(m_isDoubted, true))
                return false;
        }
        return !rejection.isRepetition;
    }
    if (rejection.isClockSkew)
        return false;
    if (rejection.version != m_version || m_isAsking)
        return true;
    if (!m_hasWorked || m_isDeclined || !rejection.hasListener)
        return false;
    m_isAsking = true;
    m_rejection = rejection.why;
    return true;
}

void CredentialState::replace(Credentials credentials)
{
    ++m_fetches;
    m_isFetching = false;
    m_fetch.cancel();
    m_credentials = std::move(credentials);
    forgetToken();
    m_isAsking = false;
    m_isDeclined = false;
    m_isDoubted = false;
}

std::optional<Error> CredentialState::decline()
{
    if (!std::exchange(m_isAsking, false))
        return {};
    m_isDeclined = true;
    return m_rejection;
}

void CredentialState::fetch()
{
    if (std::exchange(m_isFetching, true))
        return;
    m_fetch = std::get<std::unique_ptr<TokenSource>>(m_credentials)->fetch();
    m_fetch.then(this, [this, number = ++m_fetches](Result<BearerToken> token) {
        if (number == m_fetches)
            fetched(std::move(token));
    });
}

void CredentialState::fetched(Result<BearerToken> token)
{
    m_isFetching = false;
    const QDateTime now = m_clock.now();
    if (token && token->endsAt() <= now)
        token = failure(ErrorKind::Denied,
                        tr("The access token had already expired. Check this computer's clock."));
    if (!token) {
        Error error = std::move(token).error();
        error.usedToken = true;
        qCInfo(logAuth) << "No token:" << error.message;
        if (m_token && m_token->endsAt() > now)
            m_renewAt = now.addSecs(renewalPauseSeconds);
        else
            emit failed(error);
        return;
    }
    ++m_version;
    m_token = std::move(*token);
    const QDateTime ahead = m_token->endsAt().addSecs(-std::chrono::seconds(renewal).count());
    m_renewAt = std::max(ahead, now.addMSecs(now.msecsTo(m_token->endsAt()) / 2));
    qCDebug(logAuth) << "A token until" << m_token->endsAt();
    emit opened();
}

void CredentialState::forgetToken()
{
    m_token.reset();
    ++m_version;
}

} // namespace roomkeeper::acs
