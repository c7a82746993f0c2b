#pragma once

#include <QByteArrayList>
#include <QTcpServer>

class QTcpSocket;

/// A little HTTP proxy on loopback that wants a user name and a password: it tunnels (CONNECT),
/// and answers plain requests by itself with 200 and `{}`. For tests.
class ScriptedProxy : public QTcpServer
{
    Q_OBJECT

public:
    ScriptedProxy(const QByteArray &user, const QByteArray &password);

    /// An open proxy asks nobody for a password. Existing tunnels stay when it is no longer open.
    void setOpen(bool isOpen) { m_isOpen = isOpen; }

    /// How ProxyCredentials names it.
    QString name() const;
    /// The first lines of what it was asked, let through or not.
    const QByteArrayList &asked() const { return m_asked; }
    /// How many of those it turned away.
    int turnedAway() const { return m_turnedAway; }
    /// What came as Proxy-Authorization, each once.
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
