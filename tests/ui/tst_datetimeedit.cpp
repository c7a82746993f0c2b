#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/datetimeedit.h"
#include "ui/common/datetimepopup.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCalendarWidget>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimeEdit>

using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

const QDateTime lunch(QDate(2026, 11, 22), QTime(12, 30, 7, 123), roomkeeper::utcZone);

} // namespace

class TestDateTimeEdit : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_display = std::make_unique<TimeDisplay>(QTimeZone("Europe/Berlin"));
        m_edit = std::make_unique<DateTimeEdit>(*m_display);
        m_edit->setName(u"Valid from"_s, u"validFrom"_s);
    }
    void cleanup() { m_edit.reset(); }

    void givesBackExactlyWhatWasSet();
    void typing();
    void assistiveToolSetsText();
    void switchOfTheZoneKeepsTheDateTime();
    void switchOfTheZoneReadsAnew();
    void aDateAloneSaysWhichTimeItTook();
    void problemIsShownBeside();
    void ruleWaitsBehindTheProblem();
    void overlapOffersBoth();
    void calendarPicksDayAndTime();
    void keyOpensCalendar();
    void escapePutsBackWhatWasThere();
    void escapeInTheCalendarPutsBackWhatWasThere_data();
    void escapeInTheCalendarPutsBackWhatWasThere();
    void readOnlyHasNoCalendar();
    void isNamed();

private:
    QLabel *hint() { return m_edit->findChild<QLabel *>(u"validFromHint"_s); }
    DateTimePopup *popup() { return m_edit->findChild<DateTimePopup *>(); }

    std::unique_ptr<TimeDisplay> m_display;
    std::unique_ptr<DateTimeEdit> m_edit;
};

void TestDateTimeEdit::givesBackExactlyWhatWasSet()
{
    const QSignalSpy changes(m_edit.get(), &DateTimeEdit::changed);
    m_edit->setDateTime(lunch);
    QCOMPARE(m_edit->text(), u"2026-11-22 13:30"_s);
    QCOMPARE(m_edit->dateTime(), lunch);
    QCOMPARE(m_edit->problem(), QString());
    QCOMPARE(changes.count(), 0);
}

void TestDateTimeEdit::typing()
{
    m_edit->setDateTime(lunch);
    const QSignalSpy changes(m_edit.get(), &DateTimeEdit::changed);
    m_edit->lineEdit()->selectAll();
    QTest::keyClicks(m_edit->lineEdit(), u"2026-11-22 14:00"_s);
    QCOMPARE(changes.count(), 16);
    QCOMPARE(m_edit->dateTime(), QDateTime(QDate(2026, 11, 22), QTime(13, 0), roomkeeper::utcZone));

    QTest::keyClicks(m_edit->lineEdit(), u"x"_s);
    QVERIFY(!m_edit->dateTime().isValid());
    QVERIFY(!m_edit->problem().isEmpty());
    QCOMPARE(m_edit->text(), u"2026-11-22 14:00x"_s);
}

void TestDateTimeEdit::assistiveToolSetsText()
{
    m_edit->setDateTime(lunch);
    const QSignalSpy changes(m_edit.get(), &DateTimeEdit::changed);
    auto *interface = QAccessible::queryAccessibleInterface(m_edit->lineEdit());
    QVERIFY(interface);
    QVERIFY(interface->editableTextInterface());
    interface->editableTextInterface()->replaceText(0, 16, u"2026-12-01T10:00Z"_s);
    QVERIFY(changes.count() > 0);
    QCOMPARE(m_edit->dateTime(), QDateTime(QDate(2026, 12, 1), QTime(10, 0), roomkeeper::utcZone));
}

void TestDateTimeEdit::switchOfTheZoneKeepsTheDateTime()
{
    m_edit->setDateTime(lunch);
    const QSignalSpy changes(m_edit.get(), &DateTimeEdit::changed);
    m_display->setMode(TimeDisplay::Mode::Utc);
    QCOMPARE(m_edit->text(), u"2026-11-22 12:30"_s);
    QCOMPARE(m_edit->dateTime(), lunch);
    m_display->setMode(TimeDisplay::Mode::Local);
    QCOMPARE(m_edit->text(), u"2026-11-22 13:30"_s);
    QCOMPARE(m_edit->dateTime(), lunch);
    QCOMPARE(changes.count(), 0);
}

