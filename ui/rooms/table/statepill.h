#pragma once

#include "admin/rooms/roomstate.h"

#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QWidget>

class QPainter;

namespace roomkeeper::ui {

/// The size of a state's pill in a font; all states' pills have the same height.
QSize statePillSize(admin::RoomState state, const QFont &font);
/// The widest of them.
int widestStatePill(const QFont &font);

/// Paints the pill at the left of `area`, centred in its height: a shape and the word, so that the
/// state is never told by colour alone.
void paintStatePill(QPainter *painter, const QRect &area, admin::RoomState state,
                    const QPalette &palette, const QFont &font);

/// The shape of a state alone: full, three quarters, a quarter, empty.
QIcon stateIcon(admin::RoomState state);

/// A state as a pill of its own, for the details. Its accessible name is the word.
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
