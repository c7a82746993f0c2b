#pragma once

#include "admin/drafts/draftstore.h"
#include "admin/rooms/annotations.h"
#include "ui/common/timedisplay.h"
#include "ui/rooms/table/roomindexmodel.h"

namespace roomkeeper::ui {

/// The text of each cell of the room table, with times in the selected time zone. *Time left* is
/// updated each minute. Names and tags are edited in place and shown once they are saved.
class RoomTableModel : public RoomIndexModel
{
    Q_OBJECT

public:
    enum Role {
        SortRole = Qt::UserRole, ///< qint64: what the column sorts by
        StateRole, ///< int of admin::RoomState
        RoomIdRole, ///< the room ID, in every column
        DraftRole, ///< bool: has pending changes
    };

    /// All of them outlive this.
    RoomTableModel(admin::RoomStore &rooms, admin::Annotations &annotations,
                   const admin::DraftStore &drafts, const Clock &clock, const TimeDisplay &display,
                   QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomTableModel)

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void minutePassed();

    QString display(const admin::StoredRoom &room, int slot, RoomColumn column) const;
    QString toolTip(const admin::StoredRoom &room, RoomColumn column) const;

    admin::Annotations &m_annotations;
    const TimeDisplay &m_display;
    QTimer m_minuteTimer;
};

} // namespace roomkeeper::ui
