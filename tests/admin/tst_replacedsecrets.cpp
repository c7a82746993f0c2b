#include "support/beforeithears.h"
#include "support/connectionservicetest.h"
#include "support/testmain.h"

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;
using tests::answerOf;
using tests::BeforeItHears;
using tests::kindOf;

namespace {

const QByteArray oldKey = "bWFya2VyLXNlY3JldC10aGUtb2xkLWtleQ==";
const QByteArray newKey = "bWFya2VyLXNlY3JldC10aGUtbmV3LWtleQ==";
const QByteArray wrongKey = "bWFya2VyLXNlY3JldC1zb21lLW90aGVyLWtleQ==";

} // namespace

/// A key that was regenerated: the new connection string is tested before it replaces the old one,
/// and pending requests are not lost.
class TestReplacedSecrets : public tests::ConnectionServiceTest
{
    Q_OBJECT

private slots:
    void init()
    {
        prepare();
        startSandbox(oldKey);
    }
    void cleanup() { tidy(); }

    void whatWaitsGoesOutWithTheNewKey()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        open(profile);
        const auto second = answerOf(m_connectionService->open(profile)); // in another window
        QVERIFY(answerOf(m_connection->verifyAccess()));
        QVERIFY(answerOf((*second)->verifyAccess()));
        QSignalSpy rejected(m_connection.get(), &Connection::credentialsRejected);
        startSandbox(newKey);

        const auto creation = m_connection->createRoom({});
        const auto read = m_connection->readRoom(u"99123456789012345"_s);
        QTRY_COMPARE(rejected.size(), 1);
        QCOMPARE(rejected.first().first().value<Error>().httpStatus, 401);
        QVERIFY(!creation.isFinished());

        // Not with a wrong one, which is stored nowhere.
        const QByteArray wrong = endpointIs(wrongKey);
        const auto failed = answerOf(m_connectionService->replaceSecret(profile.id, wrong));
        QCOMPARE(kindOf(failed), u"denied"_s);
        QVERIFY(m_secrets->secrets.value(profile.id).contains(oldKey));
        QVERIFY(!creation.isFinished());
        QCOMPARE(rejected.size(), 1);

        QVERIFY(answerOf(m_connectionService->replaceSecret(profile.id, connectionString())));
        QCOMPARE(m_secrets->secrets.value(profile.id), connectionString());
        QVERIFY(answerOf(creation));
        QCOMPARE(kindOf(answerOf(read)), u"not found"_s); // the service looked for it
        QVERIFY(answerOf((*second)->verifyAccess()));

