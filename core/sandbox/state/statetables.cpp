#include "sandbox/state/statetables.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariantList>
#include <QtEndian>

#include <functional>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

// SQLite's `application_id`: which program's file it is ("RkSb").
constexpr qint64 applicationId = 0x526b5362;
// SQLite's `user_version`. A change of the tables that was released goes with a new number.
constexpr int tablesVersion = 1;

/// Moments are ticks of 100 ns since 1970 in UTC.
const QStringList &tables()
{
    static const QStringList all{
        u"CREATE TABLE resource (guid TEXT NOT NULL)"_s,
        u"CREATE TABLE users (number INTEGER PRIMARY KEY, raw_id TEXT NOT NULL UNIQUE, "
        "state INTEGER NOT NULL)"_s,
        // A number that was given stays given, also when its room is gone: lists go on from there.
        // The roster is five bytes for each member, user and role: rosters are read and written
        // with their rooms, and 100,000 rooms have two million members.
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

/// The number of the user, little-endian, and that of the role, for each member.
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

acs::Instant toInstant(const QVariant &value)
{
    return {value.toLongLong()};
}

/// Numbers of rooms are below 2^63; SQLite knows no larger ones.
QVariant bound(quint64 number)
{
    return static_cast<qint64>(number);
}

StateAttempt<void> forEachRow(const QSqlDatabase &database, const QString &statement,
                              const std::function<void(const QSqlQuery &)> &takeRow)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(statement))
        return tl::unexpected(stateFailure(query.lastError()));
    while (query.next())
        takeRow(query);
    // The end of the rows and a failure to read the next one both end the loop.
    if (query.lastError().isValid())
        return tl::unexpected(stateFailure(query.lastError()));
    return {};
}

StateAttempt<QVariant> valueOf(const QSqlDatabase &database, const QString &statement)
{
    QVariant value;
    return forEachRow(database, statement, [&value](const QSqlQuery &row) { value = row.value(0); })
        .map([&value] { return value; });
}

/// Executes a statement once for each item, with the values that `valuesOf` takes from it.
template <class Items, class ValuesOf>
StateAttempt<void> executeForEach(const QSqlDatabase &database, const QString &statement,
                                  const Items &items, ValuesOf valuesOf)
{
    if (items.empty())
        return {};
    QSqlQuery query(database);
    if (!query.prepare(statement))
        return tl::unexpected(stateFailure(query.lastError()));
    for (const auto &item : items) {
        int place = 0;
        const QVariantList values = valuesOf(item);
        for (const QVariant &value : values)
            query.bindValue(place++, value);
        if (!query.exec())
            return tl::unexpected(stateFailure(query.lastError()));
    }
    return {};
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
            .createdAt = toInstant(row.value(2)),
            .validFrom = toInstant(row.value(3)),
            .validUntil = toInstant(row.value(4)),
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
            .until = toInstant(row.value(5))};
}

} // namespace

StateFailure stateFailure(const QSqlError &error)
{
    using Reason = StateFailure::Reason;
    // SQLite's primary result codes, which are fixed for ever; an extended one carries its primary
    // one in the lowest byte.
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return {.reason = Reason::Busy};
    case 11: // SQLITE_CORRUPT
        return {.reason = Reason::Damaged};
    case 26: // SQLITE_NOTADB
        return {.reason = Reason::Foreign};
    default:
        break;
    }
    return {.text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText()};
}

StateAttempt<void> execute(const QSqlDatabase &database, const QString &statement)
{
    return forEachRow(database, statement, [](const QSqlQuery &) {});
}

StateAttempt<bool> hasStateTables(const QSqlDatabase &database)
{
    const auto application = valueOf(database, u"PRAGMA application_id"_s);
    if (!application)
        return tl::unexpected(application.error());
    const auto version = valueOf(database, u"PRAGMA user_version"_s);
    if (!version)
        return tl::unexpected(version.error());
    const auto entries = valueOf(database, u"SELECT COUNT(*) FROM sqlite_master"_s);
    if (!entries)
        return tl::unexpected(entries.error());
    if (application->toLongLong() == 0 && version->toInt() == 0 && entries->toInt() == 0)
        return false;
    if (application->toLongLong() != applicationId)
        return tl::unexpected(StateFailure{.reason = StateFailure::Reason::Foreign});
    if (version->toInt() != tablesVersion)
        return tl::unexpected(StateFailure{.reason = StateFailure::Reason::Newer});
    return true;
}

