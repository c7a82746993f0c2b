#include "measure.h"

#include "acs/proxy/proxies.h"

#include <QFile>
#include <QJsonDocument>

#include <cmath>
#include <cstdio>

using namespace roomkeeper;

BenchTarget::BenchTarget(acs::ConnectionString connection)
    : key(connection.accessKey.clone())
    , transport(connection.endpoint, std::move(connection.accessKey), network, clock, random)
{
    acs::bufferLoopback(network);
}

double peakRssMiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return std::round(line.simplified().split(' ').value(1).toDouble() / 102.4) / 10;
    }
    return 0;
}

double seconds(qint64 nanoseconds)
{
    return std::round(static_cast<double>(nanoseconds) / 1e3) / 1e6;
}

void print(const QJsonObject &result)
{
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
}
