#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/problem.h"
#include "sandbox/service/servicesettings.h"

#include <QDateTime>

namespace roomkeeper::sandbox {

/// Decides whether a request has a valid signature with the resource's key (HMAC-SHA256), or its
/// bearer token.
///
/// Microsoft's clients sign different strings, and all of them are accepted: the target as on the
/// request line (most clients), percent-decoded (Python), or with its query re-encoded as a form
/// (JavaScript); the host with or without its port (Java); `date` instead of `x-ms-date` if
/// SignedHeaders says so. The same signed request may arrive twice, because JavaScript's retries
/// repeat it unchanged.
class Authentication
{
public:
    explicit Authentication(const ServiceSettings &settings);

    /// The 401 for a request that is rejected, absent for one that may continue.
    std::optional<Problem> check(const Request &request, acs::Timestamp now);

private:
    std::optional<Problem> checkSignature(const Request &request, QByteArrayView parameters,
                                          acs::Timestamp now);
    bool isWithinSkew(const QByteArray &date, acs::Timestamp now);
    bool matches(const Request &request, const QList<QByteArray> &names,
                 QByteArrayView signature) const;

    const ServiceSettings &m_settings;
    // Parsing a date takes longer than everything else here, and all dates within a second are the
    // same.
    QByteArray m_lastDate;
    QDateTime m_lastDateTime;
};

} // namespace roomkeeper::sandbox
