#pragma once

#include "acs/rooms/room.h"
#include "base/clock.h"
#include "base/error.h"
#include "ui/common/timedisplay.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QLabel;
class QPushButton;

namespace roomkeeper::ui {

class IdentifiersEdit;
class MessageBar;
class ValidityEditor;

/// Asks what a new room shall be: open from now for a day unless somebody says otherwise. It stays
/// open with everything typed while the room is made and when the service refuses. Does no
/// networking.
class NewRoomDialog : public QDialog
{
    Q_OBJECT

public:
    /// `display` and `clock` outlive this.
    NewRoomDialog(acs::ApiVersion version, TimeDisplay &display, const Clock &clock,
                  QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(NewRoomDialog)

    /// What was asked for. An opening that nobody touched is the moment of asking, and an end that
    /// nobody touched lies a day after the opening.
    acs::RoomCreation creation() const;
    /// Asks for this once more; what is not given there stays as it is.
    void setCreation(const acs::RoomCreation &creation);

    /// The room was not made: said in the dialog. Not for an outcome that is unknown.
    void showError(const roomkeeper::Error &error);

signals:
    /// Make this room; answered by accept() or showError().
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
    bool m_untilIsPreset = false; ///< keeps its distance from the opening
    bool m_isCreating = false;
    QTimer m_second; ///< what nobody touched goes with the time

    MessageBar *m_message;
    QWidget *m_inputs;
    ValidityEditor *m_validity;
    QCheckBox *m_pstn;
    IdentifiersEdit *m_identifiers;
    QPushButton *m_create = nullptr;
};

} // namespace roomkeeper::ui
