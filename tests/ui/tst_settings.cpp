#include "support/fixture.h"
#include "support/testmain.h"
#include "ui/common/settings.h"

#include <QCoreApplication>
#include <QFile>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

/// The settings file of the window.
class TestSettings : public tests::FolderFixture
{
    Q_OBJECT

private slots:
    void everythingHasADefault()
    {
        const Settings settings(path());
        QCOMPARE(settings.theme(), Theme::Mode::System);
        QCOMPARE(settings.zone(), TimeDisplay::Mode::Local);
        QCOMPARE(settings.windowGeometry(), QByteArray());
        QCOMPARE(settings.isActivityUnfolded(), false);
        QCOMPARE(settings.roomsSplitter(), QByteArray());
        const Settings::Columns columns = settings.columns(u"rooms"_s);
        QCOMPARE(columns.hidden, QStringList());
        QCOMPARE(columns.sorted, QString());
        QCOMPARE(columns.isDescending, false);
        QCOMPARE(settings.chip(), QString());
        QVERIFY(settings.shortcuts().isEmpty());
    }

    void everythingIsReadAgain()
    {
        const QByteArray geometry("\x01\x00\xd9\xd0\xcb geometry", 14);
        const QByteArray splitter("\x00\x00\x00\xff splitter", 13);
        const Settings::Columns columns{.order = {u"tags"_s, u"name"_s},
                                        .widths = {{u"name"_s, 240}, {u"tags"_s, 80}},
                                        .hidden = {u"pstn"_s, u"closes"_s},
                                        .sorted = u"timeLeft"_s,
                                        .isDescending = true};
        {
            Settings settings(path());
            settings.setTheme(Theme::Mode::Dark);
            settings.setZone(TimeDisplay::Mode::Utc);
            settings.setWindowGeometry(geometry);
            settings.setActivityUnfolded(true);
            settings.setRoomsSplitter(splitter);
            settings.setColumns(u"rooms"_s, columns);
            settings.setColumns(u"activity"_s, {.widths = {{u"time"_s, 70}}});
            settings.setChip(u"chipOpen"_s);
            settings.setShortcut(u"redo"_s, {u"Ctrl+;"_s, u"Ctrl+,"_s});
            settings.setShortcut(u"newRoom"_s, {});
            settings.setShortcut(u"quit"_s, {u"Ctrl+Alt+Q"_s});
            settings.resetShortcut(u"quit"_s);
        }
        const Settings settings(path());
        QCOMPARE(settings.theme(), Theme::Mode::Dark);
        QCOMPARE(settings.zone(), TimeDisplay::Mode::Utc);
        QCOMPARE(settings.windowGeometry(), geometry);
        QCOMPARE(settings.isActivityUnfolded(), true);
        QCOMPARE(settings.roomsSplitter(), splitter);
        QVERIFY(settings.columns(u"rooms"_s) == columns);
        QVERIFY(settings.columns(u"activity"_s)
                == (Settings::Columns{.widths = {{u"time"_s, 70}}}));
        QCOMPARE(settings.chip(), u"chipOpen"_s);
        QCOMPARE(settings.shortcuts(),
                 (QHash<QString, QList<QKeySequence>>{{u"redo"_s, {u"Ctrl+;"_s, u"Ctrl+,"_s}},
                                                      {u"newRoom"_s, {}}}));
    }

    /// What is set is there at once, also for who reads through another object.
    void changesAreSharedAtOnce()
    {
        Settings settings(path());
        const Settings other(path());
        settings.setZone(TimeDisplay::Mode::Utc);
        settings.setActivityUnfolded(true);
        QCOMPARE(settings.zone(), TimeDisplay::Mode::Utc);
        QCOMPARE(settings.isActivityUnfolded(), true);
        QCOMPARE(other.zone(), TimeDisplay::Mode::Utc);
    }