        QSignalSpy refreshed(m_connection.get(), &Connection::refreshed);
        m_connection->refresh();
        QTRY_COMPARE(refreshed.size(), 1);
        QCOMPARE(m_connection->rooms().count(), qsizetype(1)); // one request, one room
        QCOMPARE(m_connection->unknownOutcomes().count(), 0);
    }

    void declined()
    {
        open(saved({.name = u"Contoso"_s}, connectionString()));
        QVERIFY(answerOf(m_connection->verifyAccess()));
        QSignalSpy rejected(m_connection.get(), &Connection::credentialsRejected);
        startSandbox(newKey);
        const auto creation = m_connection->createRoom({});
        QTRY_COMPARE(rejected.size(), 1);
        m_connection->declineCredentials();
        QVERIFY(!answerOf(creation));
        QCOMPARE(kindOf(answerOf(m_connection->verifyAccess())), u"denied"_s);
        QCOMPARE(rejected.size(), 1);
    }

    void whereNobodyListensItFails()
    {
        open(saved({.name = u"Contoso"_s}, connectionString()));
        QVERIFY(answerOf(m_connection->verifyAccess()));
        startSandbox(newKey);
        QCOMPARE(kindOf(answerOf(m_connection->verifyAccess())), u"denied"_s);
    }

    void aConnectionStringThatIsSavedServesWhatIsOpen()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        open(profile);
        QVERIFY(answerOf(m_connection->verifyAccess()));
        QSignalSpy rejected(m_connection.get(), &Connection::credentialsRejected);
        QSignalSpy replaced(m_connection.get(), &Connection::keyReplaced);
        // Not before it is needed: it has not been tested.
        QVERIFY(answerOf(m_connectionService->save(profile, endpointIs(wrongKey))));
        QCOMPARE(replaced.size(), 0);
        QVERIFY(answerOf(m_connection->verifyAccess()));

        startSandbox(newKey);
        const auto creation = m_connection->createRoom({});
        QTRY_COMPARE(rejected.size(), 1);
        QVERIFY(answerOf(m_connectionService->save(profile, connectionString())));
        QCOMPARE(replaced.size(), 1);
        QVERIFY(answerOf(creation));
    }

    void notToAConnectionOfAnotherResource()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        open(profile);
        const auto former = m_connection;
        QVERIFY(answerOf(former->verifyAccess()));
        QSignalSpy rejected(former.get(), &Connection::credentialsRejected);
        QSignalSpy replaced(former.get(), &Connection::keyReplaced);
        const auto other = anotherSandbox(newKey);
        const QByteArray another = other->connectionString().toUtf8();
        QVERIFY(answerOf(m_connectionService->save(profile, another)));
        startSandbox(newKey);
        const auto read = former->readRoom(u"99123456789012345"_s);
        QTRY_COMPARE(rejected.size(), 1);
        QVERIFY(answerOf(m_connectionService->replaceSecret(profile.id, another)));
        QCOMPARE(replaced.size(), 0);
        QVERIFY(former->waitsForKey()); // the question is still open, and can be answered
        former->declineCredentials();
        QCOMPARE(kindOf(answerOf(read)), u"denied"_s);
    }

    /// Whichever is accepted first.
    void twoAreTriedAtOnce()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        startSandbox(newKey);
        const auto one = m_connectionService->replaceSecret(profile.id, connectionString());
        const auto other = m_connectionService->replaceSecret(profile.id, connectionString());
        const bool isFirst = answerOf(one).has_value();
        QCOMPARE(answerOf(other).has_value(), !isFirst);
        QCOMPARE(m_secrets->secrets.value(profile.id), connectionString());
    }

    void roomsThatWereRejectedAreListedAnew()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        startSandbox(newKey);
        open(profile);
        QSignalSpy failed(m_connection.get(), &Connection::refreshFailed);
        QSignalSpy refreshed(m_connection.get(), &Connection::refreshed);
        m_connection->refresh();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(answerOf(m_connectionService->replaceSecret(profile.id, connectionString())));
        QTRY_COMPARE(refreshed.size(), 1);
        // The list is complete and not loaded again.
        QVERIFY(answerOf(m_connectionService->replaceSecret(profile.id, connectionString())));
        QVERIFY(!m_connection->isRefreshing());
    }

    void withoutAnOpenConnection()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        startSandbox(newKey);
        QVERIFY(answerOf(m_connectionService->replaceSecret(profile.id, connectionString())));
        open(profile);
        QVERIFY(answerOf(m_connection->verifyAccess()));
    }

    void keptForTheSessionOnly()
    {
        const store::Profile profile =
            saved({.name = u"Contoso"_s, .secretInKeychain = false}, connectionString());
        startSandbox(newKey);
        QVERIFY(answerOf(m_connectionService->replaceSecret(profile.id, connectionString())));
        QVERIFY(m_secrets->secrets.isEmpty());
        open(profile);
        QVERIFY(answerOf(m_connection->verifyAccess()));
    }

    /// The key is valid whatever the keychain reports: nothing waits for that.
    void theKeychainFails()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        const QByteArray before = connectionString();
        open(profile);
        QVERIFY(answerOf(m_connection->verifyAccess()));
        QSignalSpy rejected(m_connection.get(), &Connection::credentialsRejected);
        startSandbox(newKey);
        const auto waiting = m_connection->verifyAccess();
        QTRY_COMPARE(rejected.size(), 1);
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"locked"_s);
        const auto replaced =
            answerOf(m_connectionService->replaceSecret(profile.id, connectionString()));
        QVERIFY(replaced && replaced->keychainError);
        QCOMPARE(replaced->profile.id, profile.id);
        QCOMPARE(replaced->keychainError->message, u"locked"_s);
        QVERIFY(answerOf(waiting));
        QCOMPARE(m_secrets->secrets.value(profile.id), before);
        QVERIFY(m_connectionService->secrets().state(profile.id) == SecretState::Unsaved);
        open(profile);
        QVERIFY(answerOf(m_connection->verifyAccess()));
    }

    void theKeychainHangs()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        open(profile);
        QVERIFY(answerOf(m_connection->verifyAccess()));
        QSignalSpy rejected(m_connection.get(), &Connection::credentialsRejected);
        startSandbox(newKey);
        const auto waiting = m_connection->verifyAccess();
        QTRY_COMPARE(rejected.size(), 1);
        m_secrets->waits = true;
        const auto replacing = m_connectionService->replaceSecret(profile.id, connectionString());
        QVERIFY(answerOf(waiting));
        QVERIFY(!replacing.isFinished());
        QVERIFY(m_connectionService->secrets().state(profile.id) == SecretState::Saving);
        m_secrets->release();
        const auto replaced = answerOf(replacing);
        QVERIFY(replaced && !replaced->keychainError);
        QCOMPARE(m_secrets->secrets.value(profile.id), connectionString());
        QVERIFY(m_connectionService->secrets().place(profile.id) == SecretPlace::Keychain);
    }

    /// Storing the old key waits for a locked keychain, which is unlocked when the new one is
    /// there.
    void theOldOneIsStillOnItsWayIntoTheKeychain()
    {
        m_secrets->waits = true;
        const auto saving = m_connectionService->save({.name = u"Contoso"_s}, connectionString());
        const store::Profile profile = m_profiles->profiles().first();
        startSandbox(newKey);
        m_secrets->waits = false;
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"locked"_s);
        QVERIFY(answerOf(m_connectionService->replaceSecret(profile.id, connectionString())));
        m_secrets->failWith.reset();
        m_secrets->release();
        QVERIFY(answerOf(saving));
        QVERIFY(isInMemory(profile));
        QVERIFY(m_connectionService->secrets().state(profile.id) == SecretState::Unsaved);
    }

    /// What is read there is the old one.
    void theOldOneIsJustLeavingTheKeychain()
    {
        store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        startSandbox(newKey);
        m_secrets->waits = true;
        profile.secretInKeychain = false;
        const auto leaving = m_connectionService->save(profile, {});
        const auto replacing = m_connectionService->replaceSecret(profile.id, connectionString());
        QTRY_VERIFY(isInMemory(profile));
        m_secrets->release();
        QVERIFY(answerOf(leaving));
        QVERIFY(answerOf(replacing));
        open(*m_profiles->find(profile.id));
        QVERIFY(answerOf(m_connection->verifyAccess()));
    }

    /// A key that was only in memory because the keychain failed is stored now.
    void theKeychainWorksAgain()
    {
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"locked"_s);
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        m_secrets->failWith.reset();
        startSandbox(newKey);
        QVERIFY(answerOf(m_connectionService->replaceSecret(profile.id, connectionString())));
        QCOMPARE(m_secrets->secrets.value(profile.id), connectionString());
        QVERIFY(m_connectionService->secrets().unsaved().isEmpty());
    }

    /// A window with the profile's former resource does not get the key.
    void notForAnotherResource()
    {
        sandbox::SandboxOptions options{.accessKey =
                                            std::move(*acs::AccessKey::fromBase64(oldKey))};
        const auto former = sandbox::SandboxServer::start(std::move(options));
        QVERIFY(former);
        const store::Profile profile =
            saved({.name = u"Contoso"_s}, (*former)->connectionString().toUtf8());
        open(profile);
        QVERIFY(answerOf(m_connection->verifyAccess()));
        QVERIFY(answerOf(m_connectionService->save(profile, connectionString())));
        startSandbox(newKey);
        QVERIFY(answerOf(m_connectionService->replaceSecret(profile.id, connectionString())));
        QVERIFY(answerOf(m_connection->verifyAccess()));
    }

    void whatIsNotTried_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QString>("words");
        QTest::newRow("no connection string") << QByteArray("accesskey=" + newKey) << u"endpoint"_s;
        QTest::newRow("another resource")
            << QByteArray("endpoint=https://fabrikam.example;accesskey=" + newKey)
            << u"fabrikam.example"_s;
        QTest::newRow("another port")
            << QByteArray("endpoint=http://127.0.0.1:1;accesskey=" + newKey) << u"127.0.0.1:1)"_s;
        QTest::newRow("nothing") << QByteArray() << u"connection string"_s;
    }

    void whatIsNotTried()
    {
        QFETCH(QByteArray, secret);
        QFETCH(QString, words);
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        const auto rejected = answerOf(m_connectionService->replaceSecret(profile.id, secret));
        QCOMPARE(kindOf(rejected), u"invalid"_s);
        QVERIFY2(rejected.error().message.contains(words), qPrintable(rejected.error().message));
        QVERIFY(!rejected.error().message.contains(QString::fromLatin1(newKey)));
        QCOMPARE(m_secrets->secrets.value(profile.id), connectionString());
    }

    void aProfileThatIsNotThere()
    {
        QCOMPARE(kindOf(answerOf(m_connectionService->replaceSecret(QUuid::createUuid(), {}))),
                 u"not found"_s);
    }

    void givenUpWhileItIsTried()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        const QByteArray before = connectionString();
        startSandbox(newKey);
        const auto replacing = m_connectionService->replaceSecret(profile.id, connectionString());
        replacing.cancel();
        QCOMPARE(kindOf(answerOf(replacing)), u"cancelled"_s);
        QCOMPARE(m_secrets->secrets.value(profile.id), before);
    }

    /// Cancelled when the service had accepted it, but the result was not yet delivered.
    void cancelledAtTheLastMoment()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        const QByteArray before = connectionString();
        startSandbox(newKey);
        const auto replacing = m_connectionService->replaceSecret(profile.id, connectionString());
        auto *replacements = m_connectionService->findChild<SecretReplacements *>();
        const BeforeItHears cancelling(*replacements, [&replacing] { replacing.cancel(); });
        QCOMPARE(kindOf(answerOf(replacing)), u"cancelled"_s);
        QCOMPARE(m_secrets->secrets.value(profile.id), before);
        QVERIFY(m_connectionService->secrets().place(profile.id) == SecretPlace::Keychain);
    }

    void madeAnothersWhileItIsTried()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        const auto replacing = m_connectionService->replaceSecret(profile.id, connectionString());
        const QByteArray other = "endpoint=https://fabrikam.example;accesskey=" + oldKey;
        QVERIFY(answerOf(m_connectionService->save(profile, other)));
        QCOMPARE(kindOf(answerOf(replacing)), u"cancelled"_s);
        QCOMPARE(m_secrets->secrets.value(profile.id), other);
    }

    void removedWhileItIsTried()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        const auto replacing = m_connectionService->replaceSecret(profile.id, connectionString());
        QVERIFY(m_profiles->remove(profile.id));
        QCOMPARE(kindOf(answerOf(replacing)), u"cancelled"_s);
    }

    void theConnectionServiceGoesMeanwhile()
    {
        const store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        const auto replacing = m_connectionService->replaceSecret(profile.id, connectionString());
        m_connectionService.reset();
        QCOMPARE(kindOf(answerOf(replacing)), u"cancelled"_s);
    }

private:
    /// Whether the secret is in memory, and the service accepts it.
    bool isInMemory(const store::Profile &profile) const
    {
        if (m_connectionService->secrets().place(profile.id) != SecretPlace::Session)
            return false;
        const auto opened = answerOf(m_connectionService->open(profile));
        return opened && answerOf((*opened)->verifyAccess()).has_value();
    }

    QByteArray endpointIs(const QByteArray &key) const
    {
        return "endpoint=" + endpoint().toUtf8() + ";accesskey=" + key;
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestReplacedSecrets);
#include "tst_replacedsecrets.moc"
