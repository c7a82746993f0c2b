#include "acs/auth/connectionstring.h"
#include "store/secrets/keychainproblem.h"
#include "support/mainwindowfixture.h"
#include "support/testmain.h"
#include "ui/connections/secrets/secretdialog.h"

#include <QApplication>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::ui;

/// What the window shows and offers if the keychain does not work.
class TestKeychainPrompts : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_keychainprompts"_s); }
    void cleanupTestCase() { m_theme.reset(); }
    void init()
    {
        makeWindow();
        keepReal();
    }
    void cleanup() { dropWindow(); }

    void nothingIsAskedBeforeAConnectionIsOpened()
    {
        openWindow();
        QVERIFY(named<ChoiceButton>(*m_window, u"contoso"_s)->isVisible());
        m_window->connections().openSandbox();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        QCOMPARE(m_secrets->reads, 0);
        QVERIFY(keepButton()->isHidden());
        m_window->connections().openByName(u"contoso"_s);
        QCOMPARE(m_secrets->reads, 1);
    }

    void waitingIsSaidAndGoesOn()
    {
        openSlowly();
        QVERIFY2(m_window->messages().text().contains(
                     u"has not responded yet to the request for “contoso”"_s),
                 qPrintable(m_window->messages().text()));
        QCOMPARE(m_secrets->waitsKept, 1); // shown again, dismissed or not
        clickMessageButton(u"Keep waiting"_s);
        QVERIFY(m_window->messages().text().isEmpty());
        emit m_secrets->slow(m_id, store::KeychainProblem::Locked);
        QVERIFY(m_window->messages().text().contains(u"Enter its password"_s));
        emit m_secrets->slow(m_id, store::KeychainProblem::Locked); // not twice

        m_secrets->release();
        QTRY_VERIFY(isOpen());
        QVERIFY(!m_window->messages().text().contains(u"has not answered"_s));
    }

    void anothersWaitIsNotSaid()
    {
        openSlowly();
        m_window->messages().clear();
        emit m_secrets->slow(QUuid::createUuid(), store::KeychainProblem::NoAnswer);
        QVERIFY(m_window->messages().text().isEmpty());
        m_window->connections().close();
        emit m_secrets->slow(m_id, store::KeychainProblem::NoAnswer);
        QVERIFY(m_window->messages().text().isEmpty());
    }

    void usedWithoutTheKeychain()
    {
        openSlowly();
        clickMessageButton(u"Use without keychain"_s);
        // not opening any more
        QVERIFY(named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->isVisible());
        QCoreApplication::processEvents();
        QVERIFY(m_window->messages().text().isEmpty()); // this is not a failure
        enter();
        QTRY_VERIFY(isOpen());
        QVERIFY(status().contains(u"kept until Roomkeeper closes"_s));
        QVERIFY(m_profiles->profiles().constFirst().secretInKeychain); // unchanged
        QCOMPARE(m_secrets->secrets.size(), 1);
        QVERIFY(m_window->messages().text().isEmpty());
    }

    void onlyItsOwnConnectionStringIsTaken()
    {
        openSlowly();
        clickMessageButton(u"Use without keychain"_s);
        auto *dialog = m_window->findChild<SecretDialog *>();
        auto *secret = named<QLineEdit>(*dialog, u"Connection string"_s);
        const auto *connect = named<QPushButton>(*dialog, u"Connect"_s);
        QVERIFY(!connect->isEnabled());
        for (const QString &wrong :
             {u"endpoint=https://other.example/;accesskey=bWFya2VyLXNlY3JldA=="_s, u"words"_s}) {
            secret->setText(wrong);
            QVERIFY(!connect->isEnabled());
            QVERIFY(!secret->accessibleDescription().isEmpty());
        }
        QVERIFY(!secret->accessibleDescription().contains(u"words"_s));
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
        named<QPushButton>(*dialog, u"Cancel"_s)->click();
        QTRY_VERIFY(!m_window->findChild<SecretDialog *>());
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
    }

    void everyProblemHasItsSolution_data()
    {
        QTest::addColumn<int>("problem");
        QTest::addColumn<QString>("says");
        QTest::addColumn<bool>("canTryAgain");
        const auto row = [](const char *name, store::KeychainProblem problem, const QString &says,
                            bool canTryAgain) {
            QTest::newRow(name) << static_cast<int>(problem) << says << canTryAgain;
        };
        row("rejected", store::KeychainProblem::Rejected, u"locked and was not unlocked"_s, true);
        row("no service", store::KeychainProblem::NoService, u"gnome-keyring"_s, true);
        row("no library", store::KeychainProblem::NoLibrary, u"libsecret-1-0"_s, false);
        row("no session", store::KeychainProblem::NoSession, u"dbus-run-session"_s, false);
    }

    void everyProblemHasItsSolution()
    {
        QFETCH(int, problem);
        QFETCH(QString, says);
        QFETCH(bool, canTryAgain);
        m_secrets->failWith = store::keychainError(static_cast<store::KeychainProblem>(problem));
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY2(m_window->messages().text().contains(says),
                     qPrintable(m_window->messages().text()));
        QTRY_VERIFY(hasMessageButton(u"Enter for this session"_s));
        QCOMPARE(hasMessageButton(u"Try again"_s), canTryAgain);
        clickMessageButton(u"Enter for this session"_s);
        enter();
        QTRY_VERIFY(isOpen());
        QCOMPARE(keepButton()->text(), u"Try keychain again"_s);
        QVERIFY(keepButton()->isVisible());

        // The keychain works again.
        m_secrets->failWith.reset();
        m_secrets->secrets.clear();
        keepButton()->click();
        QTRY_VERIFY(status().contains(u"access key in the keychain"_s));
        QVERIFY(keepButton()->isHidden());
        QCOMPARE(m_secrets->secrets.size(), 1);
        QTRY_VERIFY(m_window->messages().text().contains(u"is in the keychain"_s));
        openWindow(); // it can be opened from there
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(isOpen());
    }

    void tryingAgainAsksAgain()
    {
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(hasMessageButton(u"Try again"_s));
        m_secrets->failWith.reset();
        clickMessageButton(u"Try again"_s);
        QTRY_VERIFY(isOpen());
        QCOMPARE(m_secrets->reads, 2);
    }

    void whatIsForThisRunCanBeKept()
    {
        forThisRun();
        QCOMPARE(keepButton()->text(), u"Keep in keychain"_s);
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        keepButton()->click();
        QTRY_VERIFY(m_window->messages().text().contains(u"kept only until Roomkeeper closes"_s));
        QTRY_COMPARE(keepButton()->text(), u"Try keychain again"_s);
        m_secrets->failWith.reset();
        m_secrets->waits = true;
        keepButton()->click();
        QTRY_VERIFY(status().contains(u"saving the access key to the keychain"_s));
        QVERIFY(keepButton()->isHidden());
        m_secrets->release();
        QTRY_VERIFY(status().contains(u"access key in the keychain"_s));
        QVERIFY(m_profiles->profiles().constFirst().secretInKeychain);
        // The earlier message is not true any more.
        QTRY_VERIFY(m_window->messages().text().contains(u"is in the keychain"_s));
        m_window->messages().dismiss();
        QVERIFY(m_window->messages().text().isEmpty());
    }

    void aWriteThatTakesLongIsSaid()
    {
        forThisRun();
        m_secrets->waits = true;
        keepButton()->click();
        emit m_secrets->slow(m_id, store::KeychainProblem::NoAnswer);
        QVERIFY(m_window->messages().text().contains(u"has not responded yet"_s));
        clickMessageButton(u"Use without keychain"_s);
        QTRY_VERIFY(m_window->messages().text().contains(u"kept only until Roomkeeper closes"_s));
        QTRY_COMPARE(keepButton()->text(), u"Try keychain again"_s);
        QVERIFY(isOpen());
    }

    void noUnsavedSecretIsDroppedSilently()
    {
        forThisRun();
        m_secrets->waits = true;
        keepButton()->click();
        m_window->close();
        QVERIFY(question() && m_window->isVisible());
        QVERIFY(question()->informativeText().contains(u"still being saved to the keychain"_s));
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(!question());

        m_secrets->failWith = store::keychainError(store::KeychainProblem::NoService);
        m_secrets->release();
        QTRY_COMPARE(keepButton()->text(), u"Try keychain again"_s);
        m_window->close();
        QVERIFY(question() && m_window->isVisible());
        QVERIFY(question()->informativeText().contains(u"“contoso” is not in the keychain"_s));
        named<QPushButton>(*question(), u"Close"_s)->click();
        QTRY_VERIFY(!m_window->isVisible());
    }

    void aRemovalThatIsNotConfirmedIsSaid()
    {
        openWindow();
        m_secrets->waits = true;
        m_connectionService->remove(m_id).detach();
        m_window->close();
        QVERIFY(question() && m_window->isVisible());
        QVERIFY(question()->informativeText().contains(u"has not yet confirmed"_s));
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(!question());
        m_secrets->release();
        m_window->close();
        QVERIFY(!m_window->isVisible());
    }

    void whatTheKeychainNeverHadIsRemovedUnasked()
    {
        forThisRun();
        m_secrets->waits = true;
        m_connectionService->remove(m_id).detach();
        m_window->close();
        QVERIFY(!m_window->isVisible());
    }

    void whatIsForThisRunByChoiceClosesUnasked()
    {
        forThisRun();
        m_window->close();
        QVERIFY(!m_window->isVisible());
    }

    void removalThatTheKeychainRejected()
    {
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(isOpen());
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        m_window->connections().removeCurrent();
        named<QPushButton>(*question(), u"Remove connection"_s)->click();
        QTRY_VERIFY(m_window->messages().text().contains(u"is still in the keychain"_s));
        QVERIFY(m_profiles->profiles().isEmpty());
        m_secrets->failWith.reset();
        clickMessageButton(u"Try again"_s);
        QTRY_VERIFY(m_secrets->secrets.isEmpty());
        QTRY_VERIFY(m_window->messages().text().contains(u"was removed"_s));
    }

