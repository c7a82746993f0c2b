#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace roomkeeper::store {

/// Local name and tags of a room. The service does not know them.
struct RoomAnnotation
{
    QString name = {};
    QStringList tags = {}; ///< each once, in the given order

    bool isEmpty() const { return name.isEmpty() && tags.isEmpty(); }
    bool operator==(const RoomAnnotation &) const = default;
};

/// A change of an annotation; absent fields keep their present value, also if another program has
/// changed it meanwhile.
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
    /// The present values of the fields that this changes: the change that reverts it.
    RoomAnnotationChange valuesOf(const RoomAnnotation &annotation) const
    {
        RoomAnnotationChange values;
        if (name)
            values.name = annotation.name;
        if (tags)
            values.tags = annotation.tags;
        return values;
    }
    bool operator==(const RoomAnnotationChange &) const = default;
};

} // namespace roomkeeper::store
