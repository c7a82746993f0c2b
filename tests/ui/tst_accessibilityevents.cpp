#include "support/mainwindowfixture.h"
#include "support/testmain.h"
#include "ui/common/accessiblescrollarea.h"
#include "ui/common/accessibletable.h"
#include "ui/common/tablecolumns.h"
#include "ui/rooms/details/roomdetails.h"
#include "ui/rooms/table/roomcolumns.h"
#include "ui/rooms/table/roomtableview.h"
#include "ui/rooms/table/statechips.h"

#include <QAccessible>
#include <QCheckBox>
#include <QHeaderView>

#include <deque>
#include <functional>
#include <random>
#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::ui;

namespace {

/// Reads everything around each event, as a screen reader does, and later reads again what it has
/// seen, which may be gone by then.
class Listener
{
public:
    static inline qsizetype events = 0;
    static inline qsizetype cells = 0;

    static void hear(QAccessibleEvent *event)
    {
        ++events;
        QAccessibleInterface *about = event->accessibleInterface();
        if (about == nullptr || !about->isValid())
            return;
        read(about);
        if (event->child() >= 0)
            read(about->child(event->child()));
        if (QAccessibleTableInterface *table = about->tableInterface())
            readTable(*about, *table);
    }

    static void readAgain()
    {
        for (const QAccessible::Id id : seen)
            read(QAccessible::accessibleInterface(id));
    }

private:
    static void read(QAccessibleInterface *each)
    {
        if (each == nullptr || !each->isValid())
            return;
        seen.push_back(QAccessible::uniqueId(each));
        if (seen.size() > 300)
            seen.pop_front();
        (void)each->role();
        (void)each->text(QAccessible::Name);
        (void)each->text(QAccessible::Description);
        (void)each->text(QAccessible::Value);
        (void)each->state();
        (void)each->rect();
        (void)each->childCount();
        if (const QAccessibleTableCellInterface *cell = each->tableCellInterface()) {
            ++cells;
            (void)cell->rowIndex();
            (void)cell->columnIndex();
            (void)cell->isSelected();
        }
        QAccessibleInterface *parent = each->parent();
        if (parent == nullptr || !parent->isValid())
            return;
        const int place = parent->indexOfChild(each);
        if (place >= 0 && parent->child(place) != each)
            qWarning() << "another child than" << each << "at its place";
    }

    static void readTable(QAccessibleInterface &about, QAccessibleTableInterface &table)
    {
        const int rows = table.rowCount();
        const int columns = table.columnCount();
        for (const int row : {0, rows / 2, rows - 1}) {
            for (int column = 0; row >= 0 && row < rows && column < columns; ++column)
                read(table.cellAt(row, column));
        }
        for (const int row : table.selectedRows().mid(0, 3))
            read(table.cellAt(row, 0));
        read(about.focusChild());
        read(about.child(about.childCount() - 1));
    }

    static inline std::deque<QAccessible::Id> seen;
};

} // namespace

/// A hunt for crashes: an assistive tool that listens and asks, while the window is used at random.
/// Runs on a desktop with an accessibility bus.
class TestAccessibilityEvents : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        installAccessibleScrollAreas();
        installAccessibleTables();
        begin(u"tst_accessibilityevents"_s);
    }
    void cleanupTestCase() { m_theme.reset(); }
    void init()
    {
        WidgetFixture::init();
        makeWindow();
    }
    void cleanup()
    {
        QAccessible::installUpdateHandler(nullptr);
        dropWindow();
    }

    void aThousandRandomActions_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::newRow("1") << 1U;
        QTest::newRow("2") << 2U;
    }

    void aThousandRandomActions()
    {
        QFETCH(unsigned, seed);
        QTRY_VERIFY2(QAccessible::isActive(), "needs an accessibility bus");
        QAccessible::installUpdateHandler(Listener::hear);
        Listener::events = 0;
        Listener::cells = 0;
        m_chance.seed(seed);
        openSandbox();
        QTRY_COMPARE(table().model()->rowCount(), 24);
        const std::vector<std::function<void()>> actions = this->actions();
        for (int step = 0; step < 500; ++step) {
            actions.at(static_cast<size_t>(below(static_cast<int>(actions.size()))))();
            QCoreApplication::processEvents();
            if (step % 10 == 0)
                Listener::readAgain();
        }
        QVERIFY(Listener::events > 1'000);
        QVERIFY(Listener::cells > 1'000);
    }

private:
    std::vector<std::function<void()>> actions()
    {
        return {
            [this] { table().selectRow(below(rows())); },
            [this] { table().setCurrentIndex(table().model()->index(below(rows()), below(6))); },
            [this] { table().selectAll(); },
            [this] { table().clearSelection(); },
            [this] {
                table().sortByColumn(below(roomColumnCount),
                                     below(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
            },
            [this] {
                const QStringList texts{QString(), QString(), u"a"_s, u"state:open"_s, u"zzz"_s};
                m_window->findChild<QLineEdit *>(u"filterRooms"_s)
                    ->setText(texts.at(below(static_cast<int>(texts.size()))));
            },
            [this] { page().chips().choose({}); },
            [this] { page().chips().choose(admin::RoomState::Open); },
            [this] { editName(); },
            [this] { action(u"refresh"_s)->trigger(); },
            [this] { deleteOne(); },
            [this] { table().columns().actions().at(below(roomColumnCount))->trigger(); },
            [this] { page().details().findChild<QCheckBox *>(u"pstnDialOut"_s)->toggle(); },
            [this] { action(u"undo"_s)->trigger(); },
            [this] { action(u"discardChanges"_s)->trigger(); },
            [this] { people().selectRow(below(people().model()->rowCount())); },
            [this] { action(u"removeParticipants"_s)->trigger(); },
            [this] { people().sortByColumn(below(4), Qt::AscendingOrder); },
            [this] {
                m_display.setMode(below(2) == 0 ? TimeDisplay::Mode::Utc
                                                : TimeDisplay::Mode::Local);
            },
            [this] { action(u"showActivity"_s)->trigger(); },
            [this] { QTest::keyClick(&table(), Qt::Key_Down); },
            [] { QCoreApplication::processEvents(); }, // answers of the sandbox
        };
    }

    void editName()
    {
        table().setCurrentIndex(table().model()->index(below(rows()), 1));
        QTest::keyClick(&table(), Qt::Key_F2);
        auto *editor = table().viewport()->findChild<QLineEdit *>();
        if (editor == nullptr)
            return;
        QTest::keyClicks(editor, u"Name %1"_s.arg(below(100)));
        QTest::keyClick(editor, below(3) == 0 ? Qt::Key_Escape : Qt::Key_Return);
    }

    void deleteOne()
    {
        if (rows() < 12)
            return;
        table().selectRow(below(rows()));
        action(u"deleteRoom"_s)->trigger();
        if (Confirmation *asked = question())
            asked->findChild<QPushButton *>(below(3) == 0 ? u"confirm"_s : u"cancel"_s)->click();
    }

    int below(int end)
    {
        return end <= 0 ? 0 : std::uniform_int_distribution<int>(0, end - 1)(m_chance);
    }
    RoomsPage &page() const { return *m_window->findChild<RoomsPage *>(); }
    RoomTableView &table() const { return page().table(); }
    QTableView &people() const { return *m_window->findChild<QTableView *>(u"participantTable"_s); }
    int rows() const { return table().model()->rowCount(); }

    std::mt19937 m_chance;
};

ROOMKEEPER_TEST(QApplication, TestAccessibilityEvents);
#include "tst_accessibilityevents.moc"
