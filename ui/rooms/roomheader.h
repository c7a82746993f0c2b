#pragma once

#include "admin/roomstore.h"
#include "base/clock.h"
#include "ui/common/timedisplay.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace roomkeeper::ui {

class StatePill;

/// The head of the details: the room's id to read and to copy, its state, and since when this is
/// known.
class RoomHeader : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this.
    RoomHeader(const TimeDisplay &display, const Clock &clock, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomHeader)

    void show(const admin::StoredRoom &room);

signals:
    void copyRequested();

private:
    const TimeDisplay &m_display;
    const Clock &m_clock;
    QLineEdit *m_id;
    StatePill *m_state;
    QLabel *m_facts;
};

} // namespace roomkeeper::ui
