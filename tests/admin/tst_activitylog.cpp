#include "admin/connections/activitylog.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

namespace {

acs::ActivityRecord record(const QString &operation)
{
    acs::ActivityRecord result;
    result.operation = operation;
    return result;
}

} // namespace

class TestActivityLog : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void theOldestMakesRoomForTheNewest()
    {
        ActivityLog log;
        QList<size_t> sizes; // at each signal, as a model sees them
        const auto note = [&] { sizes << log.records().size(); };
        for (int i = 0; i < ActivityLog::capacity; ++i)
            log.add(record(QString::number(i)));
        QCOMPARE(log.records().size(), size_t{1000});

        connect(&log, &ActivityLog::aboutToDropOldest, this, note);
        connect(&log, &ActivityLog::oldestDropped, this, note);
        connect(&log, &ActivityLog::aboutToAppend, this, note);
        connect(&log, &ActivityLog::appended, this, note);
        log.add(record(u"newest"_s));
        QCOMPARE(sizes, (QList<size_t>{1000, 999, 999, 1000}));
        QCOMPARE(log.records().front().operation, u"1"_s);
        QCOMPARE(log.records().back().operation, u"newest"_s);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestActivityLog);
#include "tst_activitylog.moc"
