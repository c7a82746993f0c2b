#pragma once

#include "admin/connections/secretstate.h"
#include "base/call.h"
#include "base/securebytes.h"
#include "store/profiles/profilestore.h"
#include "store/secrets/secretstore.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace roomkeeper::admin {

/// The result of saving a secret to the keychain or removing it there.
struct KeychainOutcome
{
    store::Profile profile = {}; ///< as it is saved now
    std::optional<Error> keychainError = {}; ///< why the secret could not be written or removed
    /// The keychain still has a secret that should have been removed.
    bool isLeftBehind = false;
    /// A later change of the same secret counts instead; the keychain's error is not reported.
    bool isSuperseded = false;
};

/// Where a profile's secret is.
enum class SecretPlace {
    Session, ///< in memory, until the program ends
    Keychain, ///< or not stored anywhere, if the profile says so
    AzureCli, ///< there is none; requests carry access tokens of the Azure CLI
};

/// The secrets of all profiles in this session: one SecretState for each profile, the secrets in
/// memory (zeroed when no longer needed), and the operations at the keychain. When the keychain has
/// removed a secret, updates Profile::secretInKeychain. Main thread.
///
/// Nothing here waits. The functions that return a Call change the state at once, and the operation
/// goes on if the Call is dropped. The response to an operation is ignored after a later change of
/// the same secret.
class ProfileSecrets : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    ProfileSecrets(store::ProfileStore &profiles, store::SecretStore &keychain,
                   QObject *parent = nullptr);
    ~ProfileSecrets() override;
    Q_DISABLE_COPY_MOVE(ProfileSecrets)

    /// While it exists, changed() waits. So slots, which may save a profile themselves, don't run
    /// in the middle of an operation.
    class [[nodiscard]] Batch
    {
    public:
        explicit Batch(ProfileSecrets &secrets);
        ~Batch();
        Q_DISABLE_COPY_MOVE(Batch)

    private:
        ProfileSecrets &m_secrets;
    };

    SecretState state(const QUuid &profile) const;
    SecretPlace place(const QUuid &profile) const;
    bool isLeavingKeychain(const QUuid &profile) const
    {
        return admin::isLeavingKeychain(state(profile));
    }
    /// The profiles whose secret would be lost if the program ended now, although it belongs in the
    /// keychain. In no particular order.
    QList<QUuid> unsaved() const;
    /// Whether the keychain has not yet confirmed the removal of a deleted profile's secret.
    bool isDeleting() const;
    /// The secret in memory, not copied: valid until the next change. Null if it is not in memory.
    std::optional<QByteArray> inMemory(const QUuid &profile) const;

    /// Puts a secret into memory. The keychain is left as it is.
    void enter(const QUuid &profile, const QByteArray &secret);

    // After the profile was saved in the profile store.

    /// Writes the secret in memory to the keychain, and removes it from memory once the keychain
    /// has it. Does nothing if it is not in memory. If it is already being written, both calls get
    /// the result.
    Call<KeychainOutcome> saveToKeychain(const store::Profile &profile);
    /// Keeps what is in memory there. For a profile that has no secret in the keychain.
    void keepForSession(const QUuid &profile);
    /// Moves the secret from the keychain into memory. Error: kind Keychain if it could not be
    /// read, and Cancelled if the profile was deleted meanwhile; then nothing was moved.
    Call<KeychainOutcome> withdraw(const store::Profile &profile);
    /// Like saveToKeychain() for a secret that was just entered in place of another one. If the
    /// previous one is being removed from the keychain, or should have been, removes it instead.
    Call<KeychainOutcome> replace(const store::Profile &profile);
    /// Removes the secret of a profile that uses access tokens now; from the keychain too if the
    /// profile says that it is there.
    Call<KeychainOutcome> discard(const store::Profile &profile);

    /// Removes the secret of a deleted profile, always from the keychain too, where an earlier
    /// failure may have left one. Error: kind Keychain; only if `isInKeychain`, that is if the
    /// profile said so.
    Call<void> remove(const QUuid &profile, bool isInKeychain);

signals:
    /// The state or the secret of a profile has changed.
    void changed(const QUuid &profile);

private:
    using Source = CallSource<KeychainOutcome>;
    /// The calls that wait for one operation.
    using Sources = std::shared_ptr<std::vector<Source>>;
    struct Entry
    {
        SecretState state = SecretState::NotInMemory;
        int number = 0; ///< of the latest change
        std::optional<SecureBytes> secret = {}; ///< while isInMemory(state)
        Sources writing = {}; ///< of the latest write
    };

    int apply(const QUuid &profile, SecretEvent event, std::optional<SecureBytes> secret = {});
    bool isLatest(const QUuid &profile, int number) const;
    Call<KeychainOutcome> begin(const store::Profile &profile, SecretEvent event);
    void operate(const store::Profile &profile, int number, const Source &source);
    void write(const store::Profile &profile, int number, const Source &source);
    void read(const store::Profile &profile, int number, const Source &source);
    void clear(const store::Profile &profile, int number, const Source &source);
    KeychainOutcome outcome(const store::Profile &profile) const;
    KeychainOutcome superseded(const store::Profile &profile) const;
    void noteRemoved(const QUuid &profile);

    store::ProfileStore &m_profiles;
    store::SecretStore &m_keychain;
    std::map<QUuid, Entry> m_entries; ///< none for NotInMemory
    int m_changes = 0; ///< how many there were: each has a number
    int m_batches = 0;
    QList<QUuid> m_changed; ///< in the present batch
};

} // namespace roomkeeper::admin
