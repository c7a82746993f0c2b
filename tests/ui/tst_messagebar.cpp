#include "support/fixture.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/messagebar.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

class TestMessageBar : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void hiddenWhileEmpty();
    void saysWhatHappened();
    void detailsUnfoldAndCopy();
    void noDetailsNoButton();
    void saysTheSeverityInWords_data();
    void saysTheSeverityInWords();
    void actionRunsAndGoesWithItsMessage();
    void changesAreOffOnAReadOnlyConnection();
    void tabGoesOverItAsItStands();
    void actionMayShowTheNextMessage();
    void sameOriginReplaces();
    void otherOriginsDoNotReplace();
    void waitingOnesComeByPriority();
    void anInfoDoesNotWait();
    void confirmsBesideWhatIsShown();
    void whatIsInProgressOutlivesAnInfo();
    void withdrawsByOrigin();
    void anErrorIsANotice_data();
    void anErrorIsANotice();
    void labelTellsItsText();
    void servicesWordsAreNotMarkup();

private:
    static NoticeOrigin draft(const QString &roomId) { return {.topic = u"draft"_s, .id = roomId}; }
    static void show(MessageBar &bar, const QString &text, Severity severity = Severity::Info)
    {
        bar.showNotice({.severity = severity, .text = text});
    }
    /// The text that is shown and those behind it, in the order in which dismissing shows them.
    static QStringList allOf(MessageBar &bar)
    {
        QStringList texts;
        for (; !bar.isHidden(); bar.dismiss())
            texts << bar.text();
        return texts;
    }
    static QString severity(MessageBar &bar)
    {
        return bar.findChild<QLabel *>(u"messageSeverity"_s)->text();
    }
    static QAbstractButton *button(MessageBar &bar, const QString &accessibleName)
    {
        for (auto *one : bar.findChildren<QAbstractButton *>()) {
            if (one->accessibleName() == accessibleName && !one->isHidden())
                return one;
        }
        return nullptr;
    }
    static QLabel *message(MessageBar &bar) { return bar.findChild<QLabel *>(u"messageText"_s); }
};

void TestMessageBar::hiddenWhileEmpty()
{
    QWidget window;
    MessageBar bar(&window);
    const QSignalSpy dismissed(&bar, &MessageBar::dismissed);
    QVERIFY(bar.isHidden());
    show(bar, u"Room 99 was created."_s);
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.text(), u"Room 99 was created."_s);
    button(bar, u"Dismiss"_s)->click();
    QVERIFY(bar.isHidden());
    QCOMPARE(bar.text(), QString());
    QCOMPARE(dismissed.count(), 1);
    bar.dismiss();
    QCOMPARE(dismissed.count(), 1);
}

void TestMessageBar::saysWhatHappened()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showNotice(errorNotice(
        {}, {.kind = ErrorKind::Denied, .httpStatus = 401, .host = u"contoso.example"_s},
        u"The rooms could not be loaded."_s));
    QVERIFY(bar.text().startsWith(
        u"The rooms could not be loaded. contoso.example rejected the access key."_s));
    QVERIFY(bar.text().contains(u"Check that the connection string"_s));
}

void TestMessageBar::detailsUnfoldAndCopy()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showNotice(errorNotice(
        {}, {.kind = ErrorKind::Server, .httpStatus = 503, .requestId = u"vector.1"_s}));
    auto *details = bar.findChild<QPlainTextEdit *>(u"messageDetailsText"_s);
    auto *toggle = button(bar, u"Details"_s);
    QVERIFY(toggle);
    QVERIFY(!details->isVisibleTo(&bar));
    toggle->click();
    QVERIFY(details->isVisibleTo(&bar));
    QVERIFY(details->isReadOnly());
    QVERIFY(details->toPlainText().contains(u"503"_s));
    QVERIFY(details->toPlainText().contains(u"vector.1"_s));

    button(bar, u"Copy details"_s)->click();
    QCOMPARE(QApplication::clipboard()->text(), details->toPlainText());

    QCOMPARE(button(bar, u"Details"_s), toggle); // its name stays
    toggle->click();
    QVERIFY(!details->isVisibleTo(&bar));

    // The next message is collapsed.
    toggle->click();
    bar.showNotice(errorNotice({}, {.kind = ErrorKind::Timeout}));
    QVERIFY(!details->isVisibleTo(&bar));
}

