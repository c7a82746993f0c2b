#include "store/secrets/keychainproblem.h"
#include "support/mainwindowfixture.h"
#include "support/testmain.h"

#include <QApplication>
#include <QDir>
#include <QPointer>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::ui;

/// How connections are created, saved and opened, also if the keychain fails.
class TestConnecting : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_connecting"_s); }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { makeWindow(); }
    void cleanup() { dropWindow(); }

    void aNewConnectionIsKeptAndOpened()
    {
        named<ChoiceButton>(*m_window, u"Connect to a resource"_s)->click();
        fillConnectionDialog(u"contoso"_s);
        QTRY_COMPARE(m_window->windowTitle(), u"contoso – Roomkeeper"_s);
        QCOMPARE(m_profiles->profiles().size(), 1);
        QTRY_COMPARE(m_secrets->secrets.size(), 1);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"keychain"));

        // It is offered at the next start.
        openWindow();
        named<ChoiceButton>(*m_window, u"contoso"_s)->click();
        QTRY_COMPARE(m_window->windowTitle(), u"contoso – Roomkeeper"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
    }

    void theFirstPageShowsThoseThatWereUsedLast()
    {
        for (int number = 0; number < 12; ++number)
            keep(u"clinic %1"_s.arg(number));
        const auto rows = [this] {
            return m_window->findChildren<ChoiceButton *>(
                QRegularExpression(u"^connection_clinic"_s));
        };
        QTRY_COMPARE(rows().size(), 8);
        const auto *all = named<QPushButton>(*m_window, u"All connections"_s);
        QVERIFY(all->isVisible());
        QVERIFY(all->text().contains(u"12"));
        QVERIFY(m_window->findChild<ChoiceButton *>(u"connection_clinic 9"_s) == nullptr);

        const QUuid last = m_profiles->findByName(u"clinic 9")->id;
        QVERIFY(m_profiles->touch(last, m_clock.now()));
        QTRY_VERIFY(m_window->findChild<ChoiceButton *>(u"connection_clinic 9"_s));
        QTRY_COMPARE(rows().size(), 8);

        // With Tab in visual order, and with Return.
        named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"connection_clinic 9"_s);
        QSignalSpy opened(&m_window->connections(), &ConnectionController::opened);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(opened.size(), 1);
        m_window->connections().close();

        named<QPushButton>(*m_window, u"All connections"_s)->click();
        QVERIFY(m_window->findChild<QWidget *>(u"connectionsDialog"_s)->isVisible());
    }

    void theWindowDoesNotWaitForTheKeychain()
    {
        m_secrets->waits = true;
        named<ChoiceButton>(*m_window, u"Connect to a resource"_s)->click();
        fillConnectionDialog(u"contoso"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        QVERIFY(m_secrets->secrets.isEmpty());
        m_secrets->release();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"in the keychain"));
    }

    void aKeychainThatFailsIsSaidAndTheSecretKeptForThisRun()
    {
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"No such service."_s);
        named<ChoiceButton>(*m_window, u"Connect to a resource"_s)->click();
        fillConnectionDialog(u"contoso"_s);
        QTRY_VERIFY(m_window->messages().text().contains(u"No such service."));
        QVERIFY(m_window->messages().text().contains(u"only until Roomkeeper closes"));
        QTRY_VERIFY(
            textOf<QLabel>(*m_window, "connectionStatus").contains(u"until Roomkeeper closes"));
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
    }

    void waitingForTheKeychainCanBeGivenUp()
    {
        keep(u"contoso"_s);
        m_secrets->waits = true;
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QVERIFY(textOf<QLabel>(*m_window, "emptyTitle").contains(u"contoso"));
        m_window->findChild<QPushButton *>(u"emptyAction"_s)->click();
        QVERIFY(named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->isVisible());
        m_secrets->release();
        QCoreApplication::processEvents();
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
    }

    void aSecretThatIsNotThereIsAskedForAgain()
    {
        keep(u"contoso"_s);
        m_secrets->secrets.clear();
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(!m_window->messages().text().isEmpty());
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
        clickMessageButton(u"Enter connection string"_s);
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(named<QLineEdit>(*dialog, u"Name"_s)->text(), u"contoso"_s);
        // There is no stored one: one must be entered.
        QVERIFY(named<QLineEdit>(*dialog, u"Connection string"_s)->text().isEmpty());
        QVERIFY(!named<QPushButton>(*dialog, u"Save"_s)->isEnabled());
        const auto *hint = dialog->findChild<QLabel *>(u"connectionStringHint"_s);
        QVERIFY(hint->text().startsWith(u"Resource: %1"_s.arg(endpoint())));
        named<QLineEdit>(*dialog, u"Connection string"_s)
            ->setText(u"endpoint=https://other.example/;accesskey=bWFya2VyLXNlY3JldA=="_s);
        QVERIFY(hint->text().startsWith(u"Another resource"_s));
        fillConnectionDialog(u"contoso"_s);
        QTRY_COMPARE(m_window->windowTitle(), u"contoso – Roomkeeper"_s);
        QTRY_COMPARE(m_secrets->secrets.size(), 1);
    }

    void authoritiesThatAreGoneCanBeMended()
    {
        keep(u"contoso"_s);
        store::Profile profile = m_profiles->profiles().constFirst();
        profile.authorityFile = m_folder->filePath(u"gone.pem"_s);
        QVERIFY(m_profiles->save(profile));
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(m_window->messages().text().contains(u"gone.pem"_s));
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);

        clickMessageButton(u"Edit connection"_s);
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        auto *file = named<QLineEdit>(*dialog, u"CA certificate file"_s);
        QCOMPARE(QDir::fromNativeSeparators(file->text()), profile.authorityFile);
        QVERIFY(!named<QPushButton>(*dialog, u"Save"_s)->isEnabled());
        file->clear();
        named<QPushButton>(*dialog, u"Save"_s)->click();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
    }

    void aNameThatIsTakenIsSaidBeforeItIsSaved()
    {
        keep(u"contoso"_s);
        openWindow();
        action(u"newConnection"_s)->trigger();
        fillConnectionDialog(u"contoso"_s);
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        QVERIFY(!named<QPushButton>(*dialog, u"Save"_s)->isEnabled());
        QVERIFY(dialog->isVisible());
        QCOMPARE(m_profiles->profiles().size(), 1);
    }

    void whatCannotBeSavedBringsTheDialogBackWithEverythingTyped()
    {
        // so that the file can't be created
        QVERIFY(QDir().mkpath(m_folder->filePath(u"connections.json"_s)));
        action(u"newConnection"_s)->trigger();
        fillConnectionDialog(u"contoso"_s);
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        QTRY_VERIFY(allTexts(dialog).join(u'\n').contains(
            u"The connection was not saved. The connections in %1 can't be"_s.arg(
                m_folder->filePath(u"connections.json"_s))));
        QVERIFY(dialog->isVisible());
        QCOMPARE(named<QLineEdit>(*dialog, u"Connection string"_s)->text(),
                 m_sandbox->connectionString());
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
    }

    void testingAConnectionSavesNothing()
    {
        action(u"newConnection"_s)->trigger();
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        named<QLineEdit>(*dialog, u"Connection string"_s)->setText(m_sandbox->connectionString());
        named<QPushButton>(*dialog, u"Test connection"_s)->click();
        QTRY_VERIFY(allTexts(dialog).join(u'\n').contains(u"accepted the access key"));
        named<QLineEdit>(*dialog, u"Connection string"_s)
            ->setText(m_sandbox->connectionString().section(u';', 0, 0)
                      + u";accesskey=bWFya2VyLXNlY3JldA=="_s);
        named<QPushButton>(*dialog, u"Test connection"_s)->click();
        QTRY_VERIFY(allTexts(dialog).join(u'\n').contains(u"rejected the access key"));
        QVERIFY(m_profiles->profiles().isEmpty());
    }

    void anUnknownNameIsSaid()
    {
        m_window->connections().openByName(u"nowhere"_s);
        QVERIFY(m_window->messages().text().contains(u"nowhere"));
        QVERIFY(named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->isVisible());
    }

    void theEnvironmentIsOfferedForThisRun()
    {
        m_environment = m_sandbox->connectionString().toUtf8();
        openWindow();
        const QUrl address(QString::fromUtf8(m_environment).section(u';', 0, 0).section(u'=', 1));
        const QString name = u"127.0.0.1:%1 (environment)"_s.arg(address.port());
        m_environment.clear();
        named<ChoiceButton>(*m_window, name)->click();
        QTRY_COMPARE(m_window->windowTitle(), name + u" – Roomkeeper"_s);
        QVERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"SOME_VARIABLE"));
        QVERIFY(m_profiles->profiles().isEmpty());
        QVERIFY(m_secrets->secrets.isEmpty());
    }

    void openingItAnewKeepsTheDraftsAndAsksNothing()
    {
        keep(u"contoso"_s);
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        const QString roomId = draftSomething();
        const QPointer<admin::Connection> before = &page()->connection();

        m_window->connections().openByName(u"contoso"_s);
        QVERIFY(!question());
        QTRY_VERIFY(page() && &page()->connection() != before);
        QVERIFY(!before);
        QVERIFY(page()->connection().drafts().has(roomId));
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        QVERIFY(page()->connection().drafts().has(roomId));
    }

    void draftsWaitWhileItCanNotBeOpenedAnew()
    {
        keep(u"contoso"_s);
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        const QString roomId = draftSomething();
        page()->connection().unknownOutcomes().add({.askedAt = m_clock.now()});

        m_secrets->failWith = store::keychainError(store::KeychainProblem::Failed, u"Locked."_s);
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(m_window->messages().text().contains(u"Locked."));
        QCOMPARE(m_window->connections().waitingDrafts(), 1);
        QCOMPARE(m_window->connections().waitingOutcomes(), 1);
        m_window->close();
        QVERIFY(question() && m_window->isVisible());
        QVERIFY2(question()->informativeText().contains(roomId),
                 qPrintable(question()->informativeText()));
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(!question());

        m_secrets->failWith.reset();
        clickMessageButton(u"Try again"_s);
        QTRY_VERIFY(page() && page()->connection().drafts().has(roomId));
        QCOMPARE(m_window->connections().waitingDrafts(), 0);
        QCOMPARE(page()->connection().unknownOutcomes().count(), 1);
    }

    void anotherConnectionAsks()
    {
        keep(u"contoso"_s);
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        draftSomething();
        m_window->connections().openSandbox();
        QVERIFY(question());
        named<QPushButton>(*question(), u"Leave without applying"_s)->click();
        QTRY_COMPARE(m_window->windowTitle(), u"Sandbox – Roomkeeper"_s);
        QCOMPARE(page()->connection().drafts().count(), 0);
    }

private:
    RoomsPage *page() const { return m_window->findChild<RoomsPage *>(); }

    QString draftSomething()
    {
        selectFirst();
        const QString roomId = named<QLineEdit>(*m_window, u"Room ID"_s)->text();
        page()->connection().drafts().edit(roomId, {.pstnDialOutEnabled = true}, {});
        return roomId;
    }
};

ROOMKEEPER_TEST(QApplication, TestConnecting);
#include "tst_connecting.moc"
