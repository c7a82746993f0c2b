#pragma once

#include "admin/rooms/roomstore.h"
#include "base/clock.h"
#include "ui/common/timedisplay.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace roomkeeper::ui {

class StatePill;

/// The header of the details: the room's name, edited in place; its ID, which can be copied; its
/// state, and when it was loaded.
class RoomHeader : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this.
    RoomHeader(const TimeDisplay &display, const Clock &clock, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomHeader)

    void show(const admin::StoredRoom &room);
    void editName();

signals:
    /// The user entered this name; empty: the room has no name any more. `seen`: the name when the
    /// user began to type.
    void nameEdited(const QString &roomId, const QString &name, const QString &seen);
    void copyRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showName(const QString &name);
    void nameEntered();

    const TimeDisplay &m_display;
    const Clock &m_clock;
    QLineEdit *m_name;
    QString m_knownName;
    QString m_seenName; ///< the known one before the text was modified
    QLineEdit *m_id;
    StatePill *m_state;
    QLabel *m_facts;
};

} // namespace roomkeeper::ui
