#pragma once

#include "acs/diagnostics/connectiontestline.h"
#include "acs/diagnostics/connectiontestsubject.h"
#include "acs/http/httpmessage.h"
#include "acs/proxy/proxyfinder.h"
#include "base/call.h"
#include "base/clock.h"

#include <QElapsedTimer>
#include <QHostInfo>
#include <QList>
#include <QNetworkProxy>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <array>
#include <chrono>
#include <functional>
#include <memory>

namespace roomkeeper::acs {

class ConnectionProbe;
class ProxyCredentials;
class TestUser;
class Transport;

/// Returns the addresses of a host name.
using NameSource = std::function<QHostInfo(const QString &host)>;

/// Time limits, proxies and names of a connection test.
struct ConnectionTestSettings
{
    /// For finding the proxy, and for looking up the name.
    std::chrono::milliseconds namingTimeout{10'000};
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds tlsTimeout{10'000};
    /// For the response of the service, including the time to get a token.
    std::chrono::milliseconds answerTimeout{40'000};
    /// Returns the proxies for a URL; runs in another thread. Default: the application's.
    ProxySource proxies = {};
    /// Default: the system's, without blocking.
    NameSource names = {};
    /// Passwords of proxies; must outlive the test. Null: the user can't be asked.
    ProxyCredentials *proxyCredentials = nullptr;
};

/// Tests the path to a resource step by step. Does not block; each step has a time limit, and the
/// test can be stopped at any time. Reads the first page of rooms once and changes nothing, except
/// in createAndDeleteTestUser(). One thread.
class ConnectionTest : public QObject
{
    Q_OBJECT

public:
    /// `clock` outlives this.
    explicit ConnectionTest(const Clock &clock, ConnectionTestSettings settings = {},
                            QObject *parent = nullptr);
    ~ConnectionTest() override; // stops, without a signal
    Q_DISABLE_COPY_MOVE(ConnectionTest)

    /// Starts the test; a running one is abandoned. May emit signals before it returns.
    void start(const ConnectionTestSubject &subject);
    /// Stops now; the results of the present step and of those after it say so.
    void stop();

    /// Creates a communication user and deletes it, as the step Identity, unless testUserObstacle()
    /// says why not. Ends with finished().
    void createAndDeleteTestUser();
    /// Why a test user can't be created now, a sentence; empty if it can.
    QString testUserObstacle() const;

    bool isRunning() const { return m_isRunning; }
    /// One line for each step, in order.
    const QList<ConnectionTestLine> &lines() const { return m_lines; }
    const ConnectionTestLine &line(ConnectionTestStep step) const
    {
        return m_lines.at(static_cast<int>(step));
    }
    const ConnectionTestSubject &subject() const { return m_subject; }
    /// "Access key accepted"
    QString title(ConnectionTestStep step) const;
    /// Whether rooms can be read; warnings are ignored.
    bool works() const;
    /// The result in one or two sentences, with what to do; empty while it runs.
    QString summary() const;
    /// All results as plain text. Contains no key, token or password.
    QString reportText() const;

signals:
    /// Slots must not start or stop the test.
    void lineChanged(roomkeeper::acs::ConnectionTestStep step);
    /// The test or the test user ended, or was stopped.
    void finished();

private:
    void findProxy();
    void takeProxy(const QNetworkProxy &proxy);
    void lookUp();
    void takeAddresses(const QHostInfo &info);
    void connectDirectly(const QList<QHostAddress> &addresses);
    void connectThroughProxy();
    void makeProbe();
    void waitForProxyPassword();
    void proxyAnswered(const QString &proxy, bool isGiven);
    void secure();
    void ask();
    void takeAnswer(const Result<Response> &answer);

    ConnectionTestLine &lineOf(ConnectionTestStep step);
    void begin(ConnectionTestStep step, std::chrono::milliseconds limit);
    void show(ConnectionTestStep step, const DiagnosticResult &result);
    bool end(ConnectionTestStep step, const DiagnosticResult &result);
    void expire();
    void leaveRest(const QString &why);
    void finish();
    void abandon();
    void dropProbe();
    void dropTestUser();

    const Clock &m_clock;
    const ConnectionTestSettings m_settings;
    ConnectionTestSubject m_subject;
    QPointer<Transport> m_transport;
    QList<ConnectionTestLine> m_lines;
    std::array<QElapsedTimer, connectionTestStepCount> m_begun;
    ConnectionTestStep m_step = ConnectionTestStep::Proxy; ///< the running one
    QTimer m_limit; ///< for m_step
    int m_run = 0; ///< results of earlier runs are ignored
    bool m_isRunning = false;
    QNetworkProxy m_proxy = QNetworkProxy::NoProxy;
    int m_lookup = -1;
    std::unique_ptr<ConnectionProbe> m_probe;
    Call<Response> m_answer;
    std::unique_ptr<TestUser> m_testUser; ///< while it is created and deleted
};

} // namespace roomkeeper::acs
