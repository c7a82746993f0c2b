#include "acs/auth/azurecli.h"

#include "acs/auth/azureclirun.h"
#include "acs/auth/connectionstringsearch.h"
#include "base/qtversions.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

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
        return seconds > 0 ? QDateTime::fromSecsSinceEpoch(seconds, utcZone) : QDateTime();
    }
    constexpr qsizetype toTheSecond = 19;
    const QString text = printed.value("expiresOn"_L1).toString();
    const QString fraction = text.sliced(std::min(toTheSecond, text.size()));
    if (!fraction.isEmpty() && !fraction.startsWith(u'.'))
        return {};
    return QDateTime::fromString(text.left(toTheSecond), u"yyyy-MM-dd HH:mm:ss"_s).toUTC();
}

} // namespace

QString problemOf(const AzureCliAccount &account)
{
    if (!account.tenant.isEmpty() && !account.subscription.isEmpty())
        return Text::tr("Enter a tenant or a subscription, not both.");
    const QString text = account.tenant + account.subscription;
    if (text.startsWith(u'-'))
        return Text::tr("A tenant or subscription does not begin with a hyphen.");
    if (mayHoldAccessKey(text)) {
        return Text::tr("The tenant or subscription contains an access key, which anyone could "
                        "read there.");
    }
    return {};
}

QStringList AzureCli::arguments(const AzureCliAccount &account)
{
    QStringList arguments{u"account"_s,    u"get-access-token"_s,
                          u"--resource"_s, u"https://communication.azure.com"_s,
                          u"--output"_s,   u"json"_s};
    if (!account.tenant.isEmpty())
        arguments << u"--tenant"_s << account.tenant;
    if (!account.subscription.isEmpty())
        arguments << u"--subscription"_s << account.subscription;
    return arguments;
}

QStringList AzureCli::usualFolders()
{
    return {QDir::home().filePath(u".local/bin"_s), u"/usr/local/bin"_s, u"/opt/az/bin"_s,
            u"/home/linuxbrew/.linuxbrew/bin"_s, u"/opt/homebrew/bin"_s};
}

AzureCli::AzureCli(AzureCliAccount account)
    : AzureCli(std::move(account), Options())
{
}

AzureCli::AzureCli(AzureCliAccount account, Options options)
    : m_account(std::move(account))
    , m_options(std::move(options))
{
}

AzureCli::~AzureCli() = default;

Call<BearerToken> AzureCli::fetch()
{
    // The file of connections may have been edited by hand.
    if (const QString problem = problemOf(m_account); !problem.isEmpty())
        return finishedCall<BearerToken>(failure(ErrorKind::Denied, problem));
    QString program = QStandardPaths::findExecutable(u"az"_s);
    if (program.isEmpty() && !m_options.furtherFolders.isEmpty())
        program = QStandardPaths::findExecutable(u"az"_s, m_options.furtherFolders);
    if (program.isEmpty()) {
        return finishedCall<BearerToken>(failure(
            ErrorKind::Denied,
            Text::tr("The Azure CLI (“az”) was not found on the PATH of Roomkeeper (%1) or in the "
                     "usual folders (%2). Install it, see "
                     "https://learn.microsoft.com/cli/azure/install-azure-cli, sign in with "
                     "“az login”, and try again.")
                .arg(qEnvironmentVariable("PATH"), m_options.furtherFolders.join(u':'))));
    }
    AzureCliRun *run =
        m_runs.emplace_back(std::make_unique<AzureCliRun>(m_options.timeLimit, m_options.grace))
            .get();
    QObject::connect(run, &AzureCliRun::gone, run, [this, run] {
        const auto ended = std::ranges::find(m_runs, run, &std::unique_ptr<AzureCliRun>::get);
        ended->release()->deleteLater(); // it is the sender
        m_runs.erase(ended);
    });
    return run->start(program, arguments(m_account));
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
