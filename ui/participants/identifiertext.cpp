#include "ui/participants/identifiertext.h"

#include "base/quotable.h"
#include "ui/participants/rostertext.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using admin::IdentifierCheck;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(IdentifierText)
};

QString kindText(const IdentifierCheck &check, const acs::Role &selected)
{
    const acs::Role role = check.given.value_or(selected);
    const QString has = roleText(check.role.value_or(acs::Role()));
    switch (check.kind) {
    case IdentifierCheck::Kind::New:
        return check.given ? Text::tr("New, as %1.").arg(roleText(role)) : Text::tr("New.");
    case IdentifierCheck::Kind::SameRole:
        return Text::tr("Already a participant (%1).").arg(has);
    case IdentifierCheck::Kind::OtherRole:
        return Text::tr("Already a participant (%1). The role changes to %2.")
            .arg(has, roleText(role));
    }
    Q_UNREACHABLE();
}

QString repetitionText(const QList<int> &lines)
{
    QStringList numbers;
    for (const int line : lines) {
        if (const QString number = QString::number(line); !numbers.contains(number))
            numbers << number;
    }
    //: %1 e.g. "1, 4"
    return Text::tr("Entered %n times (lines %1), added once.", nullptr,
                    static_cast<int>(lines.size()))
        .arg(numbers.join(u", "_s));
}

} // namespace

QString shortIdentifier(const QString &rawId)
{
    constexpr qsizetype shown = 12;
    return rawId.size() <= shown ? rawId : u'…' + rawId.last(shown);
}

QString checkSummary(const admin::IdentifierInput &input, const QList<IdentifierCheck> &checks)
{
    const auto countOf = [&checks](IdentifierCheck::Kind kind) {
        return std::count_if(checks.cbegin(), checks.cend(),
                             [kind](const IdentifierCheck &one) { return one.kind == kind; });
    };
    QStringList parts;
    const auto tell = [&parts](qsizetype count, const char *text) {
        if (count > 0)
            parts << Text::tr(text, nullptr, static_cast<int>(count));
    };
    tell(countOf(IdentifierCheck::Kind::New), QT_TRANSLATE_N_NOOP("IdentifierText", "%Ln new"));
    tell(countOf(IdentifierCheck::Kind::OtherRole),
         QT_TRANSLATE_N_NOOP("IdentifierText", "%Ln role change(s)"));
    tell(countOf(IdentifierCheck::Kind::SameRole),
         QT_TRANSLATE_N_NOOP("IdentifierText", "%Ln already in the room"));
    tell(input.repetitions.size(), QT_TRANSLATE_N_NOOP("IdentifierText", "%Ln duplicate(s)"));
    tell(input.problems.size(), QT_TRANSLATE_N_NOOP("IdentifierText", "%Ln invalid"));
    return parts.join(Text::tr("; "));
}

QString inputNotes(const admin::IdentifierInput &input)
{
    QStringList lines;
    if (input.corrected > 0)
        lines << Text::tr(
            "%n identifier(s) corrected: the beginning must be in lower case (8:acs:).", nullptr,
            input.corrected);
    if (!input.roles.isEmpty())
        lines << Text::tr("%n role(s) taken from the text.", nullptr,
                          static_cast<int>(input.roles.size()));
    if (!input.names.isEmpty())
        lines << Text::tr("%n name(s) taken from the text, to be stored on this computer.", nullptr,
                          static_cast<int>(input.names.size()));
    if (!input.rest.isEmpty())
        lines << Text::tr("Ignored: “%1”").arg(quotable(input.rest));
    return lines.join(u'\n');
}

QString checkLines(const admin::IdentifierInput &input, const QList<IdentifierCheck> &checks,
                   const acs::Role &role, int limit)
{
    QHash<QString, QList<int>> linesOf;
    for (const admin::IdentifierInput::Repetition &repetition : input.repetitions)
        linesOf.insert(repetition.rawId, repetition.lines);

    QStringList lines;
    for (const IdentifierCheck &check : checks) {
        if (lines.size() == limit)
            break;
        QStringList sentences{kindText(check, role)};
        if (const QString name = quotable(input.names.value(check.rawId)); !name.isEmpty())
            sentences << Text::tr("Name: %1.").arg(name);
        if (check.isOfOtherResource)
            sentences << Text::tr("From another resource than the other participants. Check that "
                                  "its access tokens work with this resource.");
        if (const auto repeated = linesOf.constFind(check.rawId); repeated != linesOf.constEnd())
            sentences << repetitionText(*repeated);
        //: %1 the end of an identifier, %2 what it means to add it, in sentences
        lines << Text::tr("%1: %2").arg(shortIdentifier(check.rawId), sentences.join(u' '));
    }
    const qsizetype rest = checks.size() - lines.size();
    if (rest > 0)
        lines << Text::tr("… and %Ln more", nullptr, static_cast<int>(rest));
    return lines.join(u'\n');
}

} // namespace roomkeeper::ui
