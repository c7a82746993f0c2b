#include "acs/auth/connectionstring.h"
#include "acs/auth/connectionstringsearch.h"
#include "admin/explain.h"
#include "fuzz.h"

using namespace roomkeeper;
using namespace roomkeeper::fuzz;

namespace {

void checkGood(const acs::ConnectionString &read)
{
    const QByteArray host = read.endpoint.hostHeader();
    require(!host.isEmpty(), "an endpoint has a host");
    for (const char c : host)
        require(c > ' ' && c < 0x7f, "a Host header holds no blank and no control character");
    require(read.endpoint.isOriginOf(read.endpoint.url), "an endpoint is its own origin");

    const QString written =
        QStringLiteral("AccessKey=%1; ENDPOINT=%2/;")
            .arg(QString::fromLatin1(read.accessKey.toBase64()), read.endpoint.url.toString());
    const auto again = acs::parseConnectionString(written);
    require(again.has_value(), "what was read reads again");
    require(again->endpoint == read.endpoint, "the endpoint reads the same again");
    require(again->accessKey.equals(read.accessKey), "the key reads the same again");
}

void checkRejected(const Error &error)
{
    require(error.kind == ErrorKind::Invalid, "a rejected connection string is invalid input");
    require(!error.message.isEmpty(), "a rejection says why");
    const admin::Explanation words = admin::explain(error);
    for (const QString &text : {error.message, words.headline, words.advice, words.details}) {
        require(!text.contains(QLatin1StringView(marker())), "no text repeats the key");
        require(!text.contains(QLatin1StringView(marker()).chopped(4)), "nor most of it");
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(withMarker(Input(data, size).rest()));
    const auto read = acs::parseConnectionString(text);
    if (read)
        checkGood(*read);
    else
        checkRejected(read.error());
    if (const auto found = acs::findConnectionString(text))
        require(acs::parseConnectionString(*found).has_value(), "what was found can be read");
    else
        checkRejected(found.error());
    return 0;
}
