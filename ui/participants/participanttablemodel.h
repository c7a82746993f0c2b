#pragma once

#include "acs/rooms/room.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>

namespace roomkeeper::ui {

/// Who may join the selected room, one a row, in the order of the service's answer. Never reset:
/// a new answer is merged by raw id, so that selection and scrolling stay.
class ParticipantTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Identifier, Role, Change, ColumnCount };
    enum DataRole {
        SortRole = Qt::UserRole, ///< what a column sorts by
        RawIdRole, ///< the raw id, in every column
    };

    using QAbstractTableModel::QAbstractTableModel;
    Q_DISABLE_COPY_MOVE(ParticipantTableModel)

    /// Shows these instead. An id that comes twice is shown once, as it came last.
    void setParticipants(const QList<acs::Participant> &participants);
    const QList<acs::Participant> &participants() const { return m_participants; }
    /// -1 where the id is not there.
    int rowOf(const QString &rawId) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void removeAllBut(const QHash<QString, acs::Participant> &kept);

    QList<acs::Participant> m_participants;
};

/// A role in the words of the window; one this version does not know is shown as it is.
QString roleText(const acs::Role &role);

} // namespace roomkeeper::ui
