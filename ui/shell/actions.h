#pragma once

#include "ui/common/actionlist.h"

#include <QActionGroup>

namespace roomkeeper::ui {

/// All actions of a window that do not depend on its page, with texts and keys. Others connect what
/// they do.
class Actions : public ActionList
{
    Q_OBJECT

public:
    explicit Actions(QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Actions)

    QAction *newWindow;
    QAction *newConnection;
    QAction *pasteConnection;
    QAction *keepEnvironment; ///< visible if the environment contains a connection string
    QAction *sandbox;
    QAction *sandboxWindow; ///< visible if there is an embedded sandbox
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

    QAction *undo;
    QAction *redo;
    QAction *copy;
    QAction *selectAll;
    QAction *findRooms;

    QActionGroup *themes; ///< data: int of Theme::Mode
    QActionGroup *zones; ///< data: int of TimeDisplay::Mode
    QAction *activity;

    QAction *guide;
    QAction *shortcuts;
    QAction *about;

private:
    void createConnection();
    void createEdit();
    void createView();
};

} // namespace roomkeeper::ui
