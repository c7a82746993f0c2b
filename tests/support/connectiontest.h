#pragma once

#include "admin/connections/connection.h"
#include "sandbox/sandboxserver.h"
#include "support/answer.h"
#include "support/fixture.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace roomkeeper::tests {

/// The base of tests with a live connection: the connection, and the sandbox or scripted server
/// that it uses.
class ConnectionTest : public Fixture
{
protected:
    void connectToSandbox(sandbox::SandboxOptions options, bool readOnly = false)
    {
        if (!options.accessKey)
            options.accessKey = std::move(
                *acs::AccessKey::fromBase64("bWFya2VyLXNlY3JldCBvZiB0aGUgc2FuZGJveCAhISE="));
        auto started = sandbox::SandboxServer::start(std::move(options));
        QVERIFY(started);
        m_sandbox = *std::move(started);
        m_connection = connectionTo(m_sandbox->connectionString(), readOnly);
    }

    /// For a script in which each request is sent once.
    void connectTo(const ScriptedServer &server)
    {
        m_connection = connectionTo(
            QStringLiteral("endpoint=%1;accesskey=bWFya2VyLXNlY3JldA==").arg(server.endpoint()),
            false, {.maxAttempts = 1});
    }

    /// Another user of the same sandbox.
    std::unique_ptr<admin::Connection> anotherConnection()
    {
        return connectionTo(m_sandbox->connectionString(), false);
    }

    void disconnectAll()
    {
        m_connection.reset();
        m_sandbox.reset();
    }

    void refresh()
    {
        QSignalSpy refreshed(m_connection.get(), &admin::Connection::refreshed);
        m_connection->refresh();
        QTRY_COMPARE(refreshed.size(), 1);
    }

    void edit(const QString &roomId, const admin::RoomDraft &draft)
    {
        m_connection->drafts().edit(roomId, draft, {.text = QStringLiteral("Edit")});
    }

    /// Deletes a room as it is now.
    static Result<admin::RoomDeletion> deleteNow(admin::Connection &connection,
                                                 const QString &roomId)
    {
        const auto room = answerOf(connection.readRoom(roomId));
        if (!room)
            return failure(room.error());
        return answerOf(connection.deleteRoom(*room));
    }

    QString anyRoom() { return m_connection->rooms().at(0)->room.id; }

    std::unique_ptr<sandbox::SandboxServer> m_sandbox;
    std::unique_ptr<admin::Connection> m_connection;

private:
    std::unique_ptr<admin::Connection> connectionTo(const QString &connectionString, bool readOnly,
                                                    acs::TransportOptions options = {
                                                        .firstDelay = std::chrono::milliseconds(1)})
    {
        auto secret = acs::parseConnectionString(connectionString);
        if (!secret)
            qFatal("no connection string");
        return std::make_unique<admin::Connection>(
            store::Profile{.name = QStringLiteral("Test"), .readOnly = readOnly},
            *std::move(secret), m_clock, m_random, std::move(options));
    }

    SystemClock m_clock;
    SystemRandom m_random;
};

} // namespace roomkeeper::tests
