#include "support/sandboxed.h"

#include <QSignalSpy>

namespace roomkeeper::ui {

Sandboxed::Sandboxed(sandbox::SandboxOptions options, store::Profile profile,
                     std::chrono::milliseconds firstDelay)
{
    if (profile.name.isEmpty())
        profile.name = QStringLiteral("Test");
    if (!options.accessKey)
        options.accessKey =
            std::move(*acs::AccessKey::fromBase64("bWFya2VyLXNlY3JldCBvZiB0aGUgc2FuZGJveCAhISE="));
    auto started = sandbox::SandboxServer::start(std::move(options));
    if (!started)
        qFatal("the sandbox did not start");
    m_server = *std::move(started);
    auto secret = acs::parseConnectionString(m_server->connectionString());
    m_connection =
        std::make_shared<admin::Connection>(profile, *std::move(secret), m_clock, m_random,
                                            acs::TransportOptions{.firstDelay = firstDelay});
}

Sandboxed::~Sandboxed() = default;

QString Sandboxed::connectionString() const
{
    return m_server->connectionString();
}

void Sandboxed::stop()
{
    m_server.reset();
}

void Sandboxed::refresh()
{
    QSignalSpy refreshed(m_connection.get(), &admin::Connection::refreshed);
    m_connection->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(refreshed.size(), 1, 20'000);
}

QString Sandboxed::roomIn(admin::RoomState state)
{
    const auto now = acs::Timestamp::fromUtc(m_clock.now());
    for (int slot = 0; slot < m_connection->rooms().slotCount(); ++slot) {
        const admin::StoredRoom *room = m_connection->rooms().at(slot);
        if (room != nullptr && admin::roomState(room->room, now) == state)
            return room->room.id;
    }
    return {};
}

const acs::Room &Sandboxed::room(const QString &id)
{
    return m_connection->rooms().find(id)->room;
}

} // namespace roomkeeper::ui
