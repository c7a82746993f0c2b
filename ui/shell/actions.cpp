#include "ui/shell/actions.h"

#include "ui/common/style/theme.h"
#include "ui/common/timedisplay.h"

#include <QAction>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

Actions::Actions(QObject *parent)
    : ActionList(parent)
{
    createConnection();
    createEdit();
    createView();
    guide =
        add(u"guide"_s, tr("&Guide"), standardKeys(QKeySequence::HelpContents, u"F1"_s), u"info"_s);
    shortcuts = add(u"shortcuts"_s, tr("&Keyboard shortcuts"));
    about = add(u"about"_s, tr("&About Roomkeeper"));
    about->setMenuRole(QAction::AboutRole);
}

void Actions::createConnection()
{
    newWindow = add(u"newWindow"_s, tr("New &window"), u"Ctrl+Shift+N"_s);
    newConnection = add(u"newConnection"_s, tr("&New connection…"), {}, u"add"_s);
    pasteConnection = add(u"pasteConnection"_s, tr("New connection from the clip&board…"));
    keepEnvironment = add(u"keepEnvironment"_s, tr("New connection from the en&vironment…"));
    sandbox = add(u"openSandbox"_s, tr("&Try the sandbox"), {}, u"sandbox"_s);
    sandboxWindow = add(u"sandboxWindow"_s, tr("S&andbox…"));
    manageConnections = add(u"manageConnections"_s, tr("&Manage connections…"), u"Ctrl+K"_s);
    editConnection = add(u"editConnection"_s, tr("&Edit connection…"));
    testConnection = add(u"testConnection"_s, tr("Test connect&ion…"));
    replaceSecret = add(u"replaceSecret"_s, tr("Replace connection &string…"));
    keepSecret = add(u"keepSecret"_s, tr("&Keep in the keychain"));
    readOnly = add(u"readOnlyConnection"_s, tr("Rea&d-only"), {}, u"lock"_s);
    readOnly->setCheckable(true);
    removeConnection = add(u"removeConnection"_s, tr("&Remove connection…"));
    closeConnection = add(u"closeConnection"_s, tr("&Close connection"), u"Ctrl+W"_s);
    closeWindow = add(u"closeWindow"_s, tr("C&lose window"), u"Ctrl+Shift+W"_s);
    quit = add(u"quit"_s, tr("&Quit"), standardKeys(QKeySequence::Quit, u"Ctrl+Q"_s));
    quit->setMenuRole(QAction::QuitRole);
}

void Actions::createEdit()
{
    undo = add(u"undo"_s, tr("&Undo"), standardKeys(QKeySequence::Undo, u"Ctrl+Z"_s));
    undo->setIconText(tr("Undo"));
    redo = add(u"redo"_s, tr("R&edo"));
    redo->setIconText(tr("Redo"));
    // Both are usual; QKeySequence::Redo is the first alone on Linux.
    redo->setShortcuts({QKeySequence(u"Ctrl+Shift+Z"_s), QKeySequence(u"Ctrl+Y"_s)});
    copy = add(u"copy"_s, tr("&Copy"), standardKeys(QKeySequence::Copy, u"Ctrl+C"_s), u"copy"_s);
    selectAll =
        add(u"selectAll"_s, tr("Select &all"), standardKeys(QKeySequence::SelectAll, u"Ctrl+A"_s));
    findRooms = add(u"findRooms"_s, tr("&Filter rooms"),
                    standardKeys(QKeySequence::Find, u"Ctrl+F"_s), u"search"_s);
}

void Actions::createView()
{
    activity = add(u"showActivity"_s, tr("Acti&vity"), u"F9"_s, u"activity"_s);
    activity->setCheckable(true);
    zones = new QActionGroup(this);
    addChoice(zones, u"zoneLocal"_s, tr("Times: l&ocal"),
              static_cast<int>(TimeDisplay::Mode::Local));
    addChoice(zones, u"zoneUtc"_s, tr("Times: U&TC"), static_cast<int>(TimeDisplay::Mode::Utc));
    themes = new QActionGroup(this);
    addChoice(themes, u"themeSystem"_s, tr("Theme: s&ystem"),
              static_cast<int>(Theme::Mode::System));
    addChoice(themes, u"themeLight"_s, tr("Theme: &light"), static_cast<int>(Theme::Mode::Light));
    addChoice(themes, u"themeDark"_s, tr("Theme: &dark"), static_cast<int>(Theme::Mode::Dark));
}

} // namespace roomkeeper::ui
