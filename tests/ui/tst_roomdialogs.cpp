#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/sandboxed.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/confirmation.h"
#include "ui/participants/identifiersedit.h"
#include "ui/rooms/dialogs/deletequestion.h"
#include "ui/rooms/dialogs/newroomdialog.h"
#include "ui/rooms/dialogs/openbyiddialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 22), QTime(14, 3, 27, 500), utcZone);
const QString user =
    u"8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_00000019-2d4c-9e5a-1000-343a0d00b5a1"_s;

} // namespace

class TestRoomDialogs : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_display.setMode(TimeDisplay::Mode::Utc);
        m_clock.set(now);
    }
    void cleanup()
    {
        delete m_new;
        delete m_open;
    }

    // --- New room

    void opensFromNowForADay()
    {
        openNew();
        QCOMPARE(line(u"Valid from"_s)->text(), u"2026-11-22 14:03"_s);
        QCOMPARE(line(u"Valid until"_s)->text(), u"2026-11-23 14:03"_s);
        QVERIFY(create()->isEnabled());
        QVERIFY(!named<QCheckBox>(*m_new, u"PSTN dial-out"_s)->isChecked());
        m_clock.advance(std::chrono::minutes(7)); // the dialog was open for a while
        create()->click();
        QCOMPARE(m_asked.size(), 1);
        const acs::RoomCreation &asked = m_asked.first();
        QCOMPARE(asked.validFrom->toWire(), u"2026-11-22T14:10:27+00:00"_s);
        QCOMPARE(asked.validUntil->toWire(), u"2026-11-23T14:10:27+00:00"_s);
        QVERIFY(asked.participants.isEmpty());
    }

    void whatWasTypedIsAskedFor()
    {
        openNew();
        line(u"Valid from"_s)->setText(u"2026-12-01 09:00"_s);
        QCOMPARE(line(u"Valid until"_s)->text(), u"2026-12-02 09:00"_s); // keeps its distance
        line(u"Valid until"_s)->setText(u"2026-12-01 10:30"_s);
        line(u"Valid from"_s)->setText(u"2026-12-01 08:00"_s);
        QCOMPARE(line(u"Valid until"_s)->text(), u"2026-12-01 10:30"_s); // selected: stays
        named<QCheckBox>(*m_new, u"PSTN dial-out"_s)->setChecked(true);
        identifiers()->setPlainText(user);
        create()->click();
        const acs::RoomCreation expected{
            .validFrom = acs::Timestamp::fromWire(u"2026-12-01T08:00:00Z"),
            .validUntil = acs::Timestamp::fromWire(u"2026-12-01T10:30:00Z"),
            .pstnDialOutEnabled = true,
            .participants = {{.rawId = user, .role = acs::Role::attendee()}}};
        QCOMPARE(m_asked, QList{expected});
    }

    void brokenRulesForbid_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("until");
        QTest::addColumn<QString>("words");
        QTest::newRow("end before opening")
            << u"2026-12-02 10:00"_s << u"2026-12-01 10:00"_s << u"before “Valid from”"_s;
        QTest::newRow("end in the past") << QString() << u"2026-11-01 10:00"_s << u"in the past"_s;
        QTest::newRow("too long") << QString() << u"2027-11-01 10:00"_s << u"at most 180"_s;
        QTest::newRow("too far ahead")
            << u"2027-11-01 10:00"_s << u"2027-11-02 10:00"_s << u"from now"_s;
        QTest::newRow("unreadable") << u"soon"_s << QString() << u"Not a valid date"_s;
    }
    void brokenRulesForbid()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, until);
        QFETCH(const QString, words);
        openNew();
        if (!from.isEmpty())
            line(u"Valid from"_s)->setText(from);
        if (!until.isEmpty())
            line(u"Valid until"_s)->setText(until);
        QVERIFY(!create()->isEnabled());
        QVERIFY(allTexts(m_new).join(u'\n').contains(words));
    }

    void badIdentifiersAreNamedAndLeftOut()
    {
        openNew();
        identifiers()->setPlainText(user + u"\n4:+4912345\n"_s + user);
        const QString texts = allTexts(m_new).join(u'\n');
        QVERIFY(texts.contains(u"Line 2"));
        QVERIFY(texts.contains(u"4:+4912345"));
        QVERIFY(create()->isEnabled());
        QCOMPARE(m_new->creation().participants.size(), 1);
        identifiers()->setPlainText(u"4:+4912345"_s);
        QVERIFY(!create()->isEnabled()); // no valid participant is left
        identifiers()->clear();
        QVERIFY(create()->isEnabled());
    }

    void staysWithEverythingTypedWhenRejected()
    {
        openNew();
        line(u"Valid until"_s)->setText(u"2026-12-01 10:30"_s);
        identifiers()->setPlainText(user);
        create()->click();
        QVERIFY(!create()->isEnabled());
        QVERIFY(m_new->isVisible());
        Error error = makeError(ErrorKind::Invalid, u"The request could not be understood."_s);
        error.httpStatus = 400;
        error.details = {{.code = u"BadArgument"_s,
                          .message = u"The time range end is in the past."_s,
                          .target = u"ValidUntil"_s}};
        m_new->showError(error);
        const QString texts = allTexts(m_new).join(u'\n');
        QVERIFY(texts.contains(u"was not created"));
        QVERIFY(texts.contains(u"The time range end is in the past."));
        QCOMPARE(line(u"Valid until"_s)->text(), u"2026-12-01 10:30"_s);
        QCOMPARE(identifiers()->toPlainText(), user);
        QVERIFY(create()->isEnabled());
    }

    void asksOnceMoreWithTheSameValues()
    {
        const acs::RoomCreation request{
            .validFrom = acs::Timestamp::fromUtc(QDateTime({2026, 11, 22}, {9, 1, 2}, utcZone)),
            .validUntil = acs::Timestamp::fromUtc(QDateTime({2026, 11, 25}, {9, 3, 4}, utcZone)),
            .pstnDialOutEnabled = true,
            .participants = {{.rawId = user, .role = acs::Role::consumer()}}};
        openNew();
        m_new->setCreation(request);
        m_clock.advance(std::chrono::minutes(7)); // these times don't follow the clock
        create()->click();
        QCOMPARE(m_asked, QList<acs::RoomCreation>{request});
    }

    void olderVersionsHaveLessToChoose()
    {
        openNew(acs::ApiVersion::V2023_06_14);
        QVERIFY(!named<QCheckBox>(*m_new, u"PSTN dial-out"_s)->isVisible());
        QVERIFY(!m_new->creation().pstnDialOutEnabled);
    }

    // --- Open by ID

    void whatIsNoIdIsNamedBeforeAnythingIsSent()
    {
        openById();
        QVERIFY(!openButton()->isEnabled());
        QVERIFY(textOf<QLabel>(*m_open, "openProblem").isEmpty()); // nothing typed, no problem
        idLine()->setText(u"123"_s);
        QVERIFY(textOf<QLabel>(*m_open, "openProblem").contains(u"16 to 18 digits"));
        QVERIFY(!openButton()->isEnabled());
        idLine()->setText(u" 9912345678901234 "_s);
        QVERIFY(textOf<QLabel>(*m_open, "openProblem").isEmpty());
        openButton()->click();
        QCOMPARE(m_opened, QStringList{u"9912345678901234"_s});
        QVERIFY(!openButton()->isEnabled());
    }

    void theIdStaysWhenTheRoomIsUnknown()
    {
        openById();
        idLine()->setText(u"9912345678901234"_s);
        openButton()->click();
        m_open->showError(makeError(ErrorKind::NotFound, {}));
        QVERIFY(m_open->isVisible());
        QCOMPARE(idLine()->text(), u"9912345678901234"_s);
        QVERIFY(textOf<QLabel>(*m_open, "openProblem").contains(u"no room with this ID"));
        QVERIFY(openButton()->isEnabled());
        openButton()->click();
        QCOMPARE(m_opened.size(), 2);
    }

    void idsAreFoundInWhatIsPasted()
    {
        openById();
        idLine()->setText(u"https://contoso.example/rooms/9912345678901234?x=y"_s);
        QCOMPARE(textOf<QLabel>(*m_open, "openProblem"), u"Opens room 9912345678901234."_s);
        openButton()->click();
        QCOMPARE(m_opened, QStringList{u"9912345678901234"_s});

        openById();
        idLine()->setText(u"9912345678901234, 990000000000000012"_s);
        QCOMPARE(textOf<QLabel>(*m_open, "openProblem"), u"Opens 2 rooms."_s);
        openButton()->click();
        QCOMPARE(m_opened, (QStringList{u"9912345678901234"_s, u"990000000000000012"_s}));
    }

    void roundedIdsAreSaid()
    {
        openById();
        idLine()->setText(u"9.94685E+16"_s);
        QVERIFY(textOf<QLabel>(*m_open, "openProblem").contains(u"A spreadsheet has rounded"));
        QVERIFY(!openButton()->isEnabled());
        idLine()->setText(u"9912345678901200"_s);
        openButton()->click();
        m_open->showError(makeError(ErrorKind::NotFound, {}));
        QVERIFY(textOf<QLabel>(*m_open, "openProblem").contains(u"no room with this ID"));
        QVERIFY(textOf<QLabel>(*m_open, "openProblem").contains(u"ends in 00"));
    }

    void rolesAndNamesOfPastedRowsAreUsed()
    {
        openNew();
        const QString other = user + u"1"_s;
        identifiers()->setPlainText(u"Anna\t%1\tPresenter\n%2\tBert"_s.arg(user, other));
        QCOMPARE(m_new->creation().participants,
                 (QList<acs::Participant>{{.rawId = user, .role = acs::Role::presenter()},
                                          {.rawId = other, .role = acs::Role::attendee()}}));
        QCOMPARE(m_new->names(), (QHash<QString, QString>{{user, u"Anna"_s}, {other, u"Bert"_s}}));
        const acs::RoomCreation asked = m_new->creation();
        openNew();
        m_new->setCreation(asked); // after a failure
        QCOMPARE(m_new->creation().participants, asked.participants);
    }

    void aNewRoomHasNoHourToAdd()
    {
        openNew();
        QVERIFY(!named<QPushButton>(*m_new, u"+1 hour"_s)->isVisible());
        QVERIFY(named<QPushButton>(*m_new, u"1 hour"_s)->isVisible());
    }

    // --- the question

    void noNameChangesTheIdInTheQuestion_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("quoted");
        QTest::newRow("none") << QString() << QString();
        QTest::newRow("override") << u"Board\u202E"_s << u"Board"_s;
        QTest::newRow("Arabic") << u"غرفة (1)"_s << u"\u2068غرفة (1)\u2069"_s;
        QTest::newRow("two lines") << u"Board\n99999999999999999"_s << u"Board 99999999999999999"_s;
        QTest::newRow("long") << QString(300, u'x') << QString(39, u'x') + u'…' + QString(40, u'x');
    }
    void noNameChangesTheIdInTheQuestion()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, quoted);
        const QList<acs::Room> rooms{{.id = u"99000000000000001"_s},
                                     {.id = u"99000000000000002"_s}};
        admin::RoomStore store;
        store.annotate(rooms.first().id, {.name = name});
        const std::unique_ptr<Confirmation> one(
            deleteQuestion(rooms.first(1), store, now, u"contoso"_s, nullptr));
        QCOMPARE(one->text(), (name.isEmpty() ? u"Delete this room on “contoso”?"_s
                                              : u"Delete room “%1” on “contoso”?"_s.arg(quoted))
                                  + u'\n' + rooms.first().id);
        const std::unique_ptr<Confirmation> two(
            deleteQuestion(rooms, store, now, u"contoso"_s, nullptr));
        const QStringList lines = two->informativeText().split(u'\n');
        QVERIFY(lines.contains(rooms.first().id
                               + (name.isEmpty() ? QString() : u" “%1”"_s.arg(quoted))));
        QVERIFY(lines.contains(rooms.last().id));
    }

    void deletingAsksWithNumberNameAndVerb_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("verb");
        QTest::newRow("one") << 1 << u"Delete room"_s;
        QTest::newRow("twelve") << 12 << u"Delete 12 rooms"_s;
    }
    void deletingAsksWithNumberNameAndVerb()
    {
        QFETCH(const int, count);
        QFETCH(const QString, verb);
        QStringList ids;
        QList<acs::Room> toDelete;
        for (int each = 0; each < count; ++each) {
            ids << u"99%1"_s.arg(each, 15, 10, QChar(u'0'));
            // The first three are open.
            toDelete << acs::Room{.id = ids.last(),
                                  .validFrom =
                                      acs::Timestamp::fromUtc(now.addSecs(each < 3 ? -60 : 60)),
                                  .validUntil = acs::Timestamp::fromUtc(now.addDays(1))};
        }
        QWidget window;
        window.show();
        admin::RoomStore rooms;
        rooms.annotate(ids.first(), {.name = u"Board"_s});
        QPointer<Confirmation> question =
            deleteQuestion(toDelete, rooms, now, u"contoso & <b>sons"_s, &window);
        QSignalSpy confirmed(question, &Confirmation::confirmed);
        question->open();
        QVERIFY(question->text().contains(u"contoso & <b>sons"));
        QVERIFY(question->text().contains(count == 1 ? ids.first() : u"12"_s));
        const QString told = question->text() + question->informativeText();
        if (count == 1)
            QCOMPARE(question->text(),
                     u"Delete room “Board” on “contoso & <b>sons”?\n%1"_s.arg(ids.first()));
        else
            QVERIFY(told.split(u'\n').contains(u"%1 “Board”"_s.arg(ids.first())));
        QVERIFY(told.contains(count == 1 ? u"It is open now."_s : u"3 of them are open now."_s));
        auto *yes = named<QPushButton>(*question, verb);
        auto *no = named<QPushButton>(*question, u"Cancel"_s);
        QCOMPARE(yes->text(), verb);
        QVERIFY(no->isDefault());
        QCOMPARE(question->focusWidget(), no);
        no->click();
        QCOMPARE(confirmed.size(), 0);
        QTRY_VERIFY(!question);

        question = deleteQuestion(toDelete, rooms, now, u"contoso"_s, &window);
        QSignalSpy confirmedNow(question, &Confirmation::confirmed);
        question->open();
        named<QPushButton>(*question, verb)->click();
        QCOMPARE(confirmedNow.size(), 1);
        QTRY_VERIFY(!question);
    }