void TestDateTimeEdit::switchOfTheZoneReadsAnew()
{
    m_edit->setText(u"2026-03-29 02:30"_s); // this time does not exist in Berlin
    QVERIFY(!m_edit->dateTime().isValid());
    const QSignalSpy changes(m_edit.get(), &DateTimeEdit::changed);
    m_display->setMode(TimeDisplay::Mode::Utc);
    QCOMPARE(m_edit->text(), u"2026-03-29 02:30"_s);
    QCOMPARE(m_edit->dateTime(), QDateTime(QDate(2026, 3, 29), QTime(2, 30), roomkeeper::utcZone));
    QCOMPARE(changes.count(), 1);
    QVERIFY(hint()->isHidden());
}

void TestDateTimeEdit::aDateAloneSaysWhichTimeItTook()
{
    m_edit->setText(u"2026-11-22"_s);
    QCOMPARE(hint()->text(), u"Without a time: taken as 2026-11-22 00:00."_s);
    QCOMPARE(m_edit->lineEdit()->accessibleDescription(), hint()->text());
    QCOMPARE(m_edit->problem(), QString());
    m_edit->setRuleMessage(u"Too early."_s);
    QCOMPARE(hint()->text(), u"Too early. Without a time: taken as 2026-11-22 00:00."_s);
    m_edit->setRuleMessage({});
    m_edit->setText(u"2026-11-22 14:00"_s);
    QVERIFY(hint()->isHidden());
    // A day that begins later, because the clocks skip its midnight.
    TimeDisplay cairo(QTimeZone("Africa/Cairo"));
    DateTimeEdit edit(cairo);
    edit.setText(u"2026-04-24"_s);
    QVERIFY(edit.lineEdit()->accessibleDescription().endsWith(u"taken as 2026-04-24 01:00."));
}

void TestDateTimeEdit::problemIsShownBeside()
{
    QVERIFY(hint()->isHidden());
    m_edit->setText(u"2026-03-29 02:30"_s);
    QVERIFY(!hint()->isHidden());
    QCOMPARE(hint()->text(), m_edit->problem());
    QVERIFY(hint()->text().contains(u"clocks go forward"_s));
    QCOMPARE(hint()->accessibleName(), QString());
    QCOMPARE(m_edit->lineEdit()->accessibleDescription(), m_edit->problem());
    m_edit->setText(u"2026-03-29 03:30"_s);
    QVERIFY(hint()->isHidden());
}

void TestDateTimeEdit::ruleWaitsBehindTheProblem()
{
    const auto rule = u"The end lies in the past."_s;
    m_edit->setDateTime(lunch);
    m_edit->setRuleMessage(rule);
    QCOMPARE(hint()->text(), rule);
    QCOMPARE(m_edit->problem(), QString()); // the text itself is valid
    m_edit->setText(u"nonsense"_s);
    QCOMPARE(hint()->text(), m_edit->problem());
    m_edit->setDateTime(lunch);
    QCOMPARE(hint()->text(), rule);
    m_edit->setRuleMessage({});
    QVERIFY(hint()->isHidden());
}

void TestDateTimeEdit::overlapOffersBoth()
{
    m_edit->setText(u"2026-10-25 02:30"_s);
    QVERIFY(!m_edit->dateTime().isValid());
    auto *first = m_edit->findChild<QPushButton *>(u"validFromFirst"_s);
    auto *second = m_edit->findChild<QPushButton *>(u"validFromSecond"_s);
    QVERIFY(first && second);
    QVERIFY(first->text().contains(u"UTC+2"_s));
    QVERIFY(second->text().contains(u"UTC+1"_s));

    const QSignalSpy changes(m_edit.get(), &DateTimeEdit::changed);
    second->click();
    QCOMPARE(m_edit->dateTime(), QDateTime(QDate(2026, 10, 25), QTime(1, 30), roomkeeper::utcZone));
    QCOMPARE(m_edit->text(), u"2026-10-25 02:30 +01:00"_s);
    QCOMPARE(changes.count(), 1);
    QVERIFY(!m_edit->findChild<QPushButton *>(u"validFromFirst"_s));
    QVERIFY(hint()->isHidden());
}

void TestDateTimeEdit::calendarPicksDayAndTime()
{
    m_edit->setDateTime(lunch);
    m_edit->show();
    m_edit->findChild<QAbstractButton *>(u"validFromCalendar"_s)->click();
    QVERIFY(popup());
    auto *calendar = popup()->findChild<QCalendarWidget *>();
    auto *time = popup()->findChild<QTimeEdit *>();
    QCOMPARE(calendar->selectedDate(), QDate(2026, 11, 22));
    QCOMPARE(time->time().hour(), 13);

    const QSignalSpy changes(m_edit.get(), &DateTimeEdit::changed);
    calendar->setSelectedDate(QDate(2026, 12, 24));
    QCOMPARE(m_edit->text(), u"2026-12-24 13:30"_s);
    time->setTime(QTime(18, 15));
    QCOMPARE(m_edit->dateTime(),
             QDateTime(QDate(2026, 12, 24), QTime(17, 15), roomkeeper::utcZone));
    QCOMPARE(changes.count(), 2);

    popup()->findChild<QPushButton *>(u"momentDone"_s)->click();
    QTRY_VERIFY(!popup());
}

