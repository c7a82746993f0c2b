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

/// A checkup with a transport of its own.
struct ConnectionTestRun
{
    SystemClock systemClock;
    const Clock &clock;
    QNetworkAccessManager network;
    SeededRandom random{1};
    std::unique_ptr<Transport> transport;
    ConnectionTestSubject subject;
    ConnectionTest checkup;
    QSignalSpy finished{&checkup, &ConnectionTest::finished};

    explicit ConnectionTestRun(const QString &endpoint, ConnectionTestSettings settings = direct(),
                               const TransportOptions &options = {}, const Clock *other = nullptr,
                               const QByteArray &key = keyBase64)
        : clock(other != nullptr ? *other : systemClock)
        , checkup(clock, std::move(settings))
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
        checkup.start(subject);
        wait();
    }
    void wait()
    {
        if (!waitUntil([this] { return !checkup.isRunning(); }))
            qFatal("the checkup does not end");
        QCOMPARE(finished.size(), 1);
    }

    const ConnectionTestLine &line(ConnectionTestStep step) const { return checkup.line(step); }
    ConnectionTestState state(ConnectionTestStep step) const { return line(step).finding.state; }
    QString text(ConnectionTestStep step) const { return line(step).finding.text; }
    QString advice(ConnectionTestStep step) const { return line(step).finding.advice; }

    /// A letter for each line, from Proxy to Identity: passed, Warning, Failed, not needed (n), not
    /// tried (-), not tested (?), running (r), waiting (w).
    QString states() const
    {
        QString letters;
        for (const ConnectionTestLine &each : checkup.lines())
            letters += QStringLiteral("wrpWFn-?").at(static_cast<int>(each.finding.state));
        return letters;
    }
};

} // namespace roomkeeper::acs
