#include "support/fixture.h"
#include "support/scriptedproxy.h"
#include "support/transporttest.h"

#include "acs/auth/requestsigner.h"
#include "acs/proxy/proxycredentials.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QHash>

#include <functional>
#include <utility>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum class Fault {
    Drop, ///< the connection is closed before a response
    Cut, ///< the connection is closed in the middle of a response
    Reset, ///< the connection is reset before a response
    Throttled, ///< 429
    Rejected, ///< 401
    ProxyAuth, ///< the proxy requires a password (407) when the next connection is opened
    Timeout, ///< no response
};

using Faults = QList<Fault>;

/// How the user answers questions.
enum class Person { Answers, Declines };

const QByteArray proxyUser = "anna";
const QByteArray proxyPassword = "marker-secret-of-the-proxy";
const QByteArray keys[] = {keyBase64, "bWFya2VyLXNlY3JldC1hbm90aGVyLWtleQ=="};
constexpr auto tick = 10s;
constexpr int maxTicks = 10;

/// The result of a sequence of faults.
struct Story
{
    QStringList wire = {}; ///< see TestTransportSequences
    QStringList attempts = {}; ///< their numbers
    QStringList questions = {}; ///< to the user, in order
    QString outcome = {}; ///< the status, or what kind of failure
    QList<SeenRequest> requests = {};
};

/// The outcome as a text that does not depend on a translation.
QString nameOf(const Result<Response> &result)
{
    if (result)
        return QString::number(result->status);
    switch (result.error().kind) {
    case ErrorKind::Network:
        return u"network"_s;
    case ErrorKind::Timeout:
        return u"timeout"_s;
    case ErrorKind::Denied:
        return u"denied"_s;
    case ErrorKind::Throttled:
        return u"throttled"_s;
    case ErrorKind::OutcomeUnknown:
        return u"unknown"_s;
    default:
        return u"another"_s;
    }
}

/// The number of ticks between the start and that date; "?" if there is none.
QString ticksUntil(const QByteArray &date)
{
    for (int ticks = 0; ticks < maxTicks; ++ticks) {
        if (date == httpDate(moment.addSecs(ticks * tick.count())))
            return QString::number(ticks);
    }
    return u"?"_s;
}

QString keyOf(const SeenRequest &seen)
{
    for (int ticks = 0; ticks < maxTicks; ++ticks) {
        for (const auto &[name, key] : {std::pair(u"A"_s, keys[0]), std::pair(u"B"_s, keys[1])}) {
            const Signature signature = signRequest(
                *AccessKey::fromBase64(key), seen.method, seen.target, seen.headers.value("host"),
                seen.body, moment.addSecs(ticks * tick.count()));
            if (signature.authorization == seen.headers.value("authorization"))
                return name;
        }
    }
    return u"?"_s;
}

QString wireText(const SeenRequest &seen)
{
    QString text = ticksUntil(seen.headers.value("x-ms-date")) + keyOf(seen);
    if (seen.headers.contains("repeatability-first-sent"))
        text += ticksUntil(seen.headers.value("repeatability-first-sent"));
    return text;
}

/// One run: a first successful request, then the request that meets the faults.
class Run
{
public:
    Run(const Faults &faults, const TransportOptions &options, Person person)
        : m_faults(faults)
        , m_person(person)
        , m_bench(options)
    {
        Transport &transport = *m_bench.transport;
        m_bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        for (qsizetype i = 0; i < faults.size(); ++i)
            enqueue(faults.at(i), i + 1 < faults.size() && faults.at(i + 1) == Fault::ProxyAuth);
        if (faults.contains(Fault::ProxyAuth))
            goThroughProxy();
        QObject::connect(
            &transport, &Transport::credentialsRejected, &transport, [this] { answerForKey(); },
            Qt::QueuedConnection);
        QObject::connect(
            &m_proxyCredentials, &ProxyCredentials::requested, &transport,
            [this] { answerForProxy(); }, Qt::QueuedConnection);
    }

