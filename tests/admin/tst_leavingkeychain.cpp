#include "store/secrets/keychainproblem.h"
#include "support/connectionservicetest.h"
#include "support/testmain.h"

using namespace roomkeeper;
using namespace Qt::StringLiterals;
using tests::answerOf;
using tests::kindOf;

namespace {

const QByteArray secret("endpoint=https://contoso.example/;accesskey=bWFya2VyLXNlY3JldA==");

store::Profile named(const QString &name)
{
    return {.name = name};
}

} // namespace

/// Secrets that are moved out of the keychain, to be kept until the program ends.
class TestLeavingKeychain : public tests::ConnectionServiceTest
{
    Q_OBJECT

private slots:
    void init() { prepare(); }
    void cleanup() { tidy(); }

    void movedOutOfTheKeychain()
    {
        auto profile = answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        profile.secretInKeychain = false;
        const auto saved = answerOf(m_connectionService->save(profile, {}));
        QVERIFY(saved && !saved->keychainError);
        QVERIFY(m_secrets->secrets.isEmpty());
        QVERIFY(place(profile) == admin::SecretPlace::Session);
        QVERIFY(answerOf(m_connectionService->open(profile)));

        // If it can't be read, it is not removed either.
        profile.secretInKeychain = true;
        QVERIFY(answerOf(m_connectionService->save(profile, {})));
        profile.secretInKeychain = false;
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"locked"_s);
        const auto failed = answerOf(m_connectionService->save(profile, {}));
        QCOMPARE(kindOf(failed), u"keychain"_s); // it must not count as kept in memory
        QCOMPARE(failed.error().message, u"locked"_s);
        QCOMPARE(m_secrets->secrets.value(profile.id), secret);
        QVERIFY(m_profiles->find(profile.id)->secretInKeychain);
        QVERIFY(place(profile) == admin::SecretPlace::Keychain);
        m_secrets->failWith.reset();
        QVERIFY(answerOf(m_connectionService->open(*m_profiles->find(profile.id))));
    }

    void openedWhileTheSecretLeavesTheKeychain()
    {
        auto profile = answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        profile.name = u"Contoso 2"_s;
        profile.secretInKeychain = false;
        m_secrets->waits = true;
        const auto saving = m_connectionService->save(profile, {});
        const store::Profile meanwhile = *m_profiles->find(profile.id);
        QCOMPARE(meanwhile.name, u"Contoso 2"_s);
        QVERIFY(meanwhile.secretInKeychain);
        const auto opening = m_connectionService->open(meanwhile);
        m_secrets->release();
        QVERIFY(answerOf(opening));
        const auto saved = answerOf(saving);
        QVERIFY(saved && !saved->keychainError);
        QVERIFY(!saved->profile.secretInKeychain);
        QVERIFY(!m_profiles->find(profile.id)->secretInKeychain);
        QVERIFY(m_secrets->secrets.isEmpty());
        QVERIFY(answerOf(m_connectionService->open(saved->profile)));
    }

    void aLaterSaveOvertakesALeaving()
    {
        auto profile = answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        profile.secretInKeychain = false;
        m_secrets->waits = true;
        const auto leaving = m_connectionService->save(profile, {});
        profile.secretInKeychain = true;
        const auto staying = m_connectionService->save(profile, {});
        m_secrets->release();
        QVERIFY(answerOf(staying));
        const auto overtaken = answerOf(leaving);
        QVERIFY(overtaken && overtaken->profile.secretInKeychain);
        QVERIFY(m_profiles->find(profile.id)->secretInKeychain);
        QCOMPARE(m_secrets->secrets.value(profile.id), secret);
    }

    void whatIsNotLetGoIsTriedAgain()
    {
        auto profile = answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        m_connectionService->useForSession(profile.id, secret);
        profile.secretInKeychain = false;
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        auto saved = answerOf(m_connectionService->save(profile, {}));
        QVERIFY(saved && saved->keychainError && saved->isLeftBehind);
        QVERIFY(m_profiles->find(profile.id)->secretInKeychain);
        QVERIFY(m_connectionService->secrets().isLeavingKeychain(profile.id));
        QVERIFY(place(profile) == admin::SecretPlace::Session);
        m_secrets->failWith.reset();
        saved = answerOf(m_connectionService->save(profile, {}));
        QVERIFY(saved && !saved->keychainError && !saved->profile.secretInKeychain);
        QVERIFY(m_secrets->secrets.isEmpty());
        QVERIFY(!m_profiles->find(profile.id)->secretInKeychain);
    }

    /// A secret that the user took out of the keychain does not get back into it by itself.
    void theKeyIsReplacedWhileItIsToLeave()
    {
        startSandbox("bWFya2VyLXNlY3JldC10aGUtb2xkLWtleQ==");
        auto profile = saved({.name = u"Contoso"_s}, connectionString());
        m_connectionService->useForSession(profile.id, connectionString());
        profile.secretInKeychain = false;
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        QVERIFY(answerOf(m_connectionService->save(profile, {}))->isLeftBehind);
        m_secrets->failWith.reset();
        startSandbox("bWFya2VyLXNlY3JldC10aGUtbmV3LWtleQ==");
        QVERIFY(answerOf(m_connectionService->replaceSecret(profile.id, connectionString())));
        QVERIFY(m_secrets->secrets.isEmpty()); // now the old one is removed as well
        QVERIFY(!m_profiles->find(profile.id)->secretInKeychain);
        QVERIFY(place(profile) == admin::SecretPlace::Session);
        open(*m_profiles->find(profile.id));
        QVERIFY(answerOf(m_connection->verifyAccess()));
    }

    void aProfileThatIsRemovedElsewhereDoesNotComeBack()
    {
        auto profile = answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        m_connectionService->useForSession(profile.id, secret);
        profile.secretInKeychain = false;
        m_secrets->waits = true;
        const auto leaving = m_connectionService->save(profile, {});
        QVERIFY(m_profiles->remove(profile.id)); // like another program
        m_secrets->release();
        QVERIFY(answerOf(leaving));
        QVERIFY(m_profiles->profiles().isEmpty());
    }

    void whatIsNotLetGoIsNamedWhenItsProfileGoes()
    {
        auto profile = answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        m_connectionService->useForSession(profile.id, secret);
        profile.secretInKeychain = false;
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        QVERIFY(answerOf(m_connectionService->save(profile, {}))->isLeftBehind);
        QCOMPARE(kindOf(answerOf(m_connectionService->remove(profile.id))), u"keychain"_s);
    }

    void theKeyThatEntraIdLeftBehindGoes()
    {
        auto profile = answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        profile.authentication = store::Authentication::EntraId;
        profile.endpoint = u"https://contoso.communication.azure.com"_s;
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        QVERIFY(answerOf(m_connectionService->save(profile, {}))->isLeftBehind);
        m_secrets->failWith.reset();
        profile.authentication = store::Authentication::AccessKey;
        profile.secretInKeychain = false;
        const auto saved = answerOf(m_connectionService->save(profile, secret));
        QVERIFY(saved && !saved->keychainError && !saved->profile.secretInKeychain);
        QVERIFY(m_secrets->secrets.isEmpty());
        QVERIFY(!m_profiles->find(profile.id)->secretInKeychain);
        QVERIFY(place(profile) == admin::SecretPlace::Session);
    }

    void aSecretOnItsWayIntoTheKeychainComesBack()
    {
        m_secrets->waits = true;
        const auto first = m_connectionService->save(named(u"Contoso"_s), secret);
        auto profile = m_profiles->profiles().first();
        profile.secretInKeychain = false;
        const auto second = m_connectionService->save(profile, {});
        m_secrets->release();
        QVERIFY(answerOf(first));
        QVERIFY(answerOf(second));
        QVERIFY(m_secrets->secrets.isEmpty());
        QVERIFY(answerOf(m_connectionService->open(profile)));
    }

private:
    admin::SecretPlace place(const store::Profile &profile) const
    {
        return m_connectionService->secrets().place(profile.id);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestLeavingKeychain);
#include "tst_leavingkeychain.moc"
