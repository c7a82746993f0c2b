#pragma once

#include <QObject>

class QWidget;

namespace roomkeeper::ui {

class Actions;
class ActivityPanel;
class Settings;
class Theme;
class TimeDisplay;

/// Theme, time zone, activity and geometry of a window: connects the actions that change them, and
/// stores them in the settings.
class WindowState : public QObject
{
    Q_OBJECT

public:
    /// Restores them. All must outlive this, which `window` owns.
    WindowState(QWidget &window, Actions &actions, ActivityPanel &activity, Theme &theme,
                TimeDisplay &display, Settings &settings);
    Q_DISABLE_COPY_MOVE(WindowState)

    /// Call it when the window closes. Theme and zone are stored when they change.
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