void TestMessageBar::noDetailsNoButton()
{
    QWidget window;
    MessageBar bar(&window);
    show(bar, u"Done."_s);
    QVERIFY(!button(bar, u"Details"_s));
    bar.showNotice({.severity = Severity::Warning, .text = u"Something."_s, .details = u"more"_s});
    QVERIFY(button(bar, u"Details"_s));
}

void TestMessageBar::saysTheSeverityInWords_data()
{
    QTest::addColumn<int>("severity");
    QTest::addColumn<QString>("word");
    QTest::newRow("info") << int(Severity::Info) << u"Info"_s;
    QTest::newRow("warning") << int(Severity::Warning) << u"Warning"_s;
    QTest::newRow("error") << int(Severity::Error) << u"Error"_s;
}

void TestMessageBar::saysTheSeverityInWords()
{
    QFETCH(int, severity);
    QWidget window;
    MessageBar bar(&window);
    show(bar, u"Text"_s, static_cast<Severity>(severity));
    QTEST(TestMessageBar::severity(bar), "word");
}

void TestMessageBar::actionRunsAndGoesWithItsMessage()
{
    QWidget window;
    MessageBar bar(&window);
    int tried = 0;
    Notice notice = errorNotice({}, {.kind = ErrorKind::Timeout});
    notice.offer(u"Try again"_s, [&tried] { ++tried; });
    bar.showNotice(notice);
    QVERIFY(button(bar, u"Try again"_s));
    button(bar, u"Try again"_s)->click();
    QCOMPARE(tried, 1);
    show(bar, u"Done."_s);
    QVERIFY(!button(bar, u"Try again"_s));
}

void TestMessageBar::changesAreOffOnAReadOnlyConnection()
{
    QWidget window;
    MessageBar bar(&window);
    Notice notice = errorNotice({}, {.kind = ErrorKind::Timeout});
    notice.offer(
        u"Apply again"_s, [] {}, Notice::Effect::Change);
    notice.offer(u"Test connection"_s, [] {});
    bar.showNotice(notice);
    QVERIFY(button(bar, u"Apply again"_s)->isEnabled());
    bar.setReadOnly(true); // while the message is shown
    QVERIFY(!button(bar, u"Apply again"_s)->isEnabled());
    QVERIFY(button(bar, u"Apply again"_s)->toolTip().contains(u"read-only"));
    QVERIFY(button(bar, u"Test connection"_s)->isEnabled());
    notice = errorNotice({}, {.kind = ErrorKind::Timeout});
    notice.offer(
        u"Delete room…"_s, [] {}, Notice::Effect::Change);
    bar.showNotice(notice); // and before it
    QVERIFY(!button(bar, u"Delete room…"_s)->isEnabled());
    bar.setReadOnly(false);
    QVERIFY(button(bar, u"Delete room…"_s)->isEnabled());
    QVERIFY(button(bar, u"Delete room…"_s)->toolTip().isEmpty());
}

void TestMessageBar::tabGoesOverItAsItStands()
{
    QWidget window;
    MessageBar bar(&window);
    Notice notice{
        .severity = Severity::Error, .text = u"It failed."_s, .details = u"The details"_s};
    notice.offer(u"One"_s, [] {});
    notice.offer(u"Two"_s, [] {});
    bar.showNotice(notice);
    QStringList order;
    const QWidget *at = message(bar);
    do {
        at = at->nextInFocusChain();
        const auto *button = qobject_cast<const QAbstractButton *>(at);
        if (button && bar.isAncestorOf(button) && !button->isHidden()
            && button->accessibleName() != u"Copy details")
            order << button->accessibleName();
    } while (at != message(bar));
    QCOMPARE(order, (QStringList{u"One"_s, u"Two"_s, u"Details"_s, u"Dismiss"_s}));
}

