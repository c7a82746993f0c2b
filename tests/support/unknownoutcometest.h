#pragma once

#include "support/connectiontest.h"
#include "support/rooms.h"

namespace roomkeeper::tests {

/// What tests of unknown outcomes share: a connection to a sandbox, somebody else at the same
/// resource, and a room that may have been created.
class UnknownOutcomeTest : public ConnectionTest
{
protected:
    using Kind = admin::UnknownOutcome::Kind;
    using CheckResult = admin::OutcomeCheck::Kind;

    void begin(int rooms)
    {
        ConnectionTest::init();
        connectToSandbox({.rooms = rooms, .participants = 2, .seed = 3});
        m_other = anotherConnection();
        m_asked = SystemClock().now();
        m_creation = dayFrom(m_asked);
    }

    void end()
    {
        m_other.reset();
        disconnectAll();
    }

    admin::UnknownOutcomes &unknown() { return m_connection->unknownOutcomes(); }

    int addCreation()
    {
        return unknown().add({.kind = Kind::Create, .askedAt = m_asked, .creation = m_creation});
    }

    std::unique_ptr<admin::Connection> m_other;
    QDateTime m_asked;
    acs::RoomCreation m_creation;
};

} // namespace roomkeeper::tests
