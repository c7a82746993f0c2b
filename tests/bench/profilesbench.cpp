#include "profilesbench.h"

#include "measure.h"
#include "slicemeter.h"
#include "support/memorysecretstore.h"
#include "ui/common/settings.h"
#include "ui/common/style/theme.h"
#include "ui/connections/editor/bandcolours.h"
#include "ui/connections/manager/connectionsdialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

#include <algorithm>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr int profilesPerGroup = 25;

QList<store::Profile> manyProfiles(int count, RandomSource &random)
{
    const QList<ui::BandColour> colours = ui::bandColours();
    QList<store::Profile> all;
    for (int each = 0; each < count; ++each) {
        all.append({.id = random.uuid(),
                    .name = u"resource %1"_s.arg(each),
                    .endpoint = u"https://resource-%1.europe.communication.azure.com"_s.arg(each),
                    .readOnly = each % 3 == 0,
                    .colour = colours.at(each % colours.size()).rgb,
                    .group = u"group %1"_s.arg(each / profilesPerGroup)});
    }
    return all;
}

/// Processes all pending events, including painting.
void settle()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

template <class Work>
double timeOf(Work work)
{
    const qint64 begin = threadCpuTime();
    work();
    return milliseconds(threadCpuTime() - begin);
}

} // namespace

int benchProfiles(int argc, char **argv, int count)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    SliceMeter application(argc, argv);
    const ui::Theme theme(application);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"connections.json"_s);
    const SystemClock clock;
    SystemRandom random;
    if (!store::ProfileStore(path).save(manyProfiles(count, random)))
        return 1;

    store::ProfileStore profiles(path);
    bool isLoaded = false;
    const double load = timeOf([&] { isLoaded = profiles.load().has_value(); });
    if (!isLoaded || profiles.profiles().size() != count)
        return 1;
    const double touch = timeOf([&] {
        isLoaded = profiles.touch(profiles.profiles().constLast().id, clock.now()).has_value();
    });

    tests::MemorySecretStore secrets;
    admin::ConnectionService connectionService(profiles, secrets, clock, random);
    const ui::TimeDisplay display;
    ui::Settings settings(folder.filePath(u"settings.conf"_s));
    std::optional<ui::ConnectionsDialog> manager;
    application.restart();
    const double open = timeOf([&] {
        manager.emplace(connectionService, display, settings);
        manager->show();
        settle();
    });
    const double moveDown = timeOf([&] {
        manager->findChild<QPushButton *>(u"moveDown"_s)->click();
        settle();
    });
    double filter = 0;
    for (const QString &typed : {u"r"_s, u"re"_s, u"re 7"_s, u"re 77"_s, QString()}) {
        filter =
            std::max(filter, timeOf([&] {
                         manager->findChild<QLineEdit *>(u"filterConnections"_s)->setText(typed);
                         settle();
                     }));
    }
    print({{"profiles"_L1, count},
           {"loadMs"_L1, load},
           {"touchMs"_L1, touch},
           {"managerMs"_L1, open},
           {"moveMs"_L1, moveDown},
           {"filterMs"_L1, filter},
           {"longestSliceMs"_L1, milliseconds(application.longestSlice())}});
    return isLoaded ? 0 : 1;
}
