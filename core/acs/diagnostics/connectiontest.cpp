#include "acs/diagnostics/connectiontest.h"

#include "acs/diagnostics/connectionprobe.h"
#include "acs/diagnostics/connectiontesttext.h"
#include "acs/diagnostics/testuser.h"
#include "acs/http/transport.h"
#include "acs/proxy/proxycredentials.h"
#include "acs/proxy/proxyfinder.h"
#include "acs/rooms/roomrequests.h"

#include <utility>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;
using State = ConnectionTestState;
using Step = ConnectionTestStep;

ConnectionTest::ConnectionTest(const Clock &clock, ConnectionTestSettings settings, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_settings(std::move(settings))
{
    for (int step = 0; step < connectionTestStepCount; ++step)
        m_lines.append({.step = static_cast<Step>(step)});
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &ConnectionTest::expire);
    if (const ProxyCredentials *credentials = m_settings.proxyCredentials) {
        connect(credentials, &ProxyCredentials::given, this,
                [this](const QString &proxy) { proxyAnswered(proxy, true); });
        connect(credentials, &ProxyCredentials::declined, this,
                [this](const QString &proxy) { proxyAnswered(proxy, false); });
    }
}

ConnectionTest::~ConnectionTest()
{
    abandon();
}

void ConnectionTest::start(const ConnectionTestSubject &subject)
{
    abandon();
    m_subject = subject;
    m_transport = subject.transport;
    m_isRunning = true;
    for (ConnectionTestLine &line : m_lines)
        line = {.step = line.step};
    lineOf(Step::Identity).result = {
        .state = State::NotTested,
        .text = m_transport && m_transport->isReadOnly()
                    ? tr("Not on a read-only connection, because this test creates a user.")
                    : tr("Only on request, because this test creates a user and deletes it.")};
    for (const ConnectionTestLine &line : std::as_const(m_lines))
        emit lineChanged(line.step);
    findProxy();
}

void ConnectionTest::stop()
{
    if (!m_isRunning)
        return;
    const DiagnosticResult ofTestUser = m_testUser ? m_testUser->whenStopped() : DiagnosticResult{};
    abandon();
    for (ConnectionTestLine &line : m_lines) {
        if (line.result.state != State::Running)
            continue;
        line.result = line.step == Step::Identity
                          ? ofTestUser
                          : DiagnosticResult{.state = State::NotTried, .text = tr("Stopped.")};
        line.duration.reset();
        emit lineChanged(line.step);
    }
    leaveRest(tr("Stopped before this step."));
    finish();
}

// --- steps

void ConnectionTest::findProxy()
{
    begin(Step::Proxy, m_settings.namingTimeout);
    acs::findProxy(m_subject.endpoint, m_settings.proxies, this)
        .then(this, [this, run = m_run](const Result<QNetworkProxy> &proxy) {
            if (run == m_run && m_step == Step::Proxy)
                takeProxy(proxy.value_or(QNetworkProxy(QNetworkProxy::NoProxy)));
        });
}

void ConnectionTest::takeProxy(const QNetworkProxy &proxy)
{
    m_proxy = proxy;
    if (!end(Step::Proxy, evaluateProxy(m_proxy)))
        return;
    const bool isDirect = m_proxy.type() == QNetworkProxy::NoProxy;
    const bool looksUp = m_proxy.capabilities().testFlag(QNetworkProxy::HostNameLookupCapability);
    const QHostAddress literal(m_subject.endpoint.host());
    if (literal.isNull() && (isDirect || !looksUp)) {
        lookUp();
        return;
    }
    show(Step::Lookup, {.state = State::NotNeeded,
                        .text = literal.isNull() ? tr("The proxy looks up the name.")
                                                 : tr("The endpoint is an IP address.")});
    if (isDirect)
        connectDirectly({literal});
    else
        connectThroughProxy();
}

void ConnectionTest::lookUp()
{
    begin(Step::Lookup, m_settings.namingTimeout);
    const QString host = m_subject.endpoint.host();
    if (m_settings.names) {
        takeAddresses(m_settings.names(host));
        return;
    }
    m_lookup = QHostInfo::lookupHost(host, this, [this, run = m_run](const QHostInfo &info) {
        if (run == m_run && m_step == Step::Lookup)
            takeAddresses(info);
    });
}

