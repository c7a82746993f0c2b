#include "support/fixture.h"
#include "support/testmain.h"
#include "tour/screenshotfolder.h"
#include "tour/tour.h"
#include "tour/touractions.h"
#include "tour/windowpicture.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace roomkeeper;
using namespace roomkeeper::app;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A window with one widget of each kind.
class Window : public QWidget
{
public:
    Window()
    {
        auto *layout = new QVBoxLayout(this);
        for (QWidget *each :
             std::initializer_list<QWidget *>{button, line, lines, box, tick, table}) {
            layout->addWidget(each);
        }
        button->setObjectName("button"_L1);
        line->setObjectName("line"_L1);
        lines->setObjectName("lines"_L1);
        box->setObjectName("box"_L1);
        tick->setObjectName("tick"_L1);
        table->setObjectName("table"_L1);
        box->addItems({u"Presenter"_s, u"Attendee"_s, u"Consumer"_s});
        for (int row = 0; row < 100; ++row)
            model.appendRow({new QStandardItem(u"x"_s), new QStandardItem(QString::number(row))});
        table->setModel(&model);
        table->setSelectionBehavior(QAbstractItemView::SelectRows);
        resize(400, 500);
    }

    QPushButton *button = new QPushButton(u"Press"_s);
    QLineEdit *line = new QLineEdit(u"before"_s);
    QPlainTextEdit *lines = new QPlainTextEdit(u"before"_s);
    QComboBox *box = new QComboBox;
    QCheckBox *tick = new QCheckBox(u"Tick"_s);
    QTableView *table = new QTableView;
    QStandardItemModel model;
};

} // namespace

