#include "ui/participants/rosteredits.h"

#include "ui/participants/rostertext.h"

namespace roomkeeper::ui {

namespace {

template <class Change>
bool edit(admin::Connection &connection, const QString &roomId, const QString &step,
          const Change &change)
{
    const admin::StoredRoom *room = connection.rooms().find(roomId);
    if (room == nullptr || !room->roster)
        return false;
    admin::RoomDraft draft = connection.drafts().draft(roomId);
    draft.roster = change(draft.roster, admin::indexOf(*room->roster));
    connection.drafts().edit(roomId, draft, {.text = step});
    return true;
}

} // namespace

bool addPeople(admin::Connection &connection, const QString &roomId,
               const QList<acs::Participant> &people)
{
    return edit(connection, roomId, addStepText(people.size()),
                [&](admin::RosterDraft draft, const admin::RosterIndex &roster) {
                    QHash<QString, QStringList> rawIds; // by role
                    for (const acs::Participant &each : people)
                        rawIds[each.role.name] << each.rawId;
                    for (auto role = rawIds.cbegin(); role != rawIds.cend(); ++role)
                        draft = admin::withRole(draft, roster, *role, {.name = role.key()});
                    return draft;
                });
}

void giveRole(admin::Connection &connection, const QString &roomId, const QStringList &rawIds,
              const acs::Role &role)
{
    edit(connection, roomId, roleStepText(rawIds.size(), role),
         [&](const admin::RosterDraft &draft, const admin::RosterIndex &roster) {
             return admin::withRole(draft, roster, rawIds, role);
         });
}

void removePeople(admin::Connection &connection, const QString &roomId, const QStringList &rawIds)
{
    edit(connection, roomId, removeStepText(rawIds.size()),
         [&](const admin::RosterDraft &draft, const admin::RosterIndex &roster) {
             return admin::withRemoved(draft, roster, rawIds);
         });
}

void namePeople(admin::Connection &connection, const QHash<QString, QString> &names)
{
    admin::Annotations &annotations = connection.annotations();
    for (auto each = names.cbegin(); each != names.cend(); ++each) {
        if (annotations.personName(each.key()).isEmpty())
            annotations.namePerson(each.key(), each.value()).detach();
    }
}

} // namespace roomkeeper::ui
