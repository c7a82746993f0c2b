#include "admin/drafts/draftstore.h"
#include "support/fixture.h"
#include "support/rooms.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

namespace {

const QString id = u"991"_s;
const QString other = u"992"_s;
const RoomDraft on{.pstnDialOutEnabled = true};
const RoomDraft off{.pstnDialOutEnabled = false};

RoomDraft until(const QString &text)
{
    return {.validUntil = DateTimeInput{.text = text}};
}

RoomDraft adding(const QString &rawId)
{
    return {.roster = withRole({}, {}, {rawId}, acs::Role::attendee())};
}

} // namespace

class TestDraftStore : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void draftsAreKeptByRoom()
    {
        DraftStore drafts;
        QSignalSpy changes(&drafts, &DraftStore::changed);
        QVERIFY(drafts.draft(id).isEmpty());
        drafts.forget(id);
        drafts.settle(id, {});
        drafts.remark(id, {});
        drafts.edit(id, {}, {.text = u"Nothing"_s});
        drafts.undo(id);
        drafts.redo(id);
        QCOMPARE(changes.size(), 0);

        drafts.edit(id, on, {.text = u"Dial-out"_s});
        drafts.edit(id, on, {.text = u"Dial-out"_s});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.last().first().toString(), id);
        QVERIFY(drafts.has(id));
        QVERIFY(!drafts.has(other));
        QCOMPARE(drafts.draft(id), on);
        drafts.edit(other, adding(u"a"_s), {});
        QCOMPARE(drafts.count(), 2);
        QStringList roomIds = drafts.roomIds();
        roomIds.sort();
        QCOMPARE(roomIds, (QStringList{id, other}));

        drafts.edit(id, {}, {.text = u"Discard"_s});
        QVERIFY(!drafts.has(id));
        QCOMPARE(drafts.count(), 1);
        drafts.forget(other);
        QCOMPARE(drafts.count(), 0);
        QVERIFY(drafts.roomIds().isEmpty());
        QCOMPARE(changes.size(), 4);
    }

    void stepsAreUndoneAndDoneAgain()
    {
        DraftStore drafts;
        drafts.edit(id, on, {.text = u"Dial-out"_s});
        drafts.edit(id, adding(u"a"_s), {.text = u"Add"_s});
        QCOMPARE(drafts.undoText(id), u"Add"_s);
        QCOMPARE(drafts.redoText(id), QString());
        QCOMPARE(drafts.undoText(other), QString());

        QSignalSpy changes(&drafts, &DraftStore::changed);
        drafts.undo(id);
        QCOMPARE(drafts.draft(id), on);
        QCOMPARE(drafts.undoText(id), u"Dial-out"_s);
        QCOMPARE(drafts.redoText(id), u"Add"_s);
        drafts.undo(id);
        QCOMPARE(changes.size(), 2);
        // Nothing is pending, but there is something to redo.
        QVERIFY(!drafts.has(id));
        QCOMPARE(drafts.count(), 0);
        QCOMPARE(drafts.undoText(id), QString());
        drafts.undo(id);
        QCOMPARE(changes.size(), 2);
        drafts.redo(id);
        drafts.redo(id);
        QCOMPARE(drafts.draft(id), adding(u"a"_s));
        QCOMPARE(drafts.count(), 1);
        QCOMPARE(drafts.redoText(id), QString());

        drafts.undo(id);
        drafts.edit(id, off, {.text = u"Another"_s});
        QCOMPARE(drafts.redoText(id), QString());
        drafts.undo(id);
        QCOMPARE(drafts.draft(id), on);
    }

    void appliedChangesAreUndoneByADraft()
    {
        acs::Room before = tests::room(id, u"2026-11-22T11:00:00Z", u"2026-11-22T13:00:00Z");
        before.pstnDialOutEnabled = false;
        acs::Room after = before;
        after.validUntil = acs::Timestamp::fromUtc(tests::utc(u"2026-11-22T15:00:00Z"));
        after.pstnDialOutEnabled = true;
        AppliedChange change =
            changeBetween(before, after,
                          {.validity = acs::RoomUpdate::Validity{.validFrom = after.validFrom,
                                                                 .validUntil = after.validUntil}});
        QVERIFY(!change.validFrom && change.validUntil && !change.pstnDialOutEnabled);
        change.roster = withRemoved({}, {{u"a"_s, acs::Role::presenter()}}, {u"a"_s});

        DraftStore drafts;
        drafts.edit(id, on, {.text = u"Dial-out"_s});
        drafts.settle(id, {});
        drafts.addApplied(id, {});
        QCOMPARE(drafts.undoText(id), QString());
        drafts.addApplied(id, change);
        QCOMPARE(drafts.undoText(id), u"Apply changes"_s);
        QVERIFY(!drafts.undoesAnnotation(id));

        drafts.undo(id, &after);
        const RoomDraft draft = drafts.draft(id);
        QCOMPARE(draft.validUntil->utc, before.validUntil.toUtc());
        QVERIFY(!draft.validFrom && !draft.pstnDialOutEnabled);
        // Compared with what the change left behind before it is sent.
        QCOMPARE(draft.seen.validUntil, std::optional(after.validUntil));
        QCOMPARE(draft.roster.changes.value(u"a"_s),
                 (RosterChange{.before = {}, .wanted = acs::Role::presenter()}));
        // A time that has passed by now is a problem.
        QCOMPARE(problemsOf(draft, after, tests::utc(u"2026-11-22T12:30:00Z")).size(), 0);
        QCOMPARE(problemsOf(draft, after, tests::utc(u"2026-11-22T14:00:00Z")).size(), 1);
        QCOMPARE(drafts.redoText(id), u"Apply changes"_s);
        drafts.redo(id);
        QVERIFY(!drafts.has(id));
        QCOMPARE(drafts.undoText(id), u"Apply changes"_s);

        // What somebody has already set back is not pending.
        change.roster = {};
        drafts.forget(id);
        drafts.addApplied(id, change);
        drafts.undo(id, &before);
        QVERIFY(!drafts.has(id));
    }

    void appliedChangesAndNamesStayInTheHistory()
    {
        const AppliedChange change{.pstnDialOutEnabled = {{.before = false, .after = true}}};
        const AnnotationChange naming{
            .roomId = id, .before = {.name = u"Old"_s}, .after = {.name = u"New"_s}};
        DraftStore drafts;
        QSignalSpy wanted(&drafts, &DraftStore::annotationWanted);
        drafts.addApplied(id, change);
        drafts.addAnnotation(naming);
        drafts.edit(id, adding(u"a"_s), {.text = u"Add"_s});
        drafts.settle(id, {}); // applied
        QCOMPARE(drafts.undoText(id), u"Change name"_s);
        QVERIFY(drafts.undoesAnnotation(id));
        drafts.undo(id);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.last().first().value<AnnotationChange>(), naming.reversed());
        QVERIFY(!drafts.has(id));
        QVERIFY(drafts.redoesAnnotation(id));
        drafts.redo(id);
        QCOMPARE(wanted.last().first().value<AnnotationChange>(), naming);
        drafts.undo(id);
        drafts.undo(id);
        QCOMPARE(drafts.draft(id).pstnDialOutEnabled, std::optional(false));
        QCOMPARE(drafts.undoText(id), QString());
        QCOMPARE(wanted.size(), 3);

        DraftStore later;
        later.moveFrom(drafts);
        QCOMPARE(later.redoText(id), u"Apply changes"_s);
        later.forget(id);
        QCOMPARE(later.redoText(id), QString());
    }

    void discardingCanBeUndone()
    {
        DraftStore drafts;
        drafts.edit(id, on, {.text = u"Dial-out"_s});
        drafts.edit(id, {}, {.text = u"Discard changes"_s});
        QCOMPARE(drafts.count(), 0);
        QCOMPARE(drafts.undoText(id), u"Discard changes"_s);
        drafts.undo(id);
        QCOMPARE(drafts.draft(id), on);
        QCOMPARE(drafts.count(), 1);
    }

    void typingOnIsOneStep()
    {
        DraftStore drafts;
        const DraftStore::Step typing{.text = u"End"_s, .mergeKey = u"validUntil"_s};
        drafts.edit(id, on, {.text = u"Dial-out"_s});
        drafts.edit(id, until(u"2"_s), typing);
        drafts.edit(id, until(u"20"_s), typing);
        drafts.edit(id, until(u"203"_s), typing);
        drafts.undo(id);
        QCOMPARE(drafts.draft(id), on);
        drafts.redo(id);
        QCOMPARE(drafts.draft(id), until(u"203"_s));

        // An edit after undo is a new step.
        drafts.edit(id, adding(u"a"_s), {.text = u"Add"_s});
        drafts.undo(id);
        drafts.edit(id, until(u"2030"_s), typing);
        QCOMPARE(drafts.redoText(id), QString());
        drafts.undo(id);
        QCOMPARE(drafts.draft(id), until(u"203"_s));
        // Steps without a key are never merged.
        drafts.edit(id, adding(u"a"_s), {.text = u"Add"_s});
        drafts.edit(id, adding(u"b"_s), {.text = u"Add"_s});
        drafts.undo(id);
        QCOMPARE(drafts.draft(id), adding(u"a"_s));
    }

    void typedBackThereIsNothingToUndo()
    {
        DraftStore drafts;
        const DraftStore::Step typing{.text = u"End"_s, .mergeKey = u"validUntil"_s};
        drafts.edit(id, until(u"2"_s), typing);
        drafts.edit(id, {}, typing);
        QCOMPARE(drafts.undoText(id), QString());
        QCOMPARE(drafts.count(), 0);
    }

    void settlingForgetsTheSteps()
    {
        DraftStore drafts;
        drafts.edit(id, on, {.text = u"Dial-out"_s});
        drafts.edit(id, adding(u"a"_s), {.text = u"Add"_s});
        drafts.undo(id);
        QSignalSpy changes(&drafts, &DraftStore::changed);
        drafts.settle(id, off);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(drafts.draft(id), off);
        QCOMPARE(drafts.undoText(id), QString());
        QCOMPARE(drafts.redoText(id), QString());
        drafts.settle(id, off);
        QCOMPARE(changes.size(), 1);
        drafts.edit(id, on, {.text = u"Dial-out"_s});
        drafts.settle(id, on); // the same draft, but other steps to undo
        QCOMPARE(changes.size(), 3);
        drafts.settle(id, {});
        QCOMPARE(drafts.count(), 0);
    }

    void remarksKeepTheSteps()
    {
        DraftStore drafts;
        RoomDraft draft = adding(u"a"_s);
        drafts.edit(id, draft, {.text = u"Add"_s});
        QSignalSpy changes(&drafts, &DraftStore::changed);
        drafts.remark(id, draft);
        QCOMPARE(changes.size(), 0);
        draft.roster.changes.first().rejection = u"no"_s;
        drafts.remark(id, draft);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(drafts.draft(id), draft);
        QCOMPARE(drafts.undoText(id), u"Add"_s);
        drafts.undo(id);
        QVERIFY(!drafts.has(id));
    }

    void draftsMoveWithTheirSteps()
    {
        DraftStore earlier;
        earlier.edit(id, on, {.text = u"Dial-out"_s});
        earlier.edit(other, on, {.text = u"Dial-out"_s});
        DraftStore drafts;
        drafts.edit(other, off, {.text = u"Here"_s});
        QSignalSpy changes(&drafts, &DraftStore::changed);
        drafts.moveFrom(earlier);
        QCOMPARE(earlier.count(), 0);
        QVERIFY(!earlier.has(id));
        QCOMPARE(drafts.count(), 2);
        QCOMPARE(drafts.draft(id), on);
        QCOMPARE(drafts.draft(other), off);
        QCOMPARE(drafts.undoText(id), u"Dial-out"_s);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().first().toString(), id);
        drafts.undo(id);
        QCOMPARE(drafts.count(), 1);
    }

    void veryManyStepsAreNotAllKept()
    {
        DraftStore drafts;
        for (int step = 0; step < 1'000; ++step)
            drafts.edit(id, until(QString::number(step)), {.text = QString::number(step)});
        int undone = 0;
        for (; !drafts.undoText(id).isEmpty() && undone < 1'000; ++undone)
            drafts.undo(id);
        QVERIFY(undone >= 50);
        QVERIFY(undone < 1'000);
        QVERIFY(drafts.has(id)); // the oldest that is kept
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestDraftStore);
#include "tst_draftstore.moc"
