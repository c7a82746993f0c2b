#pragma once

#include "acs/http/activityrecord.h"

#include <QObject>

#include <deque>

namespace roomkeeper::admin {

/// The latest 1,000 requests of a connection, oldest first; each retry is a record of its own. Main
/// thread.
class ActivityLog : public QObject
{
    Q_OBJECT

public:
    static constexpr int capacity = 1000;

    using QObject::QObject;
    Q_DISABLE_COPY_MOVE(ActivityLog)

    const std::deque<acs::ActivityRecord> &records() const { return m_records; }
    void add(const acs::ActivityRecord &record);

signals:
    /// The oldest record is about to be removed for a new one.
    void aboutToDropOldest();
    void oldestDropped();
    /// A record is about to be appended at the end.
    void aboutToAppend();
    void appended();

private:
    std::deque<acs::ActivityRecord> m_records;
};

} // namespace roomkeeper::admin
