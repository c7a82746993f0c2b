#pragma once

#include <QDialog>

class QPushButton;

namespace roomkeeper::ui {

class HintLabel;
class ResourceSecret;

/// Asks for the connection string that takes the place of one whose key was regenerated. What is
/// entered is tested before the old one is dropped: replaceRequested(), answered by showProblem()
/// or accept(). The field is never filled in.
class ReplaceSecretDialog : public QDialog
{
    Q_OBJECT

public:
    /// `connectionName` and `endpoint` say whose it is. `reason`: why it is asked for, where the
    /// service refused the old one; empty where somebody wants to.
    ReplaceSecretDialog(const QString &connectionName, const QString &endpoint,
                        const QString &reason, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ReplaceSecretDialog)

    /// The new one was tested and was not taken. Nothing typed is lost.
    void showProblem(const QString &text);

signals:
    /// A secret: wipe it after use.
    void replaceRequested(const QByteArray &connectionString);
    /// What is being tested does not stand there any more.
    void outdated();

private:
    void judge();
    void request();

    bool m_isTesting = false;
    ResourceSecret *m_secret;
    HintLabel *m_result;
    QPushButton *m_replace;
};

} // namespace roomkeeper::ui
