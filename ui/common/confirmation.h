#pragma once

#include <QMessageBox>

namespace roomkeeper::ui {

/// Asks for confirmation before something is permanently lost. The button says the verb, and
/// *Cancel* has the focus. Open it with open(); it deletes itself when closed.
class Confirmation : public QMessageBox
{
    Q_OBJECT

public:
    /// `question` says what will be lost and where, `consequence` what that means; both are plain
    /// text.
    Confirmation(const QString &question, const QString &consequence, const QString &verb,
                 QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Confirmation)

protected:
    void showEvent(QShowEvent *event) override;

signals:
    void confirmed();
    /// It was closed without confirmation.
    void declined();
};

} // namespace roomkeeper::ui
