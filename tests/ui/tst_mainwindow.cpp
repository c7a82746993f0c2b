#include "support/mainwindowfixture.h"

#include "support/testmain.h"
#include "ui/help/guidewindow.h"
#include <QApplication>
#include <QCheckBox>

#include <QMenuBar>

using namespace roomkeeper;
using namespace roomkeeper::ui;

namespace {

/// Another reason not to close a window.
class CloseIgnorer final : public QObject
{
public:
    int ignored = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::Close)
            return false;
        ++ignored;
        event->ignore();
        return true;
    }
};

} // namespace

/// The window around a connection.
class TestMainWindow : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_mainwindow"_s); }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { makeWindow(); }
    void cleanup() { dropWindow(); }

    void beforeConnecting()
    {
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
        QVERIFY(named<ChoiceButton>(*m_window, u"Connect to a resource"_s)->isVisible());
        QVERIFY(named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->isVisible());
        QVERIFY(!tool(u"New room"_s)->isEnabled());
        QVERIFY(!named<QLineEdit>(*m_window, u"Filter rooms"_s)->isEnabled());
    }

    void theSandboxAsksNothing()
    {
        named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->click();
        QTRY_COMPARE(m_window->windowTitle(), u"Sandbox – Roomkeeper"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        QVERIFY(tool(u"New room"_s)->isEnabled());
        QVERIFY(!tool(u"Delete room"_s)->isEnabled()); // nothing is selected
        QCOMPARE(m_secrets->reads, 0);
        QVERIFY(m_secrets->secrets.isEmpty());
        QCOMPARE(connectionBox()->currentText(), u"Sandbox"_s);
        action(u"closeConnection"_s)->trigger();
        QCOMPARE(m_window->windowTitle(), u"Roomkeeper"_s);
        QVERIFY(named<ChoiceButton>(*m_window, u"Try the sandbox"_s)->isVisible());
    }

    void aReadOnlyConnectionSaysSoAndForbids()
    {
        keep(u"looked at"_s, true);
        openWindow();
        m_window->connections().openByName(u"looked at"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        const auto *words = m_window->findChild<QLabel *>(u"readOnlyWords"_s);
        QVERIFY(words->isVisible() && words->text().contains(u"Read-only"));
        selectFirst();
        for (const QString &name : {u"New room"_s, u"Delete room"_s}) {
            QVERIFY(!tool(name)->isEnabled());
            QVERIFY(tool(name)->toolTip().contains(u"read-only"));
        }
        for (const char *name : {"presetDay", "pstnDialOut", "validFromEdit", "validUntilEdit"}) {
            const auto *each = m_window->findChild<QWidget *>(QLatin1StringView(name));
            QVERIFY2(each != nullptr && each->toolTip().contains(u"read-only"), name);
        }
        QVERIFY(tool(u"Refresh"_s)->isEnabled());
        QVERIFY(tool(u"Open by ID"_s)->isEnabled());
    }

    void readOnlyIsSwitchedOnAtOnceAndOffAfterAQuestion()
    {
        keep(u"clinic"_s);
        openWindow();
        m_window->connections().openByName(u"clinic"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        selectFirst();
        const QString selected = named<QLineEdit>(*m_window, u"Room ID"_s)->text();
        QAction *readOnly = action(u"readOnlyConnection"_s);
        QVERIFY(!readOnly->isChecked());

        readOnly->trigger();
        QVERIFY(!tool(u"New room"_s)->isEnabled());
        QVERIFY(m_window->findChild<RoomsPage *>()->connection().isReadOnly());
        QVERIFY(m_window->findChild<QLabel *>(u"readOnlyWords"_s)->isVisible());
        QVERIFY(m_profiles->profiles().first().readOnly);
        QCOMPARE(named<QLineEdit>(*m_window, u"Room ID"_s)->text(), selected);

        readOnly->trigger();
        QVERIFY(question()->text().contains(u"clinic"));
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(!question());
        QVERIFY(m_profiles->profiles().first().readOnly);
        QVERIFY(readOnly->isChecked());
        QVERIFY(!tool(u"New room"_s)->isEnabled());

        readOnly->trigger();
        named<QPushButton>(*question(), u"Allow changes"_s)->click();
        QTRY_VERIFY(tool(u"New room"_s)->isEnabled());
        QVERIFY(!readOnly->isChecked());
        QVERIFY(!m_profiles->profiles().first().readOnly);
        QVERIFY(!m_window->findChild<QLabel *>(u"readOnlyWords"_s)->isVisible());
    }

    void readOnlyOfTheSandboxIsForNow()
    {
        openSandbox();
        action(u"readOnlyConnection"_s)->trigger();
        QVERIFY(m_window->findChild<RoomsPage *>()->connection().isReadOnly());
        QVERIFY(!tool(u"New room"_s)->isEnabled());
        QVERIFY(m_profiles->profiles().isEmpty());
    }

    void whatIsEditedElsewhereShows()
    {
        keep(u"clinic"_s);
        openWindow();
        m_window->connections().openByName(u"clinic"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        store::Profile edited = m_profiles->profiles().first();
        edited.name = u"ward"_s;
        QVERIFY(m_profiles->save(edited));
        QCOMPARE(m_window->windowTitle(), u"ward – Roomkeeper"_s);
        QVERIFY(tool(u"New room"_s)->isEnabled());
        edited.readOnly = true;
        QVERIFY(m_profiles->save(edited));
        QVERIFY(!tool(u"New room"_s)->isEnabled());
        QVERIFY(m_window->findChild<RoomsPage *>()->connection().isReadOnly());
    }

    void switchingReadOnlyOffInTheDialogAsks()
    {
        keep(u"clinic"_s, true);
        openWindow();
        m_window->connections().openByName(u"clinic"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        action(u"editConnection"_s)->trigger();
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        named<QCheckBox>(*dialog, u"Read-only"_s)->setChecked(false);
        named<QPushButton>(*dialog, u"Save"_s)->click();
        QVERIFY(question() && question()->text().contains(u"clinic"));
        QVERIFY(m_profiles->profiles().first().readOnly);
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(dialog->isVisible()); // with its input
        QVERIFY(!named<QCheckBox>(*dialog, u"Read-only"_s)->isChecked());
        QTRY_VERIFY(!question());

        named<QPushButton>(*dialog, u"Save"_s)->click();
        named<QPushButton>(*question(), u"Allow changes"_s)->click();
        QTRY_VERIFY(!m_profiles->profiles().first().readOnly);
        QTRY_VERIFY(tool(u"New room"_s)->isEnabled());
    }

    void leavingWithDraftsAsks()
    {
        openSandbox();
        selectFirst();
        auto &drafts = m_window->findChild<RoomsPage *>()->connection().drafts();
        drafts.edit(named<QLineEdit>(*m_window, u"Room ID"_s)->text(), {.pstnDialOutEnabled = true},
                    {});
        drafts.edit(u"none"_s, {.pstnDialOutEnabled = true}, {});

        m_window->close();
        QVERIFY(m_window->isVisible());
        QVERIFY(question()->text().contains(u"Sandbox"));
        QVERIFY(question()->informativeText().contains(u"2 rooms"));
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(!question());
        QVERIFY(m_window->isVisible());

        action(u"closeConnection"_s)->trigger();
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(!question());
        QCOMPARE(m_window->windowTitle(), u"Sandbox – Roomkeeper"_s);

        m_window->close();
        named<QPushButton>(*question(), u"Leave without applying"_s)->click();
        QTRY_VERIFY(!m_window->isVisible());
    }

    void aCloseThatWasIgnoredAsksAgain()
    {
        openSandbox();
        selectFirst();
        auto &drafts = m_window->findChild<RoomsPage *>()->connection().drafts();
        drafts.edit(named<QLineEdit>(*m_window, u"Room ID"_s)->text(), {.pstnDialOutEnabled = true},
                    {});
        m_window->close();
        CloseIgnorer ignorer;
        m_window->installEventFilter(&ignorer);
        named<QPushButton>(*question(), u"Leave without applying"_s)->click();
        QTRY_COMPARE(ignorer.ignored, 1);
        m_window->removeEventFilter(&ignorer);
        QVERIFY(m_window->isVisible());

        m_window->close();
        QVERIFY(m_window->isVisible());
        QVERIFY(question());
        named<QPushButton>(*question(), u"Leave without applying"_s)->click();
        QTRY_VERIFY(!m_window->isVisible());
    }

    void leavingWithUnknownOutcomesAsks()
    {
        openSandbox();
        QVERIFY(!action(u"unknownOutcomes"_s)->isEnabled());
        auto &unknown = m_window->findChild<RoomsPage *>()->connection().unknownOutcomes();
        const int id = unknown.add({.askedAt = m_clock.now()});
        QVERIFY(action(u"unknownOutcomes"_s)->isEnabled());
        m_window->close();
        QVERIFY(question() && m_window->isVisible());
        QVERIFY(question()->informativeText().startsWith(u"The outcome of 1 change is unknown"));
        named<QPushButton>(*question(), u"Leave"_s);
        named<QPushButton>(*question(), u"Cancel"_s)->click();
        QTRY_VERIFY(!question());

        action(u"unknownOutcomes"_s)->trigger();
        QVERIFY(m_window->findChild<QWidget *>(u"unknownOutcomesDialog"_s));
        unknown.dismiss(id);
        QTRY_VERIFY(!m_window->findChild<QWidget *>(u"unknownOutcomesDialog"_s));
        m_window->close();
        QVERIFY(!m_window->isVisible());
    }

    void f1ShowsTheGuideBesideTheWindow()
    {
        QCOMPARE(action(u"guide"_s)->shortcut(), QKeySequence(Qt::Key_F1));
        action(u"guide"_s)->trigger();
        QPointer<GuideWindow> guide = m_window->findChild<GuideWindow *>();
        QVERIFY(guide && guide->isVisible());
        QVERIFY(!guide->isModal()); // it can stay open while working
        action(u"guide"_s)->trigger();
        QCOMPARE(m_window->findChildren<GuideWindow *>().size(), 1);
        guide->close();
        QTRY_VERIFY(!guide);
        action(u"guide"_s)->trigger();
        QVERIFY(m_window->findChild<GuideWindow *>()->isVisible());
    }

    void everyActionWithKeysIsInAMenu()
    {
        QSet<QKeySequence> seen;
        QSet<const QAction *> inMenus;
        QSet<const QAction *> inSubmenus;
        const auto bar = m_window->menuBar()->actions();
        for (const QAction *top : bar) {
            for (const QAction *each : top->menu()->actions()) {
                inMenus.insert(each);
                if (each->menu() == nullptr)
                    continue;
                for (const QAction *inner : each->menu()->actions())
                    inSubmenus.insert(inner);
            }
        }
        const auto own = m_window->findChildren<QAction *>();
        int count = 0;
        for (const QAction *each : own) {
            if (each->objectName().isEmpty() || each->menu() != nullptr
                || each->shortcut().isEmpty())
                continue;
            ++count;
            QVERIFY2(inMenus.contains(each) || inSubmenus.contains(each),
                     qPrintable(each->objectName()));
            QVERIFY2(!seen.contains(each->shortcut()), qPrintable(each->objectName()));
            seen.insert(each->shortcut());
        }
        QVERIFY(count > 25);
    }

    void everyWidgetThatCanBeUsedIsNamed()
    {
        openSandbox();
        selectFirst();
        QCOMPARE(unnamedIn(*m_window), QStringList());
    }

    void tabGoesFromToolbarOverChipsAndTableToTheDetails()
    {
        openSandbox();
        selectFirst();
        QStringList order;
        connectionBox()->setFocus();
        for (int step = 0; step < 60; ++step) {
            const QWidget *focus = QApplication::focusWidget();
            if (!order.isEmpty() && focus == connectionBox())
                break;
            QVERIFY2(focus, qPrintable(order.join(u' ')));
            order << focus->objectName();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QStringList found;
        const QStringList expected{u"connectionBox"_s,    u"toolNewRoom"_s,   u"toolDeleteRoom"_s,
                                   u"filterRooms"_s,      u"zoneBox"_s,       u"chipAll"_s,
                                   u"roomTable"_s,        u"roomId"_s,        u"validFrom"_s,
                                   u"validUntil"_s,       u"presetHour"_s,    u"pstnDialOut"_s,
                                   u"participantTable"_s, u"activityToggle"_s};
        for (const QString &name : std::as_const(order)) {
            if (expected.contains(name))
                found << name;
        }
        QCOMPARE(found, expected);
    }

    /// A button in the message bar disappears with its message; Qt alone would then move the focus
    /// to the list of connections.
    void theKeyboardGoesBackFromTheMessageBar_data()
    {
        QTest::addColumn<bool>("withMouse");
        QTest::newRow("with Tab: to the table") << false;
        QTest::newRow("with the mouse: to where it was") << true;
    }

    void theKeyboardGoesBackFromTheMessageBar()
    {
        QFETCH(bool, withMouse);
        openSandbox();
        selectFirst();
        auto *roomId = named<QLineEdit>(*m_window, u"Room ID"_s);
        auto *table = named<QTableView>(*m_window, u"Rooms"_s);
        int done = 0;
        for (const QString &name : {u"messageAction0"_s, u"messageDismiss"_s}) {
            m_window->messages().showNotice(
                {.text = u"Something."_s,
                 .actions = {{.text = u"Do it"_s, .run = [&done] { ++done; }}}});
            auto *button = m_window->messages().findChild<QAbstractButton *>(name);
            QTRY_VERIFY(button->isVisible());
            roomId->setFocus();
            if (withMouse) {
                QTest::mouseClick(button, Qt::LeftButton);
            } else {
                button->setFocus(Qt::TabFocusReason);
                QTest::keyClick(button, Qt::Key_Space);
            }
            QVERIFY(m_window->messages().isHidden());
            QCOMPARE(m_window->focusWidget(), withMouse ? static_cast<QWidget *>(roomId) : table);
        }
        QCOMPARE(done, 1);
    }

    void zoneAndThemeAreKept()
    {
        zoneBox()->setCurrentIndex(1);
        QCOMPARE(m_display.mode(), TimeDisplay::Mode::Utc);
        QVERIFY(action(u"zoneUtc"_s)->isChecked());
        action(u"themeDark"_s)->trigger();
        QVERIFY(m_theme->isDark());
        QCOMPARE(m_settings->theme(), Theme::Mode::Dark);
        m_display.setMode(TimeDisplay::Mode::Local);
        zoneBox()->setCurrentIndex(1);
        m_window.reset();
        m_display.setMode(TimeDisplay::Mode::Local);
        m_settings->setZone(TimeDisplay::Mode::Utc);
        openWindow();
        QCOMPARE(m_display.mode(), TimeDisplay::Mode::Utc);
        m_theme->setMode(Theme::Mode::Light);
    }
};

ROOMKEEPER_TEST(QApplication, TestMainWindow);
#include "tst_mainwindow.moc"
