#include "support/connectiontest.h"
#include "support/rooms.h"
#include "support/rosters.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace roomkeeper::tests;
using namespace Qt::StringLiterals;

namespace {

const acs::Role butler{.name = u"Butler"_s};
const QString id = u"99000000000000001"_s;

QByteArray errorJson(const QByteArray &code, const QByteArray &message)
{
    return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
}

using Roster = QList<acs::Participant>;

} // namespace

/// Applying the changes of participants against a service that fails in every way.
class TestDraftRejection : public tests::ConnectionTest
{
    Q_OBJECT

private slots:
    void init()
    {
        ConnectionTest::init();
        m_server = std::make_unique<ScriptedServer>();
        connectTo(*m_server);
        m_connection->rooms().put(tests::room(id, u"2026-01-01", u"2026-02-01"),
                                  SystemClock().now());
        m_connection->rooms().putRoster(id, m_before, m_readAt);
    }

    void cleanup()
    {
        disconnectAll();
        m_server.reset();
    }

    void rejectionsStopNoOtherPart_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("rejection");
        QTest::newRow("400") << 400 << errorJson("BadRequest", "Invalid value.")
                             << u"Invalid value."_s;
        QTest::newRow("401") << 401 << errorJson("Denied", "Denied by the resource provider.")
                             << u"Denied by the resource provider."_s;
        QTest::newRow("403 without words")
            << 403 << QByteArray() << u"%1 rejected the access key."_s;
        QTest::newRow("408") << 408 << errorJson("Timeout", "Slow.") << u"Slow."_s;
        QTest::newRow("429") << 429 << errorJson("TooManyRequests", "Slow down.")
                             << u"Slow down."_s;
        QTest::newRow("503") << 503 << errorJson("Unavailable", "Later.") << u"Later."_s;
    }

    void rejectionsStopNoOtherPart()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, rejection);
        const QStringList rawIds = people(100, 1'200);
        requestedChange(rawIds, presenter);
        answerRoster(m_before);
        answer(200, "{}");
        answer(status, body);
        answer(200, "{}");
        answerRoster(m_before
                     + tests::withRoleFor(rawIds.first(500) + rawIds.last(200), presenter));
        const auto outcome = answerOf(m_connection->applyDraft(id));
        QVERIFY(outcome && !outcome->isComplete());
        QCOMPARE(methods(), "GET PATCH PATCH PATCH GET");
        QCOMPARE(outcome->parts.size(), 3);
        QCOMPARE(outcome->parts.at(1).error->httpStatus, status);
        QVERIFY(!outcome->parts.at(0).error && !outcome->parts.at(2).error);
        QCOMPARE(outcome->done, RosterCounts{.added = 700});
        QCOMPARE(left().changes.keys(), rawIds.mid(500, 500));
        const QString host = QUrl(m_server->endpoint()).authority();
        QCOMPARE(left().changes.first().rejection,
                 rejection.contains(u'%') ? rejection.arg(host) : rejection);
        QCOMPARE(countsOf(left(), known()), (RosterCounts{.added = 500, .rejected = 500}));
    }

    void whereNothingWasTakenTheStepsStay()
    {
        requestedChange({person(7)}, presenter);
        answerRoster(m_before);
        answer(400, errorJson("BadRequest", "Invalid value."));
        const auto outcome = answerOf(m_connection->applyDraft(id));
        QVERIFY(outcome && !outcome->isComplete());
        QCOMPARE(methods(), "GET PATCH"); // nothing to load again
        QCOMPARE(left().changes.first().rejection, u"Invalid value."_s);
        QCOMPARE(m_connection->drafts().undoText(id), u"Edit"_s);
    }

    void aRoomThatVanishesBetweenPartsLeavesTheDraftWhole()
    {
        requestedChange(people(100, 1'200), presenter);
        const RoomDraft draft = m_connection->drafts().draft(id);
        answerRoster(m_before);
        answer(200, "{}");
        answer(404, errorJson("NotFound", "The server cannot find the requested resource."));
        const auto outcome = answerOf(m_connection->applyDraft(id));
        QVERIFY(outcome && outcome->isRoomGone());
        QCOMPARE(methods(), "GET PATCH PATCH GET");
        QVERIFY(!outcome->parts.at(0).error);
        QVERIFY(outcome->parts.at(1).error->kind == ErrorKind::NotFound);
        QVERIFY(outcome->parts.at(2).error->kind == ErrorKind::Cancelled);
        QCOMPARE(m_connection->drafts().draft(id), draft);
        QVERIFY(m_connection->rooms().find(id));
    }

    void whereReadingBackFailsTheAnswersCount()
    {
        requestedChange({person(1), person(7)}, presenter);
        edit(id, {.roster = withRemoved(left(), indexOf(m_before), {person(2)})});
        answerRoster(m_before);
        answer(200, "{}");
        answer(503, errorJson("Unavailable", "Later."));
        const Roster after{{.rawId = person(1), .role = presenter},
                           {.rawId = person(3), .role = butler},
                           {.rawId = person(7), .role = presenter}};
        answerRoster(after); // compared the next time
        const auto outcome = answerOf(m_connection->applyDraft(id));
        QVERIFY(outcome && outcome->isComplete());
        QCOMPARE(outcome->rosterError->httpStatus, 503);
        QCOMPARE(outcome->done, (RosterCounts{.added = 1, .changed = 1, .removed = 1}));
        QVERIFY(!m_connection->drafts().has(id));
        QCOMPARE(*m_connection->rooms().find(id)->roster, after);

        // So that our own changes are no difference the next time.
        requestedChange({person(8)}, presenter);
        answer(200, "{}");
        answerRoster(after + tests::withRoleFor({person(8)}, presenter));
        QVERIFY(answerOf(m_connection->applyDraft(id))->isComplete());
    }

    void anUnknownOutcomeIsSettledByReadingBack_data()
    {
        QTest::addColumn<bool>("isMade");
        QTest::newRow("it took effect") << true;
        QTest::newRow("it did not") << false;
    }

    void anUnknownOutcomeIsSettledByReadingBack()
    {
        QFETCH(bool, isMade);
        requestedChange({person(7)}, presenter);
        answerRoster(m_before);
        cutAnswer();
        answerRoster(isMade ? m_before + tests::withRoleFor({person(7)}, presenter) : m_before);
        const auto outcome = answerOf(m_connection->applyDraft(id));
        QVERIFY(outcome);
        QCOMPARE(methods(), "GET PATCH GET");
        QCOMPARE(outcome->isComplete(), isMade);
        QCOMPARE(outcome->done, RosterCounts{.added = isMade ? 1 : 0});
        QCOMPARE(left().isEmpty(), isMade);
        if (!isMade) {
            QVERIFY(outcome->parts.first().error->kind == ErrorKind::Timeout);
            QVERIFY(left().changes.first().rejection.isEmpty());
        }
    }

    void anUnknownOutcomeStaysUnknownWithoutReadingBack()
    {
        requestedChange({person(7)}, presenter);
        answerRoster(m_before);
        cutAnswer();
        answer(503, errorJson("Unavailable", "Later."));
        const auto outcome = answerOf(m_connection->applyDraft(id));
        QVERIFY(outcome && !outcome->isComplete());
        QVERIFY(outcome->parts.first().error->kind == ErrorKind::OutcomeUnknown);
        QCOMPARE(outcome->done, RosterCounts());
        QCOMPARE(left().changes.keys(), QStringList{person(7)});
        QCOMPARE(known(), indexOf(m_before));
    }

    void aChangeThatTheServiceTookAndDoesNotShowStays()
    {
        requestedChange({person(7), person(8)}, presenter);
        answerRoster(m_before);
        answer(200, "{}");
        answerRoster(m_before + tests::withRoleFor({person(7)}, presenter));
        const auto outcome = answerOf(m_connection->applyDraft(id));
        QVERIFY(outcome && !outcome->isComplete());
        QCOMPARE(outcome->done, RosterCounts{.added = 1});
        QCOMPARE(left().changes.keys(), QStringList{person(8)});
        QVERIFY(left().changes.first().rejection.contains(u"do not show it"));
    }

    void aRosterThatCannotBeReadIsNotChanged()
    {
        requestedChange({person(7)}, presenter);
        const RoomDraft draft = m_connection->drafts().draft(id);
        answer(503, errorJson("Unavailable", "Later."));
        const auto outcome = answerOf(m_connection->applyDraft(id));
        QVERIFY(outcome && !outcome->isComplete());
        QCOMPARE(outcome->rosterError->httpStatus, 503);
        QVERIFY(outcome->parts.isEmpty());
        QCOMPARE(methods(), "GET");
        QCOMPARE(m_connection->drafts().draft(id), draft);
    }

    void aDeadNetworkStopsAllParts()
    {
        requestedChange(people(100, 700), presenter);
        edit(id, {.pstnDialOutEnabled = true, .roster = left()});
        const RoomDraft draft = m_connection->drafts().draft(id);
        m_server->close();
        const auto outcome = answerOf(m_connection->applyDraft(id));
        QVERIFY(outcome && !outcome->isComplete());
        QCOMPARE(kindOf(*outcome->room), u"network"_s);
        QCOMPARE(outcome->parts.size(), 2);
        for (const RosterPartOutcome &part : outcome->parts)
            QVERIFY(part.error->kind == ErrorKind::Cancelled);
        QCOMPARE(m_connection->drafts().draft(id), draft);
    }

    void unknownRolesAreKept()
    {
        requestedChange({person(1)}, butler);
        answerRoster(m_before);
        answer(200, "{}");
        Roster after = m_before;
        after.first().role = butler;
        answerRoster(after);
        QVERIFY(answerOf(m_connection->applyDraft(id))->isComplete());
        const auto body = QJsonDocument::fromJson(m_server->requests().at(1).body).object();
        const QJsonObject expected{{person(1), QJsonObject{{u"role"_s, u"Butler"_s}}}};
        QCOMPARE(body.value(u"participants"_s).toObject(), expected);
        QCOMPARE(*m_connection->rooms().find(id)->roster, after);
    }

    void cancelledItKeepsWhatIsDone()
    {
        requestedChange(people(100, 1'200), presenter);
        answerRoster(m_before);
        answer(200, "{}");
        m_server->enqueue({}); // never
        const auto call = m_connection->applyDraft(id);
        QTRY_COMPARE(m_server->requests().size(), 3);
        call.cancel();
        const auto outcome = answerOf(call);
        QVERIFY(outcome && !outcome->isComplete());
        QVERIFY(!outcome->parts.at(0).error);
        QVERIFY(outcome->parts.at(1).error->kind == ErrorKind::OutcomeUnknown);
        QVERIFY(outcome->parts.at(2).error->kind == ErrorKind::Cancelled);
        QVERIFY(outcome->rosterError->kind == ErrorKind::Cancelled);
        QCOMPARE(outcome->done, RosterCounts{.added = 500});
        QCOMPARE(left().changes.size(), 700);
        QCOMPARE(known().size(), 503);
        QCOMPARE(m_server->requests().size(), 3);
    }

    void cancelledWhileComparingNothingIsSent()
    {
        requestedChange({person(7)}, presenter);
        m_server->enqueue({}); // never
        const auto call = m_connection->applyDraft(id);
        QTRY_COMPARE(m_server->requests().size(), 1);
        call.cancel();
        const auto outcome = answerOf(call);
        QVERIFY(outcome && !outcome->isComplete());
        QVERIFY(outcome->rosterError->kind == ErrorKind::Cancelled);
        QCOMPARE(left().changes.size(), 1);
    }

    void itEndsWithItsConnection()
    {
        requestedChange({person(7)}, presenter);
        answerRoster(m_before);
        m_server->enqueue({}); // never
        const auto call = m_connection->applyDraft(id);
        QTRY_COMPARE(m_server->requests().size(), 2);
        QVERIFY(m_connection->pendingChanges() > 0);
        m_connection.reset();
        QCOMPARE(kindOf(answerOf(call)), u"outcome unknown"_s);
    }

private:
    void answer(int status, const QByteArray &body)
    {
        m_server->enqueue(ScriptedServer::answer(status, body));
    }

    void answerRoster(const Roster &roster) { answer(200, tests::rosterJson(roster)); }

    /// A response that ends in the middle: its content is not known.
    void cutAnswer()
    {
        m_server->enqueue("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{",
                          ScriptedServer::Then::Close);
    }

    void requestedChange(const QStringList &rawIds, const acs::Role &role)
    {
        edit(id, {.roster = withRole({}, known(), rawIds, role)});
    }

    QByteArray methods() const
    {
        QByteArrayList all;
        for (const SeenRequest &request : m_server->requests())
            all.append(request.method);
        return all.join(' ');
    }

    RosterDraft left() { return m_connection->drafts().draft(id).roster; }
    RosterIndex known() { return indexOf(*m_connection->rooms().find(id)->roster); }

    const Roster m_before{{.rawId = person(1), .role = attendee},
                          {.rawId = person(2), .role = attendee},
                          {.rawId = person(3), .role = butler}};
    const QDateTime m_readAt = tests::utc(u"2026-01-01T10:00:00Z");
    std::unique_ptr<ScriptedServer> m_server;
};

ROOMKEEPER_TEST(QCoreApplication, TestDraftRejection);
#include "tst_draftrejection.moc"
