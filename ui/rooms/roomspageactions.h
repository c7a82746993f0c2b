#pragma once

#include "ui/common/page.h"

#include <array>

class QActionGroup;
class QMenu;

namespace roomkeeper::ui {

/// All actions for rooms and their participants.
class RoomsPageActions : public PageActions
{
    Q_OBJECT

public:
    /// `window` owns this and its menus.
    explicit RoomsPageActions(QWidget &window);
    Q_DISABLE_COPY_MOVE(RoomsPageActions)

    /// Empty while there is no page.
    QMenu *columnsMenu() const { return m_columnsMenu; }

    QAction *newRoom;
    QAction *openById;
    QAction *refresh;
    QAction *stop;
    QAction *unknownOutcomes;
    QAction *nameRoom;
    QAction *apply;
    QAction *stopApplying;
    QAction *discard;
    QAction *deleteRoom; ///< its keys work in the room table only
    QAction *copyId;

    QAction *addParticipants;
    QAction *newUser;
    QActionGroup *roles; ///< data: the role's name on the wire
    QAction *removeParticipants;
    QAction *reloadParticipants;
    QAction *copyIdentifiers;

    /// All, then by the order of the chips.
    std::array<QAction *, 5> chips;

private:
    QMenu *createMenu(const QString &title, const QList<QAction *> &actions);
    void createRoomMenu();
    void createParticipantsMenu();

    QWidget &m_window;
    QMenu *m_columnsMenu;
};

} // namespace roomkeeper::ui
