#include "admin/drafts/identifierinput.h"

#include "acs/identity/communicationidentifier.h"

#include <QCoreApplication>
#include <QHash>

namespace roomkeeper::admin {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(IdentifierInput)
};

bool isSeparator(QChar c)
{
    // Text copied from web pages and spreadsheets contains zero-width characters.
    return c.isSpace() || c == u',' || c == u';' || c == QChar(0x200b) || c == QChar(0xfeff);
}

bool endsLine(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c == u'\r')
        return at + 1 == text.size() || text[at + 1] != u'\n';
    return c == u'\n' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

/// Why a raw ID with the prefix of a communication user is invalid. Each part is checked by
/// isAcceptedByRooms(), in an identifier that is otherwise valid.
QString malformedReason(QStringView rawId)
{
    static constexpr QStringView goodResource = u"00000000-0000-0000-0000-000000000001";
    const auto isGood = [](QStringView resource, QStringView user) {
        return acs::isAcceptedByRooms(u"8:acs:%1_%2"_s.arg(resource, user));
    };
    const QStringView rest = rawId.sliced(rawId.indexOf(u':', 2) + 1);
    const auto parts = rest.split(u'_');
    if (!isGood(parts.first(), u"user"))
        return Text::tr("The resource before “_” is not a GUID.");
    if (parts.size() == 1 || (parts.size() == 2 && parts[1].isEmpty()))
        return Text::tr("The user after the resource's GUID is missing.");
    if (parts.size() == 2 && !isGood(goodResource, parts[1]))
        return Text::tr("The user after “_” contains a character that is not allowed.");
    return Text::tr("It contains more than a resource and a user.");
}

/// Why Rooms does not accept an identifier.
QString problemText(QStringView rawId)
{
    switch (acs::kindOfRawId(rawId)) {
    case acs::IdentifierKind::TeamsUser:
        return Text::tr("This is a Teams user. A room accepts only communication users (8:acs:…).");
    case acs::IdentifierKind::TeamsVisitor:
        return Text::tr(
            "This is an anonymous Teams user. A room accepts only communication users (8:acs:…).");
    case acs::IdentifierKind::TeamsExtensionUser:
        return Text::tr(
            "This is a Teams extension user. A room accepts only communication users (8:acs:…).");
    case acs::IdentifierKind::PhoneNumber:
        return Text::tr(
            "This is a phone number. A room accepts only communication users (8:acs:…).");
    case acs::IdentifierKind::TeamsApp:
        return Text::tr(
            "This is a bot or Teams app. A room accepts only communication users (8:acs:…).");
    case acs::IdentifierKind::Malformed:
        return malformedReason(rawId);
    case acs::IdentifierKind::CommunicationUser:
    case acs::IdentifierKind::Unknown:
        break;
    }
    return Text::tr(
        "This is not an identifier. A room accepts only communication users (8:acs:…).");
}

/// The identifiers that appear more than once, in the order of their first line.
QList<IdentifierInput::Repetition> repetitionsOf(const QList<QString> &rawIds,
                                                 const QHash<QStringView, QList<int>> &lines)
{
    QList<IdentifierInput::Repetition> repetitions;
    for (const QString &rawId : rawIds) {
        const QList<int> named = lines.value(rawId);
        if (named.size() > 1)
            repetitions.append({.rawId = rawId, .lines = named});
    }
    return repetitions;
}

} // namespace

IdentifierInput readIdentifiers(QStringView text)
{
    IdentifierInput input;
    QHash<QStringView, QList<int>> lines; // of the valid ones
    int line = 1;
    qsizetype begin = 0;
    const auto take = [&](qsizetype end) {
        const QStringView rawId = text.sliced(begin, end - begin);
        if (rawId.isEmpty())
            return;
        if (!acs::isAcceptedByRooms(rawId)) {
            input.problems.append(
                {.line = line, .text = rawId.toString(), .message = problemText(rawId)});
            return;
        }
        QList<int> &named = lines[rawId];
        if (named.isEmpty())
            input.rawIds.append(rawId.toString());
        else
            ++input.duplicates;
        named.append(line);
    };
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!isSeparator(text[at]))
            continue;
        take(at);
        begin = at + 1;
        if (endsLine(text, at))
            ++line;
    }
    take(text.size());
    if (input.duplicates > 0)
        input.repetitions = repetitionsOf(input.rawIds, lines);
    return input;
}

QList<IdentifierCheck> evaluateIdentifiers(const IdentifierInput &input, const RosterIndex &roster,
                                           const acs::Role &role, const QString &usualResource)
{
    using Kind = IdentifierCheck::Kind;
    QList<IdentifierCheck> checks;
    checks.reserve(input.rawIds.size());
    for (const QString &rawId : input.rawIds) {
        IdentifierCheck check{.rawId = rawId};
        if (const auto known = roster.constFind(rawId); known != roster.constEnd()) {
            check.kind = *known == role ? Kind::SameRole : Kind::OtherRole;
            check.role = *known;
        }
        check.isOfOtherResource =
            !usualResource.isEmpty()
            && acs::resourceGuid(rawId).compare(usualResource, Qt::CaseInsensitive) != 0;
        checks.append(check);
    }
    return checks;
}

QString usualResource(const RosterIndex &roster)
{
    QHash<QString, qsizetype> counts;
    for (auto at = roster.keyBegin(); at != roster.keyEnd(); ++at) {
        const QStringView resource = acs::resourceGuid(*at);
        if (!resource.isEmpty())
            ++counts[resource.toString().toLower()];
    }
    QString usual;
    qsizetype most = 0;
    for (auto at = counts.cbegin(); at != counts.cend(); ++at) {
        // If several have the same number, the first by name: the order in a hash is random.
        if (*at > most || (*at == most && at.key() < usual)) {
            usual = at.key();
            most = *at;
        }
    }
    return usual;
}

} // namespace roomkeeper::admin
