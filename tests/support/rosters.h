#pragma once

#include "admin/drafts/rosterdraft.h"

#include <QString>
#include <QStringList>

#include <initializer_list>

namespace roomkeeper::tests {

inline const QString resource = QStringLiteral("0e1f2a3b-1111-2222-3333-444455556666");

inline const acs::Role attendee = acs::Role::attendee();
inline const acs::Role presenter = acs::Role::presenter();
inline const acs::Role consumer = acs::Role::consumer();

/// The raw ID of a communication user; sorted by number.
inline QString person(int number)
{
    return QStringLiteral("8:acs:%1_%2-aaaa-bbbb-cccc-dddddddddddd")
        .arg(resource, QString::number(number).rightJustified(8, u'0'));
}

inline QStringList people(int first, int count)
{
    QStringList rawIds;
    rawIds.reserve(count);
    for (int number = first; number < first + count; ++number)
        rawIds.append(person(number));
    return rawIds;
}

/// Participants as the service returns them.
inline QByteArray rosterJson(const QList<acs::Participant> &roster)
{
    QByteArrayList entries;
    for (const acs::Participant &participant : roster) {
        entries.append("{\"rawId\":\"" + participant.rawId.toLatin1() + "\",\"role\":\""
                       + participant.role.name.toLatin1() + "\"}");
    }
    return "{\"value\":[" + entries.join(',') + "]}";
}

inline QList<acs::Participant> withRoleFor(const QStringList &rawIds, const acs::Role &role)
{
    QList<acs::Participant> roster;
    roster.reserve(rawIds.size());
    for (const QString &rawId : rawIds)
        roster.append({.rawId = rawId, .role = role});
    return roster;
}

} // namespace roomkeeper::tests
