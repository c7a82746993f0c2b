#pragma once

#include "acs/auth/connectionstring.h"
#include "acs/http/transport.h"
#include "base/clock.h"
#include "base/random.h"

#include <QJsonObject>
#include <QNetworkAccessManager>

/// The service to be measured, and what is needed to send requests to it.
struct BenchTarget
{
    explicit BenchTarget(roomkeeper::acs::ConnectionString connection);
    Q_DISABLE_COPY_MOVE(BenchTarget)

    QNetworkAccessManager network;
    roomkeeper::SystemClock clock;
    roomkeeper::SystemRandom random;
    roomkeeper::acs::AccessKey key; ///< for requests that are signed beforehand
    roomkeeper::acs::Transport transport;
};

/// The peak memory of this process, in MiB (VmHWM).
double peakRssMiB();

/// Nanoseconds as seconds, to the microsecond.
double seconds(qint64 nanoseconds);

/// Prints one JSON object on one line.
void print(const QJsonObject &result);
