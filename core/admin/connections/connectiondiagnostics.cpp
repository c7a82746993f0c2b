#include "admin/connections/connectiondiagnostics.h"

#include "acs/http/certificates.h"
#include "admin/explain.h"
#include "base/securebytes.h"
#include "store/secrets/keychainproblem.h"

#include <QSignalBlocker>

#include <utility>

namespace roomkeeper::admin {

acs::DiagnosticResult inWords(const Error &error)
{
    const Explanation words = explain(error);
    return {
        .state = acs::ConnectionTestState::Failed, .text = words.headline, .advice = words.advice};
}

ConnectionDiagnostics::ConnectionDiagnostics(ConnectionService &connectionService, QObject *parent)
    : QObject(parent)
    , m_connectionService(connectionService)
    , m_test(connectionService.clock(), {.proxyCredentials = &connectionService.proxyCredentials()})
{
    connect(&m_test, &acs::ConnectionTest::finished, this, &ConnectionDiagnostics::finished);
    connect(&connectionService.keychain(), &store::SecretStore::slow, this,
            &ConnectionDiagnostics::goOnWithoutSecret);
    connect(&connectionService.profiles(), &store::ProfileStore::changed, this,
            &ConnectionDiagnostics::followReadOnly);
}

ConnectionDiagnostics::~ConnectionDiagnostics() = default;

void ConnectionDiagnostics::start(const store::Profile &profile, const QByteArray &connectionString)
{
    forget();
    m_isOpening = true;
    emit started();
    m_profile = profile;
    if (const auto known = m_connectionService.profiles().find(profile.id)) {
        // An edit that is not saved yet moves no secret and allows no changes.
        m_profile.secretInKeychain = known->secretInKeychain;
        m_profile.readOnly = profile.readOnly || known->readOnly;
    }
    const bool hasSecret = profile.authentication == store::Authentication::AccessKey;
    if (hasSecret && !connectionString.isEmpty()) {
        QString text = QString::fromUtf8(connectionString);
        const auto opened = m_connectionService.openOnce(m_profile, text);
        secureZero(text);
        examine(m_profile, opened);
        return;
    }
    m_connectionService.open(m_profile).then(
        this, [this, number = m_number](const Result<std::shared_ptr<Connection>> &opened) {
            if (number != m_number)
                return;
            examine(m_profile, opened);
            followReadOnly(); // it may have changed meanwhile
        });
}

/// Nothing else updates the connection created for the test when its profile becomes read-only.
void ConnectionDiagnostics::followReadOnly()
{
    if (!m_connection || m_connection->isReadOnly())
        return;
    const auto known = m_connectionService.profiles().find(m_profile.id);
    if (!known || !known->readOnly)
        return;
    store::Profile profile = m_connection->profile();
    profile.readOnly = true;
    m_connection->describe(profile);
    emit restricted();
}

/// The keychain does not respond: tests the network without the secret, and ignores a later
/// response.
void ConnectionDiagnostics::goOnWithoutSecret(const QUuid &profile, store::KeychainProblem why)
{
    if (!m_isOpening || profile != m_profile.id)
        return;
    ++m_number;
    examine(m_profile, failure(store::keychainError(why)));
}

void ConnectionDiagnostics::start(const std::shared_ptr<Connection> &connection)
{
    forget();
    m_isOpening = true;
    emit started();
    examine(connection->profile(), connection);
    m_connection.reset(); // not created for this
}

void ConnectionDiagnostics::examine(const store::Profile &profile,
                                    const Result<std::shared_ptr<Connection>> &opened)
{
    m_isOpening = false;
    acs::ConnectionTestSubject subject{.version = profile.apiVersion,
                                       .identityVersion = profile.identityApiVersion,
                                       .usesToken =
                                           profile.authentication == store::Authentication::EntraId,
                                       .words = inWords};
    if (!profile.authorityFile.isEmpty())
        subject.authorities =
            acs::readCertificates(profile.authorityFile).value_or(QList<QSslCertificate>{});
    if (opened) {
        m_connection = *opened;
        subject.transport = &m_connection->transport();
        subject.endpoint = subject.transport->endpoint();
    } else {
        const auto endpoint = acs::parseEndpoint(profile.endpoint);
        if (!endpoint) {
            m_obstacle = explain(opened.error()).text();
            emit finished();
            return;
        }
        subject.endpoint = *endpoint;
        subject.obstacle = opened.error();
    }
    m_hasBegun = true;
    m_test.start(subject);
}

void ConnectionDiagnostics::stop()
{
    ++m_number;
    if (m_test.isRunning()) {
        m_test.stop();
    } else if (std::exchange(m_isOpening, false)) {
        m_obstacle = tr("The test was stopped.");
        emit finished();
    }
}

void ConnectionDiagnostics::forget()
{
    ++m_number;
    {
        const QSignalBlocker quiet(m_test);
        m_test.stop();
    }
    m_connection.reset();
    m_isOpening = false;
    m_hasBegun = false;
    m_obstacle.clear();
}

QString ConnectionDiagnostics::summary() const
{
    if (isRunning())
        return {};
    return m_hasBegun ? m_test.summary() : m_obstacle;
}

} // namespace roomkeeper::admin
