#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace roomkeeper::ui {

/// The quiet, lasting words at the foot of the window about what is open and where its secret is,
/// with a button where the keychain could have it and does not.
class SecretMark : public QWidget
{
    Q_OBJECT

public:
    explicit SecretMark(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SecretMark)

    /// `keepText` is what the button says, e.g. "Keep in keychain"; no button where it is empty.
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
