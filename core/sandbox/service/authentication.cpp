#include "sandbox/service/authentication.h"

#include "acs/auth/requestsigner.h"
#include "base/securebytes.h"
#include "sandbox/http/target.h"

#include <algorithm>
#include <array>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

// How wrong a client's clock may be; the service's own limit is not documented.
constexpr qint64 allowedSkewMilliseconds = qint64{15} * 60 * 1000;

constexpr QByteArrayView hmacScheme = "HMAC-SHA256 ";
constexpr QByteArrayView bearerScheme = "Bearer ";
constexpr QByteArrayView namesMark = "SignedHeaders=";
constexpr QByteArrayView signatureMark = "&Signature=";

/// The value of a signed header in the string to sign.
QByteArray signedValue(const Request &request, const QByteArray &name, bool withoutPort)
{
    QByteArray value = request.header(name);
    if (withoutPort && name == "host") {
        const qsizetype colon = value.lastIndexOf(':');
        if (colon > 0 && !value.endsWith(']'))
            value.truncate(colon);
    }
    return value;
}

} // namespace

Authentication::Authentication(const ServiceSettings &settings)
    : m_settings(settings)
{
}

std::optional<Problem> Authentication::check(const Request &request, acs::Timestamp now)
{
    const QByteArray authorization = request.header("Authorization");
    const QByteArrayView view = authorization;
    if (view.startsWith(hmacScheme))
        return checkSignature(request, view.sliced(hmacScheme.size()), now);
    if (view.startsWith(bearerScheme) && !m_settings.bearerToken.isEmpty()
        && constantTimeEquals(view.sliced(bearerScheme.size()), m_settings.bearerToken))
        return std::nullopt;
    return denied();
}

std::optional<Problem> Authentication::checkSignature(const Request &request,
                                                      QByteArrayView parameters, acs::Timestamp now)
{
    const qsizetype mark = parameters.indexOf(signatureMark);
    if (!parameters.startsWith(namesMark) || mark < 0)
        return denied();
    const QList<QByteArray> names =
        parameters.first(mark).sliced(namesMark.size()).toByteArray().toLower().split(';');
    const QByteArrayView signature = parameters.sliced(mark + signatureMark.size());

    const QByteArray dateName = names.contains("x-ms-date") ? "x-ms-date" : "date";
    for (const QByteArray &needed :
         {dateName, QByteArray("host"), QByteArray("x-ms-content-sha256")}) {
        if (!names.contains(needed) || request.header(needed).isEmpty())
            return denied();
    }
    if (!isWithinSkew(request.header(dateName), now))
        return denied();
    if (!constantTimeEquals(request.header("x-ms-content-sha256"), acs::contentHash(request.body)))
        return denied(u"Request 'x-ms-content-sha256' differs from generated content hash."_s);
    if (!matches(request, names, signature))
        return denied();
    return std::nullopt;
}

bool Authentication::isWithinSkew(const QByteArray &date, acs::Timestamp now)
{
    if (date != m_lastDate) {
        m_lastDateTime = acs::fromHttpDate(date);
        m_lastDate = date;
    }
    return m_lastDateTime.isValid()
           && qAbs(m_lastDateTime.msecsTo(now.toUtc())) <= allowedSkewMilliseconds;
}

bool Authentication::matches(const Request &request, const QList<QByteArray> &names,
                             QByteArrayView signature) const
{
    using Transform = QByteArray (*)(const QByteArray &);
    constexpr std::array<Transform, 3> forms{[](const QByteArray &target) { return target; },
                                             percentDecoded, withFormEncodedQuery};
    QList<QByteArray> tried;
    for (const bool withoutPort : {false, true}) {
        QByteArray values;
        for (const QByteArray &name : names) {
            values += values.isEmpty() ? "" : ";";
            values += signedValue(request, name, withoutPort);
        }
        for (const Transform form : forms) {
            const QByteArray text = request.method + '\n' + form(request.target) + '\n' + values;
            if (tried.contains(text))
                continue;
            if (constantTimeEquals(acs::signatureOf(m_settings.accessKey, text), signature))
                return true;
            tried.append(text);
        }
    }
    return false;
}

} // namespace roomkeeper::sandbox
