#pragma once

#include <QByteArrayList>
#include <QTcpServer>

class QTcpSocket;

/// A small HTTP proxy on loopback that requires a user name and a password: it tunnels (CONNECT),
/// and responds to plain requests itself with 200 and `{}`. For tests.
class ScriptedProxy : public QTcpServer
{
    Q_OBJECT

public:
    ScriptedProxy(const QByteArray &user, const QByteArray &password);

    /// An open proxy requires no password. Existing tunnels stay when it is not open any more.
    void setOpen(bool isOpen) { m_isOpen = isOpen; }

    /// Its name in ProxyCredentials.
    QString name() const;
    /// The first lines of all requests, accepted or not.
    const QByteArrayList &asked() const { return m_asked; }
    /// The number of rejected ones.
    int turnedAway() const { return m_turnedAway; }
    /// The values of Proxy-Authorization, each once.
    const QByteArrayList &offered() const { return m_offered; }

private:
    void read(QTcpSocket *socket);
    void tunnel(QTcpSocket *socket, const QByteArray &target);

    QByteArray m_wanted;
    QByteArrayList m_asked;
    QByteArrayList m_offered;
    int m_turnedAway = 0;
    bool m_isOpen = false;
};
