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

/// Says which request failed and goes out again, when, and for the how manieth time: "List rooms:
/// trying again in 4 s (2 of 4)". It stays until nothing is sent again any more, so that the page
/// above it does not jump with each attempt. *Cancel* gives all of them up at once.
class RetryStrip : public QWidget
{
    Q_OBJECT

public:
    explicit RetryStrip(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RetryStrip)

    /// Null: none. The connection may go at any time.
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
    QTimer m_tick; ///< to the next second of the countdown
    qint64 m_span = 0; ///< of the countdown, in which assistive tools are told of it once
};

} // namespace roomkeeper::ui
