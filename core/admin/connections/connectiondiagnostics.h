#pragma once

#include "acs/diagnostics/connectiontest.h"
#include "admin/connections/connectionservice.h"
#include "store/secrets/keychainproblem.h"

#include <QObject>

#include <memory>

namespace roomkeeper::admin {

/// explain() as a step of a checkup that failed.
acs::DiagnosticResult inWords(const Error &error);

/// Finds out how far the way to a resource goes: has the connection doctor look at one that is
/// open, or at one that is made for it only. A later test takes the place of the one before. Main
/// thread.
class ConnectionDiagnostics : public QObject
{
    Q_OBJECT

public:
    /// `connectionService` outlives this.
    explicit ConnectionDiagnostics(ConnectionService &connectionService, QObject *parent = nullptr);
    ~ConnectionDiagnostics() override;
    Q_DISABLE_COPY_MOVE(ConnectionDiagnostics)

    /// Without a connection string, the kept one is asked for. Read-only where the profile says so,
    /// or the kept one does.
    void start(const store::Profile &profile, const QByteArray &connectionString = {});
    /// What is open; it may go at any time.
    void start(const std::shared_ptr<Connection> &connection);
    /// Ends it now; what was found stays.
    void stop();
    /// Ends it now and lets go of the connection that was made for it; says nothing.
    void forget();

    bool isRunning() const { return m_isOpening || m_test.isRunning(); }
    /// Whether the rooms could be read.
    bool works() const { return m_hasBegun && m_test.works(); }
    /// What came of it, in a sentence or two, with what to do; empty while it runs.
    QString summary() const;
    /// Its lines are those of this test once one has begun; asking for a secret comes before.
    acs::ConnectionTest &test() { return m_test; }
    bool hasBegun() const { return m_hasBegun; }

signals:
    void started();
    /// Also of what was stopped, and of a test user.
    void finished();
    /// What it tests is read-only from now on: no test user is made.
    void restricted();

private:
    void followReadOnly();
    void goOnWithoutSecret(const QUuid &profile, store::KeychainProblem why);
    void examine(const store::Profile &profile, const Result<std::shared_ptr<Connection>> &opened);

    ConnectionService &m_connectionService;
    std::shared_ptr<Connection> m_connection; ///< made for this; goes after what works on it
    acs::ConnectionTest m_test;
    store::Profile m_profile; ///< that is tested
    QString m_obstacle; ///< why it could not even begin
    int m_number = 0; ///< answers to earlier tests are not wanted any more
    bool m_isOpening = false;
    bool m_hasBegun = false;
};

} // namespace roomkeeper::admin
