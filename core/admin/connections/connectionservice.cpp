#include "admin/connections/connectionservice.h"

#include "acs/auth/azurecli.h"
#include "acs/auth/connectionstringsearch.h"
#include "acs/http/certificates.h"
#include "admin/connections/profilesecret.h"
#include "base/logging.h"

#include <QPointer>

namespace roomkeeper::admin {

ConnectionService::ConnectionService(store::ProfileStore &profiles, store::SecretStore &secrets,
                                     const Clock &clock, RandomSource &random, QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_random(random)
{
}

ConnectionService::~ConnectionService()
{
    for (QByteArray &kept : m_sessionSecrets)
        acs::secureZero(kept);
}

Call<std::shared_ptr<Connection>> ConnectionService::open(const store::Profile &profile)
{
    using Opened = std::shared_ptr<Connection>;
    if (usesTokens(profile))
        return finishedCall<Opened>(connectWithTokens(profile));
    if (const auto kept = m_sessionSecrets.constFind(profile.id);
        kept != m_sessionSecrets.constEnd())
        return finishedCall<Opened>(connectWith(profile, *kept));
    if (!profile.secretInKeychain) {
        return finishedCall<Opened>(
            failure(ErrorKind::NotFound, tr("The connection string of “%1” was only kept until "
                                            "Roomkeeper was closed. Enter it again.")
                                             .arg(profile.name)));
    }
    return m_secrets.read(profile.id)
        .map<Opened>([self = QPointer<ConnectionService>(this),
                      profile](Result<QByteArray> secret) -> Result<Opened> {
            if (!secret)
                return failure(std::move(secret).error());
            if (!self)
                return failure(ErrorKind::Cancelled, {});
            return self->connectWith(profile, *std::move(secret));
        });
}

Result<std::shared_ptr<Connection>> ConnectionService::openOnce(const store::Profile &profile,
                                                                QStringView connectionString)
{
    auto parsed = acs::parseConnectionString(connectionString);
    if (!parsed)
        return failure(std::move(parsed).error());
    return connected(profile, std::move(parsed->endpoint), std::move(parsed->accessKey));
}

Call<ConnectionService::Saved> ConnectionService::save(const store::Profile &profile,
                                                       const QByteArray &connectionString)
{
    const auto kept = checked(profile, connectionString);
    if (!kept)
        return finishedCall<Saved>(failure(kept.error()));
    const auto before = m_profiles.find(kept->id);
    if (usesTokens(*kept))
        return saveWithoutSecret(*kept, before);
    const bool leavesKeychain = !kept->secretInKeychain && before && before->secretInKeychain;
    const bool hasSecret = !connectionString.isEmpty() || m_sessionSecrets.contains(kept->id);
    store::Profile written = *kept;
    written.secretInKeychain = kept->secretInKeychain || leavesKeychain;
    if (const auto saved = m_profiles.save(written); !saved)
        return finishedCall<Saved>(failure(saved.error()));

    m_newestSave.insert(kept->id, ++m_saves);
    if (leavesKeychain)
        m_removing.insert(kept->id);
    else
        m_removing.remove(kept->id);
    if (!connectionString.isEmpty()) {
        keepForSession(kept->id, connectionString);
        giveUpReplacements(kept->id);
        if (const auto parsed = parseSecret(connectionString))
            handOut(kept->id, *parsed, To::ThoseThatWait); // it is not tested
    }
    if (!kept->secretInKeychain)
        setUnsavedSecret(kept->id, {}); // this run is where it belongs
    if (kept->secretInKeychain && hasSecret)
        return moveToKeychain(*kept);
    if (leavesKeychain)
        return moveToThisRun(*kept);
    return finishedCall<Saved>(Saved{.profile = *kept});
}

Call<void> ConnectionService::remove(const QUuid &profile)
{
    const auto known = m_profiles.find(profile);
    if (const auto removed = m_profiles.remove(profile); !removed)
        return finishedCall<void>(failure(removed.error()));
    forgetSessionSecret(profile);
    m_newestSave.remove(profile);
    m_removing.remove(profile);
    const bool usesKeychain = !known || known->secretInKeychain;
    m_removals += usesKeychain ? 1 : 0;
    return m_secrets.remove(profile).map<void>(
        [self = QPointer<ConnectionService>(this),
         usesKeychain](Result<void> removed) -> Result<void> {
            if (self && usesKeychain)
                --self->m_removals;
            // Where there is no keychain, a profile that kept nothing in it goes all the same.
            if (!removed && !usesKeychain) {
                qCInfo(logAdmin) << "The keychain was not cleared:" << removed.error().message;
                return {};
            }
            return removed;
        });
}

ConnectionService::SecretPlace ConnectionService::secretPlace(const QUuid &profile) const
{
    if (const auto known = m_profiles.find(profile); known && usesTokens(*known))
        return SecretPlace::AzureCli;
    return m_sessionSecrets.contains(profile) ? SecretPlace::ThisRun : SecretPlace::Keychain;
}

void ConnectionService::useForThisRun(const QUuid &profile, const QByteArray &connectionString)
{
    m_newestSave.insert(profile, ++m_saves); // a write under way is not about this one
    const bool wasUnsaved = m_unsavedSecrets.contains(profile);
    keepForSession(profile, connectionString);
    if (wasUnsaved)
        setUnsavedSecret(profile, UnsavedSecret::Failed);
}

Result<std::shared_ptr<Connection>> ConnectionService::connectWith(const store::Profile &profile,
                                                                   QByteArray secret)
{
    auto parsed = parseSecretOf(profile, secret);
    acs::secureZero(secret); // no-op where it is that of this run
    if (!parsed) { // as good as none
        return failure(
            ErrorKind::NotFound,
            tr("The stored connection string can't be used. %1").arg(parsed.error().message));
    }
    auto connection = connected(profile, std::move(parsed->endpoint), std::move(parsed->accessKey));
    if (connection)
        noteOpened(profile.id, *connection);
    return connection;
}

Result<std::shared_ptr<Connection>>
ConnectionService::connectWithTokens(const store::Profile &profile)
{
    auto endpoint = endpointOf(profile, {}); // also of a profile that somebody else made
    if (!endpoint)
        return failure(std::move(endpoint).error());
    auto connection = connected(profile, *std::move(endpoint), std::make_unique<acs::AzureCli>());
    if (connection)
        noteOpened(profile.id, *connection);
    return connection;
}

Result<std::shared_ptr<Connection>> ConnectionService::connected(store::Profile profile,
                                                                 acs::Endpoint endpoint,
                                                                 acs::Credentials credentials)
{
    acs::TransportOptions options;
    if (!profile.authorityFile.isEmpty()) {
        auto authorities = acs::readCertificates(profile.authorityFile);
        if (!authorities)
            return failure(std::move(authorities).error());
        options.authorities = *std::move(authorities);
    }
    profile.endpoint = endpoint.url.toString();
    auto connection =
        std::make_shared<Connection>(std::move(profile), std::move(endpoint),
                                     std::move(credentials), m_clock, m_random, std::move(options));
    connection->useProxyCredentials(m_proxyCredentials);
    return connection;
}

void ConnectionService::noteOpened(const QUuid &profile,
                                   const std::shared_ptr<Connection> &connection)
{
    QList<std::weak_ptr<Connection>> &opened = m_opened[profile];
    opened.removeIf([](const std::weak_ptr<Connection> &each) { return each.expired(); });
    opened.append(connection);
    // The connection is open all the same.
    if (const auto kept = m_profiles.touch(profile, m_clock.now()); !kept)
        qCInfo(logAdmin) << "The time of last use was not kept:" << kept.error().message;
}

void ConnectionService::keepForSession(const QUuid &profile, const QByteArray &secret)
{
    forgetSessionSecret(profile);
    // A copy that nothing else shares, so that it can be wiped.
    m_sessionSecrets.insert(profile, QByteArray(secret.constData(), secret.size()));
    emit secretMoved(profile);
}

void ConnectionService::forgetSessionSecret(const QUuid &profile)
{
    QByteArray kept = m_sessionSecrets.take(profile);
    acs::secureZero(kept);
    setUnsavedSecret(profile, {});
}

void ConnectionService::setUnsavedSecret(const QUuid &profile, std::optional<UnsavedSecret> state)
{
    if (state)
        m_unsavedSecrets.insert(profile, *state);
    else
        m_unsavedSecrets.remove(profile);
    emit secretMoved(profile);
}

Result<store::Profile> ConnectionService::checked(store::Profile profile,
                                                  const QByteArray &connectionString)
{
    profile.name = profile.name.trimmed();
    if (profile.name.isEmpty())
        return failure(ErrorKind::Invalid, tr("The connection has no name."));
    // They are kept as plain text, and shown.
    if (acs::mayHoldAccessKey(profile.name + u'\n' + profile.group + u'\n' + profile.notes)) {
        return failure(ErrorKind::Invalid, tr("The name, group or notes contain an access key, "
                                              "which anyone could read there. Remove it."));
    }
    if (profile.id.isNull())
        profile.id = m_random.uuid();
    // A name finds one connection, also on the command line.
    if (const auto same = m_profiles.findByName(profile.name); same && same->id != profile.id) {
        return failure(ErrorKind::Invalid,
                       tr("Another connection is already named “%1”.").arg(profile.name));
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

/// A profile that uses tokens. Until the keychain has let go of its former secret, it says that the
/// secret is there, and the next save tries again.
Call<ConnectionService::Saved>
ConnectionService::saveWithoutSecret(store::Profile profile,
                                     const std::optional<store::Profile> &before)
{
    profile.secretInKeychain = before && before->secretInKeychain;
    if (const auto saved = m_profiles.save(profile); !saved)
        return finishedCall<Saved>(failure(saved.error()));
    m_newestSave.insert(profile.id, ++m_saves);
    forgetSessionSecret(profile.id);
    if (!profile.secretInKeychain)
        return finishedCall<Saved>(Saved{.profile = profile});
    const CallSource<Saved> source;
    clearKeychain(profile, source);
    return source.call();
}

/// From this run into the keychain; it stays in this run where the keychain fails.
Call<ConnectionService::Saved> ConnectionService::moveToKeychain(const store::Profile &profile)
{
    setUnsavedSecret(profile.id, UnsavedSecret::Saving);
    const CallSource<Saved> source;
    m_secrets.write(profile.id, m_sessionSecrets.value(profile.id))
        .then(this, [this, source, profile, number = m_saves](Result<void> written) {
            if (!isNewestSave(profile.id, number)) {
                source.finish(Saved{.profile = asKept(profile), .isOvertaken = true});
            } else if (written) {
                forgetSessionSecret(profile.id);
                source.finish(Saved{.profile = profile});
            } else {
                setUnsavedSecret(profile.id, UnsavedSecret::Failed);
                source.finish(
                    Saved{.profile = profile, .keychainError = std::move(written).error()});
            }
        });
    return source.call();
}

/// Out of the keychain; read from there first where this run does not have it.
Call<ConnectionService::Saved> ConnectionService::moveToThisRun(const store::Profile &profile)
{
    const CallSource<Saved> source;
    if (m_sessionSecrets.contains(profile.id)) {
        clearKeychain(profile, source);
        return source.call();
    }
    m_secrets.read(profile.id)
        .then(this, [this, source, profile, number = m_saves](Result<QByteArray> secret) {
            if (!isNewestSave(profile.id, number)) {
                source.finish(Saved{.profile = asKept(profile), .isOvertaken = true});
            } else if (!m_profiles.find(profile.id)) { // another program removed it
                m_removing.remove(profile.id);
                source.finish(failure(ErrorKind::Cancelled, {}));
            } else if (secret) {
                keepForSession(profile.id, *secret);
                clearKeychain(profile, source);
            } else { // nothing is removed that could not be kept
                m_removing.remove(profile.id);
                Error error = secret.error();
                error.kind = ErrorKind::Keychain; // also where it has no entry
                source.finish(failure(std::move(error)));
            }
            if (secret)
                acs::secureZero(*secret);
        });
    return source.call();
}

/// Has the keychain let go of a secret; once it has, the profile says so.
void ConnectionService::clearKeychain(const store::Profile &profile,
                                      const CallSource<Saved> &source)
{
    const int number = m_newestSave.value(profile.id);
    m_secrets.remove(profile.id).then(this, [this, source, profile, number](Result<void> removed) {
        Saved saved{.profile = asKept(profile)};
        if (!isNewestSave(profile.id, number)) {
            saved.isOvertaken = true;
        } else if (removed) {
            m_removing.remove(profile.id);
            saved.profile.secretInKeychain = false;
            noteWhereItIs(saved.profile);
        } else {
            saved.keychainError = std::move(removed).error();
            saved.isLeftBehind = true;
        }
        source.finish(std::move(saved));
    });
}

bool ConnectionService::isNewestSave(const QUuid &profile, int number) const
{
    return m_newestSave.value(profile) == number;
}

/// Not of a profile that another program has removed: it would be back.
void ConnectionService::noteWhereItIs(const store::Profile &profile)
{
    if (!m_profiles.find(profile.id))
        return;
    if (const auto kept = m_profiles.save(profile); !kept)
        qCInfo(logAdmin) << "Where the secret is was not kept:" << kept.error().message;
}

/// As it is by now.
store::Profile ConnectionService::asKept(const store::Profile &profile) const
{
    return m_profiles.find(profile.id).value_or(profile);
}

} // namespace roomkeeper::admin
