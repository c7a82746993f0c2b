#include "store/secrets/keychainproblem.h"
#include "store/secrets/secretservice.h"
#include "support/fixture.h"
#include "support/keychaintest.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTest>

#include <functional>
#include <utility>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Acts once when QtKeychain starts a job of a class. A job starts in its own event, so nothing of
/// it has reached the keychain by then, and everything before it is done.
class JobStart : public QObject
{
public:
    JobStart(const char *job, std::function<void()> act)
        : m_job(job)
        , m_act(std::move(act))
    {
        QCoreApplication::instance()->installEventFilter(this);
    }
    Q_DISABLE_COPY_MOVE(JobStart)

    bool hasCome() const { return !m_act; }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (m_act && event->type() == QEvent::MetaCall && watched->inherits(m_job))
            std::exchange(m_act, nullptr)();
        return false;
    }

private:
    const char *m_job;
    std::function<void()> m_act;
};

/// The number of secrets of the profile in the keyring.
qsizetype kept()
{
    const auto found = answerOf(SecretService::find(KeychainSecretStore::serviceName(),
                                                    KeychainSecretStore::keyOf(profile), 20s));
    return found && *found ? (*found)->locked + (*found)->unlocked : -1;
}

} // namespace

/// The keyring is killed during an operation. If the session starts another one by itself
/// ($KEYRING_IS_STARTED), that one is locked, and nobody can be asked for its password.
class TestKeychainKilled : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void initTestCase() { waitForKeyring(); }

    void init()
    {
        Fixture::init();
        unlock();
    }

    void cleanup() { killKeyring(); } // a stopped process would outlive its session

    void whileNothingIsAsked()
    {
        KeychainSecretStore store;
        QVERIFY(*answerOf(store.write(profile, secret)));
        killKeyring();
        compareProblem(answerOf(store.read(profile)), m_afterwards);
        compareProblem(answerOf(store.remove(profile)), m_afterwards);
        unlock();
        QCOMPARE(**answerOf(store.read(profile)), secret);
        QVERIFY(*answerOf(store.remove(profile)));
    }

    void whileASecretIsWritten_data()
    {
        QTest::addColumn<QByteArray>("job");
        QTest::addColumn<bool>("isOpen");
        QTest::addColumn<int>("keptBefore");
        const QByteArray writing("QKeychain::WritePasswordJob");
        const QByteArray reading("QKeychain::ReadPasswordJob");
        QTest::newRow("before it is written") << writing << false << 0;
        QTest::newRow("while it is written") << writing << true << 0;
        QTest::newRow("between writing and reading") << reading << false << 1;
        QTest::newRow("while it is read back") << reading << true << 1;
    }

    /// Reported as stored only after it was read back, whatever the keyring has on disk.
    void whileASecretIsWritten()
    {
        QFETCH(const QByteArray, job);
        QFETCH(const bool, isOpen);
        QFETCH(const int, keptBefore);
        KeychainSecretStore store(isOpen ? 0ms : KeychainSecretStore::defaultPatience);
        const JobStart moment(job.constData(), [&] {
            QCOMPARE(kept(), keptBefore);
            if (!isOpen) {
                killKeyring();
                return;
            }
            // It does not respond from here on; killed after the store has noticed.
            QCOMPARE(::kill(keyringProcess(), SIGSTOP), 0);
            connect(&store, &SecretStore::slow, this, &killKeyring, Qt::SingleShotConnection);
            store.keepWaiting(profile);
        });

        const auto written = answerOf(store.write(profile, secret));
        QVERIFY(moment.hasCome());
        compareProblem(written, m_afterwards);

        unlock();
        QVERIFY(*answerOf(store.write(profile, secret)));
        QCOMPARE(**answerOf(store.read(profile)), secret);
        QCOMPARE(kept(), 1);
        QVERIFY(*answerOf(store.remove(profile)));
    }

private:
    const store::KeychainProblem m_afterwards = qEnvironmentVariableIsSet("KEYRING_IS_STARTED")
                                                    ? store::KeychainProblem::Rejected
                                                    : store::KeychainProblem::NoService;
};

ROOMKEEPER_TEST(QCoreApplication, TestKeychainKilled);
#include "tst_keychainkilled.moc"
