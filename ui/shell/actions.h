#pragma once

#include <QActionGroup>
#include <QKeySequence>
#include <QObject>

#include <array>

class QAction;
class QMenu;
class QMenuBar;

namespace roomkeeper::ui {

/// Everything that can be done in the window, with its words and its shortcut; each of them is in
/// a menu. What they do is connected by the window.
class Actions : public QObject
{
    Q_OBJECT

public:
    /// Makes the actions; `window` owns their shortcuts.
    explicit Actions(QWidget &window);
    Q_DISABLE_COPY_MOVE(Actions)

    void fill(QMenuBar &bar);

    /// The submenus whose content the window fills.
    QMenu *openMenu() const { return m_openMenu; }
    QMenu *columnsMenu() const { return m_columnsMenu; }

    /// All of them in the order of the menus, for the list of shortcuts.
    const QList<QAction *> &all() const { return m_all; }

    QAction *newWindow;
    QAction *newConnection;
    QAction *pasteConnection;
    QAction *keepEnvironment; ///< shown where the environment has a connection
    QAction *sandbox;
    QAction *manageConnections;
    QAction *editConnection;
    QAction *replaceSecret;
    QAction *keepSecret;
    QAction *testConnection;
    QAction *readOnly;
    QAction *removeConnection;
    QAction *closeConnection;
    QAction *closeWindow;
    QAction *quit;

    QAction *newRoom;
    QAction *openById;
    QAction *refresh;
    QAction *stop;
    QAction *unknownOutcomes;
    QAction *nameRoom;
    QAction *copyId;
    QAction *copy;
    QAction *selectAll;
    QAction *undo;
    QAction *redo;
    QAction *apply;
    QAction *discard;
    QAction *stopApplying;
    QAction *deleteRoom; ///< its key works in the room table only

    QAction *addParticipants;
    QAction *newUser;
    QActionGroup *roles; ///< data: the role's name on the wire
    QAction *removeParticipants;
    QAction *reloadParticipants;
    QAction *copyIdentifiers;

    QAction *findRooms;
    /// All, then by the order of the chips.
    std::array<QAction *, 5> chips;
    QActionGroup *themes; ///< data: int of Theme::Mode
    QActionGroup *zones; ///< data: int of TimeDisplay::Mode
    QAction *activity;

    QAction *guide;
    QAction *shortcuts;
    QAction *about;

private:
    QAction *add(const char *objectName, const QString &text, const QKeySequence &keys = {},
                 const QString &iconName = {});
    QAction *addChoice(QActionGroup *group, const char *objectName, const QString &text, int data,
                       const QKeySequence &keys = {});
    void makeParticipants();
    void makeView();

    QWidget &m_window;
    QList<QAction *> m_all;
    QMenu *m_openMenu;
    QMenu *m_columnsMenu;
};

} // namespace roomkeeper::ui