private:
    void openNew(acs::ApiVersion version = acs::defaultApiVersion)
    {
        m_asked.clear();
        m_new = new NewRoomDialog(version, m_display, m_clock);
        connect(m_new, &NewRoomDialog::createRequested, this,
                [this](const acs::RoomCreation &creation) { m_asked << creation; });
        m_new->open();
    }

    void openById()
    {
        m_opened.clear();
        m_open = new OpenByIdDialog;
        connect(m_open, &OpenByIdDialog::openRequested, this,
                [this](const QStringList &ids) { m_opened << ids; });
        m_open->open();
    }

    QLineEdit *line(const QString &name) { return named<QLineEdit>(*m_new, name); }
    QPushButton *create() { return named<QPushButton>(*m_new, u"Create"_s); }
    QPlainTextEdit *identifiers() { return named<QPlainTextEdit>(*m_new, u"Participants"_s); }
    QLineEdit *idLine() { return named<QLineEdit>(*m_open, u"Room ID"_s); }
    QPushButton *openButton() { return named<QPushButton>(*m_open, u"Open"_s); }

    TimeDisplay m_display;
    ManualClock m_clock{now};
    QPointer<NewRoomDialog> m_new;
    QPointer<OpenByIdDialog> m_open;
    QList<acs::RoomCreation> m_asked;
    QStringList m_opened;
};

ROOMKEEPER_TEST(QApplication, TestRoomDialogs);
#include "tst_roomdialogs.moc"
