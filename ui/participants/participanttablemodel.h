#pragma once

#include "ui/common/rowindex.h"
#include "ui/participants/rosterentries.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QStringList>

#include <vector>

namespace roomkeeper::ui {

/// The participants of the selected room and the pending changes, one person per row: the service's
/// list merged with the draft. Those to be removed stay visible, those to be added come last if the
/// table is not sorted. A RowIndex over RosterEntries sorts and filters; it is never reset, so that
/// selection and scroll position survive. Stores nothing itself: editing a cell emits a signal, and
/// the result comes back through the setters.
class ParticipantTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Identifier, Role, Change, ColumnCount };
    enum DataRole {
        RawIdRole = Qt::UserRole, ///< the raw ID, in every column
        KindRole, ///< int of RosterChange::Kind if something is pending, else invalid
        RejectedRole, ///< whether the service rejected the pending change
    };

    using QAbstractTableModel::QAbstractTableModel;
    Q_DISABLE_COPY_MOVE(ParticipantTableModel)

    /// The present list of the service. If an ID appears twice, the last one counts.
    void setRoster(const QList<acs::Participant> &roster);
    void setDraft(const admin::RosterDraft &draft);
    /// Names by raw ID, including people who are not participants.
    void setNames(const QHash<QString, QString> &names);

    /// The roles that can be assigned.
    void setRoles(const QList<acs::Role> &roles) { m_roles = roles; }
    const QList<acs::Role> &roles() const { return m_roles; }
    /// Whether roles can be changed; `reason` says why not. Names can always be changed, because
    /// they are stored on this computer.
    void setEditable(bool isEditable, const QString &reason = {});
    bool isEditable() const { return m_isEditable; }

    /// Shows the people whose name, identifier or role contain every word.
    void setFilterText(const QString &text);
    bool isFiltered() const { return !m_words.isEmpty(); }
    /// The number of people in the list or the draft, shown or not.
    qsizetype count() const { return m_entries.count(); }

    const RosterEntry &entryAt(int row) const { return m_entries.at(m_rows.slotAt(row)); }
    /// -1 if the ID is not shown.
    int rowOf(const QString &rawId) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    /// Column -1: the order of the service.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

signals:
    /// The user entered a name for this person; empty: no name.
    void nameWanted(const QString &rawId, const QString &name);
    /// The user selected this role in a cell.
    void roleWanted(const QString &rawId, const roomkeeper::acs::Role &role);

private:
    void take(const RosterEntries::Touched &touched);
    void arrange();
    std::vector<int> wanted() const;
    bool accepts(int slot) const;
    bool isBefore(int left, int right) const;
    QString toolTip(const RosterEntry &entry, int column) const;

    RosterEntries m_entries;
    RowIndex m_rows{*this};
    QStringList m_words; ///< of the filter
    bool m_ignoresAccents = false;
    int m_column = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    QList<acs::Role> m_roles = acs::rolesOf(acs::defaultApiVersion);
    bool m_isEditable = true;
    QString m_notEditableReason;
};

} // namespace roomkeeper::ui
