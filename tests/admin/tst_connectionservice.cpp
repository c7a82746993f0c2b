#include "admin/connections/connectionservice.h"
#include "base/qtversions.h"
#include "sandbox/sandboxserver.h"
#include "support/fixture.h"
#include "support/keychainoutcome.h"
#include "support/memorysecretstore.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;
using tests::answerOf;
using tests::kindOf;

namespace {

const QByteArray secret("endpoint=https://contoso.example/;accesskey=bWFya2VyLXNlY3JldA==");
const QByteArray
    otherSecret("accesskey=bWFya2VyLXNlY3JldC1vdGhlcg==;endpoint=https://fabrikam.example");
const QDateTime now = QDateTime(QDate(2026, 3, 1), QTime(14, 3), utcZone);

store::Profile named(const QString &name, bool inKeychain = true)
{
    return {.name = name, .secretInKeychain = inKeychain};
}

} // namespace

class TestConnectionService : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void init()
    {
        Fixture::init();
        m_folder.emplace();
        m_path = m_folder->filePath(u"connections.json"_s);
        m_profiles = std::make_unique<store::ProfileStore>(m_path);
        m_secrets = std::make_unique<tests::MemorySecretStore>();
        restart();
    }

    void cleanup() { m_connectionService.reset(); }

    void savedInTheKeychainAndOpened()
    {
        const auto saved = answerOf(m_connectionService->save(named(u" Contoso "_s), secret));
        QVERIFY(saved);
        QVERIFY(!saved->keychainError);
        const store::Profile profile = saved->profile;
        QCOMPARE(profile.name, u"Contoso"_s);
        QVERIFY(!profile.id.isNull());
        QCOMPARE(profile.endpoint, u"https://contoso.example"_s);
        QCOMPARE(m_profiles->find(profile.id), profile);
        QCOMPARE(m_secrets->secrets.value(profile.id), secret);
        QVERIFY(place(profile) == SecretPlace::Keychain);

        restart();
        const auto opened = answerOf(m_connectionService->open(profile));
        QVERIFY(opened);
        QCOMPARE((*opened)->name(), u"Contoso"_s);
        QCOMPARE((*opened)->profile().endpoint, u"https://contoso.example"_s);
        QCOMPARE(m_profiles->find(profile.id)->lastUsed, now);
    }

    /// Only the keychain takes time.
    void theFileIsWrittenAtOnce()
    {
        m_secrets->waits = true;
        const auto saved = m_connectionService->save(named(u" Contoso "_s), secret);
        QVERIFY(saved);
        QVERIFY(!saved->keychain.isFinished());
        QCOMPARE(saved->profile.name, u"Contoso"_s);
        QCOMPARE(saved->profile.endpoint, u"https://contoso.example"_s);
        QVERIFY(!saved->profile.id.isNull());
        QCOMPARE(m_profiles->find(saved->profile.id), saved->profile);
        m_secrets->release();
        QVERIFY(answerOf(saved->keychain));

        const auto other = m_connectionService->save(named(u"Fabrikam"_s, false), otherSecret);
        QVERIFY(other);
        QVERIFY(other->keychain.isFinished()); // there is nothing to do for it
        QCOMPARE(kindOf(m_connectionService->save(named(u"Contoso"_s), secret)), u"invalid"_s);
    }

    void theProfileSaysWhereTheSecretStillIs()
    {
        store::Profile profile =
            answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        profile.secretInKeychain = false;
        m_secrets->waits = true;
        const auto saved = m_connectionService->save(profile, {});
        QVERIFY(saved && saved->profile.secretInKeychain);
        m_secrets->release();
        const auto outcome = answerOf(saved);
        QVERIFY(outcome && !outcome->profile.secretInKeychain);
    }

    void theSecretIsInNoFile()
    {
        QVERIFY(answerOf(m_connectionService->save(named(u"Contoso"_s), secret)));
        QVERIFY(answerOf(m_connectionService->save(named(u"Fabrikam"_s, false), otherSecret)));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("contoso.example"));
        QVERIFY(!text.contains("bWFya2VyLXNlY3JldA==")
                && !text.contains("bWFya2VyLXNlY3JldC1vdGhlcg=="));
    }

    void keptForTheSessionOnly()
    {
        const auto profile =
            answerOf(m_connectionService->save(named(u"Contoso"_s, false), secret))->profile;
        QVERIFY(m_secrets->secrets.isEmpty());
        QVERIFY(place(profile) == SecretPlace::Session);
        QVERIFY(answerOf(m_connectionService->open(profile)));
        QVERIFY(answerOf(m_connectionService->open(profile))); // more than once
        QCOMPARE(m_secrets->reads, 0);

        restart();
        const auto opened = answerOf(m_connectionService->open(profile));
        QCOMPARE(kindOf(opened), u"not found"_s);
        QVERIFY(opened.error().message.contains(u"“Contoso”"_s));
        QCOMPARE(m_secrets->reads, 0);
    }

    void aFailingKeychainLeavesItInMemory()
    {
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"No keychain is running."_s);
        const auto saved = answerOf(m_connectionService->save(named(u"Contoso"_s), secret));
        QVERIFY(saved);
        QVERIFY(saved->keychainError);
        QCOMPARE(saved->keychainError->message, u"No keychain is running."_s);
        QVERIFY(place(saved->profile) == SecretPlace::Session);
        QVERIFY(answerOf(m_connectionService->open(saved->profile)));

        restart();
        QCOMPARE(kindOf(answerOf(m_connectionService->open(saved->profile))), u"keychain"_s);
    }

    void aRepairedKeychainTakesItAtTheNextSave()
    {
        m_secrets->failWith = makeError(ErrorKind::Keychain, {});
        const auto profile =
            answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        m_secrets->failWith.reset();
        const auto saved = answerOf(m_connectionService->save(profile, {}));
        QVERIFY(saved && !saved->keychainError);
        QCOMPARE(m_secrets->secrets.value(profile.id), secret);
        QVERIFY(place(profile) == SecretPlace::Keychain);
    }

    void openWhileTheKeychainIsStillAsked()
    {
        m_secrets->waits = true;
        const auto saving = m_connectionService->save(named(u"Contoso"_s), secret);
        const auto profile = m_profiles->profiles().first();
        QVERIFY(answerOf(m_connectionService->open(profile))); // never waits for the keychain
        m_secrets->release();
        QVERIFY(answerOf(saving));
        QVERIFY(place(profile) == SecretPlace::Keychain);
    }

    void whatTheKeychainDoesNotHaveYetIsTold()
    {
        m_secrets->waits = true;
        const auto saving = m_connectionService->save(named(u"Contoso"_s), secret);
        const store::Profile profile = m_profiles->profiles().first();
        const auto is = [this, &profile](SecretState expected) {
            const ProfileSecrets &secrets = m_connectionService->secrets();
            return secrets.unsaved().contains(profile.id) && secrets.state(profile.id) == expected;
        };
        QVERIFY(is(SecretState::Saving));
        // What is entered meanwhile is not what is being written.
        m_connectionService->useForSession(profile.id, otherSecret);
        QVERIFY(is(SecretState::Unsaved));
        m_secrets->release();
        QVERIFY(answerOf(saving));
        QVERIFY(is(SecretState::Unsaved));
        QVERIFY(place(profile) == SecretPlace::Session);

        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        QVERIFY(answerOf(m_connectionService->save(profile, {}))->keychainError);
        QVERIFY(is(SecretState::Unsaved));
        store::Profile here = profile;
        here.secretInKeychain = false; // where it is, then, and where it belongs
        (void)answerOf(m_connectionService->save(here, {}));
        QVERIFY(m_connectionService->secrets().unsaved().isEmpty());
        m_secrets->failWith.reset();
        QVERIFY(!answerOf(m_connectionService->save(profile, {}))->keychainError);
        QVERIFY(m_connectionService->secrets().unsaved().isEmpty());
        QCOMPARE(m_secrets->secrets.value(profile.id), otherSecret);
    }

    void whatIsEnteredForTheSessionLeavesTheKeychainAlone()
    {
        const auto profile =
            answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        m_connectionService->useForSession(profile.id, secret);
        QVERIFY(place(profile) == SecretPlace::Session);
        QVERIFY(m_connectionService->secrets().unsaved().isEmpty()); // the keychain has one
        QCOMPARE(m_secrets->secrets.value(profile.id), secret);
        QVERIFY(answerOf(m_connectionService->open(profile)));
        QCOMPARE(m_secrets->reads, 0);
    }

    /// Nobody works on another resource than the name says.
    void aSecretOfAnotherResourceIsNotUsed()
    {
        const auto profile =
            answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        m_secrets->secrets.insert(profile.id, otherSecret);
        QCOMPARE(kindOf(answerOf(m_connectionService->open(profile))), u"not found"_s);
        m_connectionService->useForSession(profile.id, otherSecret);
        const auto opened = answerOf(m_connectionService->open(profile));
        QCOMPARE(kindOf(opened), u"not found"_s);
        QVERIFY(opened.error().message.contains(u"another resource (fabrikam.example)"_s));
        QVERIFY(!opened.error().message.contains(u"bWFya2Vy"_s));
    }

    void whatALaterSaveIsAboutIsNotTold()
    {
        m_secrets->waits = true;
        const auto first = m_connectionService->save(named(u"Contoso"_s), secret);
        const store::Profile profile = m_profiles->profiles().first();
        const auto second = m_connectionService->save(profile, secret);
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        m_secrets->release();
        QVERIFY(!answerOf(first)->keychainError);
        QVERIFY(answerOf(second)->keychainError);
    }

    void aLaterSecretIsNotForgottenForAnEarlierOne()
    {
        m_secrets->waits = true;
        const auto first = m_connectionService->save(named(u"Contoso"_s), secret);
        auto profile = m_profiles->profiles().first();
        profile.secretInKeychain = false;
        const auto second = m_connectionService->save(profile, otherSecret);
        m_secrets->release();
        QVERIFY(answerOf(first));
        QVERIFY(answerOf(second));
        QVERIFY(place(profile) == SecretPlace::Session);
        QVERIFY(m_secrets->secrets.isEmpty());
        const auto opened = answerOf(m_connectionService->open(*m_profiles->find(profile.id)));
        QVERIFY(opened);
        QCOMPARE((*opened)->profile().endpoint, u"https://fabrikam.example"_s);
    }

    void editingKeepsTheSecretWhereItIs()
    {
        auto profile = answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        profile.name = u"Contoso 2"_s;
        profile.readOnly = true;
        const auto saved = answerOf(m_connectionService->save(profile, {}));
        QVERIFY(saved && !saved->keychainError);
        QCOMPARE(m_secrets->secrets.value(profile.id), secret);
        QCOMPARE(saved->profile.endpoint, u"https://contoso.example"_s);
        const auto opened = answerOf(m_connectionService->open(saved->profile));
        QVERIFY(opened);
        QVERIFY((*opened)->isReadOnly());
    }

    void openingWritesNothingButTheTime()
    {
        const auto profile =
            answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        const auto other =
            answerOf(m_connectionService->save(named(u"Fabrikam"_s), otherSecret))->profile;
        store::ProfileStore elsewhere(m_path); // another program
        auto renamed = profile;
        renamed.name = u"Contoso 2"_s;
        QVERIFY(elsewhere.save(renamed));
        QVERIFY(elsewhere.remove(other.id));
        QVERIFY(answerOf(m_connectionService->open(profile)));
        QVERIFY(answerOf(m_connectionService->open(other)));
        renamed.lastUsed = now;
        QCOMPARE(m_profiles->profiles(), QList<store::Profile>{renamed});
    }

    void whatCannotBeSaved()
    {
        QVERIFY(answerOf(m_connectionService->save(named(u"Contoso"_s), secret)));
        const QByteArray notOne("accesskey=bWFya2VyLXNlY3JldC10ZXh0");
        const auto bad = answerOf(m_connectionService->save(named(u"Fabrikam"_s), notOne));
        QCOMPARE(kindOf(bad), u"invalid"_s);
        QVERIFY(!bad.error().message.contains(u"bWFya2VyLXNlY3JldC10ZXh0"_s));
        QCOMPARE(kindOf(answerOf(m_connectionService->save(named(u"Fabrikam"_s), {}))),
                 u"invalid"_s);
        QCOMPARE(kindOf(answerOf(m_connectionService->save(named(u" "_s), secret))), u"invalid"_s);
        QCOMPARE(kindOf(answerOf(m_connectionService->save(named(u"Contoso"_s), secret))),
                 u"invalid"_s);
        store::Profile leaks = named(u"Fabrikam"_s);
        leaks.notes = u"the old one: AccessKey = bWFya2VyLXNlY3JldC10ZXh0"_s;
        const auto leaking = answerOf(m_connectionService->save(leaks, secret));
        QCOMPARE(kindOf(leaking), u"invalid"_s);
        QVERIFY(!leaking.error().message.contains(u"bWFya2VyLXNlY3JldC10ZXh0"_s));
        QCOMPARE(m_profiles->profiles().size(), 1);
    }

    void whatCannotBeWritten()
    {
        store::ProfileStore nowhere(u"/dev/null/connections.json"_s);
        ConnectionService connectionService(nowhere, *m_secrets, m_clock, m_random);
        QCOMPARE(kindOf(answerOf(connectionService.save(named(u"Contoso"_s), secret))), u"file"_s);
        QVERIFY(m_secrets->secrets.isEmpty());
    }

    void aKeptTextThatIsNoConnectionString()
    {
        const auto profile =
            answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        m_secrets->secrets.insert(profile.id, "marker-secret-password");
        const auto opened = answerOf(m_connectionService->open(profile));
        QCOMPARE(kindOf(opened), u"not found"_s);
        QVERIFY(opened.error().message.contains(u"can't be used"_s));
        QVERIFY(!opened.error().message.contains(u"marker-secret-password"_s));
        m_secrets->secrets.clear();
        QCOMPARE(kindOf(answerOf(m_connectionService->open(profile))), u"not found"_s);
    }

    void removed()
    {
        const auto profile =
            answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        const auto sessionSecrets =
            answerOf(m_connectionService->save(named(u"Fabrikam"_s, false), otherSecret))->profile;
        QVERIFY(answerOf(m_connectionService->remove(profile.id)));
        QVERIFY(m_secrets->secrets.isEmpty());
        QVERIFY(answerOf(m_connectionService->remove(sessionSecrets.id)));
        QVERIFY(m_profiles->profiles().isEmpty());
        QCOMPARE(kindOf(answerOf(m_connectionService->open(sessionSecrets))), u"not found"_s);
    }

    void removedThoughTheKeychainFails()
    {
        const auto profile =
            answerOf(m_connectionService->save(named(u"Contoso"_s), secret))->profile;
        const auto sessionSecrets =
            answerOf(m_connectionService->save(named(u"Fabrikam"_s, false), otherSecret))->profile;
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"locked"_s);
        QCOMPARE(kindOf(answerOf(m_connectionService->remove(profile.id))), u"keychain"_s);
        QVERIFY(answerOf(m_connectionService->remove(sessionSecrets.id))); // it kept nothing there
        QVERIFY(m_profiles->profiles().isEmpty());
    }

    void whatAFailureLeftInTheKeychainGoesWithTheProfile()
    {
        const auto profile =
            answerOf(m_connectionService->save(named(u"Contoso"_s, false), secret))->profile;
        m_secrets->secrets.insert(profile.id, secret);
        QVERIFY(answerOf(m_connectionService->remove(profile.id)));
        QVERIFY(m_secrets->secrets.isEmpty());
    }

    void goneBeforeTheKeychainAnswers()
    {
        m_secrets->secrets.insert(QUuid(u"6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c01"_s), secret);
        m_secrets->waits = true;
        store::Profile profile = named(u"Contoso"_s);
        profile.id = m_secrets->secrets.constBegin().key();
        const auto opening = m_connectionService->open(profile);
        m_connectionService.reset();
        m_secrets->release();
        QCOMPARE(kindOf(answerOf(opening)), u"cancelled"_s);
    }

    void openedOnceAndKeptNowhere()
    {
        const auto sandbox = sandbox::SandboxServer::start({.rooms = 3});
        QVERIFY(sandbox);
        const SystemClock clock; // the sandbox rejects a clock that is off
        ConnectionService connectionService(*m_profiles, *m_secrets, clock, m_random);
        const auto opened =
            connectionService.openOnce(named(u"Sandbox"_s), (*sandbox)->connectionString());
        QVERIFY(opened);
        QSignalSpy refreshed(opened->get(), &Connection::refreshed);
        (*opened)->refresh();
        QTRY_COMPARE(refreshed.size(), 1);
        QCOMPARE((*opened)->rooms().count(), 3);
        QVERIFY(m_profiles->profiles().isEmpty());
        QVERIFY(m_secrets->secrets.isEmpty());
        QCOMPARE(kindOf(m_connectionService->openOnce(named(u"Bad"_s), u"endpoint=")),
                 u"invalid"_s);
    }

    void authoritiesAreReadFromTheirFile()
    {
        store::Profile profile = named(u"Sandbox"_s);
        profile.authorityFile = m_folder->filePath(u"sandbox.pem"_s);
        const auto sandbox = sandbox::SandboxServer::start(
            {.rooms = 3, .tls = true, .certificateFile = profile.authorityFile});
        QVERIFY(sandbox);
        const QString service = (*sandbox)->connectionString();
        const SystemClock clock;
        ConnectionService connectionService(*m_profiles, *m_secrets, clock, m_random);
        const auto trusting = connectionService.openOnce(profile, service);
        const auto other = connectionService.openOnce(named(u"Sandbox"_s), service);
        QVERIFY(trusting && other);
        QSignalSpy refreshed(trusting->get(), &Connection::refreshed);
        QSignalSpy failed(other->get(), &Connection::refreshFailed);
        (*trusting)->refresh();
        (*other)->refresh();
        QTRY_COMPARE(refreshed.size(), 1);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::Tls);
        profile.authorityFile = m_folder->filePath(u"gone.pem"_s);
        const auto opened = connectionService.openOnce(profile, service);
        QCOMPARE(kindOf(opened), u"file"_s);
        QVERIFY(opened.error().message.contains(profile.authorityFile));
        profile = answerOf(connectionService.save(profile, secret))->profile;
        QCOMPARE(kindOf(answerOf(connectionService.open(profile))), u"file"_s);
        QVERIFY(!m_profiles->find(profile.id)->lastUsed.isValid());
    }

private:
    /// Like the next start of the program: nothing is in memory.
    void restart()
    {
        m_connectionService =
            std::make_unique<ConnectionService>(*m_profiles, *m_secrets, m_clock, m_random);
    }

    SecretPlace place(const store::Profile &profile) const
    {
        return m_connectionService->secrets().place(profile.id);
    }

    std::optional<QTemporaryDir> m_folder;
    QString m_path;
    ManualClock m_clock{now};
    SystemRandom m_random;
    std::unique_ptr<store::ProfileStore> m_profiles;
    std::unique_ptr<tests::MemorySecretStore> m_secrets;
    std::unique_ptr<ConnectionService> m_connectionService;
};

ROOMKEEPER_TEST(QCoreApplication, TestConnectionService);
#include "tst_connectionservice.moc"