void TestMessageBar::actionMayShowTheNextMessage()
{
    QWidget window;
    MessageBar bar(&window);
    Notice notice = errorNotice({}, {.kind = ErrorKind::Timeout});
    notice.offer(u"Try again"_s, [&bar] { show(bar, u"Trying…"_s); });
    bar.showNotice(notice);
    button(bar, u"Try again"_s)->click();
    QCOMPARE(bar.text(), u"Trying…"_s);
    QTRY_VERIFY(bar.findChildren<QPushButton *>(u"messageAction0"_s).isEmpty());
}

void TestMessageBar::sameOriginReplaces()
{
    QWidget window;
    MessageBar bar(&window);
    Notice notice{.origin = draft(u"1"_s), .severity = Severity::Error, .text = u"Not applied."_s};
    notice.offer(u"Try again"_s, [] {});
    bar.showNotice(notice);
    bar.showNotice({.origin = draft(u"2"_s), .severity = Severity::Warning, .text = u"Changed."_s});
    QCOMPARE(bar.text(), u"Changed."_s);

    // Also while it waits, and whatever its severity: it is news, and shown.
    bar.showNotice(
        {.origin = draft(u"1"_s), .severity = Severity::Warning, .text = u"Partly applied."_s});
    QCOMPARE(bar.text(), u"Partly applied."_s);
    QTRY_VERIFY(!button(bar, u"Try again"_s));
    bar.showNotice({.origin = draft(u"1"_s), .text = u"Applied."_s});
    QCOMPARE(allOf(bar), (QStringList{u"Applied."_s, u"Changed."_s}));
}

void TestMessageBar::otherOriginsDoNotReplace()
{
    QWidget window;
    MessageBar bar(&window);
    Notice older{
        .origin = {.topic = u"refresh"_s}, .severity = Severity::Error, .text = u"Same text."_s};
    older.offer(u"Try again"_s, [] {});
    bar.showNotice(older);
    QCOMPARE(severity(bar), u"Error"_s);
    Notice newer{.origin = draft(u"1"_s), .severity = Severity::Error, .text = u"Same text."_s};
    newer.offer(u"Apply again"_s, [] {});
    bar.showNotice(newer);
    QCOMPARE(severity(bar), u"Error (1 more)"_s);
    QVERIFY(button(bar, u"Apply again"_s) && !button(bar, u"Try again"_s));
    QVERIFY(bar.holds({.topic = u"refresh"_s}) && bar.holds(draft(u"1"_s)));
    QVERIFY(!bar.holds(draft(u"2"_s)) && !bar.holds({.topic = u"draft"_s}));

    bar.dismiss();
    QVERIFY(!bar.isHidden());
    QCOMPARE(severity(bar), u"Error"_s);
    QVERIFY(button(bar, u"Try again"_s));
    QTRY_VERIFY(!button(bar, u"Apply again"_s));
    bar.dismiss();
    QVERIFY(bar.isHidden() && bar.isEmpty());
}

void TestMessageBar::waitingOnesComeByPriority()
{
    QWidget window;
    MessageBar bar(&window);
    const auto add = [&bar](const QString &text, Severity severity) {
        bar.showNotice({.origin = {.topic = text}, .severity = severity, .text = text});
        QCOMPARE(bar.text(), text); // the newest is shown at once
    };
    add(u"error 1"_s, Severity::Error);
    add(u"warning 1"_s, Severity::Warning);
    add(u"error 2"_s, Severity::Error);
    add(u"warning 2"_s, Severity::Warning);
    add(u"warning 3"_s, Severity::Warning);
    QCOMPARE(severity(bar), u"Warning (4 more)"_s);
    QCOMPARE(allOf(bar), (QStringList{u"warning 3"_s, u"error 2"_s, u"error 1"_s, u"warning 2"_s,
                                      u"warning 1"_s}));
}

void TestMessageBar::anInfoDoesNotWait()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showNotice(
        {.origin = draft(u"1"_s), .severity = Severity::Warning, .text = u"Not saved."_s});
    bar.showNotice({.origin = {.topic = u"creation"_s}, .text = u"Created."_s});
    QCOMPARE(severity(bar), u"Info (1 more)"_s);
    bar.showNotice({.origin = {.topic = u"deletion"_s}, .text = u"Deleted."_s});
    QVERIFY(!bar.holds({.topic = u"creation"_s}));
    bar.showNotice(
        {.origin = {.topic = u"refresh"_s}, .severity = Severity::Error, .text = u"Failed."_s});
    QCOMPARE(allOf(bar), (QStringList{u"Failed."_s, u"Not saved."_s}));
}

