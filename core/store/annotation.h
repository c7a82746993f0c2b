#pragma once

#include <QString>
#include <QStringList>

namespace roomkeeper::store {

/// What somebody noted about a room on this computer. The service knows none of it.
struct RoomAnnotation
{
    QString name = {};
    QStringList tags = {}; ///< each once, in the order given

    bool isEmpty() const { return name.isEmpty() && tags.isEmpty(); }
    bool operator==(const RoomAnnotation &) const = default;
};

} // namespace roomkeeper::store
