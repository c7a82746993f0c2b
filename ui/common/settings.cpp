#include "ui/common/settings.h"

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

// Files of earlier versions have these keys.
constexpr auto themeKey = "window/theme"_L1;
constexpr auto zoneKey = "window/zone"_L1;
constexpr auto geometryKey = "window/geometry"_L1;
constexpr auto activityKey = "window/activityUnfolded"_L1;
constexpr auto splitterKey = "rooms/splitter"_L1;
constexpr auto hiddenColumnsKey = "rooms/columns/hidden"_L1;
constexpr auto sortedColumnKey = "rooms/columns/sorted"_L1;
constexpr auto descendingKey = "rooms/columns/descending"_L1;

/// The enumerator with this number, if there is one from 0 to `last`.
template <typename Enum>
Enum enumerator(const QVariant &value, Enum last, Enum otherwise)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    const bool isKnown = isNumber && number >= 0 && number <= static_cast<int>(last);
    return isKnown ? static_cast<Enum>(number) : otherwise;
}

} // namespace

Settings::Settings(const QString &path)
    : m_file(path, QSettings::IniFormat)
{
}

Theme::Mode Settings::theme() const
{
    return enumerator(m_file.value(themeKey), Theme::Mode::Dark, Theme::Mode::System);
}

void Settings::setTheme(Theme::Mode mode)
{
    m_file.setValue(themeKey, static_cast<int>(mode));
}

TimeDisplay::Mode Settings::zone() const
{
    return enumerator(m_file.value(zoneKey), TimeDisplay::Mode::Utc, TimeDisplay::Mode::Local);
}

void Settings::setZone(TimeDisplay::Mode mode)
{
    m_file.setValue(zoneKey, static_cast<int>(mode));
}

QByteArray Settings::windowGeometry() const
{
    return bytes(geometryKey);
}

void Settings::setWindowGeometry(const QByteArray &geometry)
{
    m_file.setValue(geometryKey, geometry);
}

bool Settings::isActivityUnfolded() const
{
    return flag(activityKey, false);
}

void Settings::setActivityUnfolded(bool isUnfolded)
{
    m_file.setValue(activityKey, isUnfolded);
}

QByteArray Settings::roomsSplitter() const
{
    return bytes(splitterKey);
}

void Settings::setRoomsSplitter(const QByteArray &state)
{
    m_file.setValue(splitterKey, state);
}

Settings::RoomColumns Settings::roomColumns() const
{
    RoomColumns columns;
    columns.hidden = m_file.value(hiddenColumnsKey).toStringList();
    const QString sorted = m_file.value(sortedColumnKey).toString();
    if (!sorted.isEmpty())
        columns.sorted = sorted;
    columns.isDescending = flag(descendingKey, columns.isDescending);
    return columns;
}

void Settings::setRoomColumns(const RoomColumns &columns)
{
    m_file.setValue(hiddenColumnsKey, columns.hidden);
    m_file.setValue(sortedColumnKey, columns.sorted);
    m_file.setValue(descendingKey, columns.isDescending);
}

/// Read from a file, a QVariant has the words "true" and "false"; any other word would be true too.
bool Settings::flag(QLatin1StringView key, bool otherwise) const
{
    const QString word = m_file.value(key).toString();
    if (word == "true"_L1)
        return true;
    return word == "false"_L1 ? false : otherwise;
}

QByteArray Settings::bytes(QLatin1StringView key) const
{
    return m_file.value(key).toByteArray();
}

} // namespace roomkeeper::ui
