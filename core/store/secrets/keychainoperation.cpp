#include "store/secrets/keychainoperation.h"

#include "base/securebytes.h"
#include "store/secrets/keychainproblem.h"
#include "store/secrets/secretservice.h"

#include <QLibrary>

#include <qt6keychain/keychain.h>
#include <utility>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

/// The time limit for the Secret Service after a job has ended: on a slow computer a secret must
/// not count as missing or removed.
constexpr std::chrono::milliseconds inTime{5'000};
/// The time limit after a job has failed, where the answer only decides the text.
constexpr std::chrono::milliseconds quickly{1'000};
/// A failure after this time means that D-Bus gave up, after 25 seconds; libsecret does not say so.
constexpr std::chrono::milliseconds callLimit{24'500};

/// Whether a Secret Service, or the bus, exists but does not answer. If it does not exist, another
/// keychain is in use.
bool isUntold(const Result<SecretService::Items> &items)
{
    return !items && keychainProblemOf(items.error()) != KeychainProblem::NoService
           && keychainProblemOf(items.error()) != KeychainProblem::NoSession;
}

/// Loaded in the same way as by QtKeychain, which does not report whether that worked.
QLibrary &libsecret()
{
    static QLibrary library(u"secret-1"_s, 0);
    library.load();
    return library;
}

/// libsecret keeps its session with a service that was restarted since, and then always fails ("The
/// session does not exist").
void forgetSession()
{
    using Disconnect = void (*)();
    if (const auto disconnect =
            reinterpret_cast<Disconnect>(libsecret().resolve("secret_service_disconnect")))
        disconnect();
}

} // namespace

KeychainOperation::KeychainOperation(const QString &service, const QString &key,
                                     std::chrono::milliseconds patience, QObject *owner)
    : QObject(owner)
    , m_service(service)
    , m_key(key)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &KeychainOperation::saySlow);
    m_patience.start();
}

void KeychainOperation::finish()
{
    m_isOver = true;
    m_patience.stop();
    deleteLater();
}

// --- operations

void KeychainOperation::run(const std::function<QKeychain::Job *()> &make,
                            const std::function<void(const QKeychain::Job &)> &done, bool isRetry)
{
    QKeychain::Job *job = make();
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(m_key);
    // Single shot, because a delete job may emit finished() twice.
    connect(
        job, &QKeychain::Job::finished, this,
        [this, make, done, isRetry](const QKeychain::Job *finished) {
            if (m_isOver)
                return;
            if (finished->error() == QKeychain::OtherError && SecretService::isUsed() && !isRetry) {
                forgetSession();
                run(make, done, true);
                return;
            }
            done(*finished);
        },
        Qt::SingleShotConnection);
    m_sinceJob.start();
    job->start();
}

void KeychainOperation::read(const Answer<QByteArray> &done)
{
    const auto make = [this] { return new QKeychain::ReadPasswordJob(m_service); };
    run(make, [this, done](const QKeychain::Job &job) {
        if (job.error() != QKeychain::NoError) {
            evaluate(job, [done](Error error) { done(failure(std::move(error))); });
            return;
        }
        QString text = static_cast<const QKeychain::ReadPasswordJob &>(job).textData();
        if (text.isEmpty()) { // KWallet returns this if there is no entry
            evaluateMissing([done](Error error) { done(failure(std::move(error))); });
            return;
        }
        QByteArray secret = text.toUtf8();
        secureZero(text);
        done(std::move(secret));
    });
}

void KeychainOperation::write(const std::shared_ptr<const SecureBytes> &secret,
                              const Answer<void> &done)
{
    const auto compare = [done, secret](Result<QByteArray> kept) {
        const bool isKept = kept && constantTimeEquals(*kept, secret->view());
        if (kept)
            secureZero(*kept);
        if (isKept)
            done({});
        else if (kept || kept.error().kind == ErrorKind::NotFound)
            done(failure(
                keychainError(KeychainProblem::Failed,
                              tr("The keychain accepted the secret but does not return it."))));
        else
            done(failure(std::move(kept).error()));
    };
    const auto make = [this, secret] {
        auto *job = new QKeychain::WritePasswordJob(m_service);
        QString text = QString::fromUtf8(secret->view());
        job->setTextData(text); // QtKeychain stores its own copy, which can't be overwritten
        secureZero(text);
        return job;
    };
    run(make, [this, done, compare](const QKeychain::Job &written) {
        // KWallet reports no error for a failed write; so read it back.
        if (written.error() == QKeychain::NoError)
            read(compare);
        else
            evaluate(written, [done](Error error) { done(failure(std::move(error))); });
    });
}

