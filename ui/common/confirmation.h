#pragma once

#include <QMessageBox>

namespace roomkeeper::ui {

/// Asks before something is lost for good: with the verb on the button and the focus on Cancel.
/// Opened with open(); goes by itself afterwards.
class Confirmation : public QMessageBox
{
    Q_OBJECT

public:
    /// `question` names what goes and where; `consequence` what that means; both are plain text.
    Confirmation(const QString &question, const QString &consequence, const QString &verb,
                 QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Confirmation)

signals:
    void confirmed();
    /// It was closed without.
    void declined();
};

} // namespace roomkeeper::ui