void TestDateTimeEdit::keyOpensCalendar()
{
    m_edit->show();
    m_edit->setText(u"nonsense"_s);
    QTest::keyClick(m_edit->lineEdit(), Qt::Key_Down, Qt::AltModifier);
    QVERIFY(popup());
    // If the text can't be parsed, the calendar starts with today in the displayed zone.
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(m_display->zone()).date();
    const QDate shown = popup()->findChild<QCalendarWidget *>()->selectedDate();
    QVERIFY(shown == today || shown.addDays(1) == today);
    QCOMPARE(m_edit->text(), u"nonsense"_s); // opening alone changes nothing
    QTest::keyClick(popup(), Qt::Key_Escape);
    QTRY_VERIFY(!popup());
}

void TestDateTimeEdit::escapePutsBackWhatWasThere()
{
    m_edit->setDateTime(lunch);
    m_edit->show();
    QVERIFY(QTest::qWaitForWindowActive(m_edit.get()));
    QLineEdit *line = m_edit->lineEdit();
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, u"tomorrow"_s);
    QVERIFY(!m_edit->dateTime().isValid());
    const QSignalSpy changes(m_edit.get(), &DateTimeEdit::changed);
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(m_edit->dateTime(), lunch); // with its seconds
    QCOMPARE(m_edit->text(), u"2026-11-22 13:30"_s);
    QCOMPARE(m_edit->problem(), QString());
    QCOMPARE(changes.count(), 1);

    // An unchanged field leaves the key to the window.
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QCoreApplication::sendEvent(line, &escape);
    QVERIFY(!escape.isAccepted());
    QCOMPARE(changes.count(), 1);

    // What was accepted meanwhile is the new state.
    QTest::keyClicks(line, u"1"_s);
    m_edit->setUnchanged();
    const QString accepted = m_edit->text();
    QTest::keyClicks(line, u"2"_s);
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(m_edit->text(), accepted);
}

void TestDateTimeEdit::escapeInTheCalendarPutsBackWhatWasThere_data()
{
    QTest::addColumn<bool>("inTime");
    QTest::newRow("calendar") << false;
    QTest::newRow("time of day") << true;
}

void TestDateTimeEdit::escapeInTheCalendarPutsBackWhatWasThere()
{
    QFETCH(const bool, inTime);
    m_edit->setDateTime(lunch);
    m_edit->show();
    m_edit->pick();
    auto *calendar = popup()->findChild<QCalendarWidget *>();
    calendar->setSelectedDate(QDate(2026, 12, 24));
    QCOMPARE(m_edit->text(), u"2026-12-24 13:30"_s);
    QPointer<DateTimePopup> opened = popup();
    if (inTime)
        QTest::keyClick(opened->findChild<QTimeEdit *>(), Qt::Key_Escape);
    else
        QTest::keyClick(calendar->focusProxy() ? calendar->focusProxy() : calendar, Qt::Key_Escape);
    QTRY_VERIFY(!opened);
    QCOMPARE(m_edit->dateTime(), lunch);

    m_edit->pick();
    popup()->findChild<QCalendarWidget *>()->setSelectedDate(QDate(2026, 12, 24));
    popup()->findChild<QAbstractButton *>(u"momentDone"_s)->click();
    QCOMPARE(m_edit->text(), u"2026-12-24 13:30"_s);
    QVERIFY(m_edit->lineEdit()->isModified()); // as if it was typed
}

void TestDateTimeEdit::readOnlyHasNoCalendar()
{
    m_edit->setReadOnly(true);
    QVERIFY(!m_edit->findChild<QAbstractButton *>(u"validFromCalendar"_s)->isEnabled());
    m_edit->pick();
    QVERIFY(!popup());
}

void TestDateTimeEdit::isNamed()
{
    QCOMPARE(m_edit->lineEdit()->accessibleName(), u"Valid from"_s);
    QCOMPARE(m_edit->lineEdit()->objectName(), u"validFrom"_s);
    QCOMPARE(m_edit->findChild<QAbstractButton *>(u"validFromCalendar"_s)->accessibleName(),
             u"Calendar for Valid from"_s);
}

ROOMKEEPER_TEST(QApplication, TestDateTimeEdit);
#include "tst_datetimeedit.moc"
