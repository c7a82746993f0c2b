#pragma once

#include "support/testcertificates.h"

#include <QByteArrayList>
#include <QSslServer>

/// An HTTPS server on loopback that responds to everything with 200 and `{}`. For tests.
class TlsServer : public QSslServer
{
    Q_OBJECT

public:
    explicit TlsServer(const TestIdentity &identity);

    /// https://127.0.0.1:PORT
    QString endpoint() const;
    /// The headers of all requests.
    const QByteArrayList &requests() const { return m_requests; }

private:
    void serve(QTcpSocket *socket);

    QByteArrayList m_requests;
};
