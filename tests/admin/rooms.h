#pragma once

#include "acs/rooms/room.h"

#include <QDateTime>
#include <QTimeZone>

namespace roomkeeper::tests {

/// A moment in ISO 8601; UTC where the text names no offset.
inline QDateTime utc(QStringView text)
{
    return acs::Instant::fromWire(text).value().toUtc();
}

inline acs::Instant instant(QStringView text)
{
    return acs::Instant::fromWire(text).value();
}

inline acs::Room room(const QString &id, QStringView validFrom, QStringView validUntil)
{
    return {.id = id,
            .createdAt = instant(validFrom),
            .validFrom = instant(validFrom),
            .validUntil = instant(validUntil),
            .pstnDialOutEnabled = false};
}

} // namespace roomkeeper::tests
