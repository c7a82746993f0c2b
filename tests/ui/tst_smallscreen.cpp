#include "dialogfixture.h"
#include "support/testmain.h"
#include "ui/common/screenfit.h"
#include "ui/common/tablecolumns.h"
#include "ui/rooms/table/roomcolumns.h"
#include "ui/rooms/table/roomtableview.h"

#include <QAbstractScrollArea>
#include <QColorDialog>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>

using namespace roomkeeper;
using namespace roomkeeper::ui;

namespace {

/// A notebook of 1366 × 768 at 150 %, or of 1600 × 900 at 200 %, has about this many logical
/// pixels.
class SmallScreenApplication : public tests::ScreenApplication
{
public:
    SmallScreenApplication(int &argc, char **argv)
        : ScreenApplication(argc, argv, {800, 480})
    {
    }
};

QString sizeText(const QSize &size)
{
    return u"%1x%2"_s.arg(size.width()).arg(size.height());
}

/// The visible buttons that reach out of the window, unless they can be scrolled into view.
QStringList buttonsOutside(const QWidget &window)
{
    QStringList outside;
    const auto buttons = window.findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (!button->isVisible() || button->window() != &window)
            continue;
        const QWidget *around = button->parentWidget();
        while (around != &window && !qobject_cast<const QAbstractScrollArea *>(around))
            around = around->parentWidget();
        const QRect place(button->mapTo(&window, QPoint()), button->size());
        if (around == &window && !window.rect().contains(place))
            outside << button->objectName() + u' ' + button->text();
    }
    return outside;
}

} // namespace

/// Everything fits on a screen of 800 × 480 logical pixels.
class TestSmallScreen : public DialogFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_smallscreen"_s); }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { makeWindow(); }
    void cleanup()
    {
        m_dialog.reset();
        dropWindow();
    }

    void theWindowFits_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("least") << QSize();
        QTest::newRow("940x560") << QSize(940, 560);
        QTest::newRow("1280x720") << QSize(1280, 720);
    }

    void theWindowFits()
    {
        QFETCH(QSize, size);
        checkWindow(*m_window); // the first page
        openRooms();
        selectRoom();
        action(u"showActivity"_s)->trigger();
        m_window->messages().showNotice({.text = u"A message"_s, .details = u"Details"_s});
        m_window->resize(size.isValid() ? size : m_window->minimumSize());
        QCoreApplication::processEvents();
        if (!size.isValid())
            checkWindow(*m_window);
        QCOMPARE(buttonsOutside(*m_window), QStringList());
        // The parts of the toolbar stand beside each other.
        const auto *bar = m_window->findChild<QWidget *>(u"toolBar"_s);
        const auto parts = bar->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        for (const QWidget *each : parts) {
            if (!each->isVisible())
                continue;
            QVERIFY2(bar->rect().contains(each->geometry()), qPrintable(each->objectName()));
            for (const QWidget *other : parts) {
                QVERIFY2(other == each || !other->isVisible()
                             || !other->geometry().intersects(each->geometry()),
                         qPrintable(each->objectName() + u" "_s + other->objectName()));
            }
        }
    }

    /// Where there is no space for the texts of the buttons, they keep their names.
    void toolbarButtonsKeepTheirNames()
    {
        openRooms();
        m_window->resize(m_window->minimumSize());
        QPushButton *refresh = tool(u"Refresh"_s);
        QTRY_COMPARE(refresh->text(), QString());
        QCOMPARE(refresh->accessibleName(), u"Refresh"_s);
        QVERIFY(refresh->toolTip().contains(u"Refresh"));
        m_window->resize(1280, 720);
        QTRY_COMPARE(refresh->text(), u"Refresh"_s);
    }

    /// On a wide screen the space goes to names and identifiers.
    void spaceGoesToNames()
    {
        openRooms();
        selectRoom();
        m_window->resize(1280, 720);
        QCoreApplication::processEvents();
        const RoomTableView &rooms = page().table();
        const auto *people = m_window->findChild<QTableView *>(u"participantTable"_s);
        const int created = rooms.columnWidth(static_cast<int>(RoomColumn::Created));
        const int name = rooms.columnWidth(static_cast<int>(RoomColumn::Name));
        const int details = people->width();
        m_window->resize(3840, 2000);
        QTRY_VERIFY(rooms.columnWidth(static_cast<int>(RoomColumn::Name)) > 2 * name);
        QCOMPARE(rooms.columnWidth(static_cast<int>(RoomColumn::Created)), created);
        QVERIFY(people->width() > 2 * details);
        QCOMPARE(rooms.horizontalHeader()->length(), rooms.viewport()->width());
    }

    /// Columns out of sight are told at the end of the header.
    void aHintTellsOfColumnsOutOfSight()
    {
        openRooms();
        m_window->resize(1280, 720);
        RoomTableView &rooms = page().table();
        auto *hint = rooms.horizontalHeader()->findChild<QPushButton *>(u"moreColumns"_s);
        QVERIFY(hint);
        QTRY_VERIFY(hint->isVisible());
        QVERIFY2(hint->text().startsWith(u'+'), qPrintable(hint->text()));
        QVERIFY2(hint->toolTip().endsWith(u"Created"), qPrintable(hint->toolTip()));
        QTRY_COMPARE(hint->geometry().right(), rooms.horizontalHeader()->rect().right());
        hint->click();
        QTRY_VERIFY(!hint->isVisible());
        m_window->resize(3840, 2000);
        QTRY_VERIFY(!hint->isVisible());
    }

    void everyDialogFits_data()
    {
        QTest::addColumn<QString>("dialog");
        const auto dialogs = this->dialogs();
        for (auto each = dialogs.cbegin(); each != dialogs.cend(); ++each)
            QTest::newRow(qPrintable(each.key())) << each.key();
    }

    void everyDialogFits()
    {
        QFETCH(QString, dialog);
        openRooms();
        selectRoom();
        dialogs().value(dialog)();
    }

private:
    void checkWindow(QWidget &window, const QStringList & = {}) override
    {
        QTRY_VERIFY(window.isVisible());
        QCoreApplication::processEvents(); // layouts
        const QSize room = QSize(800, 480) - QSize(8, 40); // without the frame
        const QSize least =
            window.minimumSize().isNull() ? window.minimumSizeHint() : window.minimumSize();
        QVERIFY2(least.expandedTo(room) == room, qPrintable(u"least "_s + sizeText(least)));
        const QSize size = window.frameGeometry().size();
        QVERIFY2(size.boundedTo({800, 480}) == size, qPrintable(sizeText(size)));
        const QStringList outside = buttonsOutside(window);
        QVERIFY2(outside.isEmpty(), qPrintable(outside.join(u", "_s)));
    }

    void checkDialog(QWidget *dialog, const QStringList & = {}) override
    {
        QVERIFY(dialog);
        if (qobject_cast<QColorDialog *>(dialog) == nullptr) // Qt's own is as large as it is
            checkWindow(*dialog);
    }

    void checkFileDialog(const QWidget &parent) override
    {
        auto *dialog = parent.findChild<QFileDialog *>();
        QVERIFY(dialog);
        dialog->close();
    }
};

ROOMKEEPER_TEST(SmallScreenApplication, TestSmallScreen);
#include "tst_smallscreen.moc"
