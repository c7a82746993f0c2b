#include "dialogfixture.h"
#include "store/secrets/keychainproblem.h"
#include "support/rosters.h"
#include "support/testmain.h"
#include "ui/common/notice.h"
#include "ui/participants/rosterpane.h"
#include "ui/rooms/details/roomdetails.h"
#include "ui/rooms/table/roomtableview.h"
#include "windowcheck.h"

#include <QApplication>
#include <QDirIterator>
#include <QFileDialog>
#include <QMenu>

#include <algorithm>
#include <functional>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using tests::clippedWidgets;
using tests::untranslatedTexts;

namespace {

constexpr QSize screenSize(1280, 800);

/// An application in the pseudo-language, on a screen of a usual size.
class PseudoLanguageApplication : public tests::ScreenApplication
{
public:
    PseudoLanguageApplication(int &argc, char **argv)
        : ScreenApplication(prepared(argc), argv, screenSize)
    {
    }

private:
    static int &prepared(int &argc)
    {
        qputenv("ROOMKEEPER_LANGUAGE", "xx-pseudo");
        return argc;
    }
};

} // namespace

/// In the pseudo-language, every text that the program shows is in brackets and longer than in
/// English: a text without brackets can't be translated, and one that does not fit will not fit in
/// other languages.
class TestPseudoLanguage : public DialogFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_pseudolanguage"_s); }
    void cleanupTestCase() { m_theme.reset(); }
    void init()
    {
        makeWindow();
        m_display.setMode(TimeDisplay::Mode::Utc);
        m_window->resize(1240, 740);
    }
    void cleanup()
    {
        m_dialog.reset();
        dropWindow();
    }

    void screenIsOfUsualSize() { QCOMPARE(m_window->screen()->size(), screenSize); }

    void untranslatedPartsAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("in brackets") << u"[Name ~~]"_s << QString();
        QTest::newRow("two sentences") << u"[One. ~~] [Two. ~~]"_s << QString();
        QTest::newRow("one in another") << u"[Room [Ward ~~] was ~~~]"_s << QString();
        QTest::newRow("none") << u"Name"_s << u"Name"_s;
        QTest::newRow("half of it") << u"[One. ~~] Two."_s << u"Two."_s;
        QTest::newRow("left open") << u"[One"_s << u"[One"_s;
        QTest::newRow("date") << u"2026-11-22 14:30 – 28 Nov 2026"_s << QString();
        QTest::newRow("raw ID") << tests::person(1) << QString();
        QTest::newRow("keys") << u"Ctrl+Shift+Z, F5"_s << QString();
        QTest::newRow("request") << u"12:00:01 GET /rooms 200 [7 ms ~~]"_s << QString();
        QTest::newRow("written") << u"Ward round"_s << QString();
    }

    void untranslatedPartsAreFound()
    {
        QFETCH(QString, text);
        QTEST(tests::untranslatedPart(text, {roomName}), "part");
    }

    void firstPage()
    {
        checkWindow(*m_window);
        keep(u"clinic"_s);
        keep(u"ward"_s, true);
        m_environment = m_sandbox->connectionString().toUtf8();
        openWindow();
        m_window->resize(1240, 740);
        checkWindow(*m_window);
    }

    void roomsAndMenus()
    {
        openRooms();
        checkWindow(*m_window); // nothing is selected
        selectRoom();
        action(u"showActivity"_s)->trigger();
        checkWindow(*m_window);

        page().connection().rooms().annotate(roomId(), {.name = roomName});
        page().connection().drafts().edit(roomId(), {.pstnDialOutEnabled = true},
                                          {.text = QStringLiteral("[Edit]")});
        page().details().roster()->setRoleOfSelected(acs::Role::presenter());
        checkWindow(*m_window); // something is pending
        page().setFilterText(u"nothing like this"_s);
        checkWindow(*m_window); // the filter matches nothing
    }

    void contextMenuOfParticipants()
    {
        openRooms();
        selectRoom();
        auto *table = m_window->findChild<QTableView *>(u"participantTable"_s);
        QVERIFY(table);
        const auto before = m_window->findChildren<QMenu *>().size();
        emit table->customContextMenuRequested(QPoint(10, 10));
        QVERIFY(m_window->findChildren<QMenu *>().size() > before);
        checkWindow(*m_window);
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
    }

    void readOnlyConnection()
    {
        keep(u"clinic"_s, true);
        openWindow();
        m_window->resize(1240, 740);
        m_window->connections().openByName(u"clinic"_s);
        waitForRooms();
        selectRoom();
        checkWindow(*m_window);
    }

    void everyKindOfError()
    {
        openRooms();
        for (int kind = 0; kind <= static_cast<int>(ErrorKind::File); ++kind) {
            Error error = makeError(static_cast<ErrorKind>(kind), u"[What the service said]"_s);
            error.host = u"[host]"_s;
            error.httpStatus = 500;
            m_window->messages().showNotice(errorNotice({}, error));
            checkMessage();
        }
        using store::KeychainProblem;
        for (int problem = 0; problem <= static_cast<int>(KeychainProblem::Failed); ++problem) {
            const auto error =
                store::keychainError(static_cast<KeychainProblem>(problem), u"[Its words]"_s);
            m_window->messages().showNotice(errorNotice({}, error));
            checkMessage();
        }
    }

    void requestThatIsRetried()
    {
        m_sandbox = std::make_unique<Sandboxed>(sandbox::SandboxOptions{
            .rooms = 24,
            .seed = 5,
            .faults = *sandbox::parseFaultRules("status=503/retry-after=50@GET /rooms")});
        m_window->connections().openSandbox();
        QTRY_VERIFY(m_window->findChild<QWidget *>(u"retryBanner"_s)->isVisible());
        checkWindow(*m_window);
    }

    void everyDialog_data()
    {
        QTest::addColumn<QString>("dialog");
        const auto dialogs = this->dialogs();
        for (auto each = dialogs.cbegin(); each != dialogs.cend(); ++each)
            QTest::newRow(qPrintable(each.key())) << each.key();
    }

    void everyDialog()
    {
        QFETCH(QString, dialog);
        openRooms();
        selectRoom();
        dialogs().value(dialog)();
    }

    /// A new dialog has to be added to dialogs().
    void noDialogIsLeftOut()
    {
        static const QRegularExpression subclass(
            u"class (\\w+)(?: final)? : public (?:QDialog|QMessageBox)\\b"_s);
        const auto dialogs = this->dialogs();
        QStringList missing;
        int found = 0;
        QDirIterator each(QStringLiteral(ROOMKEEPER_SOURCES "/ui"), {u"*.h"_s, u"*.cpp"_s},
                          QDir::Files, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto matches = subclass.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext()) {
                const QString name = matches.next().captured(1);
                ++found;
                if (!dialogs.contains(name))
                    missing << name;
            }
        }
        QVERIFY(found > 10);
        QCOMPARE(missing, QStringList());
    }

