#include "admin/explain.h"
#include "support/connectionservicetest.h"
#include "support/standinaz.h"
#include "support/testmain.h"

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;
using tests::answerOf;
using tests::kindOf;

namespace {

const QByteArray key = "bWFya2VyLXNlY3JldC10aGUtb2xkLWtleQ==";
const QByteArray token = "marker-secret.of-somebody.who-signed-in";
const QByteArray otherToken = "marker-secret.of-somebody.without-a-role";

qint64 inAnHour()
{
    return QDateTime::currentSecsSinceEpoch() + 3600;
}

} // namespace

/// Connections without a secret: a script in place of the Azure CLI provides the tokens.
class TestEntraId : public tests::ConnectionServiceTest
{
    Q_OBJECT

private slots:
    void init()
    {
        prepare();
        startSandbox(key, token);
    }
    void cleanup() { tidy(); }

    void opensWithoutAskingTheKeychain()
    {
        const StandInAz az(StandInAz::print(token, inAnHour()));
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"asked"_s);
        const store::Profile profile = saved(entra(), {});
        QVERIFY(!profile.id.isNull());
        QCOMPARE(profile.endpoint, endpoint());
        open(profile);
        QVERIFY(m_connection->usesTokens());
        QVERIFY(az.asked().isEmpty()); // before anything is requested
        QVERIFY(answerOf(m_connection->createRoom({})));
        QVERIFY(answerOf(m_connection->verifyAccess()));
        QCOMPARE(az.asked().size(), 1);
        QCOMPARE(m_secrets->reads, 0);
        QVERIFY(m_profiles->find(profile.id)->lastUsed.isValid());
        QVERIFY(m_connectionService->secrets().place(profile.id) == SecretPlace::AzureCli);
    }

    void readOnly()
    {
        const StandInAz az(StandInAz::print(token, inAnHour()));
        store::Profile profile = entra();
        profile.readOnly = true;
        open(saved(profile, {}));
        QCOMPARE(kindOf(answerOf(m_connection->createRoom({}))), u"read-only"_s);
        QVERIFY(az.asked().isEmpty());
        QVERIFY(answerOf(m_connection->verifyAccess()));
    }

    void signedOutAndInAgain()
    {
        open(saved(entra(), {}));
        {
            const StandInAz az("echo \"Please run 'az login' to setup account.\" >&2; exit 1");
            const auto rejected = answerOf(m_connection->verifyAccess());
            QCOMPARE(kindOf(rejected), u"denied"_s);
            const admin::Explanation words = admin::explain(rejected.error());
            QVERIFY(words.advice.contains(u"“az login”"_s));
            QVERIFY(words.canRetry);
        }
        const StandInAz az(StandInAz::print(token, inAnHour()));
        QVERIFY(answerOf(m_connection->verifyAccess()));
    }

    void withoutARole()
    {
        const StandInAz az(StandInAz::print(otherToken, inAnHour()));
        open(saved(entra(), {}));
        QSignalSpy asked(m_connection.get(), &Connection::credentialsRejected);
        const auto rejected = answerOf(m_connection->verifyAccess());
        QVERIFY(admin::explain(rejected.error()).headline.contains(u"rejected the access token"_s));
        QCOMPARE(az.asked().size(), 2); // it might have just been revoked
        QCOMPARE(asked.size(), 0);
    }

    void theTenantIsPassedOn()
    {
        const StandInAz az(StandInAz::print(token, inAnHour()));
        store::Profile profile = entra();
        profile.tenant = u"contoso.example"_s;
        profile = saved(profile, {});
        QCOMPARE(m_profiles->find(profile.id)->tenant, u"contoso.example"_s);
        open(profile);
        QVERIFY(answerOf(m_connection->verifyAccess()));
        QVERIFY2(az.asked().value(0).endsWith("[--tenant][contoso.example]"),
                 az.asked().value(0).constData());

        profile.subscription = u"another"_s;
        QCOMPARE(kindOf(answerOf(m_connectionService->save(profile, {}))), u"invalid"_s);
        m_connection.reset();
        QVERIFY(m_profiles->save(profile)); // as if somebody wrote it into the file
        open(profile);
        QCOMPARE(kindOf(answerOf(m_connection->verifyAccess())), u"denied"_s);
        QCOMPARE(az.asked().size(), 1);
    }

    void whatCannotBeSaved_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::newRow("none") << QString();
        QTest::newRow("not over https") << u"http://contoso.example"_s;
        QTest::newRow("with a path") << u"https://contoso.example/rooms"_s;
        QTest::newRow("not of the service") << u"https://fabrikam.example"_s;
        QTest::newRow("as if of the service") << u"https://xcommunication.azure.com"_s;
        QTest::newRow("before another's") << u"https://a.communication.azure.com.example"_s;
        QTest::newRow("no address") << u"contoso"_s;
    }

    void whatCannotBeSaved()
    {
        QFETCH(QString, endpoint);
        store::Profile profile = entra();
        profile.endpoint = endpoint;
        QCOMPARE(kindOf(answerOf(m_connectionService->save(profile, {}))), u"invalid"_s);
        QVERIFY(m_profiles->profiles().isEmpty());
        profile.id = QUuid::createUuid(); // also if somebody wrote it into the file
        QCOMPARE(kindOf(answerOf(m_connectionService->open(profile))), u"invalid"_s);
    }

    void whereTokensMayGo_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::newRow("public") << u"https://contoso.communication.azure.com"_s;
        QTest::newRow("with a region") << u"https://Contoso.unitedstates.communication.Azure.com"_s;
        QTest::newRow("us") << u"https://contoso.communication.azure.us"_s;
        QTest::newRow("cn") << u"https://contoso.communication.azure.cn"_s;
        QTest::newRow("here") << u"https://localhost:8443"_s;
    }

    void whereTokensMayGo()
    {
        QFETCH(QString, endpoint);
        store::Profile profile = entra();
        profile.endpoint = endpoint;
        open(saved(profile, {}));
    }

    void theKeyOfAProfileGoes()
    {
        store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        QCOMPARE(m_secrets->secrets.size(), 1);
        profile.authentication = store::Authentication::EntraId;
        QVERIFY(
            answerOf(m_connectionService->save(profile, connectionString()))); // whatever is passed
        QVERIFY(m_secrets->secrets.isEmpty());
        QVERIFY(m_connectionService->secrets().place(profile.id) == SecretPlace::AzureCli);

        // From memory as well; it does not come back by itself.
        profile.authentication = store::Authentication::AccessKey;
        profile.secretInKeychain = false;
        QCOMPARE(kindOf(answerOf(m_connectionService->save(profile, {}))), u"invalid"_s);
        QVERIFY(answerOf(m_connectionService->save(profile, connectionString())));
        profile.authentication = store::Authentication::EntraId;
        QVERIFY(answerOf(m_connectionService->save(profile, {})));
        profile.authentication = store::Authentication::AccessKey;
        QCOMPARE(kindOf(answerOf(m_connectionService->open(profile))), u"not found"_s);
    }

    void theKeyCannotBeRemoved()
    {
        store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        profile.authentication = store::Authentication::EntraId;
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"locked"_s);
        auto changed = answerOf(m_connectionService->save(profile, {}));
        QVERIFY(changed && changed->keychainError);
        QVERIFY(m_profiles->find(profile.id)->authentication == store::Authentication::EntraId);
        QVERIFY(m_profiles->find(profile.id)->secretInKeychain); // it is still there

        // The next save tries again.
        m_secrets->failWith.reset();
        changed = answerOf(m_connectionService->save(*m_profiles->find(profile.id), {}));
        QVERIFY(changed && !changed->keychainError);
        QVERIFY(m_secrets->secrets.isEmpty());
        QVERIFY(!m_profiles->find(profile.id)->secretInKeychain);
    }

    void noKeychainIsAskedWhereThereWasNoKey()
    {
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"locked"_s);
        auto saving = answerOf(m_connectionService->save(entra(), {}));
        QVERIFY(saving && !saving->keychainError);
        store::Profile profile = saving->profile;
        profile.name = u"Contoso 2"_s;
        saving = answerOf(m_connectionService->save(profile, {}));
        QVERIFY(saving && !saving->keychainError);
        QVERIFY(answerOf(m_connectionService->remove(profile.id)));
    }

    void theKeyGoesWithTheProfileThatDidNotLetItGo()
    {
        store::Profile profile = saved({.name = u"Contoso"_s}, connectionString());
        profile.authentication = store::Authentication::EntraId;
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"locked"_s);
        QVERIFY(answerOf(m_connectionService->save(profile, {})));
        QCOMPARE(kindOf(answerOf(m_connectionService->remove(profile.id))), u"keychain"_s);
        m_secrets->failWith.reset();
        QVERIFY(answerOf(m_connectionService->remove(profile.id)));
        QVERIFY(m_secrets->secrets.isEmpty());
    }

    void thereIsNoSecretToReplace()
    {
        const store::Profile profile = saved(entra(), {});
        const auto rejected =
            answerOf(m_connectionService->replaceSecret(profile.id, connectionString()));
        QCOMPARE(kindOf(rejected), u"invalid"_s);
        QVERIFY(rejected.error().message.contains(u"Azure CLI"_s));
    }

private:
    store::Profile entra() const
    {
        return {.name = u"Contoso"_s,
                .endpoint = endpoint() + u'/',
                .authentication = store::Authentication::EntraId};
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestEntraId);
#include "tst_entraid.moc"
