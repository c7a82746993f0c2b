#pragma once

#include "admin/connections/openconnections.h"
#include "admin/connections/profilesecrets.h"

#include <QList>
#include <QObject>

#include <memory>

namespace roomkeeper::admin {

/// Replaces the connection string of a profile, for example after its access key was regenerated:
/// tests the new one with a request and, only if the service accepts it, uses and stores it.
/// Several attempts for one profile may run at once; the first one that succeeds cancels the
/// others. Main thread.
class SecretReplacements : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    SecretReplacements(store::ProfileStore &profiles, ProfileSecrets &secrets,
                       OpenConnections &connections, QObject *parent = nullptr);
    ~SecretReplacements() override;
    Q_DISABLE_COPY_MOVE(SecretReplacements)

    /// See ConnectionService::replaceSecret().
    Call<KeychainOutcome> replace(const QUuid &profile, const QByteArray &connectionString);
    /// Cancels the attempts for a profile, even if the service has just accepted one.
    void cancel(const QUuid &profile);

private:
    struct Attempt;
    void accept(const QUuid &profile, const Attempt &attempt,
                const CallSource<KeychainOutcome> &source);

    store::ProfileStore &m_profiles;
    ProfileSecrets &m_secrets;
    OpenConnections &m_connections;
    QList<std::shared_ptr<Attempt>> m_attempts; ///< in progress
};

} // namespace roomkeeper::admin
