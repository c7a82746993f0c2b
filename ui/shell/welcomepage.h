#pragma once

#include "ui/connections/connectionchoice.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace roomkeeper::ui {

/// What the window shows before anything is connected: the two ways to begin, and the connections
/// that are there already.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(WelcomePage)

    /// Shows those that were used last, and how many there are.
    void setChoices(const QList<ConnectionChoice> &choices);

signals:
    void connectRequested();
    /// What is in the clipboard, pasted on the page.
    void pasteRequested();
    void sandboxRequested();
    void chosen(const roomkeeper::ui::ConnectionChoice &choice);
    /// All of them are wanted, where not all are shown.
    void allRequested();

private:
    QLabel *m_known;
    QWidget *m_list;
    QVBoxLayout *m_rows;
    QPushButton *m_all;
    QWidget *m_sandbox = nullptr;
};

} // namespace roomkeeper::ui
