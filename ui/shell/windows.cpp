#include "ui/shell/windows.h"

#include "admin/connections/connectionservice.h"
#include "ui/common/messagebar.h"
#include "ui/common/screenfit.h"
#include "ui/common/secretclipboard.h"
#include "ui/connections/secrets/proxyquestion.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QDialog>
#include <QScreen>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

NoticeOrigin clipboardOrigin()
{
    return {.topic = u"clipboard"_s};
}

/// The offset of a new window from the one it was opened in, in device-independent pixels.
constexpr QPoint cascade(28, 28);

/// The position of a window as large as `before` next to it, as far as the screen allows.
QPoint besides(const MainWindow &before)
{
    const QRect wanted(before.pos() + cascade, before.frameGeometry().size());
    return placedWithin(wanted, before.screen()->availableGeometry()).topLeft();
}

} // namespace

Windows::Windows(admin::ConnectionService &connectionService, ConnectionSources sources,
                 Theme &theme, TimeDisplay &display, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_connectionService(connectionService)
    , m_sources(std::move(sources))
    , m_theme(theme)
    , m_display(display)
    , m_settings(settings)
{
    ProxyQuestion::askFor(
        connectionService.proxyCredentials(), [this] { return active(); }, *this);
    connect(&secretClipboard(), &SecretClipboard::copied, this, &Windows::tellSecretCopied);
    connect(&secretClipboard(), &SecretClipboard::changed, this, &Windows::tellClipboard);
}

Windows::~Windows()
{
    for (MainWindow *window : std::as_const(m_windows)) {
        window->disconnect(this);
        delete window;
    }
}

MainWindow &Windows::open()
{
    const MainWindow *before = active();
    auto *window = new MainWindow(m_connectionService, m_sources, m_theme, m_display, m_settings);
    window->setAttribute(Qt::WA_DeleteOnClose);
    m_windows.append(window);
    connect(window, &QObject::destroyed, this, &Windows::forget);
    connect(window, &MainWindow::closing, this, [this] {
        if (m_windows.size() == 1)
            secretClipboard().clear(); // on Wayland it is too late once the window is gone
    });
    connect(window, &MainWindow::newWindowRequested, this, [this] { open(); });
    connect(window, &MainWindow::newWindowRequestedFor, this,
            [this](const store::Profile &profile) {
                open().connections().open(
                    {.kind = ConnectionChoice::Kind::Profile, .profile = profile});
            });
    connect(window, &MainWindow::quitRequested, this, &Windows::quit);
    connect(window, &MainWindow::stays, this, [this] { m_isQuitting = false; });
    if (before != nullptr && !before->isMaximized()) {
        window->resize(before->size());
        window->move(besides(*before));
    }
    window->show();
    return *window;
}

MainWindow *Windows::active() const
{
    for (QWidget *widget = QApplication::activeWindow(); widget != nullptr;
         widget = widget->parentWidget()) { // a dialog belongs to its window
        if (auto *window = qobject_cast<MainWindow *>(widget))
            return window;
    }
    return m_windows.isEmpty() ? nullptr : m_windows.last();
}

void Windows::quit()
{
    m_isQuitting = true;
    closeNext();
}

/// The active window first: its question is seen at once.
void Windows::closeNext()
{
    MainWindow *window = active();
    if (window == nullptr)
        return;
    window->raise();
    window->activateWindow();
    // The input in a dialog there must not be lost without a question.
    const auto dialogs = window->findChildren<QDialog *>();
    const auto open = std::find_if(dialogs.begin(), dialogs.end(), [](const QDialog *dialog) {
        return dialog->isVisible() && dialog->isModal();
    });
    if (open != dialogs.end()) {
        (*open)->raise();
        (*open)->activateWindow();
        m_isQuitting = false;
        return;
    }
    window->close();
}

void Windows::forget(QObject *window)
{
    m_windows.removeIf([window](const MainWindow *each) { return each == window; });
    if (m_isQuitting)
        closeNext();
}

void Windows::tellSecretCopied()
{
    if (MainWindow *window = active())
        window->messages().showNotice(
            {.origin = clipboardOrigin(), .text = secretClipboard().text()});
}

/// Keeps the notice up to date where it is shown. That a secret could not be removed is said even
/// if the notice was dismissed.
void Windows::tellClipboard()
{
    using State = SecretClipboard::State;
    const State state = secretClipboard().state();
    const Notice notice{.origin = clipboardOrigin(),
                        .severity = state == State::Refused ? Severity::Warning : Severity::Info,
                        .text = secretClipboard().text()};
    bool isShown = false;
    for (MainWindow *window : std::as_const(m_windows)) {
        MessageBar &messages = window->messages();
        if (!messages.holds(notice.origin))
            continue;
        isShown = true;
        if (state == State::Empty)
            messages.withdraw(notice.origin);
        else if (state == State::Held)
            messages.setText(notice.origin, notice.text);
        else
            messages.showNotice(notice);
    }
    MainWindow *window = active();
    if (state == State::Refused && !isShown && window != nullptr)
        window->messages().showNotice(notice);
}

} // namespace roomkeeper::ui
