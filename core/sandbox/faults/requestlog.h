#pragma once

#include "acs/timestamp.h"
#include "sandbox/faults/fault.h"
#include "sandbox/http/httpmessage.h"

#include <deque>

namespace roomkeeper::sandbox {

/// A request that was handled, without secrets: for whoever watches the sandbox.
struct HandledRequest
{
    acs::Timestamp at = {};
    QByteArray method = {}; ///< empty if the request could not be parsed
    QByteArray path = {}; ///< as it was sent, without the query; cut where it is very long
    int status = 0;
    Fault fault = {};
};

/// The newest 10,000 requests and their responses. Contains no secrets: only the listed headers,
/// only the query parameters that the services define, no bodies.
class RequestLog
{
public:
    static constexpr size_t capacity = 10'000;
    /// The longest path and query that are kept, in bytes (`maxWordLength` for other texts from
    /// clients): clients may send much more.
    static constexpr qsizetype maxTextLength = 4096;
    static constexpr qsizetype maxWordLength = 128;

    /// The seed of random faults, which the log contains.
    explicit RequestLog(quint32 seed)
        : m_seed(seed)
    {
    }

    static HandledRequest handled(const Request &request, const Response &response,
                                  const Fault &fault, acs::Timestamp now);
    void add(const Request &request, const Response &response, const Fault &fault,
             acs::Timestamp now);
    /// Deletes all entries; the numbers continue.
    void clear() { m_entries.clear(); }

    /// `{"seed","requests":[{"number","at","connection","method","path","query","status","fault",…}]}`,
    /// oldest first.
    QByteArray toJson() const;

private:
    struct Entry
    {
        HandledRequest handled = {};
        quint64 number = 0;
        quint64 connection = 0;
        QByteArray query = {};
        qsizetype bodySize = 0;
        QByteArray repeatabilityRequestId = {};
        QByteArray repeatabilityFirstSent = {};
        QByteArray requestId = {};
    };

    quint32 m_seed;
    std::deque<Entry> m_entries;
    quint64 m_lastNumber = 0;
};

} // namespace roomkeeper::sandbox
