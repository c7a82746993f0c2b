#pragma once

#include "acs/auth/bearertoken.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <vector>

namespace roomkeeper::acs {

class AzureCliRun;

/// Tokens for Azure Communication Services from the Azure CLI (`az`) of the user who is signed in
/// there. Each fetch starts the program anew, without a shell and without input, with this
/// program's own environment. What it prints is wiped as far as the buffers are ours: those inside
/// QProcess and QJsonDocument are not.
///
/// Run on Linux. On Windows, where `az` is a command file, a program that hangs is ended, but not
/// what it started in turn.
class AzureCli final : public TokenSource
{
public:
    struct Options
    {
        /// How long `az` may take; it is a slow starter.
        std::chrono::milliseconds timeLimit{60'000};
        /// How long it may take to end when it is asked to, before it is killed.
        std::chrono::milliseconds grace{2'000};
    };

    /// What `az` is started with.
    static QStringList arguments();

    AzureCli();
    explicit AzureCli(Options options);
    ~AzureCli() override; // kills what runs
    Q_DISABLE_COPY_MOVE(AzureCli)

    /// Error: kind Denied, whether `az` is missing, hangs, is signed out or prints something
    /// strange; the message says which, and what to do.
    Call<BearerToken> fetch() override;

private:
    const Options m_options;
    std::vector<std::unique_ptr<AzureCliRun>> m_runs;
};

/// Reads what `az account get-access-token` prints. Error: kind Denied; never repeats the text.
[[nodiscard]] Result<BearerToken> readAzureCliToken(QByteArrayView json);

} // namespace roomkeeper::acs
