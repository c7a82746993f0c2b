#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/temporarysettings.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/activity/activitymodel.h"
#include "ui/activity/activitypanel.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

acs::ActivityRecord record(int second, int status = 200)
{
    return {.startedAt = QDateTime(QDate(2026, 11, 22), QTime(13, 3, second), utcZone),
            .operation = u"List rooms"_s,
            .method = u"GET"_s,
            .path = u"/rooms"_s,
            .roomId = u"99460161060023207"_s,
            .status = status,
            .outcome = status == 0 ? u"timeout"_s : u"OK"_s,
            .duration = std::chrono::milliseconds(38),
            .attempt = 2,
            .requestId = u"vector.1"_s};
}

} // namespace

class TestActivity : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_display = std::make_unique<TimeDisplay>(QTimeZone("Europe/Berlin"));
        m_log = std::make_unique<admin::ActivityLog>();
    }

    void showsRecords();
    void followsTheLogWithoutReset();
    void dropsTheOldest();
    void logMayGoFirst();
    void zoneSwitchChangesTheTimes();
    void lineInWords_data();
    void lineInWords();

    void panelFolds();
    void panelShowsTheNewest();
    void panelIsNamed();
    void panelChangesLogs();

private:
    std::unique_ptr<TimeDisplay> m_display;
    std::unique_ptr<admin::ActivityLog> m_log;
    tests::TemporarySettings m_settings;
};

void TestActivity::showsRecords()
{
    ActivityModel model(*m_display);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    m_log->add(record(11));
    model.setLog(m_log.get());
    QStringList headers;
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column) {
        headers << model.headerData(column, Qt::Horizontal).toString();
        cells << model.index(0, column).data().toString();
    }
    QCOMPARE(headers, (QStringList{u"Time"_s, u"Operation"_s, u"Room"_s, u"Status"_s, u"Duration"_s,
                                   u"Attempt"_s, u"Request ID"_s}));
    QCOMPARE(cells, (QStringList{u"14:03:11"_s, u"List rooms"_s, u"99460161060023207"_s, u"200"_s,
                                 u"38 ms"_s, u"2"_s, u"vector.1"_s}));
    QCOMPARE(model.index(0, ActivityModel::Duration).data(ActivityModel::SortRole).toLongLong(),
             38);
    m_log->add(record(12, 0));
    QCOMPARE(model.index(1, ActivityModel::Status).data().toString(), u"timeout"_s);
}

void TestActivity::followsTheLogWithoutReset()
{
    ActivityModel model(*m_display);
    model.setLog(m_log.get());
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy insertions(&model, &QAbstractItemModel::rowsInserted);
    for (int second = 0; second < 5; ++second)
        m_log->add(record(second));
    model.setLog(m_log.get()); // the same again
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(insertions.count(), 5);
    QCOMPARE(resets.count(), 0);
}

void TestActivity::dropsTheOldest()
{
    ActivityModel model(*m_display);
    for (int i = 0; i < admin::ActivityLog::capacity; ++i)
        m_log->add(record(i % 60));
    model.setLog(m_log.get());
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QPersistentModelIndex second = model.index(1, 0);
    m_log->add(record(59));
    QCOMPARE(model.rowCount(), admin::ActivityLog::capacity);
    QCOMPARE(second.row(), 0);
}

void TestActivity::logMayGoFirst()
{
    ActivityModel model(*m_display);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_log->add(record(11));
    model.setLog(m_log.get());
    QCOMPARE(model.rowCount(), 1);
    m_log.reset();
    QCOMPARE(model.rowCount(), 0);
    model.setLog(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestActivity::zoneSwitchChangesTheTimes()
{
    ActivityModel model(*m_display);
    m_log->add(record(11));
    model.setLog(m_log.get());
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    m_display->setMode(TimeDisplay::Mode::Utc);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(model.index(0, ActivityModel::Time).data().toString(), u"13:03:11"_s);
}

void TestActivity::lineInWords_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("line");
    QTest::newRow("answered") << 200 << u"14:03:11 GET /rooms 200 38 ms"_s;
    QTest::newRow("no answer") << 0 << u"14:03:11 GET /rooms timeout 38 ms"_s;
}

void TestActivity::lineInWords()
{
    QFETCH(int, status);
    QTEST(activityLine(record(11, status), *m_display), "line");
}

void TestActivity::panelFolds()
{
    ActivityPanel panel(*m_display, m_settings);
    panel.setLog(m_log.get());
    auto *table = panel.findChild<QTableView *>(u"activityTable"_s);
    auto *toggle = panel.findChild<QAbstractButton *>(u"activityToggle"_s);
    const QSignalSpy folds(&panel, &ActivityPanel::unfoldedChanged);
    QVERIFY(!panel.isUnfolded());
    QVERIFY(table->isHidden());
    toggle->click();
    QVERIFY(panel.isUnfolded());
    QVERIFY(!table->isHidden());
    panel.setUnfolded(false);
    QVERIFY(!toggle->isChecked());
    QVERIFY(table->isHidden());
    QCOMPARE(folds.count(), 2);
}

void TestActivity::panelShowsTheNewest()
{
    ActivityPanel panel(*m_display, m_settings);
    panel.setLog(m_log.get());
    auto *newest = panel.findChild<QLabel *>(u"activityNewest"_s);
    QCOMPARE(newest->text(), QString());
    m_log->add(record(11));
    m_log->add(record(40));
    QCOMPARE(newest->text(), u"14:03:40 GET /rooms 200 38 ms"_s);
    m_display->setMode(TimeDisplay::Mode::Utc);
    QCOMPARE(newest->text(), u"13:03:40 GET /rooms 200 38 ms"_s);
    panel.setUnfolded(true);
    QCOMPARE(newest->text(), QString()); // the table shows it
    panel.setUnfolded(false);
    m_log.reset();
    QCOMPARE(newest->text(), QString());
}

void TestActivity::panelIsNamed()
{
    const ActivityPanel panel(*m_display, m_settings);
    auto *table = panel.findChild<QTableView *>(u"activityTable"_s);
    auto *accessible = QAccessible::queryAccessibleInterface(table);
    QCOMPARE(accessible->text(QAccessible::Name), u"Activity"_s);
    QCOMPARE(accessible->role(), QAccessible::Table);
    QVERIFY(!panel.findChild<QAbstractButton *>(u"activityToggle"_s)->accessibleName().isEmpty());
}

void TestActivity::panelChangesLogs()
{
    ActivityPanel panel(*m_display, m_settings);
    m_log->add(record(11));
    panel.setLog(m_log.get());
    admin::ActivityLog other;
    panel.setLog(&other);
    auto *table = panel.findChild<QTableView *>(u"activityTable"_s);
    QCOMPARE(table->model()->rowCount(), 0);
    m_log->add(record(12)); // not shown any more
    QCOMPARE(panel.findChild<QLabel *>(u"activityNewest"_s)->text(), QString());
    other.add(record(13));
    QCOMPARE(table->model()->rowCount(), 1);
    panel.setLog(nullptr);
    QCOMPARE(table->model()->rowCount(), 0);
}

ROOMKEEPER_TEST(QApplication, TestActivity);
#include "tst_activity.moc"
