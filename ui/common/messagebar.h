#pragma once

#include "base/error.h"
#include "ui/common/style/colours.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace roomkeeper::ui {

/// The bar in the window that says what happened, what it means and what to do; hidden while there
/// is nothing to say. The newest message shows. An error does not drop a warning, nor the other
/// way: the one before shows again when the newer is dismissed, and the bar says that it waits.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    using Severity = ui::Severity;

    explicit MessageBar(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(MessageBar)

    void showInfo(const QString &text);
    /// In the words of admin::explain(). `whatFailed` goes before them, a sentence: "The room was
    /// not created."
    void showError(const roomkeeper::Error &error, const QString &whatFailed = {});
    /// `details` unfold below the message and can be copied; none: no such button.
    void showMessage(Severity severity, const QString &text, const QString &details = {});

    enum class Effect {
        None,
        Change, ///< something changes at the service: off while the connection is read-only
    };
    /// Adds a button to the message given last, e.g. *Try again*. Pressing it dismisses the message
    /// before `action` is called.
    void offer(const QString &buttonText, std::function<void()> action,
               Effect effect = Effect::None);
    /// Whether the connection is read-only; the buttons that would change something say so.
    void setReadOnly(bool isReadOnly);

    /// Takes the message shown away; the one that waited under it shows.
    void dismiss();
    /// Takes a message away wherever it stands: it is not true any more.
    void withdraw(const QString &text);
    /// Takes all messages away.
    void clear();
    /// Whether a message shows or waits.
    bool holds(const QString &text) const;
    /// The message shown; empty while hidden.
    QString text() const;

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Action
    {
        QString text;
        std::function<void()> run;
        Effect effect = Effect::None;
    };
    struct Message
    {
        Severity severity = Severity::Info;
        QString text = {};
        QString details = {};
        QList<Action> actions = {};
    };

    void render();
    void addButton(const Action &action);
    void allow(QWidget &button, const Action &action) const;
    void showDetails(bool shown);
    void takeColours();
    void clearActions();

    QList<Message> m_messages; ///< at most one of each severity; the last shows
    QString m_newest; ///< the text of the one given last
    Severity m_severity = Severity::Info;
    bool m_isReadOnly = false;
    QLabel *m_icon;
    QLabel *m_severityWord;
    QLabel *m_message;
    QHBoxLayout *m_actions;
    QPushButton *m_detailsButton;
    QToolButton *m_dismissButton;
    QWidget *m_detailsPane;
    QPlainTextEdit *m_details;
};

} // namespace roomkeeper::ui
