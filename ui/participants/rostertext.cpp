#include "ui/participants/rostertext.h"

#include "base/quotable.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Roster)
};

QString plainChangeText(const std::optional<acs::Role> &role, const admin::RosterChange &change)
{
    switch (admin::RosterChange::kindOf(role, change)) {
    case admin::RosterChange::Kind::Add:
        return Text::tr("+ added");
    case admin::RosterChange::Kind::SetRole:
        return Text::tr("~ role: was %1").arg(roleText(role.value_or(acs::Role())));
    case admin::RosterChange::Kind::Remove:
        return Text::tr("− removed");
    }
    Q_UNREACHABLE();
}

} // namespace

QString roleText(const acs::Role &role)
{
    if (role == acs::Role::presenter())
        return Text::tr("Presenter");
    if (role == acs::Role::collaborator())
        return Text::tr("Collaborator");
    if (role == acs::Role::attendee())
        return Text::tr("Attendee");
    if (role == acs::Role::consumer())
        return Text::tr("Consumer");
    return quotable(role.name);
}

QString changeText(const std::optional<acs::Role> &role, const admin::RosterChange &change)
{
    const QString text = plainChangeText(role, change);
    //: %1 e.g. "+ added", %2 the service's own words
    return change.rejection.isEmpty() ? text
                                      : Text::tr("%1 – rejected: %2").arg(text, change.rejection);
}

QString participantCountText(qsizetype count)
{
    return Text::tr("%Ln participant(s)", nullptr, static_cast<int>(count));
}

QString pendingText(const admin::RosterCounts &counts)
{
    if (counts.all() == 0)
        return {};
    QStringList parts;
    const auto count = [&parts](QChar shape, qsizetype number) {
        if (number > 0)
            parts << shape + QLocale().toString(number);
    };
    count(u'+', counts.added);
    count(u'~', counts.changed);
    count(u'−', counts.removed);
    const QString all = parts.join(u' ');
    //: %1 e.g. "+1 ~1 −1"
    return counts.rejected > 0
               ? Text::tr("%1 pending, %Ln rejected", nullptr, static_cast<int>(counts.rejected))
                     .arg(all)
               : Text::tr("%1 pending").arg(all);
}

QString addStepText(qsizetype people)
{
    //: A step that can be undone, after "Undo:"
    return Text::tr("Add %Ln participant(s)", nullptr, static_cast<int>(people));
}

QString removeStepText(qsizetype people)
{
    //: A step that can be undone, after "Undo:"
    return Text::tr("Remove %Ln participant(s)", nullptr, static_cast<int>(people));
}

QString roleStepText(qsizetype people, const acs::Role &role)
{
    //: A step that can be undone, after "Undo:"; %1 a role
    return Text::tr("Set role %1 for %Ln participant(s)", nullptr, static_cast<int>(people))
        .arg(roleText(role));
}

} // namespace roomkeeper::ui
