#include "store/profiles/profileexchange.h"

#include "acs/auth/azurecli.h"
#include "acs/auth/connectionstring.h"
#include "acs/auth/connectionstringsearch.h"
#include "base/quotable.h"
#include "store/profiles/profileformat.h"
#include "store/profiles/profilelimits.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ProfileExchange)
};

constexpr auto formatName = "roomkeeper-connections"_L1;
constexpr int currentVersion = 1;
constexpr qsizetype maxProfiles = 10'000;

constexpr auto formatKey = "format"_L1;
constexpr auto versionKey = "version"_L1;
constexpr auto connectionsKey = "connections"_L1;
constexpr auto nameKey = "name"_L1;
constexpr auto endpointKey = "endpoint"_L1;
constexpr auto apiVersionKey = "apiVersion"_L1;
constexpr auto identityApiVersionKey = "identityApiVersion"_L1;
constexpr auto authenticationKey = "authentication"_L1;
constexpr auto readOnlyKey = "readOnly"_L1;
constexpr auto tenantKey = "tenant"_L1;
constexpr auto subscriptionKey = "subscription"_L1;
constexpr auto colourKey = "colour"_L1;
constexpr auto groupKey = "group"_L1;
constexpr auto notesKey = "notes"_L1;

tl::unexpected<Error> invalid(const QString &message)
{
    return failure(ErrorKind::Invalid, message);
}

/// Whether any text inside may contain an access key, also with JSON's escapes; or whether there is
/// a field of that name.
bool holdsKey(const QJsonValue &value)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::any_of(array.begin(), array.end(),
                           [](const auto each) { return holdsKey(QJsonValue(each)); });
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto field = object.begin(); field != object.end(); ++field) {
            if (field.key().contains("accesskey"_L1, Qt::CaseInsensitive)
                || holdsKey(QJsonValue(field.value())))
                return true;
        }
    }
    return acs::mayHoldAccessKey(value.toString());
}

bool isOneLine(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar each) {
        return each.category() == QChar::Other_Control || each.category() == QChar::Separator_Line
               || each.category() == QChar::Separator_Paragraph;
    });
}

/// Parses one entry, field by field, and keeps the first problem.
class EntryReader
{
public:
    explicit EntryReader(const QJsonObject &entry)
        : m_entry(entry)
    {
        static const QStringList known{
            nameKey,           endpointKey, apiVersionKey,   identityApiVersionKey,
            authenticationKey, tenantKey,   subscriptionKey, readOnlyKey,
            colourKey,         groupKey,    notesKey};
        for (auto field = entry.begin(); field != entry.end(); ++field) {
            if (!known.contains(field.key()))
                complain(Text::tr("It has an unknown field: “%1”.")
                             .arg(field.key().left(maxProfileGroupLength)));
        }
    }

    Result<Profile> read()
    {
        Profile profile{.id = QUuid::createUuid()};
        profile.name = line(nameKey, maxProfileNameLength);
        if (profile.name.isEmpty())
            complain(Text::tr("It has no name."));
        profile.group = line(groupKey, maxProfileGroupLength);
        profile.notes = text(notesKey, maxProfileNotesLength);
        profile.colour = text(colourKey, maxProfileGroupLength);
        static const QRegularExpression colour(u"\\A(#[0-9a-fA-F]{6})?\\z"_s);
        if (!colour.match(profile.colour).hasMatch())
            complain(Text::tr("Its colour does not have the form “#rrggbb”."));
        const auto endpoint = acs::parseEndpoint(text(endpointKey, maxProfileNotesLength));
        if (endpoint)
            profile.endpoint = endpoint->url.toString();
        else
            complain(Text::tr("Its endpoint can't be used. %1").arg(endpoint.error().message));
        profile.apiVersion = choice(apiVersionKey, acs::defaultApiVersion, [](const QString &name) {
            return acs::apiVersionFromString(name);
        });
        profile.identityApiVersion =
            choice(identityApiVersionKey, QString(acs::defaultIdentityApiVersion),
                   [](const QString &name) {
                       return acs::identityApiVersions().contains(name) ? std::optional(name)
                                                                        : std::nullopt;
                   });
        profile.authentication =
            choice(authenticationKey, Authentication::AccessKey, authenticationFromString);
        profile.secretInKeychain = profile.authentication == Authentication::AccessKey;
        profile.tenant = line(tenantKey, maxProfileAccountLength);
        profile.subscription = line(subscriptionKey, maxProfileAccountLength);
        complain(acs::problemOf({.tenant = profile.tenant, .subscription = profile.subscription}));
        const QJsonValue readOnly = m_entry[readOnlyKey];
        if (!readOnly.isUndefined() && !readOnly.isBool())
            complain(Text::tr("“%1” is neither true nor false.").arg(readOnlyKey));
        profile.readOnly = readOnly.toBool();
        if (!m_problem.isEmpty())
            return invalid(m_problem);
        return profile;
    }

private:
    void complain(const QString &problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }

    QString text(QLatin1StringView key, qsizetype longest)
    {
        const QJsonValue value = m_entry[key];
        if (!value.isUndefined() && !value.isString())
            complain(Text::tr("“%1” is not text.").arg(key));
        if (value.toString().size() > longest)
            complain(Text::tr("“%1” is longer than %2 characters.").arg(key).arg(longest));
        return value.toString();
    }