    Story of(const Request &request)
    {
        if (m_person == Person::Answers)
            m_bench.server.enqueue(ScriptedServer::answer(200, "{}"));
        if (!m_bench.ask(getRooms))
            qFatal("the first request was not answered");
        if (m_faults.first() == Fault::ProxyAuth)
            m_bench.network.clearConnectionCache();
        m_proxy.setOpen(false);
        QObject::connect(m_bench.transport.get(), &Transport::attemptFinished, &m_proxy,
                         [this](const ActivityRecord &record) {
                             m_story.attempts << QString::number(record.attempt);
                             m_bench.clock.advance(tick);
                         });
        const auto result = m_bench.ask(request);
        m_story.outcome = nameOf(result);
        m_story.requests = m_bench.server.requests().sliced(1);
        for (const SeenRequest &seen : std::as_const(m_story.requests))
            m_story.wire << wireText(seen);
        return m_story;
    }

private:
    void enqueue(Fault fault, bool closes)
    {
        const QByteArray header = closes ? "Connection: close\r\n" : "";
        const Then then = closes ? Then::Close : Then::KeepOpen;
        switch (fault) {
        case Fault::Drop:
            m_bench.server.enqueue({}, Then::Close);
            break;
        case Fault::Cut:
            m_bench.server.enqueue(cutAnswer, Then::Close);
            break;
        case Fault::Reset:
            m_bench.server.enqueue({}, Then::Reset);
            break;
        case Fault::Throttled:
            m_bench.server.enqueue(ScriptedServer::answer(429, "{}", header), then);
            break;
        case Fault::Rejected:
            m_bench.server.enqueue(ScriptedServer::answer(401, "{}", header), then);
            break;
        case Fault::ProxyAuth: // not a fault of the service
            break;
        case Fault::Timeout:
            m_bench.server.enqueue({});
            break;
        }
    }

    /// Through a tunnel, as with https: nothing reaches the service before the proxy accepts the
    /// password.
    void goThroughProxy()
    {
        QNetworkProxy proxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, m_proxy.serverPort());
        proxy.setCapabilities(QNetworkProxy::TunnelingCapability
                              | QNetworkProxy::HostNameLookupCapability);
        m_bench.network.setProxy(proxy);
        m_bench.transport->useProxyCredentials(m_proxyCredentials);
        m_proxy.setOpen(true);
    }

    void answerForKey()
    {
        m_story.questions << u"key"_s;
        if (m_person == Person::Answers)
            m_bench.transport->replaceCredentials(std::move(*AccessKey::fromBase64(keys[1])));
        else
            m_bench.transport->declineCredentials();
    }

    void answerForProxy()
    {
        const bool isWrong =
            m_faults.count(Fault::ProxyAuth) > m_story.questions.count(u"proxy"_s) + 1;
        m_story.questions << u"proxy"_s;
        if (m_person == Person::Answers)
            m_proxyCredentials.give(m_proxy.name(), QString::fromLatin1(proxyUser),
                                    isWrong ? u"wrong"_s : QString::fromLatin1(proxyPassword));
        else
            m_proxyCredentials.decline(m_proxy.name());
    }

    const Faults m_faults;
    const Person m_person;
    Story m_story;
    ScriptedProxy m_proxy{proxyUser, proxyPassword};
    ProxyCredentials m_proxyCredentials;
    Bench m_bench;
};

Faults faultsIn(const QString &names)
{
    static const QHash<QString, Fault> known{
        {u"drop"_s, Fault::Drop},      {u"cut"_s, Fault::Cut},      {u"reset"_s, Fault::Reset},
        {u"429"_s, Fault::Throttled},  {u"401"_s, Fault::Rejected}, {u"407"_s, Fault::ProxyAuth},
        {u"timeout"_s, Fault::Timeout}};
    Faults faults;
    for (const QString &name : names.split(u' ')) {
        if (!known.contains(name))
            qFatal("no such fault");
        faults.append(known.value(name));
    }
    return faults;
}

