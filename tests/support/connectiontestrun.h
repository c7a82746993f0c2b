#pragma once

#include "support/transporttest.h"

#include "acs/diagnostics/connectiontest.h"
#include "acs/diagnostics/connectiontesttext.h"
#include "admin/connections/connectiondiagnostics.h"

#include <QSignalSpy>

namespace roomkeeper::acs {

/// No proxy, whatever the system's settings say.
inline ConnectionTestSettings direct()
{
    ConnectionTestSettings settings;
    settings.proxies = [](const QNetworkProxyQuery &) {
        return QList<QNetworkProxy>{QNetworkProxy(QNetworkProxy::NoProxy)};
    };
    return settings;
}

/// The same, and each name has this address; none: it is unknown. So no test needs a name service.
inline ConnectionTestSettings naming(const QHostAddress &address = {})
{
    ConnectionTestSettings settings = direct();
    settings.names = [address](const QString &host) {
        QHostInfo info;
        info.setHostName(host);
        if (address.isNull())
            info.setError(QHostInfo::HostNotFound);
        else
            info.setAddresses({address});
        return info;
    };
    return settings;
}

/// A connection test with its own transport.
struct ConnectionTestRun
{
    SystemClock systemClock;
    const Clock &clock;
    QNetworkAccessManager network;
    SeededRandom random{1};
    std::unique_ptr<Transport> transport;
    ConnectionTestSubject subject;
    ConnectionTest test;
    QSignalSpy finished{&test, &ConnectionTest::finished};

    explicit ConnectionTestRun(const QString &endpoint, ConnectionTestSettings settings = direct(),
                               const TransportOptions &options = {}, const Clock *other = nullptr,
                               const QByteArray &key = keyBase64)
        : clock(other != nullptr ? *other : systemClock)
        , test(clock, std::move(settings))
    {
        network.setProxy(QNetworkProxy::NoProxy);
        transport = std::make_unique<Transport>(
            *parseEndpoint(endpoint), *AccessKey::fromBase64(key), network, clock, random, options);
        subject = {.endpoint = transport->endpoint(),
                   .authorities = options.authorities,
                   .transport = transport.get(),
                   .words = admin::inWords};
    }
    Q_DISABLE_COPY_MOVE(ConnectionTestRun)

    void run()
    {
        finished.clear();
        test.start(subject);
        wait();
    }
    void wait()
    {
        if (!waitUntil([this] { return !test.isRunning(); }))
            qFatal("the test does not end");
        QCOMPARE(finished.size(), 1);
    }

    const ConnectionTestLine &line(ConnectionTestStep step) const { return test.line(step); }
    ConnectionTestState state(ConnectionTestStep step) const { return line(step).result.state; }
    QString text(ConnectionTestStep step) const { return line(step).result.text; }
    QString advice(ConnectionTestStep step) const { return line(step).result.advice; }

    /// A letter for each line, from Proxy to Identity: passed, Warning, Failed, not needed (n), not
    /// tried (-), not tested (?), running (r), waiting (w).
    QString states() const
    {
        QString letters;
        for (const ConnectionTestLine &each : test.lines())
            letters += QStringLiteral("wrpWFn-?").at(static_cast<int>(each.result.state));
        return letters;
    }
};

} // namespace roomkeeper::acs
