#include "ui/connections/sandbox/sandboxrequestmodel.h"

namespace roomkeeper::ui {

SandboxRequestModel::SandboxRequestModel(TimeDisplay &display, QObject *parent)
    : QAbstractTableModel(parent)
    , m_display(display)
{
    connect(&m_display, &TimeDisplay::changed, this, [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0, Time), index(rowCount() - 1, Time));
    });
}

void SandboxRequestModel::append(const SandboxRequest &request)
{
    if (rowCount() == capacity) {
        beginRemoveRows({}, 0, 0);
        m_requests.pop_front();
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_requests.push_back(request);
    endInsertRows();
}

void SandboxRequestModel::clear()
{
    beginResetModel();
    m_requests.clear();
    endResetModel();
}

int SandboxRequestModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_requests.size());
}

int SandboxRequestModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SandboxRequestModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || role != Qt::DisplayRole)
        return {};
    const SandboxRequest &request = m_requests[static_cast<size_t>(index.row())];
    switch (index.column()) {
    case Time:
        return m_display.clockTimeWithSeconds(request.at);
    case Method:
        return request.method;
    case Path:
        return request.path;
    case Status:
        return request.status;
    case Fault:
        return request.fault;
    default:
        return {};
    }
}

QVariant SandboxRequestModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Time:
        return tr("Time");
    case Method:
        return tr("Method");
    case Path:
        return tr("Path");
    case Status:
        return tr("Status");
    case Fault:
        return tr("Fault");
    default:
        return {};
    }
}

} // namespace roomkeeper::ui
