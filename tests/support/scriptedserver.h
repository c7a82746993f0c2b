#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSslConfiguration>
#include <QTcpServer>

class QTcpSocket;

/// A request as received.
struct SeenRequest
{
    QByteArray method;
    QByteArray target;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    int connection = 0; ///< starts at 1
    qint64 at = 0; ///< ms since the server was created
};

/// An HTTP server on loopback, plain or with TLS, that records requests and responds from a script,
/// byte for byte, and can break off anywhere. For tests; lives on the test's thread.
class ScriptedServer : public QTcpServer
{
    Q_OBJECT

public:
    enum class Then {
        KeepOpen,
        Close,
        Break, ///< like Close, but without TLS's close_notify: as when a machine in between fails
        Reset,
        Trickle, ///< continues with a byte every few milliseconds, for ever
    };

    struct Step
    {
        QByteArray bytes; ///< empty with KeepOpen: never responds
        Then then = Then::KeepOpen;
    };

    /// `tls`: with certificate and key; null: a plain server.
    explicit ScriptedServer(const QSslConfiguration &tls = {}, QObject *parent = nullptr);

    /// The next request gets this; at the end of the script its last step is repeated.
    void enqueue(const QByteArray &bytes, Then then = Then::KeepOpen);
    /// The same for requests whose first line starts with `begin` ("DELETE /rooms/"); the longest
    /// match counts, and each has its own script.
    void enqueueFor(const QByteArray &begin, const QByteArray &bytes, Then then = Then::KeepOpen);
    /// Sends this now as the response to a request that got none from the script.
    void answerLate(qsizetype request, const QByteArray &bytes);
    /// Closes all connections now.
    void hangUp(Then how);

    const QList<SeenRequest> &requests() const { return m_requests; }
    qsizetype openConnections() const { return m_peers.size(); }
    /// The number of connections so far.
    int connections() const { return m_connections; }
    /// Milliseconds since it was created.
    qint64 elapsed() const { return m_elapsed.elapsed(); }
    /// http://127.0.0.1:PORT, or https.
    QString endpoint() const;

    /// A complete response with the right length.
    static QByteArray answer(int status, const QByteArray &body = {},
                             const QByteArray &extraHeaders = {},
                             const QByteArray &contentType = "application/json; charset=utf-8");

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void accept();
    void read(QTcpSocket *socket);
    Step nextStep(const SeenRequest &request);
    static void reply(QTcpSocket *socket, const Step &step);

    struct Peer
    {
        QByteArray received;
        int number = 0;
    };
    const QSslConfiguration m_tls;
    QHash<QTcpSocket *, Peer> m_peers;
    QMap<QByteArray, QList<Step>> m_scripts; ///< by the start of the first line
    QList<SeenRequest> m_requests;
    QElapsedTimer m_elapsed;
    int m_connections = 0;
};
