#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/problem.h"

#include <QHash>
#include <QUuid>

#include <deque>
#include <vector>

namespace roomkeeper::sandbox {

/// The two headers that identify a POST, however often it is sent.
struct RepeatableRequest
{
    QUuid id;
    acs::Timestamp firstSent;
};

/// Parses `Repeatability-Request-ID` (UUID) and `Repeatability-First-Sent` (HTTP date). Absent if
/// neither was sent. Rejects one without the other and invalid values, and with 412 a request that
/// was first sent more than 5 minutes ago: its response may have been deleted, so that handling it
/// could repeat it (Microsoft's page on repeatable requests of Communication Services).
[[nodiscard]] Outcome<std::optional<RepeatableRequest>> readRepeatability(const Request &request,
                                                                          acs::Timestamp now);

/// A response that is returned again.
struct RememberedAnswer
{
    QUuid id;
    QByteArray bodyHash;
    Response response = {};
    acs::Timestamp until;

    bool operator==(const RememberedAnswer &) const = default;
};

/// Keeps the responses to repeatable requests for 5 minutes after they were first sent.
class Repeatability
{
public:
    /// The earlier response to this request; absent if it is new. Rejects an ID that is used again
    /// with another body.
    [[nodiscard]] Outcome<std::optional<Response>>
    replay(const RepeatableRequest &repeatable, const QByteArray &body, acs::Timestamp now);
    void remember(const RepeatableRequest &repeatable, const QByteArray &body,
                  const Response &response, acs::Timestamp now);

    /// The response kept for an ID; null if there is none.
    const RememberedAnswer *find(const QUuid &id) const;

    /// Replaces everything with these, which are in the order of their expiry.
    void assign(const std::vector<RememberedAnswer> &answers);

    /// Records from now on which IDs are added and deleted; null: don't record.
    void noteChangesIn(std::vector<QUuid> *remembered, std::vector<QUuid> *forgotten);

private:
    void forgetOld(acs::Timestamp now);

    QHash<QUuid, RememberedAnswer> m_entries;
    /// In the order of insertion.
    std::deque<QUuid> m_order;
    std::vector<QUuid> *m_remembered = nullptr;
    std::vector<QUuid> *m_forgotten = nullptr;
};

} // namespace roomkeeper::sandbox
