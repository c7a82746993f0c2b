#pragma once

#include <QList>
#include <QString>

namespace roomkeeper::acs {

/// The kinds of raw id that Azure Communication Services knows; prefixes are case sensitive.
enum class IdentifierKind {
    CommunicationUser, ///< 8:acs:<resource guid>_<user>, also 8:gcch-acs: and 8:dod-acs:
    TeamsExtensionUser, ///< 8:acs:R_T_U, three parts
    TeamsUser, ///< 8:orgid: 8:gcch: 8:dod:
    TeamsVisitor, ///< 8:teamsvisitor:
    PhoneNumber, ///< 4:+…
    TeamsApp, ///< 28:…
    Malformed, ///< a communication user's prefix without a resource guid and a user
    Unknown,
};

IdentifierKind kindOfRawId(QStringView rawId);

/// Rooms takes communication users only; of Teams users, phone numbers and bots it takes none.
bool isAcceptedByRooms(QStringView rawId);

/// The resource guid of a communication user's raw id; empty for others.
QStringView resourceGuid(QStringView rawId);

} // namespace roomkeeper::acs
