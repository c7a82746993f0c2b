#include "support/fixture.h"
#include "support/testmain.h"
#include "ui/common/accessiblescrollarea.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>
#include <QTextEdit>

using namespace roomkeeper;

class TestAccessibleScrollArea : public tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installAccessibleScrollAreas(); }

    /// A tool counts the children, a bar is hidden, and the tool asks for the last child.
    void childrenStayTheSameWhenABarIsHidden()
    {
        QScrollArea area;
        area.resize(200, 100);
        auto *label = new QLabel;
        label->setFixedSize(150, 400);
        area.setWidget(label);
        area.show();
        QVERIFY(QTest::qWaitForWindowExposed(&area));
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&area);
        QVERIFY(interface);
        const int count = interface->childCount();
        QVERIFY(count > 0);

        label->setFixedSize(150, 50);
        QTRY_VERIFY(!area.verticalScrollBar()->isVisible());
        QCOMPARE(interface->childCount(), count);
        for (int index = 0; index < count; ++index)
            QVERIFY(interface->child(index));
        QVERIFY(!interface->child(count));
        QVERIFY(!interface->child(-1));
    }

    void whatIsInsideIsFound()
    {
        QScrollArea area;
        auto *label = new QLabel(QStringLiteral("inside"));
        area.setWidget(label);
        QAccessibleInterface *viewport = QAccessible::queryAccessibleInterface(area.viewport());
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&area);
        QCOMPARE(interface->role(), QAccessible::Client);
        QVERIFY(interface->indexOfChild(viewport) >= 0);
        QCOMPARE(interface->child(interface->indexOfChild(viewport)), viewport);
        QCOMPARE(viewport->child(0)->text(QAccessible::Name), QStringLiteral("inside"));
    }

    void tablesAndTextEditsKeepTheirs()
    {
        QTableWidget table;
        QCOMPARE(QAccessible::queryAccessibleInterface(&table)->role(), QAccessible::Table);
        QTextEdit edit;
        QVERIFY(QAccessible::queryAccessibleInterface(&edit)->textInterface());
    }
};

ROOMKEEPER_TEST(QApplication, TestAccessibleScrollArea);
#include "tst_accessiblescrollarea.moc"
