#include "ui/participants/participanttablemodel.h"

#include <QSet>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// Roles sort by their rights; unknown ones come last, by name.
QString roleSortKey(const acs::Role &role)
{
    const QList<acs::Role> known = acs::rolesOf(acs::defaultApiVersion);
    const qsizetype rank = known.indexOf(role);
    return u"%1 %2"_s.arg(rank < 0 ? known.size() : rank).arg(role.name);
}

QList<acs::Participant> lastOfEach(const QList<acs::Participant> &participants)
{
    QList<acs::Participant> result;
    result.reserve(participants.size());
    QHash<QString, qsizetype> placeOf;
    for (const acs::Participant &participant : participants) {
        const auto known = placeOf.constFind(participant.rawId);
        if (known != placeOf.constEnd()) {
            result[*known] = participant;
            continue;
        }
        placeOf.insert(participant.rawId, result.size());
        result << participant;
    }
    return result;
}

} // namespace

void ParticipantTableModel::setParticipants(const QList<acs::Participant> &participants)
{
    const QList<acs::Participant> wanted = lastOfEach(participants);
    QHash<QString, acs::Participant> byId;
    byId.reserve(wanted.size());
    for (const acs::Participant &participant : wanted)
        byId.insert(participant.rawId, participant);

    removeAllBut(byId);

    QSet<QString> shown;
    for (int row = 0; row < static_cast<int>(m_participants.size()); ++row) {
        acs::Participant &old = m_participants[row];
        shown.insert(old.rawId);
        const acs::Participant &now = byId[old.rawId];
        if (old == now)
            continue;
        old = now;
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }

    QList<acs::Participant> added;
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(added),
                 [&shown](const acs::Participant &one) { return !shown.contains(one.rawId); });
    if (added.isEmpty())
        return;
    const auto first = static_cast<int>(m_participants.size());
    beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
    m_participants += added;
    endInsertRows();
}

void ParticipantTableModel::removeAllBut(const QHash<QString, acs::Participant> &kept)
{
    // In runs from the end, so that a whole other room goes in one step.
    auto last = static_cast<int>(m_participants.size()) - 1;
    while (last >= 0) {
        if (kept.contains(m_participants[last].rawId)) {
            --last;
            continue;
        }
        int first = last;
        while (first > 0 && !kept.contains(m_participants[first - 1].rawId))
            --first;
        beginRemoveRows({}, first, last);
        m_participants.remove(first, last - first + 1);
        endRemoveRows();
        last = first - 1;
    }
}

int ParticipantTableModel::rowOf(const QString &rawId) const
{
    const auto found =
        std::find_if(m_participants.begin(), m_participants.end(),
                     [&rawId](const acs::Participant &one) { return one.rawId == rawId; });
    return found == m_participants.end()
               ? -1
               : static_cast<int>(std::distance(m_participants.begin(), found));
}

int ParticipantTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_participants.size());
}

int ParticipantTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ParticipantTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const acs::Participant &participant = m_participants[index.row()];
    if (role == RawIdRole)
        return participant.rawId;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SortRole)
        return {};
    switch (index.column()) {
    case Identifier:
        return participant.rawId;
    case Role:
        if (role == SortRole)
            return roleSortKey(participant.role);
        if (role == Qt::ToolTipRole && !participant.role.isKnown())
            return tr("A role that this version does not know; it is kept as it is.");
        return role == Qt::DisplayRole ? roleText(participant.role) : QVariant();
    default: // names and pending changes come with the people and the roster's drafts
        return role == Qt::ToolTipRole ? QVariant() : QString();
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

QString roleText(const acs::Role &role)
{
    if (role == acs::Role::presenter())
        return ParticipantTableModel::tr("Presenter");
    if (role == acs::Role::collaborator())
        return ParticipantTableModel::tr("Collaborator");
    if (role == acs::Role::attendee())
        return ParticipantTableModel::tr("Attendee");
    if (role == acs::Role::consumer())
        return ParticipantTableModel::tr("Consumer");
    return role.name;
}

} // namespace roomkeeper::ui
