#include "sandbox/service/router.h"

#include <array>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    QByteArrayView method;
    /// The parts of the path; `*` stands for an ID.
    std::array<QByteArrayView, 3> parts;
    /// Absent: the service has it, the sandbox does not.
    std::optional<Operation> operation;
};

constexpr std::array<Entry, 12> entries{{
    {"POST", {"rooms"}, Operation::CreateRoom},
    {"GET", {"rooms"}, Operation::ListRooms},
    {"GET", {"rooms", "*"}, Operation::GetRoom},
    {"PATCH", {"rooms", "*"}, Operation::UpdateRoom},
    {"DELETE", {"rooms", "*"}, Operation::DeleteRoom},
    {"GET", {"rooms", "*", "participants"}, Operation::ListParticipants},
    {"PATCH", {"rooms", "*", "participants"}, Operation::UpdateParticipants},
    {"POST", {"identities"}, Operation::CreateUser},
    {"DELETE", {"identities", "*"}, Operation::DeleteUser},
    {"GET", {"identities", "*"}, std::nullopt},
    {"POST", {"identities", "*", ":issueAccessToken"}, Operation::IssueToken},
    {"POST", {"identities", "*", ":revokeAccessTokens"}, Operation::RevokeTokens},
}};

bool fits(const Entry &entry, const QList<QByteArray> &segments)
{
    if (segments.size() > static_cast<qsizetype>(entry.parts.size()))
        return false;
    for (size_t i = 0; i < entry.parts.size(); ++i) {
        const QByteArrayView part = entry.parts[i];
        const auto at = static_cast<qsizetype>(i);
        if (at >= segments.size())
            return part.isEmpty();
        if (part == "*" ? segments[at].isEmpty() : segments[at] != part)
            return false;
    }
    return true;
}

} // namespace

Area areaOf(const Target &target)
{
    if (target.segments.isEmpty())
        return Area::None;
    if (target.segments.first() == "rooms")
        return Area::Rooms;
    return target.segments.first() == "identities" ? Area::Identity : Area::None;
}

Outcome<Route> findRoute(const QByteArray &method, const Target &target)
{
    QByteArray allow;
    for (const Entry &entry : entries) {
        if (!fits(entry, target.segments))
            continue;
        if (entry.method == method) {
            if (!entry.operation)
                return reject(notFound());
            return Route{*entry.operation, target.segments.value(1)};
        }
        if (entry.operation)
            allow += (allow.isEmpty() ? "" : ", ") + entry.method.toByteArray();
    }
    if (allow.isEmpty())
        return reject(notFound());
    return reject(
        {.status = 405,
         .code = u"MethodNotAllowed"_s,
         .message = u"The requested resource does not support the HTTP method '%1'."_s.arg(
             QString::fromLatin1(method)),
         .allow = allow});
}

} // namespace roomkeeper::sandbox