class TestTour : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_folder.emplace();
        auto screenshotFolder = ScreenshotFolder::open(m_folder->filePath(u"new/pictures"_s));
        QVERIFY(screenshotFolder.has_value());
        m_screenshots.emplace(*std::move(screenshotFolder));
        m_window.emplace();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(&*m_window));
    }
    void cleanup()
    {
        m_window.reset();
        m_screenshots.reset();
        m_folder.reset();
    }

    void actsAsAPersonWould()
    {
        QSignalSpy pressed(m_window->button, &QPushButton::clicked);
        QSignalSpy entered(m_window->line, &QLineEdit::returnPressed);
        const TourActions moves(*m_window, *m_screenshots);
        const auto problem = goThrough({
            moves.press(u"button"_s),
            moves.type(u"line"_s, [] { return u"8:acs:Über (1)"_s; }),
            moves.enter(u"line"_s, [] { return u"8:acs:Über (1)"_s; }),
            moves.type(u"lines"_s, [] { return u"one\ntwo"_s; }),
            moves.choose(u"box"_s, u"Consumer"_s),
            moves.tick(u"tick"_s),
            moves.selectRow(u"table"_s, 1, [] { return u"88"_s; }),
        });
        QCOMPARE(problem, QString());
        QCOMPARE(pressed.size(), 1);
        QCOMPARE(entered.size(), 1);
        QCOMPARE(m_window->line->text(), u"8:acs:Über (1)"_s);
        QCOMPARE(m_window->lines->toPlainText(), u"one\ntwo"_s);
        QCOMPARE(m_window->box->currentText(), u"Consumer"_s);
        QVERIFY(m_window->tick->isChecked());
        const QModelIndexList rows = m_window->table->selectionModel()->selectedRows();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().row(), 88);
    }

    void waitsForWhatComesLater()
    {
        m_window->button->setEnabled(false);
        QSignalSpy pressed(m_window->button, &QPushButton::clicked);
        QTimer::singleShot(80ms, m_window->button, [this] { m_window->button->setEnabled(true); });
        QCOMPARE(goThrough({TourActions(*m_window, *m_screenshots).press(u"button"_s)}), QString());
        QCOMPARE(pressed.size(), 1);
    }

    void scrollsToWhatLiesOutside()
    {
        auto *content = new QWidget;
        auto *column = new QVBoxLayout(content);
        column->addSpacing(2'000);
        auto *below = new QPushButton(u"Below"_s);
        below->setObjectName("below"_L1);
        column->addWidget(below);
        auto *area = new QScrollArea;
        area->setWidget(content);
        m_window->layout()->addWidget(area);
        QSignalSpy pressed(below, &QPushButton::clicked);
        QCOMPARE(goThrough({TourActions(*m_window, *m_screenshots).press(u"below"_s)}), QString());
        QCOMPARE(pressed.size(), 1);
    }

    void usesTheDialogInFront()
    {
        QDialog dialog(&*m_window);
        dialog.setObjectName("dialog"_L1);
        dialog.setWindowTitle(u"Question"_s);
        auto *inDialog = new QPushButton(u"Press"_s, &dialog);
        inDialog->setObjectName("button"_L1);
        connect(inDialog, &QPushButton::clicked, &dialog, &QDialog::accept);
        QSignalSpy pressedBehind(m_window->button, &QPushButton::clicked);
        dialog.open();
        const TourActions moves(*m_window, *m_screenshots);
        QCOMPARE(goThrough({moves.opened(u"dialog"_s), moves.press(u"button"_s),
                            moves.closed(u"dialog"_s)}),
                 QString());
        QCOMPARE(pressedBehind.size(), 0);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void failsWhereAStepCannotHappen_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("words");
        QTest::newRow("not there") << u"nobody"_s << u"“nobody” to be shown"_s;
        QTest::newRow("hidden") << u"line"_s << u"“line” to be shown"_s; // not a button
        QTest::newRow("off") << u"button"_s << u"“button” to be enabled"_s;
        QTest::newRow("covered") << u"tick"_s << u"“tick” to be uncovered"_s;
    }
    void failsWhereAStepCannotHappen()
    {
        QFETCH(const QString, button);
        QFETCH(const QString, words);
        m_window->button->setEnabled(false);
        auto *cover = new QLabel(u"before it"_s, &*m_window);
        cover->setGeometry(m_window->tick->geometry());
        cover->show();
        QSignalSpy pressed(m_window->button, &QPushButton::clicked);
        const QString problem = goThrough({TourActions(*m_window, *m_screenshots).press(button)});
        QVERIFY2(problem.contains(u"“do it”"), qPrintable(problem));
        QVERIFY2(problem.contains(words), qPrintable(problem));
        QVERIFY(!problem.contains(u'\n'));
        QCOMPARE(pressed.size(), 0);
        QVERIFY(!m_window->tick->isChecked());
        // A picture shows the window.
        QVERIFY(QFile::exists(m_screenshots->failurePath()));
        QVERIFY(problem.contains(m_screenshots->failurePath()));
    }

    void goesNoFurtherThanTheFailure()
    {
        bool wentOn = false;
        const TourActions moves(*m_window, *m_screenshots);
        QVERIFY(!goThrough({moves.press(u"nobody"_s), TourActions::note([&] { wentOn = true; })})
                     .isEmpty());
        QVERIFY(!wentOn);
    }

    void givesUpAtOnceWhatCanNotBe()
    {
        const QString problem = goThrough(
            {[] { return Progress::impossible(u"the disk is full"_s); }}, Tour::usualPatience);
        QVERIFY2(problem.contains(u"the disk is full"), qPrintable(problem));
    }

    void failsWhenTheWindowIsClosed()
    {
        QTimer::singleShot(50ms, &*m_window, &QWidget::close);
        const QString problem =
            goThrough({TourActions::until(u"ever"_s, [] { return false; })}, Tour::usualPatience);
        QVERIFY2(problem.contains(u"the window was closed"), qPrintable(problem));
    }

    void failsWhenAPictureCanNotBeSaved()
    {
        QVERIFY(QDir(m_screenshots->folder()).removeRecursively());
        const QString problem =
            goThrough({TourActions(*m_window, *m_screenshots).picture(u"window"_s)});
        QVERIFY2(problem.contains(u"can't be written"), qPrintable(problem));
    }

    void numbersItsPictures()
    {
        const TourActions moves(*m_window, *m_screenshots);
        QCOMPARE(goThrough({moves.picture(u"first"_s), moves.picture(u"second"_s)}), QString());
        QCOMPARE(QDir(m_screenshots->folder()).entryList(QDir::Files),
                 QStringList({u"01-first.png"_s, u"02-second.png"_s}));
        QCOMPARE(m_screenshots->count(), 2);
        QCOMPARE(QImage(m_screenshots->folder() + "/01-first.png"_L1).size(),
                 m_window->size() * m_window->devicePixelRatio());
    }

    void paintsDialogsWhereTheyStand()
    {
        QDialog dialog(&*m_window);
        dialog.setWindowTitle(u"Question"_s);
        QPalette red = dialog.palette();
        red.setColor(QPalette::Window, Qt::red);
        dialog.setPalette(red);
        dialog.resize(120, 80);
        dialog.move(m_window->pos() + QPoint(100, 100));
        const QImage without = windowPicture(*m_window);
        dialog.show();
        const QImage with = windowPicture(*m_window);
        QCOMPARE(with.size(), without.size());
        const QPoint inside = dialog.pos() - m_window->pos() + QPoint(60, 40);
        QCOMPARE(with.pixelColor(inside), QColor(Qt::red));
        QVERIFY(without.pixelColor(inside) != QColor(Qt::red));
        // A dialog next to the window is moved into the picture.
        dialog.move(m_window->pos() + QPoint(5'000, 5'000));
        const QImage moved = windowPicture(*m_window);
        QCOMPARE(moved.pixelColor(moved.width() - 30, moved.height() - 30), QColor(Qt::red));
    }

    void wantsAFolderItCanWrite()
    {
        QFile file(m_folder->filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto screenshotFolder = ScreenshotFolder::open(file.fileName() + "/pictures"_L1);
        QVERIFY(!screenshotFolder.has_value());
        QCOMPARE(screenshotFolder.error().kind, ErrorKind::File);
        QVERIFY(screenshotFolder.error().message.contains(file.fileName()));
    }

    void forgetsTheFailureOfAnEarlierTour()
    {
        QVERIFY(m_screenshots->addFailure(*m_window));
        QVERIFY(QFile::exists(m_screenshots->failurePath()));
        QVERIFY(ScreenshotFolder::open(m_screenshots->folder()).has_value());
        QVERIFY(!QFile::exists(m_screenshots->failurePath()));
    }

private:
    /// Runs a tour of one step; returns its problem.
    QString goThrough(const QList<TourAction> &moves, std::chrono::milliseconds patience = 1s)
    {
        Tour tour(*m_window, *m_screenshots, {{u"do it"_s, moves}}, patience);
        QSignalSpy finished(&tour, &Tour::finished);
        tour.start();
        if (!finished.wait(20'000))
            return u"never finished"_s;
        return finished.first().first().toString();
    }

    std::optional<QTemporaryDir> m_folder;
    std::optional<ScreenshotFolder> m_screenshots;
    std::optional<Window> m_window;
};

ROOMKEEPER_TEST(QApplication, TestTour);
#include "tst_tour.moc"
