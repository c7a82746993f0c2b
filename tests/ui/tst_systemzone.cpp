#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "ui/common/systemzone.h"
#include "ui/common/timedisplay.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDir>
#include <QFile>
#include <QSignalSpy>

#include <cstdio>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

/// The computer's zone, in a folder of the test. Runs with a system bus of its own.
class TestSystemZone : public tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        qunsetenv("TZ");
    }

    void theLinkNamesTheZone()
    {
        link(u"Europe/Berlin"_s);
        const SystemZone zone(path());
        QCOMPARE(zone.zone().id(), QByteArray("Europe/Berlin"));
        QCOMPARE(zone.problem(), QString());
    }

    /// As systemd does it: another link is renamed over the old one.
    void aReplacedLinkIsNoticed()
    {
        link(u"Europe/Berlin"_s);
        SystemZone zone(path());
        TimeDisplay display(zone);
        const QSignalSpy changes(&display, &TimeDisplay::changed);
        const QDateTime noon(QDate(2026, 11, 30), QTime(12, 0), utcZone);
        QCOMPARE(display.clockTime(noon), u"13:00"_s);
        link(u"Asia/Kolkata"_s);
        QTRY_COMPARE(changes.size(), 1);
        QCOMPARE(display.clockTime(noon), u"17:30"_s);
        QCOMPARE(display.localZone().id(), QByteArray("Asia/Kolkata"));
        link(u"America/New_York"_s); // and once more
        QTRY_COMPARE(changes.size(), 2);
    }

    void theTimeServiceIsHeard()
    {
        goesUnnoticed(u"Asia/Tokyo"_s);
        QDBusConnection bus =
            QDBusConnection::connectToBus(QDBusConnection::SystemBus, u"timedate"_s);
        QVERIFY2(bus.isConnected(), "needs a system bus: see CMakeLists.txt");
        QVERIFY(bus.registerService(u"org.freedesktop.timedate1"_s));
        auto signal = QDBusMessage::createSignal(u"/org/freedesktop/timedate1"_s,
                                                 u"org.freedesktop.DBus.Properties"_s,
                                                 u"PropertiesChanged"_s);
        signal << u"org.freedesktop.timedate1"_s << QVariantMap{{u"Timezone"_s, u"Asia/Tokyo"_s}}
               << QStringList();
        QTRY_COMPARE_WITH_TIMEOUT((bus.send(signal), m_zone->zone().id()), QByteArray("Asia/Tokyo"),
                                  10'000);
        m_zone.reset();
        QDBusConnection::disconnectFromBus(u"timedate"_s);
    }

    void refreshReadsItAgain()
    {
        goesUnnoticed(u"Asia/Tokyo"_s);
        TimeDisplay display(*m_zone);
        display.readSystemZone();
        QCOMPARE(display.localZone().id(), QByteArray("Asia/Tokyo"));
        m_zone.reset();
    }

    void whatCannotBeReadIsReported_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("no such zone") << u"/usr/share/zoneinfo/Nowhere/At_All"_s;
        QTest::newRow("somewhere else") << u"/tmp/Berlin"_s;
        QTest::newRow("nothing") << QString();
    }

    void whatCannotBeReadIsReported()
    {
        QFETCH(QString, target);
        if (!target.isEmpty())
            QVERIFY(QFile::link(target, path()));
        const SystemZone atFirst(path());
        QCOMPARE(atFirst.zone(), QTimeZone::utc());
        QCOMPARE(atFirst.problem(), path());

        // The last one stays.
        link(u"Europe/Berlin"_s);
        SystemZone later(path());
        const QSignalSpy problems(&later, &SystemZone::problemChanged);
        QVERIFY(QFile::remove(path()));
        QTRY_COMPARE(problems.size(), 1);
        QCOMPARE(later.problem(), path());
        QCOMPARE(later.zone().id(), QByteArray("Europe/Berlin"));
        link(u"Europe/Berlin"_s);
        QTRY_COMPARE(later.problem(), QString());
        QCOMPARE(problems.size(), 2);
    }

    void theEnvironmentOverridesTheLink()
    {
        link(u"Europe/Berlin"_s);
        qputenv("TZ", ":Asia/Tokyo");
        QCOMPARE(SystemZone(path()).zone().id(), QByteArray("Asia/Tokyo"));
        qputenv("TZ", "Nowhere/At_All");
        QCOMPARE(SystemZone(path()).problem(), u"TZ=Nowhere/At_All"_s);
        qunsetenv("TZ");
    }

private:
    QString path() const { return pathOf(u"localtime"_s); }
    void link(const QString &zone) const
    {
        const QString next = pathOf(u"next"_s);
        QVERIFY(QFile::link(u"/usr/share/zoneinfo/"_s + zone, next));
        QCOMPARE(std::rename(qPrintable(next), qPrintable(path())), 0);
    }

    /// The folder becomes another one, which no watch notices.
    void goesUnnoticed(const QString &zone)
    {
        const QDir folder(m_folder->path());
        QVERIFY(folder.mkdir(u"before"_s) && folder.mkdir(u"after"_s));
        QVERIFY(QFile::link(u"/usr/share/zoneinfo/Europe/Berlin"_s,
                            folder.filePath(u"before/localtime"_s)));
        QVERIFY(
            QFile::link(u"/usr/share/zoneinfo/"_s + zone, folder.filePath(u"after/localtime"_s)));
        QVERIFY(QFile::link(folder.filePath(u"before"_s), folder.filePath(u"etc"_s)));
        m_zone = std::make_unique<SystemZone>(folder.filePath(u"etc/localtime"_s));
        QCOMPARE(m_zone->zone().id(), QByteArray("Europe/Berlin"));
        QVERIFY(QFile::link(folder.filePath(u"after"_s), folder.filePath(u"next"_s)));
        QCOMPARE(std::rename(qPrintable(folder.filePath(u"next"_s)),
                             qPrintable(folder.filePath(u"etc"_s))),
                 0);
        QCoreApplication::processEvents();
        QCOMPARE(m_zone->zone().id(), QByteArray("Europe/Berlin"));
    }

    std::unique_ptr<SystemZone> m_zone;
};

ROOMKEEPER_TEST(QCoreApplication, TestSystemZone);
#include "tst_systemzone.moc"
