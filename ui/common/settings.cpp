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
constexpr auto chipKey = "rooms/chip"_L1;
// Below the name of a table:
constexpr auto orderKey = "/columns/order"_L1;
constexpr auto widthsKey = "/columns/widths"_L1;
constexpr auto hiddenColumnsKey = "/columns/hidden"_L1;
constexpr auto sortedColumnKey = "/columns/sorted"_L1;
constexpr auto descendingKey = "/columns/descending"_L1;
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

/// The widths in texts like "tags:120". Others are left out, like widths that nobody can use.
QMap<QString, int> widthsIn(const QStringList &texts)
{
    constexpr int narrowest = 10;
    constexpr int widest = 10'000;
    QMap<QString, int> widths;
    for (const QString &text : texts) {
        const int width = text.section(u':', 1).toInt();
        if (width >= narrowest && width <= widest)
            widths.insert(text.section(u':', 0, 0), width);
    }
    return widths;
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

Settings::Columns Settings::columns(const QString &table) const
{
    return {.order = m_file.value(table + orderKey).toStringList(),
            .widths = widthsIn(m_file.value(table + widthsKey).toStringList()),
            .hidden = m_file.value(table + hiddenColumnsKey).toStringList(),
            .sorted = m_file.value(table + sortedColumnKey).toString(),
            .isDescending = flag(table + descendingKey, false)};
}

void Settings::setColumns(const QString &table, const Columns &columns)
{
    QStringList widths;
    for (auto each = columns.widths.cbegin(); each != columns.widths.cend(); ++each)
        widths.append(u"%1:%2"_s.arg(each.key()).arg(each.value()));
    m_file.setValue(table + orderKey, columns.order);
    m_file.setValue(table + widthsKey, widths);
    m_file.setValue(table + hiddenColumnsKey, columns.hidden);
    m_file.setValue(table + sortedColumnKey, columns.sorted);
    m_file.setValue(table + descendingKey, columns.isDescending);
}

QString Settings::chip() const
{
    return m_file.value(chipKey).toString();
}

void Settings::setChip(const QString &objectName)
{
    m_file.setValue(chipKey, objectName);
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
bool Settings::flag(const QString &key, bool otherwise) const
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
