#include "store/keychainsecretstore.h"

#include "acs/accesskey.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <qt6keychain/keychain.h>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(KeychainSecretStore)
};

tl::unexpected<Error> keychainFailure(const QString &message)
{
    return failure(ErrorKind::Keychain, message);
}

tl::unexpected<Error> missing()
{
    // A locked keychain whose unlocking was refused answers just as one without the entry.
    return failure(ErrorKind::NotFound,
                   Text::tr("The keychain holds no secret for this connection, or it is locked."));
}

/// What failed, by the names that stand in the texts of libsecret and D-Bus under every locale.
QString otherErrorText(const QString &details)
{
    if (details.contains("org.freedesktop.secrets"_L1)) {
        return Text::tr("No keychain is running on this desktop (no Secret Service, such as GNOME "
                        "Keyring or KeePassXC).");
    }
    if (details.contains("D-Bus"_L1, Qt::CaseInsensitive) || details.contains("$DISPLAY"_L1))
        return Text::tr("The keychain can't be reached: there is no D-Bus session.");
    return Text::tr("The keychain failed.");
}

/// The reason in words, with the keychain's own beside it.
tl::unexpected<Error> failureOf(const QKeychain::Job &job)
{
    QString message;
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return missing();
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        message = Text::tr("The keychain is locked, or access to it was refused.");
        break;
    case QKeychain::CouldNotDeleteEntry:
        message = Text::tr("The keychain could not remove the secret.");
        break;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        message = Text::tr("No keychain was found on this computer.");
        break;
    case QKeychain::NoError:
    case QKeychain::OtherError:
        message = otherErrorText(job.errorString());
        break;
    }
    Error error = makeError(ErrorKind::Keychain, message);
    if (!job.errorString().isEmpty())
        error.details.append({.code = {}, .message = job.errorString(), .target = {}});
    return failure(std::move(error));
}

/// A copy of a secret that nothing else shares, wiped when the last one who holds it lets go.
class HeldSecret
{
public:
    explicit HeldSecret(const QByteArray &secret)
        : m_secret(secret.constData(), secret.size())
    {
    }
    ~HeldSecret() { acs::wipe(m_secret); }
    Q_DISABLE_COPY_MOVE(HeldSecret)

    const QByteArray &bytes() const { return m_secret; }

private:
    QByteArray m_secret;
};

/// What a read job found. An empty value counts as none: KWallet answers so where there is no
/// entry.
Result<QByteArray> secretFrom(const QKeychain::Job &job)
{
    if (job.error() != QKeychain::NoError)
        return failureOf(job);
    QString text = static_cast<const QKeychain::ReadPasswordJob &>(job).textData();
    if (text.isEmpty())
        return missing();
    QByteArray secret = text.toUtf8();
    acs::wipe(text);
    return secret;
}

/// The wait for the answer of one or more jobs. It ends once: by an answer, by running out of
/// patience, by the person, or with its store. A job is never destroyed and never waits for us: it
/// has no parent, deletes itself, and speaks to this only while this is there.
template <class T>
class Wait final : public QObject
{
public:
    Wait(std::chrono::milliseconds patience, QObject *parent)
        : QObject(parent)
    {
        QTimer::singleShot(patience, this, [this] {
            end(keychainFailure(Text::tr("The keychain did not answer. A window that asks to "
                                         "unlock it may be open.")));
        });
        m_source.onCancel([self = QPointer<Wait>(this)] {
            if (self)
                self->end(failure(ErrorKind::Cancelled, {}));
        });
    }

    Call<T> call() const { return m_source.call(); }

    /// `done` gets the finished job, unless the wait is over by then.
    void start(QKeychain::Job *job, const QUuid &profile,
               std::function<void(const QKeychain::Job &)> done)
    {
        job->setAutoDelete(true);
        job->setInsecureFallback(false);
        job->setKey(KeychainSecretStore::keyOf(profile));
        // Single shot, since a delete job may say twice that it has finished.
        connect(
            job, &QKeychain::Job::finished, this,
            [this, done = std::move(done)](QKeychain::Job *finished) {
                if (!m_source.isFinished())
                    done(*finished);
            },
            Qt::SingleShotConnection);
        job->start();
    }

    void end(Result<T> result)
    {
        m_source.finish(std::move(result));
        deleteLater();
    }

private:
    CallSource<T> m_source;
};

} // namespace

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
    auto *wait = new Wait<QByteArray>(m_patience, this);
    wait->start(new QKeychain::ReadPasswordJob(serviceName()), profile,
                [wait](const QKeychain::Job &job) { wait->end(secretFrom(job)); });
    return wait->call();
}

Call<void> KeychainSecretStore::write(const QUuid &profile, const QByteArray &secret)
{
    if (secret.isEmpty()) // with KWallet it would remove the entry
        return finishedCall<void>(failure(ErrorKind::Invalid, Text::tr("The secret is empty.")));

    auto *wait = new Wait<void>(m_patience, this);
    auto *job = new QKeychain::WritePasswordJob(serviceName());
    job->setTextData(QString::fromUtf8(secret));
    // Held by what waits for the job, so that it is wiped however the wait ends.
    const auto asked = std::make_shared<const HeldSecret>(secret);
    const auto compare = [wait, asked](const QKeychain::Job &readBack) {
        auto kept = secretFrom(readBack);
        if (kept && acs::constantTimeEquals(*kept, asked->bytes())) {
            wait->end({});
        } else {
            wait->end(keychainFailure(Text::tr("The keychain took the secret but does not give it "
                                               "back.")));
        }
        if (kept)
            acs::wipe(*kept);
    };
    wait->start(job, profile, [wait, profile, compare](const QKeychain::Job &written) {
        // KWallet reports no error for a failed write, hence the reading back.
        if (written.error() == QKeychain::NoError)
            wait->start(new QKeychain::ReadPasswordJob(serviceName()), profile, compare);
        else
            wait->end(failureOf(written));
    });
    return wait->call();
}

Call<void> KeychainSecretStore::remove(const QUuid &profile)
{
    auto *wait = new Wait<void>(m_patience, this);
    wait->start(new QKeychain::DeletePasswordJob(serviceName()), profile,
                [wait](const QKeychain::Job &job) {
                    if (job.error() == QKeychain::NoError
                        || job.error() == QKeychain::EntryNotFound) {
                        wait->end({});
                    } else {
                        wait->end(failureOf(job));
                    }
                });
    return wait->call();
}

} // namespace roomkeeper::store
