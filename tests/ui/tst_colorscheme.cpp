#include "support/fixture.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/style/theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QSignalSpy>

using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr auto service = "org.freedesktop.portal.Desktop"_L1;
constexpr auto path = "/org/freedesktop/portal/desktop"_L1;
constexpr uint noPreference = 0;
constexpr uint preferDark = 1;
constexpr uint preferLight = 2;

} // namespace

/// The parts of the desktop portal that the theme uses.
class FakePortal : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit FakePortal(uint scheme)
        : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"portal"_s))
        , m_scheme(scheme)
    {
        m_bus.registerObject(path, this,
                             QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        m_bus.registerService(service);
    }
    ~FakePortal() override
    {
        m_bus.unregisterService(service);
        QDBusConnection::disconnectFromBus(u"portal"_s);
    }
    Q_DISABLE_COPY_MOVE(FakePortal)

    int asked() const { return m_asked; }

    void change(uint scheme)
    {
        emit SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s,
                            QDBusVariant(scheme));
    }
    void changeSomethingElse()
    {
        emit SettingChanged(u"org.gnome.desktop.interface"_s, u"color-scheme"_s,
                            QDBusVariant(preferDark));
    }

public slots:
    QDBusVariant Read(const QString &, const QString &)
    {
        ++m_asked;
        // The portal wraps the value once more than documented.
        return QDBusVariant(QVariant::fromValue(QDBusVariant(m_scheme)));
    }

signals:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    QDBusConnection m_bus;
    uint m_scheme;
    int m_asked = 0;
};

/// Requires a separate D-Bus session.
class TestColorScheme : public QObject
{
    Q_OBJECT

private slots:
    void lightWithoutPortal();
    void asksThePortal_data();
    void asksThePortal();
    void followsChanges();
    void ownChoiceWins();

private:
    static QApplication &application()
    {
        return *qobject_cast<QApplication *>(QApplication::instance());
    }
    static bool isShownDark() { return isDark(QApplication::palette()); }
};

void TestColorScheme::lightWithoutPortal()
{
    const Theme theme(application());
    QCoreApplication::processEvents();
    QVERIFY(!theme.isDark());
    QVERIFY(!isShownDark());
}

void TestColorScheme::asksThePortal_data()
{
    QTest::addColumn<uint>("scheme");
    QTest::addColumn<bool>("dark");
    QTest::newRow("no preference") << noPreference << false;
    QTest::newRow("dark") << preferDark << true;
    QTest::newRow("light") << preferLight << false;
}

void TestColorScheme::asksThePortal()
{
    QFETCH(uint, scheme);
    QFETCH(bool, dark);
    const FakePortal portal(scheme);
    const Theme theme(application());
    QVERIFY(!theme.isDark()); // it did not wait
    QTRY_COMPARE(portal.asked(), 1);
    QTRY_COMPARE(theme.isDark(), dark);
    QCOMPARE(isShownDark(), dark);
}

void TestColorScheme::followsChanges()
{
    FakePortal portal(preferLight);
    const Theme theme(application());
    const QSignalSpy changes(&theme, &Theme::changed);
    QTRY_COMPARE(portal.asked(), 1);
    portal.change(preferDark);
    QTRY_VERIFY(theme.isDark());
    QVERIFY(isShownDark());
    portal.changeSomethingElse();
    portal.change(preferLight);
    QTRY_VERIFY(!theme.isDark());
    QCOMPARE(changes.count(), 2);
}

void TestColorScheme::ownChoiceWins()
{
    FakePortal portal(preferDark);
    Theme theme(application());
    QTRY_VERIFY(theme.isDark());
    theme.setMode(Theme::Mode::Light);
    QVERIFY(!isShownDark());
    portal.change(preferLight);
    portal.change(preferDark);
    theme.setMode(Theme::Mode::System);
    QTRY_VERIFY(isShownDark());
}

ROOMKEEPER_TEST(QApplication, TestColorScheme);
#include "tst_colorscheme.moc"
