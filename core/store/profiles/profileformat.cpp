#include "store/profiles/profileformat.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <array>
#include <vector>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ProfileStore)
};

constexpr auto versionKey = "version"_L1;
constexpr auto profilesKey = "profiles"_L1;
constexpr auto idKey = "id"_L1;
constexpr auto nameKey = "name"_L1;
constexpr auto endpointKey = "endpoint"_L1;
constexpr auto apiVersionKey = "apiVersion"_L1;
constexpr auto identityApiVersionKey = "identityApiVersion"_L1;
constexpr auto authenticationKey = "authentication"_L1;
constexpr auto readOnlyKey = "readOnly"_L1;
constexpr auto secretInKeychainKey = "secretInKeychain"_L1;
constexpr auto authorityFileKey = "authorityFile"_L1;
constexpr auto tenantKey = "tenant"_L1;
constexpr auto subscriptionKey = "subscription"_L1;
constexpr auto colourKey = "colour"_L1;
constexpr auto groupKey = "group"_L1;
constexpr auto notesKey = "notes"_L1;
constexpr auto lastUsedKey = "lastUsed"_L1;

/// Version 1 supported access keys only, and connections were shown by name whatever their order:
/// the order that users saw becomes the order in the file.
void toVersion2(QJsonObject &root)
{
    const QJsonArray before = entriesIn(root);
    std::vector<QJsonValue> entries(before.begin(), before.end());
    std::ranges::stable_sort(entries, [](const QJsonValue &left, const QJsonValue &right) {
        return left[nameKey].toString().localeAwareCompare(right[nameKey].toString()) < 0;
    });
    QJsonArray after;
    for (const QJsonValue &value : entries) {
        if (!value.isObject()) {
            after.append(value);
            continue;
        }
        QJsonObject entry = value.toObject();
        entry[authenticationKey] = toString(Authentication::AccessKey);
        after.append(entry);
    }
    setEntries(root, after);
}

using Step = void (*)(QJsonObject &root);
/// Each step converts to the next version; a change of the format is a new step at the end.
constexpr std::array<Step, 1> steps{toVersion2};
constexpr int currentVersion = static_cast<int>(steps.size()) + 1;

std::optional<Profile> readProfile(const QJsonObject &entry)
{
    Profile profile;
    profile.id = idOf(entry);
    profile.name = entry[nameKey].toString();
    profile.endpoint = entry[endpointKey].toString();
    const auto authentication = authenticationFromString(
        entry[authenticationKey].toString(toString(Authentication::AccessKey)));
    if (profile.id.isNull() || profile.name.isEmpty() || profile.endpoint.isEmpty()
        || !authentication) {
        return std::nullopt;
    }
    profile.authentication = *authentication;
    profile.apiVersion =
        acs::apiVersionFromString(entry[apiVersionKey].toString()).value_or(acs::defaultApiVersion);
    if (const QString version = entry[identityApiVersionKey].toString();
        acs::identityApiVersions().contains(version))
        profile.identityApiVersion = version;
    profile.readOnly = entry[readOnlyKey].toBool();
    profile.secretInKeychain =
        entry[secretInKeychainKey].toBool(profile.authentication == Authentication::AccessKey);
    profile.authorityFile = entry[authorityFileKey].toString();
    profile.tenant = entry[tenantKey].toString();
    profile.subscription = entry[subscriptionKey].toString();
    profile.colour = entry[colourKey].toString();
    profile.group = groupOf(entry);
    profile.notes = entry[notesKey].toString();
    profile.lastUsed =
        QDateTime::fromString(entry[lastUsedKey].toString(), Qt::ISODateWithMs).toUTC();
    return profile;
}

/// Omits a field if it is empty.
void writeText(QJsonObject &entry, QLatin1StringView key, const QString &text)
{
    if (text.isEmpty())
        entry.remove(key);
    else
        entry[key] = text;
}

tl::unexpected<ProfileFault> fault(ProfileFault::Kind kind, const QString &words)
{
    return tl::unexpected<ProfileFault>({.kind = kind, .words = words});
}

} // namespace

