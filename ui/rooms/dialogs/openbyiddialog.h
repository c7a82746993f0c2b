#pragma once

#include "base/error.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace roomkeeper::ui {

/// Asks for the ID of a room, listed or not. Reports invalid IDs while typing; stays open with its
/// input until the room was loaded or the user cancels. Sends nothing itself.
class OpenByIdDialog : public QDialog
{
    Q_OBJECT

public:
    explicit OpenByIdDialog(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(OpenByIdDialog)

    /// Shows why the room could not be loaded.
    void showError(const roomkeeper::Error &error);

signals:
    /// Load this room; answered by accept() or showError().
    void openRequested(const QString &roomId);

private:
    void updateControls();
    void ask();

    QLineEdit *m_id;
    QLabel *m_problem;
    QPushButton *m_open = nullptr;
    bool m_isReading = false;
};

} // namespace roomkeeper::ui