void ConnectionTest::takeAddresses(const QHostInfo &info)
{
    if (!end(Step::Lookup, evaluateLookup(info)))
        return;
    if (m_proxy.type() == QNetworkProxy::NoProxy)
        connectDirectly(info.addresses());
    else
        connectThroughProxy();
}

void ConnectionTest::makeProbe()
{
    begin(Step::Connect, m_settings.connectTimeout);
    m_probe = std::make_unique<ConnectionProbe>(m_subject.endpoint, m_subject.authorities,
                                                m_settings.proxyCredentials);
    const ConnectionProbe *probe = m_probe.get();
    connect(probe, &ConnectionProbe::connected, this, [this](const QString &peer) {
        const QString text = m_proxy.type() == QNetworkProxy::NoProxy
                                 ? tr("To %1.")
                                 : tr("Through the proxy to %1.");
        if (end(Step::Connect, {.state = State::Passed, .text = text.arg(peer)}))
            secure();
    });
    connect(probe, &ConnectionProbe::connectFailed, this,
            [this](QAbstractSocket::SocketError error, const QString &words) {
                end(Step::Connect, evaluateConnectFailure(error, words));
            });
    connect(probe, &ConnectionProbe::proxyAsks, this, &ConnectionTest::waitForProxyPassword);
    connect(probe, &ConnectionProbe::secured, this, [this](const TlsFacts &facts) {
        if (end(Step::Tls, evaluateTls(facts, m_clock.now())))
            ask();
    });
    connect(probe, &ConnectionProbe::tlsFailed, this,
            [this](const QList<QSslError> &errors, const QString &words) {
                end(Step::Tls, evaluateTlsFailure(errors, words));
            });
}

void ConnectionTest::connectDirectly(const QList<QHostAddress> &addresses)
{
    makeProbe();
    m_probe->connectTo(addresses);
}

void ConnectionTest::connectThroughProxy()
{
    makeProbe();
    m_probe->connectThrough(m_proxy);
}

void ConnectionTest::waitForProxyPassword()
{
    dropProbe();
    m_limit.stop(); // the user may take as long as necessary
    show(Step::Connect,
         {.state = State::Running, .text = tr("The proxy requires a user name and password.")});
    m_settings.proxyCredentials->request(ProxyCredentials::nameOf(m_proxy));
}

void ConnectionTest::proxyAnswered(const QString &proxy, bool isGiven)
{
    const bool isWaiting = m_isRunning && m_step == Step::Connect && !m_probe;
    if (!isWaiting || proxy != ProxyCredentials::nameOf(m_proxy))
        return;
    if (isGiven)
        connectThroughProxy();
    else
        end(Step::Connect,
            evaluateConnectFailure(QAbstractSocket::ProxyAuthenticationRequiredError, {}));
}

void ConnectionTest::secure()
{
    if (m_subject.endpoint.url.scheme() != "https"_L1) {
        show(Step::Tls,
             {.state = State::NotNeeded, .text = tr("Plain HTTP, allowed only for localhost.")});
        ask();
        return;
    }
    begin(Step::Tls, m_settings.tlsTimeout);
    if (m_subject.obstacle.kind == ErrorKind::File) { // the trusted authorities are not known
        end(Step::Tls, m_subject.failedBy(m_subject.obstacle));
        return;
    }
    m_probe->secure();
}

void ConnectionTest::ask()
{
    dropProbe();
    // One response gives the results of five steps.
    for (const Step step :
         {Step::Rooms, Step::Credential, Step::Version, Step::Clock, Step::Answer})
        begin(step, m_settings.answerTimeout);
    if (!m_transport) {
        takeAnswer(failure(m_subject.obstacle));
        return;
    }
    Request request = listRoomsRequest(m_subject.version);
    request.delivery = Delivery::AtMostOnce;
    m_answer = m_transport->send(request);
    m_answer.then(this, [this, run = m_run](const Result<Response> &answer) {
        if (run == m_run && m_step == Step::Answer)
            takeAnswer(answer);
    });
}

void ConnectionTest::takeAnswer(const Result<Response> &answer)
{
    m_limit.stop();
    const auto skew = answer ? m_transport->clockSkew() : answer.error().clockSkew;
    const AnswerResults results = evaluateAnswer(answer, skew, m_subject);
    show(Step::Answer, results.answer);
    show(Step::Clock, results.clock);
    show(Step::Version, results.version);
    show(Step::Credential, results.credential);
    show(Step::Rooms, results.rooms);
    finish();
}

// --- test user

