#include "acs/auth/connectionstring.h"

#include "acs/loopback.h"
#include "base/inputcleaner.h"
#include "base/qtversions.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QScopeGuard>

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

constexpr QStringView endpointName = u"endpoint";
constexpr QStringView keyName = u"accesskey";

/// The two values in a connection string, as views of it.
struct Parts
{
    QStringView endpoint = {};
    QStringView key = {};
    bool hasNames = false; ///< whether any of the two names appears
};

/// Without what settings files put around names and values.
QStringView bare(QStringView text)
{
    const auto isAround = [](QChar c) { return c.isSpace() || c == u',' || isQuote(c); };
    while (!text.isEmpty() && isAround(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isAround(text.back()))
        text.chop(1);
    return text;
}

/// Error: kind Invalid, without an example.
Result<Parts> partsOf(QStringView text)
{
    // Usually a semicolon; a line end, comma or blank if one of the names follows.
    static const QRegularExpression separator(
        u";|[,\\s]+(?=[\"']?(?:endpoint|accesskey)[\"']?\\s*[=:])"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression ownName(u"^[\"']?(endpoint|accesskey)[\"']?\\s*[=:]"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    Parts parts;
    std::optional<QStringView> endpoint;
    std::optional<QStringView> key;
    bool hasNameless = false;
    const QList<QStringView> pieces = text.split(separator);
    for (QStringView piece : pieces) {
        piece = bare(piece);
        if (piece.isEmpty())
            continue;
        const auto name = matchIn(piece, ownName);
        if (!name.hasMatch()) {
            hasNameless = hasNameless || piece.indexOf(u'=') <= 0;
            continue;
        }
        const bool isEndpoint =
            name.capturedView(1).compare(endpointName, Qt::CaseInsensitive) == 0;
        std::optional<QStringView> &value = isEndpoint ? endpoint : key;
        if (value) {
            return failure(ErrorKind::Invalid, isEndpoint ? Text::tr("“endpoint” appears twice.")
                                                          : Text::tr("“accesskey” appears twice."));
        }
        value = bare(piece.sliced(name.capturedLength()));
        parts.hasNames = true;
    }
    if (hasNameless && parts.hasNames) {
        return failure(ErrorKind::Invalid,
                       Text::tr("A part of the connection string has no name before “=”."));
    }
    parts.endpoint = endpoint.value_or(QStringView());
    parts.key = key.value_or(QStringView());
    return parts;
}

/// Why a text in which neither name appears is no connection string.
QString missingNamesText(QStringView text)
{
    if (parseEndpoint(text))
        return Text::tr("This is the endpoint alone. The access key is missing.");
    if (QStringView(text).contains(u' '))
        return Text::tr("It contains neither “endpoint=” nor “accesskey=”.");
    return Text::tr("The endpoint is missing.");
}

/// A look-alike of another script is the cause, whatever fails because of it.
tl::unexpected<Error> problemIn(QStringView clean, const QString &text)
{
    for (qsizetype at = 0; at < clean.size(); ++at) {
        if (clean[at] >= QChar(0x80)) {
            return problem(
                Text::tr("The connection string contains a character that is not allowed: %1.")
                    .arg(characterName(codePointAt(clean, at))));
        }
    }
    return problem(text);
}

/// Line breaks of a mail may stand in the middle of a key.
QByteArray withoutBlanks(QStringView key)
{
    QByteArray bytes;
    bytes.reserve(key.size());
    for (const QChar c : key) {
        if (!c.isSpace())
            bytes += c.toLatin1();
    }
    return bytes;
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
    QString clean = text.toString();
    cleanConnectionString(clean);
    const auto wipe = qScopeGuard([&clean] { secureZero(clean); });
    if (clean.isEmpty())
        return problem(Text::tr("The connection string is empty."));

    const auto parts = partsOf(clean);
    if (!parts)
        return problemIn(clean, parts.error().message);
    if (!parts->hasNames)
        return problemIn(clean, missingNamesText(clean));
    if (parts->endpoint.isEmpty())
        return problemIn(clean, Text::tr("The endpoint is missing."));
    if (parts->key.isEmpty())
        return problemIn(clean, Text::tr("The access key is missing."));

    auto endpoint = parseEndpoint(parts->endpoint);
    if (!endpoint)
        return problemIn(clean, endpoint.error().message);
    QByteArray keyBytes = withoutBlanks(parts->key);
    auto key = AccessKey::fromBase64(keyBytes);
    secureZero(keyBytes);
    if (!key)
        return problemIn(clean, key.error().message);
    return ConnectionString{*std::move(endpoint), *std::move(key)};
}

void cleanConnectionString(QString &text)
{
    cleanValue(text, {endpointName, keyName});
}

} // namespace roomkeeper::acs
