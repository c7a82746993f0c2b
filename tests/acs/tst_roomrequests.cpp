#include "acs/rooms/roomrequests.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

class TestRoomRequests : public QObject
{
    Q_OBJECT

private slots:
    void requests_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<int>("built");
        const auto row = [](const char *name, Method method, const char *target,
                            const char *contentType) {
            static int index = 0;
            QTest::newRow(name) << static_cast<int>(method) << QByteArray(target)
                                << QByteArray(contentType) << index++;
        };
        row("create", Method::Post, "/rooms?api-version=2025-03-13", "application/json");
        row("get", Method::Get, "/rooms/99123?api-version=2025-03-13", "");
        row("list", Method::Get, "/rooms?api-version=2025-03-13", "");
        row("update", Method::Patch, "/rooms/99123?api-version=2025-03-13",
            "application/merge-patch+json");
        row("delete", Method::Delete, "/rooms/99123?api-version=2025-03-13", "");
        row("participants", Method::Get, "/rooms/99123/participants?api-version=2025-03-13", "");
        row("change participants", Method::Patch,
            "/rooms/99123/participants?api-version=2025-03-13", "application/merge-patch+json");
    }

    void requests()
    {
        QFETCH(int, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, contentType);
        QFETCH(int, built);
        const auto version = ApiVersion::V2025_03_13;
        const QString id = u"99123"_s;
        const QList<Request> requests{
            createRoomRequest({}, version, {}),
            roomRequest(id, version),
            listRoomsRequest(version),
            updateRoomRequest(id, {}, version),
            deleteRoomRequest(id, version),
            listParticipantsRequest(id, version),
            updateParticipantsRequest(id, {}, version),
        };
        const Request &request = requests.at(built);
        QCOMPARE(static_cast<int>(request.method), method);
        QCOMPARE(request.target, target);
        QCOMPARE(request.contentType, contentType);
        QVERIFY(!request.operation.isEmpty());
        QCOMPARE(request.delivery, Delivery::Repeatable);
    }

    void creationIsRepeatable()
    {
        const QUuid repeatabilityId(u"{67c8770b-44f1-410a-ab93-f9b5446f13ee}"_s);
        const Request request = createRoomRequest({}, defaultApiVersion, repeatabilityId);
        QCOMPARE(request.repeatabilityId, repeatabilityId);
        QCOMPARE(request.body, QByteArray("{}"));
    }

    void idsAreEncoded()
    {
        QCOMPARE(roomRequest(u"a/../b?c#d é"_s, defaultApiVersion).target,
                 QByteArray("/rooms/a%2F..%2Fb%3Fc%23d%20%C3%A9?api-version=2025-03-13"));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomRequests);
#include "tst_roomrequests.moc"
