#include "support/fixture.h"
#include "support/sandboxed.h"
#include "support/temporarysettings.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/participants/participanttablemodel.h"
#include "ui/participants/rosterpane.h"
#include "ui/rooms/details/roomdetails.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using admin::RoomState;

namespace {

/// A time as it is typed, in UTC.
QString typed(const QDateTime &moment)
{
    return moment.toUTC().toString(u"yyyy-MM-dd HH:mm");
}

} // namespace

class TestRoomDetails : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        open({.rooms = 40, .seed = 7});
    }
    void cleanup()
    {
        m_details.reset();
        m_sandbox.reset();
    }

    void nothingAndSeveralSelected()
    {
        QVERIFY(textOf<QLabel>(*m_details, "detailsPlaceholder").contains(u"Select a room"));
        m_details->showSelection({}, 12);
        QVERIFY(textOf<QLabel>(*m_details, "detailsPlaceholder").contains(u"12 rooms"));
        QVERIFY(!m_details->canApply());
    }

    void showsTheRoomAsTheServiceToldIt()
    {
        select(RoomState::Open);
        QCOMPARE(line(u"Room ID"_s)->text(), m_id);
        QVERIFY(line(u"Room ID"_s)->isReadOnly());
        QCOMPARE(line(u"Valid from"_s)->text(), typed(room().validFrom.toUtc()));
        QCOMPARE(line(u"Valid until"_s)->text(), typed(room().validUntil.toUtc()));
        QCOMPARE(named<QCheckBox>(*m_details, u"PSTN dial-out"_s)->isChecked(),
                 *room().pstnDialOutEnabled);
        QVERIFY(!apply()->isEnabled());
        QVERIFY(!discard()->isEnabled());
        QCOMPARE(m_sandbox->connection().drafts().count(), 0);
    }

    void namingTwiceGoesToTheEndOfTheName()
    {
        select(RoomState::Open);
        m_details->show();
        QVERIFY(QTest::qWaitForWindowActive(m_details.get()));
        auto *name = line(u"Room name"_s);
        name->setText(u"Board"_s);
        line(u"Room ID"_s)->setFocus();
        m_details->editName();
        QVERIFY(name->hasFocus());
        QCOMPARE(name->selectedText(), u"Board"_s);
        name->setCursorPosition(2);
        m_details->editName();
        QVERIFY(!name->hasSelectedText());
        QCOMPARE(name->cursorPosition(), 5);
    }

    void participantsAreRead()
    {
        select(RoomState::Open);
        const auto *table = named<QTableView>(*m_details, u"Participants"_s);
        QTRY_VERIFY(m_sandbox->connection().rooms().find(m_id)->roster);
        const auto roster = *m_sandbox->connection().rooms().find(m_id)->roster;
        QCOMPARE(table->model()->rowCount(), roster.size());
        QVERIFY(textOf<QLabel>(*m_details, "participantsHeading")
                    .endsWith(QString::number(roster.size())));
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex cell = table->model()->index(row, ParticipantTableModel::Identifier);
            QCOMPARE(cell.data().toString(), roster.at(row).rawId); // complete
        }
    }

    void anEmptyRosterIsSaid()
    {
        acs::RoomCreation creation;
        const auto call = m_sandbox->connection().createRoom(creation);
        QString id;
        call.then(this, [&id](const Result<acs::Room> &made) { id = made ? made->id : u"-"_s; });
        QTRY_VERIFY(!id.isEmpty());
        m_details->showSelection(id, 1);
        QTRY_VERIFY(
            textOf<QLabel>(*m_details, "participantsMessage").contains(u"no participants yet"));
    }

    void aRosterThatCannotBeReadIsSaidAndAskedForAgain()
    {
        m_sandbox->stop();
        select(RoomState::Open);
        const auto *message = m_details->findChild<QLabel *>(u"participantsMessage"_s);
        QVERIFY(message->text().contains(u"Loading participants"));
        QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"could not be loaded"), 20'000);
        auto *again = m_details->findChild<QPushButton *>(u"participantsRetry"_s);
        QVERIFY(again->isVisibleTo(m_details.get()));
        again->click();
        QVERIFY(message->text().contains(u"Loading participants"));
        QVERIFY(!again->isVisibleTo(m_details.get()));
    }

    void aReadThatIsGivenUpElsewhereIsNotWaitedFor()
    {
        open({.rooms = 9,
              .seed = 7,
              .faults = *sandbox::parseFaultRules(
                  "status=503/retry-after=50@GET /rooms/*/participants")});
        select(RoomState::Open);
        QTRY_COMPARE(m_sandbox->connection().retries().size(), 1);
        m_sandbox->connection().cancelRetries();
        QTRY_VERIFY(
            textOf<QLabel>(*m_details, "participantsMessage").contains(u"could not be loaded"_s));
        QVERIFY(m_details->findChild<QPushButton *>(u"participantsRetry"_s)
                    ->isVisibleTo(m_details.get()));
    }

    void aKnownRosterStaysWhereItCannotBeReadAgain()
    {
        select(RoomState::Open);
        const auto *table = m_details->findChild<QTableView *>(u"participantTable"_s);
        QTRY_VERIFY(table->model()->rowCount() > 0);
        const int people = table->model()->rowCount();
        m_sandbox->stop();
        m_details->roster()->reload();
        QTRY_VERIFY_WITH_TIMEOUT(
            textOf<QLabel>(*m_details, "participantsWarning").contains(u"Refreshing failed"),
            20'000);
        QCOMPARE(table->model()->rowCount(), people);
        const auto *again = m_details->findChild<QPushButton *>(u"participantsReadAgain"_s);
        QVERIFY(again->isVisibleTo(m_details.get()));
        // Still so after another update.
        drafts().edit(m_id, {.pstnDialOutEnabled = !room().pstnDialOutEnabled.value_or(false)}, {});
        QVERIFY(textOf<QLabel>(*m_details, "participantsWarning").contains(u"Refreshing failed"));
        QCOMPARE(table->model()->rowCount(), people);
    }

    void anEditBecomesADraftAndOutlivesTheSelection()
    {
        select(RoomState::Open);
        const QString first = m_id;
        const QDateTime later = room().validUntil.toUtc().addSecs(3600);
        line(u"Valid until"_s)->setText(typed(later));
        QVERIFY(drafts().has(first));
        QVERIFY(apply()->isEnabled());
        QCOMPARE(textOf<QLabel>(*m_details, "pendingText"), u"Pending: Valid until"_s);

        select(RoomState::Upcoming);
        QCOMPARE(line(u"Valid until"_s)->text(), typed(room().validUntil.toUtc()));
        QVERIFY(!apply()->isEnabled());
        m_details->showSelection(first, 1);
        QCOMPARE(line(u"Valid until"_s)->text(), typed(later));
        QVERIFY(apply()->isEnabled());
    }

    void anUnreadableTextOutlivesTheSelectionToo()
    {
        select(RoomState::Open);
        const QString first = m_id;
        line(u"Valid until"_s)->setText(u"next tuesday"_s);
        QVERIFY(!apply()->isEnabled());
        QVERIFY(discard()->isEnabled());
        select(RoomState::Upcoming);
        m_details->showSelection(first, 1);
        QCOMPARE(line(u"Valid until"_s)->text(), u"next tuesday"_s);
        QVERIFY(!apply()->isEnabled());
    }

    void retypingTheSameIsNoEdit()
    {
        select(RoomState::Open);
        const QString known = line(u"Valid until"_s)->text();
        line(u"Valid until"_s)->setText(u"2020"_s);
        QVERIFY(drafts().has(m_id));
        line(u"Valid until"_s)->setText(known);
        QVERIFY(!drafts().has(m_id));
        QVERIFY(!discard()->isEnabled());
    }

    void brokenRulesStandBesideTheFieldAndForbid_data()
    {
        QTest::addColumn<QString>("until");
        QTest::addColumn<QString>("words");
        QTest::newRow("past") << u"2020-01-01 10:00"_s << u"in the past"_s;
        QTest::newRow("too long") << u"2099-01-01 10:00"_s << u"at most"_s;
        QTest::newRow("unreadable") << u"tomorrow"_s << u"Not a valid date"_s;
    }
    void brokenRulesStandBesideTheFieldAndForbid()
    {
        QFETCH(const QString, until);
        QFETCH(const QString, words);
        select(RoomState::Open);
        line(u"Valid until"_s)->setText(until);
        QVERIFY(!apply()->isEnabled());
        QVERIFY(discard()->isEnabled());
        QVERIFY(allTexts(m_details.get()).join(u'\n').contains(words));
        discard()->click();
        QCOMPARE(m_discarded, QStringList{m_id});
    }

    void discardingShowsTheRoomAgain()
    {
        select(RoomState::Open);
        named<QPushButton>(*m_details, u"1 hour"_s)->click();
        QVERIFY(!textOf<QLabel>(*m_details, "validityNote").isEmpty());
        line(u"Valid until"_s)->setText(u"2099-01-01 10:00"_s);
        named<QPushButton>(*m_details, u"1 week"_s)->click();
        drafts().edit(m_id, {}, {.text = u"Discard changes"_s});
        QVERIFY(textOf<QLabel>(*m_details, "validityNote").isEmpty());
        QCOMPARE(line(u"Valid until"_s)->text(), typed(room().validUntil.toUtc()));
        QVERIFY(!discard()->isEnabled());
        QVERIFY(!allTexts(m_details.get()).join(u'\n').contains(u"at most"));
    }

    void presetsCountFromTheOpening_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("1 hour") << u"1 hour"_s << 3'600LL;
        QTest::newRow("1 day") << u"1 day"_s << 86'400LL;
        QTest::newRow("1 week") << u"1 week"_s << 7 * 86'400LL;
        QTest::newRow("180 days") << u"180 days"_s << 180 * 86'400LL;
    }
    void presetsCountFromTheOpening()
    {
        QFETCH(const QString, preset);
        QFETCH(const qint64, seconds);
        select(RoomState::Upcoming);
        named<QPushButton>(*m_details, preset)->click();
        QCOMPARE(line(u"Valid until"_s)->text(), typed(room().validFrom.toUtc().addSecs(seconds)));
        QVERIFY(!named<QPushButton>(*m_details, u"+1 hour"_s)->isVisibleTo(m_details.get()));
    }

    void presetsOfAnOpenRoomCountFromNow()
    {
        select(RoomState::Open);
        const QDateTime now = m_sandbox->clock().now();
        const QDateTime end = room().validUntil.toUtc();
        const auto note = [this] { return textOf<QLabel>(*m_details, "validityNote"); };
        named<QPushButton>(*m_details, u"1 hour"_s)->click();
        QCOMPARE(line(u"Valid until"_s)->text(), typed(now.addMSecs(3'659'999)));
        QVERIFY2(note().startsWith(u"Counted from now, because “Valid from” is in the past."),
                 qPrintable(note()));
        QCOMPARE(note().contains(u"earlier than before"), end > now.addMSecs(3'719'999));

        // From the end that is shown.
        auto *longer = named<QPushButton>(*m_details, u"+1 hour"_s);
        QVERIFY(longer->isVisibleTo(m_details.get()));
        longer->click();
        QCOMPARE(line(u"Valid until"_s)->text(), typed(now.addMSecs(7'259'999)));
        QVERIFY(!note().contains(u"Counted from now"));
    }

    void pstnAloneIsAnEdit()
    {
        select(RoomState::Open);
        auto *pstn = named<QCheckBox>(*m_details, u"PSTN dial-out"_s);
        pstn->click();
        QCOMPARE(drafts().draft(m_id).pstnDialOutEnabled, std::optional(pstn->isChecked()));
        QVERIFY(!drafts().draft(m_id).validFrom);
        pstn->click();
        QVERIFY(!drafts().has(m_id));
    }

    void appliedItIsWhatTheServiceAnswered()
    {
        select(RoomState::Upcoming);
        named<QPushButton>(*m_details, u"1 week"_s)->click();
        const QDateTime from = room().validFrom.toUtc();
        apply()->click();
        QCOMPARE(m_applied, QStringList{m_id});
        m_details->setApplying(m_id, true);
        QVERIFY(!apply()->isEnabled());
        QVERIFY(line(u"Valid until"_s)->isReadOnly());
        bool isAnswered = false;
        m_sandbox->connection().applyDraft(m_id).then(
            this, [&](const Result<admin::DraftOutcome> &) { isAnswered = true; });
        QTRY_VERIFY(isAnswered);
        m_details->setApplying(m_id, false);
        QVERIFY(!drafts().has(m_id));
        QCOMPARE(room().validUntil.toUtc(), from.addDays(7));
        QVERIFY(!line(u"Valid until"_s)->isReadOnly());
        QVERIFY(!apply()->isEnabled());
    }

    void manyPartsAreCountedAndCanBeStopped()
    {
        select(RoomState::Upcoming);
        auto *stop = named<QPushButton>(*m_details, u"Stop applying"_s);
        QSignalSpy stopped(m_details.get(), &RoomDetails::stopRequested);
        const auto words = [this] { return textOf<QLabel>(*m_details, "pendingText"); };
        m_details->setProgress(m_id, 0, 12); // is not being applied
        QVERIFY(stop->isHidden());
        m_details->setApplying(m_id, true);
        QVERIFY(m_details->canStop());
        QCOMPARE(words(), u"Applying…"_s);
        m_details->setProgress(m_id, 2, 12);
        QCOMPARE(words(), u"Applying 3 of 12…"_s);
        QVERIFY(!stop->isHidden());
        stop->click();
        QCOMPARE(stopped, (QList<QList<QVariant>>{{m_id}}));
        m_details->setProgress(m_id, 12, 12);
        QCOMPARE(words(), u"Loading the participants…"_s);
        m_details->setApplying(m_id, false);
        QVERIFY(stop->isHidden());
        QVERIFY(!m_details->canStop());

        // A single part also has the button if it takes long.
        m_details->setApplying(m_id, true);
        QVERIFY(stop->isHidden());
        QTRY_VERIFY(!stop->isHidden());
        m_details->setApplying(m_id, false);
    }

    void aReadOnlyConnectionShowsAndForbids()
    {
        m_details.reset();
        m_sandbox.reset();
        open({.rooms = 8, .seed = 7}, {.name = u"Looked at"_s, .readOnly = true});
        select(RoomState::Open);
        QVERIFY(line(u"Valid until"_s)->isReadOnly());
        QVERIFY(!named<QCheckBox>(*m_details, u"PSTN dial-out"_s)->isEnabled());
        QVERIFY(!named<QPushButton>(*m_details, u"1 week"_s)->isEnabled());
        QVERIFY(apply()->toolTip().contains(u"read-only"));
    }

    void thereIsNoPstnBeforeTheVersionThatHasIt()
    {
        m_details.reset();
        m_sandbox.reset();
        open({.rooms = 8, .seed = 7},
             {.name = u"Old"_s, .apiVersion = acs::ApiVersion::V2023_06_14});
        select(RoomState::Open);
        QVERIFY(!named<QCheckBox>(*m_details, u"PSTN dial-out"_s)->isVisibleTo(m_details.get()));
    }

    void anotherZoneShowsTheSameDateTimeAndIsNoEdit()
    {
        TimeDisplay kolkata(QTimeZone("Asia/Kolkata"));
        RoomDetails details(m_sandbox->connection(), kolkata, m_settings);
        const QString id = m_sandbox->roomIn(RoomState::Open);
        details.showSelection(id, 1);
        const QDateTime until = m_sandbox->room(id).validUntil.toUtc();
        auto *edit = named<QLineEdit>(details, u"Valid until"_s);
        QCOMPARE(edit->text(),
                 until.toTimeZone(QTimeZone("Asia/Kolkata")).toString(u"yyyy-MM-dd HH:mm"));
        kolkata.setMode(TimeDisplay::Mode::Utc);
        QCOMPARE(edit->text(), typed(until));
        QVERIFY(!drafts().has(id));
    }

