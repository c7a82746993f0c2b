#include "ui/shell/windowstate.h"

#include "ui/activity/activitypanel.h"
#include "ui/common/screenfit.h"
#include "ui/common/settings.h"
#include "ui/common/style/theme.h"
#include "ui/common/timedisplay.h"
#include "ui/shell/actions.h"

#include <QAction>
#include <QWidget>

namespace roomkeeper::ui {

namespace {

constexpr QSize firstSize(1280, 800);

void checkChoice(const QActionGroup *group, int data)
{
    for (QAction *action : group->actions())
        action->setChecked(action->data().toInt() == data);
}

} // namespace

WindowState::WindowState(QWidget &window, Actions &actions, ActivityPanel &activity, Theme &theme,
                         TimeDisplay &display, Settings &settings)
    : QObject(&window)
    , m_window(window)
    , m_actions(actions)
    , m_activity(activity)
    , m_theme(theme)
    , m_display(display)
    , m_settings(settings)
{
    connectTheme();
    connectZone();
    connect(actions.activity, &QAction::toggled, &activity, &ActivityPanel::setUnfolded);
    connect(&activity, &ActivityPanel::unfoldedChanged, actions.activity, &QAction::setChecked);
    restore();
}

void WindowState::connectTheme()
{
    connect(m_actions.themes, &QActionGroup::triggered, this, [this](const QAction *chosen) {
        m_theme.setMode(static_cast<Theme::Mode>(chosen->data().toInt()));
        m_settings.setTheme(m_theme.mode());
    });
    // Another window may have changed it.
    connect(&m_theme, &Theme::modeChanged, this,
            [this] { checkChoice(m_actions.themes, static_cast<int>(m_theme.mode())); });
}

void WindowState::connectZone()
{
    connect(m_actions.zones, &QActionGroup::triggered, this, [this](const QAction *chosen) {
        m_display.setMode(static_cast<TimeDisplay::Mode>(chosen->data().toInt()));
    });
    connect(&m_display, &TimeDisplay::changed, this, [this] {
        checkChoice(m_actions.zones, static_cast<int>(m_display.mode()));
        m_settings.setZone(m_display.mode());
    });
}

void WindowState::restore()
{
    if (!m_window.restoreGeometry(m_settings.windowGeometry()))
        resizeToFit(m_window, firstSize);
    else if (!m_window.isMaximized() && !m_window.isFullScreen())
        bringOnScreen(m_window);
    m_activity.setUnfolded(m_settings.isActivityUnfolded());
    m_display.setMode(m_settings.zone());
    checkChoice(m_actions.zones, static_cast<int>(m_display.mode()));
    checkChoice(m_actions.themes, static_cast<int>(m_theme.mode()));
}

void WindowState::keep()
{
    m_settings.setWindowGeometry(m_window.saveGeometry());
    m_settings.setActivityUnfolded(m_activity.isUnfolded());
}

} // namespace roomkeeper::ui
