#include "ui/activity/activitymodel.h"

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

QString durationOf(const acs::ActivityRecord &record)
{
    return ActivityModel::tr("%1 ms").arg(record.duration.count());
}

/// "200", or the outcome of a request without a response.
QString statusOf(const acs::ActivityRecord &record)
{
    return record.status == 0 ? record.outcome : QString::number(record.status);
}

} // namespace

ActivityModel::ActivityModel(TimeDisplay &display, QObject *parent)
    : QAbstractTableModel(parent)
    , m_display(display)
{
    connect(&m_display, &TimeDisplay::changed, this, [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0, Time), index(rowCount() - 1, Time));
    });
}

void ActivityModel::setLog(admin::ActivityLog *log)
{
    if (log == m_log)
        return;
    beginResetModel();
    if (m_log)
        m_log->disconnect(this);
    m_log = log;
    follow();
    endResetModel();
}

void ActivityModel::follow()
{
    if (!m_log)
        return;
    connect(m_log, &admin::ActivityLog::aboutToDropOldest, this,
            [this] { beginRemoveRows({}, 0, 0); });
    connect(m_log, &admin::ActivityLog::oldestDropped, this, [this] { endRemoveRows(); });
    connect(m_log, &admin::ActivityLog::aboutToAppend, this,
            [this] { beginInsertRows({}, rowCount(), rowCount()); });
    connect(m_log, &admin::ActivityLog::appended, this, [this] { endInsertRows(); });
    connect(m_log, &QObject::destroyed, this, [this] {
        beginResetModel();
        m_log = nullptr;
        endResetModel();
    });
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_log ? 0 : static_cast<int>(m_log->records().size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const acs::ActivityRecord &record = m_log->records()[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return display(record, index.column());
    case Qt::ToolTipRole:
        switch (index.column()) {
        case Time:
            return m_display.dateTime(record.startedAt);
        case Operation:
            return u"%1 %2"_s.arg(record.method, record.path);
        case Status:
            return record.outcome;
        default:
            return {};
        }
    case Qt::TextAlignmentRole:
        if (index.column() == Duration || index.column() == Attempt)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    case SortRole:
        switch (index.column()) {
        case Time:
            return record.startedAt.toMSecsSinceEpoch();
        case Duration:
            return qint64{record.duration.count()};
        case Status:
            return record.status;
        case Attempt:
            return record.attempt;
        default:
            return display(record, index.column());
        }
    default:
        return {};
    }
}

QVariant ActivityModel::display(const acs::ActivityRecord &record, int column) const
{
    switch (column) {
    case Time:
        return m_display.clockTimeWithSeconds(record.startedAt);
    case Operation:
        return record.operation;
    case Room:
        return record.roomId;
    case Status:
        return statusOf(record);
    case Duration:
        return durationOf(record);
    case Attempt:
        return QString::number(record.attempt);
    case RequestId:
        return record.requestId;
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return QAbstractTableModel::headerData(section, orientation, role);
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Duration || section == Attempt;
        return QVariant::fromValue(
            Qt::Alignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Operation:
        return tr("Operation");
    case Room:
        return tr("Room");
    case Status:
        return tr("Status");
    case Duration:
        return tr("Duration");
    case Attempt:
        return tr("Attempt");
    case RequestId:
        return tr("Request ID");
    default:
        return {};
    }
}

QString activityLine(const acs::ActivityRecord &record, const TimeDisplay &display)
{
    return u"%1 %2 %3 %4 %5"_s.arg(display.clockTimeWithSeconds(record.startedAt), record.method,
                                   record.path, statusOf(record), durationOf(record));
}

} // namespace roomkeeper::ui
