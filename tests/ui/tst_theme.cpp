#include "support/fixture.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/hintlabel.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyle>
#include <QToolTip>
#include <QVBoxLayout>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

struct Pair
{
    const char *title;
    QColor text;
    QColor background;
};

/// All combinations of text and background in the window.
QList<Pair> textPairs(const Colours &table)
{
    QList<Pair> pairs;
    const auto on = [&pairs](const char *title, const QColor &text,
                             std::initializer_list<QColor> backgrounds) {
        for (const QColor &background : backgrounds)
            pairs << Pair{title, text, background};
    };
    on("text", table.text,
       {table.window, table.base, table.alternateBase, table.selection, table.button,
        table.buttonHover, table.buttonPressed, table.separator, table.info.background,
        table.warning.background, table.error.background});
    on("muted", table.muted, {table.window, table.base, table.alternateBase, table.selection});
    on("accent as text", table.accentInk,
       {table.window, table.base, table.alternateBase, table.selection});
    on("on the accent", table.onAccent, {table.accent, table.accentHover, table.accentPressed});
    on("on danger", table.onAccent, {table.danger, table.dangerHover, table.dangerPressed});
    for (const StateColours *state : {&table.info, &table.warning, &table.error, &table.open,
                                      &table.endingSoon, &table.upcoming, &table.ended}) {
        on("state", state->text, {state->background, table.base, table.window});
    }
    return pairs;
}

/// The most frequent opaque colour of a picture: the colour that was drawn with.
QColor inkOf(const QImage &image)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) == 255)
                ++counts[image.pixel(x, y)];
        }
    }
    QRgb most = 0;
    int count = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > count) {
            most = it.key();
            count = it.value();
        }
    }
    return QColor::fromRgb(most);
}

} // namespace

class TestTheme : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qobject_cast<QApplication *>(QApplication::instance()));
    }
    void init()
    {
        WidgetFixture::init();
        m_theme->setMode(Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void contrastIsThatOfWcag();
    void textCanBeRead_data();
    void textCanBeRead();
    void disabledTextCanBeSeen();
    void switchesPalettes();
    void tableFollowsThePalette();
    void statesDiffer();
    void everyIconIsThere();
    void iconsFollowTheTheme();
    void iconsAreSharpAtAnyScale();
    void primaryButtonIsAccented();
    void controlsStandInOneLine();
    void labelsFollowTheTheme();
    void roleMayChange();
    void labelsAndToolTipsShowNoMarkup();
    void windowGrowsWithItsHints();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestTheme::contrastIsThatOfWcag()
{
    QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 100), 2100);
    QCOMPARE(qRound(contrast(Qt::white, Qt::white) * 100), 100);
    // The lightest grey with a contrast of 4.5 to 1 on white.
    QVERIFY(contrast(QColor(0x76, 0x76, 0x76), Qt::white) >= 4.5);
    QVERIFY(contrast(QColor(0x77, 0x77, 0x77), Qt::white) < 4.5);
}

void TestTheme::textCanBeRead_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTheme::textCanBeRead()
{
    QFETCH(bool, dark);
    const auto pairs = textPairs(dark ? darkColours() : lightColours());
    for (const Pair &pair : pairs) {
        const double reached = contrast(pair.text, pair.background);
        QVERIFY2(reached >= 4.5, qPrintable(u"%1: %2 on %3 is %4"_s
                                                .arg(QLatin1StringView(pair.title),
                                                     pair.text.name(), pair.background.name())
                                                .arg(reached)));
    }
}

void TestTheme::disabledTextCanBeSeen()
{
    for (const Colours *table : {&lightColours(), &darkColours()}) {
        QVERIFY(contrast(table->disabled, table->window) >= 3.0);
        QVERIFY(contrast(table->disabled, table->buttonPressed) >= 3.0);
        // The focus ring and the borders of empty boxes need 3 to 1.
        QVERIFY(contrast(table->focus, table->window) >= 3.0);
        QVERIFY(contrast(table->focus, table->base) >= 3.0);
    }
}

void TestTheme::switchesPalettes()
{
    const QSignalSpy changes(m_theme.get(), &Theme::changed);
    QVERIFY(!m_theme->isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), lightColours().window);
    m_theme->setMode(Theme::Mode::Dark);
    QVERIFY(m_theme->isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkColours().window);
    m_theme->setMode(Theme::Mode::Dark);
    QCOMPARE(changes.count(), 1);
}

void TestTheme::tableFollowsThePalette()
{
    QVERIFY(!isDark(paletteOf(lightColours())));
    QVERIFY(isDark(paletteOf(darkColours())));
    QCOMPARE(&colours(paletteOf(lightColours())), &lightColours());
    QCOMPARE(&colours(paletteOf(darkColours())), &darkColours());
}

void TestTheme::statesDiffer()
{
    const QPalette palette = paletteOf(lightColours());
    const QList<admin::RoomState> states{admin::RoomState::Open, admin::RoomState::EndingSoon,
                                         admin::RoomState::Upcoming, admin::RoomState::Ended};
    for (const auto one : states) {
        for (const auto other : states) {
            QCOMPARE(stateColours(one, palette).background
                         == stateColours(other, palette).background,
                     one == other);
        }
    }
}

