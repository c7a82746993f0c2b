#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/problem.h"

#include <QHash>
#include <QUuid>

#include <deque>
#include <vector>

namespace roomkeeper::sandbox {

/// The two headers that make a POST one wish, however often it is sent.
struct RepeatableRequest
{
    QUuid id;
    acs::Timestamp firstSent;
};

/// Reads `Repeatability-Request-ID` (UUID) and `Repeatability-First-Sent` (HTTP date). Nothing
/// where neither was sent; refuses one without the other, what can't be read, and with 412 what was
/// first sent more than 5 minutes ago: its answer may be forgotten, so doing it could be doing it
/// twice (Microsoft's page on repeatable requests of Communication Services).
[[nodiscard]] Outcome<std::optional<RepeatableRequest>> readRepeatability(const Request &request,
                                                                          acs::Timestamp now);

/// An answer that is given again.
struct RememberedAnswer
{
    QUuid id;
    QByteArray bodyHash;
    Response response = {};
    acs::Timestamp until;

    bool operator==(const RememberedAnswer &) const = default;
};

/// Remembers the answers to repeatable requests for 5 minutes after they were first sent.
class Repeatability
{
public:
    /// The answer that this request got before; nothing where it is new. Refuses an id that comes
    /// again with another body.
    [[nodiscard]] Outcome<std::optional<Response>>
    replay(const RepeatableRequest &repeatable, const QByteArray &body, acs::Timestamp now);
    void remember(const RepeatableRequest &repeatable, const QByteArray &body,
                  const Response &response, acs::Timestamp now);

    /// What is remembered under an id; null where nothing is.
    const RememberedAnswer *find(const QUuid &id) const;

    /// Forgets everything and remembers these instead, which are in the order of their ends.
    void assign(const std::vector<RememberedAnswer> &answers);

    /// Notes from now on what is remembered and what forgotten; null: nowhere.
    void noteChangesIn(std::vector<QUuid> *remembered, std::vector<QUuid> *forgotten);

private:
    void forgetOld(acs::Timestamp now);

    QHash<QUuid, RememberedAnswer> m_entries;
    /// In the order of remembering.
    std::deque<QUuid> m_order;
    std::vector<QUuid> *m_remembered = nullptr;
    std::vector<QUuid> *m_forgotten = nullptr;
};

} // namespace roomkeeper::sandbox
