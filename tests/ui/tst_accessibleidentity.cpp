#include "support/fixture.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/accessibleidentity.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

class TestNames : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void namesWidgets();
    void labelsComboBoxes_data();
    void labelsComboBoxes();
    void labelGoesWithTheBox();
};

namespace {

/// The labels of a widget, as reported to assistive tools.
QStringList labelsOf(QWidget *widget)
{
    QStringList texts;
    const auto relations =
        QAccessible::queryAccessibleInterface(widget)->relations(QAccessible::Label);
    for (const auto &relation : relations)
        texts << relation.first->text(QAccessible::Name);
    return texts;
}

} // namespace

void TestNames::namesWidgets()
{
    QPushButton button;
    setAccessibleIdentity(&button, "newRoom", u"New room"_s);
    QCOMPARE(button.objectName(), u"newRoom"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(&button)->text(QAccessible::Name),
             u"New room"_s);
}

void TestNames::labelsComboBoxes_data()
{
    QTest::addColumn<bool>("parentFirst");
    QTest::newRow("has its parent already") << true;
    QTest::newRow("gets its parent from a layout") << false;
}

void TestNames::labelsComboBoxes()
{
    QFETCH(bool, parentFirst);
    QWidget window;
    auto *box = new QComboBox(parentFirst ? &window : nullptr);
    box->addItem(u"contoso-prod"_s);
    QLabel *label = buddyName(box, u"Connection"_s);
    auto *layout = new QHBoxLayout(&window);
    layout->addWidget(box);
    window.show();

    QCOMPARE(labelsOf(box), QStringList{u"Connection"_s});
    QVERIFY(!label->isVisible());
    QCOMPARE(label->parentWidget(), &window);
}

void TestNames::labelGoesWithTheBox()
{
    QWidget one;
    QWidget other;
    auto *box = new QComboBox(&one);
    const QPointer<QLabel> label = buddyName(box, u"Time zone"_s);
    box->setParent(&other);
    QCOMPARE(labelsOf(box), QStringList{u"Time zone"_s});
    box->setParent(nullptr);
    box->setParent(&one);
    QCOMPARE(labelsOf(box), QStringList{u"Time zone"_s});
}

ROOMKEEPER_TEST(QApplication, TestNames);
#include "tst_accessibleidentity.moc"
