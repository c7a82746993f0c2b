#include "support/connectiontestrun.h"

#include "acs/diagnostics/diagnosticresults.h"
#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QHostInfo>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = ConnectionTestState;

namespace {

Error rejectedWith(ErrorKind kind, int status, const QString &code = {})
{
    return {.kind = kind,
            .httpStatus = status,
            .serviceCode = code,
            .message = u"No."_s,
            .host = u"contoso.example"_s,
            .attempts = 1};
}

ConnectionTestSubject contoso(bool usesToken = false)
{
    return {.endpoint = *parseEndpoint(u"https://contoso.example"),
            .usesToken = usesToken,
            .words = admin::inWords};
}

/// A letter for each, like ConnectionTestRun::states().
QString states(const AnswerResults &all)
{
    QString letters;
    for (const DiagnosticResult *each :
         {&all.answer, &all.clock, &all.version, &all.credential, &all.rooms})
        letters += u"wrpWFn-?"_s.at(static_cast<int>(each->state));
    return letters;
}

} // namespace

/// The results of the steps of a connection test.
class TestDiagnosticResults : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void answers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("rooms");
        const QByteArray link = ",\"nextLink\":\"https://contoso.example/rooms?nextLink=a\"}";
        QTest::newRow("empty") << QByteArray("{\"value\":[]}") << u"pppp"_s
                               << u"The resource has no rooms."_s;
        QTest::newRow("some") << QByteArray("{\"value\":[{},{}]}") << u"pppp"_s
                              << u"2 rooms, all on one page."_s;
        QTest::newRow("more") << "{\"value\":[{}]" + link << u"pppp"_s
                              << u"1 room on the first page, and more on the next."_s;
        QTest::newRow("unreadable") << QByteArray("{\"value\":7}") << u"pppF"_s << u"can't read"_s;
    }

    void answers()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, expected);
        QFETCH(QString, rooms);
        const auto all = evaluateAnswer(Response{.status = 200, .body = body}, 0s, contoso());
        QCOMPARE(states(all), u"p"_s + expected);
        QVERIFY2(all.rooms.text.contains(rooms), qPrintable(all.rooms.text));
        QCOMPARE(all.version.text, u"2025-03-13"_s);
    }

    void rejections_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const Error &error, const QString &expected) {
            QTest::newRow(name) << error << expected;
        };
        row("key rejected", rejectedWith(ErrorKind::Denied, 401, u"Denied"_s), u"pp-F-"_s);
        row("forbidden", rejectedWith(ErrorKind::Denied, 403), u"pp-F-"_s);
        row("version", rejectedWith(ErrorKind::Invalid, 400, u"UnsupportedApiVersion"_s),
            u"ppF--"_s);
        row("other request", rejectedWith(ErrorKind::Invalid, 400, u"BadRequest"_s), u"pp--F"_s);
        row("not found", rejectedWith(ErrorKind::NotFound, 404), u"pp--F"_s);
        row("throttled", rejectedWith(ErrorKind::Throttled, 429), u"pp--F"_s);
        row("own problem", rejectedWith(ErrorKind::Server, 503), u"Fp---"_s);
        row("somebody else", rejectedWith(ErrorKind::BadAnswer, 302), u"F----"_s);
        row("no connection", rejectedWith(ErrorKind::Network, 0), u"F----"_s);
        row("no token", makeError(ErrorKind::Denied, u"Run az login."_s), u"---F-"_s);
    }

    void rejections()
    {
        QFETCH(Error, error);
        QFETCH(QString, expected);
        const auto all = evaluateAnswer(failure(error), 1s, contoso());
        QCOMPARE(states(all), expected);
        for (const DiagnosticResult *each :
             {&all.answer, &all.clock, &all.version, &all.credential, &all.rooms}) {
            QVERIFY(!each->text.isEmpty());
            QCOMPARE(each->advice.isEmpty(), each->state != State::Failed);
        }
    }

    void withoutWordsItIsTheMessage()
    {
        ConnectionTestSubject subject = contoso();
        subject.words = {};
        const auto all = evaluateAnswer(failure(rejectedWith(ErrorKind::Denied, 401)), 1s, subject);
        QCOMPARE(all.credential, (DiagnosticResult{.state = State::Failed, .text = u"No."_s}));
    }

    void clocks_data()
    {
        QTest::addColumn<int>("skew"); // in seconds
        QTest::addColumn<QString>("accepted");
        QTest::addColumn<QString>("rejected"); // a signature was
        QTest::addColumn<QString>("says");
        QTest::newRow("the same") << 0 << u"p"_s << u"p"_s << u"Same as the service."_s;
        QTest::newRow("a little ahead") << 3 << u"p"_s << u"p"_s << u"3 s ahead"_s;
        QTest::newRow("a little behind") << -90 << u"p"_s << u"p"_s << u"90 s behind"_s;
        QTest::newRow("two minutes") << 120 << u"p"_s << u"p"_s << u"2 minutes ahead"_s;
        QTest::newRow("more") << 121 << u"W"_s << u"W"_s << u"2 minutes ahead"_s;
        QTest::newRow("five minutes") << -300 << u"W"_s << u"W"_s << u"5 minutes behind"_s;
        QTest::newRow("more than that") << -301 << u"W"_s << u"F"_s << u"5 minutes behind"_s;
        QTest::newRow("an hour") << 3600 << u"W"_s << u"F"_s << u"60 minutes ahead"_s;
    }

    void clocks()
    {
        QFETCH(int, skew);
        QFETCH(QString, accepted);
        QFETCH(QString, rejected);
        QFETCH(QString, says);
        const std::chrono::seconds by(skew);
        const auto denied = failure(rejectedWith(ErrorKind::Denied, 401));
        const auto fine =
            evaluateAnswer(Response{.status = 200, .body = "{\"value\":[]}"}, by, contoso());
        QCOMPARE(states(fine).at(1), accepted.at(0));
        QVERIFY2(fine.clock.text.startsWith(says), qPrintable(fine.clock.text));
        QCOMPARE(fine.clock.advice.isEmpty(), accepted == u"p");
        QCOMPARE(states(evaluateAnswer(denied, by, contoso())).at(1), rejected.at(0));
        // A token does not contain this computer's time.
        QCOMPARE(states(evaluateAnswer(denied, by, contoso(true))).at(1), accepted.at(0));
    }

    void daysLeft_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("isWarned");
        QTest::addColumn<QString>("says");
        QTest::newRow("fifteen") << 15 << false << u"(15 days left)"_s;
        QTest::newRow("fourteen") << 14 << true << u"(14 days left)"_s;
        QTest::newRow("one") << 1 << true << u"(1 day left)"_s;
        QTest::newRow("none") << 0 << true << u"(0 days left)"_s;
    }

    void daysLeft()
    {
        QFETCH(int, days);
        QFETCH(bool, isWarned);
        QFETCH(QString, says);
        const QDateTime until(QDate(2031, 5, 20), QTime(12, 0), utcZone);
        const TestAuthority authority;
        const TestIdentity identity = authority.issue({.until = until});
        const DiagnosticResult result = evaluateTls(
            {.protocol = u"TLS 1.3"_s, .cipher = u"A"_s, .certificate = identity.certificate},
            until.addDays(-days));
        QCOMPARE(result.state, isWarned ? State::Warning : State::Passed);
        QVERIFY2(result.text.contains(u"expires on 2031-05-20 "_s + says), qPrintable(result.text));
        QCOMPARE(result.advice.isEmpty(), !isWarned);
    }

    void lookups()
    {
        QHostInfo info;
        QList<QHostAddress> addresses;
        for (int last = 1; last < 7; ++last)
            addresses << QHostAddress(u"192.0.2.%1"_s.arg(last));
        info.setAddresses(addresses);
        QCOMPARE(evaluateLookup(info).text, u"192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4, …"_s);
        info.setAddresses({});
        QCOMPARE(evaluateLookup(info).state, State::Failed);
        info.setError(QHostInfo::UnknownError);
        info.setErrorString(u"no resolver"_s);
        QVERIFY(evaluateLookup(info).text.contains(u"no resolver"_s));
    }

    void proxiesWithoutTheirPasswords()
    {
        const QNetworkProxy socks(QNetworkProxy::Socks5Proxy, u"proxy.example"_s, 1080, u"anna"_s,
                                  u"marker-secret"_s);
        QCOMPARE(evaluateProxy(socks).text, u"SOCKS proxy proxy.example:1080."_s);
    }

    void theReport()
    {
        ConnectionTestSubject subject = contoso(true);
        QList<ConnectionTestLine> lines{
            {.step = ConnectionTestStep::Lookup,
             .result = {.state = State::Passed, .text = u"192.0.2.1"_s},
             .duration = 12ms},
            {.step = ConnectionTestStep::Credential,
             .result = {.state = State::Failed, .text = u"Rejected."_s, .advice = u"Ask."_s},
             .duration = 340ms},
            {.step = ConnectionTestStep::Identity, .result = {.state = State::NotTested}}};
        const QString report = connectionTestReport(subject, lines, moment);
        const QString expected = u"Endpoint: https://contoso.example\n"
                                 "API version: 2025-03-13\n"
                                 "Authentication: Microsoft Entra ID\n\n"
                                 "Name lookup: passed (12 ms). 192.0.2.1\n"
                                 "Access token accepted: failed (340 ms). Rejected.\n"
                                 "    Ask.\n"
                                 "Identity: not tested\n"_s;
        QVERIFY2(report.endsWith(expected), qPrintable(report));
        QVERIFY(report.startsWith(u"Connection test of 2024-05-06 07:08:09 UTC\nRoomkeeper "_s));
        QVERIFY(report.contains(u", Qt %1, OpenSSL"_s.arg(QLatin1StringView(qVersion()))));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestDiagnosticResults);
#include "tst_diagnosticresults.moc"
