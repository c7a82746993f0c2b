#include "ui/participants/participanttablemodel.h"

#include "base/quotable.h"
#include "base/searchtext.h"
#include "ui/participants/rostertext.h"

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// Pending changes sort first, rejected ones before all others.
int changeRank(const RosterEntry &entry)
{
    const auto kind = entry.kind();
    if (!kind)
        return 4;
    return entry.change->rejection.isEmpty() ? 1 + static_cast<int>(*kind) : 0;
}

/// People without a name come last.
int compareNames(const RosterEntry &left, const RosterEntry &right)
{
    if (left.nameKey && right.nameKey)
        return left.nameKey->compare(*right.nameKey);
    return static_cast<int>(right.nameKey.has_value()) - static_cast<int>(left.nameKey.has_value());
}

/// Roles sort by their permissions; unknown ones come last, by name.
int compareRoles(const RosterEntry &left, const RosterEntry &right)
{
    if (left.roleRank != right.roleRank)
        return left.roleRank - right.roleRank;
    return left.shownRole().isKnown() ? 0 : left.shownRole().name.compare(right.shownRole().name);
}

int compare(const RosterEntry &left, const RosterEntry &right, int column)
{
    switch (column) {
    case ParticipantTableModel::Name:
        return compareNames(left, right);
    case ParticipantTableModel::Identifier:
        return left.rawId.compare(right.rawId);
    case ParticipantTableModel::Role:
        return compareRoles(left, right);
    case ParticipantTableModel::Change:
        return changeRank(left) - changeRank(right);
    default:
        return 0;
    }
}

} // namespace

// --- input

void ParticipantTableModel::setRoster(const QList<acs::Participant> &roster)
{
    take(m_entries.setRoster(roster));
}

void ParticipantTableModel::setDraft(const admin::RosterDraft &draft)
{
    take(m_entries.setDraft(draft));
}

void ParticipantTableModel::setNames(const QHash<QString, QString> &names)
{
    take(m_entries.setNames(names));
}

void ParticipantTableModel::setEditable(bool isEditable, const QString &reason)
{
    if (isEditable == m_isEditable && reason == m_notEditableReason)
        return;
    m_isEditable = isEditable;
    m_notEditableReason = reason;
    if (m_rows.count() > 0)
        emit dataChanged(index(0, Role), index(rowCount() - 1, Role));
}

void ParticipantTableModel::take(const RosterEntries::Touched &touched)
{
    m_rows.notify(m_rows.rowsOf(touched.changed));
    if (touched.added.empty() && touched.changed.empty() && touched.gone.empty())
        return;
    arrange();
    m_entries.release(touched.gone);
}

// --- filter and order

/// If nothing matches the filter, accents are ignored.
void ParticipantTableModel::arrange()
{
    m_ignoresAccents = false;
    std::vector<int> slotNumbers = wanted();
    if (slotNumbers.empty() && !m_words.isEmpty()) {
        m_ignoresAccents = true;
        slotNumbers = wanted();
    }
    m_rows.arrange(std::move(slotNumbers));
}

int ParticipantTableModel::rowOf(const QString &rawId) const
{
    const int slot = m_entries.slotOf(rawId);
    return slot < 0 ? -1 : m_rows.rowOf(slot);
}

void ParticipantTableModel::setFilterText(const QString &text)
{
    const QStringList words = searchWords(text);
    if (words == m_words)
        return;
    m_words = words;
    arrange();
}

bool ParticipantTableModel::accepts(int slot) const
{
    const RosterEntry &entry = m_entries.at(slot);
    if (!m_ignoresAccents) {
        return std::ranges::all_of(
            m_words, [&entry](const QString &word) { return entry.searchText.contains(word); });
    }
    const QString plain = withoutAccents(entry.searchText);
    return std::ranges::all_of(
        m_words, [&plain](const QString &word) { return plain.contains(withoutAccents(word)); });
}

std::vector<int> ParticipantTableModel::wanted() const
{
    std::vector<int> slotNumbers;
    slotNumbers.reserve(static_cast<size_t>(m_entries.count()));
    for (int slot = 0; slot < m_entries.slotCount(); ++slot) {
        if (!m_entries.at(slot).isGone() && accepts(slot))
            slotNumbers.push_back(slot);
    }
    std::ranges::sort(slotNumbers, [this](int left, int right) { return isBefore(left, right); });
    return slotNumbers;
}

bool ParticipantTableModel::isBefore(int left, int right) const
{
    const RosterEntry &one = m_entries.at(left);
    const RosterEntry &other = m_entries.at(right);
    const int difference = compare(one, other, m_column);
    if (difference != 0)
        return (difference < 0) == (m_order == Qt::AscendingOrder);
    // Equal rows keep the same order in both sort directions.
    return one.sequence < other.sequence;
}

void ParticipantTableModel::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    arrange();
}

// --- cells

int ParticipantTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.count();
}

int ParticipantTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ParticipantTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RosterEntry &entry = entryAt(index.row());
    switch (role) {
    case RawIdRole:
        return entry.rawId;
    case KindRole:
        return entry.kind() ? QVariant(static_cast<int>(*entry.kind())) : QVariant();
    case RejectedRole:
        return entry.kind() && !entry.change->rejection.isEmpty();
    case Qt::ToolTipRole:
        return toolTip(entry, index.column());
    case Qt::EditRole:
        if (index.column() == Role)
            return entry.shownRole().name;
        [[fallthrough]];
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Name:
        return visibleText(entry.name);
    case Identifier:
        return entry.rawId;
    case Role:
        return roleText(entry.shownRole());
    default:
        return entry.kind() ? changeText(entry.role, *entry.change) : QString();
    }
}

QString ParticipantTableModel::toolTip(const RosterEntry &entry, int column) const
{
    switch (column) {
    case Identifier:
        return entry.rawId;
    case Role: {
        QStringList sentences;
        if (!entry.shownRole().isKnown())
            sentences << tr(
                "This version of Roomkeeper does not know this role. The role stays unchanged.");
        if (!m_isEditable)
            sentences << m_notEditableReason;
        return sentences.join(u' ');
    }
    case Change:
        return entry.kind() ? changeText(entry.role, *entry.change) : QString();
    default:
        return visibleText(entry.name);
    }
}

QVariant ParticipantTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Name:
        return tr("Name");
    case Identifier:
        return tr("Identifier");
    case Role:
        return tr("Role");
    case Change:
        return tr("Change");
    default:
        return {};
    }
}

Qt::ItemFlags ParticipantTableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && (index.column() == Name || (index.column() == Role && m_isEditable)))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool ParticipantTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    // Copies, because the signal may rearrange the rows.
    const QString rawId = entryAt(index.row()).rawId;
    const QString text = value.toString();
    if (index.column() == Name) {
        if (text.trimmed() != entryAt(index.row()).name)
            emit nameWanted(rawId, text.trimmed());
    } else if (!text.isEmpty()) {
        emit roleWanted(rawId, {.name = text});
    }
    return true;
}

} // namespace roomkeeper::ui
