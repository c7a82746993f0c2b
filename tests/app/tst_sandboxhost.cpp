#include "sandboxhost.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTest>

#include <ctime>

using namespace roomkeeper;
using namespace roomkeeper::app;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

} // namespace

class TestSandboxHost : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void startsOnce()
    {
        SandboxHost host(10);
        QByteArrayList answers;
        const auto ask = [&] {
            host.connectionString().then(&host, [&answers](const Result<QByteArray> &answer) {
                answers << answer.value_or("failed");
            });
        };
        ask();
        ask();
        QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 2, patience);
        ask();
        QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 3, patience);
        QVERIFY(answers[0].startsWith("endpoint=http://127.0.0.1:"));
        QCOMPARE(answers[1], answers[0]);
        QCOMPARE(answers[2], answers[0]);
    }

    void tellsRequestsAndInjectsFaults()
    {
        SandboxHost host(10);
        host.setFaults({.unavailable = true}); // before it is started
        QList<ui::SandboxRequest> told;
        connect(&host, &ui::EmbeddedSandbox::requestHandled, this,
                [&](const ui::SandboxRequest &request) { told << request; });
        QByteArray text;
        host.connectionString().then(
            &host, [&](const Result<QByteArray> &answer) { text = answer.value_or("failed"); });
        QTRY_VERIFY_WITH_TIMEOUT(!text.isEmpty(), patience);
        QNetworkAccessManager network;
        network.setProxy(QNetworkProxy::NoProxy);
        const QUrl rooms(QString::fromLatin1(text.mid(9, text.indexOf(";accesskey=") - 9))
                         + u"rooms"_s);
        network.get(QNetworkRequest(rooms));
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, patience);
        QCOMPARE(told.first().path, u"/rooms"_s);
        QCOMPARE(told.first().status, 503);
        QCOMPARE(told.first().fault, u"status=503"_s);
        host.setFaults({});
        QVERIFY(host.faults().isEmpty());
        network.get(QNetworkRequest(rooms));
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, patience);
        QCOMPARE(told.last().status, 401); // not signed
        QVERIFY(told.last().fault.isEmpty());
    }

    /// Closing the program does not wait until all rooms are created. Measured as this process's
    /// CPU time, which does not depend on the load of the machine.
    void goneBeforeItIsFilled()
    {
        std::clock_t begin = std::clock();
        QVERIFY(sandbox::SandboxServer::start({.rooms = 20'000}).has_value());
        const std::clock_t some = std::clock() - begin;
        bool isAnswered = false;
        begin = std::clock();
        {
            SandboxHost host(sandbox::SandboxOptions::maxRooms);
            host.connectionString().then(this,
                                         [&](const Result<QByteArray> &) { isAnswered = true; });
        }
        QCOMPARE_LT(std::clock() - begin, some);
        QVERIFY(!isAnswered);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxHost);
#include "tst_sandboxhost.moc"
