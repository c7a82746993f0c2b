#include "ui/connections/connectioncontroller.h"

#include "acs/auth/connectionstringsearch.h"
#include "admin/connections/secretparsing.h"
#include "admin/explain.h"
#include "base/quotable.h"
#include "base/securebytes.h"
#include "ui/common/messagebar.h"
#include "ui/connections/editor/suggestedname.h"

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto sandboxColour = "#0c8599"_L1;
constexpr auto environmentColour = "#6741d9"_L1;

bool isSameResource(const ConnectionChoice &left, const ConnectionChoice &right)
{
    return left.isSameAs(right) && left.profile.endpoint == right.profile.endpoint;
}

NoticeOrigin openingOrigin()
{
    return {.topic = u"opening"_s};
}

} // namespace

ConnectionController::ConnectionController(admin::ConnectionService &connectionService,
                                           ConnectionSources sources, MessageBar &messages,
                                           QWidget &window, QObject *parent)
    : QObject(parent)
    , m_connectionService(connectionService)
    , m_sources(std::move(sources))
    , m_messages(messages)
    , m_editor(connectionService, messages, window)
    , m_keychain(connectionService, m_editor, messages, window)
    , m_description(connectionService, m_editor, messages)
{
    connect(&connectionService.profiles(), &store::ProfileStore::changed, this,
            &ConnectionController::choicesChanged);
    connect(&m_description, &ConnectionDescription::changed, this,
            &ConnectionController::choicesChanged);
    const auto openProfile = [this](const store::Profile &profile) {
        open({.kind = ConnectionChoice::Kind::Profile, .profile = profile});
    };
    connect(&m_editor, &ConnectionEditor::openRequested, this, openProfile);
    connect(&m_keychain, &KeychainPrompts::tryAgainRequested, this, openProfile);
    connect(&m_keychain, &KeychainPrompts::entered, this, openProfile);
    connect(&m_keychain, &KeychainPrompts::openingGivenUp, this, &ConnectionController::closeNow);
    connect(&connectionService.secrets(), &admin::ProfileSecrets::changed, this,
            [this](const QUuid &profile) {
                if (m_current && m_current->profile.id == profile)
                    emit secretMoved();
            });
    connect(&m_editor, &ConnectionEditor::removalConfirmed, this, &ConnectionController::remove);
}

// --- choices

/// The connection string in the environment variable, without what surrounds it there; the value as
/// it is if there is not exactly one. A secret: wipe it after use.
QByteArray ConnectionController::environmentSecret() const
{
    QString text = QString::fromUtf8(m_sources.environmentConnectionString);
    if (auto found = acs::findConnectionStrings(text)) {
        if (found->size() == 1) {
            secureZero(text);
            text = found->front().text;
        }
        acs::secureZero(*found);
    }
    QByteArray secret = text.toUtf8();
    secureZero(text);
    return secret;
}

ConnectionChoice ConnectionController::environmentChoice() const
{
    ConnectionChoice choice{.kind = ConnectionChoice::Kind::Environment};
    QByteArray secret = environmentSecret();
    const auto parsed = admin::parseSecret(secret);
    secureZero(secret);
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
    const QList<store::Profile> profiles = m_connectionService.profiles().listed();
    for (const store::Profile &profile : profiles)
        all.append({.kind = ConnectionChoice::Kind::Profile, .profile = profile});
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
        return tr("on this computer, until Roomkeeper closes");
    case ConnectionChoice::Kind::Environment:
        return tr("access key from %1").arg(m_sources.environmentVariable);
    case ConnectionChoice::Kind::Profile:
        break;
    }
    return m_keychain.placeText(keptProfile());
}

/// The open connection as it is saved now.
store::Profile ConnectionController::keptProfile() const
{
    return m_connectionService.profiles().find(m_current->profile.id).value_or(m_current->profile);
}

QString ConnectionController::keepText() const
{
    return m_current && m_current->kind == ConnectionChoice::Kind::Profile
               ? m_keychain.keepText(keptProfile())
               : QString();
}

void ConnectionController::keepSecret()
{
    if (!keepText().isEmpty())
        m_editor.keepSecret(m_current->profile.id);
}

// --- opening

void ConnectionController::leave(std::function<void()> proceed)
{
    if (m_leaveGuard)
        m_leaveGuard(std::move(proceed));
    else
        proceed();
}