QString ConnectionTest::testUserObstacle() const
{
    if (m_isRunning)
        return tr("The test is still running.");
    if (m_transport && m_transport->isReadOnly())
        return tr("This connection is read-only.");
    if (!m_transport || line(Step::Credential).result.state != State::Passed)
        return tr("The service rejected the access key or access token.");
    return {};
}

void ConnectionTest::createAndDeleteTestUser()
{
    if (!testUserObstacle().isEmpty())
        return;
    m_isRunning = true;
    begin(Step::Identity, {}); // the transport has its own time limits
    m_testUser = std::make_unique<TestUser>(*m_transport, m_subject);
    connect(m_testUser.get(), &TestUser::found, this, [this](const DiagnosticResult &result) {
        show(Step::Identity, result);
        if (result.state != State::Running)
            finish();
    });
    m_testUser->start();
}

// --- lines

ConnectionTestLine &ConnectionTest::lineOf(Step step)
{
    return m_lines[static_cast<int>(step)];
}

void ConnectionTest::begin(Step step, std::chrono::milliseconds limit)
{
    m_step = step;
    m_begun.at(static_cast<size_t>(step)).start();
    if (limit.count() > 0)
        m_limit.start(limit);
    lineOf(step).duration.reset();
    show(step, {.state = State::Running});
}

void ConnectionTest::show(Step step, const DiagnosticResult &result)
{
    ConnectionTestLine &changed = lineOf(step);
    const bool wasRunning = changed.result.state == State::Running;
    const bool isTried =
        result.state != State::Running && result.state != State::NotTried && wasRunning;
    changed.result = result;
    if (isTried) {
        const qint64 elapsed = m_begun.at(static_cast<size_t>(step)).elapsed();
        changed.duration = std::chrono::milliseconds(elapsed);
    }
    emit lineChanged(step);
}

/// Ends the running step, and if it failed, the test. Returns whether another step follows.
bool ConnectionTest::end(Step step, const DiagnosticResult &result)
{
    m_limit.stop();
    show(step, result);
    if (result.state != State::Failed)
        return true;
    abandon();
    leaveRest(tr("Not tried, because “%1” failed.").arg(title(step)));
    finish();
    return false;
}

/// The running step took too long.
void ConnectionTest::expire()
{
    if (m_step == Step::Answer) {
        Error error = makeError(ErrorKind::Timeout, {});
        error.host = m_subject.endpoint.authority();
        error.attempts = 1;
        abandon();
        takeAnswer(failure(error));
        return;
    }
    const auto seconds = std::chrono::round<std::chrono::seconds>(m_limit.intervalAsDuration());
    end(m_step,
        {.state = State::Failed,
         .text = tr("No response within %1 s.").arg(seconds.count()),
         .advice = m_step == Step::Tls ? tr(
                       "The server accepted the connection but does not respond. This port may not "
                       "be an HTTPS port, or a firewall or proxy may be blocking the traffic.")
                                       : tr("Check the network, the proxy and the firewall.")});
}

void ConnectionTest::leaveRest(const QString &why)
{
    for (ConnectionTestLine &line : m_lines) {
        if (line.result.state != State::Waiting)
            continue;
        line.result = {.state = State::NotTried, .text = why};
        emit lineChanged(line.step);
    }
}

void ConnectionTest::finish()
{
    m_isRunning = false;
    dropTestUser();
    emit finished();
}

/// Ignores the results of everything that is running.
void ConnectionTest::abandon()
{
    ++m_run;
    m_limit.stop();
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    dropProbe();
    dropTestUser();
    m_answer.cancel();
}

void ConnectionTest::dropProbe()
{
    if (!m_probe)
        return;
    m_probe->disconnect(this);
    m_probe.release()->deleteLater(); // it may be the sender
}

void ConnectionTest::dropTestUser()
{
    if (!m_testUser)
        return;
    m_testUser->disconnect(this);
    m_testUser.release()->deleteLater();
}

QString ConnectionTest::title(Step step) const
{
    return connectionTestTitle(step, m_subject.usesToken);
}

bool ConnectionTest::works() const
{
    return line(Step::Rooms).result.state == State::Passed;
}

QString ConnectionTest::summary() const
{
    return m_isRunning ? QString() : connectionTestSummary(m_subject, m_lines);
}

QString ConnectionTest::reportText() const
{
    return connectionTestReport(m_subject, m_lines, m_clock.now());
}

} // namespace roomkeeper::acs
