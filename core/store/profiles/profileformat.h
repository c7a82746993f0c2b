#pragma once

#include "store/profiles/profile.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

#include <optional>

#include <tl/expected.hpp>

namespace roomkeeper::store {

/// The version of the file of profiles that this program writes. It reads all earlier ones.
int profileFormatVersion();

/// The contents of a file of profiles, migrated to the current version, including fields of other
/// versions and entries that this version can't read.
struct ProfileContents
{
    QJsonObject root = {};
    /// As it is in the file; empty if there is none.
    QByteArray text = {};
    /// Whether it already had the current version.
    bool isCurrent = true;
};

/// Why a file of profiles can't be used.
struct ProfileFault
{
    enum class Kind {
        Unreadable, ///< the system reported an error; the contents are not known
        Damaged,
        Newer, ///< a version that this program does not know
    };

    Kind kind = Kind::Damaged;
    QString words = {}; ///< a sentence
};

using ProfileReading = tl::expected<ProfileContents, ProfileFault>;

/// Parses the text of a file and migrates it step by step.
[[nodiscard]] ProfileReading readProfiles(const QByteArray &text);
/// The text to be written, including the version.
QByteArray writtenProfiles(QJsonObject root);

/// The entries of all profiles, in the user's order.
QJsonArray entriesIn(const QJsonObject &root);
void setEntries(QJsonObject &root, const QJsonArray &entries);

/// The readable entries; of several with the same ID, the first.
QList<Profile> profilesIn(const QJsonObject &root);
/// Overwrites in `entry` the fields that this version knows, and keeps the others.
void writeProfile(const Profile &profile, QJsonObject &entry);
void writeLastUsed(const QDateTime &lastUsed, QJsonObject &entry);
void writeGroup(const QString &group, QJsonObject &entry);
/// Null if it has no valid ID.
QUuid idOf(const QJsonObject &entry);
QString groupOf(const QJsonObject &entry);

/// "accessKey" or "entraId", in files.
QString toString(Authentication authentication);
std::optional<Authentication> authenticationFromString(const QString &text);

} // namespace roomkeeper::store
