#include "admin/draftdescription.h"

#include <QCoreApplication>
#include <QStringList>

namespace roomkeeper::admin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DraftDescription)
};

QString momentText(const MomentInput &input)
{
    // What can't be read is given as it was typed.
    return input.utc.isValid() ? input.utc.toUTC().toString(Qt::ISODate) : input.text;
}

QString changeText(const QString &rawId, const RosterChange &change, const RosterIndex &roster)
{
    const auto known = roster.constFind(rawId);
    if (!change.wanted)
        return Text::tr("remove %1").arg(rawId);
    if (known == roster.constEnd())
        return Text::tr("add %1 %2").arg(rawId, change.wanted->name);
    //: %1 an identifier, %2 the role it has, %3 the role it is to have
    return Text::tr("%1 %2 -> %3").arg(rawId, known->name, change.wanted->name);
}

} // namespace

QString describe(const RoomDraft &draft, const acs::Room &room, const RosterIndex &roster)
{
    const RoomDraft changes = normalized(draft, room);
    QStringList lines;
    if (changes.validFrom)
        lines << Text::tr("Valid from: %1").arg(momentText(*changes.validFrom));
    if (changes.validUntil)
        lines << Text::tr("Valid until: %1").arg(momentText(*changes.validUntil));
    if (changes.pstnDialOutEnabled) {
        lines << (*changes.pstnDialOutEnabled ? Text::tr("PSTN dial-out: on")
                                              : Text::tr("PSTN dial-out: off"));
    }
    const RosterDraft wishes = normalized(changes.roster, roster);
    for (auto at = wishes.changes.cbegin(); at != wishes.changes.cend(); ++at)
        lines << changeText(at.key(), *at, roster);
    return lines.join(u'\n');
}

} // namespace roomkeeper::admin
