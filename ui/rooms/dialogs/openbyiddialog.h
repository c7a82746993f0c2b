#pragma once

#include "admin/rooms/roomid.h"
#include "base/error.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace roomkeeper::ui {

class HintLabel;

/// Asks for the IDs of rooms, listed or not, and finds them in whatever was pasted. Reports invalid
/// IDs while typing; stays open with its input until the rooms were loaded or the user cancels.
/// Sends nothing itself.
class OpenByIdDialog : public QDialog
{
    Q_OBJECT

public:
    explicit OpenByIdDialog(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(OpenByIdDialog)

    /// Fills in these IDs and opens them.
    void openRooms(const QStringList &roomIds);
    /// Shows why no room could be loaded.
    void showError(const roomkeeper::Error &error);

signals:
    /// Load these rooms; answered by accept() or showError().
    void openRequested(const QStringList &roomIds);

private:
    void updateControls();
    void ask();

    QLineEdit *m_id;
    HintLabel *m_problem;
    QPushButton *m_open = nullptr;
    admin::RoomIdInput m_input;
    bool m_isReading = false;
};

} // namespace roomkeeper::ui
