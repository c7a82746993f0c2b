#pragma once

#include "ui/common/timedisplay.h"
#include "ui/connections/sandbox/embeddedsandbox.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace roomkeeper::ui {

class SandboxRequestModel;
class Settings;

/// The embedded sandbox, for people who test their own programs with it: its connection string to
/// copy, its requests as they come, and faults to switch on and off. Opening it starts the sandbox.
class SandboxDialog : public QDialog
{
    Q_OBJECT

public:
    /// All must outlive this.
    SandboxDialog(EmbeddedSandbox &sandbox, TimeDisplay &display, Settings &settings,
                  QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SandboxDialog)

private:
    QWidget *makeConnection();
    QWidget *makeFaults();
    QWidget *makeRequests(Settings &settings);
    void showFaults();
    void changeFaults();
    void append(const SandboxRequest &request);

    EmbeddedSandbox &m_sandbox;
    SandboxRequestModel *m_model;
    QLineEdit *m_connectionString;
    QPushButton *m_copy;
    QLabel *m_status;
    QCheckBox *m_drop;
    QCheckBox *m_unavailable;
    QCheckBox *m_rateLimit;
    QCheckBox *m_slow;
    QComboBox *m_share;
    QTableView *m_requests;
};

} // namespace roomkeeper::ui
