#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/rosterdraft.h"

#include <QDialog>
#include <QHash>
#include <QList>

class QPushButton;

namespace roomkeeper::ui {

class HintLabel;
class IdentifiersEdit;

/// Asks for the participants to add to a room, typed or pasted, and checks each while typing.
/// Accepted ones go to the room's draft; sends nothing itself.
class AddParticipantsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `roster`: the participants including pending changes.
    AddParticipantsDialog(const QList<acs::Role> &roles, const admin::RosterIndex &roster,
                          QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(AddParticipantsDialog)

    /// Those for whom something changes, in the order of the text.
    QList<acs::Participant> participants() const;
    /// The names that the text gives them, by raw ID.
    QHash<QString, QString> names() const;

private:
    QWidget *makeButtons();
    void updateControls();

    IdentifiersEdit *m_identifiers;
    HintLabel *m_reason;
    QPushButton *m_add = nullptr;
};

} // namespace roomkeeper::ui
