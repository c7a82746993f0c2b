#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace roomkeeper::ui {

/// Shown instead of an empty table: why it is empty, and what to do about it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(EmptyState)

    /// Without a button if `buttonText` is empty.
    void show(const QString &title, const QString &text, const QString &buttonText = {},
              std::function<void()> action = {});

private:
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_button;
    std::function<void()> m_action;
};

} // namespace roomkeeper::ui