    QString line(QLatin1StringView key, qsizetype longest)
    {
        QString read = text(key, longest);
        if (!isOneLine(read))
            complain(Text::tr("“%1” has more than one line.").arg(key));
        return read.trimmed();
    }

    template <class T, class Read>
    T choice(QLatin1StringView key, T usual, Read named)
    {
        if (m_entry[key].isUndefined())
            return usual;
        const auto value = named(text(key, maxProfileGroupLength));
        if (!value)
            complain(Text::tr("“%1” has an unknown value.").arg(key));
        return value.value_or(usual);
    }

    const QJsonObject m_entry;
    QString m_problem;
};

QJsonObject exported(const Profile &profile)
{
    QJsonObject entry{{nameKey, profile.name},
                      {endpointKey, profile.endpoint},
                      {apiVersionKey, acs::toString(profile.apiVersion)},
                      {authenticationKey, toString(profile.authentication)},
                      {readOnlyKey, profile.readOnly}};
    if (profile.identityApiVersion != acs::defaultIdentityApiVersion)
        entry[identityApiVersionKey] = profile.identityApiVersion;
    if (!profile.tenant.isEmpty())
        entry[tenantKey] = profile.tenant;
    if (!profile.subscription.isEmpty())
        entry[subscriptionKey] = profile.subscription;
    if (!profile.colour.isEmpty())
        entry[colourKey] = profile.colour;
    if (!profile.group.isEmpty())
        entry[groupKey] = profile.group;
    if (!profile.notes.isEmpty())
        entry[notesKey] = profile.notes;
    return entry;
}

/// The list in a file, after everything around it has been checked.
Result<QJsonArray> connectionsIn(const QByteArray &text)
{
    if (text.size() > maxExchangeSize)
        return invalid(Text::tr("The file is too large to be a file of connections."));
    QJsonParseError parseError{};
    const QJsonDocument document = QJsonDocument::fromJson(text, &parseError);
    // Searched even if it is not JSON: it may be a connection string.
    if (acs::mayHoldAccessKey(QString::fromUtf8(text)) || holdsKey(QJsonValue(document.object()))
        || holdsKey(QJsonValue(document.array()))) {
        return invalid(Text::tr(
            "This file contains an access key, so nothing was imported. Delete the file: the key "
            "gives full access to the resource. If others may have seen it, regenerate the key."));
    }
    if (parseError.error != QJsonParseError::NoError) {
        return invalid(Text::tr("This is not a file of connections (%1 at byte %2).")
                           .arg(parseError.errorString())
                           .arg(parseError.offset));
    }
    const QJsonObject root = document.object();
    if (root[formatKey].toString() != formatName || root[versionKey].toInteger() < 1
        || !root[connectionsKey].isArray())
        return invalid(Text::tr("This is not a file of connections exported by Roomkeeper."));
    if (root[versionKey].toInteger() > currentVersion) {
        return invalid(Text::tr("This file was exported by a newer version of Roomkeeper and can't "
                                "be read by this one."));
    }
    QJsonArray connections = root[connectionsKey].toArray();
    if (connections.size() > maxProfiles)
        return invalid(Text::tr("This file has too many connections (%1; at most %2 are allowed).")
                           .arg(connections.size())
                           .arg(maxProfiles));
    return connections;
}

} // namespace

Result<QByteArray> exportedProfiles(const QList<Profile> &profiles)
{
    QJsonArray connections;
    for (const Profile &profile : profiles) {
        const QJsonObject entry = exported(profile);
        if (holdsKey(QJsonValue(entry))) {
            return invalid(
                Text::tr("There is an access key in the notes or another text of “%1”. Remove it "
                         "first: anyone who gets the file would have full access to the resource.")
                    .arg(quotable(acs::mayHoldAccessKey(profile.name) ? profile.endpoint
                                                                      : profile.name)));
        }
        connections.append(entry);
    }
    return QJsonDocument(QJsonObject{{formatKey, formatName},
                                     {versionKey, currentVersion},
                                     {connectionsKey, connections}})
        .toJson();
}

Result<QList<Profile>> importedProfiles(const QByteArray &text, const QSet<QString> &takenNames)
{
    const auto connections = connectionsIn(text);
    if (!connections)
        return failure(connections.error());
    QList<Profile> profiles;
    QSet<QString> taken = takenNames;
    for (qsizetype at = 0; at < connections->size(); ++at) {
        const QJsonValue entry = connections->at(at);
        auto profile = entry.isObject() ? EntryReader(entry.toObject()).read()
                                        : invalid(Text::tr("It is not an object."));
        if (!profile) {
            return invalid(
                Text::tr("Connection %1 in this file is not valid. %2 Nothing was imported.")
                    .arg(at + 1)
                    .arg(profile.error().message));
        }
        profile->name = freeName(profile->name, taken);
        taken.insert(profile->name);
        profiles.append(*std::move(profile));
    }
    return profiles;
}

QString freeName(const QString &name, const QSet<QString> &takenNames)
{
    QString free = name;
    for (int number = 2; takenNames.contains(free); ++number) {
        const QString end = u" %1"_s.arg(number);
        free = name.left(maxProfileNameLength - end.size()) + end;
    }
    return free;
}

} // namespace roomkeeper::store
