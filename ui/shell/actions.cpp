#include "ui/shell/actions.h"

#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/common/timedisplay.h"
#include "ui/participants/rostertext.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// The usual key of the desktop, where it has one: Qt knows some on KDE and GNOME only. Just the
/// first: others may be taken by something else here (Ctrl+R for Refresh).
QKeySequence standardKey(QKeySequence::StandardKey key, const QString &otherwise)
{
    const QKeySequence usual(key);
    return usual.isEmpty() ? QKeySequence(otherwise) : usual;
}

/// "Set role: Presenter", with a mnemonic.
QString setRoleText(const acs::Role &role)
{
    if (role == acs::Role::presenter())
        return Actions::tr("Set role: &Presenter");
    if (role == acs::Role::collaborator())
        return Actions::tr("Set role: &Collaborator");
    if (role == acs::Role::attendee())
        return Actions::tr("Set role: &Attendee");
    if (role == acs::Role::consumer())
        return Actions::tr("Set role: C&onsumer");
    return Actions::tr("Set role: %1").arg(roleText(role));
}

} // namespace

Actions::Actions(QWidget &window)
    : QObject(&window)
    , m_window(window)
    , m_openMenu(new QMenu(tr("&Open connection"), &window))
    , m_columnsMenu(new QMenu(tr("&Columns"), &window))
{
    newWindow = add("newWindow", tr("New &window"), u"Ctrl+Shift+N"_s);
    newConnection = add("newConnection", tr("&New connection…"), {}, u"add"_s);
    pasteConnection = add("pasteConnection", tr("New connection from the clip&board…"));
    keepEnvironment = add("keepEnvironment", tr("New connection from the en&vironment…"));
    sandbox = add("openSandbox", tr("&Try the sandbox"), {}, u"sandbox"_s);
    manageConnections = add("manageConnections", tr("&Manage connections…"), u"Ctrl+K"_s);
    editConnection = add("editConnection", tr("&Edit connection…"));
    replaceSecret = add("replaceSecret", tr("Replace connection &string…"));
    keepSecret = add("keepSecret", tr("&Keep in the keychain"));
    testConnection = add("testConnection", tr("Test connect&ion…"));
    readOnly = add("readOnlyConnection", tr("Rea&d-only"), {}, u"lock"_s);
    readOnly->setCheckable(true);
    removeConnection = add("removeConnection", tr("&Remove connection…"));
    closeConnection = add("closeConnection", tr("&Close connection"), u"Ctrl+W"_s);
    closeWindow = add("closeWindow", tr("C&lose window"), u"Ctrl+Shift+W"_s);
    quit = add("quit", tr("&Quit"), standardKey(QKeySequence::Quit, u"Ctrl+Q"_s));
    quit->setMenuRole(QAction::QuitRole);

    newRoom =
        add("newRoom", tr("&New room…"), standardKey(QKeySequence::New, u"Ctrl+N"_s), u"add"_s);
    newRoom->setIconText(tr("New room"));
    openById = add("openById", tr("&Open by ID…"), standardKey(QKeySequence::Open, u"Ctrl+O"_s),
                   u"open"_s);
    openById->setIconText(tr("Open by ID"));
    refresh = add("refresh", tr("&Refresh"), u"F5"_s, u"refresh"_s);
    refresh->setIconText(tr("Refresh"));
    stop = add("stopLoading", tr("&Stop loading"));
    unknownOutcomes = add("unknownOutcomes", tr("&Unknown outcomes…"), {}, u"warning"_s);
    nameRoom = add("nameRoom", tr("Na&me room"), u"Ctrl+E"_s);
    copyId = add("copyId", tr("Copy &ID"), u"Ctrl+Shift+C"_s, u"copy"_s);
    copy = add("copy", tr("&Copy"), standardKey(QKeySequence::Copy, u"Ctrl+C"_s), u"copy"_s);
    selectAll =
        add("selectAll", tr("Select &all"), standardKey(QKeySequence::SelectAll, u"Ctrl+A"_s));
    undo = add("undo", tr("&Undo"), standardKey(QKeySequence::Undo, u"Ctrl+Z"_s));
    undo->setIconText(tr("Undo"));
    redo = add("redo", tr("R&edo"));
    redo->setIconText(tr("Redo"));
    // Both are usual; QKeySequence::Redo is the first alone on Linux.
    redo->setShortcuts({QKeySequence(u"Ctrl+Shift+Z"_s), QKeySequence(u"Ctrl+Y"_s)});
    apply = add("applyChanges", tr("&Apply changes"), standardKey(QKeySequence::Save, u"Ctrl+S"_s),
                u"check"_s);
    discard = add("discardChanges", tr("D&iscard changes"));
    stopApplying = add("stopApplying", tr("S&top applying"));
    deleteRoom = add("deleteRoom", tr("&Delete room…"), standardKey(QKeySequence::Delete, u"Del"_s),
                     u"delete"_s);
    deleteRoom->setIconText(tr("Delete room"));
    deleteRoom->setShortcutContext(Qt::WidgetShortcut);

    makeParticipants();
    makeView();

    guide = add("guide", tr("&Guide"), standardKey(QKeySequence::HelpContents, u"F1"_s), u"info"_s);
    shortcuts = add("shortcuts", tr("&Keyboard shortcuts"));
    about = add("about", tr("&About Roomkeeper"));
    about->setMenuRole(QAction::AboutRole);
}

