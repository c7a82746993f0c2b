#include "acs/rooms/room.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/messagebar.h"
#include "ui/common/style/colours.h"
#include "ui/common/style/theme.h"
#include "ui/help/guidepages.h"
#include "ui/help/guidetext.h"
#include "ui/help/guidewindow.h"

#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

QString page(const QString &name)
{
    return QString::fromUtf8(guideFile(QUrl(u"qrc:/guide/"_s + name)));
}

QStringList cellsOf(const QString &row)
{
    QStringList cells = row.split(u'|').mid(1);
    cells.removeLast();
    for (QString &cell : cells)
        cell = cell.trimmed();
    return cells;
}

/// For comparing: without mnemonic, ellipsis and letter case.
QString plainLabel(QString text)
{
    return text.remove(u'&').remove(u'…').toLower();
}

} // namespace

class TestGuide : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme.emplace(*qApp); }
    void labelsExistInTheProgram()
    {
        QString sources;
        for (const QString &folder : {u"ui"_s, u"core"_s, u"app"_s}) {
            QDirIterator files(QStringLiteral(ROOMKEEPER_SOURCES "/") + folder, {u"*.cpp"_s},
                               QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                sources += QString::fromUtf8(file.readAll());
            }
        }
        sources = plainLabel(sources);
        // Emphasis, a role in Azure, and labels with a number.
        const QSet<QString> others{u"may"_s, u"contributor"_s, u"1 outcome unknown"_s, u"+2"_s};

        static const QRegularExpression inItalics(u"(?<!\\*)\\*([^*`\n]+)\\*(?!\\*)"_s);
        QStringList unknown;
        for (const GuidePage &each : guidePages()) {
            const QString text = QString::fromUtf8(guideFile(each.url));
            for (const QRegularExpressionMatch &match : inItalics.globalMatch(text)) {
                for (const QString &part : match.captured(1).split(u" → "_s)) {
                    const QString label = plainLabel(part);
                    // At the beginning of a text of the program.
                    if (!sources.contains(u'"' + label) && !others.contains(label))
                        unknown << each.url.fileName() + u": "_s + part;
                }
            }
        }
        QCOMPARE(unknown, QStringList());
    }

    void hasAllPages()
    {
        QStringList named;
        for (const GuidePage &each : guidePages()) {
            QVERIFY2(!each.title.isEmpty(), qPrintable(each.url.toString()));
            named << each.url.fileName();
        }
        QStringList present = QDir(u":/guide"_s).entryList({u"*.md"_s}, QDir::Files);
        QCOMPARE(named.first(), u"index.md"_s);
        named.sort();
        QCOMPARE(named, present);
    }

    void everyLinkAndPictureLeadsSomewhere_data()
    {
        QTest::addColumn<QUrl>("url");
        for (const GuidePage &each : guidePages())
            QTest::newRow(qPrintable(each.url.fileName())) << each.url;
    }
    void everyLinkAndPictureLeadsSomewhere()
    {
        QFETCH(const QUrl, url);
        static const QRegularExpression link(u"(!?)\\[[^\\]]*\\]\\(([^)]+)\\)"_s);
        const QString text = QString::fromUtf8(guideFile(url));
        for (const QRegularExpressionMatch &match : link.globalMatch(text)) {
            const QUrl target = url.resolved(QUrl(match.captured(2)));
            const QByteArray content = guideFile(target);
            QVERIFY2(!content.isEmpty(), qPrintable(target.toString()));
            if (match.captured(1).isEmpty())
                continue;
            const QImage picture = QImage::fromData(content);
            QVERIFY2(picture.width() >= 900, qPrintable(target.toString()));
            QVERIFY2(content.size() < 100'000, qPrintable(target.toString()));
        }
    }

    void everyPictureInTheProgramIsShown()
    {
        QString all;
        for (const GuidePage &each : guidePages())
            all += QString::fromUtf8(guideFile(each.url));
        const QStringList pictures = QDir(u":/guide/pictures"_s).entryList(QDir::Files);
        QVERIFY(!pictures.isEmpty());
        for (const QString &picture : pictures)
            QVERIFY2(all.contains("(pictures/"_L1 + picture + u')'), qPrintable(picture));
    }

    /// The columns are the roles that can be assigned, in the order of their permissions: each role
    /// has at least the permissions of the next one.
    void theMatrixAgreesWithTheRoles()
    {
        const QStringList rows =
            page(u"participants-and-roles.md"_s).split(u'\n').filter(QRegularExpression(u"^\\|"_s));
        QVERIFY(rows.size() > 5);
        QStringList roles;
        for (const acs::Role &role : acs::rolesOf(acs::defaultApiVersion))
            roles << role.name;
        QCOMPARE(cellsOf(rows.first()).mid(1), roles);
        for (const QString &row : rows.mid(2)) {
            const QStringList cells = cellsOf(row).mid(1);
            QCOMPARE(cells.size(), roles.size());
            bool mayStill = true;
            for (const QString &cell : cells) {
                QVERIFY2(cell == "yes"_L1 || cell == "no"_L1, qPrintable(row));
                QVERIFY2(mayStill || cell == "no"_L1, qPrintable(row));
                mayStill = cell == "yes"_L1;
            }
        }
    }

    void showsAPageForEachEntry()
    {
        GuideWindow window;
        window.show();
        auto *contents = window.findChild<QListWidget *>(u"guideContents"_s);
        auto *text = window.findChild<GuideText *>(u"guideText"_s);
        QCOMPARE(contents->accessibleName(), u"Guide contents"_s);
        QCOMPARE(text->accessibleName(), u"Guide text"_s);
        QCOMPARE(contents->count(), guidePages().size());
        for (int row = 0; row < contents->count(); ++row) {
            contents->setCurrentRow(row);
            const QString shown = text->toPlainText();
            QVERIFY2(shown.startsWith(guidePages().at(row).title), qPrintable(shown.first(40)));
            QCOMPARE(contents->item(row)->text(), guidePages().at(row).title);
        }
    }

    void followsLinksAndComesBack()
    {
        GuideWindow window;
        window.show();
        auto *text = window.findChild<GuideText *>(u"guideText"_s);
        auto *contents = window.findChild<QListWidget *>(u"guideContents"_s);
        auto *back = window.findChild<QToolButton *>(u"guideBack"_s);
        auto *forward = window.findChild<QToolButton *>(u"guideForward"_s);
        QVERIFY(!back->isEnabled());

        emit text->anchorClicked(QUrl(u"validity.md"_s));
        QCOMPARE(text->source(), QUrl(u"qrc:/guide/validity.md"_s));
        QCOMPARE(contents->currentItem()->text(), u"Validity"_s);
        back->click();
        QCOMPARE(contents->currentRow(), 0);
        QVERIFY(!back->isEnabled());
        forward->click();
        QCOMPARE(contents->currentItem()->text(), u"Validity"_s);
    }

    void opensNothingOutsideByItself()
    {
        GuideWindow window;
        window.show();
        auto *text = window.findChild<GuideText *>(u"guideText"_s);
        auto *messages = window.findChild<MessageBar *>();
        const QUrl before = text->source();
        emit text->anchorClicked(QUrl(u"https://learn.microsoft.com/rooms"_s));
        QCOMPARE(text->source(), before);
        QVERIFY(messages->isVisible());
        QVERIFY(messages->text().contains(u"https://learn.microsoft.com/rooms"_s));
        window.findChild<QListWidget *>(u"guideContents"_s)->setCurrentRow(1);
        QVERIFY(!messages->isVisible());
    }

    void findsThroughAllPages()
    {
        GuideWindow window;
        window.show();
        auto *find = window.findChild<QLineEdit *>(u"guideFind"_s);
        auto *text = window.findChild<GuideText *>(u"guideText"_s);
        find->setText(u"dropped from the call"_s);
        QTest::keyClick(find, Qt::Key_Return);
        QCOMPARE(text->source().fileName(), u"participants-and-roles.md"_s);
        QCOMPARE(text->textCursor().selectedText(), u"dropped from the call"_s);
        QVERIFY(window.isVisible()); // Return closes nothing

        find->setText(u"no such words"_s);
        QTest::keyClick(find, Qt::Key_Return);
        QVERIFY(window.findChild<MessageBar *>()->text().contains(u"no such words"_s));
    }

    void picturesAreNoWiderThanTheText()
    {
        GuideWindow window;
        window.show();
        auto *text = window.findChild<GuideText *>(u"guideText"_s);
        for (const int width : {980, 700, 1500}) {
            window.resize(width, 700);
            QTRY_VERIFY(text->document()->size().width() <= text->viewport()->width());
            QTRY_COMPARE(text->document()
                             ->resource(QTextDocument::ImageResource,
                                        QUrl(u"qrc:/guide/pictures/01-rooms.png"_s))
                             .value<QImage>()
                             .width(),
                         std::min(1280, text->viewport()->width() - 42));
        }
    }

    void followsTheTheme()
    {
        GuideWindow window;
        window.show();
        auto *text = window.findChild<GuideText *>(u"guideText"_s);
        emit text->anchorClicked(QUrl(u"rooms.md"_s));
        for (const Theme::Mode mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            m_theme->setMode(mode);
            const Colours &inUse = mode == Theme::Mode::Dark ? darkColours() : lightColours();
            QTRY_COMPARE(linkColour(*text), inUse.accentInk);
            QVERIFY(contrast(inUse.accentInk, text->palette().color(QPalette::Base)) >= 4.5);
            QCOMPARE(text->source().fileName(), u"rooms.md"_s);
        }
    }

    void canBeUsedWithTheKeyboard()
    {
        GuideWindow window;
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *contents = window.findChild<QListWidget *>(u"guideContents"_s);
        QTRY_VERIFY(contents->hasFocus());
        QTest::keyClick(contents, Qt::Key_Down);
        QCOMPARE(contents->currentRow(), 1);
        QSet<QString> reached;
        for (int step = 0; step < 40; ++step) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached << QApplication::focusWidget()->objectName();
        }
        for (const QString &name : {u"guideContents"_s, u"guideText"_s, u"guideFind"_s})
            QVERIFY2(reached.contains(name), qPrintable(name));
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(!window.isVisible());
    }

private:
    static QColor linkColour(const GuideText &text)
    {
        for (QTextBlock block = text.document()->begin(); block.isValid(); block = block.next()) {
            for (auto each = block.begin(); !each.atEnd(); ++each) {
                if (each.fragment().charFormat().isAnchor())
                    return each.fragment().charFormat().foreground().color();
            }
        }
        return {};
    }

    std::optional<Theme> m_theme;
};

ROOMKEEPER_TEST(QApplication, TestGuide);
#include "tst_guide.moc"
