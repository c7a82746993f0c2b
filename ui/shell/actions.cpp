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

} // namespace

Actions::Actions(QWidget &window)
    : QObject(&window)
    , m_window(window)
    , m_openMenu(new QMenu(tr("&Open connection"), &window))
    , m_columnsMenu(new QMenu(tr("&Columns"), &window))
{
    newWindow = add("newWindow", tr("New &window"), tr("Ctrl+Shift+N"));
    newConnection = add("newConnection", tr("&New connection…"), tr("Ctrl+Shift+K"), u"add"_s);
    pasteConnection =
        add("pasteConnection", tr("New connection from the &clipboard…"), tr("Ctrl+Shift+V"));
    keepEnvironment = add("keepEnvironment", tr("New connection from the en&vironment…"), {});
    sandbox = add("openSandbox", tr("&Try the sandbox"), tr("Ctrl+Shift+T"), u"sandbox"_s);
    manageConnections = add("manageConnections", tr("&Manage connections…"), tr("Ctrl+K"));
    editConnection = add("editConnection", tr("&Edit connection…"), tr("Ctrl+Shift+E"));
    replaceSecret = add("replaceSecret", tr("Replace connection &string…"), tr("Ctrl+Shift+Y"));
    keepSecret = add("keepSecret", tr("&Keep in the keychain"), {});
    testConnection = add("testConnection", tr("Test connect&ion…"), tr("Ctrl+Shift+D"));
    readOnly = add("readOnlyConnection", tr("Rea&d-only"), tr("Ctrl+Shift+L"), u"lock"_s);
    readOnly->setCheckable(true);
    removeConnection = add("removeConnection", tr("&Remove connection…"), tr("Ctrl+Shift+R"));
    closeConnection = add("closeConnection", tr("&Close connection"), tr("Ctrl+W"));
    closeWindow = add("closeWindow", tr("C&lose window"), tr("Ctrl+Shift+W"));
    quit = add("quit", tr("&Quit"), standardKey(QKeySequence::Quit, tr("Ctrl+Q")));
    quit->setMenuRole(QAction::QuitRole);

    newRoom =
        add("newRoom", tr("&New room…"), standardKey(QKeySequence::New, tr("Ctrl+N")), u"add"_s);
    newRoom->setIconText(tr("New room"));
    openById = add("openById", tr("&Open by ID…"), standardKey(QKeySequence::Open, tr("Ctrl+O")),
                   u"open"_s);
    openById->setIconText(tr("Open by ID"));
    refresh = add("refresh", tr("&Refresh"), tr("F5"), u"refresh"_s);
    refresh->setIconText(tr("Refresh"));
    stop = add("stopLoading", tr("&Stop loading"), tr("Shift+F5"));
    unknownOutcomes = add("unknownOutcomes", tr("&Unknown outcomes…"), {}, u"warning"_s);
    nameRoom = add("nameRoom", tr("Na&me room"), tr("Ctrl+E"));
    copyId = add("copyId", tr("&Copy ID"), tr("Ctrl+Shift+C"), u"copy"_s);
    undo = add("undo", tr("&Undo"), standardKey(QKeySequence::Undo, tr("Ctrl+Z")));
    redo = add("redo", tr("R&edo"), {});
    // Both are usual; QKeySequence::Redo is the first alone on Linux.
    redo->setShortcuts({QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y"))});
    apply = add("applyChanges", tr("&Apply changes"), standardKey(QKeySequence::Save, tr("Ctrl+S")),
                u"check"_s);
    discard = add("discardChanges", tr("D&iscard changes"), {});
    stopApplying = add("stopApplying", tr("S&top applying"), tr("Ctrl+Shift+S"));
    deleteRoom = add("deleteRoom", tr("&Delete room…"),
                     standardKey(QKeySequence::Delete, tr("Del")), u"delete"_s);
    deleteRoom->setIconText(tr("Delete room"));
    deleteRoom->setShortcutContext(Qt::WidgetShortcut);

    makeParticipants();
    makeView();

    guide =
        add("guide", tr("&Guide"), standardKey(QKeySequence::HelpContents, tr("F1")), u"info"_s);
    shortcuts = add("shortcuts", tr("&Keyboard shortcuts"), {});
    about = add("about", tr("&About Roomkeeper"), {});
    about->setMenuRole(QAction::AboutRole);
}

void Actions::makeParticipants()
{
    addParticipants =
        add("addParticipants", tr("&Add participants…"), tr("Ctrl+Shift+A"), u"add"_s);
    newUser = add("newUser", tr("&New user…"), tr("Ctrl+Shift+M"));
    roles = new QActionGroup(this);
    roles->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    const std::array keys{tr("Ctrl+Alt+1"), tr("Ctrl+Alt+2"), tr("Ctrl+Alt+3"), tr("Ctrl+Alt+4")};
    size_t each = 0;
    for (const acs::Role &role : acs::rolesOf(acs::defaultApiVersion)) {
        QAction *action = add("", tr("Set role: %1").arg(roleText(role)), keys.at(each++));
        action->setObjectName("setRole"_L1 + role.name);
        action->setData(role.name);
        roles->addAction(action);
    }
    removeParticipants =
        add("removeParticipants", tr("Re&move participants"), tr("Ctrl+Shift+Del"), u"delete"_s);
    reloadParticipants =
        add("reloadParticipants", tr("&Refresh participants"), tr("Ctrl+R"), u"refresh"_s);
    copyIdentifiers =
        add("copyIdentifiers", tr("Copy i&dentifiers"), tr("Ctrl+Shift+I"), u"copy"_s);
}

void Actions::makeView()
{
    findRooms = add("findRooms", tr("&Filter rooms"), standardKey(QKeySequence::Find, tr("Ctrl+F")),
                    u"search"_s);
    chips = {
        add("showAll", tr("Show &all"), tr("Ctrl+1")),
        add("showOpen", tr("Show o&pen"), tr("Ctrl+2")),
        add("showUpcoming", tr("Show &upcoming"), tr("Ctrl+3")),
        add("showEndingSoon", tr("Show ending &soon"), tr("Ctrl+4")),
        add("showEnded", tr("Show &ended"), tr("Ctrl+5")),
    };
    themes = new QActionGroup(this);
    addChoice(themes, "themeSystem", tr("Theme: s&ystem"), static_cast<int>(Theme::Mode::System));
    addChoice(themes, "themeLight", tr("Theme: &light"), static_cast<int>(Theme::Mode::Light));
    addChoice(themes, "themeDark", tr("Theme: &dark"), static_cast<int>(Theme::Mode::Dark));
    zones = new QActionGroup(this);
    addChoice(zones, "zoneLocal", tr("Times: l&ocal"), static_cast<int>(TimeDisplay::Mode::Local));
    addChoice(zones, "zoneUtc", tr("Times: U&TC"), static_cast<int>(TimeDisplay::Mode::Utc));
    activity = add("showActivity", tr("Acti&vity"), tr("F9"), u"activity"_s);
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
