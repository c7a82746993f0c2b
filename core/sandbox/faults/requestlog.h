#pragma once

#include "acs/timestamp.h"
#include "sandbox/faults/fault.h"
#include "sandbox/http/httpmessage.h"

#include <deque>

namespace roomkeeper::sandbox {

/// What was asked and answered, the newest 10,000 requests. Holds nothing secret: of headers only
/// the named ones, of the query only what the services define, no body.
class RequestLog
{
public:
    static constexpr size_t capacity = 10'000;
    /// Of a path and of a query no more bytes than this are kept, of other texts that clients write
    /// `maxWordLength`: what they send may be much longer.
    static constexpr qsizetype maxTextLength = 4096;
    static constexpr qsizetype maxWordLength = 128;

    /// The seed decides which requests got a fault by chance; told in the log.
    explicit RequestLog(quint32 seed)
        : m_seed(seed)
    {
    }

    void add(const Request &request, const Response &response, const Fault &fault,
             acs::Timestamp now);
    /// Forgets all; numbers go on.
    void clear() { m_entries.clear(); }

    /// `{"seed","requests":[{"number","at","connection","method","path","query","status","fault",…}]}`,
    /// oldest first.
    QByteArray toJson() const;

private:
    struct Entry
    {
        quint64 number = 0;
        acs::Timestamp at = {};
        quint64 connection = 0;
        QByteArray method = {};
        QByteArray path = {};
        QByteArray query = {};
        qsizetype bodySize = 0;
        QByteArray repeatabilityRequestId = {};
        QByteArray repeatabilityFirstSent = {};
        int status = 0;
        QByteArray requestId = {};
        Fault fault = {};
    };

    quint32 m_seed;
    std::deque<Entry> m_entries;
    quint64 m_lastNumber = 0;
};

} // namespace roomkeeper::sandbox
