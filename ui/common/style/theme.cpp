#include "ui/common/style/theme.h"

#include "ui/common/style/style.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFontDatabase>
#include <QStyle>
#include <QToolTip>
#include <QWidget>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto portalService = "org.freedesktop.portal.Desktop"_L1;
constexpr auto portalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr auto settingsInterface = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearance = "org.freedesktop.appearance"_L1;
constexpr auto colorScheme = "color-scheme"_L1;
constexpr uint preferDark = 1;

/// Below this size the dense tables are hard to read.
constexpr qreal smallestFont = 9.75;

QFont applicationFont(const QFont &systems)
{
    QFont font = systems;
    const auto inter = u"Inter"_s;
    if (QFontDatabase::hasFamily(inter))
        font.setFamilies({inter});
    if (font.pointSizeF() > 0 && font.pointSizeF() < smallestFont)
        font.setPointSizeF(smallestFont);
    return font;
}

/// `Read` of the portal wraps its value in another variant.
uint schemeOf(QVariant value)
{
    while (value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

} // namespace

Theme::Theme(QApplication &application)
    : m_application(application)
{
    QApplication::setStyle(new Style); // owned by the application
    QApplication::setFont(applicationFont(QApplication::font()));
    apply();
    askPortal();
}

void Theme::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    apply();
    emit modeChanged();
}

bool Theme::isDark() const
{
    return m_mode == Mode::Dark || (m_mode == Mode::System && m_systemIsDark);
}

void Theme::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    // Signatures are compared as text: no spaces.
    // clang-format off
    bus.connect(portalService, portalPath, settingsInterface, u"SettingChanged"_s, this,
                SLOT(portalSettingChanged(QString,QString,QDBusVariant)));
    // clang-format on
    QDBusMessage read =
        QDBusMessage::createMethodCall(portalService, portalPath, settingsInterface, u"Read"_s);
    read << QString(appearance) << QString(colorScheme);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            setSystemScheme(schemeOf(reply.value().variant()));
        watcher->deleteLater();
    });
}

void Theme::portalSettingChanged(const QString &group, const QString &key,
                                 const QDBusVariant &value)
{
    if (group == appearance && key == colorScheme)
        setSystemScheme(schemeOf(value.variant()));
}

void Theme::setSystemScheme(uint scheme)
{
    const bool dark = scheme == preferDark;
    if (dark == m_systemIsDark)
        return;
    m_systemIsDark = dark;
    if (m_mode == Mode::System)
        apply();
}

void Theme::apply()
{
    const QPalette palette = paletteOf(isDark() ? darkColours() : lightColours());
    if (palette == QApplication::palette())
        return;
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    emit changed();
}

void setStyleClass(QWidget *widget, const char *role)
{
    widget->setProperty("role", QLatin1StringView(role).toString());
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->updateGeometry();
    widget->update();
}

QFont monospace(const QFont &like)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (like.pointSizeF() > 0)
        font.setPointSizeF(like.pointSizeF() * 0.94); // looks larger at the same size
    else
        font.setPixelSize(like.pixelSize());
    return font;
}

} // namespace roomkeeper::ui
