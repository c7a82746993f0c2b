#pragma once

#include "admin/outcomes/unknownoutcomes.h"
#include "admin/rooms/roomstore.h"
#include "ui/common/timedisplay.h"

#include <QDialog>

class QPushButton;
class QTableWidget;

namespace roomkeeper::ui {

/// The changes whose answers never came, to be checked or let go. Closes by itself when none is
/// left. Does no networking.
class UnknownOutcomesDialog : public QDialog
{
    Q_OBJECT

public:
    /// All outlive this. `rooms` gives rooms the names they have on this computer.
    UnknownOutcomesDialog(admin::UnknownOutcomes &unknown, const admin::RoomStore &rooms,
                          const TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(UnknownOutcomesDialog)

signals:
    /// Look what became of these; the dialog is gone by then.
    void checkRequested(const QList<int> &ids);

private:
    QWidget *makeButtons();
    void fill();
    void updateControls();
    QList<int> chosen() const;

    admin::UnknownOutcomes &m_unknown;
    const admin::RoomStore &m_rooms;
    const TimeDisplay &m_display;
    QTableWidget *m_table;
    QPushButton *m_check = nullptr;
    QPushButton *m_dismiss = nullptr;
};

} // namespace roomkeeper::ui
