#include "store/secrets/keychainproblem.h"
#include "support/mainwindowfixture.h"
#include "support/testmain.h"
#include "ui/connections/diagnostics/diagnosticsdialog.h"
#include "ui/connections/diagnostics/diagnosticsview.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QGridLayout>
#include <QLockFile>
#include <QPointer>
#include <QScrollArea>
#include <QTcpServer>

using namespace roomkeeper;
using namespace roomkeeper::ui;

/// The connection test in the window: in the dialog that creates a connection, and in a separate
/// dialog.
class TestDiagnostics : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_diagnosticsdialog"_s); }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { makeWindow(); }
    void cleanup() { dropWindow(); }

    void aGoodConnectionString()
    {
        ConnectionDialog *dialog = typed(m_sandbox->connectionString());
        QVERIFY(!view(*dialog)->isVisible());
        named<QPushButton>(*dialog, u"Test connection"_s)->click();
        QVERIFY(view(*dialog)->isVisible());
        QTRY_COMPARE(textOf<QLabel>(*dialog, "testResult"),
                     u"The connection works. The service responded and accepted the access key."_s);
        QCOMPARE(lines(*view(*dialog)).size(), acs::connectionTestStepCount);
        QVERIFY(lines(*view(*dialog)).contains(u"API version accepted|passed|2025-03-13"_s));
        QVERIFY(
            lines(*view(*dialog)).contains(u"Rooms readable|passed|24 rooms, all on one page."_s));
        QVERIFY(lines(*view(*dialog)).last().startsWith(u"Identity|not tested|"_s));
        QVERIFY(!named<QPushButton>(*view(*dialog), u"Run again"_s)->isVisible());
        QVERIFY(m_profiles->profiles().isEmpty()); // nothing is saved by it

        // An edited connection has not been tested.
        named<QLineEdit>(*dialog, u"Connection string"_s)
            ->setText(m_sandbox->connectionString() + u";"_s);
        QVERIFY(!view(*dialog)->isVisible());
        QVERIFY(textOf<QLabel>(*dialog, "testResult").isEmpty());
    }

    void aWrongKey()
    {
        ConnectionDialog *dialog = typed(wrong());
        named<QPushButton>(*dialog, u"Test connection"_s)->click();
        QTRY_VERIFY(textOf<QLabel>(*dialog, "testResult")
                        .startsWith(u"The connection does not work. 127.0.0.1:"_s));
        const QStringList found = lines(*view(*dialog));
        QCOMPARE(found.filter(u"|failed|"_s).size(), 1);
        QVERIFY(found.filter(u"|failed|"_s).first().startsWith(u"Access key accepted|failed|"_s));
        QVERIFY(
            allTexts(view(*dialog)).join(u'\n').contains(u"Check that the connection string"_s));
        auto *testUser = named<QPushButton>(*dialog, u"Create and delete a test user"_s);
        QVERIFY(!testUser->isEnabled());
        QVERIFY(!testUser->toolTip().isEmpty()); // why
        QVERIFY(named<QPushButton>(*dialog, u"Save"_s)->isEnabled());

        named<QPushButton>(*dialog, u"Copy report"_s)->click();
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY(report.contains(u"Access key accepted: failed"_s));
        const QString key = wrong().section(u"accesskey="_s, 1);
        QVERIFY(!report.contains(key));
        QVERIFY(!allTexts(view(*dialog)).join(u'\n').contains(key));
    }

    void closingTheDialogEndsTheTest()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QPointer<ConnectionDialog> dialog =
            typed(u"endpoint=https://127.0.0.1:%1;accesskey=bWFya2Vy"_s.arg(silent.serverPort()));
        named<QPushButton>(*dialog, u"Test connection"_s)->click();
        QTRY_VERIFY(lines(*view(*dialog)).contains(u"TLS|running|"_s));
        named<QPushButton>(*dialog, u"Cancel"_s)->click();
        QTRY_VERIFY(!dialog);
    }

    void stopped()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        ConnectionDialog *dialog =
            typed(u"endpoint=https://127.0.0.1:%1;accesskey=bWFya2Vy"_s.arg(silent.serverPort()));
        named<QPushButton>(*dialog, u"Test connection"_s)->click();
        QTRY_VERIFY(lines(*view(*dialog)).contains(u"TLS|running|"_s));
        named<QPushButton>(*dialog, u"Stop"_s)->click();
        QCOMPARE(textOf<QLabel>(*dialog, "testResult"),
                 u"The connection does not work. The test was stopped."_s);
        QVERIFY(lines(*view(*dialog)).contains(u"TLS|not tried|Stopped."_s));
        QVERIFY(named<QPushButton>(*dialog, u"Copy report"_s)->isEnabled());
    }

    void whatIsOpenIsTested()
    {
        QVERIFY(!action(u"testConnection"_s)->isEnabled());
        openSandbox();
        DiagnosticsDialog *dialog = openDiagnostics();
        QTRY_VERIFY(textOf<QLabel>(*dialog, "testResult").startsWith(u"The connection works."_s));

        auto *testUser = named<QPushButton>(*dialog, u"Create and delete a test user"_s);
        testUser->setFocus();
        testUser->click();
        QTRY_VERIFY(lines(*view(*dialog))
                        .last()
                        .startsWith(u"Identity|passed|Created and deleted 8:acs:"_s));
        QVERIFY(testUser->isEnabled());
        QVERIFY(testUser->hasFocus());

        named<QPushButton>(*dialog, u"Run again"_s)->click();
        QCOMPARE(textOf<QLabel>(*dialog, "testResult"), u"Testing the connection…"_s);
        QTRY_VERIFY(textOf<QLabel>(*dialog, "testResult").startsWith(u"The connection works."_s));
        QVERIFY(lines(*view(*dialog)).last().startsWith(u"Identity|not tested|"_s));
        QPointer<DiagnosticsDialog> gone = dialog;
        named<QPushButton>(*dialog, u"Close"_s)->click();
        QTRY_VERIFY(!gone);
    }

    /// However it became read-only: saved, temporarily, or meanwhile; and in a dialog in which
    /// read-only was turned off but not confirmed.
    void neverATestUserWhereItBecomesReadOnly()
    {
        keep(u"contoso"_s);
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(action(u"testConnection"_s)->isEnabled());
        DiagnosticsDialog *dialog = openDiagnostics();
        QCOMPARE(unnamedIn(*dialog), QStringList());
        QTRY_VERIFY(textOf<QLabel>(*dialog, "testResult").startsWith(u"The connection works."_s));
        const auto *testUser = named<QPushButton>(*dialog, u"Create and delete a test user"_s);
        QVERIFY(testUser->isEnabled());
        store::Profile profile = m_profiles->profiles().first();
        profile.readOnly = true;
        QVERIFY(m_profiles->save(profile));
        QVERIFY(!testUser->isEnabled());
        dialog->close();

        // In the dialog, not confirmed.
        action(u"editConnection"_s)->trigger();
        auto *edit = m_window->findChild<ConnectionDialog *>();
        named<QCheckBox>(*edit, u"Read-only"_s)->setChecked(false);
        named<QPushButton>(*edit, u"Test connection"_s)->click();
        testUser = named<QPushButton>(*edit, u"Create and delete a test user"_s);
        QTRY_VERIFY(textOf<QLabel>(*edit, "testResult").startsWith(u"The connection works."_s));
        QVERIFY(!testUser->isEnabled());
        edit->reject();
    }

    void neverATestUserWhereItBecameReadOnlyWhileTheKeychainWasAsked()
    {
        keep(u"contoso"_s);
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(action(u"testConnection"_s)->isEnabled());
        m_secrets->waits = true;
        DiagnosticsDialog *dialog = openDiagnostics();
        store::Profile profile = m_profiles->profiles().first();
        profile.readOnly = true;
        QVERIFY(m_profiles->save(profile));
        m_secrets->release();
        QTRY_VERIFY(textOf<QLabel>(*dialog, "testResult").startsWith(u"The connection works."_s));
        QVERIFY(!named<QPushButton>(*dialog, u"Create and delete a test user"_s)->isEnabled());
    }

    void neverATestUserWhereReadOnlyCouldNotBeKept()
    {
        keep(u"contoso"_s);
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(action(u"readOnlyConnection"_s)->isEnabled());
        {
            QLockFile other(m_folder->filePath(u"connections.json.lock"_s));
            QVERIFY(other.lock());
            action(u"readOnlyConnection"_s)->trigger();
        }
        QVERIFY(!m_profiles->profiles().first().readOnly);
        DiagnosticsDialog *dialog = openDiagnostics();
        QTRY_VERIFY(textOf<QLabel>(*dialog, "testResult").startsWith(u"The connection works."_s));
        QVERIFY(!named<QPushButton>(*dialog, u"Create and delete a test user"_s)->isEnabled());
    }

    void neverATestUserWhereItIsReadOnly()
    {
        keep(u"contoso"_s, true);
        openWindow();
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(action(u"testConnection"_s)->isEnabled());
        DiagnosticsDialog *dialog = openDiagnostics();
        QTRY_VERIFY(textOf<QLabel>(*dialog, "testResult").startsWith(u"The connection works."_s));
        auto *testUser = named<QPushButton>(*dialog, u"Create and delete a test user"_s);
        QVERIFY(!testUser->isEnabled());
        QCOMPARE(testUser->toolTip(), u"This connection is read-only."_s);
    }

    void aListThatFailsOffersIt()
    {
        openSandbox();
        m_sandbox->stop();
        action(u"refresh"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->messages().text().contains(u"refused"_s), 20'000);
        clickMessageButton(u"Test connection"_s);
        auto *dialog = m_window->findChild<DiagnosticsDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QTRY_VERIFY(
            textOf<QLabel>(*dialog, "testResult")
                .startsWith(u"The connection does not work. The connection was refused."_s));
        QVERIFY(lines(*view(*dialog))
                    .contains(u"TLS|not tried|Not tried, because “TCP connection” failed."_s));
    }

    void aConnectionThatDoesNotOpenOffersIt()
    {
        keep(u"contoso"_s);
        openWindow();
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        m_window->connections().openByName(u"contoso"_s);
        QTRY_VERIFY(m_window->messages().text().contains(u"could not be opened"_s));
        clickMessageButton(u"Test connection"_s);
        const auto *dialog = m_window->findChild<DiagnosticsDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QTRY_VERIFY(
            textOf<QLabel>(*dialog, "testResult").startsWith(u"The connection does not work."_s));
    }

    void itFollowsTheTheme()
    {
        openSandbox();
        DiagnosticsDialog *dialog = openDiagnostics();
        QTRY_VERIFY(textOf<QLabel>(*dialog, "testResult").startsWith(u"The connection works."_s));
        const QImage light = dialog->grab().toImage();
        m_theme->setMode(Theme::Mode::Dark);
        QTRY_VERIFY(dialog->grab().toImage() != light);
        const auto *area = dialog->findChild<QScrollArea *>(u"doctorLines"_s);
        const auto *icon = area->widget()->findChildren<QLabel *>().constFirst();
        QVERIFY(!icon->pixmap().isNull());
        const auto isDrawnIn = [icon](const QColor &colour) {
            const QImage image = icon->pixmap().toImage();
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y) == colour)
                        return true;
                }
            }
            return false;
        };
        QTRY_VERIFY(isDrawnIn(darkColours().accentInk));
        m_theme->setMode(Theme::Mode::Light);
        QTRY_VERIFY(isDrawnIn(lightColours().accentInk));
    }

