#include "support/fixture.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

QByteArray createUser(TestService &test)
{
    const QJsonObject answer = json(test.send("POST", "/identities"));
    return answer.value("identity"_L1).toObject().value("id"_L1).toString().toLatin1();
}

Response issue(TestService &test, const QByteArray &user, const QByteArray &body)
{
    return test.send("POST", "/identities/" + user + "/:issueAccessToken", body);
}

QJsonObject part(const QString &token, int index)
{
    return QJsonDocument::fromJson(QByteArray::fromBase64(token.split(u'.').value(index).toLatin1(),
                                                          QByteArray::Base64UrlEncoding))
        .object();
}

} // namespace

class TestSandboxIdentity : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void createWithoutAToken_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no body") << QByteArray();
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("no scopes") << QByteArray(R"({"createTokenWithScopes":[]})");
        QTest::newRow("nulls") << QByteArray(
            R"({"createTokenWithScopes":null,"expiresInMinutes":null})");
    }

    void createWithoutAToken()
    {
        QFETCH(QByteArray, body);
        TestService test;
        const Response response = test.send("POST", "/identities", body);
        QCOMPARE(response.status, 201);
        QCOMPARE(json(response).keys(), QStringList(u"identity"_s));
        static const QRegularExpression form(
            u"^8:acs:0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"_s);
        const QString id = json(response).value("identity"_L1).toObject().value("id"_L1).toString();
        QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
        QVERIFY(createUser(test) != id.toLatin1());
    }

    void createWithAToken()
    {
        TestService test;
        const Response response =
            test.send("POST", "/identities",
                      R"({"createTokenWithScopes":["chat","voip"],"expiresInMinutes":60})");
        QCOMPARE(response.status, 201);
        const QString id = json(response).value("identity"_L1).toObject().value("id"_L1).toString();
        const QJsonObject token = json(response).value("accessToken"_L1).toObject();
        QCOMPARE(token.value("expiresOn"_L1), u"2025-06-11T09:30:00+00:00"_s);
        const QString text = token.value("token"_L1).toString();
        QCOMPARE(text.count(u'.'), 2);
        QVERIFY(!text.contains(u'='));
        QCOMPARE(part(text, 0).value("typ"_L1), u"JWT"_s);
        const QJsonObject claims = part(text, 1);
        const qint64 issued = test.now.secondsSinceEpoch();
        QCOMPARE(claims.value("iat"_L1).toInteger(), issued);
        QCOMPARE(claims.value("exp"_L1).toInteger(), issued + 3600);
        QCOMPARE(claims.value("scp"_L1), u"chat voip"_s);
        QCOMPARE(claims.value("skypeid"_L1).toString(), id.sliced(2));
        QCOMPARE(claims.value("sub"_L1).toString(), id);
    }

    void issue_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("minutes");
        QTest::newRow("default") << QByteArray(R"({"scopes":["voip"]})") << 1440;
        QTest::newRow("shortest") << QByteArray(R"({"scopes":["chat"],"expiresInMinutes":60})")
                                  << 60;
        QTest::newRow("longest") << QByteArray(R"({"scopes":["chat"],"expiresInMinutes":1440})")
                                 << 1440;
        QTest::newRow("all scopes") << QByteArray(
            R"({"scopes":["chat","voip","chat.join","chat.join.limited","voip.join"]})")
                                    << 1440;
    }

    void issue()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, minutes);
        TestService test;
        const QByteArray user = createUser(test);
        const QByteArray encoded = QByteArray(user).replace(':', "%3A");
        for (const QByteArray &spelling : {user, encoded}) {
            const Response response = ::issue(test, spelling, body);
            QCOMPARE(response.status, 200);
            const auto expires =
                acs::Timestamp::fromWire(json(response).value("expiresOn"_L1).toString());
            const QJsonObject claims = part(json(response).value("token"_L1).toString(), 1);
            QVERIFY(expires.has_value());
            QCOMPARE(expires->secondsSinceEpoch(), test.now.secondsSinceEpoch() + minutes * 60);
            QCOMPARE(claims.value("exp"_L1).toInteger(), expires->secondsSinceEpoch());
            QCOMPARE(claims.value("sub"_L1).toString().toLatin1(), user);
        }
    }

    /// As recorded; only the message for an unknown scope is assumed.
    void validationErrors_data()
    {
        QTest::addColumn<bool>("isCreate");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("message");
        const auto minutes = [](const char *name, bool isCreate, int value) {
            const QByteArray scopes = isCreate ? "createTokenWithScopes" : "scopes";
            QTest::addRow("%s: %s", isCreate ? "create" : "issue", name)
                << isCreate
                << "{\"" + scopes
                       + "\":[\"chat\"],\"expiresInMinutes\":" + QByteArray::number(value) + '}'
                << u"ExpiresInMinutes"_s
                << u"ExpiresInMinutes value %1 is invalid. Value must be within the [60, 1440] interval."_s
                       .arg(value);
        };
        for (const bool isCreate : {false, true}) {
            minutes("too short", isCreate, 59);
            minutes("too long", isCreate, 1441);
            minutes("negative", isCreate, -60);
        }
        const QString lowerTarget = u"scopes"_s;
        const QString unknown = u"Invalid scopes - the scope '%1' is not known."_s;
        QTest::newRow("issue: unknown scope")
            << false << QByteArray(R"({"scopes":["chat","video"]})") << lowerTarget
            << unknown.arg(u"video");
        QTest::newRow("issue: scope in capitals")
            << false << QByteArray(R"({"scopes":["Chat"]})") << lowerTarget << unknown.arg(u"Chat");
        QTest::newRow("issue: scope is a number")
            << false << QByteArray(R"({"scopes":[1]})") << lowerTarget << unknown.arg(QString());
        QTest::newRow("create: unknown scope")
            << true << QByteArray(R"({"createTokenWithScopes":["video"]})") << lowerTarget
            << unknown.arg(u"video");
        QTest::newRow("issue: no scope") << false << QByteArray(R"({"scopes":[]})") << lowerTarget
                                         << u"Invalid scopes - Scopes field is required."_s;
        const QString required = u"Scopes: The Scopes field is required."_s;
        QTest::newRow("issue: scopes missing")
            << false << QByteArray("{}") << u"Scopes"_s << required;
        QTest::newRow("issue: scopes null")
            << false << QByteArray(R"({"scopes":null,"expiresInMinutes":1})") << u"Scopes"_s
            << required;
    }

    void validationErrors()
    {
        QFETCH(bool, isCreate);
        QFETCH(QByteArray, body);
        QFETCH(QString, target);
        QFETCH(QString, message);
        TestService test;
        const Response response = isCreate ? test.send("POST", "/identities", body)
                                           : ::issue(test, createUser(test), body);
        QCOMPARE(response.status, 400);
        QCOMPARE(json(response),
                 QJsonObject({{u"error"_s, QJsonObject({{u"code"_s, u"ValidationError"_s},
                                                        {u"message"_s, message},
                                                        {u"target"_s, target}})}}));
        QVERIFY(response.header("x-ms-error-code").isNull());
        QCOMPARE(response.header("api-supported-versions").isNull(), target == u"Scopes");
    }

    void unreadableBodies_data()
    {
        QTest::addColumn<bool>("isCreate");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("create: no JSON") << true << QByteArray("chat");
        QTest::newRow("issue: no JSON") << false << QByteArray("chat");
        QTest::newRow("broken minutes")
            << false << QByteArray(R"({"scopes":["chat"],"expiresInMinutes":60.5})");
        QTest::newRow("minutes are text")
            << false << QByteArray(R"({"scopes":["chat"],"expiresInMinutes":"60"})");
        QTest::newRow("scopes are text") << false << QByteArray(R"({"scopes":"chat"})");
    }

    void unreadableBodies()
    {
        QFETCH(bool, isCreate);
        QFETCH(QByteArray, body);
        TestService test;
        const Response response = isCreate ? test.send("POST", "/identities", body)
                                           : ::issue(test, createUser(test), body);
        QCOMPARE(response.status, 400);
        QCOMPARE(errorCode(response), u"BadRequest"_s);
        QVERIFY(response.header("x-ms-error-code").isNull());
    }

    /// Accepted and ignored, it would give the client another user in each call.
    void thereIsNoCustomId()
    {
        TestService test;
        const Response response = test.send("POST", "/identities", R"({"customId":"alice"})");
        QCOMPARE(response.status, 404);
        QCOMPARE(errorCode(response), u"NotFound"_s);
        QCOMPARE(test.send("POST", "/identities", R"({"customId":null})").status, 201);
    }

    void twoTokensDiffer()
    {
        TestService test;
        const QByteArray user = createUser(test);
        const QByteArray body = R"({"scopes":["voip"]})";
        QVERIFY(::issue(test, user, body).body != ::issue(test, user, body).body);
    }

    void revokeAndDelete()
    {
        TestService test;
        const QByteArray user = createUser(test);
        const QByteArray path = "/identities/" + user;
        const Response revoked = test.send("POST", path + "/:revokeAccessTokens");
        QCOMPARE(revoked.status, 204);
        QVERIFY(revoked.body.isEmpty());
        QCOMPARE(::issue(test, user, R"({"scopes":["voip"]})").status, 200);
        QCOMPARE(test.send("DELETE", path).status, 204);
        QCOMPARE(test.send("DELETE", path).status, 204);
        QCOMPARE(test.send("POST", path + "/:revokeAccessTokens").status, 404);
        const Response issued = ::issue(test, user, R"({"scopes":["voip"]})");
        QCOMPARE(issued.status, 404);
        QCOMPARE(errorCode(issued), u"NotFound"_s);
    }

    void usersThatWereNotMadeHere()
    {
        TestService test;
        const QByteArray stranger = TestService::rawId(7);
        test.createRoom("{\"participants\":{\"" + stranger + "\":{}}}");
        for (const QByteArray &user : {stranger, TestService::rawId(8), QByteArray("bob")}) {
            QCOMPARE(test.send("DELETE", "/identities/" + user).status, 404);
            QCOMPARE(test.send("POST", "/identities/" + user + "/:revokeAccessTokens").status, 404);
            QCOMPARE(::issue(test, user, R"({"scopes":["voip"]})").status, 404);
        }
    }

    void usersOfAnotherResource()
    {
        TestService test;
        const QByteArray user =
            "8:acs:11111111-2222-3333-4444-555555555555_00000019-2d4c-9e5a-1000-343a0d00b5a1";
        for (const Response &response :
             {test.send("DELETE", "/identities/" + user),
              test.send("POST", "/identities/" + user + "/:revokeAccessTokens"),
              ::issue(test, user, R"({"scopes":["voip"]})")}) {
            QCOMPARE(response.status, 401);
            QCOMPARE(errorCode(response), u"IdentityNotOwned"_s);
        }
    }

    void versions_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("code");
        for (const char *version : {"2020-07-20-preview2", "2021-03-07", "2021-10-31-preview",
                                    "2021-11-01", "2022-06-01", "2022-10-01", "2023-10-01",
                                    "2025-03-02-preview", "2025-06-30", "2026-07-22", "2026-09-23"})
            QTest::newRow(version) << QByteArray("?api-version=") + version << QString();
        QTest::newRow("of no time")
            << QByteArray("?api-version=2024-01-01") << u"UnsupportedApiVersion"_s;
        QTest::newRow("two at once")
            << QByteArray("?api-version=2022-10-01%2C%202023-10-01") << u"UnsupportedApiVersion"_s;
        QTest::newRow("a comma") << QByteArray("?api-version=%2C") << u"UnsupportedApiVersion"_s;
        QTest::newRow("of Rooms") << QByteArray("?api-version=2025-03-13")
                                  << u"UnsupportedApiVersion"_s;
        QTest::newRow("none") << QByteArray("?x=1") << u"ApiVersionUnspecified"_s;
    }

    void versions()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, code);
        TestService test;
        const Response response = test.send("POST", "/identities" + query);
        QCOMPARE(response.status, code.isEmpty() ? 201 : 400);
        QCOMPARE(errorCode(response), code);
        QCOMPARE(response.header("api-supported-versions"),
                 "2020-07-20-preview2, 2021-03-07, 2021-10-31-preview, 2021-11-01, 2022-06-01, "
                 "2022-10-01, 2023-10-01, 2025-03-02-preview, 2025-06-30, 2026-07-22, 2026-09-23");
        if (!code.isEmpty())
            return;
        const QByteArray user = json(response).value("identity"_L1)["id"_L1].toString().toLatin1();
        const QByteArray path = "/identities/" + user;
        const Response token = test.send("POST", path + "/:issueAccessToken" + query,
                                         R"({"scopes":["chat"],"expiresInMinutes":60})");
        QCOMPARE(token.status, 200);
        QCOMPARE(test.send("POST", path + "/:revokeAccessTokens" + query).status, 204);
        QCOMPARE(test.send("DELETE", path + query).status, 204);
    }

    void theClientsRequestIdComesBack()
    {
        TestService test;
        Request request = test.request("POST", "/identities?api-version=2023-10-01");
        setHeader(request, "x-ms-client-request-id", "abc-123");
        QCOMPARE(test.handle(request).header("x-ms-client-request-id"), "abc-123");
        request = test.request("GET", "/rooms?api-version=2025-03-13");
        setHeader(request, "x-ms-client-request-id", "abc-123");
        QVERIFY(test.handle(request).header("x-ms-client-request-id").isNull());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxIdentity);
#include "tst_sandboxidentity.moc"
