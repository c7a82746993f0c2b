#pragma once

#include "ui/common/timedisplay.h"
#include "ui/connections/sandbox/embeddedsandbox.h"

#include <QAbstractTableModel>

#include <deque>

namespace roomkeeper::ui {

/// The newest 1,000 requests of the embedded sandbox, oldest first.
class SandboxRequestModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Method, Path, Status, Fault, ColumnCount };
    static constexpr int capacity = 1000;

    /// `display` must outlive this.
    explicit SandboxRequestModel(TimeDisplay &display, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SandboxRequestModel)

    void append(const SandboxRequest &request);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    TimeDisplay &m_display;
    std::deque<SandboxRequest> m_requests;
};

} // namespace roomkeeper::ui
