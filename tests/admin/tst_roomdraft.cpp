#include "admin/drafts/roomdraft.h"
#include "base/qtversions.h"
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

const QDateTime now = QDateTime(QDate(2026, 3, 1), QTime(12, 0), utcZone);

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
                 (RoomDraft{.pstnDialOutEnabled = true, .seen = {.pstnDialOutEnabled = false}}));
        const RoomDraft halfTyped{
            .validUntil = unreadable(),
            .seen = {.validFrom = room.validFrom, .validUntil = room.validUntil}};
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

    void whatWasSeenIsKeptUntilTheFieldIsUnchanged()
    {
        const acs::Room room = theRoom();
        const RoomDraft draft = normalized({.validUntil = typed(u"2026-05-01T10:00:00Z")}, room);
        QCOMPARE(draft.seen, (SeenFields{room.validFrom, room.validUntil, {}}));

        // Somebody else changes the room; another field is edited afterwards.
        acs::Room later = room;
        later.validUntil = instant(u"2026-04-20T10:00:00Z");
        later.pstnDialOutEnabled = true;
        RoomDraft more = draft;
        more.pstnDialOutEnabled = false;
        more = normalized(more, later);
        QCOMPARE(more.seen, (SeenFields{room.validFrom, room.validUntil, true}));

        more.validUntil.reset();
        QCOMPARE(normalized(more, later).seen, (SeenFields{{}, {}, true}));
        QCOMPARE(withoutSeen(more, {.pstnDialOutEnabled = false}).seen,
                 (SeenFields{room.validFrom, room.validUntil, {}}));
    }

    void conflicts_data()
    {
        QTest::addColumn<RoomDraft>("draft");
        QTest::addColumn<acs::Room>("present");
        QTest::addColumn<QList<OwnField>>("fields");
        const acs::Room room = theRoom();
        acs::Room otherFrom = room;
        otherFrom.validFrom = instant(u"2026-02-03T10:00:00Z");
        acs::Room otherUntil = room;
        otherUntil.validUntil = instant(u"2026-04-20T23:59:00Z");
        acs::Room otherPstn = room;
        otherPstn.pstnDialOutEnabled = true;
        const auto row = [&room](const char *name, RoomDraft draft, const acs::Room &present,
                                 const QList<OwnField> &fields) {
            QTest::newRow(name) << normalized(draft, room) << present << fields;
        };
        const RoomDraft until{.validUntil = typed(u"2026-05-01T10:00:00Z")};
        row("nothing changed meanwhile", until, room, {});
        row("the same field", until, otherUntil, {OwnField::ValidUntil});
        row("the other time, which is sent too", until, otherFrom, {OwnField::ValidFrom});
        row("a field that is not sent", until, otherPstn, {});
        row("changed as wanted", {.validUntil = typed(u"2026-04-20T23:59:00Z")}, otherUntil, {});
        row("dial-out, changed back meanwhile", {.pstnDialOutEnabled = true}, room, {});
        acs::Room all = otherUntil;
        all.validFrom = otherFrom.validFrom;
        row("both times",
            {.validFrom = typed(u"2026-02-02T10:00:00Z"),
             .validUntil = typed(u"2026-05-01T10:00:00Z")},
            all, {OwnField::ValidFrom, OwnField::ValidUntil});
        acs::Room fromAlike = otherUntil;
        fromAlike.validFrom = instant(u"2026-02-02T10:00:00Z");
        row("both times, the opening alike",
            {.validFrom = typed(u"2026-02-02T10:00:00Z"),
             .validUntil = typed(u"2026-05-01T10:00:00Z")},
            fromAlike, {OwnField::ValidUntil});
        acs::Room rounded = room;
        rounded.validFrom = instant(u"2026-02-01T13:30:07Z");
        rounded.validUntil = instant(u"2026-04-01T13:30:07.809Z");
        row("rounded by another client", until, rounded, {});
        row("participants alone",
            {.roster = withRole({}, {}, {u"8:acs:anna"_s}, acs::Role::attendee())}, all, {});
        QTest::newRow("dial-out, seen as on, wanted off")
            << RoomDraft{.pstnDialOutEnabled = true, .seen = {.pstnDialOutEnabled = true}} << room
            << QList<OwnField>{OwnField::PstnDialOut};
    }

    void conflicts()
    {
        QFETCH(const RoomDraft, draft);
        QFETCH(const acs::Room, present);
        QFETCH(const QList<OwnField>, fields);
        const auto conflict = conflictOf(draft, present);
        QCOMPARE(conflict.has_value(), !fields.isEmpty());
        QList<OwnField> found;
        if (conflict) {
            QCOMPARE(conflict->present, present);
            for (const FieldConflict &each : conflict->fields)
                found << each.field;
        }
        QCOMPARE(found, fields);
    }

    void aConflictHasAllThreeValues()
    {
        const acs::Room room = theRoom();
        acs::Room present = room;
        present.validFrom = instant(u"2026-02-03T10:00:00Z");
        present.validUntil = instant(u"2026-04-20T23:59:00Z");
        const RoomDraft draft = normalized({.validUntil = typed(u"2026-05-01T10:00:00Z")}, room);
        const auto conflict = conflictOf(draft, present);
        QVERIFY(conflict);
        QCOMPARE(conflict->fields.size(), 2);
        QCOMPARE(conflict->fields.at(0), (FieldConflict{.field = OwnField::ValidFrom,
                                                        .seen = room.validFrom,
                                                        .present = present.validFrom}));
        QCOMPARE(conflict->fields.at(1),
                 (FieldConflict{.field = OwnField::ValidUntil,
                                .seen = room.validUntil,
                                .present = present.validUntil,
                                .wanted = instant(u"2026-05-01T10:00:00Z")}));
    }

    void aConflictIsDecidedFieldByField_data()
    {
        QTest::addColumn<QList<OwnField>>("anyway");
        QTest::addColumn<acs::RoomUpdate>("update");
        const auto validity = [](QStringView from, QStringView until) {
            return acs::RoomUpdate{.validity =
                                       acs::RoomUpdate::Validity{instant(from), instant(until)}};
        };
        QTest::newRow("theirs") << QList<OwnField>() << acs::RoomUpdate();
        QTest::newRow("ours") << QList{OwnField::ValidFrom, OwnField::ValidUntil}
                              << validity(u"2026-02-02T10:00:00Z", u"2026-05-01T10:00:00Z");
        QTest::newRow("our end, their opening")
            << QList{OwnField::ValidUntil}
            << validity(u"2026-02-03T10:00:00Z", u"2026-05-01T10:00:00Z");
        QTest::newRow("our opening, their end")
            << QList{OwnField::ValidFrom}
            << validity(u"2026-02-02T10:00:00Z", u"2026-04-20T23:59:00Z");
    }

    void aConflictIsDecidedFieldByField()
    {
        QFETCH(const QList<OwnField>, anyway);
        QFETCH(const acs::RoomUpdate, update);
        acs::Room present = theRoom();
        present.validFrom = instant(u"2026-02-03T10:00:00Z");
        present.validUntil = instant(u"2026-04-20T23:59:00Z");
        RoomDraft draft = normalized({.validFrom = typed(u"2026-02-02T10:00:00Z"),
                                      .validUntil = typed(u"2026-05-01T10:00:00Z")},
                                     theRoom());
        draft.roster = withRole({}, {}, {u"8:acs:anna"_s}, acs::Role::attendee());
        const auto conflict = conflictOf(draft, present);
        QVERIFY(conflict);
        const RoomDraft decided = resolved(draft, *conflict, anyway);
        QCOMPARE(decided.roster, draft.roster);
        QVERIFY(changeSet(decided, present) == update);
        QVERIFY(!conflictOf(decided, present));
    }

    void aTimeThatIsNotInTheDraftIsNeverChanged()
    {
        acs::Room present = theRoom();
        present.validFrom = instant(u"2026-02-03T10:00:00Z");
        const RoomDraft draft =
            normalized({.validUntil = typed(u"2026-05-01T10:00:00Z")}, theRoom());
        const auto conflict = conflictOf(draft, present);
        QVERIFY(conflict);
        for (const QList<OwnField> &anyway : {QList<OwnField>(), {OwnField::ValidFrom}}) {
            const acs::RoomUpdate update = changeSet(resolved(draft, *conflict, anyway), present);
            QCOMPARE(update.validity->validFrom, present.validFrom);
            QCOMPARE(update.validity->validUntil, instant(u"2026-05-01T10:00:00Z"));
        }
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
