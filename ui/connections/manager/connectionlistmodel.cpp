#include "ui/connections/manager/connectionlistmodel.h"

#include "base/searchtext.h"
#include "ui/common/style/icons.h"
#include "ui/connections/editor/bandcolours.h"

#include <QFont>
#include <QMimeData>
#include <QSet>
#include <QUrl>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto mimeType = "application/x-roomkeeper-connections"_L1;

/// With line breaks for a tool tip, which does not wrap plain text.
QString wrapped(const QString &text)
{
    constexpr qsizetype columns = 80;
    QStringList lines;
    const QStringList paragraphs = text.split(u'\n');
    for (const QString &paragraph : paragraphs) {
        QString line;
        const QStringList words = paragraph.split(u' ');
        for (const QString &word : words) {
            if (!line.isEmpty() && line.size() + 1 + word.size() > columns)
                lines << std::exchange(line, {});
            line += line.isEmpty() ? word : u' ' + word;
        }
        lines << line;
    }
    return lines.join(u'\n');
}

} // namespace

ConnectionListModel::ConnectionListModel(const store::ProfileStore &profiles,
                                         const TimeDisplay &display, SecretText secretText,
                                         QObject *parent)
    : QAbstractItemModel(parent)
    , m_profiles(profiles)
    , m_display(display)
    , m_secretText(std::move(secretText))
{
    update();
    connect(&profiles, &store::ProfileStore::changed, this, &ConnectionListModel::update);
    connect(&display, &TimeDisplay::changed, this, &ConnectionListModel::refreshSecrets);
}

// --- rows

void ConnectionListModel::setFilter(const QString &text)
{
    m_filter = searchWords(text);
    update();
}

bool ConnectionListModel::isShown(const store::Profile &profile, bool ignoresAccents) const
{
    QString text = searchText(
        QStringList{profile.name, profile.endpoint, profile.group, profile.notes}.join(u'\n'));
    if (ignoresAccents)
        text = withoutAccents(text);
    return std::ranges::all_of(m_filter, [&](const QString &word) {
        return text.contains(ignoresAccents ? withoutAccents(word) : word);
    });
}

/// Those that the filter shows. If nothing matches, accents are ignored.
QList<store::Profile> ConnectionListModel::shownProfiles() const
{
    const QList<store::Profile> listed = m_profiles.listed();
    QList<store::Profile> shown;
    for (const bool ignoresAccents : {false, true}) {
        std::ranges::copy_if(listed, std::back_inserter(shown), [&](const store::Profile &each) {
            return isShown(each, ignoresAccents);
        });
        if (!shown.isEmpty())
            break;
    }
    return shown;
}

/// In few steps: new groups, moves between groups, then the rows at the top and in each group.
void ConnectionListModel::update()
{
    const Wanted wanted = takeProfiles();
    addGroups(wanted.top);
    moveBetweenGroups(wanted);
    m_top.arrange(wanted.top);
    for (auto group = wanted.inGroup.cbegin(); group != wanted.inGroup.cend(); ++group)
        rowsBelow(group.key()).arrange(group.value());
    release(wanted);
    refreshSecrets(); // and everything else in the cells
    emit updated();
}

/// Reads the profiles into their slots, which they keep while they are shown.
ConnectionListModel::Wanted ConnectionListModel::takeProfiles()
{
    Wanted wanted;
    std::vector<int> groups;
    QHash<QUuid, int> slotOfProfile;
    const QList<store::Profile> profiles = shownProfiles();
    for (const store::Profile &profile : profiles) {
        int number = m_slotOfProfile.value(profile.id, -1);
        if (number < 0)
            number = takeSlot();
        slotOfProfile.insert(profile.id, number);
        m_slots[static_cast<size_t>(number)].profile = profile;
        if (profile.group.isEmpty()) {
            wanted.top.push_back(number);
            continue;
        }
        const int group = slotOfGroup(profile.group);
        std::vector<int> &rows = wanted.inGroup[group];
        if (rows.empty())
            groups.push_back(group);
        rows.push_back(number);
    }
    wanted.top.insert(wanted.top.end(), groups.cbegin(), groups.cend());
    m_slotOfProfile = std::move(slotOfProfile);
    return wanted;
}

int ConnectionListModel::takeSlot()
{
    if (m_freeSlots.empty()) {
        m_freeSlots.push_back(static_cast<int>(m_slots.size()));
        m_slots.emplace_back();
    }
    const int number = m_freeSlots.back();
    m_freeSlots.pop_back();
    m_slots[static_cast<size_t>(number)].isUsed = true;
    return number;
}

