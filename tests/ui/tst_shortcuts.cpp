#include "support/mainwindowfixture.h"
#include "support/testmain.h"
#include "ui/common/hintlabel.h"
#include "ui/common/keyuse.h"
#include "ui/help/chordedit.h"
#include "ui/help/shortcutsdialog.h"

#include <QFile>
#include <QTableWidget>

using namespace roomkeeper;
using namespace roomkeeper::ui;

/// The keys of the actions, and the dialog in which they are changed.
class TestShortcuts : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_shortcuts"_s); }
    void init() { makeWindow(); }
    void cleanup() { dropWindow(); }

    void usesOfKeys_data()
    {
        QTest::addColumn<KeyUse>("use");
        const auto add = [](KeyUse use, const QStringList &keys) {
            for (const QString &each : keys)
                QTest::newRow(qPrintable(each)) << use;
        };
        add(KeyUse::Free,
            {u"Ctrl+N"_s, u"Ctrl+Shift+Z"_s, u"Ctrl+Y"_s, u"F5"_s, u"Shift+F5"_s, u"Ctrl+Alt+1"_s,
             u"Ctrl+Alt+N"_s, u"Ctrl+Shift+Del"_s, u"Ctrl+Shift+F2"_s, u"Alt+Left"_s, u"Del"_s});
        add(KeyUse::Desktop,
            {u"Ctrl+Alt+L"_s, u"Ctrl+Alt+D"_s, u"Ctrl+Alt+T"_s, u"Ctrl+Alt+Left"_s,
             u"Ctrl+Alt+Right"_s, u"Ctrl+Alt+Up"_s, u"Ctrl+Alt+Down"_s, u"Ctrl+F1"_s, u"Ctrl+F12"_s,
             u"Alt+F1"_s, u"Alt+F4"_s, u"Alt+F10"_s, u"Ctrl+Alt+F2"_s, u"Meta+N"_s,
             u"Ctrl+Meta+N"_s, u"Alt+Tab"_s, u"Alt+Space"_s, u"Print"_s});
        add(KeyUse::InputMethod, {u"Ctrl+Shift+U"_s, u"Ctrl+Shift+E"_s, u"Ctrl+."_s, u"Ctrl+;"_s,
                                  u"Ctrl+Space"_s, u"Shift+Space"_s});
        add(KeyUse::Menus, {u"Alt+C"_s, u"Alt+Z"_s, u"F10"_s, u"Shift+F10"_s});
        add(KeyUse::Window, {u"Tab"_s, u"Return"_s, u"Esc"_s, u"F2"_s, u"Down"_s, u"PgUp"_s});
        add(KeyUse::Text, {u"N"_s, u"Shift+N"_s, u"1"_s, u"Ctrl+C"_s, u"Ctrl+V"_s, u"Ctrl+X"_s,
                           u"Ctrl+A"_s, u"Ctrl+Z"_s, u"Backspace"_s, u"Ctrl+Left"_s});
    }

    void usesOfKeys()
    {
        QFETCH(KeyUse, use);
        const QKeySequence keys(QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY(!keys.isEmpty() && keys[0].key() != Qt::Key_unknown);
        QCOMPARE(useOf(keys), use);
        QCOMPARE(useText(keys).isEmpty(), use == KeyUse::Free);
        QVERIFY(use == KeyUse::Free
                || useText(keys).startsWith(keys.toString(QKeySequence::NativeText)));
    }

    void everyActionIsListed()
    {
        openDialog();
        QCOMPARE(unnamedIn(*m_dialog), QStringList());
        QCOMPARE(keysIn(u"New room"_s), u"Ctrl+N"_s);
        QCOMPARE(keysIn(u"Redo"_s), u"Ctrl+Shift+Z, Ctrl+Y"_s);
        QCOMPARE(keysIn(u"Discard changes"_s), QString()); // has none, and can be given some
        QVERIFY(rowOf(u"New connection from the environment"_s) < 0); // not in the menu either
    }

    void pressedKeysWorkAtOnce()
    {
        openDialog();
        select(u"New room"_s);
        press(u"Ctrl+Alt+N"_s);
        QCOMPARE(keysIn(u"New room"_s), u"Ctrl+Alt+N"_s);
        QCOMPARE(edit()->keySequence(), QKeySequence(u"Ctrl+Alt+N"_s));
        QCOMPARE(hint(), u"“New room” now has Ctrl+Alt+N."_s);
        QCOMPARE(action(u"newRoom"_s)->shortcuts(), keys(u"Ctrl+Alt+N"_s));

        press(u"Ctrl+Shift+F5"_s); // the next one is not a second chord
        QCOMPARE(action(u"newRoom"_s)->shortcuts(), keys(u"Ctrl+Shift+F5"_s));

        m_dialog->close();
        openSandbox();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keySequence(m_window.get(), QKeySequence(u"Ctrl+N"_s));
        QVERIFY(!m_window->findChild<QDialog *>(u"newRoomDialog"_s));
        QTest::keySequence(m_window.get(), QKeySequence(u"Ctrl+Shift+F5"_s));
        QVERIFY(m_window->findChild<QDialog *>(u"newRoomDialog"_s));
    }

    void keysOfAnotherActionAreRejected()
    {
        openDialog();
        select(u"Filter rooms"_s);
        press(u"Ctrl+N"_s);
        QCOMPARE(hint(),
                 u"Ctrl+N belongs to “New room”. Press other keys, or change those of “New room” "
                 u"first."_s);
        QCOMPARE(keysIn(u"Filter rooms"_s), u"Ctrl+F"_s);
        press(u"Ctrl+Y"_s); // the second of two
        QVERIFY(hint().contains(u"“Redo”"));
        press(u"Ctrl+F"_s);
        QCOMPARE(hint(), u"“Filter rooms” already has Ctrl+F."_s);

        select(u"New room"_s);
        QCOMPARE(hint(), QString());
        named<QPushButton>(*m_dialog, u"Remove keys"_s)->click();
        QVERIFY(action(u"newRoom"_s)->shortcuts().isEmpty());
        QCOMPARE(hint(), u"“New room” now has no keys."_s);
        QVERIFY(!named<QPushButton>(*m_dialog, u"Remove keys"_s)->isEnabled());
        select(u"Filter rooms"_s);
        press(u"Ctrl+N"_s);
        QCOMPARE(action(u"findRooms"_s)->shortcuts(), keys(u"Ctrl+N"_s));
    }

    void keysThatSomethingElseUsesAreRejected_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::newRow("Ctrl+Alt+L")
            << u"Ctrl+Alt+L is not available: desktops use it. Press other keys."_s;
        QTest::newRow("Ctrl+Shift+U")
            << u"Ctrl+Shift+U is not available: input methods use it. Press other keys."_s;
        QTest::newRow("Alt+P") << u"Alt+P is not available: it opens a menu. Press other keys."_s;
        QTest::newRow("F2")
            << u"F2 is not available: windows and tables use it. Press other keys."_s;
        QTest::newRow("Ctrl+V")
            << u"Ctrl+V is not available: text fields use it. Press other keys."_s;
    }

    void keysThatSomethingElseUsesAreRejected()
    {
        QFETCH(QString, reason);
        openDialog();
        select(u"New room"_s);
        press(QString::fromUtf8(QTest::currentDataTag()));
        QCOMPARE(hint(), reason);
        QCOMPARE(action(u"newRoom"_s)->shortcuts(), keys(u"Ctrl+N"_s));
        QVERIFY(m_settings->shortcuts().isEmpty());
    }

    void theFieldHasAMnemonic()
    {
        openDialog();
        m_dialog->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), m_dialog.data());
        QVERIFY(!edit()->hasFocus());
        QVERIFY(edit()->focusPolicy() != Qt::NoFocus);
        QTest::keyClick(m_dialog, Qt::Key_N, Qt::AltModifier);
        QVERIFY(edit()->hasFocus());
    }

    void escapeAndTabAreNotTaken()
    {
        openDialog();
        select(u"New room"_s);
        edit()->setFocus();
        QTest::keyClick(edit(), Qt::Key_Tab);
        QVERIFY(!edit()->hasFocus());
        edit()->setFocus();
        QTest::keyClick(edit(), Qt::Key_Escape);
        QVERIFY(!m_dialog || !m_dialog->isVisible());
        QCOMPARE(action(u"newRoom"_s)->shortcuts(), keys(u"Ctrl+N"_s));
    }

    void oneIsReset()
    {
        openDialog();
        auto *reset = named<QPushButton>(*m_dialog, u"Reset"_s);
        select(u"Redo"_s);
        QVERIFY(!reset->isEnabled());
        press(u"Ctrl+Alt+Y"_s);
        QCOMPARE(action(u"redo"_s)->shortcuts(), keys(u"Ctrl+Alt+Y"_s));
        select(u"New room"_s);
        QVERIFY(!reset->isEnabled());
        press(u"Ctrl+Alt+N"_s);
        select(u"Redo"_s);
        reset->click();
        QCOMPARE(action(u"redo"_s)->shortcuts(),
                 (QList<QKeySequence>{u"Ctrl+Shift+Z"_s, u"Ctrl+Y"_s}));
        QVERIFY(!reset->isEnabled());
        QCOMPARE(action(u"newRoom"_s)->shortcuts(), keys(u"Ctrl+Alt+N"_s));
    }

    /// Bold means changed, in both columns: an action without keys shows nothing in the second.
    void whatIsChangedIsBold()
    {
        openDialog();
        const auto isBold = [this](int column) {
            return table()->item(rowOf(u"New room"_s), column)->font().bold();
        };
        select(u"New room"_s);
        QVERIFY(!isBold(0) && !isBold(1));
        named<QPushButton>(*m_dialog, u"Remove keys"_s)->click();
        QVERIFY(isBold(0) && isBold(1));
        press(u"Ctrl+N"_s); // its default
        QVERIFY(!isBold(0) && !isBold(1));
        QVERIFY(m_settings->shortcuts().isEmpty());
    }

    void aResetTakesNothingFromAnother()
    {
        openDialog();
        select(u"Redo"_s);
        press(u"Ctrl+Alt+Y"_s);
        select(u"New room"_s);
        press(u"Ctrl+Y"_s);
        select(u"Redo"_s);
        named<QPushButton>(*m_dialog, u"Reset"_s)->click();
        QCOMPARE(hint(), u"Ctrl+Y was not restored, because you gave it to “New room”."_s);
        QCOMPARE(action(u"redo"_s)->shortcuts(), keys(u"Ctrl+Shift+Z"_s));
        QCOMPARE(action(u"newRoom"_s)->shortcuts(), keys(u"Ctrl+Y"_s));
    }

    void allAreReset()
    {
        openDialog();
        auto *resetAll = named<QPushButton>(*m_dialog, u"Reset all"_s);
        QVERIFY(!resetAll->isEnabled());
        select(u"Redo"_s);
        press(u"Ctrl+Alt+Y"_s);
        select(u"New room"_s);
        press(u"Ctrl+Y"_s);
        resetAll->click();
        named<QPushButton>(*m_dialog->findChild<Confirmation *>(), u"Cancel"_s)->click();
        QTRY_VERIFY(!m_dialog->findChild<Confirmation *>());
        QCOMPARE(action(u"newRoom"_s)->shortcuts(), keys(u"Ctrl+Y"_s));
        resetAll->click();
        named<QPushButton>(*m_dialog->findChild<Confirmation *>(), u"Reset all"_s)->click();
        QTRY_COMPARE(action(u"newRoom"_s)->shortcuts(), keys(u"Ctrl+N"_s));
        QCOMPARE(action(u"redo"_s)->shortcuts(),
                 (QList<QKeySequence>{u"Ctrl+Shift+Z"_s, u"Ctrl+Y"_s}));
        QVERIFY(m_settings->shortcuts().isEmpty());
        QVERIFY(!resetAll->isEnabled());
    }

    void theyAreKeptByObjectName()
    {
        openDialog();
        select(u"New room"_s);
        press(u"Ctrl+,"_s);
        select(u"Filter rooms"_s);
        named<QPushButton>(*m_dialog, u"Remove keys"_s)->click();
        m_window.reset();
        m_settings = nullptr;
        QFile file(settingsPath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.contains("[shortcuts]\nfindRooms=\nnewRoom=\"Ctrl+,\"\n"), text.constData());
        m_settings = std::make_unique<Settings>(settingsPath());
        openWindow();
        QCOMPARE(action(u"newRoom"_s)->shortcuts(), keys(u"Ctrl+,"_s));
        QVERIFY(action(u"findRooms"_s)->shortcuts().isEmpty());
        QCOMPARE(action(u"openById"_s)->shortcuts(), keys(u"Ctrl+O"_s));
    }

    void whatIsDamagedInTheFileLeavesTheDefaults()
    {
        m_window.reset();
        m_settings = nullptr;
        QFile file(settingsPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[shortcuts]\nnewRoom=nonsense\nopenById=Ctrl+Alt+L\nnone=Ctrl+K\n"
                   "refresh=\"Ctrl+K, Ctrl+D\"\nfindRooms=Ctrl+Alt+P\nquit=Ctrl+Alt+P\n");
        file.close();
        m_settings = std::make_unique<Settings>(settingsPath());
        openWindow();
        QCOMPARE(action(u"newRoom"_s)->shortcuts(), keys(u"Ctrl+N"_s));
        QCOMPARE(action(u"openById"_s)->shortcuts(), keys(u"Ctrl+O"_s));
        QCOMPARE(action(u"refresh"_s)->shortcuts(), keys(u"F5"_s));
        QCOMPARE(action(u"manageConnections"_s)->shortcuts(), keys(u"Ctrl+K"_s));
        // Keys of two actions would work for neither.
        QCOMPARE(action(u"quit"_s)->shortcuts().size() + action(u"findRooms"_s)->shortcuts().size(),
                 1);
    }

    void otherWindowsHaveThemAtOnce()
    {
        MainWindow other(*m_connectionService, sources(), *m_theme, m_display, *m_settings);
        const auto *there = other.findChild<QAction *>(u"newRoom"_s);
        openDialog();
        select(u"New room"_s);
        press(u"Ctrl+Alt+N"_s);
        QCOMPARE(there->shortcuts(), keys(u"Ctrl+Alt+N"_s));
        named<QPushButton>(*m_dialog, u"Reset"_s)->click();
        QCOMPARE(there->shortcuts(), keys(u"Ctrl+N"_s));
    }

