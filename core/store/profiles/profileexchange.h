#pragma once

#include "base/result.h"
#include "store/profiles/profile.h"

#include <QByteArray>
#include <QList>
#include <QSet>

namespace roomkeeper::store {

/// Profiles to be handed to somebody else, as a JSON file of a format and version of its own. In it
/// is what holds on any computer: name, endpoint, API version, authentication, read-only, colour,
/// group and notes. Not in it are the secret, the id that names it in the keychain, where it is
/// kept, the file of authorities (a path of this computer) and the last use.

/// No file that is larger is read (bytes).
constexpr qint64 maxExchangeSize = qint64(4) * 1024 * 1024;

/// The text of such a file. Error: kind Invalid where a text of a profile, such as its notes,
/// contains a connection string's key: it is not handed on.
[[nodiscard]] Result<QByteArray> exportedProfiles(const QList<Profile> &profiles);

/// What such a file holds, in its order: with new ids, and with a number where one of `takenNames`
/// or an earlier one of the file has the same name. All of it is checked; one entry that is not as
/// it should be refuses the file. Error: kind Invalid; it says which entry and what is wrong with
/// it. A file with an access key anywhere in it is refused, and what it says is not repeated.
[[nodiscard]] Result<QList<Profile>> importedProfiles(const QByteArray &text,
                                                      const QSet<QString> &takenNames);

/// `name`, with a number behind it where it is taken, within the length of a profile's name.
QString freeName(const QString &name, const QSet<QString> &takenNames);

} // namespace roomkeeper::store
