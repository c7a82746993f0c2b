#include "store/profiles/profilestore.h"

#include <QCoreApplication>

#include <cstdio>

using namespace roomkeeper;

/// profile_writer FILE PREFIX FIRST LAST: writes the numbers from FIRST to LAST into seven profiles
/// named with PREFIX, repeatedly, and moves them; prints each number that was saved on a line.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        return 2;
    store::ProfileStore store(arguments[1]);
    if (const auto loaded = store.load(); !loaded) // as a log line: it goes on without that file
        std::fprintf(stderr, "store: %s\n", qPrintable(loaded.error().message));
    for (int number = arguments[3].toInt(); number <= arguments[4].toInt(); ++number) {
        const QString name = arguments[2] + QString::number(number % 7);
        const QUuid id = QUuid::createUuidV5(QUuid(), name);
        const QString text = QString::number(number);
        Result<void> kept;
        do { // another program is writing: try again, however long it takes
            kept = store.save({.id = id,
                               .name = name,
                               .endpoint = QStringLiteral("https://x.example"),
                               .group = text,
                               .notes = text});
            if (kept && number % 3 == 0)
                kept = store.move({id}, text, store.profiles().constFirst().id);
        } while (!kept && kept.error().message.contains(QLatin1StringView("Another program")));
        if (!kept) {
            std::fprintf(stderr, "%s\n", qPrintable(kept.error().message));
            return 1;
        }
        std::printf("%d\n", number);
        std::fflush(stdout);
    }
    return 0;
}
