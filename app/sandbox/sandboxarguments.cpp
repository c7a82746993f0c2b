#include "sandboxarguments.h"

#include "optionreader.h"
#include "sandbox/http/servedaddresses.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <limits>

namespace roomkeeper::app {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SandboxArguments", text);
}

// With larger values the sandbox would run out of memory.
constexpr qint64 maxParticipants = 100'000;
constexpr qint64 maxMilliseconds = 600'000;

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        tr("A local double of Azure Communication Services Rooms and Identity.\n"
           "Serves on 127.0.0.1 and ::1 until stopped. Prints its connection string first.\n\n"
           "RULES is a list of ACTION@METHOD PATH[?CONDITION,...], separated by ';'.\n"
           "The first rule that applies to a request is used.\n"
           "ACTION:\n"
           "  status=CODE             return this status, 200 to 599, without any effect\n"
           "  status=429/retry-after=S  the same, with Retry-After in seconds\n"
           "  delay=MS                send the response this much later\n"
           "  drop                    close the connection before the response\n"
           "  reset                   reset the connection before the response\n"
           "  cut                     close the connection in the middle of the body\n"
           "  trickle=MS              send one byte of the response every MS milliseconds\n"
           "  garbage                 respond with something that is not HTTP\n"
           "  empty-page              return an empty page of a list, with a nextLink\n"
           "  short-page              return a page of a list with half as many entries\n"
           "All actions except status let the request take effect.\n"
           "METHOD and PATH may be *; a * in PATH stands for any characters, or none.\n"
           "PATH is compared after percent-decoding, without the query.\n"
           "CONDITION: after=N lets the first N matching requests through, count=N affects\n"
           "at most N of them, share=P (0 to 1) affects this share of them at random; the\n"
           "same --seed selects the same ones.\n"
           "Example: drop@POST /rooms?share=0.1;status=503@* *?after=50,count=5"));
    parser.addOptions({
        {{u"h"_s, u"help"_s}, tr("Show this help.")},
        {{u"v"_s, u"version"_s}, tr("Show the version.")},
        {u"port"_s, tr("Port to serve on; 0 (default): a free port."), u"N"_s},
        {u"host"_s,
         tr("Serve on this address, so that others can reach it; 0.0.0.0 or :: means all. "
            "Everybody "
            "who can reach it may use the access key."),
         u"ADDRESS"_s},
        {u"name"_s,
         tr("A further DNS name of this computer, for the certificate and the control endpoints; "
            "can be given several times."),
         u"DNS"_s},
        {u"access-key"_s, tr("Access key (default: a random one)."), u"BASE64"_s},
        {u"bearer-token"_s, tr("Also accept this bearer token instead of a signature."), u"TEXT"_s},
        {u"tls"_s, tr("Serve HTTPS, with a certificate generated at start.")},
        {u"certificate"_s, tr("With --tls: write the certificate to FILE, as PEM."), u"FILE"_s},
        {u"key"_s,
         tr("With --certificate: write the certificate's private key to FILE too. If both files "
            "exist, use them instead."),
         u"FILE"_s},
        {u"rooms"_s, tr("Start with N rooms and some ended ones (default: 0)."), u"N"_s},
        {u"participants"_s, tr("N participants in each room (default: 0 to 40)."), u"N"_s},
        {u"seed"_s, tr("Create the same rooms, users, IDs and faults in every run."), u"N"_s},
        {u"page-size"_s, tr("Rooms per page (default: 30)."), u"N"_s},
        {u"participants-page-size"_s, tr("Participants per page (default: all on one)."), u"N"_s},
        {u"latency"_s, tr("Wait this many milliseconds before every response."), u"MS"_s},
        {u"state"_s,
         tr("Keep the state in FILE, except the access key; --rooms then fills the file only if "
            "it never contained a room or a user."),
         u"FILE"_s},
        {u"faults"_s, tr("Inject faults; see above."), u"RULES"_s},
        {u"control"_s,
         tr("Enable the control endpoints: GET and DELETE /sandbox/log, PUT /sandbox/faults. Not "
            "with a --host that others can reach.")},
        {u"resource-id"_s, tr("GUID in the IDs of users (default: a random one)."), u"GUID"_s},
    });
}

int toInt(std::optional<qint64> number, int otherwise)
{
    return static_cast<int>(number.value_or(otherwise));
}

/// Why options that are valid one by one can't be used together; empty if they can.
QString contradictionIn(const sandbox::SandboxOptions &options)
{
    if (options.control && !sandbox::servesOnlyThisComputer(options.host)) {
        return tr("--control needs a --host that only this computer reaches: control requests "
                  "are not signed.");
    }
    const auto absolute = [](const QString &path) {
        return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    };
    if (!options.keyFile.isEmpty()
        && absolute(options.keyFile) == absolute(options.certificateFile))
        return tr("--key and --certificate must be two files.");
    return {};
}

} // namespace

SandboxArguments readSandboxArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    SandboxArguments result;
    if (!parser.parse(arguments)) {
        result.error = parser.errorText().section(u'\n', 0, 0);
        return result;
    }
    if (!parser.positionalArguments().isEmpty()) {
        // Not quoted in the message: it may be a connection string, which is a secret.
        result.error = tr("Unexpected argument; see --help.");
        return result;
    }
    if (parser.isSet(u"help"_s)) {
        result.text = parser.helpText();
        return result;
    }
    if (parser.isSet(u"version"_s)) {
        result.text =
            QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion();
        return result;
    }

    OptionReader reader(parser);
    sandbox::SandboxOptions &options = result.options;
    options.host = reader.address(u"host"_s);
    options.names = reader.hostNames(u"name"_s);
    options.port = static_cast<quint16>(toInt(reader.number(u"port"_s, 0, 65535), 0));
    options.accessKey = reader.key(u"access-key"_s);
    options.bearerToken = reader.token(u"bearer-token"_s);
    options.rooms = toInt(reader.number(u"rooms"_s, 0, sandbox::SandboxOptions::maxRooms), 0);
    if (const auto count = reader.number(u"participants"_s, 0, maxParticipants))
        options.participants = static_cast<int>(*count);
    if (const auto seed = reader.number(u"seed"_s, 0, std::numeric_limits<quint32>::max()))
        options.seed = static_cast<quint32>(*seed);
    options.pageSize = toInt(reader.number(u"page-size"_s, 1, sandbox::SandboxOptions::maxRooms),
                             options.pageSize);
    options.participantsPageSize =
        toInt(reader.number(u"participants-page-size"_s, 1, maxParticipants), 0);
    options.latency =
        std::chrono::milliseconds(toInt(reader.number(u"latency"_s, 0, maxMilliseconds), 0));
    options.stateFile = reader.text(u"state"_s);
    options.faults = reader.faults(u"faults"_s);
    options.control = parser.isSet(u"control"_s);
    options.tls = parser.isSet(u"tls"_s);
    options.certificateFile = reader.fileWith(u"certificate"_s, u"tls"_s);
    options.keyFile = reader.fileWith(u"key"_s, u"certificate"_s);
    options.resourceId = reader.guid(u"resource-id"_s);
    result.error = reader.error();
    if (result.error.isEmpty())
        result.error = contradictionIn(options);
    if (!sandbox::servesOnlyThisComputer(options.host)) {
        result.warning =
            tr("Warning: everybody who can reach the sandbox at %1 may use its access key.")
                .arg(options.host.toString());
    }
    return result;
}

} // namespace roomkeeper::app
