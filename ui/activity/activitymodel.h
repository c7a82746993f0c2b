#pragma once

#include "admin/connections/activitylog.h"
#include "ui/common/timedisplay.h"

#include <QAbstractTableModel>
#include <QPointer>

namespace roomkeeper::ui {

/// The attempts of a connection, oldest first, read from its ActivityLog. Reset only when another
/// log is shown.
class ActivityModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Operation, Room, Status, Duration, Attempt, RequestId, ColumnCount };
    static constexpr int SortRole = Qt::UserRole;

    /// `display` must outlive this.
    explicit ActivityModel(TimeDisplay &display, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ActivityModel)

    /// Null shows nothing. The log may be destroyed first.
    void setLog(admin::ActivityLog *log);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void follow();
    QVariant display(const acs::ActivityRecord &record, int column) const;

    TimeDisplay &m_display;
    QPointer<admin::ActivityLog> m_log;
};

/// An attempt in one line: "14:03:11 GET /rooms 200 38 ms".
QString activityLine(const acs::ActivityRecord &record, const TimeDisplay &display);

} // namespace roomkeeper::ui
