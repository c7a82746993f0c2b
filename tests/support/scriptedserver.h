#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSslConfiguration>
#include <QTcpServer>

class QTcpSocket;

/// A request as it came over the socket.
struct SeenRequest
{
    QByteArray method;
    QByteArray target;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    int connection = 0; ///< counted from 1
    qint64 at = 0; ///< ms since the server was made
};

/// An HTTP server on loopback, plain or with TLS, that records what it is asked and answers from a
/// script, byte for byte, and can break off anywhere. For tests; lives on the test's thread.
class ScriptedServer : public QTcpServer
{
    Q_OBJECT

public:
    enum class Then {
        KeepOpen,
        Close,
        Break, ///< as Close, but without TLS's own goodbye: as when a machine in between went
        Reset,
        Trickle, ///< goes on with a byte every few milliseconds, for ever
    };

    struct Step
    {
        QByteArray bytes; ///< empty with KeepOpen: never answers
        Then then = Then::KeepOpen;
    };

    /// `tls`: with certificate and key; where it is null the server is a plain one.
    explicit ScriptedServer(const QSslConfiguration &tls = {}, QObject *parent = nullptr);

    /// The next request gets this; when the script is at its end the last step repeats.
    void enqueue(const QByteArray &bytes, Then then = Then::KeepOpen);
    /// The same for requests whose first line begins so ("DELETE /rooms/"); the longest beginning
    /// counts, and each has a script of its own.
    void enqueueFor(const QByteArray &begin, const QByteArray &bytes, Then then = Then::KeepOpen);
    /// Sends that now as the answer to a request that got none from the script.
    void answerLate(qsizetype request, const QByteArray &bytes);
    /// Ends all connections now.
    void hangUp(Then how);

    const QList<SeenRequest> &requests() const { return m_requests; }
    qsizetype openConnections() const { return m_peers.size(); }
    /// How many there have been.
    int connections() const { return m_connections; }
    /// ms since it was made.
    qint64 elapsed() const { return m_elapsed.elapsed(); }
    /// http://127.0.0.1:PORT, or https.
    QString endpoint() const;

    /// A whole answer with the right length.
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
    QMap<QByteArray, QList<Step>> m_scripts; ///< by the beginning of the first line
    QList<SeenRequest> m_requests;
    QElapsedTimer m_elapsed;
    int m_connections = 0;
};
