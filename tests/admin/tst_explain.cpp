#include "acs/identity/identityclient.h"
#include "admin/explain.h"
#include "store/secrets/keychainproblem.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestExplain : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasWords_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("canRetry");
        const auto row = [](const char *name, ErrorKind kind, bool canRetry) {
            QTest::newRow(name) << static_cast<int>(kind) << canRetry;
        };
        row("network", ErrorKind::Network, true);
        row("tls", ErrorKind::Tls, true);
        row("timeout", ErrorKind::Timeout, true);
        row("cancelled", ErrorKind::Cancelled, false);
        row("denied", ErrorKind::Denied, true);
        row("not found", ErrorKind::NotFound, false);
        row("conflict", ErrorKind::Conflict, true);
        row("throttled", ErrorKind::Throttled, true);
        row("invalid", ErrorKind::Invalid, false);
        row("server", ErrorKind::Server, true);
        row("bad answer", ErrorKind::BadAnswer, true);
        row("outcome unknown", ErrorKind::OutcomeUnknown, false);
        row("read-only", ErrorKind::ReadOnly, false);
        row("keychain", ErrorKind::Keychain, false);
        row("storage", ErrorKind::Storage, false);
        row("file", ErrorKind::File, false);
    }

    void everyKindHasWords()
    {
        QFETCH(int, kind);
        QFETCH(bool, canRetry);
        Error error = makeError(static_cast<ErrorKind>(kind), u"the source's words."_s);
        error.host = u"contoso.example"_s;
        const admin::Explanation words = admin::explain(error);
        QVERIFY(!words.headline.isEmpty());
        QVERIFY(words.details.contains(u"the source's words."_s));
        QCOMPARE(words.text(), u"%1 %2"_s.arg(words.headline, words.advice).trimmed());
        QCOMPARE(words.canRetry, canRetry);
    }

    /// The headline alone is shown where there is little space.
    void aFileIsNamedInTheHeadline()
    {
        const auto error = makeError(ErrorKind::File, u"/etc/ca.pem can't be read."_s);
        QCOMPARE(admin::explain(error).headline, u"/etc/ca.pem can't be read."_s);
        QVERIFY(admin::explain(error).advice.isEmpty());
    }

    void unsupportedVersionsAreNamed()
    {
        Error error = makeError(ErrorKind::Invalid, u"No."_s);
        error.httpStatus = 400;
        error.serviceCode = u"UnsupportedApiVersion"_s;
        error.host = u"contoso.example"_s;
        QVERIFY(admin::explain(error).headline.contains(u"Rooms API"_s));
        error.reason = static_cast<int>(acs::IdentityProblem::UnsupportedVersion);
        const admin::Explanation words = admin::explain(error);
        QVERIFY(words.headline.contains(u"Identity API"_s));
        QVERIFY(words.advice.contains(u"Identity API version"_s));
    }

    void everyKeychainProblemHasText_data()
    {
        QTest::addColumn<int>("problem");
        QTest::addColumn<QString>("says");
        QTest::addColumn<bool>("canRetry");
        const auto row = [](const char *name, store::KeychainProblem problem, const QString &says,
                            bool canRetry) {
            QTest::newRow(name) << static_cast<int>(problem) << says << canRetry;
        };
        row("locked", store::KeychainProblem::Locked, u"locked. Enter its password"_s, true);
        row("rejected", store::KeychainProblem::Rejected, u"was not unlocked. Try again"_s, true);
        row("no answer", store::KeychainProblem::NoAnswer, u"did not respond"_s, true);
        row("no service", store::KeychainProblem::NoService, u"package gnome-keyring"_s, true);
        row("no session", store::KeychainProblem::NoSession, u"dbus-run-session"_s, false);
        row("no library", store::KeychainProblem::NoLibrary, u"package libsecret-1-0"_s, false);
        row("failed", store::KeychainProblem::Failed, u"could not be used. Its own words."_s, true);
    }

    void everyKeychainProblemHasText()
    {
        QFETCH(int, problem);
        QFETCH(QString, says);
        QFETCH(bool, canRetry);
        const admin::Explanation words = admin::explain(store::keychainError(
            static_cast<store::KeychainProblem>(problem), u"Its own words."_s));
        const QString text = words.headline + u' ' + words.advice;
        QVERIFY2(text.contains(says), qPrintable(text));
        QVERIFY(words.details.contains(u"Its own words."_s));
        QCOMPARE(words.canRetry, canRetry);
    }

    void rejectedKeyNamesTheHost()
    {
        Error error{.kind = ErrorKind::Denied, .httpStatus = 401, .host = u"contoso.example"_s};
        QCOMPARE(admin::explain(error).headline, u"contoso.example rejected the access key."_s);
        QVERIFY(admin::explain(error).advice.contains(u"connection string"_s));
    }

    void aRejectedTokenIsNoKey()
    {
        Error error{.kind = ErrorKind::Denied,
                    .httpStatus = 401,
                    .message = u"No."_s,
                    .host = u"contoso.example"_s,
                    .usedToken = true,
                    .clockSkew = 3600s};
        QCOMPARE(admin::explain(error).headline, u"contoso.example rejected the access token."_s);
        for (const auto &cause : {u"another tenant"_s, u"no role"_s, u"“az login”"_s})
            QVERIFY2(admin::explain(error).advice.contains(cause), qPrintable(cause));
        error.httpStatus = 0; // there was none
        QVERIFY(!admin::explain(error).headline.contains(u"contoso"_s));
        QCOMPARE(admin::explain(error).advice, u"No."_s);
        QVERIFY(admin::explain(error).canRetry);
    }

    void aWrongClockIsNamedBeyondFiveMinutes()
    {
        Error error{.kind = ErrorKind::Denied, .httpStatus = 401};
        error.clockSkew = 299s;
        QVERIFY(!admin::explain(error).advice.contains(u"clock"_s));
        error.clockSkew = 7min;
        QVERIFY2(admin::explain(error).advice.contains(u"7 minutes ahead"_s),
                 qPrintable(admin::explain(error).advice));
        error.clockSkew = -20min;
        QVERIFY(admin::explain(error).advice.contains(u"20 minutes behind"_s));
    }

    void theServicesDetailsAreTheAdvice()
    {
        Error error{.kind = ErrorKind::Invalid, .httpStatus = 400};
        error.serviceCode = u"BadRequest"_s;
        error.message = u"The request could not be understood."_s;
        error.details = {{.code = u"BadArgument"_s,
                          .message = u"The time range end is in the past."_s,
                          .target = u"ValidUntil"_s}};
        error.requestId = u"abc123"_s;
        const admin::Explanation words = admin::explain(error);
        QCOMPARE(words.advice, u"ValidUntil: The time range end is in the past."_s);
        QVERIFY(words.details.contains(u"Status: 400"_s));
        QVERIFY(words.details.contains(u"Code: BadRequest"_s));
        QVERIFY(words.details.contains(u"Request ID: abc123"_s));
    }

    void severalAttemptsAreToldOf_data()
    {
        QTest::addColumn<int>("attempts");
        QTest::addColumn<QString>("says"); // empty: nothing
        QTest::newRow("not sent") << 0 << QString();
        QTest::newRow("once") << 1 << QString();
        QTest::newRow("twice") << 2 << u"Roomkeeper tried 2 times. "_s;
        QTest::newRow("four times") << 4 << u"Roomkeeper tried 4 times. "_s;
    }

    void severalAttemptsAreToldOf()
    {
        QFETCH(int, attempts);
        QFETCH(QString, says);
        const Error error{.kind = ErrorKind::Server, .httpStatus = 503, .attempts = attempts};
        QCOMPARE(admin::explain(error).advice,
                 says + u"Your request was not the cause. Try again later."_s);
        QCOMPARE(admin::explain(error).details.contains(u"Attempts: %1"_s.arg(attempts)),
                 attempts > 1);
    }

    void whatIsKnownOfAnUnknownOutcome()
    {
        Error error{.kind = ErrorKind::OutcomeUnknown, .host = u"contoso.example"_s};
        QVERIFY(admin::explain(error).headline.contains(u"No response from"_s));
        error.httpStatus = 504;
        QVERIFY(admin::explain(error).headline.contains(u"status 504"_s));
        QVERIFY(admin::explain(error).headline.contains(u"does not say whether"_s));
        error.httpStatus = 201;
        QVERIFY(admin::explain(error).headline.contains(u"The change was made"_s));
    }

    void localRejectionIsItsOwnHeadline()
    {
        QCOMPARE(
            admin::explain(makeError(ErrorKind::Invalid, u"The endpoint is missing."_s)).headline,
            u"The endpoint is missing."_s);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestExplain);
#include "tst_explain.moc"
