#include "ui/participants/rosteractions.h"

#include "ui/common/messagebar.h"
#include "ui/participants/addparticipantsdialog.h"
#include "ui/participants/newuserdialog.h"
#include "ui/participants/rosteredits.h"

#include <QClipboard>
#include <QGuiApplication>

namespace roomkeeper::ui {

RosterActions::RosterActions(admin::Connection &connection, TimeDisplay &display,
                             MessageBar &messages, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_display(display)
    , m_messages(messages)
    , m_window(window)
{
}

void RosterActions::addParticipants(const QString &roomId)
{
    const admin::StoredRoom *room = m_connection.rooms().find(roomId);
    if (room == nullptr || !room->roster)
        return;
    const admin::RosterIndex roster = admin::wantedRoster(
        m_connection.drafts().draft(roomId).roster, admin::indexOf(*room->roster));
    auto *dialog =
        new AddParticipantsDialog(acs::rolesOf(m_connection.apiVersion()), roster, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, roomId, dialog] {
        addPeople(m_connection, roomId, dialog->rawIds(), dialog->role());
    });
    dialog->open();
}

void RosterActions::newUser(const QString &roomId)
{
    auto *dialog = new NewUserDialog(acs::rolesOf(m_connection.apiVersion()), m_display, &m_window);
    connect(dialog, &NewUserDialog::createRequested, this,
            [this, roomId, dialog = QPointer(dialog)](const NewUser &user) {
                create(roomId, user, dialog);
            });
    dialog->open();
}

void RosterActions::create(const QString &roomId, const NewUser &user,
                           const QPointer<NewUserDialog> &dialog)
{
    m_connection.identities()
        .createUser(user.token)
        .then(this, [this, roomId, user, dialog](const Result<acs::CreatedUser> &made) {
            // If it was closed meanwhile, the dialog may still exist for a moment.
            NewUserDialog *shown = dialog && dialog->isVisible() ? dialog.data() : nullptr;
            if (made)
                created(roomId, user, *made, shown);
            else if (shown != nullptr)
                shown->showError(made.error());
            else
                m_messages.showNotice(userErrorNotice(made.error()));
        });
}

void RosterActions::created(const QString &roomId, const NewUser &asked,
                            const acs::CreatedUser &user, NewUserDialog *dialog)
{
    if (!asked.name.isEmpty())
        m_connection.annotations().namePerson(user.rawId, asked.name).detach();
    const bool isAdded = addPeople(m_connection, roomId, {user.rawId}, asked.role);
    if (dialog != nullptr)
        dialog->showCreated(user);
    if (dialog != nullptr && isAdded)
        return;
    QString text =
        isAdded
            ? tr("The user was created and added to the pending changes to room %1.").arg(roomId)
            : tr("The user was created but not added, because room %1 is no longer listed.")
                  .arg(roomId);
    if (user.token && dialog == nullptr)
        text += u' ' + tr("The access token was discarded when you closed the dialog.");
    Notice notice{.origin = newUserOrigin(), .text = text};
    notice.offer(tr("Copy identifier"),
                 [id = user.rawId] { QGuiApplication::clipboard()->setText(id); });
    m_messages.showNotice(notice);
}

} // namespace roomkeeper::ui
