#include "sandbox/state/statetables.h"

#include <QSqlDatabase>
#include <QtEndian>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

// SQLite's `application_id`, which identifies the program of a file ("RkSb").
constexpr qint64 applicationId = 0x526b5362;
// SQLite's `user_version`. A change of released tables gets a new number.
constexpr int tablesVersion = 1;

/// Times are ticks of 100 ns since 1970 in UTC.
const QStringList &tables()
{
    static const QStringList all{
        u"CREATE TABLE resource (guid TEXT NOT NULL)"_s,
        u"CREATE TABLE users (number INTEGER PRIMARY KEY, raw_id TEXT NOT NULL UNIQUE, "
        "state INTEGER NOT NULL)"_s,
        // A number is never reused, even if its room is gone, because lists continue from there. A
        // participant is five bytes, user and role: participants are read and written with their
        // rooms, and 100,000 rooms have two million of them.
        u"CREATE TABLE rooms (sequence INTEGER PRIMARY KEY AUTOINCREMENT, "
        "id INTEGER NOT NULL UNIQUE, created_at INTEGER NOT NULL, valid_from INTEGER NOT NULL, "
        "valid_until INTEGER NOT NULL, pstn_dial_out INTEGER NOT NULL, roster BLOB NOT NULL)"_s,
        u"CREATE TABLE removed_rooms (id INTEGER PRIMARY KEY)"_s,
        u"CREATE TABLE answers (request_id TEXT NOT NULL PRIMARY KEY, body_hash BLOB NOT NULL, "
        "status INTEGER NOT NULL, headers BLOB NOT NULL, body BLOB NOT NULL, "
        "until INTEGER NOT NULL)"_s,
    };
    return all;
}

constexpr qsizetype memberSize = sizeof(quint32) + sizeof(quint8);

/// The number of the user, little-endian, and that of the role, for each participant.
QByteArray toBytes(const std::vector<Member> &roster)
{
    QByteArray bytes("");
    bytes.resize(static_cast<qsizetype>(roster.size()) * memberSize);
    char *at = bytes.data();
    for (const Member &member : roster) {
        qToLittleEndian(member.user, at);
        at[sizeof(quint32)] = static_cast<char>(member.role);
        at += memberSize;
    }
    return bytes;
}

bool holdsRoster(const QSqlQuery &row)
{
    return row.value(6).toByteArray().size() % memberSize == 0;
}

std::vector<Member> toRoster(const QByteArray &bytes)
{
    std::vector<Member> roster;
    roster.reserve(static_cast<size_t>(bytes.size() / memberSize));
    for (qsizetype at = 0; at + memberSize <= bytes.size(); at += memberSize) {
        roster.push_back({qFromLittleEndian<quint32>(bytes.data() + at),
                          static_cast<Role>(bytes[at + qsizetype{sizeof(quint32)}])});
    }
    return roster;
}

/// `NAME: VALUE` and a line feed for each.
QByteArray toBytes(const QList<Header> &headers)
{
    QByteArray bytes("");
    for (const Header &header : headers)
        bytes += header.name + ": " + header.value + '\n';
    return bytes;
}

QList<Header> toHeaders(const QByteArray &bytes)
{
    QList<Header> headers;
    for (const QByteArray &line : bytes.split('\n')) {
        const qsizetype colon = line.indexOf(": ");
        if (colon > 0)
            headers.append({line.first(colon), line.sliced(colon + 2)});
    }
    return headers;
}

acs::Timestamp toTimestamp(const QVariant &value)
{
    return {value.toLongLong()};
}

/// Room numbers are below 2^63; SQLite has no larger integers.
QVariant bound(quint64 number)
{
    return static_cast<qint64>(number);
}

QVariantList valuesOf(const NumberedUser &user)
{
    return {user.number, QString::fromLatin1(user.rawId), static_cast<int>(user.state)};
}

QVariantList valuesOf(const Room &room)
{
    return {bound(room.sequence), bound(room.id),        room.createdAt.ticks,
            room.validFrom.ticks, room.validUntil.ticks, room.pstnDialOutEnabled ? 1 : 0,
            toBytes(room.roster)};
}

QVariantList valuesOf(const RememberedAnswer &answer)
{
    return {answer.id.toString(QUuid::WithoutBraces), answer.bodyHash,      answer.response.status,
            toBytes(answer.response.headers),         answer.response.body, answer.until.ticks};
}

NumberedUser toUser(const QSqlQuery &row)
{
    return {.number = row.value(0).toUInt(),
            .rawId = row.value(1).toString().toLatin1(),
            .state = static_cast<UserDirectory::State>(row.value(2).toInt())};
}

Room toRoom(const QSqlQuery &row)
{
    return {.id = row.value(1).toULongLong(),
            .createdAt = toTimestamp(row.value(2)),
            .validFrom = toTimestamp(row.value(3)),
            .validUntil = toTimestamp(row.value(4)),
            .pstnDialOutEnabled = row.value(5).toBool(),
            .roster = toRoster(row.value(6).toByteArray()),
            .sequence = row.value(0).toULongLong()};
}

RememberedAnswer toAnswer(const QSqlQuery &row)
{
    return {.id = QUuid::fromString(row.value(0).toString()),
            .bodyHash = row.value(1).toByteArray(),
            .response = {.status = row.value(2).toInt(),
                         .headers = toHeaders(row.value(3).toByteArray()),
                         .body = row.value(4).toByteArray()},
            .until = toTimestamp(row.value(5))};
}

} // namespace

