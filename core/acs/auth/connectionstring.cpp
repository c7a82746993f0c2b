#include "acs/auth/connectionstring.h"

#include "acs/loopback.h"

#include <QCoreApplication>

#include <optional>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionString)
};

QString withExample(const QString &problem)
{
    //: The example is not translated; %1 is what is wrong.
    return Text::tr("%1 A connection string looks like this: %2")
        .arg(problem,
             u"endpoint=https://<name>.<geo>.communication.azure.com/;accesskey=<base64>"_s);
}

tl::unexpected<Error> problem(const QString &text)
{
    return failure(ErrorKind::Invalid, withExample(text));
}

int defaultPort(const QString &scheme)
{
    return scheme == u"http" ? 80 : 443;
}

} // namespace

quint16 Endpoint::port() const
{
    return static_cast<quint16>(url.port(defaultPort(url.scheme())));
}

QByteArray Endpoint::hostHeader() const
{
    QByteArray result = url.host(QUrl::FullyEncoded).toLatin1();
    if (result.contains(':')) // an IPv6 address
        result = '[' + result + ']';
    if (port() != defaultPort(url.scheme()))
        result += ':' + QByteArray::number(port());
    return result;
}

bool Endpoint::isOriginOf(const QUrl &other) const
{
    return other.isValid() && other.scheme() == url.scheme() && other.host() == url.host()
           && other.port(defaultPort(url.scheme())) == port() && other.userInfo().isEmpty();
}

bool Endpoint::mayBearTokens() const
{
    return url.scheme() == u"https" || isLoopback(url.host());
}

bool Endpoint::isOfService() const
{
    const QString host = url.host();
    return isLoopback(host) || host.endsWith(u".communication.azure.com")
           || host.endsWith(u".communication.azure.us")
           || host.endsWith(u".communication.azure.cn");
}

Result<Endpoint> parseEndpoint(QStringView text)
{
    const QUrl url(text.toString(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return failure(ErrorKind::Invalid, Text::tr("The endpoint is not valid."));
    const QString scheme = url.scheme().toLower();
    if (scheme != u"https" && scheme != u"http")
        return failure(ErrorKind::Invalid, Text::tr("The endpoint must begin with https://."));
    if (!url.userInfo().isEmpty())
        return failure(ErrorKind::Invalid, Text::tr("The endpoint must not contain a user name."));
    if (!url.path().isEmpty() && url.path() != u"/")
        return failure(ErrorKind::Invalid, Text::tr("The endpoint must not have a path."));
    if (url.hasQuery())
        return failure(ErrorKind::Invalid, Text::tr("The endpoint must not have a query."));
    if (url.hasFragment())
        return failure(ErrorKind::Invalid, Text::tr("The endpoint must not have a fragment."));
    if (scheme == u"http" && !isLoopback(url.host())) {
        return failure(
            ErrorKind::Invalid,
            Text::tr("The endpoint must begin with https://. http is allowed only for localhost."));
    }
    Endpoint endpoint;
    endpoint.url.setScheme(scheme);
    endpoint.url.setHost(url.host());
    if (url.port() != defaultPort(scheme))
        endpoint.url.setPort(url.port());
    return endpoint;
}

Result<ConnectionString> parseConnectionString(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return problem(Text::tr("The connection string is empty."));

    std::optional<QStringView> endpointText;
    std::optional<QStringView> keyText;
    for (QStringView part : text.split(u';')) {
        part = part.trimmed();
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf(u'=');
        if (equals <= 0)
            return problem(Text::tr("A part of the connection string has no name before “=”."));
        const QStringView name = part.first(equals).trimmed();
        const QStringView value = part.sliced(equals + 1).trimmed();
        const bool isEndpoint = name.compare(u"endpoint", Qt::CaseInsensitive) == 0;
        const bool isKey = name.compare(u"accesskey", Qt::CaseInsensitive) == 0;
        if ((isEndpoint && endpointText) || (isKey && keyText)) {
            return problem(isEndpoint ? Text::tr("“endpoint” appears twice.")
                                      : Text::tr("“accesskey” appears twice."));
        }
        if (isEndpoint)
            endpointText = value;
        else if (isKey)
            keyText = value;
    }
    if (!endpointText || endpointText->isEmpty())
        return problem(Text::tr("The endpoint is missing."));
    if (!keyText || keyText->isEmpty())
        return problem(Text::tr("The access key is missing."));

    auto endpoint = parseEndpoint(*endpointText);
    if (!endpoint)
        return problem(endpoint.error().message);
    QByteArray keyBytes = keyText->toUtf8();
    auto key = AccessKey::fromBase64(keyBytes);
    secureZero(keyBytes);
    if (!key)
        return problem(key.error().message);
    return ConnectionString{*std::move(endpoint), *std::move(key)};
}

} // namespace roomkeeper::acs
