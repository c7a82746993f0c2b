#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>

class QAuthenticator;
class QNetworkProxy;

namespace roomkeeper::acs {

/// User names and passwords of proxies, for all transports of a program: asked for once, kept in
/// memory only. A proxy is named "host:port". Main thread; outlives the transports that use it.
class ProxyCredentials : public QObject
{
    Q_OBJECT

public:
    explicit ProxyCredentials(QObject *parent = nullptr);
    ~ProxyCredentials() override; // wipes them
    Q_DISABLE_COPY_MOVE(ProxyCredentials)

    /// Answers wanted(). What the proxy then refuses is forgotten and asked for anew.
    void give(const QString &proxy, const QString &user, const QString &password);
    /// Answers wanted(): what waits for that proxy fails. Later requests ask anew. Nothing happens
    /// where nobody is asked.
    void decline(const QString &proxy);

    // For transports.

    /// Empty where it is none.
    static QString nameOf(const QNetworkProxy &proxy);
    /// Which of the credentials given so far are known for a proxy; 0: none.
    int version(const QString &proxy) const;
    /// Fills in what is known.
    void fillIn(const QString &proxy, QAuthenticator &authenticator) const;
    /// Forgets what the proxy refused, if no other was given since.
    void refused(const QString &proxy, int version);
    /// Has the person asked, unless the question is open already.
    void want(const QString &proxy);

signals:
    /// Somebody should be asked; answered by give() or decline(). Not again while it is open.
    void wanted(const QString &proxy);
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
    QSet<QString> m_wanted;
    int m_versions = 0;
};

} // namespace roomkeeper::acs
