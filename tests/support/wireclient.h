#pragma once

#include "support/testservice.h"

#include <QHostAddress>
#include <QSslSocket>

namespace roomkeeper::sandbox {

/// How long a test waits for a socket or a program, in milliseconds: machines may be busy.
inline constexpr int patience = 20'000;

/// A client that writes bytes and reads one response after the other, over one connection, plain or
/// TLS. Signs with TestService's key at the present time.
class WireClient
{
public:
    /// With a certificate (PEM) it uses TLS and trusts only that.
    explicit WireClient(quint16 port, const QByteArray &certificate = {},
                        const QHostAddress &host = QHostAddress(QHostAddress::LocalHost));

    QSslSocket &socket() { return m_socket; }

    /// A signed request with the newest version, ready to be written.
    QByteArray requestText(const QByteArray &method, const QByteArray &path,
                           const QByteArray &body = {}) const;
    /// An unsigned request for exactly this target.
    QByteArray plainText(const QByteArray &method, const QByteArray &target,
                         const QByteArray &body = {},
                         const QByteArray &contentType = "text/plain") const;
    void write(const QByteArray &text) { m_socket.write(text); }
    Response send(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});

    /// Status 0 if there was none, or not all of it.
    Response readAnswer();
    /// Everything that arrives until the server closes.
    QByteArray readToEnd();
    bool isClosedByServer();

private:
    template <class Done>
    bool readUntil(Done done);

    QByteArray m_host;
    QSslSocket m_socket;
    QByteArray m_read;
};

} // namespace roomkeeper::sandbox
