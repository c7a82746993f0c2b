#include "ui/common/settings.h"

#include <algorithm>
#include <optional>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

// The keys in files of earlier versions.
constexpr auto themeKey = "window/theme"_L1;
constexpr auto zoneKey = "window/zone"_L1;
constexpr auto geometryKey = "window/geometry"_L1;
constexpr auto activityKey = "window/activityUnfolded"_L1;
constexpr auto splitterKey = "rooms/splitter"_L1;
constexpr auto hiddenColumnsKey = "rooms/columns/hidden"_L1;
constexpr auto sortedColumnKey = "rooms/columns/sorted"_L1;
constexpr auto descendingKey = "rooms/columns/descending"_L1;
/// Below it, the objectName of an action: its keys as QKeySequence::listToString() writes them.
constexpr auto shortcutsGroup = "shortcuts"_L1;

/// The enumerator with this number, if there is one from 0 to `last`.
template <typename Enum>
Enum enumerator(const QVariant &value, Enum last, Enum otherwise)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    const bool isKnown = isNumber && number >= 0 && number <= static_cast<int>(last);
    return isKnown ? static_cast<Enum>(number) : otherwise;
}

/// Absent if the text contains no keys, or a sequence of several chords.
std::optional<QList<QKeySequence>> keysIn(const QString &text)
{
    if (text.isEmpty())
        return QList<QKeySequence>();
    const auto keys = QKeySequence::listFromString(text, QKeySequence::PortableText);
    const bool isReadable = std::ranges::all_of(keys, [](const QKeySequence &each) {
        return each.count() == 1 && each[0].key() != Qt::Key_unknown;
    });
    return isReadable ? std::optional(keys) : std::nullopt;
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

QHash<QString, QList<QKeySequence>> Settings::shortcuts() const
{
    QHash<QString, QList<QKeySequence>> shortcuts;
    const QString prefix = shortcutsGroup + u'/';
    const QStringList keys = m_file.allKeys();
    for (const QString &key : keys) {
        if (!key.startsWith(prefix))
            continue;
        const QVariant value = m_file.value(key);
        // Qt parses text with a comma as a list.
        const QString text = value.toStringList().join(u',');
        if (const auto chosen = keysIn(text))
            shortcuts.insert(key.mid(prefix.size()), *chosen);
    }
    return shortcuts;
}

void Settings::setShortcut(const QString &action, const QList<QKeySequence> &keys)
{
    m_file.setValue(shortcutsGroup + u'/' + action,
                    QKeySequence::listToString(keys, QKeySequence::PortableText));
    emit shortcutsChanged();
}

void Settings::resetShortcut(const QString &action)
{
    m_file.remove(shortcutsGroup + u'/' + action);
    emit shortcutsChanged();
}

void Settings::resetShortcuts()
{
    m_file.remove(shortcutsGroup);
    emit shortcutsChanged();
}

/// In a QVariant from a file, booleans are the texts "true" and "false"; any other text would count
/// as true.
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
