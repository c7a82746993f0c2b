#include "support/fixture.h"
#include "support/testmain.h"
#include "support/testservice.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QUrl>

using namespace roomkeeper;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

QStringList idsOf(const QJsonObject &page)
{
    QStringList ids;
    for (const auto room : page.value("value"_L1).toArray())
        ids.append(room.toObject().value("id"_L1).toString());
    return ids;
}

/// Path and query of the next page; empty on the last one.
QByteArray nextOf(const QJsonObject &page)
{
    const QUrl url(page.value("nextLink"_L1).toString());
    return url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
}

QStringList allIds(TestService &test)
{
    QStringList ids;
    for (QByteArray target = "/rooms?api-version=2025-03-13"; !target.isEmpty();) {
        const QJsonObject page = json(test.send("GET", target));
        ids += idsOf(page);
        target = nextOf(page);
    }
    return ids;
}

} // namespace

class TestSandboxLists : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void anEmptyResource()
    {
        TestService test;
        const Response response = test.send("GET", "/rooms");
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, R"({"value":[]})");
    }

    void newestFirst()
    {
        TestService test;
        QStringList made;
        for (int i = 0; i < 5; ++i) {
            made.prepend(QString::fromLatin1(test.createRoom()));
            // Two of them at the same time: then the last one created comes first.
            test.advance(i == 2 ? 0 : 1);
        }
        QCOMPARE(allIds(test), made);
    }

    void pages_data()
    {
        QTest::addColumn<int>("rooms");
        QTest::addColumn<QList<int>>("sizes");
        QTest::newRow("29") << 29 << QList<int>{29};
        QTest::newRow("30") << 30 << QList<int>{30};
        QTest::newRow("31") << 31 << QList<int>{30, 1};
        QTest::newRow("95") << 95 << QList<int>{30, 30, 30, 5};
    }

    void pages()
    {
        QFETCH(int, rooms);
        QFETCH(QList<int>, sizes);
        TestService test;
        for (int i = 0; i < rooms; ++i)
            test.createRoom();
        QList<int> found;
        for (QByteArray target = "/rooms?api-version=2024-04-15"; !target.isEmpty();) {
            const QJsonObject page = json(test.send("GET", target));
            found.append(int(page.value("value"_L1).toArray().size()));
            target = nextOf(page);
        }
        QCOMPARE(found, sizes);
        const QStringList ids = allIds(test);
        QCOMPARE(QSet(ids.begin(), ids.end()).size(), rooms);
    }

    void nextLink()
    {
        TestService test({.pageSize = 1});
        test.createRoom();
        test.createRoom();
        Request request = test.request("GET", "/rooms?api-version=2023-06-14");
        setHeader(request, "Host", "rooms.example.com:8443");
        request.scheme = "https";
        test.sign(request);
        const QString link = json(test.handle(request)).value("nextLink"_L1).toString();
        static const QRegularExpression form(
            u"^https://rooms\\.example\\.com:8443/rooms\\?nextLink=([A-Za-z0-9._~-]{200,})&api-version=2023-06-14$"_s);
        QVERIFY2(form.match(link).hasMatch(), qPrintable(link));
        // The same for the same state.
        QCOMPARE(json(test.handle(request)).value("nextLink"_L1).toString(), link);
    }

    /// Like Microsoft's JavaScript client up to communication-common 2.4.0.
    void nextLinkWhereThePortStandsTwice_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("origin");
        const auto row = [](const QByteArray &host, const QByteArray &origin) {
            QTest::newRow(host.constData()) << host << origin;
        };
        row("127.0.0.1:8080:8080", "http://127.0.0.1:8080");
        row("[::1]:8080:8080", "http://[::1]:8080");
        row("127.0.0.1:80:8080", "http://127.0.0.1:80:8080");
        row("127.0.0.1", "http://127.0.0.1");
        row("[::1]", "http://[::1]");
    }

    void nextLinkWhereThePortStandsTwice()
    {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, origin);
        TestService test({.pageSize = 1});
        test.createRoom();
        test.createRoom();
        Request request = test.request("GET", "/rooms?api-version=2025-03-13");
        setHeader(request, "Host", host);
        test.sign(request);
        const QString link = json(test.handle(request)).value("nextLink"_L1).toString();
        QVERIFY2(link.startsWith(QString::fromLatin1(origin + "/rooms?nextLink=")),
                 qPrintable(link));
    }

    void nextLinkOfPythonsSecondPage()
    {
        TestService test({.pageSize = 1});
        test.createRoom();
        test.createRoom();
        const QJsonObject page =
            json(test.send("GET", "/rooms?api-version=ApiVersion.V2025_03_13"));
        QVERIFY(page.value("nextLink"_L1).toString().endsWith(u"&api-version=2025-03-13"_s));
    }

    void roomsThatComeAndGoBetweenPages()
    {
        TestService test({.pageSize = 3});
        QByteArrayList made;
        for (int i = 0; i < 9; ++i) {
            made.prepend(test.createRoom());
            test.advance(1);
        }
        const QJsonObject first = json(test.send("GET", "/rooms"));
        QCOMPARE(idsOf(first).last(), QString::fromLatin1(made[2]));
        test.createRoom();
        test.send("DELETE", "/rooms/" + made[0]);
        test.send("DELETE", "/rooms/" + made[2]); // the last one of the previous page
        test.send("DELETE", "/rooms/" + made[4]);
        const QJsonObject second = json(test.send("GET", nextOf(first)));
        QCOMPARE(idsOf(second),
                 QStringList({QString::fromLatin1(made[3]), QString::fromLatin1(made[5]),
                              QString::fromLatin1(made[6])}));
        const QJsonObject third = json(test.send("GET", nextOf(second)));
        QCOMPARE(idsOf(third),
                 QStringList({QString::fromLatin1(made[7]), QString::fromLatin1(made[8])}));
        QVERIFY(!third.contains("nextLink"_L1));
    }

    void thePageAfterTheLastRoomIsGone()
    {
        TestService test({.pageSize = 1});
        const QByteArray old = test.createRoom();
        test.createRoom();
        const QByteArray next = nextOf(json(test.send("GET", "/rooms")));
        test.send("DELETE", "/rooms/" + old);
        const Response response = test.send("GET", next);
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, R"({"value":[]})");
    }

    void tokensThatWereNotMadeHere_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("word") << QByteArray("abc");
        QTest::newRow("no base64") << QByteArray("%C3%A9");
        QTest::newRow("made up")
            << QByteArray("rooms 17496 1 0").toBase64(QByteArray::Base64UrlEncoding);
    }

    void tokensThatWereNotMadeHere()
    {
        QFETCH(QByteArray, token);
        TestService test;
        const Response response =
            test.send("GET", "/rooms?nextLink=" + token + "&api-version=2025-03-13");
        QCOMPARE(response.status, 400);
        QCOMPARE(errorCode(response), u"BadRequest"_s);
    }

    void aPageFromTheMiddleOfALargeStore()
    {
        Store store;
        const acs::Timestamp now{ticksAtStart};
        std::optional<Store::Position> middle;
        for (quint64 i = 0; i < 40'000; ++i) {
            const acs::Timestamp created{ticksAtStart - static_cast<qint64>(i)};
            store.insert({.id = 9'900'000'000'000'000 + i,
                          .createdAt = created,
                          .validFrom = now,
                          .validUntil = {ticksAtStart + 1'000'000}},
                         now);
            if (i == 20'000)
                middle = Store::Position{created, i + 1};
        }
        const auto first = store.page({}, 30);
        QCOMPARE(first.rooms.size(), size_t(30));
        QCOMPARE(first.rooms.front()->id, 9'900'000'000'000'000u);
        const auto deep = store.page(middle, 30);
        QCOMPARE(deep.rooms.front()->id, 9'900'000'000'020'001u);
        QVERIFY(deep.next);
    }

private:
    static constexpr qint64 ticksAtStart = 17'496'000'000'000'000;
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxLists);
#include "tst_sandboxlists.moc"