private:
    void open(sandbox::SandboxOptions options, const store::Profile &profile = {})
    {
        m_display.setMode(TimeDisplay::Mode::Utc);
        m_sandbox = std::make_unique<Sandboxed>(std::move(options), profile);
        m_sandbox->refresh();
        m_details = std::make_unique<RoomDetails>(m_sandbox->connection(), m_display, m_settings);
        m_applied.clear();
        m_discarded.clear();
        connect(m_details.get(), &RoomDetails::applyRequested, this,
                [this](const QString &id) { m_applied << id; });
        connect(m_details.get(), &RoomDetails::discardRequested, this,
                [this](const QString &id) { m_discarded << id; });
    }

    void select(RoomState state)
    {
        m_id = m_sandbox->roomIn(state);
        QVERIFY(!m_id.isEmpty());
        m_details->showSelection(m_id, 1);
    }

    const acs::Room &room() { return m_sandbox->room(m_id); }
    admin::DraftStore &drafts() { return m_sandbox->connection().drafts(); }
    QLineEdit *line(const QString &name) { return named<QLineEdit>(*m_details, name); }
    QPushButton *apply() { return named<QPushButton>(*m_details, u"Apply changes"_s); }
    QPushButton *discard() { return named<QPushButton>(*m_details, u"Discard changes"_s); }

    TimeDisplay m_display;
    tests::TemporarySettings m_settings;
    std::unique_ptr<Sandboxed> m_sandbox;
    std::unique_ptr<RoomDetails> m_details;
    QString m_id;
    QStringList m_applied;
    QStringList m_discarded;
};

ROOMKEEPER_TEST(QApplication, TestRoomDetails);
#include "tst_roomdetails.moc"