StateAttempt<void> createStateTables(const QSqlDatabase &database, const QByteArray &resourceId)
{
    for (const QString &table : tables()) {
        if (auto created = execute(database, table); !created)
            return created;
    }
    // A pragma takes no bound values.
    return execute(database, u"PRAGMA application_id = %1"_s.arg(applicationId))
        .and_then(
            [&] { return execute(database, u"PRAGMA user_version = %1"_s.arg(tablesVersion)); })
        .and_then([&] {
            return executeForEach(
                database, u"INSERT INTO resource VALUES (?)"_s, std::vector{resourceId},
                [](const QByteArray &guid) { return QVariantList{QString::fromLatin1(guid)}; });
        });
}

StateAttempt<void> checkStateTables(const QSqlDatabase &database)
{
    return valueOf(database, u"PRAGMA quick_check(1)"_s)
        .and_then([](const QVariant &verdict) -> StateAttempt<void> {
            if (verdict.toString() == "ok"_L1)
                return {};
            return tl::unexpected(StateFailure{.reason = StateFailure::Reason::Damaged});
        });
}

StateAttempt<QByteArray> readResourceId(const QSqlDatabase &database)
{
    return valueOf(database, u"SELECT guid FROM resource"_s)
        .and_then([](const QVariant &guid) -> StateAttempt<QByteArray> {
            const QUuid uuid = QUuid::fromString(guid.toString());
            if (uuid.isNull())
                return tl::unexpected(StateFailure{.reason = StateFailure::Reason::Damaged});
            return uuid.toByteArray(QUuid::WithoutBraces);
        });
}

StateAttempt<StoreContents> readContents(const QSqlDatabase &database)
{
    StoreContents contents;
    bool hasRosters = true;
    const auto read =
        forEachRow(database, u"SELECT number, raw_id, state FROM users ORDER BY number"_s,
                   [&](const QSqlQuery &row) { contents.users.push_back(toUser(row)); })
            .and_then([&] {
                return forEachRow(database,
                                  u"SELECT sequence, id, created_at, valid_from, valid_until, "
                                  "pstn_dial_out, roster FROM rooms"_s,
                                  [&](const QSqlQuery &row) {
                                      hasRosters = hasRosters && holdsRoster(row);
                                      contents.rooms.push_back(toRoom(row));
                                  });
            })
            .and_then([&] {
                return forEachRow(database, u"SELECT id FROM removed_rooms"_s,
                                  [&](const QSqlQuery &row) {
                                      contents.removedRooms.push_back(row.value(0).toULongLong());
                                  });
            })
            .and_then([&] {
                return forEachRow(
                    database,
                    u"SELECT request_id, body_hash, status, headers, body, until "
                    "FROM answers ORDER BY until"_s,
                    [&](const QSqlQuery &row) { contents.answers.push_back(toAnswer(row)); });
            })
            .and_then([&] {
                return forEachRow(database,
                                  u"SELECT seq FROM sqlite_sequence WHERE name = 'rooms'"_s,
                                  [&](const QSqlQuery &row) {
                                      contents.lastSequence = row.value(0).toULongLong();
                                  });
            });
    if (!read)
        return tl::unexpected(read.error());
    if (!hasRosters || !areSound(contents))
        return tl::unexpected(StateFailure{.reason = StateFailure::Reason::Damaged});
    return contents;
}

StateAttempt<void> writeChanges(const QSqlDatabase &database, const StoreContents &changes)
{
    const auto byId = [](quint64 id) { return QVariantList{bound(id)}; };
    const auto byUuid = [](const QUuid &id) {
        return QVariantList{id.toString(QUuid::WithoutBraces)};
    };
    const QString withoutRoom = u"DELETE FROM rooms WHERE id = ?"_s;
    // What goes first: the id of a forgotten room may be given to a new one.
    return executeForEach(database, withoutRoom, changes.forgottenRooms, byId)
        .and_then([&] { return executeForEach(database, withoutRoom, changes.removedRooms, byId); })
        .and_then([&] {
            return executeForEach(database, u"DELETE FROM answers WHERE request_id = ?"_s,
                                  changes.forgottenAnswers, byUuid);
        })
        .and_then([&] {
            return executeForEach(database, u"INSERT INTO removed_rooms VALUES (?)"_s,
                                  changes.removedRooms, byId);
        })
        .and_then([&] {
            return executeForEach(database, u"INSERT OR REPLACE INTO users VALUES (?, ?, ?)"_s,
                                  changes.users,
                                  [](const NumberedUser &user) { return valuesOf(user); });
        })
        .and_then([&] {
            return executeForEach(database,
                                  u"INSERT OR REPLACE INTO rooms VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                                  changes.rooms, [](const Room &room) { return valuesOf(room); });
        })
        .and_then([&] {
            return executeForEach(
                database, u"INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)"_s,
                changes.answers, [](const RememberedAnswer &answer) { return valuesOf(answer); });
        });
}

} // namespace roomkeeper::sandbox
