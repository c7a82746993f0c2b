#pragma once

#include "admin/drafts/roomdraft.h"
#include "ui/common/timedisplay.h"

#include <QDialog>

class QGridLayout;
class QPushButton;
class QRadioButton;

namespace roomkeeper::ui {

/// Asks, for each field that somebody else changed meanwhile, whether it is overwritten. Cancel
/// leaves everything pending.
class ConflictDialog : public QDialog
{
    Q_OBJECT

public:
    /// `room` is the room's name or ID. `display` must outlive this.
    ConflictDialog(const admin::RoomConflict &conflict, const QString &room,
                   const TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConflictDialog)

signals:
    /// The fields to be overwritten; the dialog has closed.
    void decided(const QList<roomkeeper::admin::OwnField> &anyway);

private:
    void addField(QGridLayout &grid, const admin::FieldConflict &conflict,
                  const TimeDisplay &display);
    QWidget *createButtons();
    void decide();

    struct Choice
    {
        admin::OwnField field;
        QRadioButton *anyway;
    };
    QList<Choice> m_choices;
    QPushButton *m_continue = nullptr;
};

} // namespace roomkeeper::ui
