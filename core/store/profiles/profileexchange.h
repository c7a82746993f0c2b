#pragma once

#include "base/result.h"
#include "store/profiles/profile.h"

#include <QByteArray>
#include <QList>
#include <QSet>

namespace roomkeeper::store {

/// Profiles to be given to somebody else, as a JSON file with its own format and version. It
/// contains what is valid on any computer: name, endpoint, API version, authentication, tenant,
/// subscription, read-only, colour, group and notes. It does not contain the secret, the ID that
/// identifies it in the keychain, where it is stored, the file of authorities (a path on this
/// computer) or the last use.

/// The largest file that is read, in bytes.
constexpr qint64 maxExchangeSize = qint64(4) * 1024 * 1024;

/// The text of such a file. Error: kind Invalid if a text of a profile, such as its notes, contains
/// an access key.
[[nodiscard]] Result<QByteArray> exportedProfiles(const QList<Profile> &profiles);

/// The profiles in such a file, in order: with new IDs, and with a number if one of `takenNames` or
/// an earlier one has the same name. One invalid entry makes the whole file invalid. Error: kind
/// Invalid; it says which entry and what is wrong with it. A file that contains an access key
/// anywhere is rejected, and its contents are not repeated.
[[nodiscard]] Result<QList<Profile>> importedProfiles(const QByteArray &text,
                                                      const QSet<QString> &takenNames);

/// `name`, with a number after it if it is taken, within the maximum length of a name.
QString freeName(const QString &name, const QSet<QString> &takenNames);

} // namespace roomkeeper::store
