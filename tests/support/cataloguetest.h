#pragma once

#include "store/catalogue/catalogue.h"
#include "support/answer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include <functional>

namespace roomkeeper::tests {

/// The resource whose rooms the tests use.
inline const QString resource = QStringLiteral("contoso.communication.azure.com");

/// Waits for a call and returns whether it succeeded; prints a failure.
template <class T>
bool wentWell(const Call<T> &call)
{
    const auto answer = answerOf(call);
    if (!answer)
        qInfo("%s", qPrintable(answer.error().message));
    return answer.has_value();
}

/// The message of a failure of kind Storage; empty for everything else.
template <class T>
QString storageMessage(const Call<T> &call)
{
    const auto answer = answerOf(call);
    return !answer && answer.error().kind == ErrorKind::Storage ? answer.error().message
                                                                : QString();
}

/// Executes plain SQL on a file with a separate connection; false if a statement fails. `meanwhile`
/// is called before it is closed.
inline bool executeSql(const QString &file, const QStringList &statements,
                       const std::function<void()> &meanwhile = {})
{
    const QString name = QStringLiteral("test");
    bool done = true;
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file);
        done = database.open();
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            if (done && !query.exec(statement)) {
                qInfo("%s", qPrintable(query.lastError().text()));
                done = false;
            }
        }
        if (meanwhile)
            meanwhile();
    }
    QSqlDatabase::removeDatabase(name);
    return done;
}

/// The statements that create the empty tables of version 1.
inline QStringList versionOne()
{
    return {QStringLiteral("CREATE TABLE rooms (resource TEXT NOT NULL, room_id TEXT NOT NULL, "
                           "name TEXT NOT NULL, PRIMARY KEY (resource, room_id)) WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE people (raw_id TEXT NOT NULL PRIMARY KEY, name TEXT NOT "
                           "NULL) WITHOUT ROWID"),
            QStringLiteral("PRAGMA user_version = 1")};
}

/// The version of the tables in a file; -1 if it can't be read.
inline int userVersion(const QString &file)
{
    const QString name = QStringLiteral("version");
    int version = -1;
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file);
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        if (query.exec(QStringLiteral("PRAGMA user_version")) && query.next())
            version = query.value(0).toInt();
    }
    QSqlDatabase::removeDatabase(name);
    return version;
}

/// The paths of the files that were set aside next to a file, without their companions.
inline QStringList filesSetAside(const QString &file)
{
    const QDir folder(QFileInfo(file).path());
    QStringList paths;
    const auto names = folder.entryList(
        {QFileInfo(file).fileName() + QStringLiteral(".damaged-*Z*")}, QDir::Files);
    for (const QString &name : names) {
        if (!name.endsWith(QStringLiteral("-wal")) && !name.endsWith(QStringLiteral("-shm")))
            paths << folder.filePath(name);
    }
    return paths;
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Overwrites a part of a file.
inline bool overwrite(const QString &path, qint64 at, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.seek(at) && file.write(bytes) == bytes.size();
}

/// Creates a file of the current version with this many rooms.
inline bool makeCatalogue(const QString &file, int rooms)
{
    if (!wentWell(store::Catalogue(file).people()))
        return false;
    return executeSql(
        file, {QStringLiteral("WITH RECURSIVE numbers (i) AS "
                              "(SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < %1) "
                              "INSERT INTO rooms SELECT '%2', i, 'Room number ' || i, "
                              "'[]' FROM numbers")
                   .arg(rooms)
                   .arg(resource)});
}

} // namespace roomkeeper::tests
