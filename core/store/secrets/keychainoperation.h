#pragma once

#include "base/result.h"
#include "base/securebytes.h"
#include "store/secrets/keychainproblem.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace QKeychain {
class Job;
}

namespace roomkeeper::store {

/// What is done at the keychain for one call of a SecretStore: one or more jobs, one after the
/// other, and the wait for their answers.
///
/// It ends by an answer, by the person, or with the store that owns it. A job can't be stopped and
/// must not be destroyed: it has no parent, deletes itself, and speaks to this only while this is
/// there. Main thread.
class KeychainOperation : public QObject
{
    Q_OBJECT

public:
    template <class T>
    using Answer = std::function<void(Result<T>)>;

    KeychainOperation(const QString &service, const QString &key,
                      std::chrono::milliseconds patience, QObject *owner);
    Q_DISABLE_COPY_MOVE(KeychainOperation)

    const QString &key() const { return m_key; }
    /// Starts what it is for; once.
    virtual void begin() = 0;
    /// Says slow() when the keychain is silent for another while.
    void keepWaiting() { m_patience.start(); }
    /// Ends it.
    virtual void fail(Error error) = 0;

    // The answers come once, and not at all when the operation has ended by then. Errors as in
    // SecretStore.

    void read(const Answer<QByteArray> &done);
    /// Reads the secret back and compares.
    void write(const std::shared_ptr<const acs::SecureBytes> &secret, const Answer<void> &done);
    /// Where the item is locked, has the keychain unlock it first.
    void remove(const Answer<void> &done);

signals:
    void slow(roomkeeper::store::KeychainProblem why);

protected:
    /// No answer is wanted any more.
    void finish();

private:
    using Reason = std::function<void(Error)>;

    /// A job that fails is begun anew once, in another session with the keychain.
    void run(const std::function<QKeychain::Job *()> &make,
             const std::function<void(const QKeychain::Job &)> &done, bool isAnew = false);
    void evaluate(const QKeychain::Job &job, const Reason &then);
    void evaluateMissing(const Reason &then);
    void evaluateFailure(const QString &words, const Reason &then);
    void clear(bool mayUnlock, const Answer<void> &done);
    void verifyCleared(bool mayUnlock, const Answer<void> &done);
    void saySlow();

    QString m_service;
    QString m_key;
    QTimer m_patience;
    QElapsedTimer m_sinceJob; ///< began
    bool m_isOver = false;
};

} // namespace roomkeeper::store
