// An answer of the service to the program: rooms, pages, participants, users, tokens.
#include "acs/identity/identityjson.h"
#include "acs/rooms/roomsjson.h"
#include "fuzz.h"

#include <QJsonDocument>

using namespace roomkeeper;
using namespace roomkeeper::fuzz;

namespace {

void checkRejection(const Error &error)
{
    require(error.kind == ErrorKind::BadAnswer, "what can't be read is a bad answer");
    require(!error.message.isEmpty(), "a bad answer is described");
}

acs::RoomCreation creationLike(const acs::Room &room, const QList<acs::Participant> &people)
{
    return {.validFrom = room.validFrom,
            .validUntil = room.validUntil,
            .pstnDialOutEnabled = room.pstnDialOutEnabled,
            .participants = people};
}

void checkRoom(const acs::Room &room)
{
    require(!room.id.isEmpty(), "a room has an id");
    const QByteArray json =
        acs::writeUpdate({.validity = acs::RoomUpdate::Validity{room.validFrom, room.validUntil},
                          .pstnDialOutEnabled = room.pstnDialOutEnabled},
                         acs::ApiVersion::V2025_03_13);
    QJsonObject object = QJsonDocument::fromJson(json).object();
    object.insert(QStringLiteral("id"), room.id);
    object.insert(QStringLiteral("createdAt"), room.createdAt.toWire());
    const auto again = acs::readRoom(object);
    require(again && *again == room, "what is written of a room reads the same");
}

void checkPeople(const acs::Page<acs::Participant> &page)
{
    for (const acs::Participant &participant : page.items) {
        require(!participant.rawId.isEmpty() && !participant.role.name.isEmpty(),
                "a participant has a raw id and a role");
    }
    const QByteArray json =
        acs::writeCreation(creationLike({}, page.items), acs::ApiVersion::V2025_03_13);
    const QJsonObject written =
        QJsonDocument::fromJson(json).object().value(QLatin1StringView("participants")).toObject();
    require(written.size() <= page.items.size(), "nobody is invented");
    require(page.items.isEmpty() || !written.isEmpty(), "nor is everybody forgotten");
}

template <class T>
void checkEntries(const acs::RawPage &raw, const acs::Page<T> &page)
{
    require(page.items.size() + page.unreadable.size() == raw.entries.size(),
            "each entry is read or told of");
    for (const Error &error : page.unreadable)
        checkRejection(error);
}

template <class T>
void checkSecretive(const Result<T> &read)
{
    if (read)
        return;
    checkRejection(read.error());
    require(!read.error().message.contains(QLatin1StringView(marker()).chopped(4)),
            "no message repeats a token");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray body = withMarker(Input(data, size).rest());

    if (const auto room = acs::readRoom(body); room)
        checkRoom(*room);
    else
        checkRejection(room.error());

    const QString linkAtEnd = acs::readLinkAtEnd(body);
    if (const auto raw = acs::readPage(body); raw) {
        require(linkAtEnd.isEmpty() || linkAtEnd == raw->nextLink, "a page has one next page");
        const auto rooms = acs::readEntries<acs::Room>(raw->entries, acs::readRoom);
        checkEntries(*raw, rooms);
        for (const acs::Room &room : rooms.items)
            checkRoom(room);
        const auto people = acs::readEntries(raw->entries, acs::readParticipant);
        checkEntries(*raw, people);
        checkPeople(people);
    } else {
        checkRejection(raw.error());
    }

    checkSecretive(acs::readCreatedUser(body));
    checkSecretive(acs::readAccessToken(body));
    return 0;
}
