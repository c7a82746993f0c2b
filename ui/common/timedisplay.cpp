#include "ui/common/timedisplay.h"

#include "ui/common/datetimetext.h"
#include "ui/common/systemzone.h"

#include <QLocale>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

TimeDisplay::TimeDisplay(QObject *parent)
    : TimeDisplay(QTimeZone::systemTimeZone(), parent)
{
}

TimeDisplay::TimeDisplay(const QTimeZone &local, QObject *parent)
    : QObject(parent)
    , m_local(local.isValid() ? local : QTimeZone::utc())
{
}

TimeDisplay::TimeDisplay(SystemZone &system, QObject *parent)
    : TimeDisplay(system.zone(), parent)
{
    m_system = &system;
    connect(&system, &SystemZone::changed, this, [this] {
        m_local = m_system->zone();
        emit changed();
    });
}

void TimeDisplay::readSystemZone()
{
    if (m_system != nullptr)
        m_system->readAgain();
}

void TimeDisplay::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    emit changed();
}

QTimeZone TimeDisplay::zone() const
{
    return m_mode == Mode::Utc ? QTimeZone::utc() : m_local;
}

QString TimeDisplay::zoneName(const QDateTime &utc) const
{
    const QTimeZone shown = zone();
    QString place = placeName(shown);
    const QString offset =
        offsetText(shown.offsetFromUtc(utc.isValid() ? utc : QDateTime::currentDateTimeUtc()));
    if (place == u"UTC"_s || place == offset)
        return place;
    //: A time zone: %1 the place, %2 the offset. "Berlin (UTC+1)"
    return tr("%1 (%2)").arg(place, offset);
}

QString TimeDisplay::dateTime(const QDateTime &utc) const
{
    return utc.toTimeZone(zone()).toString(u"yyyy-MM-dd HH:mm");
}

QString TimeDisplay::shortDateTime(const QDateTime &utc, const QDateTime &now) const
{
    const QDateTime shown = utc.toTimeZone(zone());
    const bool sameYear = shown.date().year() == now.toTimeZone(zone()).date().year();
    //: Date formats as QLocale takes them; day before month, hours from 0 to 23.
    return QLocale().toString(shown, sameYear ? tr("d MMM HH:mm") : tr("d MMM yyyy HH:mm"));
}

QString TimeDisplay::clockTime(const QDateTime &utc) const
{
    return utc.toTimeZone(zone()).toString(u"HH:mm");
}

QString TimeDisplay::clockTimeWithSeconds(const QDateTime &utc) const
{
    return utc.toTimeZone(zone()).toString(u"HH:mm:ss");
}

QString placeName(const QTimeZone &zone)
{
    const QString id = QString::fromLatin1(zone.id());
    const QString last = id.section(u'/', -1);
    if (last.isEmpty() || last == u"UTC" || last == u"Etc" || last == u"UCT" || last == u"Zulu"
        || last == u"Universal") {
        return u"UTC"_s;
    }
    if (id.startsWith(u"UTC"_s)) // only an offset
        return offsetText(zone.offsetFromUtc(QDateTime::currentDateTimeUtc()));
    return QString(last).replace(u'_', u' ');
}

} // namespace roomkeeper::ui
