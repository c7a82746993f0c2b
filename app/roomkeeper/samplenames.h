#pragma once

#include "admin/connections/connection.h"

#include <QObject>
#include <QSet>

namespace roomkeeper::app {

/// Names for the rooms and people that the embedded sandbox was filled with: the service has no
/// names, and a window full of IDs would show little of the program. Rooms and users created later
/// get no names. The same IDs always get the same names. Main thread.
class SampleNames : public QObject
{
    Q_OBJECT

public:
    /// Names the rooms and people that enter the connection's store from now on. Owned by the
    /// connection.
    static void attach(admin::Connection &connection);

private:
    explicit SampleNames(admin::Connection &connection);
    Q_DISABLE_COPY_MOVE(SampleNames)

    void nameRooms(const QList<int> &slotNumbers);
    void namePeople(const QList<int> &slotNumbers);
    bool isSeeded(const acs::Room &room) const { return room.createdAt < m_start; }

    admin::Connection &m_connection;
    acs::Timestamp m_start;
    QSet<QString> m_peopled; ///< rooms whose participants were named
    QSet<QString> m_named; ///< people
};

} // namespace roomkeeper::app
