#include "admin/connections/profilesecrets.h"

#include "admin/connections/secretparsing.h"
#include "base/logging.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace roomkeeper::admin {

ProfileSecrets::ProfileSecrets(store::ProfileStore &profiles, store::SecretStore &keychain,
                               QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_keychain(keychain)
{
}

ProfileSecrets::~ProfileSecrets() = default;

ProfileSecrets::Batch::Batch(ProfileSecrets &secrets)
    : m_secrets(secrets)
{
    ++m_secrets.m_batches;
}

ProfileSecrets::Batch::~Batch()
{
    if (--m_secrets.m_batches > 0)
        return;
    const QList<QUuid> changed = std::exchange(m_secrets.m_changed, {});
    for (const QUuid &profile : changed)
        emit m_secrets.changed(profile);
}

SecretState ProfileSecrets::state(const QUuid &profile) const
{
    const auto entry = m_entries.find(profile);
    return entry == m_entries.end() ? SecretState::NotInMemory : entry->second.state;
}

SecretPlace ProfileSecrets::place(const QUuid &profile) const
{
    if (const auto known = m_profiles.find(profile); known && usesTokens(*known))
        return SecretPlace::AzureCli;
    return isInMemory(state(profile)) ? SecretPlace::Session : SecretPlace::Keychain;
}

QList<QUuid> ProfileSecrets::unsaved() const
{
    QList<QUuid> profiles;
    for (const auto &[profile, entry] : m_entries) {
        if (isUnsaved(entry.state))
            profiles.append(profile);
    }
    return profiles;
}

bool ProfileSecrets::isDeleting() const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [](const auto &each) { return each.second.state == SecretState::Deleting; });
}

std::optional<QByteArray> ProfileSecrets::inMemory(const QUuid &profile) const
{
    const auto entry = m_entries.find(profile);
    if (entry == m_entries.end() || !entry->second.secret)
        return {};
    const QByteArrayView view = entry->second.secret->view();
    return QByteArray::fromRawData(view.data(), view.size());
}

void ProfileSecrets::enter(const QUuid &profile, const QByteArray &secret)
{
    apply(profile, SecretEvent::Entered, SecureBytes(secret));
}

Call<KeychainOutcome> ProfileSecrets::saveToKeychain(const store::Profile &profile)
{
    return begin(profile, SecretEvent::SavedForKeychain);
}

void ProfileSecrets::keepForSession(const QUuid &profile)
{
    apply(profile, SecretEvent::SavedForSession);
}

Call<KeychainOutcome> ProfileSecrets::withdraw(const store::Profile &profile)
{
    return begin(profile, SecretEvent::Withdrawn);
}

Call<KeychainOutcome> ProfileSecrets::replace(const store::Profile &profile)
{
    return begin(profile, SecretEvent::Replaced);
}

Call<KeychainOutcome> ProfileSecrets::discard(const store::Profile &profile)
{
    return begin(profile, profile.secretInKeychain ? SecretEvent::Discarded : SecretEvent::Dropped);
}

Call<void> ProfileSecrets::remove(const QUuid &profile, bool isInKeychain)
{
    const int number = apply(profile, isInKeychain ? SecretEvent::Deleted : SecretEvent::Dropped);
    return m_keychain.remove(profile).map<void>(
        [self = QPointer<ProfileSecrets>(this), profile, number,
         isInKeychain](Result<void> removed) -> Result<void> {
            if (!isInKeychain) { // nothing should be there, so a failure is no problem
                if (!removed)
                    qCInfo(logAdmin) << "The keychain was not cleared:" << removed.error().message;
                return {};
            }
            if (self && self->isLatest(profile, number))
                self->apply(profile, removed ? SecretEvent::Removed : SecretEvent::RemoveFailed);
            return removed;
        });
}

/// Returns the number of this change; 0 if it is impossible.
int ProfileSecrets::apply(const QUuid &profile, SecretEvent event,
                          std::optional<SecureBytes> secret)
{
    const auto next = transition(state(profile), event);
    if (!next) {
        qCWarning(logAdmin) << "Event" << static_cast<int>(event) << "is impossible in state"
                            << static_cast<int>(state(profile));
        return 0;
    }
    const Batch batch(*this);
    const int number = ++m_changes;
    if (*next == SecretState::NotInMemory) {
        m_entries.erase(profile);
    } else {
        Entry &entry = m_entries[profile];
        entry.state = *next;
        entry.number = number;
        if (secret)
            entry.secret = std::move(secret);
        if (!isInMemory(entry.state))
            entry.secret.reset();
    }
    if (!m_changed.contains(profile))
        m_changed.append(profile);
    return number;
}

