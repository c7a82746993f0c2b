#pragma once

#include "acs/diagnostics/connectiontest.h"
#include "admin/connections/connectionservice.h"
#include "store/secrets/keychainproblem.h"

#include <QObject>

#include <memory>

namespace roomkeeper::admin {

/// An error as the result of a step of a connection test that failed.
acs::DiagnosticResult inWords(const Error &error);

/// Runs the connection test on an open connection, or on one that is created only for the test. A
/// new test replaces the previous one. Main thread.
class ConnectionDiagnostics : public QObject
{
    Q_OBJECT

public:
    /// `connectionService` outlives this.
    explicit ConnectionDiagnostics(ConnectionService &connectionService, QObject *parent = nullptr);
    ~ConnectionDiagnostics() override;
    Q_DISABLE_COPY_MOVE(ConnectionDiagnostics)

    /// Tests a profile with the connection string or, if that is empty, with the saved secret. The
    /// connection is read-only if this profile or the saved one is.
    void start(const store::Profile &profile, const QByteArray &connectionString = {});
    /// Tests an open connection, which is not kept alive by this.
    void start(const std::shared_ptr<Connection> &connection);
    /// Stops the test at once; the results so far stay.
    void stop();
    /// Stops the test at once, without a signal, and releases the connection created for it.
    void forget();

    bool isRunning() const { return m_isOpening || m_test.isRunning(); }
    /// Whether the rooms could be read.
    bool works() const { return m_hasBegun && m_test.works(); }
    /// The result in a sentence or two, with advice; empty while the test runs.
    QString summary() const;
    /// The steps and their results; until hasBegun(), those of the previous test. Reading the
    /// secret comes before the first step.
    acs::ConnectionTest &test() { return m_test; }
    bool hasBegun() const { return m_hasBegun; }

signals:
    void started();
    /// Also after stop(), and after the test user was created and deleted.
    void finished();
    /// The tested connection is read-only from now on: no test user can be created.
    void restricted();

private:
    void followReadOnly();
    void goOnWithoutSecret(const QUuid &profile, store::KeychainProblem why);
    void examine(const store::Profile &profile, const Result<std::shared_ptr<Connection>> &opened);

    ConnectionService &m_connectionService;
    std::shared_ptr<Connection> m_connection; ///< created for the test; destroyed after m_test
    acs::ConnectionTest m_test;
    store::Profile m_profile; ///< the tested one
    QString m_obstacle; ///< why the test could not begin
    int m_number = 0; ///< results of earlier tests are ignored
    bool m_isOpening = false;
    bool m_hasBegun = false;
};

} // namespace roomkeeper::admin