void TestMessageBar::whatIsInProgressOutlivesAnInfo()
{
    MessageBar bar;
    const NoticeOrigin deletion{.topic = u"deletion"_s};
    bar.showNotice({.origin = deletion, .text = u"Deleting…"_s, .isOngoing = true});
    QVERIFY(bar.findChild<QToolButton *>(u"messageDismiss"_s)->isHidden());
    show(bar, u"Created."_s);
    QVERIFY(bar.holds(deletion));
    bar.dismiss();
    QCOMPARE(bar.text(), u"Deleting…"_s);
    show(bar, u"Created."_s);
    bar.withdraw(deletion);
    QVERIFY(!bar.holds(deletion));
    QCOMPARE(bar.text(), u"Created."_s);
}

void TestMessageBar::confirmsBesideWhatIsShown()
{
    MessageBar bar;
    auto *beside = bar.findChild<QLabel *>(u"messageConfirmation"_s);
    bar.confirm(u"Copied."_s);
    QCOMPARE(bar.text(), u"Copied."_s);
    bar.confirm(u"Copied again."_s);
    QCOMPARE(bar.text(), u"Copied again."_s);
    QVERIFY(beside->isHidden());
    show(bar, u"It failed."_s, Severity::Error);
    bar.confirm(u"Copied."_s);
    QCOMPARE(bar.text(), u"It failed."_s);
    QVERIFY(!beside->isHidden());
    QCOMPARE(beside->text(), u"Copied."_s);
    show(bar, u"Another failed."_s, Severity::Error);
    QVERIFY(beside->isHidden());
}

void TestMessageBar::withdrawsByOrigin()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showNotice(
        {.origin = draft(u"1"_s), .severity = Severity::Warning, .text = u"Not saved."_s});
    bar.showNotice({.origin = draft(u"2"_s), .severity = Severity::Error, .text = u"Not saved."_s});
    bar.withdraw(draft(u"3"_s));
    QCOMPARE(severity(bar), u"Error (1 more)"_s);
    bar.withdraw(draft(u"1"_s)); // which waits
    QCOMPARE(severity(bar), u"Error"_s);
    QCOMPARE(bar.text(), u"Not saved."_s);
    bar.withdraw(draft(u"2"_s));
    QVERIFY(bar.isHidden());
    bar.withdraw(draft(u"2"_s));
    QVERIFY(bar.isHidden());
}

void TestMessageBar::anErrorIsANotice_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<Severity>("severity");
    QTest::newRow("failed") << ErrorKind::Server << Severity::Error;
    QTest::newRow("perhaps made") << ErrorKind::OutcomeUnknown << Severity::Warning;
}

void TestMessageBar::anErrorIsANotice()
{
    QFETCH(ErrorKind, kind);
    const Notice notice =
        errorNotice(draft(u"1"_s), {.kind = kind, .requestId = u"vector.1"_s}, u"Not applied."_s);
    QCOMPARE(notice.origin, draft(u"1"_s));
    QTEST(notice.severity, "severity");
    QVERIFY(notice.text.startsWith(u"Not applied. "_s));
    QVERIFY(notice.details.contains(u"vector.1"_s));
    QVERIFY(notice.actions.isEmpty());
}

void TestMessageBar::labelTellsItsText()
{
    QWidget window;
    MessageBar bar(&window);
    show(bar, u"Room 99 was created."_s);
    QCOMPARE(message(bar)->accessibleName(), QString());
    auto *interface = QAccessible::queryAccessibleInterface(message(bar));
    QCOMPARE(interface->text(QAccessible::Name), u"Room 99 was created."_s);
}

void TestMessageBar::servicesWordsAreNotMarkup()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showNotice(errorNotice({}, makeError(ErrorKind::Invalid, u"<b>bold</b> <img src='x'>"_s)));
    QCOMPARE(message(bar)->textFormat(), Qt::PlainText);
    QVERIFY(bar.text().contains(u"<b>bold</b>"_s));
}

ROOMKEEPER_TEST(QApplication, TestMessageBar);
#include "tst_messagebar.moc"
