#include "admin/connections/activitylog.h"

namespace roomkeeper::admin {

void ActivityLog::add(const acs::ActivityRecord &record)
{
    if (m_records.size() == static_cast<size_t>(capacity)) {
        emit aboutToDropOldest();
        m_records.pop_front();
        emit oldestDropped();
    }
    emit aboutToAppend();
    m_records.push_back(record);
    emit appended();
}

} // namespace roomkeeper::admin
