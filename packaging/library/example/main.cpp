// Lists the rooms of the resource whose connection string is in COMMUNICATION_CONNECTION_STRING.
#include "acs/auth/connectionstring.h"
#include "acs/http/transport.h"
#include "acs/rooms/roomsclient.h"
#include "base/clock.h"
#include "base/random.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QTextStream>

using namespace roomkeeper;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    auto resource =
        acs::parseConnectionString(qEnvironmentVariable("COMMUNICATION_CONNECTION_STRING"));
    if (!resource)
        qFatal("%s", qPrintable(resource.error().message));

    QNetworkAccessManager network;
    const SystemClock clock;
    SystemRandom random;
    acs::Transport transport(resource->endpoint, std::move(resource->accessKey), network, clock,
                             random);
    QTextStream out(stdout);
    const acs::RoomsClient client(transport, acs::defaultApiVersion);
    client
        .listRooms(&application,
                   [&](const acs::RoomPage &page) {
                       for (const acs::Room &room : page.items)
                           out << room.id << Qt::endl;
                   })
        .then(&application, [](const Result<acs::ListEnd> &end) {
            if (!end)
                qCritical("%s", qPrintable(end.error().message));
            QCoreApplication::exit(end ? 0 : 1);
        });
    return QCoreApplication::exec();
}
