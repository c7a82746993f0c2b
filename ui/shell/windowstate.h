#pragma once

#include <QObject>

class QWidget;

namespace roomkeeper::ui {

class Actions;
class ActivityPanel;
class Settings;
class Theme;
class TimeDisplay;

/// Theme, time zone, activity and geometry of a window: connects the actions that choose them, and
/// keeps them in the settings from one start to the next.
class WindowState : public QObject
{
    Q_OBJECT

public:
    /// Restores them. All outlive this, which `window` owns.
    WindowState(QWidget &window, Actions &actions, ActivityPanel &activity, Theme &theme,
                TimeDisplay &display, Settings &settings);
    Q_DISABLE_COPY_MOVE(WindowState)

    /// The window closes. Theme and zone are kept when they are chosen.
    void keep();

private:
    void connectTheme();
    void connectZone();
    void restore();

    QWidget &m_window;
    Actions &m_actions;
    ActivityPanel &m_activity;
    Theme &m_theme;
    TimeDisplay &m_display;
    Settings &m_settings;
};

} // namespace roomkeeper::ui
