#pragma once

#include "base/error.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace roomkeeper::ui {

/// Asks for the id of a room that need not be in the list. What can't be an id is named while it
/// is typed; the dialog stays, with the id in it, until the room was read or it is cancelled. Does
/// no networking.
class OpenByIdDialog : public QDialog
{
    Q_OBJECT

public:
    explicit OpenByIdDialog(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(OpenByIdDialog)

    /// The room could not be read: said in the dialog.
    void showError(const roomkeeper::Error &error);

signals:
    /// Read this room; answered by accept() or showError().
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
