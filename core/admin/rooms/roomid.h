#pragma once

#include <QString>
#include <QStringList>

namespace roomkeeper::admin {

// The service's room IDs have 16 to 18 digits.

/// The whole room IDs in a text, each once: in a URL, JSON, a sentence or a list.
QStringList roomIdsIn(const QString &text);

/// The room IDs in a typed or pasted text.
struct RoomIdInput
{
    QStringList ids = {};
    QString problem = {}; ///< why there is none, to be shown next to the field; empty without text
};
/// Like roomIdsIn(); a single ID may be written in groups of digits.
RoomIdInput readRoomIds(const QString &text);

/// If a text has a number that a spreadsheet rounded (9.94685E+16): what to do about it. Otherwise
/// empty.
QString roundedNumberText(const QString &text);

/// If an unknown ID may have been rounded by a spreadsheet, because it ends in 00: says so.
/// Otherwise empty.
QString roundedIdText(const QString &id);

} // namespace roomkeeper::admin
