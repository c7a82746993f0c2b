#include "ui/connections/manager/connectionlistmodel.h"

#include "ui/common/style/icons.h"
#include "ui/connections/editor/bandcolours.h"

#include <QFont>
#include <QMimeData>
#include <QSet>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto mimeType = "application/x-roomkeeper-connections"_L1;

} // namespace

ConnectionListModel::ConnectionListModel(const store::ProfileStore &profiles,
                                         const TimeDisplay &display, SecretText secretText,
                                         QObject *parent)
    : QAbstractItemModel(parent)
    , m_profiles(profiles)
    , m_display(display)
    , m_secretText(std::move(secretText))
    , m_groups(groups())
{
    connect(&profiles, &store::ProfileStore::changed, this, &ConnectionListModel::rebuild);
    connect(&display, &TimeDisplay::changed, this, &ConnectionListModel::refreshSecrets);
}

// --- rows

void ConnectionListModel::setFilter(const QString &text)
{
    m_filter = text.simplified().split(u' ', Qt::SkipEmptyParts);
    rebuild();
}

bool ConnectionListModel::isShown(const store::Profile &profile) const
{
    return std::ranges::all_of(m_filter, [&profile](const QString &word) {
        return profile.name.contains(word, Qt::CaseInsensitive)
               || profile.endpoint.contains(word, Qt::CaseInsensitive)
               || profile.group.contains(word, Qt::CaseInsensitive)
               || profile.notes.contains(word, Qt::CaseInsensitive);
    });
}

QList<ConnectionListModel::Group> ConnectionListModel::groups() const
{
    QList<Group> all{Group()};
    const QList<store::Profile> profiles = m_profiles.listed();
    for (const store::Profile &profile : profiles) {
        if (!isShown(profile))
            continue;
        if (profile.group != all.last().name)
            all.append({.name = profile.group, .profiles = {}});
        all.last().profiles.append(profile);
    }
    return all;
}

void ConnectionListModel::rebuild()
{
    QList<Group> now = groups();
    const auto haveSameId = [](const store::Profile &left, const store::Profile &right) {
        return left.id == right.id;
    };
    const bool areSameRows =
        std::ranges::equal(now, m_groups, [&](const Group &left, const Group &right) {
            return left.name == right.name
                   && std::ranges::equal(left.profiles, right.profiles, haveSameId);
        });
    if (areSameRows) {
        m_groups = std::move(now);
        refreshSecrets();
        return;
    }
    beginResetModel();
    m_groups = std::move(now);
    endResetModel();
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

qsizetype ConnectionListModel::shownCount() const
{
    qsizetype count = 0;
    for (const Group &group : m_groups)
        count += group.profiles.size();
    return count;
}

QList<QUuid> ConnectionListModel::idsOf(const QModelIndexList &rows) const
{
    QSet<QUuid> chosen;
    for (const QModelIndex &row : rows) {
        if (const store::Profile *profile = profileAt(row)) {
            chosen.insert(profile->id);
        } else {
            for (int child = 0; child < rowCount(row); ++child)
                chosen.insert(index(child, 0, row).data(IdRole).toUuid());
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
    for (qsizetype each = 0; each < m_groups.size(); ++each) {
        const QList<store::Profile> &profiles = m_groups.at(each).profiles;
        const auto found = std::ranges::find(profiles, id, &store::Profile::id);
        if (found == profiles.end())
            continue;
        const auto ungrouped = static_cast<int>(m_groups.first().profiles.size());
        const QModelIndex parent =
            each == 0 ? QModelIndex() : index(ungrouped + static_cast<int>(each) - 1, 0);
        return index(static_cast<int>(found - profiles.begin()), 0, parent);
    }
    return {};
}

// The internal ID: 0 for groups, else the position of the row's group in m_groups.

bool ConnectionListModel::isGroup(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() == 0
           && index.row() >= m_groups.first().profiles.size();
}

const store::Profile *ConnectionListModel::profileAt(const QModelIndex &index) const
{
    if (!index.isValid() || isGroup(index))
        return nullptr;
    return &m_groups.at(static_cast<qsizetype>(index.internalId())).profiles.at(index.row());
}

QModelIndex ConnectionListModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, quintptr(0));
    const qsizetype group = parent.row() - m_groups.first().profiles.size() + 1;
    return createIndex(row, column, static_cast<quintptr>(group));
}

QModelIndex ConnectionListModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    const auto row =
        m_groups.first().profiles.size() + static_cast<qsizetype>(index.internalId()) - 1;
    return createIndex(static_cast<int>(row), 0, quintptr(0));
}

int ConnectionListModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.first().profiles.size() + m_groups.size() - 1);
    if (!isGroup(parent) || parent.column() != 0)
        return 0;
    return static_cast<int>(
        m_groups.at(parent.row() - m_groups.first().profiles.size() + 1).profiles.size());
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

QVariant ConnectionListModel::groupData(const Group &group, int column, int role) const
{
    if (role == GroupRole)
        return group.name;
    if (column != Name)
        return {};
    if (role == Qt::DisplayRole)
        return tr("%1 (%2)").arg(group.name).arg(group.profiles.size());
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
    if (isGroup(index)) {
        const qsizetype group = index.row() - m_groups.first().profiles.size() + 1;
        return groupData(m_groups.at(group), index.column(), role);
    }
    const store::Profile &profile = *profileAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(profile, index.column());
    case Qt::ToolTipRole:
        return index.column() == Name && !profile.notes.isEmpty()
                   ? profile.notes.toHtmlEscaped().prepend("<p>"_L1).replace(u'\n', "<br>"_L1)
                   : text(profile, index.column()).toHtmlEscaped();
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
    const qsizetype ungrouped = m_groups.first().profiles.size();
    qsizetype group = 0;
    if (parent.isValid())
        group = parent.row() - ungrouped + 1;
    else if (row > ungrouped) // between two groups: at the end of the upper one
        group = row - ungrouped;
    const Group &target = m_groups.at(group);
    const bool isBetween =
        row >= 0 && row < target.profiles.size() && (parent.isValid() || group == 0);
    emit moveRequested(ids, target.name, isBetween ? target.profiles.at(row).id : QUuid());
    return true;
}

} // namespace roomkeeper::ui
