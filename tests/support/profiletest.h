#pragma once

#include "base/qtversions.h"
#include "store/profiles/profilestore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace roomkeeper::tests {

/// Two profiles: one with a value in every field, one with as few as possible.
inline store::Profile contoso()
{
    return {.id = QUuid(QStringLiteral("6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c01")),
            .name = QStringLiteral("Contoso “Praxis”"),
            .endpoint = QStringLiteral("https://contoso.communication.azure.com"),
            .apiVersion = acs::ApiVersion::V2024_04_15,
            .identityApiVersion = QStringLiteral("2022-10-01"),
            .authentication = store::Authentication::EntraId,
            .readOnly = true,
            .secretInKeychain = false,
            .authorityFile = QStringLiteral("/etc/ssl/our-proxy.pem"),
            .tenant = QStringLiteral("contoso.example"),
            .colour = QStringLiteral("#b3261e"),
            .group = QStringLiteral("Clinics"),
            .notes = QStringLiteral("Ask Ada\nbefore changing"),
            .lastUsed = QDateTime(QDate(2026, 3, 1), QTime(14, 3, 7, 123), utcZone)};
}

inline store::Profile fabrikam()
{
    return {.id = QUuid(QStringLiteral("6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c02")),
            .name = QStringLiteral("Fabrikam"),
            .endpoint = QStringLiteral("https://fabrikam.communication.azure.com"),
            .subscription = QStringLiteral("Pay as you go")};
}

/// JSON with apostrophes as quotation marks (moc fails at raw string literals).
inline QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

inline QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Writes a file in place, and creates its folder.
inline bool writeTo(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)
           && file.write(text) == text.size();
}

inline QJsonObject rootOf(const QString &path)
{
    return QJsonDocument::fromJson(contentsOf(path)).object();
}

/// The paths of files next to `path` with such a suffix ("damaged", "newer").
inline QStringList filesBeside(const QString &path, const QString &suffix)
{
    const QDir folder(QFileInfo(path).path());
    QStringList paths;
    const auto names =
        folder.entryList({QStringLiteral("%1.%2-*").arg(QFileInfo(path).fileName(), suffix)});
    for (const QString &name : names)
        paths << folder.filePath(name);
    return paths;
}

inline QStringList namesOf(const QList<store::Profile> &profiles)
{
    QStringList names;
    for (const store::Profile &profile : profiles)
        names << profile.name;
    return names;
}

} // namespace roomkeeper::tests
