#include "ui/common/secretclipboard.h"

#include "base/random.h"
#include "base/securebytes.h"

#include <QCryptographicHash>
#include <QEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QPointer>
#include <QWindow>

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QClipboard::Mode modes[] = {QClipboard::Clipboard, QClipboard::Selection};

bool isSupported(QClipboard::Mode mode)
{
    return mode == QClipboard::Clipboard || QGuiApplication::clipboard()->supportsSelection();
}

void remove(QClipboard::Mode mode)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    // Replaces the copies from which desktops restore the text of a program that gives the
    // clipboard up.
    clipboard->setText(u""_s, mode);
    clipboard->clear(mode);
}

} // namespace

SecretClipboard::SecretClipboard(QObject *parent)
    : SecretClipboard(Options(), parent)
{
}

SecretClipboard::SecretClipboard(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_salt(SystemRandom().bytes(32))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one may fire too early
    connect(&m_timer, &QTimer::timeout, this, &SecretClipboard::tick);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this,
            &SecretClipboard::clipboardChanged);
    connect(qGuiApp, &QGuiApplication::focusWindowChanged, this, &SecretClipboard::focusChanged);
}

SecretClipboard::~SecretClipboard() = default;

void SecretClipboard::copy(const QString &secret, QClipboard::Mode mode)
{
    m_hashes.insert(mode, hashOf(secret)); // before the clipboard reports a change
    auto *data = new QMimeData; // the clipboard takes ownership
    data->setText(secret);
    data->setData(u"x-kde-passwordManagerHint"_s, "secret");
    QGuiApplication::clipboard()->setMimeData(data, mode);
    m_end = QDeadlineTimer(m_options.keepFor, Qt::PreciseTimer);
    setState(State::Held);
    tick();
    emit copied();
}

void SecretClipboard::clear()
{
    if (m_state != State::Held && m_state != State::Refused)
        return;
    m_timer.stop();
    // Tried even if it seems not to be allowed: where that works nevertheless, it is gone.
    const bool isAllowed = m_options.isAccessible();
    bool wasHeld = false;
    m_isClearing = true;
    for (const QClipboard::Mode mode : modes) {
        if (!isSupported(mode) || !holds(mode))
            continue;
        wasHeld = true;
        remove(mode);
    }
    m_isClearing = false;
    m_restoring.setRemainingTime(m_options.restoredWithin);
    if (!isAllowed || isHeld())
        setState(State::Refused);
    else
        setState(wasHeld ? State::Removed : State::Empty);
}

QString SecretClipboard::text() const
{
    switch (m_state) {
    case State::Empty:
        return {};
    case State::Held:
        return tr("Removed from the clipboard in %1 s or when Roomkeeper closes.")
            .arg(std::chrono::ceil<std::chrono::seconds>(m_end.remainingTimeAsDuration()).count());
    case State::Refused:
        return tr("The secret may still be on the clipboard, because the desktop lets Roomkeeper "
                  "remove it only while you use its window. It is removed when you click or type "
                  "here.");
    case State::Removed:
        return tr("The secret was removed from the clipboard.");
    }
    Q_UNREACHABLE();
}

bool SecretClipboard::isClipboardAccessible()
{
    return !QGuiApplication::platformName().startsWith("wayland"_L1)
           || QGuiApplication::focusWindow() != nullptr;
}

/// Counts down.
void SecretClipboard::tick()
{
    if (m_state != State::Held)
        return;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_end.remainingTimeAsDuration());
    if (left <= 0ms) {
        clear();
        return;
    }
    const auto untilNextSecond = left % 1s;
    m_timer.start(untilNextSecond > 0ms ? untilNextSecond : std::min(left, 1000ms));
    emit changed();
}

void SecretClipboard::clipboardChanged()
{
    if (m_isClearing || m_hashes.isEmpty() || !m_options.isAccessible())
        return;
    if (m_state == State::Held || m_state == State::Refused) {
        // An empty one may not have been reported yet: Qt forgets what is on it with the focus.
        if (isHeld() || QGuiApplication::clipboard()->mimeData()->formats().isEmpty())
            return;
        m_timer.stop();
        setState(State::Empty);
    } else if (!m_restoring.hasExpired() && isHeld()) {
        setState(State::Refused);
    }
}

void SecretClipboard::focusChanged()
{
    if (m_state == State::Refused && m_options.isAccessible() && isHeld())
        clear();
}

/// Installed while the state is Refused: input may be what the desktop requires.
bool SecretClipboard::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_state == State::Refused) // not if this input copied another secret
                    clear();
            },
            Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool SecretClipboard::holds(QClipboard::Mode mode) const
{
    QString text = QGuiApplication::clipboard()->text(mode);
    // Whichever it is of: some desktops keep the two the same.
    const bool isOurs = std::ranges::find(m_hashes, hashOf(text)) != m_hashes.end();
    secureZero(text);
    return isOurs;
}

bool SecretClipboard::isHeld() const
{
    return std::ranges::any_of(
        modes, [this](QClipboard::Mode mode) { return isSupported(mode) && holds(mode); });
}

QByteArray SecretClipboard::hashOf(const QString &text) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_salt);
    hash.addData(QByteArrayView(reinterpret_cast<const char *>(text.constData()),
                                text.size() * qsizetype(sizeof(QChar))));
    return hash.result();
}

void SecretClipboard::setState(State state)
{
    if (std::exchange(m_state, state) == state)
        return;
    if (state == State::Refused)
        qGuiApp->installEventFilter(this);
    else
        qGuiApp->removeEventFilter(this);
    emit changed();
}

SecretClipboard &secretClipboard()
{
    static QPointer<SecretClipboard> instance;
    if (!instance) {
        instance = new SecretClipboard(qGuiApp);
        QObject::connect(qGuiApp, &QCoreApplication::aboutToQuit, instance,
                         &SecretClipboard::clear);
    }
    return *instance;
}

} // namespace roomkeeper::ui
