#pragma once

#include "acs/rooms/room.h"
#include "base/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

namespace roomkeeper::acs {

/// One page of a list: what could be read, and one Error for each entry that could not, so that
/// one bad entry does not hide the others.
template <class T>
struct Page
{
    QList<T> items = {};
    QList<Error> unreadable = {};
};

using RoomPage = Page<Room>;
using ParticipantPage = Page<Participant>;

/// A list answer whose entries are still to be read: the next page is asked for before that.
struct RawPage
{
    QJsonArray entries = {};
    QString nextLink = {}; ///< absolute; empty on the last page
};

// Pure readers of the service's answers. Errors: kind BadAnswer, the message says what is missing
// or unreadable. Unknown fields are ignored, unknown roles kept.
[[nodiscard]] Result<Room> readRoom(const QJsonObject &object);
[[nodiscard]] Result<Room> readRoom(QByteArrayView body);
[[nodiscard]] Result<Participant> readParticipant(const QJsonObject &object);
[[nodiscard]] Result<RawPage> readPage(QByteArrayView body);

/// The link to the next page where it is the last that stands in a page, without reading the rest;
/// else empty. Of a page that readPage() takes it is never another than that one's.
QString readLinkAtEnd(QByteArrayView body);

/// Reads the entries of a page with one of the readers above.
template <class T>
Page<T> readEntries(const QJsonArray &entries, Result<T> (*read)(const QJsonObject &));

// Pure writers of request bodies, compact JSON.
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
