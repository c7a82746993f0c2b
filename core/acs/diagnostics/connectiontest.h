#pragma once

#include "acs/diagnostics/connectiontestline.h"
#include "acs/diagnostics/connectiontestsubject.h"
#include "acs/http/httpmessage.h"
#include "acs/proxy/proxyfinder.h"
#include "base/call.h"
#include "base/clock.h"

#include <QElapsedTimer>
#include <QList>
#include <QNetworkProxy>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <array>
#include <chrono>
#include <memory>

namespace roomkeeper::acs {

class ConnectionProbe;
class ProxyCredentials;
class TestUser;
class Transport;

/// What a connection test keeps to.
struct ConnectionTestSettings
{
    /// For result the proxy, and for looking up the name.
    std::chrono::milliseconds namingTimeout{10'000};
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds tlsTimeout{10'000};
    /// For the service's answer; getting a token may be a part of that.
    std::chrono::milliseconds answerTimeout{40'000};
    /// Which proxies are used for what; runs in another thread. Without: the program's.
    ProxySource proxies = {};
    /// Where the passwords of proxies come from; outlive the test. Null: nobody can be asked.
    ProxyCredentials *proxyCredentials = nullptr;
};

/// The connection doctor: finds out step by step how far the way to a resource goes. Nothing
/// blocks, each step has a time limit, and it can be stopped at any moment. Reads the first page of
/// rooms, once, and changes nothing; only createAndDeleteTestUser() does, when a person asks for
/// it. One thread.
class ConnectionTest : public QObject
{
    Q_OBJECT

public:
    /// `clock` outlives this.
    explicit ConnectionTest(const Clock &clock, ConnectionTestSettings settings = {},
                            QObject *parent = nullptr);
    ~ConnectionTest() override; // stops, without a signal
    Q_DISABLE_COPY_MOVE(ConnectionTest)

    /// Begins anew; takes the place of a run under way. Signals may come from inside.
    void start(const ConnectionTestSubject &subject);
    /// Ends now what is under way; its line and those after it say so.
    void stop();

    /// Makes a communication user and deletes it, on the line of Identity, if nothing speaks
    /// against it. Ends with finished().
    void createAndDeleteTestUser();
    /// Why that can't be asked for now, a sentence; empty: it can.
    QString testUserObstacle() const;

    bool isRunning() const { return m_isRunning; }
    /// One for each step, in their order.
    const QList<ConnectionTestLine> &lines() const { return m_lines; }
    const ConnectionTestLine &line(ConnectionTestStep step) const
    {
        return m_lines.at(static_cast<int>(step));
    }
    const ConnectionTestSubject &subject() const { return m_subject; }
    /// "Access key accepted"
    QString title(ConnectionTestStep step) const;
    /// Whether rooms can be read; warnings don't count against it.
    bool works() const;
    /// What came of it, in a sentence or two, with what to do; empty while it runs.
    QString summary() const;
    /// Everything as plain text, to be passed on: no key, no token, no password is in it.
    QString reportText() const;

signals:
    /// No slot may start or stop it.
    void lineChanged(roomkeeper::acs::ConnectionTestStep step);
    /// A run or a test user came to its end, or was stopped.
    void finished();

private:
    void findProxy();
    void takeProxy(const QNetworkProxy &proxy);
    void lookUp();
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
    ConnectionTestStep m_step = ConnectionTestStep::Proxy; ///< under way
    QTimer m_limit; ///< for it
    int m_run = 0; ///< what was begun in an earlier one is not heard any more
    bool m_isRunning = false;
    QNetworkProxy m_proxy = QNetworkProxy::NoProxy;
    int m_lookup = -1;
    std::unique_ptr<ConnectionProbe> m_probe;
    Call<Response> m_answer;
    std::unique_ptr<TestUser> m_testUser; ///< while it is made and deleted
};

} // namespace roomkeeper::acs
