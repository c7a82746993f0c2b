#include "afterfirstpaint.h"
#include "samplenames.h"
#include "sandboxhost.h"
#include "tour/tourrun.h"
#include "version.h"
#include "windowarguments.h"

#include "acs/proxy/proxyfinder.h"
#include "admin/connections/connectionservice.h"
#include "base/clock.h"
#include "base/coredumps.h"
#include "base/language.h"
#include "base/random.h"
#include "store/catalogue/catalogue.h"
#include "store/profiles/profilestore.h"
#include "store/secrets/keychainsecretstore.h"
#include "ui/common/accessiblescrollarea.h"
#include "ui/common/accessibletable.h"
#include "ui/common/messagebar.h"
#include "ui/common/settings.h"
#include "ui/common/style/theme.h"
#include "ui/common/systemzone.h"
#include "ui/common/timedisplay.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/windows.h"

#include <QApplication>
#include <QNetworkProxyFactory>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace {

using namespace roomkeeper;
using namespace Qt::StringLiterals;

/// The environment variables in which Azure tools look for a connection string.
constexpr const char *environmentVariables[] = {"COMMUNICATION_CONNECTION_STRING",
                                                "AZURE_COMMUNICATION_CONNECTION_STRING"};

void print(const QString &text)
{
    std::fputs(qPrintable(text.endsWith(u'\n') ? text : text + u'\n'), stdout);
}

/// A tour ignores connection strings in the environment.
ui::ConnectionSources sources(app::SandboxHost &sandbox, store::Catalogue &catalogue, bool isTour)
{
    ui::ConnectionSources result;
    result.catalogue = &catalogue;
    result.startSandbox = [&sandbox] { return sandbox.connectionString(); };
    result.embeddedSandbox = &sandbox;
    result.prepareSandbox = &app::SampleNames::attach;
    for (const char *variable : environmentVariables) {
        if (isTour || qEnvironmentVariableIsEmpty(variable))
            continue;
        result.environmentVariable = QString::fromLatin1(variable);
        result.environmentConnectionString = qgetenv(variable);
        break;
    }
    return result;
}

ui::NoticeOrigin profilesOrigin()
{
    return {.topic = u"saved connections"_s};
}

/// The work to do once the window is visible.
void begin(ui::MainWindow &window, store::ProfileStore &profiles,
           const app::WindowArguments &arguments)
{
    if (const auto loaded = profiles.load(); !loaded)
        window.messages().showNotice(ui::errorNotice(profilesOrigin(), loaded.error()));
    if (arguments.sandbox)
        window.connections().openSandbox();
    else if (!arguments.connectTo.isEmpty())
        window.connections().openByName(arguments.connectTo);
}

int run(int argc, char *argv[])
{
    disableCoreDumps();
    QCoreApplication::setApplicationName(QStringLiteral("roomkeeper"));
    QCoreApplication::setOrganizationName(QStringLiteral("roomkeeper"));
    QCoreApplication::setApplicationVersion(app::versionText());

    // Parsed before there is an application object, which needs a display.
    QStringList words;
    for (int each = 0; each < argc; ++each)
        words << QString::fromLocal8Bit(argv[each]);
    const app::WindowArguments arguments = app::readWindowArguments(words);
    if (!arguments.error.isEmpty()) {
        std::fprintf(stderr, "roomkeeper: %s\n", qPrintable(arguments.error));
        return 2;
    }
    if (arguments.help) {
        const QCoreApplication named(argc, argv);
        installLanguage();
        print(app::windowHelp());
        return 0;
    }
    if (arguments.version) {
        print(u"roomkeeper %1"_s.arg(app::versionText()));
        return 0;
    }

    std::unique_ptr<app::TourRun> tour;
    if (!arguments.tourFolder.isEmpty()) {
        auto prepared = app::TourRun::prepare(arguments.tourFolder);
        if (!prepared) {
            std::fprintf(stderr, "roomkeeper: %s\n", qPrintable(prepared.error().message));
            return 1;
        }
        tour = *std::move(prepared);
    }

    QApplication application(argc, argv);
    installLanguage();
    ui::installAccessibleScrollAreas();
    ui::installAccessibleTables();
    QGuiApplication::setDesktopFileName(QStringLiteral("roomkeeper"));
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    ui::Settings settings;
    ui::Theme theme(application);
    theme.setMode(arguments.theme.value_or(settings.theme()));
    ui::SystemZone systemZone;
    ui::TimeDisplay display(systemZone);

    const SystemClock clock;
    SystemRandom random;
    store::ProfileStore profiles(store::ProfileStore::defaultPath());
    store::KeychainSecretStore secrets;
    admin::ConnectionService connectionService(profiles, secrets, clock, random);
    store::Catalogue catalogue(store::Catalogue::defaultPath());
    app::SandboxHost sandbox(arguments.rooms, tour ? tour->resourceId() : QByteArray());

    ui::Windows windows(connectionService, sources(sandbox, catalogue, tour != nullptr), theme,
                        display, settings);
    QObject::connect(&catalogue, &store::Catalogue::damagedFileSetAside, &windows,
                     [&windows](const QString &aside) {
                         if (ui::MainWindow *window = windows.active())
                             window->tellDamagedCatalogue(aside);
                     });
    QObject::connect(&catalogue, &store::Catalogue::networkFolderFound, &windows,
                     [&windows](const QString &path) {
                         if (ui::MainWindow *window = windows.active())
                             window->tellNetworkCatalogue(path);
                     });
    QObject::connect(
        &profiles, &store::ProfileStore::noticed, &windows, [&windows](const QString &told) {
            if (ui::MainWindow *active = windows.active())
                active->messages().showNotice(
                    {.origin = profilesOrigin(), .severity = ui::Severity::Warning, .text = told});
        });
    ui::MainWindow &window = windows.open();
    const auto tellZone = [&windows, &systemZone] {
        for (ui::MainWindow *each : windows.all()) {
            if (each == windows.active() || systemZone.problem().isEmpty())
                each->showZoneProblem(systemZone.problem());
        }
    };
    tellZone();
    QObject::connect(&systemZone, &ui::SystemZone::problemChanged, &windows, tellZone);
    // Show the window before disk, keychain and network are used.
    new app::AfterFirstPaint(window, [&] { begin(window, profiles, arguments); });
    if (tour)
        tour->start(window);
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const int code = run(argc, argv);
    if (acs::isFindingProxy()) { // Qt would wait for the system
        std::fflush(nullptr);
        std::_Exit(code);
    }
    return code;
}
