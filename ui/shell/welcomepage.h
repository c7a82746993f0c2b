#pragma once

#include "ui/connections/connectionchoice.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace roomkeeper::ui {

/// The page shown before anything is connected: the two ways to start, and the existing
/// connections.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(WelcomePage)

    /// Shows the most recently used connections and the total number.
    void setChoices(const QList<ConnectionChoice> &choices);

signals:
    void connectRequested();
    /// The user pasted the clipboard on the page.
    void pasteRequested();
    void sandboxRequested();
    void chosen(const roomkeeper::ui::ConnectionChoice &choice);
    /// The user wants to see all connections.
    void allRequested();

private:
    QLabel *m_known;
    QWidget *m_list;
    QVBoxLayout *m_rows;
    QPushButton *m_all;
    QWidget *m_sandbox = nullptr;
};

} // namespace roomkeeper::ui
