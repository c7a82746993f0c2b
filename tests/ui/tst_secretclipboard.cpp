#include "support/fixture.h"
#include "support/testmain.h"
#include "ui/common/secretclipboard.h"
#include "ui/common/secretedit.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QWidget>

#include <algorithm>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = SecretClipboard::State;

namespace {

const QString token = u"marker-secret-token-that-opens-nothing"_s;

QString clipboardText()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

class TestSecretClipboard : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        QGuiApplication::clipboard()->clear();
        secretClipboard().setOptions({.restoredWithin = 0ms}); // it must not act in other tests
    }
    void cleanup() { secretClipboard().clear(); }

    void aSecretIsMarkedForClipboardHistories()
    {
        SecretClipboard clipboard;
        clipboard.copy(token);
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->text(), token);
        QCOMPARE(data->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
        QVERIFY(clipboard.hasCopied(token));
        QVERIFY(!clipboard.hasCopied(token.chopped(1)));
        QCOMPARE(clipboard.text(),
                 u"Removed from the clipboard in 60 s or when Roomkeeper closes."_s);
    }

    void itIsRemovedWhenItsTimeIsOver()
    {
        SecretClipboard clipboard({.keepFor = 20ms});
        const QSignalSpy changed(&clipboard, &SecretClipboard::changed);
        clipboard.copy(token);
        QCOMPARE(clipboard.text(),
                 u"Removed from the clipboard in 1 s or when Roomkeeper closes."_s);
        QTRY_COMPARE(clipboard.state(), State::Removed);
        QCOMPARE(clipboardText(), QString());
        QVERIFY(changed.size() >= 2); // copied, and removed
        QVERIFY(!clipboard.hasCopied(token));
        QCOMPARE(clipboard.text(), u"The secret was removed from the clipboard."_s);
    }

    void theTimeCountsFromTheLastCopy()
    {
        SecretClipboard clipboard({.keepFor = 1500ms});
        const QSignalSpy changed(&clipboard, &SecretClipboard::changed);
        clipboard.copy(token);
        QVERIFY(clipboard.text().contains(u" 2 s "));
        QTRY_VERIFY(clipboard.text().contains(u" 1 s "));
        QTRY_VERIFY(changed.size() >= 2); // each second is said
        clipboard.copy(token);
        QVERIFY(clipboard.text().contains(u" 2 s "));
    }

    void whatWasCopiedSinceStays()
    {
        SecretClipboard clipboard({.keepFor = 20ms});
        clipboard.copy(token);
        QGuiApplication::clipboard()->setText(u"something else"_s);
        QCOMPARE(clipboard.state(), State::Empty);
        QCOMPARE(clipboard.text(), QString());
        QVERIFY(!clipboard.hasCopied(token));
        clipboard.clear();
        QCOMPARE(clipboardText(), u"something else"_s);
    }

    void quittingRemovesItAtOnce()
    {
        secretClipboard().copy(token);
        QMetaObject::invokeMethod(QCoreApplication::instance(), "aboutToQuit");
        QCOMPARE(clipboardText(), QString());
    }

    /// As on Wayland, where only the active program may change the clipboard.
    void aRefusalIsSaidAndItIsTriedAgain()
    {
        bool isAccessible = false;
        SecretClipboard clipboard({.keepFor = 10ms, .isAccessible = [&] { return isAccessible; }});
        clipboard.copy(token);
        QTRY_COMPARE(clipboard.state(), State::Refused);
        QVERIFY2(clipboard.text().contains(u"when you click or type"),
                 qPrintable(clipboard.text()));
        QGuiApplication::clipboard()->setText(token); // it was there all the time
        QCOMPARE(clipboard.state(), State::Refused);

        isAccessible = true;
        QWidget window;
        window.show();
        window.activateWindow();
        QTRY_COMPARE(clipboard.state(), State::Removed);
        QCOMPARE(clipboardText(), QString());
    }

    /// As on Weston without input since the copying: the compositor restores the text from its
    /// copy.
    void whatTheDesktopRestoresIsSaidAndRemovedWithTheNextInput()
    {
        SecretClipboard clipboard({.keepFor = 10ms});
        clipboard.copy(token);
        QTRY_COMPARE(clipboard.state(), State::Removed);
        QGuiApplication::clipboard()->setText(token);
        QCOMPARE(clipboard.state(), State::Refused);
        QVERIFY(clipboard.hasCopied(token));

        QWidget window;
        window.show();
        QTest::mouseClick(&window, Qt::LeftButton);
        QTRY_COMPARE(clipboard.state(), State::Removed);
        QCOMPARE(clipboardText(), QString());
    }

    void theInputThatCopiesAnotherSecretDoesNotRemoveIt()
    {
        SecretClipboard clipboard({.keepFor = 10ms});
        clipboard.copy(token);
        QTRY_COMPARE(clipboard.state(), State::Removed);
        QGuiApplication::clipboard()->setText(token);
        QCOMPARE(clipboard.state(), State::Refused);

        clipboard.setOptions({});
        QWidget window;
        window.show();
        QTest::keyClick(&window, Qt::Key_C, Qt::ControlModifier);
        const QString another = token + u"-2"_s;
        clipboard.copy(another); // as the key does in a field
        QCoreApplication::processEvents();
        QCOMPARE(clipboard.state(), State::Held);
        QCOMPARE(clipboardText(), another);
    }

    void whatTheUserTakesFromAHistoryStays()
    {
        SecretClipboard clipboard({.keepFor = 10ms, .restoredWithin = 0ms});
        clipboard.copy(token);
        QTRY_COMPARE(clipboard.state(), State::Removed);
        QGuiApplication::clipboard()->setText(token);
        QCOMPARE(clipboard.state(), State::Removed);
        QVERIFY(!clipboard.hasCopied(token));
        QCOMPARE(clipboardText(), token);
    }

    void aRevealedFieldCopiesInTheSameWay_data()
    {
        QTest::addColumn<bool>("byMenu");
        QTest::addColumn<bool>("cuts");
        QTest::newRow("copy by key") << false << false;
        QTest::newRow("cut by key") << false << true;
        QTest::newRow("copy by menu") << true << false;
        QTest::newRow("cut by menu") << true << true;
    }
    void aRevealedFieldCopiesInTheSameWay()
    {
        QFETCH(const bool, byMenu);
        QFETCH(const bool, cuts);
        SecretEdit field;
        field.show();
        field.setText(token);
        field.selectAll();
        const auto take = [&] {
            if (!byMenu) {
                QTest::keyClick(&field, cuts ? Qt::Key_X : Qt::Key_C, Qt::ControlModifier);
                return;
            }
            QContextMenuEvent event(QContextMenuEvent::Mouse, {2, 2}, field.mapToGlobal(QPoint()));
            QCoreApplication::sendEvent(&field, &event);
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            const QString wanted = cuts ? u"Cu&t"_s : u"&Copy"_s;
            const auto actions = menu->actions();
            const auto action = std::ranges::find_if(
                actions, [&](const QAction *each) { return each->text().startsWith(wanted); });
            QVERIFY(action != actions.end());
            (*action)->trigger();
            menu->close();
        };
        take();
        QCOMPARE(clipboardText(), QString()); // masked
        field.reveal(true);
        field.selectAll();
        take();
        QCOMPARE(clipboardText(), token);
        QVERIFY(secretClipboard().hasCopied(token));
        QCOMPARE(field.text(), cuts ? QString() : token);
    }
};

ROOMKEEPER_TEST(QApplication, TestSecretClipboard);
#include "tst_secretclipboard.moc"
