#include "support/fixture.h"
#include "support/sandboxed.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/shell/retrybanner.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QPushButton>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

sandbox::SandboxOptions unwell(const QByteArray &rules)
{
    const auto faults = sandbox::parseFaultRules(rules);
    if (!faults)
        qFatal("the rules are no rules");
    return {.rooms = 3, .seed = 1, .faults = *faults};
}

} // namespace

class TestRetryBanner : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void hiddenWhileNothingWaits()
    {
        Sandboxed service(unwell({}));
        RetryBanner strip;
        QVERIFY(strip.isHidden());
        strip.setConnection(&service.connection());
        service.refresh();
        QVERIFY(strip.isHidden());
    }

    void saysWhatWaitsAndHowOften()
    {
        Sandboxed service(unwell("status=503/retry-after=55@GET /rooms"));
        RetryBanner strip;
        strip.setConnection(&service.connection());
        service.connection().refresh();
        QTRY_VERIFY(!strip.isHidden());
        const QRegularExpression expected(
            u"^List rooms: trying again in 5\\d s \\(2 of 4\\)\\. %1 reported a server error "
            "\\(status 503\\)\\.$"_s.arg(service.connection().host()));
        QVERIFY2(expected.match(words(strip)).hasMatch(), qPrintable(words(strip)));
        auto *interface = QAccessible::queryAccessibleInterface(label(strip));
        QVERIFY(expected.match(interface->text(QAccessible::Name)).hasMatch());
    }

    /// The text changes each second, but assistive tools don't announce each change, because a
    /// label with a name does not report its text.
    void countsDownInSilence()
    {
        Sandboxed service(unwell("status=503/retry-after=22@GET /rooms"));
        RetryBanner strip;
        strip.setConnection(&service.connection());
        service.connection().refresh();
        QTRY_VERIFY(!strip.isHidden());
        const QString told = label(strip)->accessibleName();
        QVERIFY2(told.contains(u"in 2"_s), qPrintable(told));
        QTRY_VERIFY(words(strip) != told);
        if (words(strip).contains(u"in 2"_s))
            QCOMPARE(label(strip)->accessibleName(), told);
        QTRY_VERIFY_WITH_TIMEOUT(label(strip)->accessibleName().contains(u"in 1"_s), 20'000);
    }

    void countsTheOthers()
    {
        Sandboxed service(unwell("status=503@* *"), {}, 50s);
        RetryBanner strip;
        strip.setConnection(&service.connection());
        const QString roomId = u"99000000000000001"_s;
        service.connection().readRoom(roomId).detach();
        QTRY_VERIFY(!strip.isHidden());
        QVERIFY2(words(strip).startsWith(u"Get room %1: trying"_s.arg(roomId)),
                 qPrintable(words(strip)));
        QVERIFY(!words(strip).contains(u"other"_s));
        service.connection().refresh();
        QTRY_VERIFY(words(strip).endsWith(u" 1 other request is also being retried."_s));
        service.connection().readRoom(roomId).detach();
        QTRY_VERIFY(words(strip).endsWith(u" 2 other requests are also being retried."_s));
    }

    void cancelWorksAtOnce_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QString>("words");
        QTest::newRow("while it waits")
            << QByteArray("status=503/retry-after=50@GET /rooms") << u"trying again in "_s;
        QTest::newRow("while it is under way")
            << QByteArray("delay=60000@GET /rooms?after=1;status=503@GET /rooms?count=1")
            << u"trying again now (2 of 4)"_s;
    }

    void cancelWorksAtOnce()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QString, words);
        Sandboxed service(unwell(rules));
        RetryBanner strip;
        strip.setConnection(&service.connection());
        QSignalSpy failed(&service.connection(), &admin::Connection::refreshFailed);
        service.connection().refresh();
        QTRY_VERIFY(this->words(strip).contains(words));
        named<QPushButton>(strip, u"Cancel"_s)->click();
        QVERIFY(strip.isHidden());
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::Cancelled);
        QVERIFY(service.connection().retries().isEmpty());
    }

    /// From the first failure to the end, so that the page above moves only once.
    void staysUntilItWorks()
    {
        Sandboxed service(unwell("status=503@GET /rooms?count=2"));
        RetryBanner strip;
        strip.setConnection(&service.connection());
        QList<bool> shown;
        connect(&service.connection(), &admin::Connection::retriesChanged, &strip,
                [&] { shown << !strip.isHidden(); });
        service.refresh();
        QVERIFY(strip.isHidden());
        // Failed, sent again, failed, sent again, succeeded.
        QCOMPARE(shown, (QList<bool>{true, true, true, true, false}));
        QCOMPARE(service.connection().rooms().status().rooms, 3);
    }

    void goesWithTheConnection()
    {
        RetryBanner strip;
        {
            Sandboxed service(unwell("status=503@GET /rooms"), {}, 50s);
            strip.setConnection(&service.connection());
            service.connection().refresh();
            QTRY_VERIFY(!strip.isHidden());
        }
        QVERIFY(strip.isHidden());
    }

private:
    static QLabel *label(const RetryBanner &strip)
    {
        return strip.findChild<QLabel *>(u"retryWords"_s);
    }
    static QString words(const RetryBanner &strip) { return label(strip)->text(); }
};

ROOMKEEPER_TEST(QApplication, TestRetryBanner);
#include "tst_retrybanner.moc"
