#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace roomkeeper::ui {

class GuideWindow;
class Shortcuts;

/// The windows that the Help menu opens.
class HelpActions : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this, which `window` owns.
    HelpActions(Shortcuts &shortcuts, QWidget &window);
    Q_DISABLE_COPY_MOVE(HelpActions)

    void showGuide();
    void showShortcuts();
    void showAbout();

private:
    Shortcuts &m_shortcuts;
    QWidget &m_window;
    QPointer<GuideWindow> m_guide; ///< while it is open
};

} // namespace roomkeeper::ui
