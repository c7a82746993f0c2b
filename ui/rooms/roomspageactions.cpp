#include "ui/rooms/roomspageactions.h"

#include "acs/apiversion.h"
#include "acs/rooms/room.h"
#include "ui/participants/rostertext.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// "Set role: Presenter", with a mnemonic.
QString setRoleText(const acs::Role &role)
{
    if (role == acs::Role::presenter())
        return RoomsPageActions::tr("Set role: &Presenter");
    if (role == acs::Role::collaborator())
        return RoomsPageActions::tr("Set role: &Collaborator");
    if (role == acs::Role::attendee())
        return RoomsPageActions::tr("Set role: &Attendee");
    if (role == acs::Role::consumer())
        return RoomsPageActions::tr("Set role: C&onsumer");
    return RoomsPageActions::tr("Set role: %1").arg(roleText(role));
}

} // namespace

RoomsPageActions::RoomsPageActions(QWidget &window)
    : PageActions(&window)
    , m_window(window)
    , m_columnsMenu(new QMenu(tr("&Columns"), &window))
{
    m_columnsMenu->setObjectName("columnsMenu"_L1);
    createRoomMenu();
    createParticipantsMenu();
    copyId = add(u"copyId"_s, tr("Copy &ID"), u"Ctrl+Shift+C"_s, u"copy"_s);
    copyIdentifiers = add(u"copyIdentifiers"_s, tr("Copy i&dentifiers"), {}, u"copy"_s);
    chips = {
        add(u"showAll"_s, tr("Show &all"), u"Ctrl+1"_s),
        add(u"showOpen"_s, tr("Show o&pen"), u"Ctrl+2"_s),
        add(u"showUpcoming"_s, tr("Show &upcoming"), u"Ctrl+3"_s),
        add(u"showEndingSoon"_s, tr("Show ending &soon"), u"Ctrl+4"_s),
        add(u"showEnded"_s, tr("Show &ended"), u"Ctrl+5"_s),
    };
    m_inEditMenu = {copyId, copyIdentifiers};
    m_inViewMenu = QList<QAction *>(chips.begin(), chips.end());
    m_inViewMenu << separator() << m_columnsMenu->menuAction();
    m_inToolBar = {newRoom, openById, refresh, deleteRoom};
    disableAll();
    m_columnsMenu->setEnabled(false);
}

QMenu *RoomsPageActions::createMenu(const QString &title, const QList<QAction *> &actions)
{
    auto *menu = new QMenu(title, &m_window);
    menu->setToolTipsVisible(true);
    menu->addActions(actions);
    return menu;
}

void RoomsPageActions::createRoomMenu()
{
    newRoom =
        add(u"newRoom"_s, tr("&New room…"), standardKeys(QKeySequence::New, u"Ctrl+N"_s), u"add"_s);
    newRoom->setIconText(tr("New room"));
    openById = add(u"openById"_s, tr("&Open by ID…"), standardKeys(QKeySequence::Open, u"Ctrl+O"_s),
                   u"open"_s);
    openById->setIconText(tr("Open by ID"));
    refresh = add(u"refresh"_s, tr("&Refresh"), u"F5"_s, u"refresh"_s);
    refresh->setIconText(tr("Refresh"));
    stop = add(u"stopLoading"_s, tr("&Stop loading"));
    unknownOutcomes = add(u"unknownOutcomes"_s, tr("&Unknown outcomes…"), {}, u"warning"_s);
    nameRoom = add(u"nameRoom"_s, tr("Na&me room"), u"Ctrl+E"_s);
    apply = add(u"applyChanges"_s, tr("&Apply changes"),
                standardKeys(QKeySequence::Save, u"Ctrl+S"_s), u"check"_s);
    stopApplying = add(u"stopApplying"_s, tr("S&top applying"));
    discard = add(u"discardChanges"_s, tr("D&iscard changes"));
    deleteRoom = add(u"deleteRoom"_s, tr("&Delete room…"),
                     standardKeys(QKeySequence::Delete, u"Del"_s), u"delete"_s);
    deleteRoom->setIconText(tr("Delete room"));
    deleteRoom->setShortcutContext(Qt::WidgetShortcut);
    m_menus << createMenu(tr("&Room"), {newRoom, openById, separator(), refresh, stop,
                                        unknownOutcomes, separator(), nameRoom, apply, stopApplying,
                                        discard, separator(), deleteRoom});
}

void RoomsPageActions::createParticipantsMenu()
{
    addParticipants =
        add(u"addParticipants"_s, tr("&Add participants…"), u"Ctrl+Shift+A"_s, u"add"_s);
    newUser = add(u"newUser"_s, tr("&New user…"), u"Ctrl+Shift+M"_s);
    roles = new QActionGroup(this);
    roles->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    int number = 0;
    for (const acs::Role &role : acs::rolesOf(acs::defaultApiVersion)) {
        QAction *action = add("setRole"_L1 + role.name, setRoleText(role),
                              QKeySequence(u"Ctrl+Alt+%1"_s.arg(++number)));
        action->setData(role.name);
        roles->addAction(action);
    }
    removeParticipants =
        add(u"removeParticipants"_s, tr("Re&move participants"), u"Ctrl+Shift+Del"_s, u"delete"_s);
    reloadParticipants =
        add(u"reloadParticipants"_s, tr("&Refresh participants"), u"Ctrl+R"_s, u"refresh"_s);
    QMenu *menu = createMenu(tr("&Participants"), {addParticipants, newUser, separator()});
    QMenu *setRole = menu->addMenu(tr("&Set role"));
    setRole->setObjectName("setRoleMenu"_L1);
    setRole->addActions(roles->actions());
    menu->addActions({removeParticipants, separator(), reloadParticipants});
    m_menus << menu;
}

} // namespace roomkeeper::ui
