#pragma once

#include <QClipboard>
#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>

namespace roomkeeper::ui {

/// Copies secrets to the clipboard for a limited time, and asks clipboard histories not to store
/// them. Removes them later, if the clipboard or the primary selection still holds them; if the
/// desktop does not allow that, when the program is used again. Keeps no copy of a secret itself,
/// only a salted hash.
///
/// On Wayland the program must have the focus, and some compositors (Weston, Mutter) also require
/// input after the copying: without it they ignore the removal, or restore the text from a copy of
/// their own. That shows only when the compositor reports what is on the clipboard now.
class SecretClipboard : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Empty, ///< nothing was copied, or something else was copied since
        Held,
        Refused, ///< the desktop does not allow removing it now, or has restored it
        Removed,
    };
    struct Options
    {
        std::chrono::milliseconds keepFor = std::chrono::minutes(1);
        /// How long after the removal a text that is there again was restored by the desktop, and
        /// not by the user from a clipboard history.
        std::chrono::milliseconds restoredWithin = std::chrono::seconds(5);
        /// Whether the program may read and change the clipboard now.
        std::function<bool()> isAccessible = &isClipboardAccessible;
    };

    explicit SecretClipboard(QObject *parent = nullptr);
    explicit SecretClipboard(Options options, QObject *parent = nullptr);
    ~SecretClipboard() override;
    Q_DISABLE_COPY_MOVE(SecretClipboard)

    void setOptions(const Options &options) { m_options = options; }

    void copy(const QString &secret, QClipboard::Mode mode = QClipboard::Clipboard);
    /// Removes what was copied here, if it is still there.
    void clear();

    State state() const { return m_state; }
    /// A sentence about the state, with the seconds that are left; empty if there is nothing to
    /// say.
    QString text() const;
    /// Whether this was copied to the clipboard itself, and not yet removed or replaced.
    bool hasCopied(const QString &secret) const
    {
        return (m_state == State::Held || m_state == State::Refused)
               && m_hashes.value(QClipboard::Clipboard) == hashOf(secret);
    }

    /// On Wayland only the program with the focus may.
    static bool isClipboardAccessible();

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    /// A secret was copied, to the clipboard or the primary selection.
    void copied();
    /// The state or its text has changed.
    void changed();

private:
    void tick();
    void clipboardChanged();
    void focusChanged();
    bool holds(QClipboard::Mode mode) const;
    bool isHeld() const;
    QByteArray hashOf(const QString &text) const;
    void setState(State state);

    Options m_options;
    const QByteArray m_salt;
    QHash<QClipboard::Mode, QByteArray> m_hashes; ///< of what was copied there last
    QDeadlineTimer m_end;
    QDeadlineTimer m_restoring; ///< runs since the removal
    QTimer m_timer;
    State m_state = State::Empty;
    bool m_isClearing = false;
};

/// The one of the application, which owns it. It is emptied when the application quits.
SecretClipboard &secretClipboard();

} // namespace roomkeeper::ui
