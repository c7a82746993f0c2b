#include "sandbox/http/httpmessage.h"

namespace roomkeeper::sandbox {

QByteArray headerValue(const QList<Header> &headers, QByteArrayView name)
{
    for (const Header &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value.isNull() ? QByteArray("") : header.value;
    }
    return {};
}

QByteArray Request::origin() const
{
    QByteArray host = header("Host");
    const qsizetype colon = host.lastIndexOf(':');
    if (colon > 0 && host.first(colon).endsWith(host.sliced(colon)))
        host.truncate(colon);
    return scheme + "://" + host;
}

Response jsonResponse(int status, const QByteArray &body)
{
    Response response{.status = status};
    response.headers.append(
        {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json; charset=utf-8")});
    response.body = body;
    return response;
}

} // namespace roomkeeper::sandbox
