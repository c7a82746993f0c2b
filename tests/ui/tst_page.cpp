#include "support/mainwindowfixture.h"
#include "support/testmain.h"
#include "ui/common/page.h"
#include "ui/shell/pagearea.h"

#include <QMenu>
#include <QMenuBar>
#include <QTabBar>

using namespace roomkeeper;
using namespace roomkeeper::ui;

namespace {

class OtherActions final : public PageActions
{
public:
    explicit OtherActions(QWidget &window)
        : PageActions(&window)
    {
        greet = add(u"greet"_s, u"&Greet"_s, u"Ctrl+N"_s, u"info"_s); // as New room
        wave = add(u"wave"_s, u"&Wave"_s);
        auto *menu = new QMenu(u"&Other"_s, &window);
        menu->addActions({greet, wave});
        m_menus << menu;
        m_inEditMenu = {wave};
        m_inViewMenu = {greet};
        m_inToolBar = {greet};
        disableAll();
    }

    QAction *greet;
    QAction *wave;
};

class OtherPage final : public Page
{
public:
    explicit OtherPage(OtherActions &actions)
        : Page(actions)
        , m_field(new QLineEdit(this))
    {
        actions.greet->setEnabled(true);
        connect(actions.greet, &QAction::triggered, this, [this] { ++greetings; });
        setState({.title = u"Others"_s});
    }

    using Page::setState;
    void takeFocus() override { m_field->setFocus(); }
    void setFilterText(const QString &text) override
    {
        State changed = state();
        changed.filterText = text.trimmed();
        setState(changed);
    }
    void undo() override { done << u"undo"_s; }
    void redo() override { done << u"redo"_s; }

    int greetings = 0;
    QStringList done;

private:
    QLineEdit *m_field;
};

} // namespace