bool ProfileSecrets::isLatest(const QUuid &profile, int number) const
{
    const auto entry = m_entries.find(profile);
    return entry != m_entries.end() && entry->second.number == number;
}

Call<KeychainOutcome> ProfileSecrets::begin(const store::Profile &profile, SecretEvent event)
{
    const Source source; // ends the call as cancelled if nothing is done
    if (event == SecretEvent::SavedForKeychain && state(profile.id) == SecretState::Saving) {
        m_entries[profile.id].writing->push_back(source); // the same secret
        return source.call();
    }
    const Batch batch(*this);
    if (const int number = apply(profile.id, event); number != 0)
        operate(profile, number, source);
    return source.call();
}

/// Does what the new state requires.
void ProfileSecrets::operate(const store::Profile &profile, int number, const Source &source)
{
    switch (actionOf(state(profile.id))) {
    case SecretAction::None:
        source.finish(outcome(profile));
        break;
    case SecretAction::Write:
        write(profile, number, source);
        break;
    case SecretAction::Read:
        read(profile, number, source);
        break;
    case SecretAction::Remove:
        clear(profile, number, source);
        break;
    }
}

void ProfileSecrets::write(const store::Profile &profile, int number, const Source &source)
{
    const auto sources = std::make_shared<std::vector<Source>>(1, source);
    m_entries[profile.id].writing = sources;
    m_keychain.write(profile.id, inMemory(profile.id).value_or(QByteArray()))
        .then(this, [this, profile, number, sources](const Result<void> &written) {
            const Batch batch(*this);
            KeychainOutcome saved = superseded(profile);
            if (isLatest(profile.id, number)) {
                apply(profile.id, written ? SecretEvent::Written : SecretEvent::WriteFailed);
                saved = outcome(profile);
                if (!written)
                    saved.keychainError = written.error();
            }
            for (const Source &each : *sources)
                each.finish(saved);
        });
}

void ProfileSecrets::read(const store::Profile &profile, int number, const Source &source)
{
    m_keychain.read(profile.id)
        .then(this, [this, profile, number, source](Result<QByteArray> secret) {
            const Batch batch(*this);
            if (!isLatest(profile.id, number)) {
                source.finish(superseded(profile));
            } else if (!m_profiles.find(profile.id)) { // another program deleted it
                apply(profile.id, SecretEvent::ReadFailed);
                source.finish(failure(ErrorKind::Cancelled, {}));
            } else if (secret) {
                operate(profile, apply(profile.id, SecretEvent::Read, SecureBytes(*secret)),
                        source);
            } else {
                apply(profile.id, SecretEvent::ReadFailed);
                Error error = secret.error();
                error.kind = ErrorKind::Keychain; // also if it has no entry
                source.finish(failure(std::move(error)));
            }
            if (secret)
                secureZero(*secret);
        });
}

void ProfileSecrets::clear(const store::Profile &profile, int number, const Source &source)
{
    m_keychain.remove(profile.id).then(this, [this, profile, number, source](Result<void> removed) {
        const Batch batch(*this);
        if (!isLatest(profile.id, number)) {
            // Another secret was entered for the session; the entry is gone all the same.
            if (removed && state(profile.id) == SecretState::StillInKeychain) {
                apply(profile.id, SecretEvent::Removed);
                noteRemoved(profile.id);
            }
            source.finish(superseded(profile));
            return;
        }
        apply(profile.id, removed ? SecretEvent::Removed : SecretEvent::RemoveFailed);
        if (removed)
            noteRemoved(profile.id);
        KeychainOutcome cleared = outcome(profile);
        if (removed) {
            cleared.profile.secretInKeychain = false; // also if this could not be saved
        } else {
            cleared.keychainError = std::move(removed).error();
            cleared.isLeftBehind = true;
        }
        source.finish(std::move(cleared));
    });
}

KeychainOutcome ProfileSecrets::outcome(const store::Profile &profile) const
{
    return {.profile = m_profiles.find(profile.id).value_or(profile)};
}

KeychainOutcome ProfileSecrets::superseded(const store::Profile &profile) const
{
    KeychainOutcome past = outcome(profile);
    past.isSuperseded = true;
    return past;
}

/// Does nothing if another program deleted the profile: saving would restore it.
void ProfileSecrets::noteRemoved(const QUuid &profile)
{
    auto known = m_profiles.find(profile);
    if (!known)
        return;
    known->secretInKeychain = false;
    if (const auto saved = m_profiles.save(*known); !saved)
        qCInfo(logAdmin) << "The place of the secret was not saved:" << saved.error().message;
}

} // namespace roomkeeper::admin
