#include "sandbox/faults/requestlog.h"

#include "sandbox/http/target.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

/// The query without anything that clients may have put there by mistake.
QByteArray queryToLog(const Target &target)
{
    QByteArrayList parts;
    for (const Target::Parameter &parameter : target.query) {
        const bool isKnown = parameter.name.compare("api-version", Qt::CaseInsensitive) == 0
                             || parameter.name.compare("nextLink", Qt::CaseInsensitive) == 0;
        parts.append(parameter.name + '=' + (isKnown ? parameter.value : QByteArray("***")));
    }
    return parts.join('&');
}

/// At most this many bytes, copied, so that the rest can be freed.
QByteArray cut(const QByteArray &text, qsizetype longest)
{
    return text.size() <= longest ? text : text.first(longest);
}

} // namespace

HandledRequest RequestLog::handled(const Request &request, const Response &response,
                                   const Fault &fault, acs::Timestamp now)
{
    return {.at = now,
            .method = cut(request.method, maxWordLength),
            .path = cut(parseTarget(request.target).path, maxTextLength),
            .status = response.status,
            .fault = fault};
}

void RequestLog::add(const Request &request, const Response &response, const Fault &fault,
                     acs::Timestamp now)
{
    m_entries.push_back(
        {.handled = handled(request, response, fault, now),
         .number = ++m_lastNumber,
         .connection = request.connection,
         .query = cut(queryToLog(parseTarget(request.target)), maxTextLength),
         .bodySize = request.body.size(),
         .repeatabilityRequestId = cut(request.header("Repeatability-Request-ID"), maxWordLength),
         .repeatabilityFirstSent = cut(request.header("Repeatability-First-Sent"), maxWordLength),
         .requestId = response.header("MS-CV")});
    if (m_entries.size() > capacity)
        m_entries.pop_front();
}

QByteArray RequestLog::toJson() const
{
    QJsonArray requests;
    for (const Entry &entry : m_entries) {
        QJsonObject object{{u"number"_s, static_cast<qint64>(entry.number)},
                           {u"at"_s, entry.handled.at.toWire()},
                           {u"connection"_s, static_cast<qint64>(entry.connection)},
                           {u"method"_s, QString::fromUtf8(entry.handled.method)},
                           {u"path"_s, QString::fromUtf8(entry.handled.path)},
                           {u"query"_s, QString::fromUtf8(entry.query)},
                           {u"bodySize"_s, qint64{entry.bodySize}},
                           {u"status"_s, entry.handled.status},
                           {u"requestId"_s, QString::fromUtf8(entry.requestId)},
                           {u"fault"_s, QString::fromUtf8(toText(entry.handled.fault))}};
        if (!entry.repeatabilityRequestId.isEmpty())
            object.insert(u"repeatabilityRequestId"_s,
                          QString::fromUtf8(entry.repeatabilityRequestId));
        if (!entry.repeatabilityFirstSent.isEmpty())
            object.insert(u"repeatabilityFirstSent"_s,
                          QString::fromUtf8(entry.repeatabilityFirstSent));
        requests.append(object);
    }
    return QJsonDocument(
               QJsonObject{{u"seed"_s, static_cast<qint64>(m_seed)}, {u"requests"_s, requests}})
        .toJson(QJsonDocument::Compact);
}

} // namespace roomkeeper::sandbox