sql::Result<bool> hasStateTables(const QSqlDatabase &database)
{
    const auto application = sql::valueOf(database, u"PRAGMA application_id"_s);
    if (!application)
        return tl::unexpected(application.error());
    const auto version = sql::valueOf(database, u"PRAGMA user_version"_s);
    if (!version)
        return tl::unexpected(version.error());
    const auto entries = sql::valueOf(database, u"SELECT COUNT(*) FROM sqlite_master"_s);
    if (!entries)
        return tl::unexpected(entries.error());
    if (application->toLongLong() == 0 && version->toInt() == 0 && entries->toInt() == 0)
        return false;
    if (application->toLongLong() != applicationId)
        return tl::unexpected(sql::Failure{.code = sql::Code::Foreign});
    if (version->toInt() != tablesVersion)
        return tl::unexpected(sql::Failure{.code = sql::Code::NewerVersion});
    return true;
}

sql::Result<void> createStateTables(const QSqlDatabase &database, const QByteArray &resourceId)
{
    for (const QString &table : tables()) {
        if (auto created = sql::execute(database, table); !created)
            return created;
    }
    // Pragmas don't accept bound values.
    return sql::execute(database, u"PRAGMA application_id = %1"_s.arg(applicationId))
        .and_then([&] {
            return sql::execute(database, u"PRAGMA user_version = %1"_s.arg(tablesVersion));
        })
        .and_then([&] {
            return sql::executeForEach(
                database, u"INSERT INTO resource VALUES (?)"_s, std::vector{resourceId},
                [](const QByteArray &guid) { return QVariantList{QString::fromLatin1(guid)}; });
        });
}

sql::Result<QByteArray> readResourceId(const QSqlDatabase &database)
{
    return sql::valueOf(database, u"SELECT guid FROM resource"_s)
        .and_then([](const QVariant &guid) -> sql::Result<QByteArray> {
            const QUuid uuid = QUuid::fromString(guid.toString());
            if (uuid.isNull())
                return tl::unexpected(sql::Failure{.code = sql::Code::Corrupt});
            return uuid.toByteArray(QUuid::WithoutBraces);
        });
}

sql::Result<StoreContents> readContents(const QSqlDatabase &database)
{
    StoreContents contents;
    bool hasRosters = true;
    const auto read =
        sql::execute(database, u"SELECT number, raw_id, state FROM users ORDER BY number"_s, {},
                     [&](const QSqlQuery &row) { contents.users.push_back(toUser(row)); })
            .and_then([&] {
                return sql::execute(database,
                                    u"SELECT sequence, id, created_at, valid_from, valid_until, "
                                    "pstn_dial_out, roster FROM rooms"_s,
                                    {}, [&](const QSqlQuery &row) {
                                        hasRosters = hasRosters && holdsRoster(row);
                                        contents.rooms.push_back(toRoom(row));
                                    });
            })
            .and_then([&] {
                return sql::execute(database, u"SELECT id FROM removed_rooms"_s, {},
                                    [&](const QSqlQuery &row) {
                                        contents.removedRooms.push_back(row.value(0).toULongLong());
                                    });
            })
            .and_then([&] {
                return sql::execute(
                    database,
                    u"SELECT request_id, body_hash, status, headers, body, until "
                    "FROM answers ORDER BY until"_s,
                    {}, [&](const QSqlQuery &row) { contents.answers.push_back(toAnswer(row)); });
            })
            .and_then([&] {
                return sql::execute(database,
                                    u"SELECT seq FROM sqlite_sequence WHERE name = 'rooms'"_s, {},
                                    [&](const QSqlQuery &row) {
                                        contents.lastSequence = row.value(0).toULongLong();
                                    });
            });
    if (!read)
        return tl::unexpected(read.error());
    if (!hasRosters || !areSound(contents))
        return tl::unexpected(sql::Failure{.code = sql::Code::Corrupt});
    return contents;
}

sql::Result<void> writeChanges(const QSqlDatabase &database, const StoreContents &changes)
{
    const auto byId = [](quint64 id) { return QVariantList{bound(id)}; };
    const auto byUuid = [](const QUuid &id) {
        return QVariantList{id.toString(QUuid::WithoutBraces)};
    };
    const QString withoutRoom = u"DELETE FROM rooms WHERE id = ?"_s;
    // Deletions first: the ID of a deleted room may be given to a new one.
    return sql::executeForEach(database, withoutRoom, changes.forgottenRooms, byId)
        .and_then(
            [&] { return sql::executeForEach(database, withoutRoom, changes.removedRooms, byId); })
        .and_then([&] {
            return sql::executeForEach(database, u"DELETE FROM answers WHERE request_id = ?"_s,
                                       changes.forgottenAnswers, byUuid);
        })
        .and_then([&] {
            return sql::executeForEach(database, u"INSERT INTO removed_rooms VALUES (?)"_s,
                                       changes.removedRooms, byId);
        })
        .and_then([&] {
            return sql::executeForEach(database, u"INSERT OR REPLACE INTO users VALUES (?, ?, ?)"_s,
                                       changes.users,
                                       [](const NumberedUser &user) { return valuesOf(user); });
        })
        .and_then([&] {
            return sql::executeForEach(
                database, u"INSERT OR REPLACE INTO rooms VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                changes.rooms, [](const Room &room) { return valuesOf(room); });
        })
        .and_then([&] {
            return sql::executeForEach(
                database, u"INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)"_s,
                changes.answers, [](const RememberedAnswer &answer) { return valuesOf(answer); });
        });
}

} // namespace roomkeeper::sandbox
