#include "admin/connector.h"

#include "base/logging.h"

#include <QPointer>

namespace roomkeeper::admin {

namespace {

/// Reads a connection string and wipes the copies made on the way.
Result<acs::ConnectionString> parseSecret(const QByteArray &secret)
{
    QString text = QString::fromUtf8(secret);
    auto parsed = acs::parseConnectionString(text);
    acs::wipe(text);
    return parsed;
}

std::shared_ptr<Connection> connected(store::Profile profile, acs::ConnectionString secret,
                                      const Clock &clock, RandomSource &random)
{
    profile.endpoint = secret.endpoint.url.toString();
    return std::make_shared<Connection>(std::move(profile), std::move(secret), clock, random);
}

} // namespace

Connector::Connector(store::ProfileStore &profiles, store::SecretStore &secrets, const Clock &clock,
                     RandomSource &random, QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_random(random)
{
}

Connector::~Connector()
{
    for (OfThisRun &kept : m_ofThisRun)
        acs::wipe(kept.secret);
}

Call<std::shared_ptr<Connection>> Connector::open(const store::Profile &profile)
{
    using Opened = std::shared_ptr<Connection>;
    if (const auto kept = m_ofThisRun.constFind(profile.id); kept != m_ofThisRun.constEnd())
        return finishedCall<Opened>(connectWith(profile, kept->secret));
    if (!profile.secretInKeychain) {
        return finishedCall<Opened>(
            failure(ErrorKind::NotFound,
                    tr("The connection string of “%1” was kept for an earlier run only. Enter it "
                       "again.")
                        .arg(profile.name)));
    }
    return m_secrets.read(profile.id)
        .map<Opened>([self = QPointer<Connector>(this),
                      profile](Result<QByteArray> secret) -> Result<Opened> {
            if (!secret)
                return failure(std::move(secret).error());
            if (!self)
                return failure(ErrorKind::Cancelled, {});
            return self->connectWith(profile, *std::move(secret));
        });
}

Result<std::shared_ptr<Connection>> Connector::openOnce(const store::Profile &profile,
                                                        QStringView connectionString)
{
    auto parsed = acs::parseConnectionString(connectionString);
    if (!parsed)
        return failure(std::move(parsed).error());
    return connected(profile, *std::move(parsed), m_clock, m_random);
}

Call<Connector::Saved> Connector::save(const store::Profile &profile,
                                       const QByteArray &connectionString)
{
    const auto kept = checked(profile, connectionString);
    if (!kept)
        return finishedCall<Saved>(failure(kept.error()));
    const auto before = m_profiles.find(kept->id);
    if (const auto written = m_profiles.save(*kept); !written)
        return finishedCall<Saved>(failure(written.error()));

    if (!connectionString.isEmpty())
        keepForThisRun(kept->id, connectionString);
    const bool hasSecret = m_ofThisRun.contains(kept->id);
    if (kept->secretInKeychain && hasSecret)
        return moveToKeychain(*kept);
    if (!kept->secretInKeychain && before && before->secretInKeychain)
        return moveToThisRun(*kept);
    return finishedCall<Saved>(Saved{.profile = *kept});
}

Call<void> Connector::remove(const QUuid &profile)
{
    const auto known = m_profiles.find(profile);
    if (const auto removed = m_profiles.remove(profile); !removed)
        return finishedCall<void>(failure(removed.error()));
    forgetOfThisRun(profile);
    if (known && !known->secretInKeychain)
        return finishedCall<void>({});
    return m_secrets.remove(profile);
}

Connector::SecretPlace Connector::secretPlace(const QUuid &profile) const
{
    return m_ofThisRun.contains(profile) ? SecretPlace::ThisRun : SecretPlace::Keychain;
}

Result<std::shared_ptr<Connection>> Connector::connectWith(const store::Profile &profile,
                                                           QByteArray secret)
{
    auto parsed = parseSecret(secret);
    acs::wipe(secret); // no-op where it is that of this run
    if (!parsed)
        return failure(std::move(parsed).error());
    noteUse(profile.id);
    return connected(profile, *std::move(parsed), m_clock, m_random);
}

void Connector::noteUse(const QUuid &profile)
{
    auto known = m_profiles.find(profile);
    if (!known)
        return;
    known->lastUsed = m_clock.now();
    // The connection is open all the same.
    if (const auto saved = m_profiles.save(*known); !saved)
        qCInfo(logAdmin) << "The time of last use was not kept:" << saved.error().message;
}

void Connector::keepForThisRun(const QUuid &profile, const QByteArray &secret)
{
    forgetOfThisRun(profile);
    // A copy that nothing else shares, so that it can be wiped.
    m_ofThisRun.insert(profile, {.secret = QByteArray(secret.constData(), secret.size()),
                                 .revision = ++m_revision});
}

void Connector::forgetOfThisRun(const QUuid &profile)
{
    if (const auto kept = m_ofThisRun.find(profile); kept != m_ofThisRun.end()) {
        acs::wipe(kept->secret);
        m_ofThisRun.erase(kept);
    }
}

Result<store::Profile> Connector::checked(store::Profile profile,
                                          const QByteArray &connectionString)
{
    profile.name = profile.name.trimmed();
    if (profile.name.isEmpty())
        return failure(ErrorKind::Invalid, tr("The connection has no name."));
    if (profile.id.isNull())
        profile.id = m_random.uuid();
    // A name finds one connection, also on the command line.
    if (const auto same = m_profiles.findByName(profile.name); same && same->id != profile.id) {
        return failure(ErrorKind::Invalid,
                       tr("Another connection is named “%1” already.").arg(profile.name));
    }
    if (!connectionString.isEmpty() || profile.endpoint.isEmpty()) {
        const auto parsed = parseSecret(connectionString);
        if (!parsed)
            return failure(parsed.error());
        profile.endpoint = parsed->endpoint.url.toString();
    }
    return profile;
}

/// From this run into the keychain; it stays in this run where the keychain fails.
Call<Connector::Saved> Connector::moveToKeychain(const store::Profile &profile)
{
    const OfThisRun &kept = m_ofThisRun[profile.id];
    return m_secrets.write(profile.id, kept.secret)
        .map<Saved>([self = QPointer<Connector>(this), profile,
                     revision = kept.revision](const Result<void> &written) -> Result<Saved> {
            Saved saved{.profile = profile};
            if (!written)
                saved.keychainError = written.error();
            else if (self && self->m_ofThisRun.value(profile.id).revision == revision)
                self->forgetOfThisRun(profile.id);
            return saved;
        });
}

/// Out of the keychain; read from there first where this run does not have it.
Call<Connector::Saved> Connector::moveToThisRun(const store::Profile &profile)
{
    const CallSource<Saved> source;
    const auto removeKept = [this, source, profile] {
        m_secrets.remove(profile.id).then(this, [source, profile](const Result<void> &removed) {
            Saved saved{.profile = profile};
            if (!removed)
                saved.keychainError = removed.error();
            source.finish(std::move(saved));
        });
    };
    if (m_ofThisRun.contains(profile.id)) {
        removeKept();
        return source.call();
    }
    m_secrets.read(profile.id)
        .then(this, [this, source, profile, removeKept](Result<QByteArray> secret) {
            if (!secret) { // nothing is removed that could not be kept
                source.finish(
                    Saved{.profile = profile, .keychainError = std::move(secret).error()});
                return;
            }
            keepForThisRun(profile.id, *secret);
            acs::wipe(*secret);
            removeKept();
        });
    return source.call();
}

} // namespace roomkeeper::admin
