#include "support/mainwindowfixture.h"
#include "support/testmain.h"
#include "ui/rooms/details/roomdetails.h"

#include <QCheckBox>
#include <QClipboard>
#include <QMenu>
#include <QMenuBar>

using namespace roomkeeper;
using namespace roomkeeper::ui;

/// Copy, Select all and Redo in tables and text fields of the window; the mnemonics of all menus.
class TestEditMenu : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_editmenu"_s); }
    void init()
    {
        makeWindow();
        openSandbox();
        QGuiApplication::clipboard()->setText(u"before"_s);
    }
    void cleanup() { dropWindow(); }

    void theyNeedSomethingToActOn()
    {
        for (const QString &name : {u"copy"_s, u"selectAll"_s}) {
            rooms()->setFocus();
            QVERIFY2(action(name)->isEnabled(), qPrintable(name));
            filter()->setFocus();
            QVERIFY2(action(name)->isEnabled(), qPrintable(name));
            tool(u"New room"_s)->setFocus();
            QVERIFY2(!action(name)->isEnabled(), qPrintable(name));
        }
    }

    void tables()
    {
        rooms()->setFocus();
        select(1);
        const QString id = named<QLineEdit>(*m_window, u"Room ID"_s)->text();
        QTest::keySequence(rooms(), QKeySequence(u"Ctrl+C"_s));
        QVERIFY2(copied().contains(u"\t"_s + id + u"\t"_s), qPrintable(copied())); // a table

        QTest::keySequence(rooms(), QKeySequence(u"Ctrl+A"_s));
        QCOMPARE(rooms()->selectionModel()->selectedRows().size(), 24);
        action(u"copy"_s)->trigger();
        QCOMPARE(copied().split(u'\n').size(), 1 + 24);
    }

    void textFields()
    {
        select(0);
        filter()->setFocus();
        QTest::keyClicks(filter(), u"room"_s);
        QTest::keySequence(filter(), QKeySequence(u"Ctrl+A"_s));
        QCOMPARE(filter()->selectedText(), u"room"_s);
        QTest::keySequence(filter(), QKeySequence(u"Ctrl+C"_s));
        QCOMPARE(copied(), u"room"_s);

        filter()->deselect();
        QGuiApplication::clipboard()->setText(u"before"_s);
        action(u"selectAll"_s)->trigger();
        QCOMPARE(filter()->selectedText(), u"room"_s);
        action(u"copy"_s)->trigger();
        QCOMPARE(copied(), u"room"_s);
        QTest::keySequence(filter(), QKeySequence(u"Ctrl+X"_s));
        QCOMPARE(filter()->text(), QString());
        QTest::keySequence(filter(), QKeySequence(u"Ctrl+V"_s));
        QCOMPARE(filter()->text(), u"room"_s);
    }

    /// The menu bar has the keyboard meanwhile.
    void throughTheMenu()
    {
        filter()->setFocus();
        QTest::keyClicks(filter(), u"room"_s);
        filter()->selectAll();
        QTest::keyClick(filter(), Qt::Key_E, Qt::AltModifier);
        QMenu *edit = m_window->menuBar()->actions().at(1)->menu();
        QTRY_VERIFY(edit->isVisible());
        QVERIFY(action(u"copy"_s)->isEnabled());
        QTest::keyClick(edit, Qt::Key_C);
        QTRY_COMPARE(copied(), u"room"_s);
    }

    void redoIsForTheTextFirst_data()
    {
        QTest::addColumn<QString>("keys");
        QTest::newRow("Ctrl+Y") << u"Ctrl+Y"_s;
        QTest::newRow("Ctrl+Shift+Z") << u"Ctrl+Shift+Z"_s;
        QTest::newRow("keys that the user chose") << u"Ctrl+Alt+Y"_s;
    }

    void redoIsForTheTextFirst()
    {
        QFETCH(QString, keys);
        const QKeySequence redo(keys);
        if (!action(u"redo"_s)->shortcuts().contains(redo))
            m_settings->setShortcut(u"redo"_s, {redo});
        auto &drafts = m_window->findChild<RoomsPage *>()->connection().drafts();
        select(0);
        const QString id = named<QLineEdit>(*m_window, u"Room ID"_s)->text();
        auto *pstn = named<QCheckBox>(*m_window, u"PSTN dial-out"_s);
        QTRY_VERIFY(pstn->isEnabled());
        pstn->click();
        QVERIFY(drafts.has(id));
        action(u"undo"_s)->trigger();
        QVERIFY(!drafts.has(id));
        QVERIFY(action(u"redo"_s)->isEnabled());

        filter()->setFocus();
        const QString typed = id.left(3); // the room stays in the table
        QTest::keyClicks(filter(), typed);
        QTest::keySequence(filter(), QKeySequence(u"Ctrl+Z"_s));
        QVERIFY(filter()->text() != typed);
        for (int press = 0; press < 10 && filter()->isRedoAvailable(); ++press) {
            QTest::keySequence(filter(), redo);
            QVERIFY(!drafts.has(id));
        }
        QCOMPARE(filter()->text(), typed);

        // Nothing is left to redo in the text.
        QTest::keySequence(filter(), redo);
        QVERIFY(drafts.has(id));
        QCOMPARE(filter()->text(), typed);
    }

    void redoWorksInTextWithoutChangesToRedo()
    {
        QVERIFY(!action(u"redo"_s)->isEnabled());
        filter()->setFocus();
        QTest::keyClicks(filter(), u"a"_s);
        filter()->undo();
        QCOMPARE(filter()->text(), QString());
        QTest::keySequence(filter(), QKeySequence(u"Ctrl+Y"_s));
        QCOMPARE(filter()->text(), u"a"_s);
    }

    void everyMenuHasMnemonicsOfItsOwn()
    {
        select(0);
        int menus = 0;
        check(u"menu bar"_s, m_window->menuBar()->actions(), menus);
        QVERIFY(menus >= 9); // the bar, six menus, and the submenus Columns and Set role
    }

private:
    QTableView *rooms() const { return named<QTableView>(*m_window, u"Rooms"_s); }
    QLineEdit *filter() const { return named<QLineEdit>(*m_window, u"Filter rooms"_s); }
    /// Not selectRow(), which heeds the modifiers of keys pressed before.
    void select(int row)
    {
        rooms()->selectionModel()->setCurrentIndex(rooms()->model()->index(row, 0),
                                                   QItemSelectionModel::ClearAndSelect
                                                       | QItemSelectionModel::Rows);
    }
    static QString copied() { return QGuiApplication::clipboard()->text(); }

    void check(const QString &menu, const QList<QAction *> &actions, int &menus)
    {
        ++menus;
        QHash<QKeySequence, QString> seen;
        for (const QAction *each : actions) {
            if (each->isSeparator() || !each->isVisible())
                continue;
            const QKeySequence mnemonic = QKeySequence::mnemonic(each->text());
            QVERIFY2(!mnemonic.isEmpty(), qPrintable(menu + u": "_s + each->text()));
            QVERIFY2(!seen.contains(mnemonic),
                     qPrintable(menu + u": "_s + each->text() + u", "_s + seen.value(mnemonic)));
            seen.insert(mnemonic, each->text());
            // The names of connections are the user's; Qt finds them by their first letters.
            if (each->menu() != nullptr && each->menu()->objectName() != "openMenu"_L1)
                check(each->text(), each->menu()->actions(), menus);
        }
    }
};

ROOMKEEPER_TEST(QApplication, TestEditMenu);
#include "tst_editmenu.moc"
