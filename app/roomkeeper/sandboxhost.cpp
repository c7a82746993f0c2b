#include "sandboxhost.h"

#include <utility>

namespace roomkeeper::app {

using namespace Qt::StringLiterals;

namespace {

QList<sandbox::FaultRule> rulesOf(const ui::SandboxFaults &faults)
{
    using Action = sandbox::Fault::Action;
    QList<sandbox::FaultRule> rules;
    // Each rule decides about the requests that the rules before it have left.
    const auto add = [&rules, share = 1.0 / faults.oneIn](const sandbox::Fault &fault) {
        rules.append({.fault = fault, .method = "*", .path = "*", .share = share});
    };
    if (faults.drop)
        add({.action = Action::Drop});
    if (faults.unavailable)
        add({.action = Action::Status, .status = 503});
    if (faults.rateLimit)
        add({.action = Action::Status, .status = 429, .retryAfter = std::chrono::seconds(2)});
    if (faults.slow)
        add({.action = Action::Delay, .pause = std::chrono::seconds(3)});
    return rules;
}

ui::SandboxRequest shown(const sandbox::HandledRequest &request)
{
    return {.at = request.at.toUtc(),
            .method = QString::fromLatin1(request.method),
            .path = QString::fromUtf8(QByteArray::fromPercentEncoding(request.path)),
            .status = request.status,
            .fault = QString::fromLatin1(toText(request.fault))};
}

} // namespace

SandboxHost::SandboxHost(int rooms, QByteArray resourceId, QObject *parent)
    : EmbeddedSandbox(parent)
    , m_rooms(rooms)
    , m_resourceId(std::move(resourceId))
    , m_result(std::make_shared<std::optional<Started>>())
    , m_isUnwanted(std::make_shared<std::atomic<bool>>(false))
{
}

SandboxHost::~SandboxHost()
{
    *m_isUnwanted = true;
    if (m_starter)
        m_starter->wait();
    m_result->reset(); // its thread uses this object
}

Call<QByteArray> SandboxHost::connectionString()
{
    if (isRunning())
        return finishedCall<QByteArray>(answer());

    const CallSource<QByteArray> source;
    m_waiting.append(source);
    if (!m_isStarting) {
        m_isStarting = true;
        // The server, and with it its thread, ends before this object.
        const auto tell = [this](const sandbox::HandledRequest &request) {
            QMetaObject::invokeMethod(
                this, [this, request] { emit requestHandled(shown(request)); },
                Qt::QueuedConnection);
        };
        m_starter.reset(QThread::create([result = m_result, rooms = m_rooms, tell,
                                         resourceId = m_resourceId, isUnwanted = m_isUnwanted] {
            sandbox::SandboxOptions options;
            options.onHandled = tell;
            options.rooms = rooms;
            options.resourceId = resourceId;
            options.isUnwanted = [isUnwanted] { return isUnwanted->load(); };
            *result = sandbox::SandboxServer::start(std::move(options));
        }));
        connect(m_starter.get(), &QThread::finished, this, &SandboxHost::started);
        m_starter->start();
    }
    return source.call();
}

void SandboxHost::started()
{
    m_isStarting = false;
    const auto waiting = std::exchange(m_waiting, {});
    // Read once: a caller that is told of a failure may start again, and then the thread owns the
    // result.
    const Result<QByteArray> outcome = answer();
    if (outcome)
        (**m_result)->get()->setFaults(rulesOf(m_faults));
    for (const CallSource<QByteArray> &source : waiting)
        source.finish(outcome);
}

void SandboxHost::setFaults(const ui::SandboxFaults &faults)
{
    m_faults = faults;
    if (isRunning())
        (**m_result)->get()->setFaults(rulesOf(faults));
}

Result<QByteArray> SandboxHost::answer() const
{
    const Started &result = **m_result;
    if (!result)
        return failure(result.error());
    return (*result)->connectionString().toUtf8();
}

} // namespace roomkeeper::app
