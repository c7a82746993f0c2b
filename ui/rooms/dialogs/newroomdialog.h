#pragma once

#include "acs/rooms/room.h"
#include "base/clock.h"
#include "base/error.h"
#include "ui/common/timedisplay.h"

#include <QDialog>
#include <QHash>
#include <QTimer>

class QCheckBox;
class QLabel;
class QPushButton;

namespace roomkeeper::ui {

class IdentifiersEdit;
class MessageBar;
class ValidityEditor;

/// Asks for the values of a new room: by default valid from now for a day. Stays open with its
/// input while the room is being created, and if the service rejects it. Sends nothing itself.
class NewRoomDialog : public QDialog
{
    Q_OBJECT

public:
    /// `display` and `clock` must outlive this.
    NewRoomDialog(acs::ApiVersion version, TimeDisplay &display, const Clock &clock,
                  QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(NewRoomDialog)

    /// The values. If *Valid from* was not edited it is now, and if *Valid until* was not edited it
    /// is a day later.
    acs::RoomCreation creation() const;
    /// The names that the pasted text gives to participants, by raw ID.
    QHash<QString, QString> names() const;
    /// Fills in these values; absent ones keep their default.
    void setCreation(const acs::RoomCreation &creation);

    /// Shows why the room was not created. Not for unknown outcomes.
    void showError(const roomkeeper::Error &error);

signals:
    /// Create this room; answered by accept() or showError().
    void createRequested(const roomkeeper::acs::RoomCreation &creation);

private:
    QWidget *makeButtons();
    void updateControls();
    void create();
    void followClock();
    void setCreating(bool creating);

    acs::ApiVersion m_version;
    const Clock &m_clock;
    bool m_fromIsTouched = false;
    bool m_untilIsTouched = false;
    bool m_untilIsPreset = false; ///< follows *Valid from*
    bool m_isCreating = false;
    QTimer m_second; ///< times that were not edited follow the clock

    MessageBar *m_message;
    QWidget *m_inputs;
    ValidityEditor *m_validity;
    QCheckBox *m_pstn;
    IdentifiersEdit *m_identifiers;
    QPushButton *m_create = nullptr;
};

} // namespace roomkeeper::ui
