#include "store/secrets/keychainsecretstore.h"

#include "base/securebytes.h"
#include "store/secrets/keychainoperation.h"
#include "store/secrets/keychainproblem.h"

#include <QPointer>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

/// An operation with a result of type T.
template <class T>
class KeychainSecretStore::Operation final : public KeychainOperation
{
public:
    using Work = std::function<void(Operation &)>;

    Operation(KeychainSecretStore &store, const QUuid &profile, Work work)
        : KeychainOperation(serviceName(), keyOf(profile), store.m_patience, &store)
        , m_store(store)
        , m_work(std::move(work))
    {
        connect(this, &KeychainOperation::slow, &store,
                [&store, profile](KeychainProblem why) { emit store.slow(profile, why); });
        m_source.onCancel([self = QPointer<Operation>(this)] {
            if (self)
                self->fail(makeError(ErrorKind::Cancelled, {}));
        });
    }

    Call<T> call() const { return m_source.call(); }

    void begin() override { m_work(*this); }
    void fail(Error error) override { end(failure(std::move(error))); }

    /// The handler that delivers the result.
    Answer<T> answer()
    {
        return [this](Result<T> result) { end(std::move(result)); };
    }

private:
    void end(Result<T> result)
    {
        if (isOver()) // whoever was told of the end of another one may have ended this one
            return;
        finish();
        m_store.dequeue(*this);
        m_source.finish(std::move(result));
    }

    KeychainSecretStore &m_store;
    Work m_work;
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
    using Reading = Operation<QByteArray>;
    auto *operation = new Reading(*this, profile, [](Reading &self) { self.read(self.answer()); });
    enqueue(*operation);
    return operation->call();
}

Call<void> KeychainSecretStore::write(const QUuid &profile, const QByteArray &secret)
{
    if (secret.isEmpty()) // with KWallet this would remove the entry
        return finishedCall<void>(failure(ErrorKind::Invalid, tr("The secret is empty.")));
    using Writing = Operation<void>;
    auto *operation = new Writing(
        *this, profile, [held = std::make_shared<const SecureBytes>(secret)](Writing &self) {
            self.write(held, self.answer());
        });
    enqueue(*operation);
    return operation->call();
}

Call<void> KeychainSecretStore::remove(const QUuid &profile)
{
    using Removing = Operation<void>;
    auto *operation =
        new Removing(*this, profile, [](Removing &self) { self.remove(self.answer()); });
    enqueue(*operation);
    return operation->call();
}

/// An operation has several jobs. Operations about the same secret run one after the other:
/// otherwise the later steps of one could read back or remove what another has written.
void KeychainSecretStore::enqueue(KeychainOperation &operation)
{
    const auto mine = line(operation.key());
    m_line.append(&operation);
    if (mine.isEmpty())
        operation.begin();
}

void KeychainSecretStore::dequeue(KeychainOperation &operation)
{
    const bool wasFirst = line(operation.key()).constFirst() == &operation;
    m_line.removeOne(&operation);
    const auto waiting = line(operation.key());
    if (wasFirst && !waiting.isEmpty())
        waiting.constFirst()->begin();
}

/// The operations about a secret in order; the first one is running.
QList<KeychainOperation *> KeychainSecretStore::line(const QString &key) const
{
    QList<KeychainOperation *> all;
    std::copy_if(m_line.begin(), m_line.end(), std::back_inserter(all),
                 [&key](const KeychainOperation *operation) { return operation->key() == key; });
    return all;
}

void KeychainSecretStore::keepWaiting(const QUuid &profile)
{
    const auto waiting = line(keyOf(profile));
    for (KeychainOperation *operation : waiting)
        operation->keepWaiting();
}

void KeychainSecretStore::goOnWithout(const QUuid &profile)
{
    // From the end, so that none starts because the one before it has ended.
    auto waiting = line(keyOf(profile));
    std::reverse(waiting.begin(), waiting.end());
    for (KeychainOperation *operation : std::as_const(waiting))
        operation->fail(keychainError(KeychainProblem::NoAnswer));
}

} // namespace roomkeeper::store
