#pragma once

#include "ui/connections/connectionsources.h"

#include <QList>
#include <QObject>

namespace roomkeeper::admin {
class ConnectionService;
}

namespace roomkeeper::ui {

class MainWindow;
class Settings;
class Theme;
class TimeDisplay;

/// The windows of the running program, each with its own connection; they share saved data, theme
/// and time zone. Owns them; a closed window is deleted.
class Windows : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    Windows(admin::ConnectionService &connectionService, ConnectionSources sources, Theme &theme,
            TimeDisplay &display, Settings &settings, QObject *parent = nullptr);
    ~Windows() override;
    Q_DISABLE_COPY_MOVE(Windows)

    /// Opens and shows another window.
    MainWindow &open();
    /// In the order they were opened.
    const QList<MainWindow *> &all() const { return m_windows; }
    /// The active window, otherwise the newest; null if there is none.
    MainWindow *active() const;

    /// Closes the windows one by one, each of which may ask for confirmation; if the user declines,
    /// the remaining windows stay open.
    void quit();

private:
    void forget(QObject *window);
    void closeNext();
    void tellSecretCopied();
    void tellClipboard();

    admin::ConnectionService &m_connectionService;
    const ConnectionSources m_sources;
    Theme &m_theme;
    TimeDisplay &m_display;
    Settings &m_settings;
    QList<MainWindow *> m_windows;
    bool m_isQuitting = false;
};

} // namespace roomkeeper::ui