int ConnectionListModel::slotOfGroup(const QString &name)
{
    if (const auto known = m_slotOfGroup.constFind(name); known != m_slotOfGroup.cend())
        return *known;
    const int number = takeSlot();
    Slot &group = m_slots[static_cast<size_t>(number)];
    group.group = name;
    group.rows =
        std::make_unique<RowIndex>(*this, [this, number] { return index(m_top.rowOf(number), 0); });
    m_slotOfGroup.insert(name, number);
    return number;
}

/// Empty: their profiles may be shown elsewhere still.
void ConnectionListModel::addGroups(const std::vector<int> &top)
{
    std::vector<int> newGroups;
    for (const int number : top) {
        if (slot(number).rows && m_top.rowOf(number) < 0)
            newGroups.push_back(number);
    }
    m_top.insert(m_top.count(), newGroups);
}

void ConnectionListModel::moveBetweenGroups(const Wanted &wanted)
{
    std::map<std::pair<int, int>, std::vector<int>> moves; // by old and new parent
    const auto look = [this, &moves](int number, int parent) {
        Slot &moved = m_slots[static_cast<size_t>(number)];
        if (moved.parent != parent && rowsBelow(moved.parent).rowOf(number) >= 0)
            moves[{moved.parent, parent}].push_back(number);
        moved.parent = parent;
    };
    for (const int number : wanted.top) {
        if (!slot(number).rows)
            look(number, topSlot);
    }
    for (auto group = wanted.inGroup.cbegin(); group != wanted.inGroup.cend(); ++group) {
        for (const int number : group.value())
            look(number, group.key());
    }
    for (const auto &[parents, numbers] : moves) {
        RowIndex &from = rowsBelow(parents.first);
        from.moveTo(rowsBelow(parents.second), from.rowsOf(numbers));
    }
}

/// Frees the slots of what is no longer shown.
void ConnectionListModel::release(const Wanted &wanted)
{
    for (int number = 0; number < static_cast<int>(m_slots.size()); ++number) {
        Slot &each = m_slots[static_cast<size_t>(number)];
        if (!each.isUsed)
            continue;
        const bool isWanted = each.rows ? wanted.inGroup.contains(number)
                                        : m_slotOfProfile.value(each.profile.id, -1) == number;
        if (isWanted)
            continue;
        if (each.rows)
            m_slotOfGroup.remove(each.group);
        each = Slot();
        m_freeSlots.push_back(number);
    }
}

void ConnectionListModel::refreshSecrets()
{
    const auto tell = [this](const QModelIndex &parent) {
        if (const int rows = rowCount(parent); rows > 0)
            emit dataChanged(index(0, 0, parent), index(rows - 1, columnCount_ - 1, parent));
    };
    tell({});
    for (int row = 0; row < rowCount(); ++row) {
        if (const QModelIndex each = index(row, 0); isGroup(each))
            tell(each);
    }
}

QList<QUuid> ConnectionListModel::idsOf(const QModelIndexList &rows) const
{
    QSet<QUuid> chosen;
    for (const QModelIndex &row : rows) {
        if (!row.isValid())
            continue;
        const Slot &shown = slot(slotOf(row));
        if (!shown.rows) {
            chosen.insert(shown.profile.id);
        } else {
            for (const int child : shown.rows->slotNumbers())
                chosen.insert(slot(child).profile.id);
        }
    }
    QList<QUuid> ids;
    for (const store::Profile &profile : m_profiles.profiles()) {
        if (chosen.contains(profile.id))
            ids.append(profile.id);
    }
    return ids;
}

QModelIndex ConnectionListModel::indexOf(const QUuid &id) const
{
    const int number = m_slotOfProfile.value(id, -1);
    if (number < 0)
        return {};
    const int parent = slot(number).parent;
    if (parent == topSlot)
        return index(m_top.rowOf(number), 0);
    return index(slot(parent).rows->rowOf(number), 0, index(m_top.rowOf(parent), 0));
}

// The internal ID: 0 at the top, else one more than the slot of the group.

int ConnectionListModel::slotOf(const QModelIndex &index) const
{
    if (index.internalId() == 0)
        return m_top.slotAt(index.row());
    return slot(static_cast<int>(index.internalId()) - 1).rows->slotAt(index.row());
}

RowIndex &ConnectionListModel::rowsBelow(int parent)
{
    return parent == topSlot ? m_top : *slot(parent).rows;
}

int ConnectionListModel::ungroupedCount() const
{
    const auto isProfile = [this](int number) { return slot(number).rows == nullptr; };
    return static_cast<int>(std::ranges::count_if(m_top.slotNumbers(), isProfile));
}

