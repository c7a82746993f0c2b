#include "support/fixture.h"
#include "support/testmain.h"
#include "ui/common/accessibletable.h"

#include <QAccessible>
#include <QApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPointer>
#include <QStandardItemModel>
#include <QTableView>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

/// What assistive tools read from a table. Every warning fails a test here, and Qt's own interface
/// writes one for each question about a widget in the table.
class TestAccessibleTable : public tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installAccessibleTables(); }
    void init()
    {
        WidgetFixture::init();
        m_model = std::make_unique<QStandardItemModel>(0, 3);
        m_model->setHorizontalHeaderLabels({u"Name"_s, u"Role"_s, u"Change"_s});
        for (const QString &name : {u"Berg"_s, u"Ada"_s, u"Okafor"_s})
            m_model->appendRow(
                {new QStandardItem(name), new QStandardItem(u"Presenter"_s), new QStandardItem});
        m_view = std::make_unique<QTableView>();
        m_view->setModel(m_model.get());
        m_view->verticalHeader()->hide();
        m_view->setSelectionBehavior(QTableView::SelectRows);
        m_view->resize(400, 200);
        m_view->show();
    }
    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }

    void everyChildKnowsItsPlace()
    {
        QAccessibleInterface *table = interface();
        QCOMPARE(table->role(), QAccessible::Table);
        QCOMPARE(table->childCount(), 4 * 4 + 1);
        for (int number = 0; number < table->childCount(); ++number) {
            QAccessibleInterface *child = table->child(number);
            QVERIFY(child);
            QVERIFY(child->parent() == table);
            QCOMPARE(table->indexOfChild(child), number);
        }
        QVERIFY(!table->child(-1));
        QVERIFY(!table->child(table->childCount()));
        QCOMPARE(table->child(1)->text(QAccessible::Name), u"Name"_s);
        QCOMPARE(table->child(1)->role(), QAccessible::ColumnHeader);
        QCOMPARE(table->child(5)->text(QAccessible::Name), u"Berg"_s);
        QCOMPARE(table->child(5)->role(), QAccessible::Cell);
    }

    /// From a cell's editor to the window and back: all of them are found.
    void aWidgetInTheTableIsFound()
    {
        m_view->setCurrentIndex(m_model->index(0, 0));
        m_view->edit(m_model->index(0, 0));
        auto *editor = m_view->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        QAccessibleInterface *each = QAccessible::queryAccessibleInterface(editor);
        while (each->object() != m_view.get()) {
            QAccessibleInterface *parent = each->parent();
            QVERIFY(parent);
            const int place = parent->indexOfChild(each);
            QVERIFY2(place >= 0, each->object()->metaObject()->className());
            QVERIFY(parent->child(place) == each);
            each = parent;
        }
    }

    /// The scroll bars and the headers are part of the look only.
    void otherWidgetsAreNoChildren()
    {
        const auto widgets = m_view->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        for (QWidget *each : widgets) {
            const int place =
                interface()->indexOfChild(QAccessible::queryAccessibleInterface(each));
            QCOMPARE(place >= 0, each == m_view->viewport());
        }
    }

    void cellsFollowTheirRows()
    {
        QAccessibleInterface *cell = cellAt(2, 0);
        QCOMPARE(cell->text(QAccessible::Name), u"Okafor"_s);
        const QAccessible::Id id = QAccessible::uniqueId(cell);
        m_model->sort(0, Qt::DescendingOrder);
        QVERIFY(QAccessible::accessibleInterface(id) == cell);
        QCOMPARE(cell->text(QAccessible::Name), u"Okafor"_s);
        QCOMPARE(cell->tableCellInterface()->rowIndex(), 0);
        QVERIFY(cellAt(0, 0) == cell);
        m_model->insertRow(0, {new QStandardItem(u"Zhou"_s), new QStandardItem, new QStandardItem});
        tell(QAccessibleTableModelChangeEvent::RowsInserted);
        QCOMPARE(cellAt(0, 0)->text(QAccessible::Name), u"Zhou"_s);
        QVERIFY(cellAt(1, 0) == cell);
        QCOMPARE(interface()->indexOfChild(cell), 2 * 4 + 1);
    }

    void aToolMayHoldWhatIsGone()
    {
        QAccessibleInterface *cell = cellAt(2, 1);
        const QAccessible::Id id = QAccessible::uniqueId(cell);
        m_model->removeRow(2);
        QVERIFY(!cell->isValid());
        QCOMPARE(cell->text(QAccessible::Name), QString());
        QVERIFY(cell->state().invalid);
        QCOMPARE(interface()->indexOfChild(cell), -1);
        tell(QAccessibleTableModelChangeEvent::RowsRemoved);
        QVERIFY(!QAccessible::accessibleInterface(id));
        const QAccessible::Id table = QAccessible::uniqueId(interface());
        m_view.reset();
        QVERIFY(!QAccessible::accessibleInterface(table));
    }

    void selectionIsReadAndSet()
    {
        QAccessibleTableInterface *table = interface()->tableInterface();
        QVERIFY(table->selectRow(1));
        QCOMPARE(table->selectedRows(), QList<int>{1});
        QCOMPARE(table->selectedCellCount(), 3);
        QVERIFY(cellAt(1, 2)->state().selected);
        QVERIFY(table->isRowSelected(1));
        cellAt(1, 0)->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
        QCOMPARE(table->selectedRowCount(), 0);
        QCOMPARE(cellAt(0, 1)->tableCellInterface()->columnHeaderCells().first()->text(
                     QAccessible::Name),
                 u"Role"_s);
        QVERIFY(!table->cellAt(99, 0));
    }

    void aPointLeadsToItsCell()
    {
        const QRect cell = cellAt(1, 0)->rect();
        QVERIFY(interface()->childAt(cell.center().x(), cell.center().y()) == cellAt(1, 0));
        QVERIFY(!cellAt(1, 0)->state().invisible);
        m_view->setColumnHidden(0, true);
        QVERIFY(cellAt(1, 0)->state().invisible);
        QVERIFY(interface()->child(1)->state().invisible);
    }

private:
    QAccessibleInterface *interface() const
    {
        return QAccessible::queryAccessibleInterface(m_view.get());
    }
    QAccessibleInterface *cellAt(int row, int column) const
    {
        return interface()->tableInterface()->cellAt(row, column);
    }
    void tell(QAccessibleTableModelChangeEvent::ModelChangeType type) const
    {
        QAccessibleTableModelChangeEvent event(m_view.get(), type);
        interface()->tableInterface()->modelChange(&event);
    }

    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<QTableView> m_view;
};

ROOMKEEPER_TEST(QApplication, TestAccessibleTable);
#include "tst_accessibletable.moc"