void Actions::makeParticipants()
{
    addParticipants = add("addParticipants", tr("&Add participants…"), u"Ctrl+Shift+A"_s, u"add"_s);
    newUser = add("newUser", tr("&New user…"), u"Ctrl+Shift+M"_s);
    roles = new QActionGroup(this);
    roles->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    const std::array keys{u"Ctrl+Alt+1"_s, u"Ctrl+Alt+2"_s, u"Ctrl+Alt+3"_s, u"Ctrl+Alt+4"_s};
    size_t each = 0;
    for (const acs::Role &role : acs::rolesOf(acs::defaultApiVersion)) {
        QAction *action = add("", setRoleText(role), keys.at(each++));
        action->setObjectName("setRole"_L1 + role.name);
        action->setData(role.name);
        roles->addAction(action);
    }
    removeParticipants =
        add("removeParticipants", tr("Re&move participants"), u"Ctrl+Shift+Del"_s, u"delete"_s);
    reloadParticipants =
        add("reloadParticipants", tr("&Refresh participants"), u"Ctrl+R"_s, u"refresh"_s);
    copyIdentifiers = add("copyIdentifiers", tr("Copy i&dentifiers"), {}, u"copy"_s);
}

void Actions::makeView()
{
    findRooms = add("findRooms", tr("&Filter rooms"), standardKey(QKeySequence::Find, u"Ctrl+F"_s),
                    u"search"_s);
    chips = {
        add("showAll", tr("Show &all"), u"Ctrl+1"_s),
        add("showOpen", tr("Show o&pen"), u"Ctrl+2"_s),
        add("showUpcoming", tr("Show &upcoming"), u"Ctrl+3"_s),
        add("showEndingSoon", tr("Show ending &soon"), u"Ctrl+4"_s),
        add("showEnded", tr("Show &ended"), u"Ctrl+5"_s),
    };
    themes = new QActionGroup(this);
    addChoice(themes, "themeSystem", tr("Theme: s&ystem"), static_cast<int>(Theme::Mode::System));
    addChoice(themes, "themeLight", tr("Theme: &light"), static_cast<int>(Theme::Mode::Light));
    addChoice(themes, "themeDark", tr("Theme: &dark"), static_cast<int>(Theme::Mode::Dark));
    zones = new QActionGroup(this);
    addChoice(zones, "zoneLocal", tr("Times: l&ocal"), static_cast<int>(TimeDisplay::Mode::Local));
    addChoice(zones, "zoneUtc", tr("Times: U&TC"), static_cast<int>(TimeDisplay::Mode::Utc));
    activity = add("showActivity", tr("Acti&vity"), u"F9"_s, u"activity"_s);
    activity->setCheckable(true);
}

QAction *Actions::add(const char *objectName, const QString &text, const QKeySequence &keys,
                      const QString &iconName)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(objectName));
    action->setShortcut(keys);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setIconVisibleInMenu(false);
    m_all.append(action);
    return action;
}

QAction *Actions::addChoice(QActionGroup *group, const char *objectName, const QString &text,
                            int data, const QKeySequence &keys)
{
    QAction *action = add(objectName, text, keys);
    action->setCheckable(true);
    action->setData(data);
    group->addAction(action);
    return action;
}

void Actions::fill(QMenuBar &bar)
{
    QMenu *connection = bar.addMenu(tr("&Connection"));
    connection->addAction(newWindow);
    connection->addSeparator();
    connection->addMenu(m_openMenu);
    connection->addActions({newConnection, pasteConnection, keepEnvironment, sandbox});
    connection->addSeparator();
    connection->addAction(manageConnections);
    connection->addActions({editConnection, testConnection, replaceSecret, keepSecret, readOnly,
                            removeConnection, closeConnection});
    connection->addSeparator();
    connection->addActions({closeWindow, quit});

    QMenu *edit = bar.addMenu(tr("&Edit"));
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addActions({copy, selectAll});
    edit->addSeparator();
    edit->addActions({copyId, copyIdentifiers});
    edit->addSeparator();
    edit->addAction(findRooms);

    QMenu *room = bar.addMenu(tr("&Room"));
    room->addActions({newRoom, openById});
    room->addSeparator();
    room->addActions({refresh, stop, unknownOutcomes});
    room->addSeparator();
    room->addActions({nameRoom, apply, stopApplying, discard});
    room->addSeparator();
    room->addAction(deleteRoom);

    QMenu *participants = bar.addMenu(tr("&Participants"));
    participants->addActions({addParticipants, newUser});
    participants->addSeparator();
    QMenu *setRole = participants->addMenu(tr("&Set role"));
    setRole->setObjectName("setRoleMenu"_L1);
    setRole->addActions(roles->actions());
    participants->addAction(removeParticipants);
    participants->addSeparator();
    participants->addAction(reloadParticipants);

    QMenu *view = bar.addMenu(tr("&View"));
    for (QAction *chip : chips)
        view->addAction(chip);
    view->addSeparator();
    view->addMenu(m_columnsMenu);
    view->addAction(activity);
    view->addSeparator();
    view->addActions(zones->actions());
    view->addSeparator();
    view->addActions(themes->actions());

    QMenu *help = bar.addMenu(tr("&Help"));
    help->addActions({guide, shortcuts, about});

    m_openMenu->setObjectName("openMenu"_L1);
    m_columnsMenu->setObjectName("columnsMenu"_L1);
    for (QMenu *menu : {connection, edit, room, participants, view, help})
        menu->setToolTipsVisible(true);
}

} // namespace roomkeeper::ui