void ConnectionController::open(const ConnectionChoice &chosen)
{
    ConnectionChoice choice = chosen;
    if (choice.kind == ConnectionChoice::Kind::Profile) // it may have been edited since
        choice.profile =
            m_connectionService.profiles().find(choice.profile.id).value_or(choice.profile);
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
    // Drafts belong to the rooms of one resource; and changes that are being sent must not be
    // interrupted.
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
    if (const auto profile = m_connectionService.profiles().findByName(name)) {
        open({.kind = ConnectionChoice::Kind::Profile, .profile = *profile});
        return;
    }
    m_messages.showNotice(
        {.origin = openingOrigin(),
         .severity = Severity::Error,
         .text = tr("There is no connection named “%1”. Choose another one, or create it.")
                     .arg(quotable(name))});
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
    m_messages.withdraw(openingOrigin());
    m_current = choice;
    emit opening(choice.profile.name);
    switch (choice.kind) {
    case ConnectionChoice::Kind::Profile:
        readSecret(choice.profile);
        break;
    case ConnectionChoice::Kind::Environment: {
        QByteArray secret = environmentSecret();
        openWith(choice.profile, secret);
        secureZero(secret);
        break;
    }
    case ConnectionChoice::Kind::Sandbox:
        startSandbox();
        break;
    }
}

void ConnectionController::readSecret(const store::Profile &profile)
{
    m_keychain.setOpening(profile);
    m_connectionService.open(profile).then(
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

void ConnectionController::openWith(const store::Profile &profile, const QByteArray &secret)
{
    QString text = QString::fromUtf8(secret);
    const auto connection = m_connectionService.openOnce(profile, text);
    secureZero(text);
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
        connection->adoptPendingFrom(*m_former);
    m_former.reset();
    m_formerChoice.reset();
    m_connection = connection;
    m_keychain.setOpening({});
    m_description.setConnection(connection);
    emit opened(connection);
}

void ConnectionController::failed(const Error &error)
{
    const ConnectionChoice choice = *m_current;
    closeNow();
    const bool isProfile = choice.kind == ConnectionChoice::Kind::Profile;
    const bool isOfSecret =
        isProfile && (error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Keychain);
    Notice notice = isOfSecret ? m_keychain.failure(openingOrigin(), choice.profile, error)
                               : failure(choice, error);
    if (isProfile) {
        notice.offer(tr("Test connection"),
                     [this, profile = choice.profile] { m_editor.test(profile); });
    }
    m_messages.showNotice(notice);
}

Notice ConnectionController::failure(const ConnectionChoice &choice, const Error &error)
{
    const bool isProfile = choice.kind == ConnectionChoice::Kind::Profile;
    Notice notice = errorNotice(openingOrigin(), error,
                                tr("“%1” could not be opened.").arg(quotable(choice.profile.name)));
    const bool hasNoFile = error.kind == ErrorKind::File; // the authorities' file
    if (isProfile && hasNoFile) {
        notice.offer(tr("Edit connection"), [this, profile = choice.profile] {
            m_editor.edit(profile, ConnectionEditor::Then::Open);
        });
    }
    if (hasNoFile || admin::explain(error).canRetry)
        notice.offer(tr("Try again"), [this, choice] { open(choice); });
    return notice;
}

void ConnectionController::closeNow()
{
    ++m_attempt;
    m_keychain.setOpening({});
    if (!m_current)
        return;
    m_current.reset();
    m_connection.reset();
    m_description.setConnection(nullptr);
    emit closed();
}

// --- creating and editing

void ConnectionController::keepEnvironment()
{
    QString text = QString::fromUtf8(m_sources.environmentConnectionString);
    m_editor.createWith(text);
    secureZero(text);
}

void ConnectionController::editCurrent()
{
    if (m_current && m_current->kind == ConnectionChoice::Kind::Profile)
        m_editor.edit(m_current->profile, ConnectionEditor::Then::Open);
}

void ConnectionController::removeCurrent()
{
    if (m_current && m_current->kind == ConnectionChoice::Kind::Profile)
        m_editor.askToRemove(m_current->profile);
}

void ConnectionController::remove(const store::Profile &profile)
{
    closeThose({profile.id}, [this, profile] { m_editor.remove(profile); });
}

void ConnectionController::closeThose(const QList<QUuid> &profiles,
                                      const std::function<void()> &proceed)
{
    if (!m_current || !profiles.contains(m_current->profile.id)) {
        proceed();
        return;
    }
    leave([this, proceed] {
        closeNow();
        proceed();
    });
}

} // namespace roomkeeper::ui
