#include "support/scriptedserver.h"

#include "acs/proxy/proxies.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

namespace {

/// Returns the same proxy for every query, like a system with one proxy for all.
class OneProxy final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
    {
        return {QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.example"_s, 3128)};
    }
};

QNetworkProxy chosen(const QNetworkAccessManager &network, const QString &url)
{
    return network.proxyFactory()->queryProxy(QNetworkProxyQuery(QUrl(url))).value(0);
}

} // namespace

class TestProxies : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxyFactory::setApplicationProxyFactory(new OneProxy); }
    /// bufferLoopback() relies on Qt using none there.
    void thisComputerIsBehindNone()
    {
        for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s, u"::1"_s}) {
            const QNetworkProxyQuery ofSocket(host, 8080);
            QCOMPARE(QNetworkProxyFactory::proxyForQuery(ofSocket).value(0).type(),
                     QNetworkProxy::NoProxy);
        }
    }

    void nothingIsLookedUpForThisComputer()
    {
        QNetworkAccessManager network;
        acs::bufferLoopback(network);
        QCOMPARE(chosen(network, u"http://127.0.0.1:8080/rooms"_s).type(),
                 QNetworkProxy::DefaultProxy);
    }

    void answersComeThrough()
    {
        QNetworkAccessManager network;
        acs::bufferLoopback(network);
        ScriptedServer server;
        server.enqueue(ScriptedServer::answer(200, QByteArray(100'000, 'x')));
        std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(QUrl(server.endpoint()))));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(reply->readAll().size(), 100'000);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestProxies);
#include "tst_proxies.moc"
