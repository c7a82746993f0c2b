#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace roomkeeper::ui {

/// The label at the foot of the window with the open connection and where its secret is stored,
/// with a button if it could be saved to the keychain.
class SecretStatusLabel : public QWidget
{
    Q_OBJECT

public:
    explicit SecretStatusLabel(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SecretStatusLabel)

    /// `keepText` is the label of the button, e.g. "Keep in keychain"; the button is hidden if it
    /// is empty.
    void show(const QString &text, const QString &keepText);

signals:
    void keepRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintIcon();

    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_keep;
};

} // namespace roomkeeper::ui
