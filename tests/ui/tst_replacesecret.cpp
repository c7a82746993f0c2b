#include "store/secrets/keychainproblem.h"
#include "support/mainwindowfixture.h"
#include "support/testmain.h"
#include "ui/connections/connectioneditor.h"
#include "ui/connections/secrets/replacesecretdialog.h"

#include <QApplication>
#include <QPointer>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::ui;

namespace {

constexpr auto anotherKey = "bWFya2VyLXNlY3JldCBhZnRlciB0aGUgcm90YXRpb24=";

} // namespace

/// Replacing connection strings.
class TestReplaceSecret : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_replacesecret"_s); }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { makeWindow(); }
    void cleanup() { dropWindow(); }

    void aKeyThatWasRegeneratedIsAskedForAndWhatWaitsGoesOut()
    {
        openClinic();
        regenerateKey();
        action(u"refresh"_s)->trigger();
        QTRY_VERIFY(dialog());
        QVERIFY(textOf<QLabel>(*dialog(), "replaceIntroduction").contains(u"rejected"));

        // The old one, another resource's, and an invalid one are rejected.
        enter(m_old);
        QVERIFY(replace()->isEnabled());
        replace()->click();
        QTRY_VERIFY(textOf<QLabel>(*dialog(), "replaceResult").contains(u"not replaced"));
        QCOMPARE(m_secrets->secrets.begin().value(), m_old.toUtf8());
        enter(QString(m_sandbox->connectionString()).replace(u"127.0.0.1"_s, u"localhost"_s));
        QVERIFY(!replace()->isEnabled());
        QVERIFY(textOf<QLabel>(*dialog(), "newConnectionStringHint").contains(u"another resource"));
        enter(u"endpoint=nothing"_s);
        QVERIFY(!replace()->isEnabled());

        enter(m_sandbox->connectionString());
        replace()->click();
        QTRY_VERIFY(!dialog());
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"30 rooms at"));
        QTRY_COMPARE(m_secrets->secrets.begin().value(), m_sandbox->connectionString().toUtf8());
        QVERIFY(m_window->messages().text().contains(u"was replaced"));
    }

    void theListOfKeysIsTakenAsItIs()
    {
        openClinic();
        action(u"replaceSecret"_s)->trigger();
        QVERIFY(dialog());
        const QString own = m_sandbox->connectionString();
        const QString otherKey = own.left(own.lastIndexOf(u"accesskey="_s)) + u"accesskey="_s
                                 + QString::fromLatin1(anotherKey);
        enter(
            u"{\"secondaryConnectionString\":\"%1\",\"primaryConnectionString\":\"%2\",\"x\":"
            "\"endpoint=https://a.example/;accesskey=bWFya2VyLXNlY3JldC0y\"}"_s.arg(otherKey, own));
        QVERIFY(replace()->isEnabled());
        QVERIFY(textOf<QLabel>(*dialog(), "newConnectionStringHint")
                    .contains(u"the primary one is used"));
        replace()->click();
        QTRY_VERIFY(!dialog());
        QTRY_COMPARE(m_secrets->secrets.begin().value(), own.toUtf8());
    }

    void whoDeclinesIsToldWhatFailed()
    {
        openClinic();
        regenerateKey();
        action(u"refresh"_s)->trigger();
        QTRY_VERIFY(dialog());
        dialog()->reject();
        QTRY_VERIFY(m_window->messages().text().contains(u"rejected"));
        QTRY_VERIFY(!dialog());
        // Not asked again for each request.
        action(u"refresh"_s)->trigger();
        QTRY_VERIFY(m_window->messages().text().contains(u"rejected"));
        QVERIFY(!dialog());
    }

    void fromTheMenuBeforeTheOldOneIsRejected()
    {
        openClinic();
        QVERIFY(action(u"replaceSecret"_s)->isEnabled());
        action(u"replaceSecret"_s)->trigger();
        QVERIFY(dialog());
        QVERIFY(!textOf<QLabel>(*dialog(), "replaceIntroduction").contains(u"rejected"));
        QVERIFY(!replace()->isEnabled());
        QCOMPARE(unnamedIn(*dialog()), QStringList());
        regenerateKey();
        enter(m_sandbox->connectionString());
        replace()->click();
        QTRY_VERIFY(!dialog());
        QTRY_COMPARE(m_secrets->secrets.begin().value(), m_sandbox->connectionString().toUtf8());
        action(u"refresh"_s)->trigger();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"30 rooms at"));
    }

    void alsoWhereTheFirstRequestWasRejected()
    {
        keepClinic();
        regenerateKey();
        m_window->connections().openByName(u"clinic"_s);
        QTRY_VERIFY(m_window->messages().text().contains(u"rejected"));
        QVERIFY(!dialog());
        clickMessageButton(u"Replace connection string…"_s);
        QVERIFY(dialog());
        enter(m_sandbox->connectionString());
        replace()->click();
        QTRY_VERIFY(!dialog());
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"30 rooms at"));
        QVERIFY(!m_window->messages().text().contains(u"rejected"));
    }

    void nobodyWaitsForTheKeychain()
    {
        openClinic();
        regenerateKey();
        action(u"refresh"_s)->trigger();
        QTRY_VERIFY(dialog());
        m_secrets->waits = true;
        enter(m_sandbox->connectionString());
        replace()->click();
        QTRY_VERIFY(!dialog());
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"30 rooms at"));
        QVERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"saving the access key"));
        const QUuid profile = m_profiles->profiles().first().id;
        emit m_secrets->slow(profile, store::KeychainProblem::NoAnswer);
        QVERIFY(m_window->messages().text().contains(u"has not responded yet"));
        m_secrets->release();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"in the keychain"));
        QCOMPARE(m_secrets->secrets.value(profile), m_sandbox->connectionString().toUtf8());
    }

    void aKeychainThatFailsIsSaid()
    {
        openClinic();
        regenerateKey();
        action(u"refresh"_s)->trigger();
        QTRY_VERIFY(dialog());
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        enter(m_sandbox->connectionString());
        replace()->click();
        QTRY_VERIFY(!dialog());
        QTRY_VERIFY(m_window->messages().text().contains(u"the keychain did not accept it"));
        QVERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"until Roomkeeper closes"));
        QCOMPARE(m_secrets->secrets.begin().value(), m_old.toUtf8());
    }

    void whatWasEditedMeanwhileIsNotReplacedByWhatWasTested()
    {
        openClinic();
        action(u"replaceSecret"_s)->trigger();
        regenerateKey();
        enter(m_sandbox->connectionString());
        replace()->click();
        enter(m_old);
        replace()->click();
        QTRY_VERIFY(textOf<QLabel>(*dialog(), "replaceResult").contains(u"not replaced"));
        QCOMPARE(m_secrets->secrets.begin().value(), m_old.toUtf8());
        QVERIFY(dialog());
    }

    void whoTypesOnStopsTheTest()
    {
        openClinic();
        regenerateKey();
        action(u"replaceSecret"_s)->trigger();
        QSignalSpy answered(&m_window->connections().editor(), &ConnectionEditor::keychainAnswered);
        enter(m_sandbox->connectionString());
        replace()->click();
        enter(u"endpoint=nothing"_s);
        QTRY_COMPARE(answered.size(), 1);
        QCOMPARE(m_secrets->secrets.begin().value(), m_old.toUtf8());
        QVERIFY(dialog() && dialog()->isVisible());
        QVERIFY(textOf<QLabel>(*dialog(), "replaceResult").isEmpty());
    }

    void theAnswerInOneWindowServesAllOfThem()
    {
        openClinic();
        MainWindow other(*m_connectionService, sources(), *m_theme, m_display, *m_settings);
        other.show();
        other.connections().openByName(u"clinic"_s);
        QTRY_VERIFY(textOf<QLabel>(other, "loadStatus").startsWith(u"24 rooms at"));
        regenerateKey();
        other.findChild<QAction *>(u"refresh"_s)->trigger();
        QTRY_VERIFY(other.findChild<ReplaceSecretDialog *>());

        action(u"replaceSecret"_s)->trigger();
        enter(m_sandbox->connectionString());
        replace()->click();
        QTRY_VERIFY(!dialog());
        QTRY_VERIFY(!other.findChild<ReplaceSecretDialog *>());
        QTRY_VERIFY(textOf<QLabel>(other, "loadStatus").startsWith(u"30 rooms at"));
        QVERIFY(other.messages().text().contains(u"was replaced"));
    }

    void returnOnCancelCancels()
    {
        openClinic();
        action(u"replaceSecret"_s)->trigger();
        enter(m_old);
        auto *cancel = named<QPushButton>(*dialog(), u"Cancel"_s);
        cancel->setFocus();
        QSignalSpy asked(dialog(), &ReplaceSecretDialog::replaceRequested);
        QTest::keyClick(cancel, Qt::Key_Return);
        QTRY_VERIFY(!dialog());
        QCOMPARE(asked.size(), 0);
    }

    void theDialogGoesWithItsConnection()
    {
        openClinic();
        action(u"replaceSecret"_s)->trigger();
        QVERIFY(dialog());
        m_window->connections().close();
        QTRY_VERIFY(!dialog());
        QVERIFY(!action(u"replaceSecret"_s)->isEnabled());
    }

private:
    void keepClinic()
    {
        keep(u"clinic"_s);
        m_old = m_sandbox->connectionString();
    }

    void openClinic()
    {
        keepClinic();
        m_window->connections().openByName(u"clinic"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
    }

    /// The resource accepts another key from now on; it has 30 rooms by then.
    void regenerateKey()
    {
        const auto port = static_cast<quint16>(QUrl(endpoint()).port());
        m_sandbox.reset();
        m_sandbox = std::make_unique<Sandboxed>(sandbox::SandboxOptions{
            .port = port, .accessKey = *acs::AccessKey::fromBase64(anotherKey), .rooms = 30});
    }

    ReplaceSecretDialog *dialog() const { return m_window->findChild<ReplaceSecretDialog *>(); }
    QPushButton *replace() const { return named<QPushButton>(*dialog(), u"Replace"_s); }
    void enter(const QString &text)
    {
        named<QLineEdit>(*dialog(), u"New connection string"_s)->setText(text);
    }

    QString m_old;
};

ROOMKEEPER_TEST(QApplication, TestReplaceSecret);
#include "tst_replacesecret.moc"
