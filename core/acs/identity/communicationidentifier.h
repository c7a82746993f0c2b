#pragma once

#include <QList>
#include <QString>

namespace roomkeeper::acs {

/// The kinds of raw IDs in Azure Communication Services; prefixes are case sensitive.
enum class IdentifierKind {
    CommunicationUser, ///< 8:acs:<resource guid>_<user>, also 8:gcch-acs: and 8:dod-acs:
    TeamsExtensionUser, ///< 8:acs:R_T_U, three parts
    TeamsUser, ///< 8:orgid: 8:gcch: 8:dod:
    TeamsVisitor, ///< 8:teamsvisitor:
    PhoneNumber, ///< 4:+…
    TeamsApp, ///< 28:…
    Malformed, ///< the prefix of a communication user, without a resource GUID and a user
    Unknown,
};

IdentifierKind kindOfRawId(QStringView rawId);

/// Rooms accepts communication users only: no Teams users, phone numbers or bots.
bool isAcceptedByRooms(QStringView rawId);

/// The resource GUID in the raw ID of a communication user; empty for others.
QStringView resourceGuid(QStringView rawId);

} // namespace roomkeeper::acs
