#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace roomkeeper::store {

/// What somebody noted about a room on this computer. The service knows none of it.
struct RoomAnnotation
{
    QString name = {};
    QStringList tags = {}; ///< each once, in the order given

    bool isEmpty() const { return name.isEmpty() && tags.isEmpty(); }
    bool operator==(const RoomAnnotation &) const = default;
};

/// A change of an annotation; what is absent stays as it is, also where another program changed it
/// meanwhile.
struct RoomAnnotationChange
{
    std::optional<QString> name = {};
    std::optional<QStringList> tags = {};

    RoomAnnotation appliedTo(RoomAnnotation annotation) const
    {
        annotation.name = name.value_or(annotation.name);
        annotation.tags = tags.value_or(annotation.tags);
        return annotation;
    }
    bool operator==(const RoomAnnotationChange &) const = default;
};

} // namespace roomkeeper::store
