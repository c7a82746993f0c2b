#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/problem.h"
#include "sandbox/service/servicesettings.h"

#include <QDateTime>

namespace roomkeeper::sandbox {

/// Decides whether a request comes from somebody who has the resource's key (HMAC-SHA256) or its
/// bearer token.
///
/// What Microsoft's clients sign differs, and all of it is taken: the target as on the request line
/// (most), percent-decoded (Python), or with its query re-encoded as a form (JavaScript); the host
/// with or without its port (Java); `date` in place of `x-ms-date` where SignedHeaders says so. The
/// same signed request may come twice, since JavaScript's retries replay it.
class Authentication
{
public:
    explicit Authentication(const ServiceSettings &settings);

    /// The 401 for a request that is refused, nothing for one that may go on.
    std::optional<Problem> check(const Request &request, acs::Timestamp now);

private:
    std::optional<Problem> checkSignature(const Request &request, QByteArrayView parameters,
                                          acs::Timestamp now);
    bool isWithinSkew(const QByteArray &date, acs::Timestamp now);
    bool matches(const Request &request, const QList<QByteArray> &names,
                 QByteArrayView signature) const;

    const ServiceSettings &m_settings;
    // Reading a date takes longer than all else here, and within a second all are the same.
    QByteArray m_lastDate;
    QDateTime m_lastDateTime;
};

} // namespace roomkeeper::sandbox
