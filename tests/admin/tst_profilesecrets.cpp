#include "admin/connections/profilesecrets.h"
#include "support/answer.h"
#include "support/fixture.h"
#include "support/memorysecretstore.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <memory>
#include <optional>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;
using tests::answerOf;
using tests::kindOf;

namespace {

using State = SecretState;
using Event = SecretEvent;
using Action = SecretAction;

const QByteArray secret("endpoint=https://contoso.example/;accesskey=bWFya2VyLXNlY3JldA==");
const QByteArray
    otherSecret("endpoint=https://contoso.example/;accesskey=bWFya2VyLXNlY3JldC1vdGhlcg==");

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
    EventRow{"removed",            Event::Removed, {noWay,    noWay,    noWay,    noWay,    noWay,    session,  session,  nothing,  nothing}},
    EventRow{"remove failed",      Event::RemoveFailed,
                                                   {noWay,    noWay,    noWay,    noWay,    noWay,    still,    noWay,    nothing,  nothing}},
};
// clang-format on

} // namespace

/// What is known of a profile's secret: the state machine, and the class that runs it.
class TestProfileSecrets : public tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_profiles = std::make_unique<store::ProfileStore>(pathOf(u"connections.json"_s));
        m_keychain = std::make_unique<tests::MemorySecretStore>();
        m_secrets = std::make_unique<ProfileSecrets>(*m_profiles, *m_keychain);
        m_profile = {.id = QUuid::createUuid(),
                     .name = u"Contoso"_s,
                     .endpoint = u"https://contoso.example"_s};
        QVERIFY(m_profiles->save(m_profile));
    }

    void cleanup() { m_secrets.reset(); }

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

    void intoTheKeychain()
    {
        QSignalSpy changed(m_secrets.get(), &ProfileSecrets::changed);
        m_secrets->enter(m_profile.id, secret);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toUuid(), m_profile.id);
        QCOMPARE(m_secrets->inMemory(m_profile.id), secret);
        m_keychain->waits = true;
        const auto saved = m_secrets->saveToKeychain(m_profile);
        QVERIFY(isIn(State::Saving));
        QCOMPARE(m_secrets->unsaved(), QList<QUuid>{m_profile.id});
        m_keychain->release();
        const auto outcome = answerOf(saved);
        QVERIFY(outcome && !outcome->keychainError && !outcome->isSuperseded);
        QVERIFY(isIn(State::NotInMemory));
        QVERIFY(!m_secrets->inMemory(m_profile.id));
        QVERIFY(m_secrets->unsaved().isEmpty());
        QCOMPARE(m_keychain->secrets.value(m_profile.id), secret);
        QCOMPARE(changed.size(), 3);
    }

    void savingAgainInASlotOvertakesNothing()
    {
        m_secrets->enter(m_profile.id, secret);
        std::optional<Call<KeychainOutcome>> again;
        connect(
            m_secrets.get(), &ProfileSecrets::changed, this,
            [&] { again = m_secrets->saveToKeychain(m_profile); }, Qt::SingleShotConnection);
        const auto saved = answerOf(m_secrets->saveToKeychain(m_profile));
        QVERIFY(saved && !saved->isSuperseded && !saved->keychainError);
        QVERIFY(again);
        const auto savedAgain = answerOf(*again);
        QVERIFY(savedAgain && !savedAgain->isSuperseded && !savedAgain->keychainError);
        QCOMPARE(m_keychain->writes, 1);
        QVERIFY(isIn(State::NotInMemory));
    }

    /// A slot runs when everything that belongs to the change is done.
    void aSlotThatSavesSeesTheWholeChange()
    {
        m_keychain->secrets.insert(m_profile.id, secret);
        std::optional<Call<KeychainOutcome>> again;
        connect(m_secrets.get(), &ProfileSecrets::changed, this, [&] {
            if (again || !isIn(State::ForSession))
                return;
            QVERIFY(!m_profiles->find(m_profile.id)->secretInKeychain);
            QVERIFY(m_profiles->save(m_profile)); // it belongs in the keychain again
            again = m_secrets->saveToKeychain(m_profile);
        });
        const auto withdrawn = answerOf(m_secrets->withdraw(m_profile));
        QVERIFY(withdrawn && !withdrawn->isSuperseded);
        QVERIFY(again && answerOf(*again));
        QCOMPARE(m_keychain->secrets.value(m_profile.id), secret);
        QVERIFY(m_profiles->find(m_profile.id)->secretInKeychain);
    }

    void aResponseAboutAnEarlierSecretIsIgnored()
    {
        m_keychain->waits = true;
        m_secrets->enter(m_profile.id, secret);
        const auto saved = m_secrets->saveToKeychain(m_profile);
        m_secrets->enter(m_profile.id, otherSecret);
        QVERIFY(isIn(State::Unsaved));
        m_keychain->failWith = store::keychainError(store::KeychainProblem::Rejected);
        m_keychain->release();
        const auto outcome = answerOf(saved);
        QVERIFY(outcome && outcome->isSuperseded && !outcome->keychainError);
        QVERIFY(isIn(State::Unsaved));
        QCOMPARE(m_secrets->inMemory(m_profile.id), otherSecret);
    }

    void outOfTheKeychain()
    {
        m_keychain->secrets.insert(m_profile.id, secret);
        m_keychain->waits = true;
        const auto withdrawing = m_secrets->withdraw(m_profile);
        QVERIFY(isIn(State::Reading));
        QVERIFY(m_secrets->isLeavingKeychain(m_profile.id));
        QVERIFY(m_profiles->find(m_profile.id).value().secretInKeychain);
        m_keychain->release();
        const auto outcome = answerOf(withdrawing);
        QVERIFY(outcome && !outcome->profile.secretInKeychain);
        QVERIFY(isIn(State::ForSession));
        QCOMPARE(m_secrets->inMemory(m_profile.id), secret);
        QVERIFY(m_keychain->secrets.isEmpty());
        QVERIFY(!m_profiles->find(m_profile.id)->secretInKeychain);
    }

    /// As when another window opens the connection for the session while this one saves it.
    void anotherSecretIsEnteredWhileTheEntryIsRemoved()
    {
        m_keychain->secrets.insert(m_profile.id, secret);
        m_secrets->enter(m_profile.id, secret);
        m_keychain->waits = true;
        const auto withdrawn = m_secrets->withdraw(m_profile);
        QVERIFY(isIn(State::Removing));
        m_secrets->enter(m_profile.id, otherSecret);
        QVERIFY(isIn(State::StillInKeychain));
        m_keychain->release();
        const auto outcome = answerOf(withdrawn);
        QVERIFY(outcome && outcome->isSuperseded);
        QVERIFY(isIn(State::ForSession)); // the entry is gone
        QCOMPARE(m_secrets->inMemory(m_profile.id), otherSecret);
        QVERIFY(!m_profiles->find(m_profile.id)->secretInKeychain);
    }

    /// Its secret is the other program's business, too.
    void deletedByAnotherProgramWhileTheSecretIsRead()
    {
        m_keychain->secrets.insert(m_profile.id, secret);
        m_keychain->waits = true;
        const auto withdrawing = m_secrets->withdraw(m_profile);
        QVERIFY(m_profiles->remove(m_profile.id));
        m_keychain->release();
        QCOMPARE(kindOf(answerOf(withdrawing)), u"cancelled"_s);
        QVERIFY(isIn(State::NotInMemory));
        QVERIFY(!m_secrets->inMemory(m_profile.id));
        QCOMPARE(m_keychain->secrets.size(), 1);
    }

    void discarded()
    {
        m_keychain->secrets.insert(m_profile.id, secret);
        m_secrets->enter(m_profile.id, otherSecret);
        m_keychain->waits = true;
        const auto discarding = m_secrets->discard(m_profile);
        QVERIFY(isIn(State::Discarding));
        QVERIFY(!m_secrets->inMemory(m_profile.id)); // at once
        m_keychain->release();
        QVERIFY(answerOf(discarding));
        QVERIFY(isIn(State::NotInMemory));
        QVERIFY(m_keychain->secrets.isEmpty());
        QVERIFY(!m_profiles->find(m_profile.id)->secretInKeychain);
    }

    void deletedTwiceAtOnce()
    {
        m_keychain->secrets.insert(m_profile.id, secret);
        m_secrets->enter(m_profile.id, secret);
        m_keychain->waits = true;
        const auto first = m_secrets->remove(m_profile.id, true);
        const auto second = m_secrets->remove(m_profile.id, true);
        QVERIFY(!m_secrets->inMemory(m_profile.id));
        QVERIFY(m_secrets->isDeleting());
        QSignalSpy changed(m_secrets.get(), &ProfileSecrets::changed);
        m_keychain->release();
        QVERIFY(answerOf(first));
        QVERIFY(answerOf(second));
        QCOMPARE(changed.size(), 1); // by the response to the second one
        QVERIFY(!m_secrets->isDeleting());
    }

    /// Where none should be in the keychain, nobody has to know that it could not be asked.
    void deletedThoughTheKeychainHadNone()
    {
        m_keychain->failWith = store::keychainError(store::KeychainProblem::NoService);
        m_keychain->waits = true;
        const auto removed = m_secrets->remove(m_profile.id, false);
        QVERIFY(!m_secrets->isDeleting());
        m_keychain->release();
        QVERIFY(answerOf(removed));
    }

    void nothingToReplace()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is impossible in state"_s));
        QCOMPARE(kindOf(answerOf(m_secrets->replace(m_profile))), u"cancelled"_s);
        QVERIFY(isIn(State::NotInMemory));
        QVERIFY(m_keychain->secrets.isEmpty());
    }

    void theSecretsOfProfilesAreSeparate()
    {
        m_secrets->enter(m_profile.id, secret);
        m_secrets->enter(QUuid::createUuid(), otherSecret);
        QCOMPARE(m_secrets->inMemory(m_profile.id), secret);
        QVERIFY(answerOf(m_secrets->saveToKeychain(m_profile)));
        QCOMPARE(m_keychain->secrets.size(), 1);
    }

private:
    bool isIn(State state) const { return m_secrets->state(m_profile.id) == state; }

    std::unique_ptr<store::ProfileStore> m_profiles;
    std::unique_ptr<tests::MemorySecretStore> m_keychain;
    std::unique_ptr<ProfileSecrets> m_secrets;
    store::Profile m_profile;
};

ROOMKEEPER_TEST(QCoreApplication, TestProfileSecrets);
#include "tst_profilesecrets.moc"
