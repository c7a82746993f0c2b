#pragma once

#include "admin/outcomes/unknownoutcomes.h"
#include "admin/rooms/roomstore.h"
#include "ui/common/timedisplay.h"

#include <QDialog>

class QPushButton;
class QTableWidget;

namespace roomkeeper::ui {

/// The changes without a response, to be checked or dismissed. Closes when none is left. Sends
/// nothing itself.
class UnknownOutcomesDialog : public QDialog
{
    Q_OBJECT

public:
    /// All must outlive this. `rooms` provides the local names of rooms.
    UnknownOutcomesDialog(admin::UnknownOutcomes &unknown, const admin::RoomStore &rooms,
                          const TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(UnknownOutcomesDialog)

signals:
    /// Check these; the dialog has closed.
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
