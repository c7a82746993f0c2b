#pragma once

#include "base/result.h"
#include "sandbox/sandboxoptions.h"

#include <QString>

#include <memory>

namespace roomkeeper::sandbox {

/// The sandbox on HTTP or HTTPS, in its own thread. The owner's thread only starts and ends it;
/// nothing else is shared.
class SandboxServer
{
public:
    /// When this returns, the server is running and the certificate file is written. Error: kind
    /// Network if the port or the host can't be used, File if the certificate or its key can't be
    /// read or written, Tls if they can't be created or used, Storage for the state file, Cancelled
    /// if `isUnwanted` returned true.
    [[nodiscard]] static Result<std::unique_ptr<SandboxServer>> start(SandboxOptions options);

    /// Closes the connections and waits for the thread.
    ~SandboxServer();
    Q_DISABLE_COPY_MOVE(SandboxServer)

    quint16 port() const;

    /// The seed of rooms, users, IDs and faults: the one in the options, or a random one.
    quint32 seed() const;

    /// Replaces the injected faults, from the next request on.
    void setFaults(const QList<FaultRule> &rules);

    /// `endpoint=http://127.0.0.1:PORT/;accesskey=KEY`, or `https`; with another host if 127.0.0.1
    /// is not served. Contains the key: show it only where that is the purpose.
    QString connectionString() const;

private:
    struct Parts;
    explicit SandboxServer(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace roomkeeper::sandbox
