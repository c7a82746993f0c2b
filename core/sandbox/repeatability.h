#pragma once

#include "acs/instant.h"
#include "sandbox/problem.h"

#include <QHash>
#include <QUuid>

#include <deque>

namespace roomkeeper::sandbox {

/// The two headers that make a POST one wish, however often it is sent.
struct RepeatableRequest
{
    QUuid id;
    acs::Instant firstSent;
};

/// Reads `Repeatability-Request-ID` (UUID) and `Repeatability-First-Sent` (HTTP date). Nothing
/// where neither was sent; refuses one without the other and what can't be read.
Outcome<std::optional<RepeatableRequest>> readRepeatability(const Request &request);

/// Remembers the answers to repeatable requests for 5 minutes after they were first sent.
class Repeatability
{
public:
    /// The answer that this request got before; nothing where it is new. Refuses an id that comes
    /// again with another body.
    Outcome<std::optional<Response>> replay(const RepeatableRequest &repeatable,
                                            const QByteArray &body, acs::Instant now);
    void remember(const RepeatableRequest &repeatable, const QByteArray &body,
                  const Response &response, acs::Instant now);

private:
    struct Entry
    {
        QByteArray bodyHash;
        Response response;
        acs::Instant until;
    };

    void forgetOld(acs::Instant now);

    QHash<QUuid, Entry> m_entries;
    /// In the order of remembering.
    std::deque<QUuid> m_order;
};

} // namespace roomkeeper::sandbox
