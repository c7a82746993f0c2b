#include "admin/connections/secretstate.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

#include <array>
#include <optional>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

namespace {

using State = SecretState;
using Event = SecretEvent;
using Action = SecretAction;

struct StateRow
{
    const char *name;
    State state;
    Action action;
    bool isInMemory;
    bool isLeavingKeychain;
    bool isUnsaved;
};

constexpr std::array states{
    StateRow{"not in memory", State::NotInMemory, Action::None, false, false, false},
    StateRow{"for session", State::ForSession, Action::None, true, false, false},
    StateRow{"saving", State::Saving, Action::Write, true, false, true},
    StateRow{"unsaved", State::Unsaved, Action::None, true, false, true},
    StateRow{"reading", State::Reading, Action::Read, false, true, false},
    StateRow{"removing", State::Removing, Action::Remove, true, true, false},
    StateRow{"still in keychain", State::StillInKeychain, Action::None, true, true, false},
    StateRow{"discarding", State::Discarding, Action::Remove, false, false, false},
    StateRow{"deleting", State::Deleting, Action::Remove, false, false, false},
};

using Cell = std::optional<State>;

struct EventRow
{
    const char *name;
    Event event;
    std::array<Cell, states.size()> next; ///< one for each state, in the order above
};

constexpr Cell noWay = std::nullopt;
constexpr Cell nothing = State::NotInMemory;
constexpr Cell session = State::ForSession;
constexpr Cell saving = State::Saving;
constexpr Cell unsaved = State::Unsaved;
constexpr Cell reading = State::Reading;
constexpr Cell removing = State::Removing;
constexpr Cell still = State::StillInKeychain;
constexpr Cell discard = State::Discarding;
constexpr Cell deleting = State::Deleting;

// clang-format off
const std::array events{
    // in state                                      nothing   session   saving    unsaved   reading   removing  still     discard   deleting
    EventRow{"entered",            Event::Entered, {session,  session,  unsaved,  unsaved,  still,    still,    still,    session,  session}},
    EventRow{"saved for keychain", Event::SavedForKeychain,
                                                   {nothing,  saving,   saving,   saving,   nothing,  saving,   saving,   nothing,  nothing}},
    EventRow{"saved for session",  Event::SavedForSession,
                                                   {nothing,  session,  session,  session,  nothing,  session,  session,  nothing,  nothing}},
    EventRow{"withdrawn",          Event::Withdrawn,
                                                   {reading,  removing, removing, removing, reading,  removing, removing, reading,  reading}},
    EventRow{"replaced",           Event::Replaced,
                                                   {noWay,    saving,   saving,   saving,   noWay,    removing, removing, noWay,    noWay}},
    EventRow{"dropped",            Event::Dropped, {nothing,  nothing,  nothing,  nothing,  nothing,  nothing,  nothing,  nothing,  nothing}},
    EventRow{"discarded",          Event::Discarded,
                                                   {discard,  discard,  discard,  discard,  discard,  discard,  discard,  discard,  discard}},
    EventRow{"deleted",            Event::Deleted, {deleting, deleting, deleting, deleting, deleting, deleting, deleting, deleting, deleting}},
    EventRow{"written",            Event::Written, {noWay,    noWay,    nothing,  noWay,    noWay,    noWay,    noWay,    noWay,    noWay}},
    EventRow{"write failed",       Event::WriteFailed,
                                                   {noWay,    noWay,    unsaved,  noWay,    noWay,    noWay,    noWay,    noWay,    noWay}},
    EventRow{"read",               Event::Read,    {noWay,    noWay,    noWay,    noWay,    removing, noWay,    noWay,    noWay,    noWay}},
    EventRow{"read failed",        Event::ReadFailed,
                                                   {noWay,    noWay,    noWay,    noWay,    nothing,  noWay,    noWay,    noWay,    noWay}},
    EventRow{"removed",            Event::Removed, {noWay,    noWay,    noWay,    noWay,    noWay,    session,  noWay,    nothing,  nothing}},
    EventRow{"remove failed",      Event::RemoveFailed,
                                                   {noWay,    noWay,    noWay,    noWay,    noWay,    still,    noWay,    nothing,  nothing}},
};
// clang-format on

} // namespace

/// What is known of a profile's secret: the state machine.
class TestProfileSecrets : public tests::Fixture
{
    Q_OBJECT

private slots:
    void everyEventInEveryState_data()
    {
        QTest::addColumn<State>("state");
        QTest::addColumn<Event>("event");
        QTest::addColumn<Cell>("expected");
        for (const EventRow &row : events) {
            for (size_t at = 0; at < states.size(); ++at) {
                QTest::addRow("%s: %s", states.at(at).name, row.name)
                    << states.at(at).state << row.event << row.next.at(at);
            }
        }
    }

    void everyEventInEveryState()
    {
        QFETCH(State, state);
        QFETCH(Event, event);
        QFETCH(Cell, expected);
        QVERIFY(transition(state, event) == expected);
    }

    void whatAStateMeans_data()
    {
        QTest::addColumn<int>("index");
        for (size_t at = 0; at < states.size(); ++at)
            QTest::newRow(states.at(at).name) << static_cast<int>(at);
    }

    void whatAStateMeans()
    {
        QFETCH(int, index);
        const StateRow &row = states.at(static_cast<size_t>(index));
        QVERIFY(actionOf(row.state) == row.action);
        QCOMPARE(isInMemory(row.state), row.isInMemory);
        QCOMPARE(isLeavingKeychain(row.state), row.isLeavingKeychain);
        QCOMPARE(isUnsaved(row.state), row.isUnsaved);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestProfileSecrets);
#include "tst_profilesecrets.moc"
