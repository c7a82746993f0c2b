#pragma once

#include "admin/outcomes/unknownoutcome.h"
#include "admin/rooms/roomstore.h"
#include "ui/common/timedisplay.h"

#include <QDialog>

class QPushButton;
class QTableWidget;

namespace roomkeeper::ui {

/// Asks which of some rooms is the one that was requested. Only the user can tell, because somebody
/// else may have created an identical one; so it asks for a single room as well. Cancel leaves the
/// outcome unknown.
class WhichRoomDialog : public QDialog
{
    Q_OBJECT

public:
    /// `rooms` provides the local names of rooms. All must outlive this.
    WhichRoomDialog(const admin::OutcomeCheck &question, const admin::RoomStore &rooms,
                    const TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(WhichRoomDialog)

signals:
    /// This is the room; the dialog has closed.
    void chosen(const QString &roomId);
    /// None of these is the room.
    void noneChosen();

private:
    void fill(const admin::RoomStore &rooms);
    QWidget *makeButtons();
    QString chosenId() const;

    const admin::OutcomeCheck m_question;
    const TimeDisplay &m_display;
    QTableWidget *m_table;
    QPushButton *m_choose = nullptr;
};

} // namespace roomkeeper::ui
