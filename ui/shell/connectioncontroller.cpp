#include "ui/shell/connectioncontroller.h"

#include "acs/accesskey.h"
#include "acs/connectionstring.h"
#include "base/explain.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/suggestedname.h"
#include "ui/shell/connectiontest.h"

#include <algorithm>
#include <array>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// Bands that are told apart at a glance, on light and on dark.
constexpr std::array bandColours{"#d9480f", "#1c7ed6", "#2b8a3e", "#9c36b5", "#c2255c", "#b08900"};
constexpr auto sandboxColour = "#0c8599"_L1;
constexpr auto environmentColour = "#6741d9"_L1;

bool isSameResource(const ConnectionChoice &left, const ConnectionChoice &right)
{
    return left.isSameAs(right) && left.profile.endpoint == right.profile.endpoint;
}

} // namespace

ConnectionController::ConnectionController(admin::Connector &connector, ConnectionSources sources,
                                           MessageBar &messages, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_connector(connector)
    , m_sources(std::move(sources))
    , m_messages(messages)
    , m_window(window)
{
    connect(&connector.profiles(), &store::ProfileStore::changed, this,
            &ConnectionController::choicesChanged);
}

// --- choices

ConnectionChoice ConnectionController::environmentChoice() const
{
    ConnectionChoice choice{.kind = ConnectionChoice::Kind::Environment};
    const auto parsed =
        acs::parseConnectionString(QString::fromUtf8(m_sources.environmentConnectionString));
    choice.profile.name =
        tr("%1 (environment)")
            .arg(parsed ? suggestedName(parsed->endpoint) : m_sources.environmentVariable);
    choice.profile.endpoint = parsed ? parsed->endpoint.url.toString() : QString();
    choice.profile.colour = environmentColour;
    choice.profile.secretInKeychain = false;
    return choice;
}

ConnectionChoice ConnectionController::sandboxChoice() const
{
    ConnectionChoice choice{.kind = ConnectionChoice::Kind::Sandbox};
    choice.profile.name = tr("Sandbox");
    choice.profile.colour = sandboxColour;
    choice.profile.secretInKeychain = false;
    return choice;
}

QList<ConnectionChoice> ConnectionController::choices() const
{
    QList<ConnectionChoice> all;
    for (const store::Profile &profile : m_connector.profiles().profiles())
        all.append({.kind = ConnectionChoice::Kind::Profile, .profile = profile});
    std::ranges::sort(all, [](const ConnectionChoice &left, const ConnectionChoice &right) {
        return left.profile.name.localeAwareCompare(right.profile.name) < 0;
    });
    if (!m_sources.environmentVariable.isEmpty())
        all.append(environmentChoice());
    if (m_sources.startSandbox)
        all.append(sandboxChoice());
    return all;
}

QString ConnectionController::secretText() const
{
    if (!m_current)
        return {};
    switch (m_current->kind) {
    case ConnectionChoice::Kind::Sandbox:
        return tr("on this computer, gone with the program");
    case ConnectionChoice::Kind::Environment:
        return tr("key from %1").arg(m_sources.environmentVariable);
    case ConnectionChoice::Kind::Profile:
        break;
    }
    return m_connector.secretPlace(m_current->profile.id) == admin::Connector::SecretPlace::Keychain
               ? tr("key in the keychain")
               : tr("key known for this run only");
}

// --- opening

void ConnectionController::leave(std::function<void()> proceed)
{
    if (m_leaveGuard)
        m_leaveGuard(std::move(proceed));
    else
        proceed();
}

void ConnectionController::open(const ConnectionChoice &choice)
{
    if (mayReopen(choice)) {
        m_former = m_connection.lock();
        m_formerChoice = choice;
    }
    if (m_formerChoice && isSameResource(*m_formerChoice, choice))
        openNow(choice);
    else
        leave([this, choice] { openNow(choice); });
}

bool ConnectionController::mayReopen(const ConnectionChoice &choice) const
{
    const auto connection = m_connection.lock();
    // Drafts fit the rooms of their resource only; and what is being sent must not be cut off.
    return connection && m_current && isSameResource(*m_current, choice)
           && connection->pendingChanges() == 0;
}

qsizetype ConnectionController::waitingDrafts() const
{
    return m_former ? m_former->drafts().count() : 0;
}

qsizetype ConnectionController::waitingOutcomes() const
{
    return m_former ? m_former->unknownOutcomes().count() : 0;
}

void ConnectionController::openByName(const QString &name)
{
    if (const auto profile = m_connector.profiles().findByName(name)) {
        open({.kind = ConnectionChoice::Kind::Profile, .profile = *profile});
        return;
    }
    m_messages.showMessage(
        MessageBar::Severity::Error,
        tr("There is no connection named “%1”. Choose another one, or make it.").arg(name));
}

void ConnectionController::openSandbox()
{
    if (m_sources.startSandbox)
        open(sandboxChoice());
}

void ConnectionController::close()
{
    leave([this] { closeNow(); });
}

void ConnectionController::openNow(const ConnectionChoice &choice)
{
    closeNow();
    if (m_formerChoice && !isSameResource(*m_formerChoice, choice)) {
        m_former.reset();
        m_formerChoice.reset();
    }
    m_messages.withdraw(std::exchange(m_failure, {}));
    m_current = choice;
    emit opening(choice.profile.name);
    switch (choice.kind) {
    case ConnectionChoice::Kind::Profile:
        readSecret(choice.profile);
        break;
    case ConnectionChoice::Kind::Environment:
        openWith(choice.profile, m_sources.environmentConnectionString);
        break;
    case ConnectionChoice::Kind::Sandbox:
        startSandbox();
        break;
    }
}

void ConnectionController::readSecret(const store::Profile &profile)
{
    m_connector.open(profile).then(
        this,
        [this, attempt = m_attempt](const Result<std::shared_ptr<admin::Connection>> &result) {
            if (attempt != m_attempt)
                return;
            if (result)
                begin(*result);
            else
                failed(result.error());
        });
}

void ConnectionController::startSandbox()
{
    m_sources.startSandbox().then(this,
                                  [this, attempt = m_attempt](const Result<QByteArray> &secret) {
                                      if (attempt != m_attempt)
                                          return;
                                      if (secret)
                                          openWith(m_current->profile, *secret);
                                      else
                                          failed(secret.error());
                                  });
}

void ConnectionController::openWith(const store::Profile &profile, QByteArray secret)
{
    QString text = QString::fromUtf8(secret);
    const auto connection = m_connector.openOnce(profile, text);
    text.fill(u'\0');
    acs::wipe(secret);
    if (connection)
        begin(*connection);
    else
        failed(connection.error());
}

void ConnectionController::begin(const std::shared_ptr<admin::Connection> &connection)
{
    if (m_current->kind == ConnectionChoice::Kind::Sandbox) {
        if (m_sources.prepareSandbox)
            m_sources.prepareSandbox(*connection);
    } else if (m_sources.catalogue != nullptr) {
        connection->annotations().attach(*m_sources.catalogue);
    }
    if (m_former)
        connection->takeOverFrom(*m_former);
    m_former.reset();
    m_formerChoice.reset();
    m_connection = connection;
    emit opened(connection);
}

void ConnectionController::failed(const Error &error)
{
    const ConnectionChoice choice = *m_current;
    closeNow();
    const bool hasNoSecret = error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Keychain;
    if (error.kind == ErrorKind::NotFound) {
        // explain() speaks of the service; here it is a keychain without an entry.
        m_messages.showMessage(MessageBar::Severity::Warning, error.message);
    } else {
        m_messages.showError(error, tr("“%1” could not be opened.").arg(choice.profile.name));
    }
    m_failure = m_messages.text();
    const bool hasNoFile = error.kind == ErrorKind::File; // with the authorities
    if (choice.kind == ConnectionChoice::Kind::Profile && (hasNoSecret || hasNoFile)) {
        m_messages.offer(hasNoSecret ? tr("Enter it again") : tr("Edit connection"),
                         [this, profile = choice.profile] { showDialog(profile, false); });
    }
    if (hasNoSecret || hasNoFile || explain(error).canRetry)
        m_messages.offer(tr("Try again"), [this, choice] { open(choice); });
}

void ConnectionController::closeNow()
{
    ++m_attempt;
    if (!m_current)
        return;
    m_current.reset();
    emit closed();
}

// --- making and editing

QString ConnectionController::nextColour() const
{
    const auto count = static_cast<size_t>(m_connector.profiles().profiles().size());
    return QLatin1StringView(bandColours.at(count % bandColours.size()));
}

void ConnectionController::makeConnection()
{
    store::Profile profile;
    profile.id = QUuid::createUuid();
    profile.colour = nextColour();
    showDialog(profile, true);
}

void ConnectionController::editCurrent()
{
    if (m_current && m_current->kind == ConnectionChoice::Kind::Profile)
        showDialog(m_current->profile, false);
}

void ConnectionController::showDialog(const store::Profile &profile, bool isNew)
{
    auto *dialog = new ConnectionDialog(
        profile, isNew ? ConnectionDialog::Purpose::New : ConnectionDialog::Purpose::Edit,
        &m_window);
    QStringList taken;
    for (const store::Profile &other : m_connector.profiles().profiles()) {
        if (other.id != profile.id)
            taken << other.name;
    }
    dialog->setTakenNames(taken);
    auto *test = new ConnectionTest(m_connector, dialog);
    connect(dialog, &ConnectionDialog::testRequested, test, &ConnectionTest::start);
    connect(test, &ConnectionTest::finished, dialog, &ConnectionDialog::showTestResult);
    connect(dialog, &QDialog::accepted, this, [this, kept = QPointer(dialog)] { save(kept); });
    connect(dialog, &QDialog::rejected, dialog, &QObject::deleteLater);
    dialog->open();
}

void ConnectionController::save(const QPointer<ConnectionDialog> &dialog)
{
    const store::Profile profile = dialog->profile();
    QByteArray secret = dialog->connectionString();
    const auto before = m_connector.profiles().find(profile.id);
    const Call<admin::Connector::Saved> saving = m_connector.save(profile, secret);
    acs::wipe(secret);

    // Refused at once, or kept at once: only the keychain takes its time, and nobody waits for it.
    const auto kept = m_connector.profiles().find(profile.id);
    const bool isRefused = !kept || (saving.isFinished() && kept == before && *kept != profile);
    saving.then(this, [this, dialog, isRefused](const Result<admin::Connector::Saved> &result) {
        if (!result && dialog) {
            // Nothing typed is lost: the same dialog comes back and says why.
            dialog->open();
            dialog->showSaveProblem(explain(result.error()).headline);
            return;
        }
        if (dialog)
            dialog->deleteLater();
        if (!isRefused)
            saved(result);
    });
    if (!isRefused)
        open({.kind = ConnectionChoice::Kind::Profile, .profile = *kept});
}

void ConnectionController::saved(const Result<admin::Connector::Saved> &result)
{
    if (!result)
        return;
    if (m_current && m_current->profile.id == result->profile.id)
        m_current->profile = result->profile; // where the secret is was settled just now
    emit secretMoved();
    if (!result->keychainError)
        return;
    const Explanation words = explain(*result->keychainError);
    m_messages.showMessage(MessageBar::Severity::Warning,
                           tr("%1 %2 The connection string of “%3” is kept for this run only.")
                               .arg(words.headline, words.advice, result->profile.name)
                               .simplified(),
                           words.details);
}

void ConnectionController::removeCurrent()
{
    if (!m_current || m_current->kind != ConnectionChoice::Kind::Profile)
        return;
    const store::Profile profile = m_current->profile;
    auto *question = new Confirmation(
        tr("Remove the connection “%1” from this computer?").arg(profile.name),
        tr("Its connection string is removed from the keychain as well. The resource and its rooms "
           "stay as they are."),
        tr("Remove connection"), &m_window);
    connect(
        question, &Confirmation::confirmed, this,
        [this, profile] { leave([this, profile] { forget(profile); }); }, Qt::QueuedConnection);
    question->open();
}

void ConnectionController::forget(const store::Profile &profile)
{
    if (m_current && m_current->profile.id == profile.id)
        closeNow();
    m_connector.remove(profile.id).then(this, [this, profile](const Result<void> &removed) {
        if (removed)
            m_messages.showInfo(tr("The connection “%1” was removed.").arg(profile.name));
        else
            m_messages.showError(removed.error());
    });
}

} // namespace roomkeeper::ui
