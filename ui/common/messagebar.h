#pragma once

#include "ui/common/notice.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace roomkeeper::ui {

/// The bar in the window that shows notices; hidden while there are none. A new notice replaces the
/// one of the same origin and is shown at once. Errors and warnings of other origins wait, and the
/// bar shows how many: when the notice shown is dismissed or withdrawn, they are shown next, errors
/// before warnings, the newest first. An info does not wait, unless it is about something in
/// progress: it is dropped when a notice is shown over it, because it only confirms what was done
/// last.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(MessageBar)

    void showNotice(const Notice &notice);
    /// Confirms what the user has just done, such as copying: as a notice, or beside the one that
    /// is shown until that changes.
    void confirm(const QString &text);
    /// Changes the text of the notice of this origin in place, if there is one: progress.
    void setText(const NoticeOrigin &origin, const QString &text);
    /// Removes the notice of this origin, shown or waiting, because it is no longer true.
    void withdraw(const NoticeOrigin &origin);
    /// Removes the notice that is shown.
    void dismiss();
    /// Removes all notices.
    void clear();
    /// Disables the actions that would change something at the service.
    void setReadOnly(bool isReadOnly);

    /// Whether a notice of this origin is shown or waiting.
    bool holds(const NoticeOrigin &origin) const;
    bool isEmpty() const { return m_notices.isEmpty(); }
    /// The text that is shown; empty while hidden.
    QString text() const;

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void render();
    void addButton(const Notice::Action &action);
    void allow(QWidget &button, const Notice::Action &action) const;
    void showDetails(bool shown);
    void showSeverity();
    void clearActions();

    QList<Notice> m_notices; ///< the first is shown, the others wait in this order
    Severity m_severity = Severity::Info;
    bool m_isReadOnly = false;
    QLabel *m_icon;
    QLabel *m_severityWord;
    QLabel *m_message;
    QLabel *m_confirmation; ///< beside the message
    QHBoxLayout *m_actions;
    QPushButton *m_detailsButton;
    QToolButton *m_dismissButton;
    QWidget *m_detailsPane;
    QPlainTextEdit *m_details;
};

} // namespace roomkeeper::ui
