#include "acs/proxy/proxycredentials.h"
#include "support/mainwindowfixture.h"
#include "support/testmain.h"
#include "ui/common/messagebar.h"
#include "ui/common/secretclipboard.h"
#include "ui/connections/manager/connectionsdialog.h"
#include "ui/connections/secrets/proxyquestion.h"
#include "ui/shell/windows.h"

#include <QApplication>
#include <QDebug>
#include <QPointer>
#include <QScreen>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::ui;

/// Several windows of one program.
class TestWindows : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_windows"_s); }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        makeWindow();
        m_window.reset(); // the tests open the windows
        m_windows = std::make_unique<Windows>(*m_connectionService, sources(), *m_theme, m_display,
                                              *m_settings);
    }

    void cleanup()
    {
        m_windows.reset();
        dropWindow();
    }

    void eachHasAConnectionOfItsOwn()
    {
        keep(u"clinic"_s);
        MainWindow &first = m_windows->open();
        first.resize(1010, 640);
        first.connections().openSandbox();
        first.findChild<QAction *>(u"newWindow"_s)->trigger();
        QCOMPARE(m_windows->all().size(), 2);
        MainWindow &second = *m_windows->all().last();
        QVERIFY(second.isVisible());
        QCOMPARE(second.size(), first.size());
        QCOMPARE(second.windowTitle(), u"Roomkeeper"_s);
        second.connections().openByName(u"clinic"_s);
        QTRY_COMPARE(second.windowTitle(), u"clinic – Roomkeeper"_s);
        QTRY_VERIFY(textOf<QLabel>(second, "loadStatus").startsWith(u"24 rooms at"));
        QTRY_COMPARE(first.windowTitle(), u"Sandbox – Roomkeeper"_s);

        first.findChild<QAction *>(u"closeConnection"_s)->trigger();
        QTRY_COMPARE(first.windowTitle(), u"Roomkeeper"_s);
        QCOMPARE(second.windowTitle(), u"clinic – Roomkeeper"_s);
    }

    /// One that was pushed almost off the screen comes back whole.
    void aWindowComesBackWhole_data()
    {
        QTest::addColumn<QPoint>("position");
        const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
        QTest::newRow("right") << QPoint(screen.right() - 20, 100);
        QTest::newRow("below") << QPoint(0, screen.bottom() - 20);
        QTest::newRow("left") << QPoint(-700, 100);
        QTest::newRow("above") << QPoint(0, -400);
        QTest::newRow("off") << QPoint(5000, 5000);
    }

    void aWindowComesBackWhole()
    {
        QFETCH(QPoint, position);
        const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
        MainWindow &first = m_windows->open();
        first.resize(first.minimumSize());
        first.move(position);
        const QSize size = first.size();
        const QPointer closed(&first);
        first.close();
        QTRY_VERIFY(!closed);
        const MainWindow &second = m_windows->open();
        QVERIFY2(screen.contains(second.frameGeometry()),
                 qPrintable(QDebug::toString(second.frameGeometry())));
        QCOMPARE(second.size(), size.boundedTo(screen.size()));
    }

    void whatIsKeptInOneShowsInTheOther()
    {
        MainWindow &first = m_windows->open();
        MainWindow &second = m_windows->open();
        keep(u"clinic"_s);
        for (const MainWindow *window : {&first, &second}) {
            const auto *box = window->findChild<QComboBox *>(u"connectionBox"_s);
            QVERIFY(box->findText(u"clinic"_s) >= 0);
        }
        first.findChild<QAction *>(u"themeDark"_s)->trigger();
        QVERIFY(second.findChild<QAction *>(u"themeDark"_s)->isChecked());
        QVERIFY(!second.findChild<QAction *>(u"themeLight"_s)->isChecked());
        m_theme->setMode(Theme::Mode::Light);
    }

    /// Before the window is gone: on Wayland it is too late then.
    void theLastWindowRemovesACopiedSecret()
    {
        MainWindow &first = m_windows->open();
        MainWindow &second = m_windows->open();
        secretClipboard().copy(u"marker-secret-token"_s);
        const QPointer<MainWindow> closed = &first;
        first.close();
        QTRY_VERIFY(!closed);
        QCOMPARE(secretClipboard().state(), SecretClipboard::State::Held);
        second.close();
        QCOMPARE(secretClipboard().state(), SecretClipboard::State::Removed);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString());
    }

    void aCopiedSecretIsSaidUntilItIsRemoved()
    {
        MainWindow &window = m_windows->open();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const MessageBar &messages = window.messages();
        secretClipboard().copy(u"marker-secret-token"_s);
        QCOMPARE(messages.text(),
                 u"Removed from the clipboard in 60 s or when Roomkeeper closes."_s);
        secretClipboard().clear();
        QCOMPARE(messages.text(), u"The secret was removed from the clipboard."_s);

        secretClipboard().copy(u"marker-secret-token"_s);
        QGuiApplication::clipboard()->setText(u"something else"_s);
        QCOMPARE(messages.text(), QString());

        // The desktop refuses: said even if the notice was dismissed.
        secretClipboard().copy(u"marker-secret-token"_s);
        window.messages().dismiss();
        secretClipboard().setOptions({.isAccessible = [] { return false; }});
        secretClipboard().clear();
        QVERIFY2(messages.text().contains(u"may still be on the clipboard"),
                 qPrintable(messages.text()));
        QGuiApplication::clipboard()->setText(
            u"marker-secret-token"_s); // it was there all the time
        secretClipboard().setOptions({});
        secretClipboard().clear();
        QCOMPARE(messages.text(), u"The secret was removed from the clipboard."_s);
    }

    void aClosedOneGoesAndTheOthersStay()
    {
        const QPointer<MainWindow> first = &m_windows->open();
        const QPointer<MainWindow> second = &m_windows->open();
        second->findChild<QAction *>(u"closeWindow"_s)->trigger();
        QTRY_VERIFY(!second);
        QVERIFY(first && first->isVisible());
        QCOMPARE(m_windows->all(), QList<MainWindow *>{first});
    }

    void quitClosesAll()
    {
        const QPointer<MainWindow> first = &m_windows->open();
        const QPointer<MainWindow> second = &m_windows->open();
        first->findChild<QAction *>(u"quit"_s)->trigger();
        QTRY_VERIFY(!first && !second);
        QVERIFY(m_windows->all().isEmpty());
    }

    void quitAsksInEachThatHasSomethingToLose()
    {
        const QPointer<MainWindow> first = &m_windows->open();
        const QPointer<MainWindow> second = &m_windows->open();
        for (MainWindow *window : {first.data(), second.data()}) {
            QVERIFY(editARoom(*window));
        }
        first->findChild<QAction *>(u"quit"_s)->trigger();
        QTRY_VERIFY(questionIn(*first) || questionIn(*second));
        QVERIFY(!(questionIn(*first) && questionIn(*second))); // one after the other

        // *Cancel* ends it for both.
        Confirmation *question = questionIn(*first) ? questionIn(*first) : questionIn(*second);
        const QPointer<QObject> gone = question;
        question->reject();
        QTRY_VERIFY(!gone);
        QVERIFY(first && second);
        QVERIFY(!questionIn(*first) && !questionIn(*second));

        // Closing one of them later does not quit.
        const QPointer<MainWindow> third = &m_windows->open();
        third->close();
        QTRY_VERIFY(!third);
        QCoreApplication::processEvents();
        QVERIFY(!questionIn(*first) && !questionIn(*second));

        // *Close* then asks in the other.
        first->findChild<QAction *>(u"quit"_s)->trigger();
        QTRY_VERIFY(questionIn(*first) || questionIn(*second));
        answer();
        QTRY_VERIFY(!first || !second);
        QTRY_VERIFY(m_windows->all().size() == 1 && questionIn(*m_windows->all().first()));
        answer();
        QTRY_VERIFY(!first && !second);
    }

    void quitLeavesADialogThatSomebodyTypesIn()
    {
        const QPointer<MainWindow> first = &m_windows->open();
        const QPointer<MainWindow> second = &m_windows->open();
        second->connections().editor().create();
        auto *dialog = second->findChild<ConnectionDialog *>();
        QVERIFY(dialog->isVisible());
        first->findChild<QAction *>(u"quit"_s)->trigger();
        QCoreApplication::processEvents();
        QVERIFY(second && dialog->isVisible());
        dialog->reject();
        m_windows->quit();
        QTRY_VERIFY(!first && !second);
    }

    void quitLeavesConnectionsThatAreBeingDeleted()
    {
        keep(u"clinic"_s);
        const QPointer<MainWindow> window = &m_windows->open();
        window->findChild<QAction *>(u"manageConnections"_s)->trigger();
        const auto *manager = window->findChild<ConnectionsDialog *>();
        m_secrets->waits = true;
        manager->findChild<QPushButton *>(u"deleteConnections"_s)->click();
        named<QPushButton>(*manager->findChild<Confirmation *>(), u"Delete connection"_s)->click();
        QTRY_VERIFY(manager->isDeleting());
        m_windows->quit();
        QCoreApplication::processEvents();
        QVERIFY(window && window->isVisible());
        m_secrets->release();
        QTRY_VERIFY(!manager->isDeleting());
        QVERIFY(m_secrets->secrets.isEmpty());
        m_windows->quit();
        QTRY_VERIFY(!window);
    }

    void oneQuestionForAProxyIsEnough()
    {
        MainWindow &first = m_windows->open();
        const QPointer<MainWindow> second = &m_windows->open();
        QVERIFY(QTest::qWaitForWindowActive(second));
        QSignalSpy declined(&m_connectionService->proxyCredentials(),
                            &acs::ProxyCredentials::declined);
        m_connectionService->proxyCredentials().request(u"proxy.example:3128"_s);
        QCOMPARE(first.findChildren<ProxyQuestion *>().size()
                     + second->findChildren<ProxyQuestion *>().size(),
                 1);
        auto *question = second->findChild<ProxyQuestion *>();
        QVERIFY(question);
        // The question disappears with its window, and what waits for it does not wait for ever.
        delete second;
        QCOMPARE(declined.size(), 1);
    }

private:
    /// Makes a change in the window that is not applied.
    bool editARoom(MainWindow &window)
    {
        window.connections().openSandbox();
        auto *status = window.findChild<QLabel *>(u"loadStatus"_s);
        if (!QTest::qWaitFor([&status, &window] {
                status = window.findChild<QLabel *>(u"loadStatus"_s);
                return status != nullptr && status->text().startsWith(u"24 rooms at");
            }))
            return false;
        named<QTableView>(window, u"Rooms"_s)->selectRow(0);
        named<QAbstractButton>(window, u"PSTN dial-out"_s)->click();
        return window.findChild<QAction *>(u"discardChanges"_s)->isEnabled();
    }

    static Confirmation *questionIn(const MainWindow &window)
    {
        return window.findChild<Confirmation *>();
    }

    /// Confirms the question.
    void answer()
    {
        for (const MainWindow *window : m_windows->all()) {
            if (const Confirmation *question = questionIn(*window)) {
                question->findChild<QPushButton *>(u"confirm"_s)->click();
                return;
            }
        }
        QFAIL("nobody asks");
    }

    std::unique_ptr<Windows> m_windows;
};

ROOMKEEPER_TEST(QApplication, TestWindows);
#include "tst_windows.moc"
