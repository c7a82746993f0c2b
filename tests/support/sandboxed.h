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
                       std::chrono::milliseconds firstDelay = std::chrono::milliseconds(1));
    ~Sandboxed();
    Q_DISABLE_COPY_MOVE(Sandboxed)

    admin::Connection &connection() { return *m_connection; }
    std::shared_ptr<admin::Connection> shared() { return m_connection; }
    QString connectionString() const;
    /// The connection's clock: it stands at the moment at which this was created, until it is
    /// moved. The sandbox uses the computer's.
    ManualClock &clock() { return m_clock; }

    /// The sandbox does not respond any more.
    void stop();
    void refresh();
    /// The ID of a listed room in this state.
    QString roomIn(admin::RoomState state);
    const acs::Room &room(const QString &id);

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
