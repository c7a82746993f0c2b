#include "tour/quickstart.h"

#include "ui/common/messagebar.h"
#include "ui/common/momentedit.h"
#include "ui/participants/participanttablemodel.h"
#include "ui/participants/rosterwords.h"
#include "ui/rooms/roomcolumns.h"
#include "ui/rooms/roomcounttext.h"
#include "ui/rooms/roomspage.h"

#include <QUuid>

namespace roomkeeper::app {

using namespace Qt::StringLiterals;
using Phase = admin::LoadStatus::Phase;

namespace {

constexpr int roomIdColumn = static_cast<int>(ui::RoomColumn::RoomId);
constexpr int identifierColumn = ui::ParticipantTableModel::Identifier;
constexpr qint64 week = 7 * 86'400;

/// The raw id of a user that no service was asked to make: applications bring such ids with them.
QString rawIdOfSomebody(const QString &resourceId)
{
    return u"8:acs:%1_%2"_s.arg(resourceId, QUuid::createUuid().toString(QUuid::WithoutBraces));
}

Moves::Text fixed(const QString &text)
{
    return [text] { return text; };
}

} // namespace

Quickstart::Quickstart(ui::MainWindow &window, Album &album, const QString &resourceId)
    : m_window(window)
    , m_moves(window, album)
    , m_knownUser(rawIdOfSomebody(resourceId))
{
}

QList<TourStep> Quickstart::steps()
{
    return {see(), create(), open(), list(), changeLifetime(), remove()};
}

TourStep Quickstart::see()
{
    return {tr("see the rooms"),
            {
                Moves::print(fixed(u"Azure Communication Services - Rooms Quickstart"_s)),
                Moves::until(tr("the list of rooms"),
                             [this] { return listStatus().phase == Phase::Complete; }),
                m_moves.picture(u"rooms"_s),
            }};
}

TourStep Quickstart::create()
{
    const auto isShownWithUser = [this] {
        m_roomId = m_moves.textOf(u"roomId"_s);
        return !m_roomId.isEmpty() && m_window.messages().text().contains(m_roomId)
               && m_moves.columnOf(u"participantTable"_s, identifierColumn).contains(m_knownUser);
    };
    return {tr("create a room"),
            {
                m_moves.press(u"toolNewRoom"_s),
                m_moves.opened(u"newRoomDialog"_s),
                m_moves.press(u"presetDay"_s),
                m_moves.type(u"newParticipants"_s, fixed(m_knownUser)),
                m_moves.choose(u"role"_s, ui::roleText(acs::Role::presenter())),
                m_moves.picture(u"new-room"_s),
                m_moves.press(u"createRoom"_s),
                m_moves.closed(u"newRoomDialog"_s),
                Moves::until(tr("the new room with its participant"), isShownWithUser),
                m_moves.picture(u"room-created"_s),
                Moves::print([this] { return tr("Created a room with id: %1").arg(m_roomId); }),
            }};
}

TourStep Quickstart::open()
{
    // The dialog goes when the service has answered with the room, and stays with its words else.
    return {tr("get the room"),
            {
                m_moves.press(u"toolOpenById"_s),
                m_moves.opened(u"openByIdDialog"_s),
                m_moves.type(u"openRoomId"_s, [this] { return m_roomId; }),
                m_moves.picture(u"open-by-id"_s),
                m_moves.press(u"openRoom"_s),
                m_moves.closed(u"openByIdDialog"_s),
                Moves::until(tr("the room's details"),
                             [this] { return m_moves.textOf(u"roomId"_s) == m_roomId; }),
                Moves::print([this] { return tr("Retrieved room with id: %1").arg(m_roomId); }),
            }};
}

TourStep Quickstart::list()
{
    const auto isListedAnew = [this] {
        const admin::LoadStatus status = listStatus();
        const QStringList shown = m_moves.columnOf(u"roomTable"_s, roomIdColumn);
        return status.phase == Phase::Complete && status.at != m_listedAt
               && shown.size() == status.rooms && shown.contains(m_roomId);
    };
    return {
        tr("list the rooms"),
        {
            Moves::note([this] { m_listedAt = listStatus().at; }),
            m_moves.press(u"toolRefresh"_s),
            Moves::until(tr("the list with the new room"), isListedAnew),
            m_moves.picture(u"rooms-listed"_s),
            Moves::print([this] {
                return tr("Listed %1")
                    .arg(ui::roomCountText(m_moves.columnOf(u"roomTable"_s, roomIdColumn).size()));
            }),
        }};
}

TourStep Quickstart::changeLifetime()
{
    const auto lastsAWeek = [this] {
        const auto from = QDateTime::fromString(bound(u"validFrom"_s), Qt::ISODate);
        const auto until = QDateTime::fromString(bound(u"validUntil"_s), Qt::ISODate);
        return from.isValid() && from.secsTo(until) == week;
    };
    return {tr("change the room's lifetime"),
            {
                m_moves.press(u"presetWeek"_s),
                Moves::until(tr("a week as the new lifetime"), lastsAWeek),
                m_moves.picture(u"lifetime-pending"_s),
                beforeMessage(),
                m_moves.press(u"applyChanges"_s),
                untilSaid(),
                untilApplied(),
                Moves::until(tr("a week as the new lifetime"), lastsAWeek),
                m_moves.picture(u"lifetime-changed"_s),
                Moves::print([this] {
                    return tr("Updated room with validFrom: %1 and validUntil: %2")
                        .arg(bound(u"validFrom"_s), bound(u"validUntil"_s));
                }),
            }};
}

TourStep Quickstart::remove()
{
    return {tr("delete the room"),
            {
                m_moves.selectRow(u"roomTable"_s, roomIdColumn, [this] { return m_roomId; }),
                m_moves.press(u"toolDeleteRoom"_s),
                m_moves.opened(u"confirmation"_s),
                m_moves.picture(u"delete-question"_s),
                beforeMessage(),
                m_moves.press(u"confirm"_s),
                m_moves.closed(u"confirmation"_s),
                untilSaid(),
                Moves::until(
                    tr("the room to be gone from the table"),
                    [this] {
                        return !m_moves.columnOf(u"roomTable"_s, roomIdColumn).contains(m_roomId);
                    }),
                m_moves.picture(u"room-deleted"_s),
                Moves::print([this] { return tr("Deleted room with id: %1").arg(m_roomId); }),
            }};
}

admin::LoadStatus Quickstart::listStatus() const
{
    auto *page = m_window.findChild<ui::RoomsPage *>();
    return page != nullptr ? page->connection().rooms().status() : admin::LoadStatus{};
}

/// The moment that a field of the details holds, in ISO 8601 and UTC.
QString Quickstart::bound(const QString &field) const
{
    const auto *edit = m_moves.find<ui::MomentEdit>(field + "Edit"_L1);
    return edit != nullptr ? edit->moment().toString(Qt::ISODate) : QString();
}

Move Quickstart::beforeMessage()
{
    return Moves::note([this] { m_message = m_window.messages().text(); });
}

Move Quickstart::untilSaid() const
{
    return Moves::until(tr("the outcome"), [this] {
        const QString said = m_window.messages().text();
        return said != m_message && said.contains(m_roomId);
    });
}

Move Quickstart::untilApplied() const
{
    return Moves::until(tr("the changes to be applied"),
                        [this] { return m_moves.textOf(u"pendingText"_s).isEmpty(); });
}

} // namespace roomkeeper::app
