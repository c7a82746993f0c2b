#include "createbench.h"
#include "getbench.h"
#include "listbench.h"
#include "measure.h"
#include "pagebench.h"
#include "profilesbench.h"
#include "rosterbench.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

namespace {

int wrongArguments(const QString &message)
{
    std::fprintf(stderr, "roomkeeper-bench: %s\n", qPrintable(message));
    return 2;
}

/// The text as a positive number; 0 if it is not one.
int positive(const QString &text)
{
    bool isNumber = false;
    const int value = text.toInt(&isNumber);
    return isNumber && value > 0 ? value : 0;
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int each = 0; each < argc; ++each)
        arguments << QString::fromLocal8Bit(argv[each]);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures parts of Roomkeeper and prints one JSON object."_s);
    parser.addPositionalArgument(u"what"_s, u"list, create, get, page, profiles or roster"_s);
    const QCommandLineOption connection(
        u"connection-string"_s, u"The service (default: ROOMS_CONNECTION_STRING)."_s, u"text"_s);
    const QCommandLineOption bare(u"bare"_s, u"list: with a plain QNetworkAccessManager."_s);
    const QCommandLineOption count(
        u"count"_s, u"create, get, page: number of rooms; profiles: of connections."_s, u"N"_s,
        u"1000"_s);
    const QCommandLineOption parallel(
        u"parallel"_s, u"create: concurrent calls; get: connections."_s, u"K"_s, u"8"_s);
    const QCommandLineOption participants(u"participants"_s, u"roster: number of participants."_s,
                                          u"N"_s, u"10000"_s);
    parser.addOptions({connection, bare, count, parallel, participants});
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return wrongArguments(parser.errorText());
    if (parser.isSet(help)) {
        const QCoreApplication application(argc, argv); // the help contains its name
        std::fputs(qPrintable(parser.helpText()), stdout);
        return 0;
    }

    const QStringList what = parser.positionalArguments();
    if (what == QStringList{u"roster"_s}) {
        // Widgets need a QApplication.
        const int people = positive(parser.value(participants));
        return people > 0 ? benchRoster(argc, argv, people)
                          : wrongArguments(u"--participants needs a positive number"_s);
    }

    if (what == QStringList{u"profiles"_s}) {
        const int profiles = positive(parser.value(count));
        return profiles > 0 ? benchProfiles(argc, argv, profiles)
                            : wrongArguments(u"--count needs a positive number"_s);
    }

    if (what == QStringList{u"page"_s}) {
        const int rooms = positive(parser.value(count));
        return rooms > 0 ? benchPage(rooms) : wrongArguments(u"--count needs a positive number"_s);
    }

    const QCoreApplication application(argc, argv);
    const QString text = parser.isSet(connection) ? parser.value(connection)
                                                  : qEnvironmentVariable("ROOMS_CONNECTION_STRING");
    auto target = acs::parseConnectionString(text);
    if (!target)
        return wrongArguments(target.error().message);
    BenchTarget service(*std::move(target));

    if (what == QStringList{u"list"_s})
        return parser.isSet(bare) ? benchListBare(service) : benchList(service);
    if (what == QStringList{u"create"_s} || what == QStringList{u"get"_s}) {
        const int requests = positive(parser.value(count));
        const int lanes = positive(parser.value(parallel));
        if (requests == 0 || lanes == 0)
            return wrongArguments(u"--count and --parallel need a positive number"_s);
        return what.first() == u"create"_s ? benchCreate(service, requests, lanes)
                                           : benchGet(service, requests, lanes);
    }
    return wrongArguments(
        u"specify what to measure: list, create, get, page, profiles or roster"_s);
}