private:
    /// A saved connection whose endpoint is that of its secret.
    void keepReal()
    {
        const QString secret = m_sandbox->connectionString();
        store::Profile profile;
        profile.id = m_id = m_random.uuid();
        profile.name = u"contoso"_s;
        profile.endpoint = acs::parseConnectionString(secret)->endpoint.url.toString();
        QVERIFY(m_profiles->save(profile));
        m_secrets->secrets.insert(m_id, secret.toUtf8());
    }

    void openSlowly()
    {
        m_secrets->waits = true;
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        emit m_secrets->slow(m_id, store::KeychainProblem::NoAnswer);
    }

    /// Opened with a secret that is kept until the program ends.
    void forThisRun()
    {
        store::Profile profile = m_profiles->profiles().constFirst();
        profile.secretInKeychain = false;
        QVERIFY(m_connectionService->save(profile, m_sandbox->connectionString().toUtf8()));
        m_secrets->secrets.clear();
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(isOpen());
        QVERIFY(status().contains(u"kept until Roomkeeper closes"_s));
    }

    void enter()
    {
        auto *dialog = m_window->findChild<SecretDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        named<QLineEdit>(*dialog, u"Connection string"_s)->setText(m_sandbox->connectionString());
        named<QPushButton>(*dialog, u"Connect"_s)->click();
    }

    bool isOpen() const
    {
        const auto *load = m_window->findChild<QLabel *>(u"loadStatus"_s);
        return load != nullptr && load->text().startsWith(u"24 rooms at"_s);
    }

    bool hasMessageButton(const QString &text) const
    {
        const auto buttons = m_window->messages().findChildren<QPushButton *>();
        return std::ranges::any_of(buttons, [&text](const QPushButton *button) {
            return button->text() == text && !button->isHidden();
        });
    }

    QString status() const { return textOf<QLabel>(*m_window, "connectionStatus"); }
    QPushButton *keepButton() const
    {
        return m_window->findChild<QPushButton *>(u"keepSecretNow"_s);
    }

    QUuid m_id;
};

ROOMKEEPER_TEST(QApplication, TestKeychainPrompts);
#include "tst_keychainprompts.moc"