/// A page that the window knows nothing of.
class TestPage : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_page"_s); }
    void init()
    {
        makeWindow();
        openSandbox();
        m_actions = new OtherActions(*m_window);
        m_page = new OtherPage(*m_actions);
        m_window->pages().add(m_page);
    }
    void cleanup() { dropWindow(); }

    void aTabIsShownForEachOfSeveralPages()
    {
        QCOMPARE(tabs()->count(), 2);
        QVERIFY(tabs()->isVisible());
        QCOMPARE(tabs()->tabText(0), u"Rooms"_s);
        QCOMPARE(tabs()->tabText(1), u"Others"_s);
        QVERIFY(m_window->findChild<RoomsPage *>()->isVisible());
        tabs()->setCurrentIndex(1);
        QVERIFY(m_page->isVisible());
        QVERIFY(!m_window->findChild<RoomsPage *>()->isVisible());
        m_page->setState({.title = u"All others"_s});
        QCOMPARE(tabs()->tabText(1), u"All others"_s);
    }

    void menusAreMerged()
    {
        const QStringList before = menus();
        QCOMPARE(before, (QStringList{u"&Connection"_s, u"&Edit"_s, u"&Room"_s, u"&Participants"_s,
                                      u"&View"_s, u"&Help"_s}));
        QVERIFY(entries(1).contains(action(u"copyId"_s)));
        tabs()->setCurrentIndex(1);
        QCOMPARE(menus(),
                 (QStringList{u"&Connection"_s, u"&Edit"_s, u"&Other"_s, u"&View"_s, u"&Help"_s}));
        QVERIFY(entries(1).contains(m_actions->wave));
        QVERIFY(entries(1).contains(action(u"copy"_s))); // the window's own
        QVERIFY(!entries(1).contains(action(u"copyId"_s)));
        QVERIFY(entries(3).contains(m_actions->greet));
        QVERIFY(entries(3).contains(action(u"zoneUtc"_s)));
        QVERIFY(!entries(3).contains(action(u"showAll"_s)));
        tabs()->setCurrentIndex(0);
        QCOMPARE(menus(), before);
        QVERIFY(entries(1).contains(action(u"copyId"_s)));
    }

    void toolbarIsMerged()
    {
        QVERIFY(m_window->findChild<QPushButton *>(u"toolNewRoom"_s));
        tabs()->setCurrentIndex(1);
        QVERIFY(!m_window->findChild<QPushButton *>(u"toolNewRoom"_s));
        auto *button = m_window->findChild<QPushButton *>(u"toolGreet"_s);
        QVERIFY(button && button->isEnabled());
        QTRY_VERIFY(button->isVisible());
        button->click();
        QCOMPARE(m_page->greetings, 1);
        m_actions->greet->setEnabled(false);
        QVERIFY(!button->isEnabled());
        connectionBox()->setFocus();
        QTest::keyClick(connectionBox(), Qt::Key_Tab); // the button is off
        QCOMPARE(QApplication::focusWidget(), zoneBox());
        m_actions->greet->setEnabled(true);
        connectionBox()->setFocus();
        QTest::keyClick(connectionBox(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), button);
        tabs()->setCurrentIndex(0);
        QVERIFY(m_window->findChild<QPushButton *>(u"toolNewRoom"_s));
    }

    /// Pages are not used at the same time, so their keys may be the same.
    void keysAreThoseOfTheShownPage()
    {
        QCOMPARE(m_actions->greet->shortcut(), QKeySequence(u"Ctrl+N"_s));
        tabs()->setCurrentIndex(1);
        QTest::keySequence(m_window.get(), QKeySequence(u"Ctrl+N"_s));
        QCOMPARE(m_page->greetings, 1);
        QCOMPARE(action(u"newRoom"_s)->shortcut(), QKeySequence(u"Ctrl+N"_s));
        tabs()->setCurrentIndex(0);
        QTest::keySequence(m_window.get(), QKeySequence(u"Ctrl+N"_s));
        QCOMPARE(m_page->greetings, 1);
    }

    void stateIsFollowed()
    {
        QVERIFY(filter()->isEnabled());
        filter()->setText(u"of the rooms"_s);
        tabs()->setCurrentIndex(1);
        QVERIFY(!filter()->isEnabled());
        QCOMPARE(filter()->text(), QString());
        QVERIFY(!action(u"findRooms"_s)->isEnabled());
        QVERIFY(!action(u"undo"_s)->isEnabled());

        m_page->setState({.title = u"Others"_s,
                          .canFilter = true,
                          .filterText = u"others"_s,
                          .canUndo = true,
                          .undoText = u"a greeting"_s,
                          .canRedo = true});
        QVERIFY(filter()->isEnabled());
        QCOMPARE(filter()->text(), u"others"_s);
        QVERIFY(action(u"findRooms"_s)->isEnabled());
        QCOMPARE(action(u"undo"_s)->text(), u"&Undo: a greeting"_s);
        QCOMPARE(action(u"redo"_s)->text(), u"R&edo"_s);
        action(u"undo"_s)->trigger();
        action(u"redo"_s)->trigger();
        QCOMPARE(m_page->done, (QStringList{u"undo"_s, u"redo"_s}));
        filter()->setText(u" some "_s);
        QCOMPARE(m_page->state().filterText, u"some"_s);
        QCOMPARE(filter()->text(), u"some"_s);

        tabs()->setCurrentIndex(0);
        QCOMPARE(filter()->text(), u"of the rooms"_s);
        QVERIFY(!action(u"undo"_s)->isEnabled());
        m_page->setState({.title = u"Others"_s, .canUndo = true}); // is not shown
        QVERIFY(!action(u"undo"_s)->isEnabled());
    }

    void theRoomsMenusAreThereWithoutAConnection()
    {
        tabs()->setCurrentIndex(1);
        action(u"closeConnection"_s)->trigger();
        QVERIFY(menus().contains(u"&Room"_s));
        QVERIFY(!menus().contains(u"&Other"_s));
        QVERIFY(!action(u"newRoom"_s)->isEnabled());
        QVERIFY(!m_actions->greet->isEnabled());
        QVERIFY(!tool(u"New room"_s)->isEnabled());
        QVERIFY(!tabs()->isVisible());
        openSandbox();
        QVERIFY(tool(u"New room"_s)->isEnabled());
    }

private:
    QTabBar *tabs() const { return named<QTabBar>(*m_window, u"Pages"_s); }
    QLineEdit *filter() const { return named<QLineEdit>(*m_window, u"Filter rooms"_s); }
    QStringList menus() const
    {
        QStringList titles;
        for (const QAction *each : m_window->menuBar()->actions())
            titles << each->text();
        return titles;
    }
    QList<QAction *> entries(int menu) const
    {
        return m_window->menuBar()->actions().at(menu)->menu()->actions();
    }

    OtherActions *m_actions = nullptr;
    OtherPage *m_page = nullptr;
};

ROOMKEEPER_TEST(QApplication, TestPage);
#include "tst_page.moc"
