#include "support/fixture.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/messagebar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

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
    void errorAndWarningDoNotHideEachOther_data();
    void errorAndWarningDoNotHideEachOther();
    void anotherOneReplaces();
    void withdrawsWhatIsNotTrueAnyMore();
    void labelTellsItsText();
    void servicesWordsAreNotMarkup();

private:
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
    bar.showInfo(u"Room 99 was created."_s);
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
    bar.showError({.kind = ErrorKind::Denied, .httpStatus = 401, .host = u"contoso.example"_s},
                  u"The rooms could not be loaded."_s);
    QVERIFY(bar.text().startsWith(
        u"The rooms could not be loaded. contoso.example rejected the access key."_s));
    QVERIFY(bar.text().contains(u"Check that the connection string"_s));
}

void TestMessageBar::detailsUnfoldAndCopy()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showError({.kind = ErrorKind::Server, .httpStatus = 503, .requestId = u"vector.1"_s});
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
    bar.showError({.kind = ErrorKind::Timeout});
    QVERIFY(!details->isVisibleTo(&bar));
}

void TestMessageBar::noDetailsNoButton()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showInfo(u"Done."_s);
    QVERIFY(!button(bar, u"Details"_s));
    bar.showMessage(Severity::Warning, u"Something."_s, u"more"_s);
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
    bar.showMessage(static_cast<Severity>(severity), u"Text"_s);
    QTEST(bar.findChild<QLabel *>(u"messageSeverity"_s)->text(), "word");
}

void TestMessageBar::actionRunsAndGoesWithItsMessage()
{
    QWidget window;
    MessageBar bar(&window);
    int tried = 0;
    bar.showError({.kind = ErrorKind::Timeout});
    bar.offer(u"Try again"_s, [&tried] { ++tried; });
    QVERIFY(button(bar, u"Try again"_s));
    button(bar, u"Try again"_s)->click();
    QCOMPARE(tried, 1);
    bar.showInfo(u"Done."_s);
    QVERIFY(!button(bar, u"Try again"_s));
}

void TestMessageBar::changesAreOffOnAReadOnlyConnection()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showError({.kind = ErrorKind::Timeout});
    bar.offer(
        u"Apply again"_s, [] {}, MessageBar::Effect::Change);
    bar.offer(u"Test connection"_s, [] {});
    QVERIFY(button(bar, u"Apply again"_s)->isEnabled());
    bar.setReadOnly(true); // while the message is shown
    QVERIFY(!button(bar, u"Apply again"_s)->isEnabled());
    QVERIFY(button(bar, u"Apply again"_s)->toolTip().contains(u"read-only"));
    QVERIFY(button(bar, u"Test connection"_s)->isEnabled());
    bar.showError({.kind = ErrorKind::Timeout});
    bar.offer(
        u"Delete room…"_s, [] {}, MessageBar::Effect::Change); // and before it
    QVERIFY(!button(bar, u"Delete room…"_s)->isEnabled());
    bar.setReadOnly(false);
    QVERIFY(button(bar, u"Delete room…"_s)->isEnabled());
    QVERIFY(button(bar, u"Delete room…"_s)->toolTip().isEmpty());
}

void TestMessageBar::tabGoesOverItAsItStands()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showMessage(MessageBar::Severity::Error, u"It failed."_s, u"The details"_s);
    bar.offer(u"One"_s, [] {});
    bar.offer(u"Two"_s, [] {});
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
    bar.showError({.kind = ErrorKind::Timeout});
    bar.offer(u"Try again"_s, [&bar] { bar.showInfo(u"Trying…"_s); });
    button(bar, u"Try again"_s)->click();
    QCOMPARE(bar.text(), u"Trying…"_s);
    QTRY_VERIFY(bar.findChildren<QPushButton *>(u"messageAction0"_s).isEmpty());
}

void TestMessageBar::errorAndWarningDoNotHideEachOther_data()
{
    QTest::addColumn<bool>("errorFirst");
    QTest::newRow("the error comes first") << true;
    QTest::newRow("the warning comes first") << false;
}

void TestMessageBar::errorAndWarningDoNotHideEachOther()
{
    QFETCH(bool, errorFirst);
    QWidget window;
    MessageBar bar(&window);
    const auto warn = [&bar] {
        bar.showMessage(Severity::Warning, u"Not kept."_s);
        bar.offer(u"Keep"_s, [] {});
    };
    if (!errorFirst)
        warn();
    bar.showMessage(Severity::Error, u"Refused."_s);
    bar.offer(u"Try again"_s, [] {});
    if (errorFirst)
        warn();

    const QString newer = errorFirst ? u"Not kept."_s : u"Refused."_s;
    const QString older = errorFirst ? u"Refused."_s : u"Not kept."_s;
    const QString newerAction = errorFirst ? u"Keep"_s : u"Try again"_s;
    const QString olderAction = errorFirst ? u"Try again"_s : u"Keep"_s;
    QCOMPARE(bar.text(), newer);
    QVERIFY(button(bar, newerAction) && !button(bar, olderAction));
    QVERIFY(bar.findChild<QLabel *>(u"messageSeverity"_s)->text().contains(u"1 more"));
    bar.dismiss();
    QCOMPARE(bar.text(), older);
    QVERIFY(button(bar, olderAction));
    QTRY_VERIFY(!button(bar, newerAction));
    QVERIFY(!bar.findChild<QLabel *>(u"messageSeverity"_s)->text().contains(u"more"));
    bar.dismiss();
    QVERIFY(bar.isHidden());
}

void TestMessageBar::anotherOneReplaces()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showMessage(Severity::Error, u"Refused."_s);
    bar.showMessage(Severity::Error, u"Refused again."_s);
    QCOMPARE(bar.text(), u"Refused again."_s);
    bar.showMessage(Severity::Warning, u"Not kept."_s);
    bar.showInfo(u"Done."_s);
    QCOMPARE(bar.text(), u"Done."_s);
    bar.dismiss();
    QCOMPARE(bar.text(), u"Not kept."_s); // an information does not replace a warning
    bar.dismiss();
    QVERIFY(bar.isHidden());
}

void TestMessageBar::withdrawsWhatIsNotTrueAnyMore()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showMessage(Severity::Warning, u"Not kept."_s);
    bar.showMessage(Severity::Error, u"Refused."_s);
    bar.withdraw(u"Not kept."_s);
    QCOMPARE(bar.text(), u"Refused."_s);
    bar.withdraw(u"Something else."_s);
    QCOMPARE(bar.text(), u"Refused."_s);
    bar.withdraw(u"Refused."_s);
    QVERIFY(bar.isHidden());
}

void TestMessageBar::labelTellsItsText()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showInfo(u"Room 99 was created."_s);
    QCOMPARE(message(bar)->accessibleName(), QString());
    auto *interface = QAccessible::queryAccessibleInterface(message(bar));
    QCOMPARE(interface->text(QAccessible::Name), u"Room 99 was created."_s);
}

void TestMessageBar::servicesWordsAreNotMarkup()
{
    QWidget window;
    MessageBar bar(&window);
    bar.showError(makeError(ErrorKind::Invalid, u"<b>bold</b> <img src='x'>"_s));
    QCOMPARE(message(bar)->textFormat(), Qt::PlainText);
    QVERIFY(bar.text().contains(u"<b>bold</b>"_s));
}

ROOMKEEPER_TEST(QApplication, TestMessageBar);
#include "tst_messagebar.moc"
