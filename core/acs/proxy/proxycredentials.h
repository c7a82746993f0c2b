#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>

class QAuthenticator;
class QNetworkProxy;

namespace roomkeeper::acs {

/// User names and passwords of proxies, for all transports of a program: asked for once, kept in
/// memory only. Proxies are identified by "host:port". Main thread; must outlive the transports
/// that use it.
class ProxyCredentials : public QObject
{
    Q_OBJECT

public:
    explicit ProxyCredentials(QObject *parent = nullptr);
    ~ProxyCredentials() override; // overwrites them
    Q_DISABLE_COPY_MOVE(ProxyCredentials)

    /// Answers requested(). If the proxy rejects these credentials, they are discarded and asked
    /// for again.
    void give(const QString &proxy, const QString &user, const QString &password);
    /// Answers requested(): requests waiting for that proxy fail, and later requests ask again.
    /// Does nothing if there is no open question.
    void decline(const QString &proxy);

    // For transports.

    /// "host:port"; empty if there is no proxy.
    static QString nameOf(const QNetworkProxy &proxy);
    /// Version of the known credentials for a proxy; 0: none.
    int version(const QString &proxy) const;
    /// Fills in what is known.
    void fillIn(const QString &proxy, QAuthenticator &authenticator) const;
    /// Discards credentials that the proxy rejected, if no others were given since.
    void rejected(const QString &proxy, int version);
    /// Asks the user, unless the question is already open.
    void request(const QString &proxy);

signals:
    /// The user should be asked; answered by give() or decline(). Not emitted again before that.
    void requested(const QString &proxy);
    void given(const QString &proxy);
    void declined(const QString &proxy);

private:
    struct Known
    {
        QString user = {};
        QString password = {};
        int version = 0;
    };
    void forget(const QString &proxy);

    QHash<QString, Known> m_known;
    QSet<QString> m_requested;
    int m_versions = 0;
};

} // namespace roomkeeper::acs
