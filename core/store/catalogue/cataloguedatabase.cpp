#include "store/catalogue/cataloguedatabase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

/// A null QString would be bound as NULL.
QString bound(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QString tagsText(const QStringList &tags)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(tags)).toJson(QJsonDocument::Compact));
}

QStringList tagsFrom(const QString &text)
{
    QStringList tags;
    const QJsonArray entries = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const auto entry : entries)
        tags << entry.toString();
    return tags;
}

} // namespace

CatalogueDatabase::CatalogueDatabase(QString path, CatalogueFile::Options options)
    : m_file(std::move(path), std::move(options))
{
}

Result<void> CatalogueDatabase::open()
{
    return m_file.open();
}

Result<CatalogueDatabase::Rooms> CatalogueDatabase::rooms(const QString &resource)
{
    Rooms rooms;
    const auto takeRow = [&rooms](const QSqlQuery &row) {
        rooms.insert(row.value(0).toString(),
                     {.name = row.value(1).toString(), .tags = tagsFrom(row.value(2).toString())});
    };
    return m_file
        .run([&](const QSqlDatabase &database) {
            rooms.clear();
            return sql::execute(database,
                                u"SELECT room_id, name, tags FROM rooms "
                                "WHERE resource = ? AND (name <> '' OR tags <> '[]')"_s,
                                {bound(resource)}, takeRow);
        })
        .map([&rooms] { return std::move(rooms); });
}

Result<CatalogueDatabase::People> CatalogueDatabase::people()
{
    People people;
    const auto takeRow = [&people](const QSqlQuery &row) {
        people.insert(row.value(0).toString(), row.value(1).toString());
    };
    return m_file
        .run([&](const QSqlDatabase &database) {
            people.clear();
            return sql::execute(database, u"SELECT raw_id, name FROM people"_s, {}, takeRow);
        })
        .map([&people] { return std::move(people); });
}

// Each change writes only the changed columns, because another program may have written the others
// meanwhile.

Result<void> CatalogueDatabase::keepRoom(const QString &resource, const QString &roomId,
                                         const RoomAnnotationChange &change,
                                         const RoomAnnotationChange &seen)
{
    const QVariant name = change.name ? QVariant(bound(*change.name)) : QVariant();
    const QVariant tags = change.tags ? QVariant(tagsText(*change.tags)) : QVariant();
    RoomAnnotation stored;
    return compareAndKeep(
        [&](const QSqlDatabase &database) {
            stored = {};
            return sql::execute(
                database, u"SELECT name, tags FROM rooms WHERE resource = ? AND room_id = ?"_s,
                {bound(resource), bound(roomId)}, [&stored](const QSqlQuery &row) {
                    stored = {.name = row.value(0).toString(),
                              .tags = tagsFrom(row.value(1).toString())};
                });
        },
        [&] { return seen.appliedTo(stored) == stored || change.appliedTo(stored) == stored; },
        [&](const QSqlDatabase &database) {
            return sql::execute(
                database,
                u"INSERT INTO rooms (resource, room_id, name, tags) "
                "VALUES (?, ?, COALESCE(?, ''), COALESCE(?, '[]')) "
                "ON CONFLICT (resource, room_id) "
                "DO UPDATE SET name = COALESCE(?, name), tags = COALESCE(?, tags)"_s,
                {bound(resource), bound(roomId), name, tags, name, tags});
        });
}

Result<void> CatalogueDatabase::keepPerson(const QString &rawId, const QString &name,
                                           const std::optional<QString> &seen)
{
    QString stored;
    return compareAndKeep(
        [&](const QSqlDatabase &database) {
            stored.clear();
            return sql::execute(
                database, u"SELECT name FROM people WHERE raw_id = ?"_s, {bound(rawId)},
                [&stored](const QSqlQuery &row) { stored = row.value(0).toString(); });
        },
        [&] { return !seen || *seen == stored || name == stored; },
        [&](const QSqlDatabase &database) {
            if (name.isEmpty()) {
                return sql::execute(database, u"DELETE FROM people WHERE raw_id = ?"_s,
                                    {bound(rawId)});
            }
            return sql::execute(database,
                                u"INSERT INTO people (raw_id, name) VALUES (?, ?) "
                                "ON CONFLICT (raw_id) DO UPDATE SET name = excluded.name"_s,
                                {bound(rawId), name});
        });
}

/// Reads, compares and writes in one transaction, so that no other program writes in between.
Result<void> CatalogueDatabase::compareAndKeep(const Work &read,
                                               const std::function<bool()> &isAsSeen,
                                               const Work &write)
{
    bool isConflict = false;
    const auto compareAndWrite = [&](const QSqlDatabase &database) {
        return sql::inTransaction(database, sql::Transaction::Immediate,
                                  [&]() -> sql::Result<void> {
                                      if (auto done = read(database); !done)
                                          return done;
                                      isConflict = !isAsSeen();
                                      return isConflict ? sql::Result<void>() : write(database);
                                  });
    };
    Result<void> kept = m_file.run(compareAndWrite);
    if (kept && isConflict)
        return failure(ErrorKind::Conflict, {});
    return kept;
}

} // namespace roomkeeper::store
