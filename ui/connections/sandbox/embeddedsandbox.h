#pragma once

#include "base/call.h"

#include <QByteArray>
#include <QDateTime>
#include <QObject>
#include <QString>

namespace roomkeeper::ui {

/// A request that the embedded sandbox has handled.
struct SandboxRequest
{
    QDateTime at = {}; ///< UTC
    QString method = {};
    QString path = {}; ///< without the query
    int status = 0;
    QString fault = {}; ///< the injected fault, as in a fault rule; empty: none
};

/// Faults that the embedded sandbox injects, each with the same share of the requests.
struct SandboxFaults
{
    bool drop = false; ///< the connection is closed before the response
    bool unavailable = false; ///< status 503
    bool rateLimit = false; ///< status 429
    bool slow = false; ///< the response is delayed by three seconds
    int oneIn = 1; ///< of how many requests one gets the fault; 1: all

    bool isEmpty() const { return !drop && !unavailable && !rateLimit && !slow; }
    bool operator==(const SandboxFaults &) const = default;
};

/// The sandbox inside the program, as its window sees it. Provided by the program, since the window
/// does not depend on the sandbox. Main thread.
class EmbeddedSandbox : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Of the running sandbox, which is started if necessary.
    virtual Call<QByteArray> connectionString() = 0;
    virtual SandboxFaults faults() const = 0;
    /// From the next request on; also before the sandbox is started.
    virtual void setFaults(const SandboxFaults &faults) = 0;

signals:
    void requestHandled(const roomkeeper::ui::SandboxRequest &request);
};

} // namespace roomkeeper::ui
