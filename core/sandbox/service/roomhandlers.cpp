#include "sandbox/service/roomhandlers.h"

#include "sandbox/http/requestbody.h"
#include "sandbox/service/continuation.h"
#include "sandbox/service/roster.h"
#include "sandbox/service/validity.h"

#include <algorithm>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

const QString validFromKey = u"validFrom"_s;
const QString validUntilKey = u"validUntil"_s;
const QString pstnKey = u"pstnDialOutEnabled"_s;

// In recorded traffic a room's default validFrom is a little before its createdAt.
constexpr qint64 makingTicks = 24'817;

// Lists are written by hand: IDs, dates and flags need no escaping.
void appendRoom(QByteArray &json, const Room &room, ApiVersion version)
{
    json += R"({"id":")" + QByteArray::number(room.id) + R"(","createdAt":")"
            + room.createdAt.toWire().toLatin1() + R"(","validFrom":")"
            + room.validFrom.toWire().toLatin1() + R"(","validUntil":")"
            + room.validUntil.toWire().toLatin1() + '"';
    if (hasPstnDialOut(version)) {
        json += R"(,"pstnDialOutEnabled":)";
        json += room.pstnDialOutEnabled ? "true" : "false";
    }
    json += '}';
}

Response roomResponse(int status, const Room &room, ApiVersion version)
{
    QByteArray json;
    json.reserve(256);
    appendRoom(json, room, version);
    return jsonResponse(status, json);
}

/// The fields that create and update have in common.
struct RoomFields
{
    std::optional<acs::Timestamp> validFrom;
    std::optional<acs::Timestamp> validUntil;
    std::optional<bool> pstnDialOutEnabled;
};

Outcome<RoomFields> readFields(const RequestBody &body, ApiVersion version)
{
    const auto from = body.instant(validFromKey);
    if (!from)
        return reject(from.error());
    const auto until = body.instant(validUntilKey);
    if (!until)
        return reject(until.error());
    RoomFields fields{*from, *until, std::nullopt};
    if (hasPstnDialOut(version)) {
        const auto pstn = body.boolean(pstnKey);
        if (!pstn)
            return reject(pstn.error());
        fields.pstnDialOutEnabled = *pstn;
    }
    return fields;
}

} // namespace

quint64 newRoomId(const Store &store, RandomSource &random)
{
    for (;;) {
        const bool isShort = random.below(8) == 0;
        const quint64 id = isShort ? 9'900'000'000'000'000 + random.below(100'000'000'000'000)
                                   : 99'000'000'000'000'000 + random.below(1'000'000'000'000'000);
        if (store.isFree(id))
            return id;
    }
}

