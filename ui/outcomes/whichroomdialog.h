#pragma once

#include "admin/outcomes/unknownoutcome.h"
#include "admin/rooms/roomstore.h"
#include "ui/common/timedisplay.h"

#include <QDialog>

class QPushButton;
class QTableWidget;

namespace roomkeeper::ui {

/// Asks which of some rooms is the one that was asked for, since only a person can tell: somebody
/// else may have made one just like it. Also with a single room. Cancel leaves it open.
class WhichRoomDialog : public QDialog
{
    Q_OBJECT

public:
    /// `rooms` tells the names that rooms have on this computer. All outlive this.
    WhichRoomDialog(const admin::OutcomeCheck &question, const admin::RoomStore &rooms,
                    const TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(WhichRoomDialog)

signals:
    /// This one it is; the dialog is gone by then.
    void chosen(const QString &roomId);
    /// None of them is it.
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