int profileFormatVersion()
{
    return currentVersion;
}

ProfileReading readProfiles(const QByteArray &text)
{
    QJsonParseError parseError{};
    const QJsonDocument document = QJsonDocument::fromJson(text, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return fault(ProfileFault::Kind::Damaged,
                     Text::tr("The file of connections is damaged (%1 at byte %2).")
                         .arg(parseError.errorString())
                         .arg(parseError.offset));
    }
    ProfileContents contents{.root = document.object(), .text = text};
    const qint64 version = contents.root[versionKey].toInteger();
    if (version > currentVersion) {
        return fault(
            ProfileFault::Kind::Newer,
            Text::tr("The file of connections was written by a newer version of Roomkeeper."));
    }
    if (version < 1 || !contents.root[profilesKey].isArray()) {
        return fault(ProfileFault::Kind::Damaged,
                     Text::tr("The file of connections is damaged (it has no version or no list of "
                              "connections)."));
    }
    contents.isCurrent = version == currentVersion;
    for (auto step = static_cast<size_t>(version - 1); step < steps.size(); ++step)
        steps.at(step)(contents.root);
    return contents;
}

QByteArray writtenProfiles(QJsonObject root)
{
    root[versionKey] = currentVersion;
    return QJsonDocument(root).toJson();
}

QJsonArray entriesIn(const QJsonObject &root)
{
    return root[profilesKey].toArray();
}

void setEntries(QJsonObject &root, const QJsonArray &entries)
{
    root[profilesKey] = entries;
}

QList<Profile> profilesIn(const QJsonObject &root)
{
    QList<Profile> profiles;
    QSet<QUuid> known;
    const QJsonArray entries = entriesIn(root);
    for (const auto entry : entries) {
        auto profile = readProfile(entry.toObject());
        if (!profile || known.contains(profile->id))
            continue;
        known.insert(profile->id);
        profiles.append(*std::move(profile));
    }
    return profiles;
}

void writeProfile(const Profile &profile, QJsonObject &entry)
{
    entry[idKey] = profile.id.toString(QUuid::WithoutBraces);
    entry[nameKey] = profile.name;
    entry[endpointKey] = profile.endpoint;
    entry[apiVersionKey] = acs::toString(profile.apiVersion);
    writeText(entry, identityApiVersionKey,
              profile.identityApiVersion == acs::defaultIdentityApiVersion
                  ? QString()
                  : profile.identityApiVersion);
    entry[authenticationKey] = toString(profile.authentication);
    entry[readOnlyKey] = profile.readOnly;
    entry[secretInKeychainKey] = profile.secretInKeychain;
    writeText(entry, authorityFileKey, profile.authorityFile);
    writeText(entry, tenantKey, profile.tenant);
    writeText(entry, subscriptionKey, profile.subscription);
    entry[colourKey] = profile.colour;
    writeGroup(profile.group, entry);
    writeText(entry, notesKey, profile.notes);
    writeLastUsed(profile.lastUsed, entry);
}

void writeLastUsed(const QDateTime &lastUsed, QJsonObject &entry)
{
    writeText(entry, lastUsedKey,
              lastUsed.isValid() ? lastUsed.toUTC().toString(Qt::ISODateWithMs) : QString());
}

void writeGroup(const QString &group, QJsonObject &entry)
{
    writeText(entry, groupKey, group);
}

QUuid idOf(const QJsonObject &entry)
{
    return QUuid::fromString(entry[idKey].toString());
}

QString groupOf(const QJsonObject &entry)
{
    return entry[groupKey].toString();
}

QString toString(Authentication authentication)
{
    switch (authentication) {
    case Authentication::AccessKey:
        return u"accessKey"_s;
    case Authentication::EntraId:
        return u"entraId"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Authentication> authenticationFromString(const QString &text)
{
    for (const Authentication each : {Authentication::AccessKey, Authentication::EntraId}) {
        if (text == toString(each))
            return each;
    }
    return std::nullopt;
}

} // namespace roomkeeper::store