private:
    QStringList written() const
    {
        return {roomName, personName, u"clinic"_s, u"ward"_s, u"SOME_VARIABLE"_s};
    }

    /// `others`: texts that are the same in every language.
    void checkWindow(QWidget &window, const QStringList &others = {}) override
    {
        QTRY_VERIFY(window.isVisible());
        QCoreApplication::processEvents(); // layouts
        const QStringList untranslated = untranslatedTexts(window, written() + others);
        QVERIFY2(untranslated.isEmpty(), qPrintable(u"\n"_s + untranslated.join(u'\n')));
        // Layouts inside scroll areas take several rounds of events.
        QTRY_VERIFY2_WITH_TIMEOUT(clippedWidgets(window).isEmpty(),
                                  qPrintable(u"\n"_s + clippedWidgets(window).join(u'\n')), 1'000);
    }

    void checkDialog(QWidget *dialog, const QStringList &others = {}) override
    {
        QVERIFY(dialog);
        checkWindow(*dialog, others);
        QVERIFY2(dialog->width() <= screenSize.width() && dialog->height() <= screenSize.height(),
                 qPrintable(u"%1x%2"_s.arg(dialog->width()).arg(dialog->height())));
    }

    /// Qt's own: its columns are as wide as it likes, and it lists files.
    void checkFileDialog(const QWidget &parent) override
    {
        auto *dialog = parent.findChild<QFileDialog *>();
        QVERIFY(dialog);
        QVERIFY(tests::untranslatedPart(dialog->windowTitle()).isEmpty());
        const QString filters = dialog->nameFilters().join(u";;");
        QVERIFY2(tests::untranslatedPart(filters).isEmpty(), qPrintable(filters));
        dialog->close();
    }

    void checkMessage()
    {
        checkWindow(*m_window);
        if (auto *details = m_window->messages().findChild<QAbstractButton *>(u"messageDetails"_s);
            details != nullptr && details->isVisible()) {
            details->click();
            checkWindow(*m_window);
        }
        m_window->messages().clear();
    }
};

ROOMKEEPER_TEST(PseudoLanguageApplication, TestPseudoLanguage);
#include "tst_pseudolanguage.moc"