bool ConnectionListModel::isGroup(const QModelIndex &index) const
{
    return index.isValid() && slot(slotOf(index)).rows != nullptr;
}

QModelIndex ConnectionListModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(slotOf(parent)) + 1 : 0);
}

QModelIndex ConnectionListModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(m_top.rowOf(static_cast<int>(index.internalId()) - 1), 0, quintptr(0));
}

int ConnectionListModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_top.count();
    if (parent.column() != 0)
        return 0;
    const Slot &shown = slot(slotOf(parent));
    return shown.rows ? shown.rows->count() : 0;
}

int ConnectionListModel::columnCount(const QModelIndex &) const
{
    return columnCount_;
}

// --- cells

QString ConnectionListModel::text(const store::Profile &profile, int column) const
{
    switch (column) {
    case Name:
        return profile.name;
    case Endpoint: {
        const QString host = QUrl(profile.endpoint).authority();
        return host.isEmpty() ? profile.endpoint : host;
    }
    case Access: {
        const QString way = profile.authentication == store::Authentication::EntraId
                                ? tr("Entra ID")
                                : tr("Access key");
        return profile.readOnly ? tr("%1, read-only").arg(way) : way;
    }
    case Secret:
        return m_secretText(profile);
    case LastUsed:
        return profile.lastUsed.isValid() ? m_display.dateTime(profile.lastUsed) : tr("never");
    default:
        return {};
    }
}

QVariant ConnectionListModel::groupData(const Slot &group, int column, int role)
{
    if (role == GroupRole)
        return group.group;
    if (column != Name)
        return {};
    if (role == Qt::DisplayRole)
        return tr("%1 (%2)").arg(group.group).arg(group.rows->count());
    if (role == Qt::FontRole) {
        QFont font;
        font.setBold(true);
        return font;
    }
    return {};
}

QVariant ConnectionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Slot &shown = slot(slotOf(index));
    if (shown.rows)
        return groupData(shown, index.column(), role);
    const store::Profile &profile = shown.profile;
    switch (role) {
    case Qt::DisplayRole:
        return text(profile, index.column());
    case Qt::ToolTipRole:
        return index.column() == Name && !profile.notes.isEmpty() ? wrapped(profile.notes)
                                                                  : text(profile, index.column());
    case Qt::DecorationRole:
        if (index.column() == Name)
            return swatch(QColor(profile.colour));
        if (index.column() == Access && profile.readOnly)
            return icon(u"lock"_s);
        return {};
    case IdRole:
        return profile.id;
    case GroupRole:
        return profile.group;
    default:
        return {};
    }
}

QVariant ConnectionListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Endpoint:
        return tr("Endpoint");
    case Access:
        return tr("Access");
    case Secret:
        return tr("Secret");
    case LastUsed:
        return tr("Last used");
    default:
        return {};
    }
}

// --- dragging

Qt::ItemFlags ConnectionListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    constexpr Qt::ItemFlags both = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    // A connection can be dropped between others, or on a group.
    return both
           | (isGroup(index) ? Qt::ItemIsDropEnabled
                             : Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren);
}

QStringList ConnectionListModel::mimeTypes() const
{
    return {mimeType};
}

QMimeData *ConnectionListModel::mimeData(const QModelIndexList &indexes) const
{
    QByteArray text;
    const QList<QUuid> ids = idsOf(indexes);
    for (const QUuid &id : ids)
        text += id.toByteArray(QUuid::WithoutBraces) + '\n';
    auto *data = new QMimeData;
    data->setData(mimeType, text);
    return data;
}

bool ConnectionListModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int,
                                       const QModelIndex &parent)
{
    if (action != Qt::MoveAction || !data->hasFormat(mimeType))
        return false;
    QList<QUuid> ids;
    const QByteArrayList lines = data->data(mimeType).split('\n');
    for (const QByteArray &line : lines) {
        if (const QUuid id = QUuid::fromString(QLatin1StringView(line)); !id.isNull())
            ids.append(id);
    }
    const int ungrouped = ungroupedCount();
    int target = topSlot;
    if (parent.isValid())
        target = m_top.slotAt(parent.row());
    else if (row > ungrouped) // between two groups: at the end of the upper one
        target = m_top.slotAt(row - 1);
    const bool isTop = target == topSlot;
    const RowIndex &rows = isTop ? m_top : *slot(target).rows;
    const bool isBetween =
        row >= 0 && row < (isTop ? ungrouped : rows.count()) && (parent.isValid() || isTop);
    emit moveRequested(ids, isTop ? QString() : slot(target).group,
                       isBetween ? slot(rows.slotAt(row)).profile.id : QUuid());
    return true;
}

} // namespace roomkeeper::ui
