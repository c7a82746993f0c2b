#include "createbench.h"

#include "acs/rooms/roomsclient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSet>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

int benchCreate(BenchTarget &target, int count, int parallel)
{
    const RoomsClient client(target.transport, defaultApiVersion);
    QObject context;
    QSet<QString> ids;
    int started = 0;
    int created = 0;
    int unknown = 0;
    int failed = 0;
    QElapsedTimer timer;
    std::function<void()> startOne = [&] {
        ++started;
        client.createRoom({}).then(&context, [&](const Result<Room> &room) {
            if (room) {
                ++created;
                ids.insert(room->id);
            } else if (room.error().kind == ErrorKind::OutcomeUnknown) {
                ++unknown;
            } else {
                ++failed;
            }
            if (started < count)
                startOne();
            else if (created + unknown + failed == count)
                QCoreApplication::quit();
        });
    };
    timer.start();
    for (int i = 0; i < qMin(parallel, count); ++i)
        startOne();
    QCoreApplication::exec();
    print({{u"created"_s, created},
           {u"distinct"_s, ids.size()},
           {u"unknown"_s, unknown},
           {u"failed"_s, failed},
           {u"seconds"_s, seconds(timer.nsecsElapsed())}});
    return created == count && ids.size() == count ? 0 : 1;
}
