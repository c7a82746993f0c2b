#pragma once

#include "acs/rooms/room.h"
#include "base/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

namespace roomkeeper::acs {

/// One page of a list: the readable entries, and an Error for each of the others, so that one
/// invalid entry does not hide the rest.
template <class T>
struct Page
{
    QList<T> items = {};
    QList<Error> unreadable = {};
};

using RoomPage = Page<Room>;
using ParticipantPage = Page<Participant>;

/// A page whose entries have not been parsed: the next page is requested first.
struct RawPage
{
    QJsonArray entries = {};
    QString nextLink = {}; ///< absolute; empty on the last page
};

// Parsing the service's responses. Pure functions. Errors: kind BadAnswer; the message says what is
// missing or invalid. Unknown fields are ignored, unknown roles kept.
[[nodiscard]] Result<Room> readRoom(const QJsonObject &object);
[[nodiscard]] Result<Room> readRoom(QByteArrayView body);
[[nodiscard]] Result<Participant> readParticipant(const QJsonObject &object);
[[nodiscard]] Result<RawPage> readPage(QByteArrayView body);

/// The link to the next page if it is at the end of a page, without parsing the rest; else empty.
/// For any page that readPage() accepts, it is empty or the same link.
QString readLinkAtEnd(QByteArrayView body);

/// Parses the entries of a page with one of the functions above.
template <class T>
Page<T> readEntries(const QJsonArray &entries, Result<T> (*read)(const QJsonObject &));

// Writing request bodies as compact JSON. Pure functions.
QByteArray writeCreation(const RoomCreation &creation, ApiVersion version);
QByteArray writeUpdate(const RoomUpdate &update, ApiVersion version);
QByteArray writeRosterUpdate(const RosterUpdate &update);

template <class T>
Page<T> readEntries(const QJsonArray &entries, Result<T> (*read)(const QJsonObject &))
{
    Page<T> page;
    page.items.reserve(entries.size());
    for (const auto entry : entries) {
        Result<T> item = read(entry.toObject());
        if (item)
            page.items.append(*std::move(item));
        else
            page.unreadable.append(std::move(item).error());
    }
    return page;
}

} // namespace roomkeeper::acs
