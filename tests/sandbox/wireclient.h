#pragma once

#include "testservice.h"

#include <QTcpSocket>

namespace roomkeeper::sandbox {

/// How long a test waits for a socket or a program, in milliseconds: machines are shared.
inline constexpr int patience = 20'000;

/// A client that writes bytes and reads one answer after the other, over one connection. Signs with
/// TestService's key at the present time.
class WireClient
{
public:
    explicit WireClient(quint16 port);

    QTcpSocket &socket() { return m_socket; }

    /// A signed request of the newest version, ready to be written.
    QByteArray requestText(const QByteArray &method, const QByteArray &path,
                           const QByteArray &body = {}) const;
    void write(const QByteArray &text) { m_socket.write(text); }
    Response send(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});

    /// Status 0 where none came, or not all of it.
    Response readAnswer();
    bool isClosedByServer();

private:
    template <class Done>
    bool readUntil(Done done);

    QByteArray m_host;
    QTcpSocket m_socket;
    QByteArray m_read;
};

} // namespace roomkeeper::sandbox
