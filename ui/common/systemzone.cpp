#include "ui/common/systemzone.h"

#include <QDBusConnection>
#include <QFileInfo>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto timeService = "org.freedesktop.timedate1"_L1;
constexpr auto timePath = "/org/freedesktop/timedate1"_L1;
constexpr auto properties = "org.freedesktop.DBus.Properties"_L1;
constexpr auto zoneFolder = "/zoneinfo/"_L1;

/// The zone that a link into the zone database names; invalid if it leads elsewhere.
QTimeZone zoneOfLink(const QString &link)
{
    const QString target = QFileInfo(link).symLinkTarget();
    const qsizetype folder = target.indexOf(zoneFolder);
    if (folder < 0)
        return {};
    return QTimeZone(target.mid(folder + zoneFolder.size()).toLatin1());
}

} // namespace

SystemZone::SystemZone(const QString &link, QObject *parent)
    : QObject(parent)
    , m_link(link)
{
    read();
    watch();
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SystemZone::readAgain);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &SystemZone::readAgain);
    // Later: the window does not wait for the bus.
    QMetaObject::invokeMethod(this, &SystemZone::listen, Qt::QueuedConnection);
}

void SystemZone::listen()
{
    QDBusConnection bus = QDBusConnection::systemBus();
    if (!bus.isConnected())
        return;
    // Signatures are compared as text: no spaces.
    // clang-format off
    bus.connect(timeService, timePath, properties, u"PropertiesChanged"_s, this,
                SLOT(propertiesChanged(QString,QVariantMap)));
    // clang-format on
}

void SystemZone::propertiesChanged(const QString &interface, const QVariantMap &)
{
    if (interface == timeService)
        readAgain();
}

/// The folder too: a link is replaced, not written to.
void SystemZone::watch()
{
    for (const QString &path : {QFileInfo(m_link).path(), m_link}) {
        if (QFileInfo::exists(path) && !m_watcher.files().contains(path)
            && !m_watcher.directories().contains(path))
            m_watcher.addPath(path);
    }
}

void SystemZone::read()
{
    QTimeZone zone;
    if (const QByteArray chosen = qgetenv("TZ"); !chosen.isEmpty()) {
        zone = QTimeZone(chosen.startsWith(':') ? chosen.mid(1) : chosen);
        m_problem = zone.isValid() ? QString() : u"TZ=%1"_s.arg(QString::fromLocal8Bit(chosen));
    } else {
        zone = zoneOfLink(m_link);
        // Systems without a link name their zone elsewhere, which Qt knows. If it finds nothing, it
        // says "UTC".
        const bool isPlain = QFileInfo::exists(m_link) && !QFileInfo(m_link).isSymLink();
        if (!zone.isValid() && isPlain) {
            const QByteArray found = QTimeZone::systemTimeZoneId();
            if (found != "UTC")
                zone = QTimeZone(found);
        }
        m_problem = zone.isValid() ? QString() : m_link;
    }
    if (zone.isValid())
        m_zone = zone;
}

void SystemZone::readAgain()
{
    const QTimeZone before = m_zone;
    const QString problemBefore = m_problem;
    read();
    watch();
    if (m_zone != before)
        emit changed();
    if (m_problem != problemBefore)
        emit problemChanged();
}

} // namespace roomkeeper::ui
