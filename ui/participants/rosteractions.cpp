#include "ui/participants/rosteractions.h"

#include "ui/common/messagebar.h"
#include "ui/participants/addparticipantsdialog.h"
#include "ui/participants/newuserdialog.h"
#include "ui/participants/rosteredits.h"

#include <QClipboard>
#include <QGuiApplication>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

RosterActions::RosterActions(admin::Connection &connection, TimeDisplay &display,
                             MessageBar &messages, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_display(display)
    , m_messages(messages)
    , m_window(window)
{
    connect(&connection.drafts(), &admin::DraftStore::changed, this, &RosterActions::draftChanged);
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
        addPeople(m_connection, roomId, dialog->participants());
        namePeople(m_connection, dialog->names());
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
    const bool isAdded =
        addPeople(m_connection, roomId, {{.rawId = user.rawId, .role = asked.role}});
    if (isAdded)
        m_unapplied.insert(user.rawId, roomId);
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

void RosterActions::draftChanged(const QString &roomId)
{
    const QStringList created = m_unapplied.keys(roomId);
    if (created.isEmpty())
        return;
    const admin::RosterDraft draft = m_connection.drafts().draft(roomId).roster;
    const admin::StoredRoom *room = m_connection.rooms().find(roomId);
    const admin::RosterIndex roster =
        room != nullptr && room->roster ? admin::indexOf(*room->roster) : admin::RosterIndex();
    QStringList unused;
    for (const QString &rawId : created) {
        if (draft.changes.contains(rawId))
            continue;
        m_unapplied.remove(rawId);
        if (!roster.contains(rawId))
            unused << rawId;
    }
    if (!unused.isEmpty())
        showUnused(roomId, unused);
}

void RosterActions::showUnused(const QString &roomId, const QStringList &rawIds)
{
    admin::Annotations &names = m_connection.annotations();
    for (const QString &rawId : rawIds) {
        if (names.personName(rawId).isEmpty()) {
            const QString now = m_display.dateTime(m_connection.clock().now());
            names.namePerson(rawId, tr("User created %1").arg(now)).detach();
        }
    }
    Notice notice{
        .origin = {.topic = u"unused users"_s, .id = roomId},
        .severity = Severity::Warning,
        .text = tr("%Ln user(s) that you created for room %1 will not be added to it. They exist "
                   "nevertheless, and the service cannot list them; Roomkeeper keeps their names.",
                   nullptr, static_cast<int>(rawIds.size()))
                    .arg(roomId),
        .details = rawIds.join(u'\n')};
    notice.offer(tr("Copy identifiers"),
                 [rawIds] { QGuiApplication::clipboard()->setText(rawIds.join(u'\n')); });
    m_messages.showNotice(notice);
}

} // namespace roomkeeper::ui
