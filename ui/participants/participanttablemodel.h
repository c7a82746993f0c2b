#pragma once

#include "ui/participants/rosterentries.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QStringList>

#include <vector>

namespace roomkeeper::ui {

/// Who may join the selected room and what is pending, one person a row: the service's roster
/// merged with the draft. Those to be removed stay visible, those to be added come after the
/// others where the table is not sorted. An index vector over RosterEntries sorts and filters;
/// never reset, so that selection and scrolling stay. Holds no truth: an edit in a cell is a
/// signal, and what becomes of it comes back.
class ParticipantTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Identifier, Role, Change, ColumnCount };
    enum DataRole {
        RawIdRole = Qt::UserRole, ///< the raw id, in every column
        KindRole, ///< int of RosterChange::Kind where something is pending, else invalid
        RefusedRole, ///< whether the service refused what is pending
    };

    using QAbstractTableModel::QAbstractTableModel;
    Q_DISABLE_COPY_MOVE(ParticipantTableModel)

    /// What the service's list says now. An id that comes twice counts as it came last.
    void setRoster(const QList<acs::Participant> &roster);
    void setDraft(const admin::RosterDraft &draft);
    /// Names by raw id, also of people who are not here.
    void setNames(const QHash<QString, QString> &names);

    /// The roles that can be given.
    void setRoles(const QList<acs::Role> &roles) { m_roles = roles; }
    const QList<acs::Role> &roles() const { return m_roles; }
    /// Whether roles can be changed; `reason` says why not. Names can be given always: they stay on
    /// this computer.
    void setEditable(bool isEditable, const QString &reason = {});
    bool isEditable() const { return m_isEditable; }

    /// People of whom name, identifier or role contain every word.
    void setFilterText(const QString &text);
    bool isFiltered() const { return !m_words.isEmpty(); }
    /// People on the list or in the draft, whether the filter shows them or not.
    qsizetype count() const { return m_entries.count(); }

    const RosterEntry &entryAt(int row) const { return m_entries.at(slotAt(row)); }
    /// -1 where the id is not shown.
    int rowOf(const QString &rawId) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    /// Column -1: as the service answered.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

signals:
    /// Somebody wants this person to be called so; empty: no name.
    void nameWanted(const QString &rawId, const QString &name);
    /// Somebody chose this role in a cell.
    void roleWanted(const QString &rawId, const roomkeeper::acs::Role &role);

private:
    void take(const RosterEntries::Touched &touched);
    void arrange();
    void removeAllBut(const std::vector<bool> &isWanted);
    void permute(std::vector<int> slotNumbers);
    std::vector<int> wanted() const;
    bool accepts(int slot) const;
    bool isBefore(int left, int right) const;
    int slotAt(int row) const { return m_shown[static_cast<size_t>(row)]; }
    int rowOfSlot(int slot) const;
    QString toolTip(const RosterEntry &entry, int column) const;

    RosterEntries m_entries;
    std::vector<int> m_shown; ///< slots, in the order of the rows
    mutable std::vector<int> m_rowOfSlot; ///< -1: not shown
    mutable bool m_rowsAreKnown = false;
    QStringList m_words; ///< case-folded
    int m_column = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    QList<acs::Role> m_roles = acs::rolesOf(acs::defaultApiVersion);
    bool m_isEditable = true;
    QString m_notEditableReason;
};

} // namespace roomkeeper::ui
