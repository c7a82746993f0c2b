#include "support/fixture.h"
#include "support/temporarysettings.h"
#include "support/testmain.h"
#include "ui/common/tablecolumns.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

/// The table of a version of the program with these columns.
class Table : public QTableView
{
public:
    Table(const QStringList &keys, Settings &settings)
        : m_model(2, static_cast<int>(keys.size()))
    {
        setModel(&m_model);
        QList<TableColumns::Column> columns;
        for (const QString &key : keys)
            columns.append({.key = key,
                            .menuText = key,
                            .share = key == u"name"_s || key == u"tags"_s ? 1 : 0,
                            .canHide = key != u"name"_s});
        m_columns = new TableColumns(*horizontalHeader(), u"things"_s, columns, settings, 1);
        m_columns->setUsualWidths(QList<int>(keys.size(), 60));
        setSortingEnabled(true);
        verticalHeader()->hide();
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFrameShape(NoFrame);
        resize(400, 200);
        show();
        QCoreApplication::processEvents(); // the layout
    }

    TableColumns &columns() { return *m_columns; }
    void press(const QString &action)
    {
        for (QAction *each : m_columns->actions()) {
            if (each->objectName() == action)
                each->trigger();
        }
    }
    /// The shown columns from left to right, e.g. "1 0 2".
    QString order() const
    {
        QStringList order;
        for (int place = 0; place < m_model.columnCount(); ++place) {
            const int column = horizontalHeader()->logicalIndex(place);
            if (!isColumnHidden(column))
                order << QString::number(column);
        }
        return order.join(u' ');
    }

private:
    QStandardItemModel m_model;
    TableColumns *m_columns;
};

const QStringList keys{QStringLiteral("state"), QStringLiteral("name"), QStringLiteral("id"),
                       QStringLiteral("tags")};

} // namespace

/// How the user arranges the columns of a table is kept.
class TestTableColumns : public tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_settings = std::make_unique<tests::TemporarySettings>();
    }

    void everythingIsKept()
    {
        {
            Table table(keys, *m_settings);
            QCOMPARE(table.order(), u"0 1 2 3"_s);
            QCOMPARE(table.horizontalHeader()->sortIndicatorSection(), 1);
            table.horizontalHeader()->moveSection(3, 0);
            table.setColumnWidth(1, 123);
            table.press(u"showColumn_id"_s);
            table.sortByColumn(3, Qt::DescendingOrder);
        }
        const Table table(keys, *m_settings);
        QCOMPARE(table.order(), u"3 0 1"_s);
        QCOMPARE(table.columnWidth(1), 123);
        QCOMPARE(table.horizontalHeader()->sortIndicatorSection(), 3);
        QCOMPARE(table.horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
    }

    /// The columns have other numbers, and one is new: it stays where it belongs.
    void aLaterVersionHasMoreColumns()
    {
        {
            Table table(keys, *m_settings);
            table.horizontalHeader()->moveSection(3, 0); // tags, state, name, id
            table.setColumnWidth(2, 99);
            table.press(u"showColumn_state"_s);
        }
        const Table later({u"notes"_s, u"state"_s, u"name"_s, u"opened"_s, u"id"_s, u"tags"_s},
                          *m_settings);
        QCOMPARE(later.order(), u"0 5 2 3 4"_s); // notes, tags, name, opened, id
        QCOMPARE(later.columnWidth(4), 99);
    }

    void whatIsUnreadableIsIgnored()
    {
        m_settings->setColumns(u"things"_s, {.order = {u"id"_s, u"id"_s, u"nothing"_s, QString()},
                                             .widths = {{u"nothing"_s, 50}},
                                             .hidden = {u"name"_s, u"nothing"_s, u"tags"_s},
                                             .sorted = u"nothing"_s});
        const Table table(keys, *m_settings);
        QCOMPARE(table.order(), u"0 1 2"_s); // the name can't be hidden
        QCOMPARE(table.horizontalHeader()->sortIndicatorSection(), 1);
    }

    /// A connection without this column must not hide it in the others.
    void aMissingColumnIsNotHiddenForAll()
    {
        {
            Table table(keys, *m_settings);
            table.columns().setAvailable(2, false);
            QCOMPARE(table.order(), u"0 1 3"_s);
            QVERIFY(!table.columns().actions().at(2)->isVisible());
            table.press(u"showColumn_tags"_s); // stores everything
            QCOMPARE(table.order(), u"0 1"_s);
        }
        const Table table(keys, *m_settings);
        QCOMPARE(table.order(), u"0 1 2"_s);
    }

    void resetBringsBackAll()
    {
        {
            Table table(keys, *m_settings);
            const int usual = table.columnWidth(1);
            table.horizontalHeader()->moveSection(3, 0);
            table.setColumnWidth(1, 123);
            table.press(u"showColumn_id"_s);
            table.press(u"resetColumns"_s);
            QCOMPARE(table.order(), u"0 1 2 3"_s);
            QCOMPARE(table.columnWidth(1), usual);
        }
        const Table table(keys, *m_settings);
        QCOMPARE(table.order(), u"0 1 2 3"_s);
        QVERIFY(m_settings->columns(u"things"_s).widths.isEmpty());
        QCOMPARE(table.horizontalHeader()->contextMenuPolicy(), Qt::ActionsContextMenu);
    }

    void leftOverSpaceGoesToThoseThatUseIt()
    {
        Table table(keys, *m_settings);
        QCOMPARE(table.columnWidth(0), 60);
        QCOMPARE(table.columnWidth(1), 140);
        QCOMPARE(table.columnWidth(2), 60);
        QCOMPARE(table.columnWidth(3), 140);
        table.resize(601, 200);
        QTRY_COMPARE(table.columnWidth(1) + table.columnWidth(3), 481);
        QCOMPARE(table.columnWidth(1), 240);
        table.resize(100, 200); // too narrow: scrolls
        QTRY_COMPARE(table.columnWidth(1), 60);
        QVERIFY(m_settings->columns(u"things"_s).widths.isEmpty()); // nothing was chosen
    }

    /// Dragging an edge: the rest follows when the mouse button is released.
    void draggingAnEdgeIsAChoice()
    {
        Table table(keys, *m_settings);
        QHeaderView *header = table.horizontalHeader();
        const QPoint edge(header->sectionViewportPosition(1) + header->sectionSize(1) - 1, 5);
        QTest::mousePress(header->viewport(), Qt::LeftButton, {}, edge);
        QTest::mouseMove(header->viewport(), edge - QPoint(20, 0));
        QTest::mouseMove(header->viewport(), edge - QPoint(40, 0));
        QCOMPARE(table.columnWidth(3), 140);
        QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, edge - QPoint(40, 0));
        QCOMPARE(table.columnWidth(1), 100);
        QTRY_COMPARE(table.columnWidth(3), 180);
        QCOMPARE(m_settings->columns(u"things"_s).widths, (QMap<QString, int>{{u"name"_s, 100}}));
    }

private:
    std::unique_ptr<tests::TemporarySettings> m_settings;
};

ROOMKEEPER_TEST(QApplication, TestTableColumns);
#include "tst_tablecolumns.moc"