/// On a busy computer an attempt may take longer than the short time-out of a test. If a story with
/// a time-out is not the expected one, it is run again with a longer one.
Story storyOf(const Faults &faults, const Request &request, TransportOptions options, Person person,
              const std::function<bool(const Story &)> &isExpected)
{
    if (!faults.contains(Fault::Timeout))
        return Run(faults, options, person).of(request);
    Story story;
    for (const auto timeout : {200ms, 1000ms, 5000ms}) {
        options.attemptTimeout = timeout;
        story = Run(faults, options, person).of(request);
        if (isExpected(story))
            break;
    }
    return story;
}

} // namespace

/// Each fault alone and each sequence of two: the requests on the wire, the questions to the user
/// and the outcome. All expected values are literals, so that a rewrite of the transport can be
/// compared with them.
///
/// The clock moves on by one tick when an attempt ends. `wire` lists the requests that reached the
/// service. Each is written as the tick at which it was signed, the key (A, or B, its replacement)
/// and, for a POST, the tick that Repeatability-First-Sent names: "0A0 1B0". Two equal entries are
/// one attempt that Qt sent twice.
class TestTransportSequences : public roomkeeper::tests::ProxyFixture
{
    Q_OBJECT

private slots:
    void thenAllIsWell_data()
    {
        QTest::addColumn<QString>("faults");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("wire");
        QTest::addColumn<QString>("attempts"); // their numbers
        QTest::addColumn<QString>("questions");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char *faults, const char *method, const char *wire,
                            const char *attempts, const char *questions, const char *outcome) {
            QTest::addRow("%s %s", method, faults)
                << QString::fromLatin1(faults) << QString::fromLatin1(method)
                << QString::fromLatin1(wire) << QString::fromLatin1(attempts)
                << QString::fromLatin1(questions) << QString::fromLatin1(outcome);
        };
        row("drop", "GET", "0A 0A", "1", "", "200");
        row("drop", "POST", "0A0 0A0", "1", "", "200");
        row("drop drop", "GET", "0A 0A 1A", "1 2", "", "200");
        row("drop drop", "POST", "0A0 0A0 1A0", "1 2", "", "200");
        row("drop cut", "GET", "0A 0A 1A", "1 2", "", "200");
        row("drop cut", "POST", "0A0 0A0 1A0", "1 2", "", "200");
        row("drop reset", "GET", "0A 0A 1A", "1 2", "", "200");
        row("drop reset", "POST", "0A0 0A0 1A0", "1 2", "", "200");
        row("drop 429", "GET", "0A 0A 1A", "1 2", "", "200");
        row("drop 429", "POST", "0A0 0A0 1A0", "1 2", "", "200");
        row("drop 401", "GET", "0A 0A 1B", "1 1", "key", "200");
        row("drop 401", "POST", "0A0 0A0 1B0", "1 2", "key", "200");
        row("drop 407", "GET", "0A 1A", "1 1", "proxy", "200");
        row("drop 407", "POST", "0A0", "1", "", "unknown");
        row("drop timeout", "GET", "0A 0A 1A", "1 2", "", "200");
        row("drop timeout", "POST", "0A0 0A0 1A0", "1 2", "", "200");
        row("cut", "GET", "0A 1A", "1 2", "", "200");
        row("cut", "POST", "0A0 1A0", "1 2", "", "200");
        row("cut drop", "GET", "0A 1A 1A", "1 2", "", "200");
        row("cut drop", "POST", "0A0 1A0 1A0", "1 2", "", "200");
        row("cut cut", "GET", "0A 1A 2A", "1 2 3", "", "200");
        row("cut cut", "POST", "0A0 1A0 2A0", "1 2 3", "", "200");
        row("cut reset", "GET", "0A 1A 1A", "1 2", "", "200");
        row("cut reset", "POST", "0A0 1A0 1A0", "1 2", "", "200");
        row("cut 429", "GET", "0A 1A 2A", "1 2 3", "", "200");
        row("cut 429", "POST", "0A0 1A0 2A0", "1 2 3", "", "200");
        row("cut 401", "GET", "0A 1A 2B", "1 2 1", "key", "200");
        row("cut 401", "POST", "0A0 1A0 2B0", "1 2 2", "key", "200");
        row("cut 407", "GET", "0A 2A", "1 2 2", "proxy", "200");
        row("cut 407", "POST", "0A0 2A0", "1 2 2", "proxy", "200");
        row("cut timeout", "GET", "0A 1A 2A", "1 2 3", "", "200");
        row("cut timeout", "POST", "0A0 1A0 2A0", "1 2 3", "", "200");
        row("reset", "GET", "0A 0A", "1", "", "200");
        row("reset", "POST", "0A0 0A0", "1", "", "200");
        row("reset drop", "GET", "0A 0A 1A", "1 2", "", "200");
        row("reset drop", "POST", "0A0 0A0 1A0", "1 2", "", "200");
        row("reset cut", "GET", "0A 0A 1A", "1 2", "", "200");
        row("reset cut", "POST", "0A0 0A0 1A0", "1 2", "", "200");
        row("reset reset", "GET", "0A 0A 1A", "1 2", "", "200");
        row("reset reset", "POST", "0A0 0A0 1A0", "1 2", "", "200");
        row("reset 429", "GET", "0A 0A 1A", "1 2", "", "200");
        row("reset 429", "POST", "0A0 0A0 1A0", "1 2", "", "200");
        row("reset 401", "GET", "0A 0A 1B", "1 1", "key", "200");
        row("reset 401", "POST", "0A0 0A0 1B0", "1 2", "key", "200");
        row("reset 407", "GET", "0A 1A", "1 1", "proxy", "200");
        row("reset 407", "POST", "0A0", "1", "", "unknown");
        row("reset timeout", "GET", "0A 0A 1A", "1 2", "", "200");
        row("reset timeout", "POST", "0A0 0A0 1A0", "1 2", "", "200");
        row("429", "GET", "0A 1A", "1 2", "", "200");
        row("429", "POST", "0A0 1A0", "1 2", "", "200");
        row("429 drop", "GET", "0A 1A 1A", "1 2", "", "200");
        row("429 drop", "POST", "0A0 1A0 1A0", "1 2", "", "200");
        row("429 cut", "GET", "0A 1A 2A", "1 2 3", "", "200");
        row("429 cut", "POST", "0A0 1A0 2A0", "1 2 3", "", "200");
        row("429 reset", "GET", "0A 1A 1A", "1 2", "", "200");
        row("429 reset", "POST", "0A0 1A0 1A0", "1 2", "", "200");
        row("429 429", "GET", "0A 1A 2A", "1 2 3", "", "200");
        row("429 429", "POST", "0A0 1A0 2A0", "1 2 3", "", "200");
        row("429 401", "GET", "0A 1A 2B", "1 2 1", "key", "200");
        row("429 401", "POST", "0A0 1A0 2B2", "1 2 1", "key", "200");
        row("429 407", "GET", "0A 2A", "1 2 2", "proxy", "200");
        row("429 407", "POST", "0A0 2A0", "1 2 2", "proxy", "200");
        row("429 timeout", "GET", "0A 1A 2A", "1 2 3", "", "200");
        row("429 timeout", "POST", "0A0 1A0 2A0", "1 2 3", "", "200");
        row("401", "GET", "0A 1B", "1 1", "key", "200");
        row("401", "POST", "0A0 1B1", "1 1", "key", "200");
        row("401 drop", "GET", "0A 1B 1B", "1 1", "key", "200");
        row("401 drop", "POST", "0A0 1B1 1B1", "1 1", "key", "200");
        row("401 cut", "GET", "0A 1B 2B", "1 1 2", "key", "200");
        row("401 cut", "POST", "0A0 1B1 2B1", "1 1 2", "key", "200");
        row("401 reset", "GET", "0A 1B 1B", "1 1", "key", "200");
        row("401 reset", "POST", "0A0 1B1 1B1", "1 1", "key", "200");
        row("401 429", "GET", "0A 1B 2B", "1 1 2", "key", "200");
        row("401 429", "POST", "0A0 1B1 2B1", "1 1 2", "key", "200");
        row("401 401", "GET", "0A 1B 2B", "1 1 1", "key key", "200");
        row("401 401", "POST", "0A0 1B1 2B2", "1 1 1", "key key", "200");
        row("401 407", "GET", "0A 2B", "1 1 1", "key proxy", "200");
        row("401 407", "POST", "0A0 2B2", "1 1 1", "key proxy", "200");
        row("401 timeout", "GET", "0A 1B 2B", "1 1 2", "key", "200");
        row("401 timeout", "POST", "0A0 1B1 2B1", "1 1 2", "key", "200");
        row("407", "GET", "1A", "1 1", "proxy", "200");
        row("407", "POST", "1A1", "1 1", "proxy", "200");
        row("407 drop", "GET", "1A 2A", "1 1 1", "proxy proxy", "200");
        row("407 drop", "POST", "1A1", "1 1", "proxy", "unknown");
        row("407 cut", "GET", "1A 2A", "1 1 2", "proxy", "200");
        row("407 cut", "POST", "1A1 2A1", "1 1 2", "proxy", "200");
        row("407 reset", "GET", "1A 2A", "1 1 1", "proxy proxy", "200");
        row("407 reset", "POST", "1A1", "1 1", "proxy", "unknown");
        row("407 429", "GET", "1A 2A", "1 1 2", "proxy", "200");
        row("407 429", "POST", "1A1 2A1", "1 1 2", "proxy", "200");
        row("407 401", "GET", "1A 2B", "1 1 1", "proxy key", "200");
        row("407 401", "POST", "1A1 2B2", "1 1 1", "proxy key", "200");
        row("407 407", "GET", "2A", "1 1 1", "proxy proxy", "200");
        row("407 407", "POST", "2A2", "1 1 1", "proxy proxy", "200");
        row("407 timeout", "GET", "1A 2A", "1 1 2", "proxy", "200");
        row("407 timeout", "POST", "1A1 2A1", "1 1 2", "proxy", "200");
        row("timeout", "GET", "0A 1A", "1 2", "", "200");
        row("timeout", "POST", "0A0 1A0", "1 2", "", "200");
        row("timeout drop", "GET", "0A 1A 1A", "1 2", "", "200");
        row("timeout drop", "POST", "0A0 1A0 1A0", "1 2", "", "200");
        row("timeout cut", "GET", "0A 1A 2A", "1 2 3", "", "200");
        row("timeout cut", "POST", "0A0 1A0 2A0", "1 2 3", "", "200");
        row("timeout reset", "GET", "0A 1A 1A", "1 2", "", "200");
        row("timeout reset", "POST", "0A0 1A0 1A0", "1 2", "", "200");
        row("timeout 429", "GET", "0A 1A 2A", "1 2 3", "", "200");
        row("timeout 429", "POST", "0A0 1A0 2A0", "1 2 3", "", "200");
        row("timeout 401", "GET", "0A 1A 2B", "1 2 1", "key", "200");
        row("timeout 401", "POST", "0A0 1A0 2B0", "1 2 2", "key", "200");
        row("timeout 407", "GET", "0A 2A", "1 2 2", "proxy", "200");
        row("timeout 407", "POST", "0A0 2A0", "1 2 2", "proxy", "200");
        row("timeout timeout", "GET", "0A 1A 2A", "1 2 3", "", "200");
        row("timeout timeout", "POST", "0A0 1A0 2A0", "1 2 3", "", "200");
    }

    void thenAllIsWell()
    {
        QFETCH(QString, faults);
        QFETCH(QString, method);
        QFETCH(QString, wire);
        QFETCH(QString, attempts);
        QFETCH(QString, questions);
        QFETCH(QString, outcome);
        const Request &request = method == u"GET"_s ? getRooms : createRoom;
        const Story story =
            storyOf(faultsIn(faults), request, {.firstDelay = atOnce}, Person::Answers,
                    [&](const Story &each) {
                        return each.wire.join(u' ') == wire && each.attempts.join(u' ') == attempts;
                    });
        QCOMPARE(story.wire.join(u' '), wire);
        QCOMPARE(story.attempts.join(u' '), attempts);
        QCOMPARE(story.questions.join(u' '), questions);
        QCOMPARE(story.outcome, outcome);
        const QByteArray id =
            method == u"GET"_s ? QByteArray() : "67c8770b-44f1-410a-ab93-f9b5446f13ee";
        for (const SeenRequest &seen : story.requests) {
            QCOMPARE(seen.method, method.toLatin1());
            QCOMPARE(seen.target, QByteArray("/rooms?api-version=2025-03-13"));
            QCOMPARE(seen.body, method == u"GET"_s ? QByteArray() : QByteArray("{}"));
            QCOMPARE(seen.headers.value("repeatability-request-id"), id);
        }
    }

    /// One attempt is allowed for each fault, the last fault repeats, and the user has neither
    /// another key nor the proxy's password. (No fault follows such a rejection.)
    void thenItIsOver_data()
    {
        QTest::addColumn<QString>("faults");
        QTest::addColumn<QString>("outcomeOfGet");
        QTest::addColumn<QString>("outcomeOfPost");
        const auto row = [](const char *faults, const char *get, const char *post) {
            QTest::addRow("%s", faults) << QString::fromLatin1(faults) << QString::fromLatin1(get)
                                        << QString::fromLatin1(post);
        };
        row("drop", "network", "unknown");
        row("drop drop", "network", "unknown");
        row("drop cut", "network", "unknown");
        row("drop reset", "network", "unknown");
        row("drop 429", "throttled", "unknown");
        row("drop 401", "denied", "unknown");
        row("drop 407", "network", "unknown");
        row("drop timeout", "timeout", "unknown");
        row("cut", "network", "unknown");
        row("cut drop", "network", "unknown");
        row("cut cut", "network", "unknown");
        row("cut reset", "network", "unknown");
        row("cut 429", "throttled", "unknown");
        row("cut 401", "denied", "unknown");
        row("cut 407", "network", "unknown");
        row("cut timeout", "timeout", "unknown");
        row("reset", "network", "unknown");
        row("reset drop", "network", "unknown");
        row("reset cut", "network", "unknown");
        row("reset reset", "network", "unknown");
        row("reset 429", "throttled", "unknown");
        row("reset 401", "denied", "unknown");
        row("reset 407", "network", "unknown");
        row("reset timeout", "timeout", "unknown");
        row("429", "throttled", "throttled");
        row("429 drop", "network", "unknown");
        row("429 cut", "network", "unknown");
        row("429 reset", "network", "unknown");
        row("429 429", "throttled", "throttled");
        row("429 401", "denied", "denied");
        row("429 407", "network", "network");
        row("429 timeout", "timeout", "unknown");
        row("401", "denied", "denied");
        row("407", "network", "network");
        row("timeout", "timeout", "unknown");
        row("timeout drop", "network", "unknown");
        row("timeout cut", "network", "unknown");
        row("timeout reset", "network", "unknown");
        row("timeout 429", "throttled", "unknown");
        row("timeout 401", "denied", "unknown");
        row("timeout 407", "network", "unknown");
        row("timeout timeout", "timeout", "unknown");
    }

    void thenItIsOver()
    {
        QFETCH(QString, faults);
        QFETCH(QString, outcomeOfGet);
        QFETCH(QString, outcomeOfPost);
        const Faults sequence = faultsIn(faults);
        const TransportOptions options{.maxAttempts = static_cast<int>(sequence.size()),
                                       .firstDelay = atOnce};
        for (const Request &request : {getRooms, createRoom}) {
            const QString outcome = request.method == Method::Get ? outcomeOfGet : outcomeOfPost;
            const Story story = storyOf(sequence, request, options, Person::Declines,
                                        [&](const Story &each) { return each.outcome == outcome; });
            QCOMPARE(story.outcome, outcome);
        }
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportSequences);
#include "tst_transportsequences.moc"
