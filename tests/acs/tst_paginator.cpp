#include "support/transporttest.h"

#include "acs/rooms/paginator.h"
#include "acs/rooms/roomrequests.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

namespace {

/// A valid room as the service writes it, with additional fields if given.
QByteArray roomJson(const QByteArray &id, const QByteArray &more = {})
{
    QByteArray json = QJsonDocument(QJsonObject{{u"id"_s, QString::fromLatin1(id)},
                                                {u"createdAt"_s, u"2023-06-06T05:55:41Z"_s},
                                                {u"validFrom"_s, u"2023-06-07T07:55:41Z"_s},
                                                {u"validUntil"_s, u"2023-06-08T15:55:41Z"_s}})
                          .toJson(QJsonDocument::Compact);
    json.insert(json.size() - 1, more);
    return json;
}

QByteArray nested(int levels)
{
    return QByteArray(levels, '[') + QByteArray(levels, ']');
}

/// The result of a list.
struct Listed
{
    QStringList ids;
    std::optional<Result<ListEnd>> end;

    QString problem() const { return end && !*end ? end->error().message : QString(); }
};

} // namespace

/// Lists from faulty services: links that lead elsewhere or in a circle, endless lists, unreadable
/// responses.
class TestPaginator : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void init()
    {
        Fixture::init();
        m_bench = std::make_unique<Bench>();
    }
    void cleanup() { m_bench.reset(); }

    void aLinkToAnotherHost()
    {
        ScriptedServer stranger;
        stranger.enqueue(page({"999"}));
        m_bench->server.enqueue(
            page({"991"}, stranger.endpoint().toLatin1() + "/rooms?nextLink=x"));
        const Listed listed = list();
        QCOMPARE(listed.ids, QStringList{u"991"_s}); // what was read is shown
        QVERIFY2(listed.problem().contains(u"another address"_s), qPrintable(listed.problem()));
        QCOMPARE(m_bench->server.requests().size(), 1);
        QCOMPARE(stranger.requests().size(), 0);
    }

    void aLinkToItself()
    {
        m_bench->server.enqueue(page({"991"}, link("one")));
        m_bench->server.enqueue(page({"992"}, link("one")));
        const Listed listed = list();
        QCOMPARE(listed.ids, (QStringList{u"991"_s, u"992"_s}));
        QVERIFY2(listed.problem().contains(u"already read"_s), qPrintable(listed.problem()));
        QCOMPARE(m_bench->server.requests().size(), 2);
    }

    void aLoopOfThree()
    {
        m_bench->server.enqueue(page({"991"}, link("one")));
        m_bench->server.enqueue(page({"992"}, link("two")));
        m_bench->server.enqueue(page({"993"}, link("three")));
        m_bench->server.enqueue(page({"994"}, link("one")));
        const Listed listed = list();
        QCOMPARE(listed.ids.size(), 4);
        QVERIFY2(listed.problem().contains(u"already read"_s), qPrintable(listed.problem()));
        QCOMPARE(m_bench->server.requests().size(), 4);
    }

    void emptyPagesGoOn()
    {
        m_bench->server.enqueue(page({}, link("one")));
        m_bench->server.enqueue(page({}, link("two")));
        m_bench->server.enqueue(page({"991"}, link("three")));
        m_bench->server.enqueue(page({}));
        const Listed listed = list();
        QCOMPARE(listed.ids, QStringList{u"991"_s});
        QCOMPARE(**listed.end, (ListEnd{.pages = 4, .items = 1, .unreadable = 0}));
    }

    void notWithoutEnd()
    {
        for (int i = 1; i <= 4; ++i)
            m_bench->server.enqueue(page({"991"}, link(QByteArray::number(i))));
        const Listed listed = list(3);
        QCOMPARE(listed.ids.size(), 3);
        QVERIFY2(listed.problem().contains(u"more than 3 pages"_s), qPrintable(listed.problem()));
        QCOMPARE(m_bench->server.requests().size(), 3);
    }

    void justAsManyAsMayBe()
    {
        m_bench->server.enqueue(page({"991"}, link("1")));
        m_bench->server.enqueue(page({"992"}, link("2")));
        m_bench->server.enqueue(page({"993"}));
        QVERIFY(list(3).end->has_value());
    }

    /// A room may move to the next page while the list is read; it is reported each time.
    void theSameRoomOnTwoPages()
    {
        m_bench->server.enqueue(page({"991", "992"}, link("one")));
        m_bench->server.enqueue(page({"992", "993"}));
        const Listed listed = list();
        QCOMPARE(listed.ids, (QStringList{u"991"_s, u"992"_s, u"992"_s, u"993"_s}));
        QVERIFY(listed.end->has_value());
    }

    void aRoomIsDeletedWhileListing()
    {
        m_bench->server.enqueue(page({"991", "99"}, link("one")));
        m_bench->server.enqueue(page({"993"}, link("two")));
        m_bench->server.enqueue(page({}));
        m_bench->server.enqueueFor("DELETE", ScriptedServer::answer(204)); // by another connection
        std::optional<Ending> deletion;
        const Listed listed = list(Paginator<Room>::maxPagesOfList, [&](int pages) {
            if (pages == 1)
                deletion.emplace(m_bench->send(deleteRoom));
        });
        QCOMPARE(listed.ids, (QStringList{u"991"_s, u"99"_s, u"993"_s}));
        QVERIFY(listed.end->has_value());
        QVERIFY(deletion->result().has_value());
        QCOMPARE(m_bench->server.requests().size(), 4);
    }

    /// While one page is shown and the next one has been requested.
    void theTransportGoes_data()
    {
        QTest::addColumn<bool>("isShowing"); // else: while nothing is shown
        QTest::newRow("as a page is shown") << true;
        QTest::newRow("later") << false;
    }

    void theTransportGoes()
    {
        QFETCH(bool, isShowing);
        enqueueAPageAndSilence();
        const Listed listed = list(Paginator<Room>::maxPagesOfList, [&](int) {
            if (isShowing) {
                m_bench->transport.reset();
            } else {
                QTimer::singleShot(0, &m_bench->server, [this] {
                    if (waitUntil([this] { return twoAreOut(); }))
                        m_bench->transport.reset();
                });
            }
        });
        QVERIFY(!listed.end->has_value());
        QCOMPARE(listed.end->error().kind, ErrorKind::Cancelled);
        QCOMPARE(listed.ids, QStringList{u"991"_s});
        const qsizetype seen = m_bench->server.requests().size();
        m_bench->roundTrip();
        QVERIFY(m_bench->server.requests().size() <= std::max<qsizetype>(seen, 2) + 1);
    }

    /// The receiver of the list is gone: nothing waits for the next page, and nothing is being
    /// sent.
    void theContextGoes_data() { theTransportGoes_data(); }

    void theContextGoes()
    {
        QFETCH(bool, isShowing);
        enqueueAPageAndSilence();
        auto context = std::make_unique<QObject>();
        int pages = 0;
        const auto walk = Paginator<Room>::start(*m_bench->transport, firstRequest(), readRoom,
                                                 context.get(), [&](const RoomPage &) {
                                                     ++pages;
                                                     if (isShowing)
                                                         context.reset();
                                                 });
        std::optional<Result<ListEnd>> end;
        QObject other;
        walk.then(&other, [&end](const Result<ListEnd> &result) { end = result; });
        if (!isShowing) {
            QTRY_VERIFY(twoAreOut());
            QVERIFY(!end);
            context.reset();
        }
        QTRY_VERIFY(end.has_value());
        QCOMPARE(end->error().kind, ErrorKind::Cancelled);
        QCOMPARE(pages, 1);
        QCOMPARE(m_bench->transport->pending(), 0);
    }

    void aPageThatFailsForAWhile()
    {
        m_bench->server.enqueue(page({"991"}, link("one")));
        m_bench->server.enqueue(cutAnswer, ScriptedServer::Then::Close);
        m_bench->server.enqueue(ScriptedServer::answer(503, "{}"));
        m_bench->server.enqueue(page({"992"}));
        const Listed listed = list();
        QCOMPARE(listed.ids, (QStringList{u"991"_s, u"992"_s}));
        QVERIFY(listed.end->has_value());
        QCOMPARE(m_bench->server.requests().size(), 4);
    }

    void unreadable_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("cut short") << QByteArray("{\"value\":[{\"id\":\"99");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("not an object") << QByteArray("[]");
        QTest::newRow("no list") << QByteArray("{\"value\":7}");
        QTest::newRow("nested without end") << nested(200'000);
        QTest::newRow("half of that") << QByteArray(200'000, '[');
        QTest::newRow("nested objects") << QByteArray("{\"a\":").repeated(100'000);
    }

    void unreadable()
    {
        QFETCH(QByteArray, body);
        m_bench->server.enqueue("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                "Content-Length: "
                                + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        const Listed listed = list();
        QVERIFY(!listed.end->has_value());
        QCOMPARE(listed.end->error().kind, ErrorKind::BadAnswer);
        QCOMPARE(m_bench->server.requests().size(), 1); // the next one would fail as well
    }

    /// The next page is requested before this one is parsed; that request must end with an invalid
    /// page.
    void unreadableWithALink()
    {
        for (const QByteArray begin : {"{\"value\":[}],", "{", "{\"value\":7,"}) {
            m_bench->server.enqueue(
                ScriptedServer::answer(200, begin + "\"nextLink\":\"" + link("one") + "\"}"));
            m_bench->server.enqueue(page({"991"}));
            const Listed listed = list();
            QVERIFY(!listed.end->has_value());
            QCOMPARE(listed.end->error().kind, ErrorKind::BadAnswer);
            QCOMPARE(listed.ids, QStringList());
            QTRY_COMPARE(m_bench->transport->pending(), 0);
            m_bench->roundTrip();
            const qsizetype pages = m_bench->server.requests().size() - 1;
            QVERIFY(pages == 1 || pages == 2); // the second one may have been sent or not
            m_bench = std::make_unique<Bench>();
        }
    }

    /// Wherever the link is in the page, and whatever else has its name.
    void linkAnywhere_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("last") << QByteArray("\"value\":[],") << QByteArray();
        QTest::newRow("first") << QByteArray() << QByteArray(",\"value\":[]");
        QTest::newRow("of two") << QByteArray("\"nextLink\":\"http://127.0.0.1/\",\"value\":[],")
                                << QByteArray();
        QTest::newRow("and one within a room")
            << QByteArray() << QByteArray(",\"value\":[{\"nextLink\":\"http://127.0.0.1/\"}]");
        QTest::newRow("and one within the last member")
            << QByteArray("\"value\":[],")
            << QByteArray(",\"x\":{\"nextLink\":\"http://127.0.0.1/\"}");
        QTest::newRow("and one as a value")
            << QByteArray("\"value\":[],") << QByteArray(",\"x\":\"nextLink\"");
        QTest::newRow("and a name that ends so")
            << QByteArray("\"value\":[],") << QByteArray(",\"\\\"nextLink\":\"http://127.0.0.1/\"");
    }

    void linkAnywhere()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        m_bench->server.enqueue(ScriptedServer::answer(200, '{' + before + "\"nextLink\":\""
                                                                + link("one") + '"' + after + '}'));
        m_bench->server.enqueue(page({"991"}));
        QCOMPARE(list().ids, QStringList{u"991"_s});
        QCOMPARE(m_bench->server.requests().size(), 2);
    }

    void nestedDeeplyWithinARoom()
    {
        m_bench->server.enqueue(ScriptedServer::answer(
            200, "{\"value\":[" + roomJson("991", ",\"new\":" + nested(64)) + "]}"));
        QCOMPARE(list().ids, QStringList{u"991"_s});
    }

    void nestedDeeplyWithinAnError()
    {
        m_bench->server.enqueue(
            ScriptedServer::answer(400, "{\"error\":{\"details\":" + nested(100'000) + "}}"));
        QCOMPARE(list().end->error().kind, ErrorKind::Invalid);
    }

private:
    static QByteArray page(const QByteArrayList &ids, const QByteArray &next = {})
    {
        QByteArrayList entries;
        for (const QByteArray &id : ids)
            entries << roomJson(id);
        QByteArray body = "{\"value\":[" + entries.join(',') + "]";
        if (!next.isEmpty())
            body += ",\"nextLink\":\"" + next + "\"";
        return ScriptedServer::answer(200, body + '}');
    }

    /// The second page is requested and never arrives.
    void enqueueAPageAndSilence() const
    {
        m_bench->server.enqueue(page({"991"}, link("one")));
        m_bench->server.enqueue({});
    }

    bool twoAreOut() const { return m_bench->server.requests().size() == 2; }

    QByteArray link(const QByteArray &token) const
    {
        return m_bench->server.endpoint().toLatin1() + "/rooms?nextLink=" + token;
    }

    static Request firstRequest() { return listRoomsRequest(defaultApiVersion); }

    Listed list(int maxPages = Paginator<Room>::maxPagesOfList,
                const std::function<void(int)> &afterPage = {})
    {
        Listed listed;
        int pages = 0;
        QObject context;
        const auto walk = Paginator<Room>::start(
            *m_bench->transport, firstRequest(), readRoom, &context,
            [&](const RoomPage &page) {
                for (const Room &room : page.items)
                    listed.ids << room.id;
                if (++pages; afterPage)
                    afterPage(pages);
            },
            maxPages);
        walk.then(&context, [&listed](const Result<ListEnd> &end) { listed.end = end; });
        if (!waitUntil([&listed] { return listed.end.has_value(); }))
            qFatal("the list did not end");
        return listed;
    }

    std::unique_ptr<Bench> m_bench;
};

ROOMKEEPER_TEST(QCoreApplication, TestPaginator);
#include "tst_paginator.moc"
