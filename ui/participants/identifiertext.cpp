#include "ui/participants/identifiertext.h"

#include "ui/participants/rostertext.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using admin::IdentifierJudgement;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(IdentifierVerdicts)
};

QString kindText(const IdentifierJudgement &judgement, const acs::Role &role)
{
    const QString has = roleText(judgement.role.value_or(acs::Role()));
    switch (judgement.kind) {
    case IdentifierJudgement::Kind::New:
        return Text::tr("new");
    case IdentifierJudgement::Kind::SameRole:
        return Text::tr("already a participant (%1)").arg(has);
    case IdentifierJudgement::Kind::OtherRole:
        return Text::tr("already a participant (%1); the role changes to %2")
            .arg(has, roleText(role));
    }
    Q_UNREACHABLE();
}

QString repetitionText(const QList<int> &lines)
{
    QStringList numbers;
    for (const int line : lines)
        numbers << QString::number(line);
    //: %1 e.g. "1, 4"
    return Text::tr("entered %n times (lines %1), added once", nullptr,
                    static_cast<int>(lines.size()))
        .arg(numbers.join(u", "_s));
}

} // namespace

QString shortIdentifier(const QString &rawId)
{
    constexpr qsizetype shown = 12;
    return rawId.size() <= shown ? rawId : u'…' + rawId.last(shown);
}

QString judgementSummary(const admin::IdentifierInput &input,
                         const QList<IdentifierJudgement> &judgements)
{
    const auto countOf = [&judgements](IdentifierJudgement::Kind kind) {
        return std::count_if(judgements.cbegin(), judgements.cend(),
                             [kind](const IdentifierJudgement &one) { return one.kind == kind; });
    };
    QStringList parts;
    const auto tell = [&parts](qsizetype count, const char *text) {
        if (count > 0)
            parts << Text::tr(text, nullptr, static_cast<int>(count));
    };
    tell(countOf(IdentifierJudgement::Kind::New),
         QT_TRANSLATE_N_NOOP("IdentifierVerdicts", "%Ln new"));
    tell(countOf(IdentifierJudgement::Kind::OtherRole),
         QT_TRANSLATE_N_NOOP("IdentifierVerdicts", "%Ln role change(s)"));
    tell(countOf(IdentifierJudgement::Kind::SameRole),
         QT_TRANSLATE_N_NOOP("IdentifierVerdicts", "%Ln already in the room"));
    tell(input.repetitions.size(), QT_TRANSLATE_N_NOOP("IdentifierVerdicts", "%Ln duplicate(s)"));
    tell(input.problems.size(), QT_TRANSLATE_N_NOOP("IdentifierVerdicts", "%Ln invalid"));
    return parts.join(Text::tr("; "));
}

QString judgementLines(const admin::IdentifierInput &input,
                       const QList<IdentifierJudgement> &judgements, const acs::Role &role,
                       int limit)
{
    QHash<QString, QList<int>> linesOf;
    for (const admin::IdentifierInput::Repetition &repetition : input.repetitions)
        linesOf.insert(repetition.rawId, repetition.lines);

    QStringList lines;
    for (const IdentifierJudgement &judgement : judgements) {
        if (lines.size() == limit)
            break;
        QStringList parts{kindText(judgement, role)};
        if (judgement.isOfOtherResource)
            parts << Text::tr("from another resource than the other participants; check that its "
                              "access tokens work with this resource");
        if (const auto repeated = linesOf.constFind(judgement.rawId);
            repeated != linesOf.constEnd())
            parts << repetitionText(*repeated);
        //: %1 the end of an identifier, %2 what it means to add it
        lines << Text::tr("%1: %2").arg(shortIdentifier(judgement.rawId),
                                        parts.join(Text::tr("; ")));
    }
    const qsizetype rest = judgements.size() - lines.size();
    if (rest > 0)
        lines << Text::tr("… and %Ln more", nullptr, static_cast<int>(rest));
    return lines.join(u'\n');
}

} // namespace roomkeeper::ui
