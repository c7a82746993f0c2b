#pragma once

#include "acs/auth/bearertoken.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <vector>

namespace roomkeeper::acs {

class AzureCliRun;

/// Whose token the Azure CLI is asked for; without either, that of its current subscription.
struct AzureCliAccount
{
    QString tenant = {}; ///< its ID or one of its domains
    QString subscription = {}; ///< its ID or name

    bool operator==(const AzureCliAccount &) const = default;
};

/// What is wrong with a tenant and subscription that somebody has typed; empty if nothing is. `az`
/// takes only one of the two, and would read a leading hyphen as an option.
QString problemOf(const AzureCliAccount &account);

/// Gets access tokens for Azure Communication Services from the Azure CLI (`az`) of the signed-in
/// user. Each fetch starts `az` once, without a shell and without input, in this program's
/// environment. Its output is overwritten where the buffers are ours; those inside QProcess and
/// QJsonDocument are not.
///
/// Linux. On Windows, where `az` is a command file, a program that hangs is killed, but not the
/// programs that it started.
class AzureCli final : public TokenSource
{
public:
    struct Options
    {
        /// Time limit for `az`, which starts slowly.
        std::chrono::milliseconds timeLimit{60'000};
        /// Time to end after it was terminated, before it is killed.
        std::chrono::milliseconds grace{2'000};
        /// Where `az` is searched for after the PATH, which is short in a desktop session.
        QStringList furtherFolders = usualFolders();
    };

    /// The arguments of `az`.
    static QStringList arguments(const AzureCliAccount &account = {});
    /// Where packages, pip and Homebrew install `az`.
    static QStringList usualFolders();

    explicit AzureCli(AzureCliAccount account = {});
    AzureCli(AzureCliAccount account, Options options);
    ~AzureCli() override; // kills running programs
    Q_DISABLE_COPY_MOVE(AzureCli)

    /// Error: kind Denied, whether `az` is missing, hangs, is signed out or prints something else;
    /// the message says which, and what to do.
    Call<BearerToken> fetch() override;

private:
    const AzureCliAccount m_account;
    const Options m_options;
    std::vector<std::unique_ptr<AzureCliRun>> m_runs;
};

/// Parses the output of `az account get-access-token`. Error: kind Denied; never repeats the text.
[[nodiscard]] Result<BearerToken> readAzureCliToken(QByteArrayView json);

} // namespace roomkeeper::acs
