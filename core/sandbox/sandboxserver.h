#pragma once

#include "base/result.h"
#include "sandbox/sandboxoptions.h"

#include <QString>

#include <memory>

namespace roomkeeper::sandbox {

/// The sandbox on HTTP or HTTPS at 127.0.0.1, in a thread of its own. The owner's thread only
/// starts and ends it; nothing else is shared.
class SandboxServer
{
public:
    /// Serves from the moment this returns; the certificate's file is there then. Error: kind
    /// Network when the port is taken or may not be used, File when the certificate can't be
    /// written, Tls when none can be made, Cancelled when the options' `isUnwanted` said so.
    [[nodiscard]] static Result<std::unique_ptr<SandboxServer>> start(SandboxOptions options);

    /// Drops the connections and waits for the thread.
    ~SandboxServer();
    Q_DISABLE_COPY_MOVE(SandboxServer)

    quint16 port() const;

    /// What repeats this run's rooms, users, ids and faults: the options' seed, or the one that was
    /// chosen.
    quint32 seed() const;

    /// `endpoint=http://127.0.0.1:PORT/;accesskey=KEY`, or `https`. Holds the key: to be shown
    /// where that is the purpose.
    QString connectionString() const;

private:
    struct Parts;
    explicit SandboxServer(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace roomkeeper::sandbox
