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
    const auto found = acs::findConnectionStrings(text);
    if (!found)
        checkRejected(found.error());
    require(!read || found, "what can be read is found");
    for (size_t each = 0; found && each < found->size(); ++each) {
        const auto again = acs::parseConnectionString((*found)[each].text);
        require(again && again->endpoint == (*found)[each].endpoint, "what was found can be read");
        for (size_t other = 0; other < each; ++other)
            require((*found)[other].endpoint != again->endpoint, "one for each endpoint");
    }
    return 0;
}
