#include "admin/connections/connectionservice.h"

#include "acs/auth/azurecli.h"
#include "acs/auth/connectionstringsearch.h"
#include "admin/connections/secretparsing.h"
#include "base/logging.h"
#include "base/quotable.h"

#include <QPointer>

namespace roomkeeper::admin {

namespace {

acs::AzureCliAccount azureAccountOf(const store::Profile &profile)
{
    return {.tenant = profile.tenant, .subscription = profile.subscription};
}

} // namespace

ConnectionService::ConnectionService(store::ProfileStore &profiles, store::SecretStore &keychain,
                                     const Clock &clock, RandomSource &random, QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_keychain(keychain)
    , m_clock(clock)
    , m_random(random)
    , m_connections(clock, random)
    , m_secrets(profiles, keychain)
    , m_replacements(profiles, m_secrets, m_connections, this)
{
}

ConnectionService::~ConnectionService() = default;

Call<std::shared_ptr<Connection>> ConnectionService::open(const store::Profile &profile)
{
    using Opened = std::shared_ptr<Connection>;
    if (usesTokens(profile))
        return finishedCall<Opened>(openWithTokens(profile));
    if (const auto secret = m_secrets.inMemory(profile.id))
        return finishedCall<Opened>(openWithSecret(profile, *secret));
    if (!profile.secretInKeychain) {
        return finishedCall<Opened>(
            failure(ErrorKind::NotFound, tr("The connection string of “%1” was only kept until "
                                            "Roomkeeper was closed. Enter it again.")
                                             .arg(quotable(profile.name))));
    }
    return m_keychain.read(profile.id)
        .map<Opened>([self = QPointer<ConnectionService>(this),
                      profile](Result<QByteArray> secret) -> Result<Opened> {
            if (!secret)
                return failure(std::move(secret).error());
            Result<Opened> opened =
                self ? self->openWithSecret(profile, *secret) : failure(ErrorKind::Cancelled, {});
            secureZero(*secret);
            return opened;
        });
}

Result<std::shared_ptr<Connection>> ConnectionService::openOnce(const store::Profile &profile,
                                                                QStringView connectionString)
{
    auto parsed = acs::parseConnectionString(connectionString);
    if (!parsed)
        return failure(std::move(parsed).error());
    return m_connections.create(profile, std::move(parsed->endpoint), std::move(parsed->accessKey));
}

Result<SavedProfile> ConnectionService::save(const store::Profile &profile,
                                             const QByteArray &connectionString)
{
    auto valid = checked(profile, connectionString);
    if (!valid)
        return failure(std::move(valid).error());
    store::Profile saved = *std::move(valid);
    const auto before = m_profiles.find(saved.id);
    const bool wasInKeychain = before && before->secretInKeychain;
    const bool belongsInKeychain = keepsInKeychain(saved);
    saved.secretInKeychain = belongsInKeychain || wasInKeychain; // until it is removed there
    if (auto written = m_profiles.save(saved); !written)
        return failure(std::move(written).error());

    const ProfileSecrets::Batch batch(m_secrets);
    if (usesTokens(saved))
        return SavedProfile{saved, m_secrets.discard(saved)};
    if (!connectionString.isEmpty())
        enterSecret(saved.id, connectionString);
    if (belongsInKeychain)
        return SavedProfile{saved, m_secrets.saveToKeychain(saved)};
    if (wasInKeychain)
        return SavedProfile{saved, m_secrets.withdraw(saved)};
    m_secrets.keepForSession(saved.id);
    return SavedProfile{saved, finishedCall<KeychainOutcome>(KeychainOutcome{.profile = saved})};
}

/// It is not tested, so only connections that wait for another key use it.
void ConnectionService::enterSecret(const QUuid &profile, const QByteArray &connectionString)
{
    m_secrets.enter(profile, connectionString);
    m_replacements.cancel(profile);
    if (const auto parsed = parseSecret(connectionString))
        m_connections.replaceKey(profile, *parsed, OpenConnections::Recipients::Waiting);
}

Call<KeychainOutcome> ConnectionService::replaceSecret(const QUuid &profile,
                                                       const QByteArray &connectionString)
{
    return m_replacements.replace(profile, connectionString);
}

void ConnectionService::useForSession(const QUuid &profile, const QByteArray &connectionString)
{
    m_secrets.enter(profile, connectionString);
}

Call<void> ConnectionService::remove(const QUuid &profile)
{
    const auto known = m_profiles.find(profile);
    if (const auto removed = m_profiles.remove(profile); !removed)
        return finishedCall<void>(failure(removed.error()));
    return m_secrets.remove(profile, !known || known->secretInKeychain);
}

Result<std::shared_ptr<Connection>> ConnectionService::openWithSecret(const store::Profile &profile,
                                                                      const QByteArray &secret)
{
    auto parsed = parseSecretOf(profile, secret);
    if (!parsed) { // the same as none
        return failure(
            ErrorKind::NotFound,
            tr("The stored connection string can't be used. %1").arg(parsed.error().message));
    }
    auto connection =
        m_connections.create(profile, std::move(parsed->endpoint), std::move(parsed->accessKey));
    if (connection)
        noteOpened(profile.id, *connection);
    return connection;
}

Result<std::shared_ptr<Connection>> ConnectionService::openWithTokens(const store::Profile &profile)
{
    auto endpoint = endpointOf(profile, {}); // the file may have been edited by hand
    if (!endpoint)
        return failure(std::move(endpoint).error());
    auto connection = m_connections.create(
        profile, *std::move(endpoint), std::make_unique<acs::AzureCli>(azureAccountOf(profile)));
    if (connection)
        noteOpened(profile.id, *connection);
    return connection;
}

void ConnectionService::noteOpened(const QUuid &profile,
                                   const std::shared_ptr<Connection> &connection)
{
    m_connections.add(profile, connection);
    // A failure does not prevent opening it.
    if (const auto noted = m_profiles.touch(profile, m_clock.now()); !noted)
        qCInfo(logAdmin) << "The time of last use was not saved:" << noted.error().message;
}

Result<store::Profile> ConnectionService::checked(store::Profile profile,
                                                  const QByteArray &connectionString)
{
    profile.name = profile.name.trimmed();
    if (profile.name.isEmpty())
        return failure(ErrorKind::Invalid, tr("The connection has no name."));
    // They are stored as plain text, and shown.
    if (acs::mayHoldAccessKey(profile.name + u'\n' + profile.group + u'\n' + profile.notes)) {
        return failure(ErrorKind::Invalid, tr("The name, group or notes contain an access key, "
                                              "which anyone could read there. Remove it."));
    }
    if (const QString problem = acs::problemOf(azureAccountOf(profile)); !problem.isEmpty())
        return failure(ErrorKind::Invalid, problem);
    if (profile.id.isNull())
        profile.id = m_random.uuid();
    // A name identifies one connection, also on the command line.
    if (const auto same = m_profiles.findByName(profile.name); same && same->id != profile.id) {
        return failure(ErrorKind::Invalid,
                       tr("Another connection is already named “%1”.").arg(quotable(profile.name)));
    }
    const auto before = m_profiles.find(profile.id);
    const bool hadNoSecret = profile.endpoint.isEmpty() || (before && usesTokens(*before));
    if (usesTokens(profile) || !connectionString.isEmpty() || hadNoSecret) {
        const auto endpoint = endpointOf(profile, connectionString);
        if (!endpoint)
            return failure(endpoint.error());
        profile.endpoint = endpoint->url.toString();
    }
    return profile;
}

} // namespace roomkeeper::admin