Outcome<quint64> roomNumberInPath(const QByteArray &id)
{
    if (id.size() < 16 || id.size() > 18)
        return reject(badRequest(u"Invalid room ID length."_s));
    if (!std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return reject(badRequest(u"Invalid room ID."_s));
    return id.startsWith('0') ? 0 : id.toULongLong();
}

Outcome<const Room *> roomInPath(const QByteArray &id, const Store &store)
{
    const auto number = roomNumberInPath(id);
    if (!number)
        return reject(number.error());
    const Room *room = store.find(*number);
    if (!room)
        return reject(notFound());
    return room;
}

RoomHandlers::RoomHandlers(Store &store, RandomSource &random, const ServiceSettings &settings)
    : m_store(store)
    , m_random(random)
    , m_settings(settings)
{
}

Outcome<Response> RoomHandlers::create(const Context &context)
{
    const auto repeatable = readRepeatability(context.request, context.now);
    if (!repeatable)
        return reject(repeatable.error());
    if (!*repeatable)
        return createOnce(context);

    Repeatability &memory = m_store.repeatability();
    const auto earlier = memory.replay(**repeatable, context.request.body, context.now);
    if (!earlier)
        return reject(earlier.error());
    if (*earlier)
        return **earlier;
    Outcome<Response> response = createOnce(context);
    if (response) {
        response->headers.append(
            {QByteArrayLiteral("Repeatability-Result"), QByteArrayLiteral("accepted")});
        memory.remember(**repeatable, context.request.body, *response, context.now);
    }
    return response;
}

Outcome<Response> RoomHandlers::createOnce(const Context &context)
{
    const auto body =
        RequestBody::read(context.request, "application/json", u"createRoomRequestDto"_s);
    if (!body)
        return reject(body.error());
    const auto fields = readFields(*body, context.version);
    if (!fields)
        return reject(fields.error());
    const auto changes = readRosterChanges(*body, context.version);
    if (!changes)
        return reject(changes.error());
    const auto validity =
        newValidity(fields->validFrom, fields->validUntil, context.now, context.version);
    if (!validity)
        return reject(validity.error());
    if (firstUnacceptable(*changes))
        return reject(badRequest(u"Invalid format for communication identifier."_s));

    Room room{.id = newRoomId(m_store, m_random),
              .createdAt = {context.now.ticks + makingTicks},
              .validFrom = validity->from,
              .validUntil = validity->until,
              .pstnDialOutEnabled = fields->pstnDialOutEnabled.value_or(false)};
    apply(*changes, room.roster, m_store.users());
    const Room &kept = m_store.insert(std::move(room), context.now);
    Response response = roomResponse(201, kept, context.version);
    // The plain ID, not a URL.
    response.headers.append({QByteArrayLiteral("Location"), QByteArray::number(kept.id)});
    return response;
}

Outcome<Response> RoomHandlers::list(const Context &context) const
{
    std::optional<Store::Position> after;
    const QByteArray asked = context.target.parameter("nextLink");
    if (const QByteArray token = tokenBehind(asked); !token.isNull()) {
        after = positionInRooms(token);
        if (!after)
            return reject(badRequest(u"The continuation token is not valid."_s));
    }
    if (context.page == PageShape::Empty)
        return jsonResponse(200, emptyPage(nextLink(context, emptyPageToken(asked))));
    Store::Page page = m_store.page(after, m_settings.pageSize);
    if (context.page == PageShape::Short)
        page = m_store.page(after, static_cast<int>(shortened(page.rooms.size())));
    QByteArray json;
    json.reserve(static_cast<qsizetype>(page.rooms.size()) * 220 + 512);
    json += R"({"value":[)";
    for (const Room *room : page.rooms) {
        if (room != page.rooms.front())
            json += ',';
        appendRoom(json, *room, context.version);
    }
    json += ']';
    if (page.next)
        json += R"(,"nextLink":")" + nextLink(context, roomsToken(*page.next)) + '"';
    json += '}';
    return jsonResponse(200, json);
}

Outcome<Response> RoomHandlers::read(const Context &context) const
{
    const auto room = roomInPath(context.route.subject, m_store);
    if (!room)
        return reject(room.error());
    return roomResponse(200, **room, context.version);
}

Outcome<Response> RoomHandlers::update(const Context &context)
{
    const auto body = RequestBody::read(context.request, "application/merge-patch+json",
                                        u"updateRoomRequestDto"_s);
    if (!body)
        return reject(body.error());
    const auto fields = readFields(*body, context.version);
    if (!fields)
        return reject(fields.error());
    const auto room = roomInPath(context.route.subject, m_store);
    if (!room)
        return reject(room.error());
    const auto validity =
        changedValidity(fields->validFrom, fields->validUntil, context.now, context.version);
    if (!validity)
        return reject(validity.error());

    if (*validity)
        m_store.setValidity((*room)->id, (*validity)->from, (*validity)->until, context.now);
    if (fields->pstnDialOutEnabled)
        m_store.setPstnDialOut((*room)->id, *fields->pstnDialOutEnabled);
    return roomResponse(200, **room, context.version);
}

Outcome<Response> RoomHandlers::remove(const Context &context)
{
    const auto number = roomNumberInPath(context.route.subject);
    if (!number)
        return reject(number.error());
    // Deleting a deleted room again succeeds; an ID that never existed is 404.
    if (m_store.remove(*number) == Store::Removal::Unknown)
        return reject(notFound());
    return Response{.status = 204};
}

} // namespace roomkeeper::sandbox
