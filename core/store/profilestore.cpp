#include "store/profilestore.h"

#include "store/asidename.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ProfileStore)
};

constexpr int fileVersion = 1;
/// How long another program may hold the file; writing it takes milliseconds.
constexpr std::chrono::milliseconds lockPatience{1000};

constexpr auto versionKey = "version"_L1;
constexpr auto profilesKey = "profiles"_L1;
constexpr auto idKey = "id"_L1;
constexpr auto nameKey = "name"_L1;
constexpr auto endpointKey = "endpoint"_L1;
constexpr auto apiVersionKey = "apiVersion"_L1;
constexpr auto readOnlyKey = "readOnly"_L1;
constexpr auto secretInKeychainKey = "secretInKeychain"_L1;
constexpr auto authorityFileKey = "authorityFile"_L1;
constexpr auto colourKey = "colour"_L1;
constexpr auto lastUsedKey = "lastUsed"_L1;

QUuid idOf(const QJsonObject &object)
{
    return QUuid::fromString(object[idKey].toString());
}

std::optional<Profile> readProfile(const QJsonObject &object)
{
    Profile profile;
    profile.id = idOf(object);
    profile.name = object[nameKey].toString();
    profile.endpoint = object[endpointKey].toString();
    if (profile.id.isNull() || profile.name.isEmpty() || profile.endpoint.isEmpty())
        return std::nullopt;
    profile.apiVersion = acs::apiVersionFromString(object[apiVersionKey].toString())
                             .value_or(acs::defaultApiVersion);
    profile.readOnly = object[readOnlyKey].toBool();
    profile.secretInKeychain = object[secretInKeychainKey].toBool(true);
    profile.authorityFile = object[authorityFileKey].toString();
    profile.colour = object[colourKey].toString();
    profile.lastUsed =
        QDateTime::fromString(object[lastUsedKey].toString(), Qt::ISODateWithMs).toUTC();
    return profile;
}

QString momentText(const QDateTime &moment)
{
    return moment.toUTC().toString(Qt::ISODateWithMs);
}

/// Writes over `object` what this version knows; fields of other versions stay in it.
void writeProfile(const Profile &profile, QJsonObject &object)
{
    object[idKey] = profile.id.toString(QUuid::WithoutBraces);
    object[nameKey] = profile.name;
    object[endpointKey] = profile.endpoint;
    object[apiVersionKey] = acs::toString(profile.apiVersion);
    object[readOnlyKey] = profile.readOnly;
    object[secretInKeychainKey] = profile.secretInKeychain;
    if (profile.authorityFile.isEmpty())
        object.remove(authorityFileKey);
    else
        object[authorityFileKey] = profile.authorityFile;
    object[colourKey] = profile.colour;
    if (profile.lastUsed.isValid())
        object[lastUsedKey] = momentText(profile.lastUsed);
    else
        object.remove(lastUsedKey);
}

QList<Profile> profilesIn(const QJsonObject &root)
{
    QList<Profile> profiles;
    const QJsonArray entries = root[profilesKey].toArray();
    for (const auto entry : entries) {
        if (auto profile = readProfile(entry.toObject()))
            profiles.append(*std::move(profile));
    }
    return profiles;
}

/// The entry of a profile; the array's size where it has none.
qsizetype indexOf(const QJsonArray &entries, const QUuid &id)
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&id](const auto entry) {
        return idOf(entry.toObject()) == id;
    });
    return found - entries.begin();
}

tl::unexpected<Error> fileFailure(const QString &message)
{
    return failure(ErrorKind::File, message);
}

/// Moves a file that can't be used out of the way. Error: always; it says what is wrong with the
/// file and where it is now.
tl::unexpected<Error> setAside(const QString &path, const QString &suffix, const QString &problem)
{
    const QString target = asideName(path, suffix);
    if (!QFile::rename(path, target)) {
        return fileFailure(Text::tr("%1 It could not be moved out of the way: %2")
                               .arg(problem, QDir::toNativeSeparators(path)));
    }
    return fileFailure(
        Text::tr("%1 It was set aside as %2.").arg(problem, QDir::toNativeSeparators(target)));
}

