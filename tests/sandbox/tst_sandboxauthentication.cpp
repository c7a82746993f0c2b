#include "acs/auth/requestsigner.h"
#include "support/fixture.h"
#include "support/signingvectors.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

const QByteArray target = "/rooms?api-version=2025-03-13";

/// Signs like a client that uses other headers or other bytes.
void signAs(Request &request, const QByteArray &names, const QByteArray &signedTarget,
            const QByteArray &values)
{
    const QByteArray text = request.method + '\n' + signedTarget + '\n' + values;
    setHeader(request, "Authorization",
              "HMAC-SHA256 SignedHeaders=" + names
                  + "&Signature=" + acs::signatureOf(TestService::key(), text));
}

QByteArray valuesOf(const Request &request, const QByteArray &host = TestService::host())
{
    return request.header("x-ms-date") + ';' + host + ';' + request.header("x-ms-content-sha256");
}

const QByteArray usualNames = "x-ms-date;host;x-ms-content-sha256";

} // namespace

class TestSandboxAuthentication : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    /// Everything that Microsoft's JavaScript package signs, even if it signs other bytes than it
    /// sends.
    void microsoftsVectors_data()
    {
        tests::addSigningVectors(QStringLiteral(ROOMKEEPER_FIXTURES "/hmac-vectors.json"));
    }

    void microsoftsVectors()
    {
        QFETCH(QJsonObject, vector);
        const auto bytes = [&](QLatin1StringView name) {
            return vector.value(name).toString().toUtf8();
        };
        auto key = acs::AccessKey::fromBase64(bytes("accessKeyBase64"_L1));
        QVERIFY(key.has_value());
        const ServiceSettings settings{.accessKey = std::move(*key), .resourceId = {}};
        Authentication authentication(settings);
        Request request{.method = bytes("method"_L1),
                        .target = bytes("wirePathAndQuery"_L1),
                        .headers = {{"Host", bytes("wireHost"_L1)},
                                    {"x-ms-date", bytes("dateHeader"_L1)},
                                    {"x-ms-content-sha256", bytes("contentSha256"_L1)},
                                    {"Authorization", bytes("authorization"_L1)}},
                        .body = bytes("body"_L1)};
        const auto now =
            acs::Timestamp::fromUtc(acs::fromHttpDate(bytes("dateHeader"_L1)).addSecs(3));
        QVERIFY(!authentication.check(request, now));

        request.target += "x";
        QVERIFY(authentication.check(request, now));
    }

    void otherFormsThatClientsSign_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("signedTarget");
        QTest::addColumn<QByteArray>("signedHost");
        const QByteArray host = TestService::host();
        const QByteArray encoded = "/rooms?nextLink=a%2Bb%3D&api-version=2025-03-13";
        QTest::newRow("as sent") << encoded << encoded << host;
        QTest::newRow("percent-decoded, as Python does")
            << encoded << QByteArray("/rooms?nextLink=a+b=&api-version=2025-03-13") << host;
        QTest::newRow("query re-encoded as a form, as JavaScript does")
            << QByteArray("/rooms?nextLink=a=~&api-version=2025-03-13")
            << QByteArray("/rooms?nextLink=a%3D%7E&api-version=2025-03-13") << host;
        QTest::newRow("host without its port, as Java does")
            << target << target << QByteArray("127.0.0.1");
        QTest::newRow("identity path with raw colons")
            << QByteArray("/identities/8%3Aacs%3Ax?api-version=2023-10-01")
            << QByteArray("/identities/8:acs:x?api-version=2023-10-01") << host;
    }

    void otherFormsThatClientsSign()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, signedTarget);
        QFETCH(QByteArray, signedHost);
        TestService test;
        Request request = test.request("GET", sent);
        signAs(request, usualNames, signedTarget, valuesOf(request, signedHost));
        QVERIFY(test.handle(request).status != 401);
    }

    void dateInPlaceOfXMsDate()
    {
        TestService test;
        Request request = test.request("GET", target);
        const QByteArray date = request.header("x-ms-date");
        removeHeader(request, "x-ms-date");
        signAs(request, "date;host;x-ms-content-sha256", target,
               date + ';' + TestService::host() + ';' + request.header("x-ms-content-sha256"));
        QCOMPARE(test.handle(request).status, 401);
        setHeader(request, "Date", date);
        QCOMPARE(test.handle(request).status, 200);
    }

    void headersInAnotherOrder()
    {
        TestService test;
        Request request = test.request("GET", target);
        signAs(request, "host;x-ms-date;x-ms-content-sha256", target,
               TestService::host() + ';' + request.header("x-ms-date") + ';'
                   + request.header("x-ms-content-sha256"));
        QCOMPARE(test.handle(request).status, 200);
    }

    void theSameSignedRequestTwice()
    {
        TestService test;
        const Request request = test.request("GET", target);
        QCOMPARE(test.handle(request).status, 200);
        test.advance(60);
        QCOMPARE(test.handle(request).status, 200);
    }

    void clockSkew_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("status");
        QTest::newRow("right") << 0 << 200;
        QTest::newRow("14 minutes late") << 14 * 60 << 200;
        QTest::newRow("14 minutes early") << -14 * 60 << 200;
        QTest::newRow("15 minutes late") << 15 * 60 + 1 << 401;
        QTest::newRow("15 minutes early") << -15 * 60 - 1 << 401;
        QTest::newRow("a day late") << 86'400 << 401;
    }

    void clockSkew()
    {
        QFETCH(int, seconds);
        QFETCH(int, status);
        TestService test;
        const Request request = test.request("GET", target);
        test.advance(seconds);
        QCOMPARE(test.handle(request).status, status);
    }

    void rejected_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("no Authorization") << QByteArray("Authorization") << QByteArray();
        QTest::newRow("another scheme") << QByteArray("Authorization") << QByteArray("Basic QQ==");
        QTest::newRow("no parameters") << QByteArray("Authorization") << QByteArray("HMAC-SHA256");
        QTest::newRow("no signature")
            << QByteArray("Authorization") << "HMAC-SHA256 SignedHeaders=" + usualNames;
        QTest::newRow("empty signature")
            << QByteArray("Authorization")
            << "HMAC-SHA256 SignedHeaders=" + usualNames + "&Signature=";
        QTest::newRow("an unknown bearer token")
            << QByteArray("Authorization") << QByteArray("Bearer abc");
        QTest::newRow("an empty bearer token")
            << QByteArray("Authorization") << QByteArray("Bearer ");
        QTest::newRow("no date") << QByteArray("x-ms-date") << QByteArray();
        QTest::newRow("no readable date") << QByteArray("x-ms-date") << QByteArray("today");
        QTest::newRow("another date")
            << QByteArray("x-ms-date") << QByteArray("Wed, 11 Jun 2025 08:30:01 GMT");
        QTest::newRow("no hash") << QByteArray("x-ms-content-sha256") << QByteArray();
        QTest::newRow("another host") << QByteArray("Host") << QByteArray("localhost:8080");
    }

    void rejected()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        TestService test;
        Request request = test.request("GET", target);
        QCOMPARE(test.handle(request).status, 200);
        if (value.isNull())
            removeHeader(request, name);
        else
            setHeader(request, name, value);
        const Response response = test.handle(request);
        QCOMPARE(response.status, 401);
        QCOMPARE(response.header("x-ms-error-code"), "Denied");
        QCOMPARE(errorCode(response), u"Denied"_s);
        QCOMPARE(errorMessage(response), u"Denied by the resource provider."_s);
    }

    void anotherKeyIsRejected()
    {
        TestService test;
        Request request = TestService::plain("GET", target);
        const auto key = acs::AccessKey::fromBase64("QUJDRA==");
        const acs::Signature signature =
            acs::signRequest(*key, "GET", target, TestService::host(), {}, test.now.toUtc());
        setHeader(request, "x-ms-date", signature.date);
        setHeader(request, "x-ms-content-sha256", signature.contentSha256);
        setHeader(request, "Authorization", signature.authorization);
        QCOMPARE(test.handle(request).status, 401);
        test.sign(request);
        QCOMPARE(test.handle(request).status, 200);
    }

    void signedHeadersWithoutOneOfTheThree_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("date") << QByteArray("host;x-ms-content-sha256");
        QTest::newRow("host") << QByteArray("x-ms-date;x-ms-content-sha256");
        QTest::newRow("hash") << QByteArray("x-ms-date;host");
        QTest::newRow("all") << QByteArray("");
    }

    void signedHeadersWithoutOneOfTheThree()
    {
        QFETCH(QByteArray, names);
        TestService test;
        Request request = test.request("GET", target);
        QByteArrayList values;
        for (const QByteArray &name : names.split(';'))
            values.append(request.header(name));
        signAs(request, names, target, values.join(';'));
        QCOMPARE(test.handle(request).status, 401);
    }

    void aBodyThatWasChangedOnTheWay()
    {
        TestService test;
        Request request = test.request("POST", target, "{}");
        request.body = "{ }";
        const Response response = test.handle(request);
        QCOMPARE(response.status, 401);
        QCOMPARE(errorCode(response), u"Denied"_s);
        QCOMPARE(errorMessage(response),
                 u"Request 'x-ms-content-sha256' differs from generated content hash."_s);
    }

    void bearerToken()
    {
        TestService test({.bearerToken = "marker-secret let me in"});
        Request request = TestService::plain("GET", target);
        setHeader(request, "Authorization", "Bearer marker-secret let me in");
        QCOMPARE(test.handle(request).status, 200);
        request.target = "/identities?api-version=2023-10-01";
        request.method = "POST";
        QCOMPARE(test.handle(request).status, 201);
        setHeader(request, "Authorization", "Bearer marker-secret let me out");
        QCOMPARE(test.handle(request).status, 401);
        // A signature is still accepted.
        QCOMPARE(test.send("GET", "/rooms").status, 200);
    }

    void strangersLearnNothing()
    {
        TestService test;
        QCOMPARE(test.handle(TestService::plain("GET", "/nowhere")).status, 401);
        QCOMPARE(test.handle(TestService::plain("PUT", target)).status, 401);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxAuthentication);
#include "tst_sandboxauthentication.moc"
