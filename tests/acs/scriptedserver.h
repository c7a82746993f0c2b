#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
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
};

/// An HTTP server on loopback that records what it is asked and answers from a script, byte for
/// byte, and can break off anywhere. For tests; lives on the test's thread.
class ScriptedServer : public QTcpServer
{
    Q_OBJECT

public:
    enum class Then {
        KeepOpen,
        Close,
        Reset,
        Trickle, ///< goes on with a byte every few milliseconds, for ever
    };

    struct Step
    {
        QByteArray bytes; ///< empty with KeepOpen: never answers
        Then then = Then::KeepOpen;
    };

    explicit ScriptedServer(QObject *parent = nullptr);

    /// The next request gets this; when the script is at its end the last step repeats.
    void enqueue(const QByteArray &bytes, Then then = Then::KeepOpen);
    const QList<SeenRequest> &requests() const { return m_requests; }
    /// http://127.0.0.1:PORT
    QString endpoint() const;

    /// A whole answer with the right length.
    static QByteArray answer(int status, const QByteArray &body = {},
                             const QByteArray &extraHeaders = {},
                             const QByteArray &contentType = "application/json; charset=utf-8");

private:
    void accept();
    void read(QTcpSocket *socket);
    void reply(QTcpSocket *socket, const Step &step);

    struct Peer
    {
        QByteArray received;
        int number = 0;
    };
    QHash<QTcpSocket *, Peer> m_peers;
    QList<Step> m_script;
    QList<SeenRequest> m_requests;
    int m_connections = 0;
};