/// What the file holds; empty where there is none.
Result<QJsonObject> readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly)) {
        return fileFailure(Text::tr("The connections in %1 can't be read: %2")
                               .arg(QDir::toNativeSeparators(path), file.errorString()));
    }
    const QByteArray text = file.readAll();
    file.close();

    QJsonParseError parseError{};
    const QJsonDocument document = QJsonDocument::fromJson(text, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return setAside(path, u"damaged"_s,
                        Text::tr("The file of connections is damaged (%1 at byte %2).")
                            .arg(parseError.errorString())
                            .arg(parseError.offset));
    }
    const QJsonObject root = document.object();
    const int version = root[versionKey].toInt();
    if (version < 1 || !root[profilesKey].isArray()) {
        return setAside(path, u"damaged"_s,
                        Text::tr("The file of connections is damaged (no version or no list of "
                                 "connections in it)."));
    }
    if (version > fileVersion) {
        return setAside(
            path, u"newer"_s,
            Text::tr("The file of connections was written by a newer version of this program."));
    }
    return root;
}

Result<void> writeFile(const QString &path, QJsonObject root)
{
    root[versionKey] = fileVersion;
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
                         && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
                         && file.write(QJsonDocument(root).toJson()) >= 0 && file.commit();
    if (!written) {
        return fileFailure(Text::tr("The connections can't be written to %1: %2")
                               .arg(QDir::toNativeSeparators(path), file.errorString()));
    }
    return {};
}

} // namespace

ProfileStore::ProfileStore(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{
}

QString ProfileStore::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
           + "/connections.json"_L1;
}

Result<void> ProfileStore::load()
{
    auto root = readFile(m_path);
    take(root ? profilesIn(*root) : QList<Profile>());
    if (!root)
        return failure(std::move(root).error());
    return {};
}

std::optional<Profile> ProfileStore::find(const QUuid &id) const
{
    const auto found = std::ranges::find(m_profiles, id, &Profile::id);
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

std::optional<Profile> ProfileStore::findByName(QStringView name) const
{
    const auto found = std::ranges::find(m_profiles, name, &Profile::name);
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

Result<void> ProfileStore::save(const Profile &profile)
{
    return change(lockPatience, [&profile](QJsonArray &entries) {
        const qsizetype at = indexOf(entries, profile.id);
        QJsonObject entry = at < entries.size() ? entries[at].toObject() : QJsonObject();
        writeProfile(profile, entry);
        if (at < entries.size())
            entries[at] = entry;
        else
            entries.append(entry);
    });
}

Result<void> ProfileStore::remove(const QUuid &id)
{
    return change(lockPatience, [&id](QJsonArray &entries) {
        if (const qsizetype at = indexOf(entries, id); at < entries.size())
            entries.removeAt(at);
    });
}

Result<void> ProfileStore::touch(const QUuid &id, const QDateTime &lastUsed)
{
    if (!QFile::exists(m_path))
        return {};
    return change(std::chrono::milliseconds::zero(), [&id, &lastUsed](QJsonArray &entries) {
        const qsizetype at = indexOf(entries, id);
        if (at == entries.size())
            return;
        QJsonObject entry = entries[at].toObject();
        entry[lastUsedKey] = momentText(lastUsed);
        entries[at] = entry;
    });
}

Result<void> ProfileStore::change(std::chrono::milliseconds patience,
                                  const std::function<void(QJsonArray &)> &edit)
{
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!QDir().mkpath(folder)) {
        return fileFailure(
            Text::tr("The folder %1 can't be made.").arg(QDir::toNativeSeparators(folder)));
    }
    QLockFile lock(m_path + ".lock"_L1);
    if (!lock.tryLock(static_cast<int>(patience.count()))) {
        return fileFailure(lock.error() == QLockFile::LockFailedError
                               ? Text::tr("Another program is writing the connections.")
                               : Text::tr("The connections can't be written: %1 is not writable.")
                                     .arg(QDir::toNativeSeparators(folder)));
    }

    // The file, not memory, is what the edit goes into: another program may have written since.
    auto root = readFile(m_path);
    if (!root) {
        if (QFile::exists(m_path))
            return failure(std::move(root).error());
        // Damaged since it was read, and set aside just now: what is in memory replaces it.
        root = QJsonObject();
        QJsonArray known;
        for (const Profile &profile : std::as_const(m_profiles)) {
            QJsonObject entry;
            writeProfile(profile, entry);
            known.append(entry);
        }
        (*root)[profilesKey] = known;
    }
    QJsonArray entries = (*root)[profilesKey].toArray();
    edit(entries);
    (*root)[profilesKey] = entries;
    if (auto written = writeFile(m_path, *root); !written)
        return written;
    take(profilesIn(*root));
    return {};
}

void ProfileStore::take(const QList<Profile> &profiles)
{
    if (profiles == m_profiles)
        return;
    m_profiles = profiles;
    emit changed();
}

} // namespace roomkeeper::store
