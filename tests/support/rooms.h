#pragma once

#include "acs/rooms/room.h"
#include "base/qtversions.h"

#include <QDateTime>
#include <QTimeZone>

namespace roomkeeper::tests {

/// A time in ISO 8601; UTC if the text has no offset.
inline QDateTime utc(QStringView text)
{
    return acs::Timestamp::fromWire(text).value().toUtc();
}

inline acs::Timestamp instant(QStringView text)
{
    return acs::Timestamp::fromWire(text).value();
}

inline acs::Room room(const QString &id, QStringView validFrom, QStringView validUntil)
{
    return {.id = id,
            .createdAt = instant(validFrom),
            .validFrom = instant(validFrom),
            .validUntil = instant(validUntil),
            .pstnDialOutEnabled = false};
}

/// Valid for a day from a whole second on, like the window's request.
inline acs::RoomCreation dayFrom(const QDateTime &from)
{
    const QDateTime second = QDateTime::fromSecsSinceEpoch(from.toSecsSinceEpoch(), utcZone);
    return {.validFrom = acs::Timestamp::fromUtc(second),
            .validUntil = acs::Timestamp::fromUtc(second.addDays(1)),
            .pstnDialOutEnabled = false};
}

} // namespace roomkeeper::tests
