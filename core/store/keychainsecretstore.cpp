#include "store/keychainsecretstore.h"

#include "store/keychainerrand.h"

#include <QPointer>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

/// An errand at the end of which there is a T.
template <class T>
class KeychainSecretStore::Errand final : public KeychainErrand
{
public:
    Errand(KeychainSecretStore &store, const QUuid &profile)
        : KeychainErrand(serviceName(), keyOf(profile), store.m_patience, &store)
    {
        connect(this, &KeychainErrand::slow, &store,
                [&store, profile](KeychainTrouble why) { emit store.slow(profile, why); });
        m_source.onCancel([self = QPointer<Errand>(this)] {
            if (self)
                self->fail(makeError(ErrorKind::Cancelled, {}));
        });
    }

    Call<T> call() const { return m_source.call(); }

    void fail(Error error) override { end(failure(std::move(error))); }

    /// What hands the answer over.
    Answer<T> answer()
    {
        return [this](Result<T> result) { end(std::move(result)); };
    }

private:
    void end(Result<T> result)
    {
        finish();
        m_source.finish(std::move(result));
    }

    CallSource<T> m_source;
};

KeychainSecretStore::KeychainSecretStore(std::chrono::milliseconds patience, QObject *parent)
    : SecretStore(parent)
    , m_patience(patience)
{
}

QString KeychainSecretStore::serviceName()
{
    return u"roomkeeper"_s;
}

QString KeychainSecretStore::keyOf(const QUuid &profile)
{
    return "roomkeeper/"_L1 + profile.toString(QUuid::WithoutBraces);
}

Call<QByteArray> KeychainSecretStore::read(const QUuid &profile)
{
    auto *errand = new Errand<QByteArray>(*this, profile);
    errand->read(errand->answer());
    return errand->call();
}

Call<void> KeychainSecretStore::write(const QUuid &profile, const QByteArray &secret)
{
    if (secret.isEmpty()) // with KWallet it would remove the entry
        return finishedCall<void>(failure(ErrorKind::Invalid, tr("The secret is empty.")));
    auto *errand = new Errand<void>(*this, profile);
    errand->write(secret, errand->answer());
    return errand->call();
}

Call<void> KeychainSecretStore::remove(const QUuid &profile)
{
    auto *errand = new Errand<void>(*this, profile);
    errand->remove(errand->answer());
    return errand->call();
}

void KeychainSecretStore::keepWaiting(const QUuid &profile)
{
    const auto errands = findChildren<KeychainErrand *>(QString(), Qt::FindDirectChildrenOnly);
    for (KeychainErrand *errand : errands) {
        if (errand->key() == keyOf(profile))
            errand->keepWaiting();
    }
}

void KeychainSecretStore::goOnWithout(const QUuid &profile)
{
    const auto errands = findChildren<KeychainErrand *>(QString(), Qt::FindDirectChildrenOnly);
    for (KeychainErrand *errand : errands) {
        if (errand->key() == keyOf(profile))
            errand->fail(keychainError(KeychainTrouble::NoAnswer));
    }
}

} // namespace roomkeeper::store
