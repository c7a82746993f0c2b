#include "admin/drafts/roomdraft.h"
#include "support/fixture.h"
#include "support/rooms.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;
using tests::instant;
using tests::utc;

namespace {

const QDateTime now = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

acs::Room theRoom()
{
    return tests::room(u"99"_s, u"2026-02-01T13:30:07.1234567+00:00",
                       u"2026-04-01T13:30:07.8098317+00:00");
}

DateTimeInput typed(QStringView text)
{
    return {.text = text.toString(), .utc = utc(text)};
}

DateTimeInput unreadable()
{
    return {.text = u"tomorow"_s, .utc = {}};
}

} // namespace

class TestRoomDraft : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void normalizing()
    {
        const acs::Room room = theRoom();
        QCOMPARE(normalized({}, room), RoomDraft());
        QVERIFY(normalized({.validFrom = typed(u"2026-02-01T13:30:00Z")}, room).isEmpty());
        QVERIFY(normalized({.validFrom = typed(u"2026-02-01T13:30:59Z")}, room).isEmpty());
        QVERIFY(!normalized({.validFrom = typed(u"2026-02-01T13:31:00Z")}, room).isEmpty());
        QVERIFY(!normalized({.validFrom = typed(u"2026-02-01T13:29:59Z")}, room).isEmpty());
        QVERIFY(normalized({.validUntil = typed(u"2026-04-01T13:30:00Z")}, room).isEmpty());

        // An editor that shows seconds compares seconds.
        const std::chrono::seconds second{1};
        QVERIFY(normalized({.validFrom = typed(u"2026-02-01T13:30:07Z")}, room, second).isEmpty());
        QVERIFY(!normalized({.validFrom = typed(u"2026-02-01T13:30:00Z")}, room, second).isEmpty());

        QVERIFY(normalized({.pstnDialOutEnabled = false}, room).isEmpty());
        QCOMPARE(normalized({.pstnDialOutEnabled = true}, room),
                 (RoomDraft{.pstnDialOutEnabled = true}));
        const RoomDraft halfTyped{.validUntil = unreadable()};
        QCOMPARE(normalized(halfTyped, room), halfTyped); // nothing typed is lost

        acs::Room withoutPstn = room;
        withoutPstn.pstnDialOutEnabled.reset();
        QVERIFY(normalized({.pstnDialOutEnabled = true}, withoutPstn).isEmpty());
    }

    void changeSets_data()
    {
        QTest::addColumn<RoomDraft>("draft");
        QTest::addColumn<acs::RoomUpdate>("expected");
        const acs::Room room = theRoom();
        const auto validity = [](acs::Timestamp from, acs::Timestamp until) {
            return acs::RoomUpdate{.validity = acs::RoomUpdate::Validity{from, until}};
        };
        const auto row = [](const char *name, const RoomDraft &draft,
                            const acs::RoomUpdate &expected = {}) {
            QTest::newRow(name) << draft << expected;
        };
        row("nothing", {});
        row("PSTN alone", {.pstnDialOutEnabled = true}, {.pstnDialOutEnabled = true});
        row("PSTN as it is", {.pstnDialOutEnabled = false});
        row("end moved; the opening as the service gave it, to 100 ns",
            {.validUntil = typed(u"2026-05-01T10:00:00Z")},
            validity(room.validFrom, instant(u"2026-05-01T10:00:00Z")));
        row("opening moved; the end as the service gave it",
            {.validFrom = typed(u"2026-03-02T10:00:00Z")},
            validity(instant(u"2026-03-02T10:00:00Z"), room.validUntil));
        row("both",
            {.validFrom = typed(u"2026-03-02T10:00:00Z"),
             .validUntil = typed(u"2026-03-03T10:00:00Z")},
            validity(instant(u"2026-03-02T10:00:00Z"), instant(u"2026-03-03T10:00:00Z")));
        row("opening retyped, end moved",
            {.validFrom = typed(u"2026-02-01T13:30:00Z"),
             .validUntil = typed(u"2026-05-01T10:00:00Z")},
            validity(room.validFrom, instant(u"2026-05-01T10:00:00Z")));
        row("both retyped", {.validFrom = typed(u"2026-02-01T13:30:00Z"),
                             .validUntil = typed(u"2026-04-01T13:30:00Z")});
        auto all = validity(room.validFrom, instant(u"2026-05-01T10:00:00Z"));
        all.pstnDialOutEnabled = true;
        row("end and PSTN",
            {.validUntil = typed(u"2026-05-01T10:00:00Z"), .pstnDialOutEnabled = true}, all);
        row("unreadable: nothing is sent",
            {.validUntil = unreadable(), .pstnDialOutEnabled = true});
    }

    void changeSets()
    {
        QFETCH(RoomDraft, draft);
        QFETCH(acs::RoomUpdate, expected);
        const acs::RoomUpdate update = changeSet(draft, theRoom());
        QVERIFY(update == expected);
    }

    void theUnchangedBoundGoesOutUntouched()
    {
        const auto update = changeSet({.validUntil = typed(u"2026-05-01T10:00:00Z")}, theRoom());
        QCOMPARE(update.validity->validFrom.toWire(), u"2026-02-01T13:30:07.1234567+00:00"_s);
    }

    void problems_data()
    {
        QTest::addColumn<RoomDraft>("draft");
        QTest::addColumn<int>("count");
        const auto row = [](const char *name, const RoomDraft &draft, int count) {
            QTest::newRow(name) << draft << count;
        };
        row("nothing", {}, 0);
        row("the opening may lie in the past", {.validUntil = typed(u"2026-05-01T10:00:00Z")}, 0);
        row("end in the past", {.validUntil = typed(u"2026-02-20T10:00:00Z")}, 1);
        row("span, against the opening that stays", {.validUntil = typed(u"2026-08-15T10:00:00Z")},
            1);
        row("opening after the end that stays", {.validFrom = typed(u"2026-05-01T10:00:00Z")}, 1);
        row("unreadable end: the editor says so", {.validUntil = unreadable()}, 0);
        row("unreadable end, opening too far ahead",
            {.validFrom = typed(u"2027-05-01T10:00:00Z"), .validUntil = unreadable()}, 1);
        row("PSTN alone", {.pstnDialOutEnabled = true}, 0);
    }

    void problems()
    {
        QFETCH(RoomDraft, draft);
        QFETCH(int, count);
        QCOMPARE(problemsOf(draft, theRoom(), now).size(), count);
    }

    void nothingIsSaidOfBoundsThatAreNotSent()
    {
        // Ended, and only its dial-out is changed, or its times are retyped unchanged.
        const auto ended = tests::room(u"99"_s, u"2026-02-01", u"2026-02-02");
        QVERIFY(problemsOf({.pstnDialOutEnabled = true}, ended, now).isEmpty());
        QVERIFY(problemsOf({.validUntil = typed(u"2026-02-02")}, ended, now).isEmpty());
        // A new *Valid from* requires *Valid until* to be sent too, which is in the past.
        QCOMPARE(problemsOf({.validFrom = typed(u"2026-02-01T10:00:00Z")}, ended, now).size(), 1);
    }

    void theRosterIsNoneOfTheRoomsFields()
    {
        const auto room = tests::room(u"99"_s, u"2026-01-01", u"2026-02-01");
        const RoomDraft draft{.roster = withRole({}, {}, {u"8:acs:anna"_s}, acs::Role::attendee())};
        QVERIFY(!draft.isEmpty());
        QVERIFY(draft != RoomDraft());
        QCOMPARE(normalized(draft, room), draft);
        QVERIFY(changeSet(draft, room).isEmpty());
        QVERIFY(problemsOf(draft, room, now).isEmpty());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomDraft);
#include "tst_roomdraft.moc"
