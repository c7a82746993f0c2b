#pragma once

#include "ui/connections/connectionsources.h"

#include <QList>
#include <QObject>

namespace roomkeeper::admin {
class Connector;
}

namespace roomkeeper::ui {

class MainWindow;
class Theme;
class TimeDisplay;

/// The windows of a running program, each with a connection of its own; they share what is kept,
/// the theme and the zone. Owns them; a closed one goes.
class Windows : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    Windows(admin::Connector &connector, ConnectionSources sources, Theme &theme,
            TimeDisplay &display, QObject *parent = nullptr);
    ~Windows() override;
    Q_DISABLE_COPY_MOVE(Windows)

    /// One more, shown.
    MainWindow &open();
    /// In the order they were opened.
    const QList<MainWindow *> &all() const { return m_windows; }
    /// The one that somebody works in, else the newest; null where there is none.
    MainWindow *active() const;

    /// Closes one after the other, each of which may ask; a no ends it, and the others stay.
    void quit();

private:
    void forget(QObject *window);
    void closeNext();

    admin::Connector &m_connector;
    const ConnectionSources m_sources;
    Theme &m_theme;
    TimeDisplay &m_display;
    QList<MainWindow *> m_windows;
    bool m_isQuitting = false;
};

} // namespace roomkeeper::ui