void KeychainOperation::remove(const Answer<void> &done)
{
    clear(true, done);
}

void KeychainOperation::clear(bool mayUnlock, const Answer<void> &done)
{
    run([this] { return new QKeychain::DeletePasswordJob(m_service); },
        [this, mayUnlock, done](const QKeychain::Job &job) {
            if (job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound)
                verifyCleared(mayUnlock, done);
            else
                evaluate(job, [done](Error error) { done(failure(std::move(error))); });
        });
}

/// The Secret Service keeps a locked item and reports success.
void KeychainOperation::verifyCleared(bool mayUnlock, const Answer<void> &done)
{
    if (!SecretService::isPossible()) {
        done({});
        return;
    }
    SecretService::find(m_service, m_key, inTime)
        .then(this, [this, mayUnlock, done](const Result<SecretService::Items> &left) {
            if (m_isOver)
                return;
            if (isUntold(left)) {
                done(failure(left.error()));
            } else if (!left || left->locked + left->unlocked == 0) {
                done({});
            } else if (left->locked > 0 && mayUnlock) {
                // Deleting does not ask for the password, reading does.
                read([this, done](Result<QByteArray> secret) {
                    if (secret)
                        secureZero(*secret);
                    clear(false, done);
                });
            } else if (left->locked > 0) {
                done(failure(keychainError(KeychainProblem::Rejected)));
            } else {
                done(failure(keychainError(KeychainProblem::Failed,
                                           tr("The secret is still in the keychain."))));
            }
        });
}

// --- results

void KeychainOperation::evaluate(const QKeychain::Job &job, const Reason &then)
{
    const QString words = job.errorString();
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        evaluateMissing(then);
        break;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        then(keychainError(KeychainProblem::Rejected, words));
        break;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        then(keychainError(KeychainProblem::NoService, words));
        break;
    case QKeychain::CouldNotDeleteEntry:
        then(keychainError(KeychainProblem::Failed, words));
        break;
    case QKeychain::NoError:
    case QKeychain::OtherError:
        evaluateFailure(words, then);
        break;
    }
}

/// A locked keychain that nobody unlocked gives the same error as a missing entry.
void KeychainOperation::evaluateMissing(const Reason &then)
{
    const auto orLocked = [] {
        return makeError(ErrorKind::NotFound,
                         tr("The keychain has no secret for this connection, or it is locked."));
    };
    if (!SecretService::isPossible()) {
        then(orLocked());
        return;
    }
    SecretService::find(m_service, m_key, inTime)
        .then(this, [this, then, orLocked](const Result<SecretService::Items> &items) {
            if (m_isOver)
                return;
            if (isUntold(items)) {
                then(items.error());
            } else if (items && items->locked > 0) {
                then(keychainError(KeychainProblem::Rejected));
            } else if (!SecretService::isUsed()) {
                then(orLocked()); // perhaps KWallet's error, which nothing else can explain
            } else {
                then(makeError(ErrorKind::NotFound,
                               tr("The keychain has no secret for this connection.")));
            }
        });
}

/// QtKeychain has one code for everything else, with a message in the language of the desktop.
void KeychainOperation::evaluateFailure(const QString &words, const Reason &then)
{
    const auto failed = [words](KeychainProblem problem) {
        return keychainError(problem, words.isEmpty() ? tr("The keychain failed.") : words);
    };
    if (!SecretService::isUsed()) {
        then(failed(KeychainProblem::Failed));
    } else if (!libsecret().isLoaded()) {
        then(failed(KeychainProblem::NoLibrary));
    } else if (m_sinceJob.hasExpired(callLimit.count())) {
        then(keychainError(KeychainProblem::NoAnswer, words));
    } else {
        SecretService::find(m_service, m_key, inTime)
            .then(this, [this, failed, then](const Result<SecretService::Items> &items) {
                if (!m_isOver)
                    then(
                        failed(items ? KeychainProblem::Failed : keychainProblemOf(items.error())));
            });
    }
}

void KeychainOperation::saySlow()
{
    if (!SecretService::isPossible()) {
        emit slow(KeychainProblem::NoAnswer);
        return;
    }
    SecretService::find(m_service, m_key, quickly)
        .then(this, [this](const Result<SecretService::Items> &items) {
            if (m_isOver)
                return;
            const bool isLocked = items && items->locked > 0;
            emit slow(isLocked ? KeychainProblem::Locked : KeychainProblem::NoAnswer);
        });
}

} // namespace roomkeeper::store
