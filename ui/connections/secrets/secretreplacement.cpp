#include "ui/connections/secrets/secretreplacement.h"

#include "admin/explain.h"
#include "base/quotable.h"
#include "ui/common/messagebar.h"
#include "ui/connections/connectioneditor.h"
#include "ui/connections/secrets/replacesecretdialog.h"

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

NoticeOrigin replacementOrigin()
{
    return {.topic = u"replaced connection string"_s};
}

} // namespace

SecretReplacement::SecretReplacement(admin::ConnectionService &connectionService,
                                     ConnectionEditor &editor, MessageBar &messages,
                                     QWidget &window, QObject *parent)
    : QObject(parent)
    , m_connectionService(connectionService)
    , m_editor(editor)
    , m_messages(messages)
    , m_window(window)
{
}

void SecretReplacement::setConnection(const std::shared_ptr<admin::Connection> &connection)
{
    const auto former = m_connection.lock();
    if (former == connection)
        return;
    giveUp();
    delete m_dialog;
    if (former) {
        former->disconnect(this);
        former->declineCredentials(); // nobody can answer any more
    }
    m_connection = connection;
    if (connection && connection->hasKeptKey()) {
        connect(connection.get(), &admin::Connection::credentialsRejected, this,
                &SecretReplacement::askBecause);
        connect(connection.get(), &admin::Connection::keyReplaced, this, &SecretReplacement::taken);
    }
}

void SecretReplacement::ask()
{
    if (!m_dialog)
        show({});
}

void SecretReplacement::askBecause(const Error &rejection)
{
    // If the dialog is already open, its answer also serves the waiting requests.
    if (!m_dialog) {
        show(tr("%1 It was probably regenerated. Pending requests continue when you enter the new "
                "connection string.")
                 .arg(admin::explain(rejection).headline));
    }
}

void SecretReplacement::show(const QString &reason)
{
    const auto connection = m_connection.lock();
    if (!connection)
        return;
    m_dialog = new ReplaceSecretDialog(connection->name(), connection->profile().endpoint, reason,
                                       &m_window);
    connect(m_dialog, &ReplaceSecretDialog::replaceRequested, this, &SecretReplacement::replace);
    connect(m_dialog, &ReplaceSecretDialog::outdated, this, &SecretReplacement::giveUp);
    connect(m_dialog, &QDialog::rejected, this, [this] {
        giveUp();
        if (const auto rejected = m_connection.lock())
            rejected->declineCredentials();
    });
    m_dialog->open();
}

void SecretReplacement::replace(const QByteArray &connectionString)
{
    const auto connection = m_connection.lock();
    if (!connection)
        return;
    giveUp(); // the previous attempt
    const QUuid profile = connection->profile().id;
    emit m_editor.keychainAsked(profile);
    m_replacing = m_connectionService.replaceSecret(profile, connectionString);
    m_replacing.then(
        this, [this, profile, number = m_number, dialog = m_dialog,
               name = connection->name()](const Result<admin::KeychainOutcome> &result) {
            emit m_editor.keychainAnswered(profile);
            if (number == m_number && !result && dialog) {
                dialog->showProblem(admin::explain(result.error()).text());
            } else if (result && result->isLeftBehind) {
                m_editor.showKeychainProblem(*result);
            } else if (result && result->keychainError) {
                m_messages.showNotice(
                    errorNotice(replacementOrigin(), *result->keychainError,
                                tr("The new connection string of “%1” works, but the keychain did "
                                   "not accept it. It is kept only until Roomkeeper closes.")
                                    .arg(quotable(name))));
            }
        });
}

/// Ignores the result of the running attempt.
void SecretReplacement::giveUp()
{
    ++m_number;
    m_replacing.cancel();
}

/// The service has accepted it, in whichever window; don't wait for the keychain.
void SecretReplacement::taken()
{
    ++m_number;
    if (const auto connection = m_connection.lock())
        m_messages.showNotice({.origin = replacementOrigin(),
                               .text = tr("The connection string of “%1” was replaced.")
                                           .arg(quotable(connection->name()))});
    if (m_dialog)
        m_dialog->accept();
}

} // namespace roomkeeper::ui
