#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/rosterdraft.h"

#include <QDialog>
#include <QList>

class QPushButton;

namespace roomkeeper::ui {

class HintLabel;
class IdentifiersEdit;

/// Asks whom to add to a room, typed or pasted, each judged on the spot. What is accepted goes to
/// the room's draft; does no networking.
class AddParticipantsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `roster`: who is on the list, with what is pending over it.
    AddParticipantsDialog(const QList<acs::Role> &roles, const admin::RosterIndex &roster,
                          QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(AddParticipantsDialog)

    /// Those for whom it changes anything, in the order of the text.
    QStringList rawIds() const;
    acs::Role role() const;

private:
    QWidget *makeButtons();
    void updateControls();

    IdentifiersEdit *m_identifiers;
    HintLabel *m_reason;
    QPushButton *m_add = nullptr;
};

} // namespace roomkeeper::ui
