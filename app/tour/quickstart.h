#pragma once

#include "admin/rooms/roomstore.h"
#include "tour/touractions.h"
#include "ui/shell/mainwindow.h"

#include <QCoreApplication>
#include <QDateTime>

namespace roomkeeper::app {

/// The quickstart of Azure Communication Services Rooms, carried out in the window: the steps, and
/// the values that later steps need. It prints the same lines as Microsoft's quickstart programs.
class Quickstart
{
    Q_DECLARE_TR_FUNCTIONS(Quickstart)

public:
    /// The window is connected to the sandbox or connecting; `resourceId` is the GUID in the raw
    /// IDs of its users. Window, album and this object must outlive the steps.
    Quickstart(ui::MainWindow &window, ScreenshotFolder &screenshotFolder,
               const QString &resourceId);

    QList<TourStep> steps();

private:
    TourStep see();
    TourStep create();
    TourStep open();
    TourStep list();
    TourStep changeLifetime();
    TourStep makeUsers();
    TourStep addParticipants();
    TourStep listParticipants();
    TourStep removeParticipant();
    TourStep remove();

    admin::LoadStatus listStatus() const;
    /// Refreshes and waits until everything is loaded.
    QList<TourAction> refresh();
    /// Creates a user in the dialog, with or without pictures.
    QList<TourAction> makeUser(int which, bool withPictures);
    /// Applies the pending changes and waits for the outcome.
    QList<TourAction> apply();
    /// Waits until no changes are pending or being applied in the details.
    TourAction untilApplied() const;
    /// Waits until the message bar shows a new message about the room.
    TourAction untilSaid() const;
    /// Remembers the current text of the message bar before an action.
    TourAction beforeMessage();
    QString bound(const QString &field) const;
    QString shownRole(const QString &rawId) const;
    QString rosterLines() const;

    ui::MainWindow &m_window;
    TourActions m_moves;
    QString m_firstUser; ///< like one that an application created earlier
    QString m_laterUser; ///< another one
    QStringList m_newUsers; ///< created by the tour
    QString m_roomId;
    QString m_message; ///< the text of the message bar before the action
    QDateTime m_listedAt;
};

} // namespace roomkeeper::app