void TestTheme::everyIconIsThere()
{
    int found = 0;
    icon(u"add"_s).isNull(); // initialises the resources
    QDirIterator files(u":/icons"_s, {u"*.svg"_s});
    while (files.hasNext()) {
        files.next();
        const QImage image = icon(files.fileInfo().baseName()).pixmap(32).toImage();
        QCOMPARE(image.width(), 32);
        QVERIFY2(inkOf(image).isValid() && inkOf(image) != QColor(Qt::transparent),
                 qPrintable(files.fileName()));
        QVERIFY(image.pixelColor(0, 0).alpha() == 0);
        ++found;
    }
    QCOMPARE(found, 23);
}

void TestTheme::iconsFollowTheTheme()
{
    const QIcon add = icon(u"add"_s);
    QCOMPARE(inkOf(add.pixmap(48).toImage()), lightColours().text);
    QCOMPARE(inkOf(add.pixmap(48, QIcon::Disabled).toImage()), lightColours().disabled);
    const QIcon error = icon(u"add"_s, QPalette::BrightText);
    QCOMPARE(inkOf(error.pixmap(48).toImage()), lightColours().error.text);
    m_theme->setMode(Theme::Mode::Dark);
    QCOMPARE(inkOf(add.pixmap(48).toImage()), darkColours().text);
}

void TestTheme::iconsAreSharpAtAnyScale()
{
    const QPixmap pixmap = icon(u"add"_s).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
}

void TestTheme::primaryButtonIsAccented()
{
    QPushButton button(u"New room"_s);
    setStyleClass(&button, "primary");
    button.resize(button.sizeHint());
    const QPoint inside(6, button.height() / 2);
    QCOMPARE(button.grab().toImage().pixelColor(inside), lightColours().accent);
    button.setEnabled(false);
    QVERIFY(button.grab().toImage().pixelColor(inside) != lightColours().accent);
    button.setEnabled(true);
    setStyleClass(&button, "danger");
    QCOMPARE(button.grab().toImage().pixelColor(inside), lightColours().danger);
}

void TestTheme::controlsStandInOneLine()
{
    QWidget window;
    const QPushButton button(u"Text"_s, &window);
    const QLineEdit line(&window);
    QCOMPARE(button.sizeHint().height(), line.sizeHint().height());
    QVERIFY(button.sizeHint().height() >= 26);
}

void TestTheme::labelsFollowTheTheme()
{
    QLabel label(u"text"_s);
    setStyleClass(&label, "error");
    QCOMPARE(label.palette().color(label.foregroundRole()), lightColours().error.text);
    // The class stays, so that only the palette decides. (Visible widgets get a new palette when
    // the event loop runs, which it does not here.)
    m_theme->setMode(Theme::Mode::Dark);
    QCOMPARE(QApplication::palette().color(label.foregroundRole()), darkColours().error.text);
}

void TestTheme::labelsAndToolTipsShowNoMarkup()
{
    const QString name = u"<h1>Board</h1>"_s;
    QLabel label(name);
    label.ensurePolished();
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QLabel link(u"<a href='x'>x</a>"_s); // chosen by us
    link.setTextFormat(Qt::RichText);
    link.ensurePolished();
    QCOMPARE(link.textFormat(), Qt::RichText);

    QToolTip::showText(QPoint(10, 10), name);
    const QWidgetList windows = QApplication::topLevelWidgets();
    const auto tip = std::find_if(windows.cbegin(), windows.cend(),
                                  [](const QWidget *each) { return each->inherits("QTipLabel"); });
    QVERIFY(tip != windows.cend());
    QCOMPARE(qobject_cast<QLabel *>(*tip)->text(), name);
    QCOMPARE(qobject_cast<QLabel *>(*tip)->textFormat(), Qt::PlainText);
    QToolTip::hideText();
}

void TestTheme::roleMayChange()
{
    QLabel label(u"text"_s);
    const qreal normal = label.font().pointSizeF();
    setStyleClass(&label, "title");
    const qreal large = label.font().pointSizeF();
    QVERIFY(large > normal);
    setStyleClass(&label, "title"); // not even larger
    QCOMPARE(label.font().pointSizeF(), large);
    setStyleClass(&label, "muted");
    QCOMPARE(label.font().pointSizeF(), normal);
    QVERIFY(!label.font().bold());
}

void TestTheme::windowGrowsWithItsHints()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *hint = new HintLabel(&window);
    layout->addWidget(new QLineEdit(&window));
    layout->addWidget(hint);
    growWithContents(&window);
    window.resize(240, 60);
    window.show();
    const int before = window.height();
    hint->say("error", u"a text that is much longer than one line can be at this width, "
                       "so that it is broken into several"_s);
    QTRY_VERIFY(window.height() > before);
    QTRY_VERIFY(hint->height() >= hint->heightForWidth(hint->width()));
    QCOMPARE(window.width(), 240);
    hint->say("error", {});
    QVERIFY(hint->isHidden());
}

ROOMKEEPER_TEST(QApplication, TestTheme);
#include "tst_theme.moc"
