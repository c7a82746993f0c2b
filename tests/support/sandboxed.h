#pragma once

#include "acs/auth/connectionstring.h"
#include "admin/connections/connection.h"
#include "admin/rooms/roomstate.h"
#include "base/clock.h"
#include "base/random.h"
#include "sandbox/sandboxserver.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace roomkeeper::ui {

/// A connection to a separate sandbox on loopback. Other connections to it need another seed:
/// requests are told apart by random IDs.
class Sandboxed
{
public:
    explicit Sandboxed(sandbox::SandboxOptions options = {}, store::Profile profile = {},
                       std::chrono::milliseconds firstDelay = std::chrono::milliseconds(1))
    {
        if (profile.name.isEmpty())
            profile.name = QStringLiteral("Test");
        if (!options.accessKey)
            options.accessKey = std::move(
                *acs::AccessKey::fromBase64("bWFya2VyLXNlY3JldCBvZiB0aGUgc2FuZGJveCAhISE="));
        auto started = sandbox::SandboxServer::start(std::move(options));
        if (!started)
            qFatal("the sandbox did not start");
        m_server = *std::move(started);
        auto secret = acs::parseConnectionString(m_server->connectionString());
        m_connection =
            std::make_shared<admin::Connection>(profile, *std::move(secret), m_clock, m_random,
                                                acs::TransportOptions{.firstDelay = firstDelay});
    }

    admin::Connection &connection() { return *m_connection; }
    std::shared_ptr<admin::Connection> shared() { return m_connection; }
    QString connectionString() const { return m_server->connectionString(); }
    /// The connection's clock: it stands at the moment at which this was created, until it is
    /// moved. The sandbox uses the computer's.
    ManualClock &clock() { return m_clock; }

    /// The sandbox does not respond any more.
    void stop() { m_server.reset(); }

    void refresh()
    {
        QSignalSpy refreshed(m_connection.get(), &admin::Connection::refreshed);
        m_connection->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(refreshed.size(), 1, 20'000);
    }

    /// The ID of a listed room in this state.
    QString roomIn(admin::RoomState state)
    {
        const auto now = acs::Timestamp::fromUtc(m_clock.now());
        for (int slot = 0; slot < m_connection->rooms().slotCount(); ++slot) {
            const admin::StoredRoom *room = m_connection->rooms().at(slot);
            if (room != nullptr && admin::roomState(room->room, now) == state)
                return room->room.id;
        }
        return {};
    }

    const acs::Room &room(const QString &id) { return m_connection->rooms().find(id)->room; }

private:
    ManualClock m_clock{QDateTime::currentDateTimeUtc()};
    SeededRandom m_random{1};
    std::unique_ptr<sandbox::SandboxServer> m_server;
    std::shared_ptr<admin::Connection> m_connection;
};

/// A widget by its accessible name, shown or not; fails if there is none.
template <class Widget>
Widget *named(const QWidget &in, const QString &accessibleName)
{
    const auto all = in.findChildren<Widget *>();
    for (Widget *each : all) {
        if (each->accessibleName() == accessibleName)
            return each;
    }
    qFatal("no widget is named '%s'", qPrintable(accessibleName));
}

/// The text of a label by its objectName.
template <class Label>
QString textOf(const QWidget &in, const char *objectName)
{
    const auto *label = in.findChild<Label *>(QLatin1StringView(objectName));
    return label != nullptr ? label->text() : QString();
}

} // namespace roomkeeper::ui