    /// A file as earlier versions wrote it.
    void aFileOfAnEarlierVersionIsRead()
    {
        write("[rooms]\n"
              "columns\\descending=true\n"
              "columns\\hidden=opens, pstn\n"
              "columns\\sorted=closes\n"
              "splitter=@ByteArray(\\0\\0\\0\\xff ab)\n"
              "\n"
              "[window]\n"
              "activityUnfolded=true\n"
              "geometry=@ByteArray(\\x1\\xd9 cd)\n"
              "theme=2\n"
              "zone=1\n");
        const Settings settings(path());
        QCOMPARE(settings.theme(), Theme::Mode::Dark);
        QCOMPARE(settings.zone(), TimeDisplay::Mode::Utc);
        QCOMPARE(settings.windowGeometry(), QByteArray("\x01\xd9 cd"));
        QCOMPARE(settings.isActivityUnfolded(), true);
        QCOMPARE(settings.roomsSplitter(), QByteArray("\x00\x00\x00\xff ab", 7));
        const Settings::Columns columns = settings.columns(u"rooms"_s);
        QCOMPARE(columns.hidden, (QStringList{u"opens"_s, u"pstn"_s}));
        QCOMPARE(columns.sorted, u"closes"_s);
        QCOMPARE(columns.isDescending, true);
    }

    /// And written so that an earlier version reads it.
    void keysAreThoseOfEarlierVersions()
    {
        {
            Settings settings(path());
            settings.setTheme(Theme::Mode::Light);
            settings.setZone(TimeDisplay::Mode::Utc);
            settings.setWindowGeometry("ab");
            settings.setActivityUnfolded(true);
            settings.setRoomsSplitter("cd");
            settings.setColumns(
                u"rooms"_s,
                {.hidden = {u"pstn"_s, u"tags"_s}, .sorted = u"name"_s, .isDescending = true});
        }
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        for (const char *line :
             {"[rooms]\n", "columns\\descending=true\n", "columns\\hidden=pstn, tags\n",
              "columns\\sorted=name\n", "splitter=@ByteArray(cd)\n", "[window]\n",
              "activityUnfolded=true\n", "geometry=@ByteArray(ab)\n", "theme=1\n", "zone=1\n"})
            QVERIFY2(text.contains(line), text.constData());
    }

    void whatIsDamagedHasItsDefault_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {"", "99", "-1", "blue", "1.5", "@ByteArray(x)", "1, 1",
                                  "@Invalid()", "@Variant(\\0\\0)"})
            QTest::newRow(*value == '\0' ? "empty" : value) << QByteArray(value);
    }

    void whatIsDamagedHasItsDefault()
    {
        QFETCH(QByteArray, value);
        write("[rooms]\ncolumns\\descending=" + value + "\n[window]\nactivityUnfolded=" + value
              + "\ntheme=" + value + "\nzone=" + value + "\n");
        const Settings settings(path());
        QCOMPARE(settings.theme(), Theme::Mode::System);
        QCOMPARE(settings.zone(), TimeDisplay::Mode::Local);
        QCOMPARE(settings.isActivityUnfolded(), false);
        QCOMPARE(settings.columns(u"rooms"_s).isDescending, false);
    }

    void widthsOfNoUseAreLeftOut()
    {
        write("[rooms]\ncolumns\\widths=name:240, tags, :, id:-5, state:2, pstn:1e9, opens:12a\n");
        QCOMPARE(Settings(path()).columns(u"rooms"_s).widths,
                 (QMap<QString, int>{{u"name"_s, 240}}));
    }

    void aFileThatIsNoSettingsFileHasTheDefaults()
    {
        write(QByteArray("\x7f"
                         "ELF\0\0[[[=\n\xff\xfe",
                         14));
        const Settings settings(path());
        QCOMPARE(settings.theme(), Theme::Mode::System);
        QCOMPARE(settings.columns(u"rooms"_s).sorted, QString());
    }

private:
    QString path() const { return pathOf(u"settings.conf"_s); }
    void write(const QByteArray &text)
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSettings);
#include "tst_settings.moc"
