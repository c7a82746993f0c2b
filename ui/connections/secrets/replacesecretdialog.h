#pragma once

#include <QDialog>

class QPushButton;

namespace roomkeeper::ui {

class HintLabel;
class ResourceSecret;

/// Asks for a new connection string after the access key was regenerated. It is tested before the
/// old one is replaced: the receiver of replaceRequested() calls showProblem() or accept(). The
/// field is never prefilled.
class ReplaceSecretDialog : public QDialog
{
    Q_OBJECT

public:
    /// `reason` explains why it is needed, if the service rejected the old one; empty if the user
    /// chose to replace it.
    ReplaceSecretDialog(const QString &connectionName, const QString &endpoint,
                        const QString &reason, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ReplaceSecretDialog)

    /// Shows why the new one was rejected. The input is kept.
    void showProblem(const QString &text);

signals:
    /// A secret: wipe it after use.
    void replaceRequested(const QByteArray &connectionString);
    /// The input was edited while it was being tested.
    void outdated();

private:
    void updateControls();
    void request();

    bool m_isTesting = false;
    ResourceSecret *m_secret;
    HintLabel *m_result;
    QPushButton *m_replace;
};

} // namespace roomkeeper::ui
