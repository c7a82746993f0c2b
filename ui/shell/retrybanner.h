#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace roomkeeper::admin {
class Connection;
}

namespace roomkeeper::ui {

/// Shows which failed request is being retried, when, and how often: "List rooms: trying again in 4
/// s (attempt 2 of 4)". Stays visible until no request is being retried, so that the page above it
/// does not jump with each attempt. *Cancel* cancels all of them.
class RetryBanner : public QWidget
{
    Q_OBJECT

public:
    explicit RetryBanner(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RetryBanner)

    /// Null for none. The connection may be destroyed at any time.
    void setConnection(admin::Connection *connection);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void render();
    void tell();
    void takeColours();

    QPointer<admin::Connection> m_connection;
    QLabel *m_icon;
    QLabel *m_words;
    QPushButton *m_cancel;
    QTimer m_tick; ///< until the next second of the countdown
    qint64 m_span = 0; ///< the part of the countdown last announced to assistive tools
};

} // namespace roomkeeper::ui
