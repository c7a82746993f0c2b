#include "store/secrets/keychainproblem.h"
#include "support/fixture.h"
#include "support/keychaintest.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <memory>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Locks the keyring, like a user who leaves.
void lock()
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        keyringName, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
    const QDBusObjectPath collection(u"/org/freedesktop/secrets/collection/login"_s);
    message << QVariant::fromValue(QList<QDBusObjectPath>{collection});
    const QDBusMessage reply = QDBusConnection::sessionBus().call(message);
    QVERIFY2(reply.type() == QDBusMessage::ReplyMessage, qPrintable(reply.errorMessage()));
}

/// A Secret Service with a fault.
class StandIn
{
public:
    explicit StandIn(const QString &way)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(SYSTEM_PYTHON),
                        {QStringLiteral(SECRET_SERVICE_STAND_IN), way});
        QTRY_VERIFY_WITH_TIMEOUT(m_process.canReadLine(), 20'000);
        QCOMPARE(m_process.readLine(), QByteArray("ready\n"));
    }
    ~StandIn()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(StandIn)

private:
    QProcess m_process;
};

} // namespace

/// The real keychain. CMakeLists.txt says which functions run where: each state of the desktop
/// needs a separate process, because QtKeychain selects its backend once.
class TestKeychainSecretStore : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void initTestCase() { waitForKeyring(); }
    // In a session with a keyring.

    void keyringKeepsASecret()
    {
        KeychainSecretStore store;
        auto missing = answerOf(store.read(profile));
        compareError(missing, ErrorKind::NotFound);

        auto written = answerOf(store.write(profile, secret));
        QVERIFY2(written && *written,
                 qPrintable(written && !*written ? written->error().message : QString()));
        auto read = answerOf(store.read(profile));
        QVERIFY(read && *read);
        QCOMPARE(**read, secret);

        KeychainSecretStore another; // nothing is stored in the object
        QCOMPARE(**answerOf(another.read(profile)), secret);
        compareError(answerOf(another.read(QUuid::createUuid())), ErrorKind::NotFound);

        QVERIFY(*answerOf(store.write(profile, "endpoint=other")));
        QCOMPARE(**answerOf(store.read(profile)), QByteArray("endpoint=other"));

        QVERIFY(*answerOf(store.remove(profile)));
        compareError(answerOf(store.read(profile)), ErrorKind::NotFound);
        QVERIFY(*answerOf(store.remove(profile))); // a missing entry counts as removed
    }

    void keyringStoresUnderOurName()
    {
        const QString tool = QStandardPaths::findExecutable(u"secret-tool"_s);
        if (tool.isEmpty())
            QSKIP("no secret-tool");
        KeychainSecretStore store;
        QVERIFY(*answerOf(store.write(profile, secret)));
        QProcess lookup;
        lookup.start(tool,
                     {u"lookup"_s, u"user"_s, u"roomkeeper/6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c01"_s,
                      u"server"_s, u"roomkeeper"_s});
        QVERIFY(lookup.waitForFinished());
        QCOMPARE(lookup.readAllStandardOutput(), secret);
        QVERIFY(*answerOf(store.remove(profile)));
    }

    void keyringTakesNoEmptySecret()
    {
        KeychainSecretStore store;
        compareError(answerOf(store.write(profile, {})), ErrorKind::Invalid);
    }

    void keyringSlowerThanOurPatience()
    {
        {
            KeychainSecretStore impatient(0ms);
            // The keychain is slow, but its result is waited for.
            QVERIFY(*answerOf(impatient.write(profile, secret)));
        }
        KeychainSecretStore store;
        QCOMPARE(**answerOf(store.read(profile)), secret);
        QVERIFY(*answerOf(store.remove(profile)));
    }

    void keyringIsAskedOneAfterTheOther()
    {
        const QByteArray other = QByteArray(secret).replace("contoso", "fabrikam");
        KeychainSecretStore store;
        const auto first = store.write(profile, secret);
        const auto removed = store.remove(profile);
        const auto second = store.write(profile, other);
        const auto read = store.read(profile);
        const auto answer = answerOf(read);
        QVERIFY(answer && *answer);
        QCOMPARE(**answer, other);
        QVERIFY(*answerOf(first) && *answerOf(removed) && *answerOf(second));
        QVERIFY(*answerOf(store.remove(profile)));
    }

    void keyringCallGivenUp()
    {
        KeychainSecretStore store;
        const auto call = store.read(profile);
        call.cancel();
        compareError(answerOf(call), ErrorKind::Cancelled);
        compareError(answerOf(store.read(profile)), ErrorKind::NotFound); // still usable
    }

    void keyringStoreGoneBeforeTheAnswer()
    {
        auto store = std::make_unique<KeychainSecretStore>();
        const auto call = store->read(profile);
        store.reset();
        compareError(answerOf(call), ErrorKind::Cancelled);
        // The job is still running: let it end after the next one.
        KeychainSecretStore next;
        compareError(answerOf(next.read(profile)), ErrorKind::NotFound);
    }

    /// Without a display nobody can be asked for the password, as if the user had cancelled.
    void keyringLockedAndRejected()
    {
        KeychainSecretStore store;
        QVERIFY(*answerOf(store.write(profile, secret)));
        lock();
        compareProblem(answerOf(store.read(profile)), store::KeychainProblem::Rejected);
        compareProblem(answerOf(store.write(profile, "endpoint=other")),
                       store::KeychainProblem::Rejected);
        // The keychain reports success.
        compareProblem(answerOf(store.remove(profile)), store::KeychainProblem::Rejected);

        unlock();
        QCOMPARE(**answerOf(store.read(profile)), secret); // unchanged
        QVERIFY(*answerOf(store.remove(profile)));
        compareError(answerOf(store.read(profile)), ErrorKind::NotFound);
        lock();
        compareError(answerOf(store.read(profile)), ErrorKind::NotFound); // missing, locked or not
        unlock();
    }

    // In KDE 5, where QtKeychain would use KWallet; it is missing, so the keyring is used.

    void keyringInPlaceOfKWallet()
    {
        KeychainSecretStore store;
        const auto missing = answerOf(store.read(profile));
        compareError(missing, ErrorKind::NotFound);
        QVERIFY(*answerOf(store.write(profile, secret)));
        QCOMPARE(**answerOf(store.read(profile)), secret);
        lock();
        compareProblem(answerOf(store.read(profile)), store::KeychainProblem::Rejected);
        compareProblem(answerOf(store.remove(profile)), store::KeychainProblem::Rejected);
    }

    // In a session without a keyring, with none at all, or without the library.

    void nobodyIsNamed()
    {
        const auto problem =
            static_cast<store::KeychainProblem>(qEnvironmentVariableIntValue("KEYCHAIN_TROUBLE"));
        KeychainSecretStore store;
        compareProblem(answerOf(store.read(profile)), problem);
        compareProblem(answerOf(store.write(profile, secret)), problem);
        const auto removed = answerOf(store.remove(profile));
        compareProblem(removed, problem);
        QVERIFY(!removed->error().message.isEmpty()); // the message of the keychain
    }

    // With a Secret Service that has a fault.

    void serviceThatIsMute() { silent(u"mute"_s); }
    void serviceThatNeverFinds() { silent(u"searching"_s); }

    void serviceThatIsLocked() { silent(u"locked"_s, store::KeychainProblem::Locked); }

    void serviceThatIsMuteAtTheEnd()
    {
        const StandIn service(u"mute"_s);
        auto *store = new KeychainSecretStore(0ms, QCoreApplication::instance());
        QSignalSpy slow(store, &SecretStore::slow);
        store->read(profile).detach();
        store->write(profile, secret).detach();
        store->remove(profile).detach();
        // The program ends while jobs are running and queued.
        QTRY_COMPARE_WITH_TIMEOUT(slow.count(), 3, 20'000);
    }

    void serviceGoneBetweenWritingAndReading()
    {
        const StandIn service(u"dying"_s);
        KeychainSecretStore store;
        compareProblem(answerOf(store.write(profile, secret)), store::KeychainProblem::NoService);
    }

    void serviceThatLosesWhatItTook()
    {
        const StandIn service(u"losing"_s);
        KeychainSecretStore store;
        const auto written = answerOf(store.write(profile, secret));
        compareProblem(written, store::KeychainProblem::Failed);
        QVERIFY(written->error().message.contains(u"does not return it"_s));
        compareError(answerOf(store.read(profile)), ErrorKind::NotFound);
    }

    void serviceThatKeepsWhatItShouldDelete()
    {
        const StandIn service(u"holding"_s);
        KeychainSecretStore store;
        QVERIFY(*answerOf(store.write(profile, secret)));
        const auto removed = answerOf(store.remove(profile));
        compareProblem(removed, store::KeychainProblem::Failed);
        QVERIFY(removed->error().message.contains(u"still in the keychain"_s));
    }

    /// An unknown state is neither missing nor removed.
    void serviceThatDoesNotSayWhatItHas()
    {
        const StandIn service(u"secretive"_s);
        KeychainSecretStore store;
        compareProblem(answerOf(store.read(profile)), store::KeychainProblem::NoAnswer);
        QVERIFY(*answerOf(store.write(profile, secret)));
        compareProblem(answerOf(store.remove(profile)), store::KeychainProblem::NoAnswer);
        QCOMPARE(**answerOf(store.read(profile)), secret);
    }

    // Without GLib's event loop no job ever ends.

    void aJobThatNeverEndsIsSaidToBeSlow()
    {
        KeychainSecretStore store(0ms);
        isSlow(store);
    }

private:
    /// A service that never responds: reported repeatedly as long as somebody waits.
    void silent(const QString &way, store::KeychainProblem why = store::KeychainProblem::NoAnswer)
    {
        const StandIn service(way);
        KeychainSecretStore store(0ms);
        isSlow(store, why);
    }

    void isSlow(KeychainSecretStore &store,
                store::KeychainProblem why = store::KeychainProblem::NoAnswer)
    {
        QSignalSpy slow(&store, &SecretStore::slow);
        const auto read = store.read(profile);
        QTRY_COMPARE_WITH_TIMEOUT(slow.count(), 1, 20'000);
        QCOMPARE(slow.first().first().toUuid(), profile);
        QCOMPARE(slow.first().last().value<store::KeychainProblem>(), why);
        store.keepWaiting(QUuid::createUuid()); // waiting for another profile
        store.keepWaiting(profile);
        QTRY_COMPARE_WITH_TIMEOUT(slow.count(), 2, 20'000);
        QVERIFY(!read.isFinished());

        const auto written = store.write(profile, secret);
        const auto other = store.read(QUuid::createUuid());
        store.goOnWithout(profile);
        compareProblem(answerOf(read), store::KeychainProblem::NoAnswer);
        compareProblem(answerOf(written), store::KeychainProblem::NoAnswer);
        QVERIFY(!other.isFinished());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestKeychainSecretStore);
#include "tst_keychainsecretstore.moc"
