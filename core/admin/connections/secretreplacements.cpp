#include "admin/connections/secretreplacements.h"

#include "admin/connections/secretparsing.h"

namespace roomkeeper::admin {

/// A connection string that the service has not accepted yet, and the connection that tests it.
struct SecretReplacements::Attempt
{
    SecureBytes secret;
    std::shared_ptr<Connection> connection;
    Call<void> test = {};
    bool isCancelled = false; ///< the response may already be on its way to accept()
};

SecretReplacements::SecretReplacements(store::ProfileStore &profiles, ProfileSecrets &secrets,
                                       OpenConnections &connections, QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_connections(connections)
{
}

SecretReplacements::~SecretReplacements() = default;

Call<KeychainOutcome> SecretReplacements::replace(const QUuid &profile,
                                                  const QByteArray &connectionString)
{
    const auto known = m_profiles.find(profile);
    if (!known) {
        return finishedCall<KeychainOutcome>(
            failure(ErrorKind::NotFound, tr("This connection no longer exists.")));
    }
    auto parsed = parseSecretOf(*known, connectionString);
    if (!parsed)
        return finishedCall<KeychainOutcome>(failure(std::move(parsed).error()));
    auto connection =
        m_connections.create(*known, std::move(parsed->endpoint), std::move(parsed->accessKey));
    if (!connection)
        return finishedCall<KeychainOutcome>(failure(std::move(connection).error()));

    const auto attempt = std::make_shared<Attempt>(
        Attempt{.secret = SecureBytes(connectionString), .connection = *std::move(connection)});
    m_attempts.append(attempt);
    attempt->test = attempt->connection->verifyAccess();
    const CallSource<KeychainOutcome> source;
    source.onCancel([weak = std::weak_ptr(attempt)] {
        if (const auto pending = weak.lock()) {
            pending->isCancelled = true;
            pending->test.cancel();
        }
    });
    // Weak, because the attempt owns the call that owns this function.
    attempt->test.then(
        this, [this, profile, source, weak = std::weak_ptr(attempt)](Result<void> accepted) {
            const auto ended = weak.lock();
            m_attempts.removeOne(ended);
            if (accepted)
                accept(profile, *ended, source);
            else
                source.finish(failure(std::move(accepted).error()));
        });
    return source.call();
}

/// The service has accepted it: open connections use it, whatever the keychain does.
void SecretReplacements::accept(const QUuid &profile, const Attempt &attempt,
                                const CallSource<KeychainOutcome> &source)
{
    const auto known = m_profiles.find(profile);
    if (attempt.isCancelled || !known) { // or deleted meanwhile
        source.finish(failure(ErrorKind::Cancelled, {}));
        return;
    }
    const QByteArrayView view = attempt.secret.view();
    const QByteArray secret = QByteArray::fromRawData(view.data(), view.size()); // not copied
    const auto parsed = parseSecretOf(*known, secret);
    if (!parsed) { // the profile has another resource now
        source.finish(failure(parsed.error()));
        return;
    }
    const ProfileSecrets::Batch batch(m_secrets);
    m_secrets.enter(profile, secret);
    cancel(profile);
    m_connections.replaceKey(profile, *parsed, OpenConnections::Recipients::All);
    if (!keepsInKeychain(*known)) {
        m_secrets.keepForSession(profile);
        source.finish(KeychainOutcome{.profile = *known});
        return;
    }
    m_secrets.replace(*known).then(
        this, [source](Result<KeychainOutcome> outcome) { source.finish(std::move(outcome)); });
}

void SecretReplacements::cancel(const QUuid &profile)
{
    const auto attempts = m_attempts;
    for (const auto &each : attempts) {
        if (each->connection->profile().id != profile)
            continue;
        each->isCancelled = true;
        each->test.cancel();
    }
}

} // namespace roomkeeper::admin