private:
    QString wrong() const
    {
        return m_sandbox->connectionString().section(u"accesskey="_s, 0, 0)
               + u"accesskey=bWFya2VyLXNlY3JldCB0aGF0IGlzIHdyb25n"_s;
    }

    ConnectionDialog *typed(const QString &connectionString)
    {
        action(u"newConnection"_s)->trigger();
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        named<QLineEdit>(*dialog, u"Connection string"_s)->setText(connectionString);
        return dialog;
    }

    DiagnosticsDialog *openDiagnostics()
    {
        action(u"testConnection"_s)->trigger();
        auto *dialog = m_window->findChild<DiagnosticsDialog *>(u"connectionDiagnostics"_s);
        if (dialog == nullptr)
            qFatal("no dialog");
        return dialog;
    }

    static DiagnosticsView *view(const QWidget &in) { return in.findChild<DiagnosticsView *>(); }

    /// "Name lookup|passed|result", for each line.
    static QStringList lines(const DiagnosticsView &view)
    {
        QStringList all;
        const auto *grid = qobject_cast<QGridLayout *>(
            view.findChild<QScrollArea *>(u"doctorLines"_s)->widget()->layout());
        const auto at = [grid](int row, int column) {
            const auto *item = grid->itemAtPosition(row, column);
            const auto *label = item ? qobject_cast<QLabel *>(item->widget()) : nullptr;
            return label != nullptr ? label->text() : QString();
        };
        for (int row = 0; !at(row, 1).isEmpty(); row += 2)
            all << QStringList{at(row, 1), at(row, 2), at(row, 3)}.join(u'|');
        return all;
    }
};

ROOMKEEPER_TEST(QApplication, TestDiagnostics);
#include "tst_diagnosticsdialog.moc"
