#pragma once

#include "admin/rooms/roomstore.h"
#include "tour/moves.h"
#include "ui/shell/mainwindow.h"

#include <QCoreApplication>
#include <QDateTime>

namespace roomkeeper::app {

/// The quickstart of Azure Communication Services Rooms, done in the window: the steps, and what
/// they learn on the way. The lines it prints are in the manner of Microsoft's quickstart programs.
class Quickstart
{
    Q_DECLARE_TR_FUNCTIONS(Quickstart)

public:
    /// The window has the sandbox open or opening; `resourceId` is the guid in the raw ids of its
    /// users. Window, album and this outlive the steps.
    Quickstart(ui::MainWindow &window, Album &album, const QString &resourceId);

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
    /// Reads everything anew; waits until it is there.
    QList<Move> refresh();
    /// Makes a user by the dialog; with pictures of it or without.
    QList<Move> makeUser(int which, bool withPictures);
    /// Sends what is pending and waits for the outcome.
    QList<Move> apply();
    /// Waits until nothing is pending or under way in the details.
    Move untilApplied() const;
    /// Waits until the message bar says something about the room that it did not say before.
    Move untilSaid() const;
    /// Notes what the message bar says before something is done.
    Move beforeMessage();
    QString bound(const QString &field) const;
    QString shownRole(const QString &rawId) const;
    QString rosterLines() const;

    ui::MainWindow &m_window;
    Moves m_moves;
    QString m_firstUser; ///< as those that an application made earlier
    QString m_laterUser; ///< another of those
    QStringList m_newUsers; ///< made on the tour
    QString m_roomId;
    QString m_message; ///< what was said before
    QDateTime m_listedAt;
};

} // namespace roomkeeper::app
