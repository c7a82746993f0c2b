#pragma once

#include "store/profiles/profile.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace roomkeeper::ui {

class Actions;
class ConnectionController;
class ConnectionsDialog;
class SandboxDialog;
class SecretReplacement;
class Settings;
class TimeDisplay;

/// Runs the actions of the Connection menu, and enables them.
class ConnectionActions : public QObject
{
    Q_OBJECT

public:
    /// All outlive this, which `window` owns.
    ConnectionActions(const Actions &actions, ConnectionController &connections,
                      SecretReplacement &replacement, TimeDisplay &display, Settings &settings,
                      QWidget &window);
    Q_DISABLE_COPY_MOVE(ConnectionActions)

    /// Creates a connection from the clipboard.
    void paste();
    /// Tests the open connection step by step.
    void test();
    void showManager();
    void showSandbox();
    /// Null while it is closed.
    ConnectionsDialog *manager() const { return m_manager; }

    /// Another connection was opened, or its read-only state has changed.
    void update();

signals:
    void newWindowRequestedFor(const roomkeeper::store::Profile &profile);

private:
    const Actions &m_actions;
    ConnectionController &m_connections;
    TimeDisplay &m_display;
    Settings &m_settings;
    QWidget &m_window;
    QPointer<ConnectionsDialog> m_manager;
    QPointer<SandboxDialog> m_sandboxDialog;
};

} // namespace roomkeeper::ui
