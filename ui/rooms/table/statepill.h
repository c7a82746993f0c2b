#pragma once

#include "admin/rooms/roomstate.h"

#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QWidget>

class QPainter;

namespace roomkeeper::ui {

/// The size of a state's pill in a font. All pills have the same height.
QSize statePillSize(admin::RoomState state, const QFont &font);
/// The size of the widest pill.
int widestStatePill(const QFont &font);

/// Paints the pill at the left of `area`, vertically centred: a shape and a word, so that the state
/// is never shown by colour alone.
void paintStatePill(QPainter *painter, const QRect &area, admin::RoomState state,
                    const QPalette &palette, const QFont &font);

/// Only the shape of a state: full, three quarters, a quarter, empty.
QIcon stateIcon(admin::RoomState state);

/// A pill as a widget, for the details. Its accessible name is the state's name.
class StatePill : public QWidget
{
    Q_OBJECT

public:
    explicit StatePill(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(StatePill)

    void setState(admin::RoomState state);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    admin::RoomState m_state = admin::RoomState::Ended;
};

} // namespace roomkeeper::ui
