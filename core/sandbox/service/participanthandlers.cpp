#include "sandbox/service/participanthandlers.h"

#include "sandbox/http/requestbody.h"
#include "sandbox/service/continuation.h"
#include "sandbox/service/roomhandlers.h"
#include "sandbox/service/roster.h"

#include <algorithm>
#include <span>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

ParticipantHandlers::ParticipantHandlers(Store &store, const ServiceSettings &settings)
    : m_store(store)
    , m_settings(settings)
{
}

Outcome<Response> ParticipantHandlers::list(const Context &context) const
{
    const auto room = roomInPath(context.route.subject, m_store);
    if (!room)
        return reject(room.error());
    std::span<const Member> members = (*room)->roster;
    const QByteArray asked = context.target.parameter("nextLink");
    if (const QByteArray token = tokenBehind(asked); !token.isNull()) {
        const auto after = positionInParticipants(token, (*room)->id);
        if (!after)
            return reject(badRequest(u"The continuation token is not valid."_s));
        const auto next = std::ranges::upper_bound(members, *after, {}, &Member::user);
        members = members.subspan(static_cast<size_t>(next - members.begin()));
    }
    if (context.page == PageShape::Empty)
        return jsonResponse(200, emptyPage(nextLink(context, emptyPageToken(asked))));
    auto pageSize = static_cast<size_t>(m_settings.participantsPageSize);
    if (context.page == PageShape::Short)
        pageSize = shortened(pageSize > 0 ? std::min(pageSize, members.size()) : members.size());
    const bool hasMore = pageSize > 0 && members.size() > pageSize;
    if (hasMore)
        members = members.first(pageSize);

    // Raw IDs contain letters, digits, colons, dashes and underscores: nothing to escape.
    QByteArray json;
    json.reserve(static_cast<qsizetype>(members.size()) * 125 + 512);
    json += R"({"value":[)";
    for (const Member &member : members) {
        if (&member != members.data())
            json += ',';
        json += R"({"rawId":")" + m_store.users().rawId(member.user) + R"(","role":")";
        json += toWire(member.role);
        json += R"("})";
    }
    json += ']';
    if (hasMore) {
        json += R"(,"nextLink":")"
                + nextLink(context, participantsToken((*room)->id, members.back().user)) + '"';
    }
    json += '}';
    return jsonResponse(200, json);
}

Outcome<Response> ParticipantHandlers::update(const Context &context)
{
    const auto body = RequestBody::read(context.request, "application/merge-patch+json",
                                        u"updateParticipantsRequestDto"_s);
    if (!body)
        return reject(body.error());
    const auto changes = readRosterChanges(*body, context.version);
    if (!changes)
        return reject(changes.error());
    const auto room = roomInPath(context.route.subject, m_store);
    if (!room)
        return reject(room.error());
    if (const auto rawId = firstUnacceptable(*changes)) {
        return reject(
            badRequest(hasWordsOf2025(context.version)
                           ? u"Communication identifier %1 is not supported."_s.arg(*rawId)
                           : u"Invalid value for the Participants."_s));
    }
    std::vector<Member> roster = (*room)->roster;
    apply(*changes, roster, m_store.users());
    m_store.setRoster((*room)->id, std::move(roster));
    return jsonResponse(200, QByteArrayLiteral("{}"));
}

} // namespace roomkeeper::sandbox
