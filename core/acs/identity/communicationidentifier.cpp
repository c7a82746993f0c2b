#include "acs/identity/communicationidentifier.h"

#include <algorithm>
#include <array>

namespace roomkeeper::acs {

namespace {

constexpr std::array<QStringView, 3> communicationPrefixes{u"8:acs:", u"8:gcch-acs:",
                                                           u"8:dod-acs:"};

bool startsWithAny(QStringView text, std::initializer_list<QStringView> prefixes)
{
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [text](QStringView prefix) { return text.startsWith(prefix); });
}

/// What follows the prefix of a communication user; null if there is no such prefix.
QStringView afterCommunicationPrefix(QStringView rawId)
{
    for (const QStringView prefix : communicationPrefixes) {
        if (rawId.startsWith(prefix))
            return rawId.sliced(prefix.size());
    }
    return {};
}

bool isHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isGuid(QStringView text)
{
    if (text.size() != 36)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != u'-' : !isHex(text[i]))
            return false;
    }
    return true;
}

/// A user part: letters, digits and dashes; nothing that could break a line or a path.
bool isUserPart(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c == u'-' || (c.unicode() < 128 && c.isLetterOrNumber());
    });
}

} // namespace

IdentifierKind kindOfRawId(QStringView rawId)
{
    const QStringView rest = afterCommunicationPrefix(rawId);
    if (!rest.isNull()) {
        const auto parts = rest.split(u'_');
        const bool guid = isGuid(parts.first());
        if (guid && parts.size() == 2 && isUserPart(parts[1]))
            return IdentifierKind::CommunicationUser;
        if (guid && parts.size() == 3 && isUserPart(parts[1]) && isUserPart(parts[2]))
            return IdentifierKind::TeamsExtensionUser;
        return IdentifierKind::Malformed;
    }
    if (startsWithAny(rawId, {u"8:orgid:", u"8:gcch:", u"8:dod:"}))
        return IdentifierKind::TeamsUser;
    if (rawId.startsWith(u"8:teamsvisitor:"))
        return IdentifierKind::TeamsVisitor;
    if (rawId.startsWith(u"4:"))
        return IdentifierKind::PhoneNumber;
    if (rawId.startsWith(u"28:"))
        return IdentifierKind::TeamsApp;
    return IdentifierKind::Unknown;
}

bool isAcceptedByRooms(QStringView rawId)
{
    return kindOfRawId(rawId) == IdentifierKind::CommunicationUser;
}

QStringView resourceGuid(QStringView rawId)
{
    if (kindOfRawId(rawId) != IdentifierKind::CommunicationUser)
        return {};
    return afterCommunicationPrefix(rawId).first(36);
}

} // namespace roomkeeper::acs
