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

/// The keychain operation for one call of a SecretStore: one or more jobs, one after the other.
///
/// It ends with a result, when the user cancels it, or with the store that owns it. A QtKeychain
/// job can't be stopped and must not be destroyed: it has no parent, deletes itself, and reports to
/// this object only while it exists. Main thread.
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
    /// Starts the operation; call it once.
    virtual void begin() = 0;
    /// Emits slow() again if the keychain stays silent.
    void keepWaiting() { m_patience.start(); }
    /// Ends the operation with an error.
    virtual void fail(Error error) = 0;

    // Each handler is called at most once, and not after the operation has ended. Errors as in
    // SecretStore.

    void read(const Answer<QByteArray> &done);
    /// Writes the secret, then reads it back and compares.
    void write(const std::shared_ptr<const SecureBytes> &secret, const Answer<void> &done);
    /// Removes the secret; if the item is locked, asks the keychain to unlock it first.
    void remove(const Answer<void> &done);

signals:
    void slow(roomkeeper::store::KeychainProblem why);

protected:
    /// Results are ignored from now on.
    void finish();
    bool isOver() const { return m_isOver; }

private:
    using Reason = std::function<void(Error)>;

    /// A job that fails is run once more, in a new session with the keychain.
    void run(const std::function<QKeychain::Job *()> &make,
             const std::function<void(const QKeychain::Job &)> &done, bool isRetry = false);
    void evaluate(const QKeychain::Job &job, const Reason &then);
    void evaluateMissing(const Reason &then);
    void evaluateFailure(const QString &words, const Reason &then);
    void clear(bool mayUnlock, const Answer<void> &done);
    void verifyCleared(bool mayUnlock, const Answer<void> &done);
    void saySlow();

    QString m_service;
    QString m_key;
    QTimer m_patience;
    QElapsedTimer m_sinceJob; ///< since the job was started
    bool m_isOver = false;
};

} // namespace roomkeeper::store
