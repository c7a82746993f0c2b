#include "support/fixture.h"
#include "support/scriptedproxy.h"
#include "support/tlsserver.h"
#include "support/transporttest.h"

#include "support/testmain.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <mutex>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A system that takes as long as the test wants to name a proxy. Shared with the threads of
/// look-ups, which may outlive the transport.
struct SlowSystem
{
    QSemaphore gate; ///< one permit for each look-up
    std::atomic<int> asked = 0;
    std::atomic<int> askedOnMainThread = 0;

    void name(const QNetworkProxy &proxy)
    {
        const std::scoped_lock lock(m_mutex);
        m_proxy = proxy;
    }
    QList<QNetworkProxy> answer()
    {
        ++asked;
        if (QThread::currentThread() == qApp->thread())
            ++askedOnMainThread;
        gate.acquire();
        const std::scoped_lock lock(m_mutex);
        return {m_proxy};
    }

private:
    std::mutex m_mutex;
    QNetworkProxy m_proxy = QNetworkProxy::NoProxy;
};

struct LookupBench
{
    std::shared_ptr<SlowSystem> system = std::make_shared<SlowSystem>();
    TestAuthority authority;
    TlsServer service{authority.issue()};
    ScriptedProxy proxy{{}, {}};
    Bench bench;

    explicit LookupBench(std::chrono::milliseconds limit = 30s)
        : bench(
            {.attemptTimeout = limit,
             .maxAttempts = 2,
             .firstDelay = atOnce,
             .authorities = {authority.certificate()},
             .proxies = [system = system](const QNetworkProxyQuery &) { return system->answer(); }},
            service.endpoint())
    {
        proxy.setOpen(true);
    }
    ~LookupBench()
    {
        system->gate.release(100);
        if (!waitUntil([] { return !isFindingProxy(); }))
            qFatal("a look-up is left over");
    }
    Q_DISABLE_COPY_MOVE(LookupBench)

    QNetworkProxy asProxy() const
    {
        return {QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.serverPort()};
    }
};

} // namespace

/// The look-up of the system's proxy, which can take minutes.
class TestTransportProxyLookup : public roomkeeper::tests::ProxyFixture
{
    Q_OBJECT

private slots:
    void requestsWaitForItAndNothingElseDoes()
    {
        LookupBench t;
        t.system->name(t.asProxy());
        const Ending first(t.bench.send(getRooms));
        const Ending second(t.bench.send(patchRoom));
        QTRY_COMPARE(t.system->asked.load(), 1);
        QCOMPARE(t.bench.transport->pending(), 2);
        const Ending third(t.bench.send(getRooms));
        third.cancel();
        QCOMPARE(third.error().kind, ErrorKind::Cancelled);
        QCOMPARE(t.service.requests().size(), 0);

        t.system->gate.release();
        QVERIFY(first.result().has_value());
        QVERIFY(second.result().has_value());
        QVERIFY(t.bench.ask(getRooms).has_value());
        QVERIFY(!t.proxy.asked().isEmpty());
        QCOMPARE(t.system->asked.load(), 1); // once for the connection
        QCOMPARE(t.system->askedOnMainThread.load(), 0);
    }

    void afterAFailureItIsLookedUpAgain()
    {
        LookupBench t;
        // Nothing listens there any more.
        quint16 closed = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost));
            closed = gone.serverPort();
        }
        t.system->name(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, closed));
        t.system->gate.release();
        QCOMPARE(t.bench.failureOf(newUser).kind, ErrorKind::Network); // one attempt
        QTRY_COMPARE(t.system->asked.load(), 2);
        t.system->name(QNetworkProxy(QNetworkProxy::NoProxy));
        t.system->gate.release();
        QTRY_COMPARE(t.bench.network.proxy().type(), QNetworkProxy::NoProxy);
        QVERIFY(t.bench.ask(getRooms).has_value());
        QCOMPARE(t.system->asked.load(), 2);
    }

    void oneThatHangsEndsTheRequestsThatWait()
    {
        LookupBench t(50ms);
        const Error error = t.bench.failureOf(patchRoom);
        QCOMPARE(error.kind, ErrorKind::Network);
        QVERIFY2(error.message.contains(u"proxy did not end within 1 s. Nothing was sent"),
                 qPrintable(error.message));
        QCOMPARE(t.bench.failureOf(getRooms).kind, ErrorKind::Network);
        QCOMPARE(t.system->asked.load(), 1); // they don't pile up
        QCOMPARE(t.service.requests().size(), 0);
        t.system->gate.release();
        QTRY_VERIFY(!isFindingProxy());
    }

    void oneThatHangsOutlivesItsTransport()
    {
        LookupBench t;
        const Ending call(t.bench.send(getRooms));
        QTRY_COMPARE(t.system->asked.load(), 1);
        t.bench.transport.reset();
        QCOMPARE(call.error().kind, ErrorKind::Cancelled);
        QVERIFY(isFindingProxy());
        // The application waits for the threads of this pool when it ends.
        QCOMPARE(QThreadPool::globalInstance()->activeThreadCount(), 0);
        t.system->gate.release(); // nobody is there to take the result
        QTRY_VERIFY(!isFindingProxy());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportProxyLookup);
#include "tst_transportproxylookup.moc"
