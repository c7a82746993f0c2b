#include "store/catalogue/catalogueschema.h"

#include <QSqlDatabase>
#include <QStringList>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

/// The statements of each step: the first leads from an empty file to version 1, the next from
/// there to version 2, and so on. A step that was released is never edited; a change is a new one.
const QList<QStringList> &steps()
{
    static const QList<QStringList> all{
        {
            u"CREATE TABLE rooms (resource TEXT NOT NULL, room_id TEXT NOT NULL, "
            "name TEXT NOT NULL, PRIMARY KEY (resource, room_id)) WITHOUT ROWID"_s,
            u"CREATE TABLE people (raw_id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) "
            "WITHOUT ROWID"_s,
        },
        {
            // A JSON array of strings: tags are written and read with their room, never alone.
            u"ALTER TABLE rooms ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'"_s,
        },
    };
    return all;
}

sql::Result<void> takeMissingSteps(const QSqlDatabase &database)
{
    // Asked again inside the transaction: another program may just have done it.
    const auto version = catalogueVersionOf(database);
    if (!version)
        return tl::unexpected(version.error());
    for (qsizetype step = *version; step < steps().size(); ++step) {
        for (const QString &statement : steps()[step]) {
            if (auto executed = sql::execute(database, statement); !executed)
                return executed;
        }
    }
    // A pragma takes no bound values.
    return sql::execute(database, u"PRAGMA user_version = %1"_s.arg(catalogueVersion()));
}

} // namespace

int catalogueVersion()
{
    return static_cast<int>(steps().size());
}

sql::Result<int> catalogueVersionOf(const QSqlDatabase &database)
{
    return sql::valueOf(database, u"PRAGMA user_version"_s)
        .and_then([](const QVariant &value) -> sql::Result<int> {
            const int version = value.toInt();
            if (version < 0 || version > catalogueVersion()) {
                return tl::unexpected(sql::Failure{.code = sql::Code::NewerVersion,
                                                   .text = u"user_version %1"_s.arg(version)});
            }
            return version;
        });
}

sql::Result<void> migrateCatalogue(const QSqlDatabase &database)
{
    return sql::inTransaction(database, sql::Transaction::Immediate,
                              [&database] { return takeMissingSteps(database); });
}

} // namespace roomkeeper::store
