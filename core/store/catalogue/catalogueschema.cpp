#include "store/catalogue/catalogueschema.h"

#include <QSqlDatabase>
#include <QStringList>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

/// The statements of each step: the first creates version 1 in an empty file, the next one version
/// 2, and so on. Never edit a released step; add a new one.
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
            // A JSON array of strings: tags are read and written with their room only.
            u"ALTER TABLE rooms ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'"_s,
        },
    };
    return all;
}

sql::Result<void> takeMissingSteps(const QSqlDatabase &database)
{
    // Checked again inside the transaction: another program may have migrated it.
    const auto version = catalogueVersionOf(database);
    if (!version)
        return tl::unexpected(version.error());
    for (qsizetype step = *version; step < steps().size(); ++step) {
        for (const QString &statement : steps()[step]) {
            if (auto executed = sql::execute(database, statement); !executed)
                return executed;
        }
    }
    // Pragmas don't accept bound values.
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
