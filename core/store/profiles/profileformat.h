#pragma once

#include "store/profiles/profile.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

#include <optional>

#include <tl/expected.hpp>

namespace roomkeeper::store {

/// The version of the file of profiles that this program writes. It reads every earlier one.
int profileFormatVersion();

/// What a file of profiles holds, brought to the current version. Whole: also what other versions
/// put into it, and entries that this one can't read.
struct ProfileContents
{
    QJsonObject root = {};
    /// As it stands in the file; empty where there is none.
    QByteArray text = {};
    /// Whether it was of the current version already.
    bool isCurrent = true;
};

/// Why a file of profiles can't be used.
struct ProfileFault
{
    enum class Kind {
        Unreadable, ///< by the system's word; what is in it is not known
        Damaged,
        Newer, ///< of a version that this program does not know
    };

    Kind kind = Kind::Damaged;
    QString words = {}; ///< a sentence
};

using ProfileReading = tl::expected<ProfileContents, ProfileFault>;

/// Reads the text of a file and migrates it, step by step from version to version.
[[nodiscard]] ProfileReading readProfiles(const QByteArray &text);
/// The text to be written; the version is put in.
QByteArray writtenProfiles(QJsonObject root);

/// The entries of all profiles, in the order of the person.
QJsonArray entriesIn(const QJsonObject &root);
void setEntries(QJsonObject &root, const QJsonArray &entries);

/// What can be read of the entries; of several with one id, the first.
QList<Profile> profilesIn(const QJsonObject &root);
/// Writes over `entry` what this version knows; the fields of others stay in it.
void writeProfile(const Profile &profile, QJsonObject &entry);
void writeLastUsed(const QDateTime &lastUsed, QJsonObject &entry);
void writeGroup(const QString &group, QJsonObject &entry);
/// Null where it has none that can be read.
QUuid idOf(const QJsonObject &entry);
QString groupOf(const QJsonObject &entry);

/// "accessKey" or "entraId", in files.
QString toString(Authentication authentication);
std::optional<Authentication> authenticationFromString(const QString &text);

} // namespace roomkeeper::store
