#include "sandbox/sandboxserver.h"

#include "base/random.h"
#include "sandbox/http/certificatefiles.h"
#include "sandbox/http/httplistener.h"
#include "sandbox/http/servedaddresses.h"
#include "sandbox/seeding.h"
#include "sandbox/service/sandboxservice.h"
#include "sandbox/state/statefile.h"

#include <QCoreApplication>

namespace roomkeeper::sandbox {

namespace {

// As long as the service's own keys.
constexpr qsizetype keyBytes = 64;

acs::Timestamp presentTimestamp()
{
    using namespace std::chrono;
    const auto sinceEpoch = system_clock::now().time_since_epoch();
    return {
        duration_cast<duration<qint64, std::ratio<1, acs::Timestamp::ticksPerSecond>>>(sinceEpoch)
            .count()};
}

Result<acs::AccessKey> keyOf(SandboxOptions &options)
{
    if (options.accessKey)
        return std::move(*options.accessKey);
    return acs::AccessKey::fromBase64(SystemRandom().bytes(keyBytes).toBase64());
}

Result<std::unique_ptr<StateFile>> openState(const SandboxOptions &options,
                                             const QByteArray &newResourceId)
{
    auto state = StateFile::open(options.stateFile, newResourceId);
    if (state && !options.resourceId.isEmpty() && (*state)->resourceId() != options.resourceId) {
        return failure(ErrorKind::Storage,
                       QCoreApplication::translate(
                           "Sandbox", "The state file belongs to another resource (%1). Leave "
                                      "out --resource-id, or name another file.")
                           .arg(QString::fromLatin1((*state)->resourceId())));
    }
    return state;
}

/// Fills the service from the state file or, if that is empty, with new rooms.
Result<void> fill(SandboxService &service, StateFile *state, const SandboxOptions &options,
                  RandomSource &random)
{
    const acs::Timestamp now = presentTimestamp();
    if (state) {
        if (auto kept = service.keepWith(*state, now); !kept)
            return kept;
    }
    if (service.store().isUntouched()
        && !seed(service.store(),
                 {.rooms = options.rooms,
                  .participants = options.participants,
                  .isUnwanted = options.isUnwanted},
                 service.settings().resourceId, random, now)) {
        return failure(ErrorKind::Cancelled,
                       QCoreApplication::translate("Sandbox", "The start was cancelled."));
    }
    return service.keepChanges();
}

/// What a server needs for TLS.
struct TlsSetup
{
    /// Absent: no TLS.
    std::optional<ServerCertificate> certificate = {};
    /// Whether the certificate was generated, and is to be written.
    bool isNew = false;
};

Result<TlsSetup> tlsSetupOf(const SandboxOptions &options, const CertificateFiles &files)
{
    if (!options.tls)
        return TlsSetup{};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    auto kept = readCertificate(files, now);
    if (!kept)
        return failure(kept.error());
    if (*kept)
        return TlsSetup{std::move(*kept), false};
    return makeServerCertificate(now, {.address = options.host, .dnsNames = options.names})
        .map([](ServerCertificate made) {
            return TlsSetup{std::move(made), true};
        });
}

} // namespace

/// In the order of their dependencies; the listener, whose thread uses the others, is destroyed
/// first.
struct SandboxServer::Parts
{
    Parts(quint32 seedNumber, const SandboxOptions &options)
        : seed(seedNumber)
        , random(seedNumber)
        , origin((options.tls ? QStringLiteral("https://") : QStringLiteral("http://"))
                 + hostInUrls(options.host))
    {
    }

    quint32 seed;
    SeededRandom random;
    /// Scheme and host, without the port.
    QString origin;
    std::unique_ptr<StateFile> state;
    std::unique_ptr<SandboxService> service;
    std::unique_ptr<FaultInjector> desk;
    std::unique_ptr<HttpListener> listener;
};

Result<std::unique_ptr<SandboxServer>> SandboxServer::start(SandboxOptions options)
{
    // Nothing secret comes from this sequence, and the system's random source is far too slow for
    // two million participants.
    const quint32 seedNumber = options.seed.value_or(static_cast<quint32>(SystemRandom().next()));
    auto parts = std::make_unique<Parts>(seedNumber, options);
    Result<acs::AccessKey> key = keyOf(options);
    if (!key)
        return failure(key.error());
    // The port first: report a port in use at once, not after filling the store.
    const CertificateFiles files{options.certificateFile, options.keyFile};
    auto tls = tlsSetupOf(options, files);
    if (!tls)
        return failure(tls.error());
    auto listener = HttpListener::bind({.host = options.host,
                                        .port = options.port,
                                        .latency = options.latency,
                                        .certificate = tls->certificate});
    if (!listener)
        return failure(listener.error());
    if (tls->isNew) {
        if (auto written = writeCertificate(*tls->certificate, files); !written)
            return failure(written.error());
    }
    parts->listener = std::move(*listener);
    QByteArray resourceId = options.resourceId.isEmpty()
                                ? parts->random.uuid().toByteArray(QUuid::WithoutBraces)
                                : options.resourceId;
    if (!options.stateFile.isEmpty()) {
        auto state = openState(options, resourceId);
        if (!state)
            return failure(state.error());
        parts->state = std::move(*state);
        resourceId = parts->state->resourceId();
    }
    parts->service = std::make_unique<SandboxService>(
        ServiceSettings{.accessKey = std::move(*key),
                        .bearerToken = options.bearerToken,
                        .resourceId = resourceId,
                        .pageSize = options.pageSize,
                        .participantsPageSize = options.participantsPageSize},
        parts->random);
    if (const auto filled = fill(*parts->service, parts->state.get(), options, parts->random);
        !filled)
        return failure(filled.error());
    parts->desk = std::make_unique<FaultInjector>(
        *parts->service, FaultInjector::Settings{.faults = options.faults,
                                                 .seed = seedNumber,
                                                 .takesControl = options.control,
                                                 .onHandled = options.onHandled,
                                                 .names = options.names});
    parts->listener->serve([desk = parts->desk.get()](const Request &request) {
        return desk->handle(request, presentTimestamp());
    });
    return std::unique_ptr<SandboxServer>(new SandboxServer(std::move(parts)));
}

SandboxServer::SandboxServer(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

SandboxServer::~SandboxServer() = default;

quint32 SandboxServer::seed() const
{
    return m_parts->seed;
}

quint16 SandboxServer::port() const
{
    return m_parts->listener->port();
}

void SandboxServer::setFaults(const QList<FaultRule> &rules)
{
    m_parts->desk->setFaults(rules);
}

QString SandboxServer::connectionString() const
{
    return QStringLiteral("endpoint=%1:%2/;accesskey=%3")
        .arg(m_parts->origin)
        .arg(port())
        .arg(QString::fromLatin1(m_parts->service->settings().accessKey.toBase64()));
}

} // namespace roomkeeper::sandbox
