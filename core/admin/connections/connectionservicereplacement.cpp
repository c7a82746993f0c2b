// How another connection string takes the place of a profile's.

#include "admin/connections/connectionservice.h"
#include "admin/connections/profilesecret.h"

namespace roomkeeper::admin {

/// A connection string that the service has not taken yet, and the connection that tries it.
struct ConnectionService::Replacement
{
    acs::SecureBytes secret;
    std::shared_ptr<Connection> trial;
    Call<void> tried = {};
    bool isGivenUp = false; ///< whatever the service says
};

Call<ConnectionService::Saved> ConnectionService::replaceSecret(const QUuid &profile,
                                                                const QByteArray &connectionString)
{
    const auto known = m_profiles.find(profile);
    if (!known) {
        return finishedCall<Saved>(
            failure(ErrorKind::NotFound, tr("This connection no longer exists.")));
    }
    auto parsed = parseSecretOf(*known, connectionString);
    if (!parsed)
        return finishedCall<Saved>(failure(std::move(parsed).error()));
    auto trial = connected(*known, std::move(parsed->endpoint), std::move(parsed->accessKey));
    if (!trial)
        return finishedCall<Saved>(failure(std::move(trial).error()));

    const auto replacement = std::make_shared<Replacement>(
        Replacement{.secret = acs::SecureBytes(connectionString), .trial = *std::move(trial)});
    m_replacements.append(replacement);
    replacement->tried = replacement->trial->verifyAccess();
    const CallSource<Saved> source;
    source.onCancel([weak = std::weak_ptr(replacement)] {
        if (const auto pending = weak.lock()) {
            pending->isGivenUp = true; // its answer may be on the way already
            pending->tried.cancel();
        }
    });
    // Weak, or the answer would hold what it comes from.
    replacement->tried.then(
        this, [this, profile, source, weak = std::weak_ptr(replacement)](Result<void> taken) {
            const auto ended = weak.lock();
            m_replacements.removeOne(ended);
            if (taken)
                keepReplacement(profile, *ended, source);
            else
                source.finish(failure(std::move(taken).error()));
        });
    return source.call();
}

/// The service has taken it: what is open goes on with it, whatever the keychain says.
void ConnectionService::keepReplacement(const QUuid &profile, const Replacement &replacement,
                                        const CallSource<Saved> &source)
{
    const auto known = m_profiles.find(profile);
    if (replacement.isGivenUp || !known) { // or removed meanwhile
        source.finish(failure(ErrorKind::Cancelled, {}));
        return;
    }
    const QByteArrayView view = replacement.secret.view();
    const QByteArray secret = QByteArray::fromRawData(view.data(), view.size()); // no copy to wipe
    const auto still = parseSecretOf(*known, secret);
    if (!still) { // made another's meanwhile
        source.finish(failure(still.error()));
        return;
    }
    m_newestSave.insert(profile, ++m_saves); // the keychain's answers about the old one are past
    keepForSession(profile, secret);
    giveUpReplacements(profile);
    handOut(profile, *still, To::All);
    Call<Saved> kept = finishedCall<Saved>(Saved{.profile = *known});
    if (m_removing.contains(profile))
        kept =
            moveToThisRun(*known); // where it is by now; the keychain is to let go of the old one
    else if (keepsInKeychain(*known))
        kept = moveToKeychain(*known);
    kept.then(this, [source](Result<Saved> saved) { source.finish(std::move(saved)); });
}

/// Those that are being tried: something later has taken their place.
void ConnectionService::giveUpReplacements(const QUuid &profile)
{
    const auto pending = m_replacements;
    for (const auto &each : pending) {
        if (each->trial->profile().id != profile)
            continue;
        each->isGivenUp = true;
        each->tried.cancel();
    }
}

/// Not to a connection that was opened when the profile was of another resource.
void ConnectionService::handOut(const QUuid &profile, const acs::ConnectionString &secret, To to)
{
    for (const auto &opened : m_opened.value(profile)) {
        const auto connection = opened.lock();
        if (connection && !connection->usesTokens()
            && connection->profile().endpoint == secret.endpoint.url.toString()
            && (to == To::All || connection->waitsForKey()))
            connection->replaceKey(secret.accessKey.clone());
    }
}

} // namespace roomkeeper::admin
