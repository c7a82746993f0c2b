#include "ui/shell/connectionactions.h"

#include "admin/connections/connection.h"
#include "ui/connections/connectioncontroller.h"
#include "ui/connections/manager/connectionsdialog.h"
#include "ui/connections/sandbox/sandboxdialog.h"
#include "ui/connections/secrets/secretreplacement.h"
#include "ui/shell/actions.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

namespace roomkeeper::ui {

ConnectionActions::ConnectionActions(const Actions &actions, ConnectionController &connections,
                                     SecretReplacement &replacement, TimeDisplay &display,
                                     Settings &settings, QWidget &window)
    : QObject(&window)
    , m_actions(actions)
    , m_connections(connections)
    , m_display(display)
    , m_settings(settings)
    , m_window(window)
{
    using Controller = ConnectionController;
    connect(actions.newConnection, &QAction::triggered, &connections.editor(),
            &ConnectionEditor::create);
    connect(actions.pasteConnection, &QAction::triggered, this, &ConnectionActions::paste);
    connect(actions.keepEnvironment, &QAction::triggered, &connections,
            &Controller::keepEnvironment);
    actions.keepEnvironment->setVisible(connections.hasEnvironment());
    connect(actions.sandbox, &QAction::triggered, &connections, &Controller::openSandbox);
    connect(actions.sandboxWindow, &QAction::triggered, this, &ConnectionActions::showSandbox);
    actions.sandboxWindow->setVisible(connections.embeddedSandbox() != nullptr);
    connect(actions.manageConnections, &QAction::triggered, this, &ConnectionActions::showManager);
    connect(actions.editConnection, &QAction::triggered, &connections, &Controller::editCurrent);
    connect(actions.testConnection, &QAction::triggered, this, &ConnectionActions::test);
    connect(actions.keepSecret, &QAction::triggered, &connections, &Controller::keepSecret);
    connect(actions.replaceSecret, &QAction::triggered, &replacement, &SecretReplacement::ask);
    ConnectionDescription &description = connections.description();
    connect(actions.readOnly, &QAction::triggered, &description,
            &ConnectionDescription::setReadOnly);
    connect(&description, &ConnectionDescription::readOnlyStays, this, &ConnectionActions::update);
    connect(actions.removeConnection, &QAction::triggered, &connections,
            &Controller::removeCurrent);
    connect(actions.closeConnection, &QAction::triggered, &connections, &Controller::close);
}

void ConnectionActions::paste()
{
    if (const QMimeData *copied = QGuiApplication::clipboard()->mimeData())
        m_connections.editor().createFrom(*copied);
}

void ConnectionActions::test()
{
    // On a separate connection if possible: an open one whose key was rejected sends nothing until
    // it gets another.
    const auto &current = m_connections.current();
    const auto open = m_connections.connection();
    if (current && current->kind == ConnectionChoice::Kind::Profile) {
        store::Profile profile = current->profile;
        if (open) // also if that could not be saved
            profile.readOnly = open->isReadOnly();
        m_connections.editor().test(profile);
    } else if (open) {
        m_connections.editor().test(open);
    }
}

void ConnectionActions::showManager()
{
    if (!m_manager) {
        m_manager = new ConnectionsDialog(m_connections.connectionService(), m_display, m_settings,
                                          &m_window);
        m_manager->setAttribute(Qt::WA_DeleteOnClose);
        m_manager->setCloseGuard(
            [this](const QList<QUuid> &profiles, const std::function<void()> &proceed) {
                m_connections.closeThose(profiles, proceed);
            });
        connect(m_manager, &ConnectionsDialog::openRequested, &m_connections,
                [this](const store::Profile &profile) {
                    m_connections.open(
                        {.kind = ConnectionChoice::Kind::Profile, .profile = profile});
                });
        connect(m_manager, &ConnectionsDialog::openInNewWindowRequested, this,
                &ConnectionActions::newWindowRequestedFor);
    }
    m_manager->show();
    m_manager->raise();
    m_manager->activateWindow();
}

void ConnectionActions::showSandbox()
{
    if (!m_sandboxDialog)
        m_sandboxDialog =
            new SandboxDialog(*m_connections.embeddedSandbox(), m_display, m_settings, &m_window);
    m_sandboxDialog->show();
    m_sandboxDialog->raise();
    m_sandboxDialog->activateWindow();
}

void ConnectionActions::update()
{
    const auto &current = m_connections.current();
    const auto open = m_connections.connection();
    const bool isProfile = current && current->kind == ConnectionChoice::Kind::Profile;
    m_actions.editConnection->setEnabled(isProfile);
    m_actions.testConnection->setEnabled(open || isProfile);
    m_actions.removeConnection->setEnabled(isProfile);
    m_actions.replaceSecret->setEnabled(open && open->hasKeptKey());
    m_actions.readOnly->setEnabled(open != nullptr);
    m_actions.readOnly->setChecked(open && open->isReadOnly());
    m_actions.closeConnection->setEnabled(current.has_value());
}

} // namespace roomkeeper::ui
