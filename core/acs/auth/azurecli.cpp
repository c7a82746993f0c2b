#include "acs/auth/azurecli.h"

#include "acs/auth/azureclirun.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AzureCli)
};

/// When the token expires: `expires_on` in seconds since 1970, which older versions don't print;
/// else `expiresOn`, in local time, as "2024-05-06 07:08:09.000000". Invalid if neither can be
/// parsed.
QDateTime endOf(const QJsonObject &printed)
{
    if (const QJsonValue printedEnd = printed.value("expires_on"_L1); !printedEnd.isUndefined()) {
        const qint64 seconds = printedEnd.toInteger(); // 0 if it is missing
        return seconds > 0 ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime();
    }
    constexpr qsizetype toTheSecond = 19;
    const QString text = printed.value("expiresOn"_L1).toString();
    const QString fraction = text.sliced(std::min(toTheSecond, text.size()));
    if (!fraction.isEmpty() && !fraction.startsWith(u'.'))
        return {};
    return QDateTime::fromString(text.left(toTheSecond), u"yyyy-MM-dd HH:mm:ss"_s).toUTC();
}

} // namespace

QStringList AzureCli::arguments()
{
    return {u"account"_s,    u"get-access-token"_s,
            u"--resource"_s, u"https://communication.azure.com"_s,
            u"--output"_s,   u"json"_s};
}

AzureCli::AzureCli()
    : AzureCli(Options())
{
}

AzureCli::AzureCli(Options options)
    : m_options(options)
{
}

AzureCli::~AzureCli() = default;

Call<BearerToken> AzureCli::fetch()
{
    const QString program = QStandardPaths::findExecutable(u"az"_s);
    if (program.isEmpty()) {
        return finishedCall<BearerToken>(failure(
            ErrorKind::Denied,
            Text::tr("The Azure CLI (“az”) was not found. Install it, see "
                     "https://learn.microsoft.com/cli/azure/install-azure-cli, sign in with "
                     "“az login”, and try again.")));
    }
    AzureCliRun *run =
        m_runs.emplace_back(std::make_unique<AzureCliRun>(m_options.timeLimit, m_options.grace))
            .get();
    QObject::connect(run, &AzureCliRun::gone, run, [this, run] {
        const auto ended = std::ranges::find(m_runs, run, &std::unique_ptr<AzureCliRun>::get);
        ended->release()->deleteLater(); // it is the sender
        m_runs.erase(ended);
    });
    return run->start(program, arguments());
}

Result<BearerToken> readAzureCliToken(QByteArrayView json)
{
    const QJsonObject printed =
        QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size())).object();
    QString text = printed.value("accessToken"_L1).toString();
    const QString type = printed.value("tokenType"_L1).toString(u"Bearer"_s);
    QByteArray bytes = text.toUtf8();
    auto token = BearerToken::fromText(bytes, endOf(printed));
    secureZero(text);
    secureZero(bytes);
    if (!token || type.compare("Bearer"_L1, Qt::CaseInsensitive) != 0) {
        return failure(ErrorKind::Denied,
                       Text::tr("The Azure CLI returned something other than an access token."));
    }
    return token;
}

} // namespace roomkeeper::acs