private:
    void openDialog()
    {
        action(u"shortcuts"_s)->trigger();
        m_dialog = m_window->findChild<ShortcutsDialog *>();
        QVERIFY(m_dialog && m_dialog->isVisible());
    }
    QTableWidget *table() const { return named<QTableWidget>(*m_dialog, u"Keyboard shortcuts"_s); }
    ChordEdit *edit() const { return named<ChordEdit>(*m_dialog, u"New keys"_s); }
    QString hint() const { return m_dialog->findChild<HintLabel *>()->text(); }
    int rowOf(const QString &name) const
    {
        for (int row = 0; row < table()->rowCount(); ++row) {
            if (table()->item(row, 0)->text() == name)
                return row;
        }
        return -1;
    }
    void select(const QString &name)
    {
        QVERIFY2(rowOf(name) >= 0, qPrintable(name));
        table()->selectRow(rowOf(name));
    }
    QString keysIn(const QString &name) const { return table()->item(rowOf(name), 1)->text(); }
    void press(const QString &keys)
    {
        edit()->setFocus();
        QTest::keySequence(edit(), QKeySequence(keys));
    }
    static QList<QKeySequence> keys(const QString &one) { return {QKeySequence(one)}; }

    QPointer<ShortcutsDialog> m_dialog;
};

ROOMKEEPER_TEST(QApplication, TestShortcuts);
#include "tst_shortcuts.moc"
