#include "sandbox/faults/faultplan.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;
using Action = Fault::Action;

Q_DECLARE_METATYPE(FaultRule)

namespace {

QList<FaultRule> rules(const QByteArray &text)
{
    const auto parsed = parseFaultRules(text);
    Q_ASSERT(parsed.has_value());
    return *parsed;
}

/// One letter per request: the first letter of the action, `.` for none.
QByteArray drawn(FaultPlan &plan, int requests, const QByteArray &method = "GET",
                 const QByteArray &path = "/rooms")
{
    QByteArray result;
    for (int i = 0; i < requests; ++i)
        result += (toText(plan.next(method, path)) + '.').first(1);
    return result;
}

QByteArray drawn(const QByteArray &text, int requests, quint32 seed = 1)
{
    FaultPlan plan(rules(text), seed);
    return drawn(plan, requests);
}

} // namespace

class TestSandboxFaults : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void aRule_data()
    {
        using namespace std::chrono_literals;
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<FaultRule>("rule");
        const auto row = [](const char *text, const FaultRule &rule) {
            QTest::newRow(text) << QByteArray(text) << rule;
        };
        row("drop@POST /rooms", {.fault = {Action::Drop}, .method = "POST", .path = "/rooms"});
        row("reset@* *", {.fault = {Action::Reset}, .method = "*", .path = "*"});
        row("cut@GET /rooms/*", {.fault = {Action::Cut}, .method = "GET", .path = "/rooms/*"});
        row("garbage@PATCH */participants",
            {.fault = {Action::Garbage}, .method = "PATCH", .path = "*/participants"});
        row("empty-page@GET /rooms",
            {.fault = {Action::EmptyPage}, .method = "GET", .path = "/rooms"});
        row("short-page@GET /rooms",
            {.fault = {Action::ShortPage}, .method = "GET", .path = "/rooms"});
        row("delay=250@* *",
            {.fault = {.action = Action::Delay, .pause = 250ms}, .method = "*", .path = "*"});
        row("trickle=1000@* *",
            {.fault = {.action = Action::Trickle, .pause = 1s}, .method = "*", .path = "*"});
        row("status=503@* *",
            {.fault = {.action = Action::Status, .status = 503}, .method = "*", .path = "*"});
        row("status=429/retry-after=2@DELETE /rooms/*",
            {.fault = {.action = Action::Status, .status = 429, .retryAfter = 2s},
             .method = "DELETE",
             .path = "/rooms/*"});
        row("drop@* *?after=3,count=2,share=0.25", {.fault = {Action::Drop},
                                                    .method = "*",
                                                    .path = "*",
                                                    .after = 3,
                                                    .count = 2,
                                                    .share = 0.25});
        row("  drop @ GET   /rooms ? share = 1 , count = 0 ",
            {.fault = {Action::Drop}, .method = "GET", .path = "/rooms", .count = 0});
    }

    void aRule()
    {
        QFETCH(QByteArray, text);
        QFETCH(FaultRule, rule);
        const auto parsed = parseFaultRules(text);
        QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().message));
        QCOMPARE(parsed->size(), 1);
        QVERIFY(parsed->first() == rule);
        // The text of a fault is parsed as the same fault.
        const auto again = parseFaultRules(toText(rule.fault) + "@* *");
        QVERIFY(again.has_value());
        QVERIFY(again->first().fault == rule.fault);
    }

    void severalRules()
    {
        const auto parsed =
            rules("drop@POST /rooms?share=0.1;status=503@* *?after=50,count=5;\n ;cut@* *\n");
        QCOMPARE(parsed.size(), 3);
        QCOMPARE(parsed[0].share, 0.1);
        QCOMPARE(parsed[1].after, 50);
        QCOMPARE(parsed[1].count, 5);
        QVERIFY(parsed[2].fault.action == Action::Cut);
        QVERIFY(rules("").isEmpty());
        QVERIFY(rules(" ; ").isEmpty());
    }

    void aWrongRule_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *text, const QString &why) {
            QTest::newRow(text) << QByteArray(text) << why;
        };
        const QString form = u"It must have the form ACTION@METHOD PATH"_s;
        const QString action = u"The action must be one of status, delay, drop, reset, cut, "
                               "trickle, garbage, empty-page, short-page"_s;
        const QString status = u"status must be a whole number from 200 to 599"_s;
        const QString method = u"The method must be capital letters or *"_s;
        const QString path = u"The path after the method must begin with / or *"_s;
        row("drop", form);
        row("lose@* *", action);
        row("@* *", action);
        row("Drop@* *", action);
        row("drop=1@* *", u"drop must not have a value"_s);
        row("reset=@* *", u"reset must not have a value"_s);
        row("status@* *", status);
        row("status=@* *", status);
        row("status=199@* *", status);
        row("status=600@* *", status);
        row("status=+503@* *", status);
        row("status=5e2@* *", status);
        row("status=429/retry-after=-1@* *",
            u"retry-after must be a whole number from 0 to 86400"_s);
        row("status=429/after=1@* *", u"Only /retry-after=S may follow a status"_s);
        row("delay=600001@* *", u"delay must be a whole number from 0 to 600000"_s);
        row("trickle@* *", u"trickle must be a whole number from 0 to 600000"_s);
        row("drop@", method);
        row("drop@get /rooms", method);
        row("drop@/rooms", method);
        row("drop@GET", path);
        row("drop@GET rooms", path);
        row("drop@GET /rooms /users", path);
        row("drop@* *?", u"A condition must be after=N, count=N or share=P"_s);
        row("drop@* *?every=2", u"A condition must be after=N, count=N or share=P"_s);
        row("drop@* *?after=x", u"after must be a whole number from 0 to 1000000000"_s);
        row("drop@* *?after=99999999999999999999",
            u"after must be a whole number from 0 to 1000000000"_s);
        row("drop@* *?count", u"count must be a whole number from 0 to 1000000000"_s);
        row("drop@* *?count=1,count=2", u"count appears twice"_s);
        for (const char *share : {"1.1", "-0.1", "nan", "1e-3", "", "0x1"})
            row(("drop@* *?share=" + QByteArray(share)).constData(),
                u"share must be a number from 0 to 1"_s);
    }

    void aWrongRule()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, why);
        const auto parsed = parseFaultRules("cut@* *;" + text);
        QVERIFY(!parsed.has_value());
        QCOMPARE(parsed.error().kind, ErrorKind::Invalid);
        QCOMPARE(parsed.error().message,
                 u"The fault rule \"%1\" is not valid. %2."_s.arg(QString::fromLatin1(text), why));
    }

    void anErrorIsOneShortLine()
    {
        const auto parsed = parseFaultRules("dr\nop" + QByteArray(5000, 'x') + "%1 %2");
        QVERIFY(!parsed.has_value());
        QVERIFY(parsed.error().message.startsWith(u"The fault rule \"dr opxxx"_s));
        QVERIFY(!parsed.error().message.contains(u'\n'));
        QVERIFY(parsed.error().message.size() < 200);
    }

    void patterns_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char *pattern, const char *text, bool fits) {
            QTest::addRow("%s | %s", pattern, text)
                << QByteArray(pattern) << QByteArray(text) << fits;
        };
        row("*", "", true);
        row("*", "/rooms/99", true);
        row("/rooms", "/rooms", true);
        row("/rooms", "/rooms/99", false);
        row("/rooms", "/room", false);
        row("/rooms/*", "/rooms/99", true);
        row("/rooms/*", "/rooms/99/participants", true);
        row("/rooms/*", "/rooms", false);
        row("/rooms*", "/rooms", true);
        row("*/participants", "/rooms/99/participants", true);
        row("*/participants", "/rooms/99/participants/", false);
        row("/rooms/*/participants", "/rooms/99/participants", true);
        row("/rooms/*/participants", "/rooms/participants", false);
        row("*a*b*", "xxaxxbxx", true);
        row("*a*b*", "xxbxxaxx", false);
        row("*ab", "aab", true);
        row("a**b", "ab", true);
        row("", "", true);
        row("", "a", false);
    }

    void patterns()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, text);
        QFETCH(bool, fits);
        QCOMPARE(matchesPattern(pattern, text), fits);
    }

    /// Patterns that take exponential time in a naive matcher.
    void aPatternOfManyStars()
    {
        QVERIFY(!matchesPattern(QByteArray("*a").repeated(200), QByteArray(20'000, 'a') + 'b'));
    }

    void conditions_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QByteArray>("drawn");
        QTest::newRow("always") << QByteArray("drop@GET /rooms") << QByteArray("dddddd");
        QTest::newRow("after") << QByteArray("drop@GET /rooms?after=2") << QByteArray("..dddd");
        QTest::newRow("count") << QByteArray("drop@GET /rooms?count=2") << QByteArray("dd....");
        QTest::newRow("both") << QByteArray("drop@GET /rooms?after=1,count=2")
                              << QByteArray(".dd...");
        QTest::newRow("none of it")
            << QByteArray("drop@GET /rooms?share=0") << QByteArray("......");
        QTest::newRow("all of it") << QByteArray("drop@GET /rooms?share=1") << QByteArray("dddddd");
        QTest::newRow("method") << QByteArray("drop@POST /rooms") << QByteArray("......");
        QTest::newRow("path") << QByteArray("drop@GET /rooms/*") << QByteArray("......");
        QTest::newRow("the first wins")
            << QByteArray("drop@* *?count=2;reset@* *?count=3") << QByteArray("ddrrr.");
        // The second counts requests to which the first applies.
        QTest::newRow("each counts for itself")
            << QByteArray("drop@* *?count=2;reset@* *?after=4") << QByteArray("dd..rr");
    }

    void conditions()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QByteArray, drawn);
        QCOMPARE(::drawn(rules, 6), drawn);
    }

    void chanceComesFromTheSeed()
    {
        const QByteArray rule = "drop@* *?share=0.25";
        const QByteArray first = drawn(rule, 4000, 7);
        QCOMPARE(drawn(rule, 4000, 7), first);
        QVERIFY(drawn(rule, 4000, 8) != first);
        // 1000 are expected; the standard deviation is 27.
        QVERIFY(qAbs(first.count('d') - 1000) < 200);
    }

    void theCountIsOfThoseChosen()
    {
        QCOMPARE(drawn("drop@* *?share=0.5,count=3", 200).count('d'), 3);
    }

    /// Other requests don't change the random sequence of a rule.
    void rulesDoNotDisturbEachOther()
    {
        FaultPlan alone(rules("cut@POST *?count=0;drop@GET *?share=0.5"), 3);
        FaultPlan both(rules("cut@POST *?share=0.5;drop@GET *?share=0.5"), 3);
        for (int i = 0; i < 100; ++i) {
            both.next("POST", "/rooms");
            QCOMPARE(both.next("GET", "/rooms"), alone.next("GET", "/rooms"));
        }
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxFaults);
#include "tst_sandboxfaults.moc"
