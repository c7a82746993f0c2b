#include "windowarguments.h"

#include "optionreader.h"
#include "sandbox/sandboxoptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace roomkeeper::app {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("WindowArguments", text);
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        tr("Desktop administration of Azure Communication Services Rooms."));
    parser.addOptions({
        {{u"h"_s, u"help"_s}, tr("Show this help.")},
        {{u"v"_s, u"version"_s}, tr("Show the version.")},
        {u"sandbox"_s, tr("Start the embedded sandbox and connect to it without asking.")},
        {u"rooms"_s, tr("Number of rooms in the embedded sandbox (default: 120)."), u"N"_s},
        {u"connect"_s, tr("Open the saved connection with this name."), u"NAME"_s},
        {u"tour"_s,
         tr("Go through the whole quickstart in the window, with the embedded sandbox, save a "
            "picture of each step in DIR, and exit."),
         u"DIR"_s},
        {u"theme"_s, tr("Use this theme instead of the saved one: system, light or dark."),
         u"THEME"_s},
    });
}

std::optional<ui::Theme::Mode> themeOf(const QString &name)
{
    if (name == "system"_L1)
        return ui::Theme::Mode::System;
    if (name == "light"_L1)
        return ui::Theme::Mode::Light;
    if (name == "dark"_L1)
        return ui::Theme::Mode::Dark;
    return std::nullopt;
}

/// Describes the first error in arguments that were parsed; empty if there is none.
QString read(const QCommandLineParser &parser, WindowArguments &result)
{
    // Not quoted in the message: it may be a connection string, which is a secret.
    if (!parser.positionalArguments().isEmpty())
        return tr("Unexpected argument; see --help.");
    result.help = parser.isSet(u"help"_s);
    result.version = parser.isSet(u"version"_s);
    result.sandbox = parser.isSet(u"sandbox"_s);
    OptionReader reader(parser);
    if (const auto rooms = reader.number(u"rooms"_s, 0, sandbox::SandboxOptions::maxRooms))
        result.rooms = static_cast<int>(*rooms);
    if (!reader.error().isEmpty())
        return reader.error();
    if (parser.isSet(u"connect"_s)) {
        result.connectTo = parser.value(u"connect"_s);
        if (result.connectTo.isEmpty())
            return tr("--connect needs the name of a connection.");
        if (result.sandbox)
            return tr("--connect and --sandbox can't be used together.");
    }
    if (parser.isSet(u"tour"_s)) {
        result.sandbox = true;
        result.tourFolder = parser.value(u"tour"_s);
        if (result.tourFolder.isEmpty())
            return tr("--tour needs a folder for its pictures.");
        if (!result.connectTo.isEmpty())
            return tr("--tour uses the embedded sandbox and can't be used with --connect.");
    }
    if (parser.isSet(u"theme"_s)) {
        result.theme = themeOf(parser.value(u"theme"_s));
        if (!result.theme)
            return tr("--theme must be system, light or dark.");
    }
    return {};
}

} // namespace

WindowArguments readWindowArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    WindowArguments result;
    result.error =
        parser.parse(arguments) ? read(parser, result) : parser.errorText().section(u'\n', 0, 0);
    return result;
}

QString windowHelp()
{
    QCommandLineParser parser;
    describe(parser);
    return parser.helpText();
}

} // namespace roomkeeper::app
