#include "sandbox/service/repeatability.h"

#include "acs/auth/requestsigner.h"

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

// The time for which the service, by its documentation, tracks requests.
constexpr qint64 rememberedTicks = qint64{5} * 60 * acs::Timestamp::ticksPerSecond;

} // namespace

Outcome<std::optional<RepeatableRequest>> readRepeatability(const Request &request,
                                                            acs::Timestamp now)
{
    const QByteArray id = request.header("Repeatability-Request-ID");
    const QByteArray firstSent = request.header("Repeatability-First-Sent");
    if (id.isNull() && firstSent.isNull())
        return std::nullopt;
    // QUuid accepts other formats too; the header has one.
    const QUuid uuid = id.size() == 36 ? QUuid::fromString(QString::fromLatin1(id)) : QUuid();
    if (uuid.isNull())
        return reject(badRequest(u"The Repeatability-Request-ID header must be a UUID."_s));
    const QDateTime moment = acs::fromHttpDate(firstSent);
    if (!moment.isValid())
        return reject(badRequest(u"The Repeatability-First-Sent header must be an HTTP date."_s));
    const acs::Timestamp sent = acs::Timestamp::fromUtc(moment);
    if (now.ticks - sent.ticks > rememberedTicks) {
        return reject({.status = 412,
                       .code = u"PreconditionFailed"_s,
                       .message = u"The Repeatability-First-Sent header is not within the last "
                                  u"5 minutes."_s});
    }
    return RepeatableRequest{uuid, sent};
}

Outcome<std::optional<Response>> Repeatability::replay(const RepeatableRequest &repeatable,
                                                       const QByteArray &body, acs::Timestamp now)
{
    const auto known = m_entries.constFind(repeatable.id);
    if (known == m_entries.constEnd() || now > known->until)
        return std::nullopt;
    if (known->bodyHash != acs::contentHash(body)) {
        return reject(badRequest(
            u"The Repeatability-Request-ID was used before with another request body."_s));
    }
    return known->response;
}

void Repeatability::remember(const RepeatableRequest &repeatable, const QByteArray &body,
                             const Response &response, acs::Timestamp now)
{
    forgetOld(now);
    // A date in the future must not keep a response for ever.
    const acs::Timestamp sent = qMin(repeatable.firstSent, now);
    const acs::Timestamp until{sent.ticks + rememberedTicks};
    m_entries.insert(repeatable.id, {repeatable.id, acs::contentHash(body), response, until});
    m_order.push_back(repeatable.id);
    if (m_remembered)
        m_remembered->push_back(repeatable.id);
}

const RememberedAnswer *Repeatability::find(const QUuid &id) const
{
    const auto known = m_entries.constFind(id);
    return known == m_entries.constEnd() ? nullptr : &*known;
}

void Repeatability::assign(const std::vector<RememberedAnswer> &answers)
{
    m_entries.clear();
    m_order.clear();
    for (const RememberedAnswer &answer : answers) {
        m_entries.insert(answer.id, answer);
        m_order.push_back(answer.id);
    }
}

void Repeatability::noteChangesIn(std::vector<QUuid> *remembered, std::vector<QUuid> *forgotten)
{
    m_remembered = remembered;
    m_forgotten = forgotten;
}

void Repeatability::forgetOld(acs::Timestamp now)
{
    // A response kept 5 minutes ago has expired, whenever it was first sent. An ID may be here
    // twice, and then its newer response is kept.
    while (!m_order.empty()) {
        const auto known = m_entries.constFind(m_order.front());
        if (known != m_entries.constEnd()) {
            if (known->until >= now)
                return;
            m_entries.erase(known);
            if (m_forgotten)
                m_forgotten->push_back(m_order.front());
        }
        m_order.pop_front();
    }
}

} // namespace roomkeeper::sandbox
