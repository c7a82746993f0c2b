#include "tour/quickstart.h"

#include "ui/common/datetimeedit.h"
#include "ui/common/messagebar.h"
#include "ui/participants/participanttablemodel.h"
#include "ui/participants/rostertext.h"
#include "ui/rooms/roomspage.h"
#include "ui/rooms/table/roomcolumns.h"

#include <QUuid>

#include <array>

namespace roomkeeper::app {

using namespace Qt::StringLiterals;
using Phase = admin::LoadStatus::Phase;

namespace {

constexpr int roomIdColumn = static_cast<int>(ui::RoomColumn::RoomId);
constexpr int roomNameColumn = static_cast<int>(ui::RoomColumn::Name);
constexpr int identifierColumn = ui::ParticipantTableModel::Identifier;
constexpr int roleColumn = ui::ParticipantTableModel::Role;
constexpr int changeColumn = ui::ParticipantTableModel::Change;
constexpr qint64 week = qint64(7) * 86'400;

/// The raw ID of a user that was not created through the service, like those that applications
/// already have.
QString rawIdOfSomebody(const QString &resourceId)
{
    return u"8:acs:%1_%2"_s.arg(resourceId, QUuid::createUuid().toString(QUuid::WithoutBraces));
}

/// A user that the tour creates.
struct Person
{
    const char *name;
    acs::Role (*role)();
    bool hasToken;
};
constexpr std::array newPeople{
    Person{QT_TRANSLATE_NOOP("Quickstart", "Dr. Weiss"), &acs::Role::presenter, true},
    Person{QT_TRANSLATE_NOOP("Quickstart", "Ana Novak"), &acs::Role::attendee, false},
    Person{QT_TRANSLATE_NOOP("Quickstart", "Trainee"), &acs::Role::consumer, false},
};

TourActions::Text fixed(const QString &text)
{
    return [text] { return text; };
}

} // namespace

Quickstart::Quickstart(ui::MainWindow &window, ScreenshotFolder &screenshotFolder,
                       const QString &resourceId)
    : m_window(window)
    , m_moves(window, screenshotFolder)
    , m_firstUser(rawIdOfSomebody(resourceId))
    , m_laterUser(rawIdOfSomebody(resourceId))
{
}

QList<TourStep> Quickstart::steps()
{
    return {see(),
            create(),
            open(),
            list(),
            changeLifetime(),
            makeUsers(),
            addParticipants(),
            listParticipants(),
            removeParticipant(),
            remove()};
}

TourStep Quickstart::see()
{
    return {tr("see the rooms"),
            {
                TourActions::print(fixed(u"Azure Communication Services - Rooms Quickstart"_s)),
                TourActions::until(tr("the list of rooms"),
                                   [this] { return listStatus().phase == Phase::Complete; }),
                m_moves.picture(u"rooms"_s),
            }};
}

TourStep Quickstart::create()
{
    const auto isShownWithUser = [this] {
        m_roomId = m_moves.textOf(u"roomId"_s);
        return !m_roomId.isEmpty() && m_window.messages().text().contains(m_roomId)
               && m_moves.columnOf(u"participantTable"_s, identifierColumn).contains(m_firstUser);
    };
    const QString roomName = tr("Patient consultation");
    const auto isNamed = [this, roomName] {
        return m_moves.columnOf(u"roomTable"_s, roomNameColumn).contains(roomName);
    };
    return {
        tr("create a room"),
        {
            m_moves.press(u"toolNewRoom"_s),
            m_moves.opened(u"newRoomDialog"_s),
            m_moves.press(u"presetDay"_s),
            m_moves.type(u"newParticipants"_s, fixed(m_firstUser)),
            m_moves.choose(u"role"_s, ui::roleText(acs::Role::presenter())),
            m_moves.picture(u"new-room"_s),
            m_moves.press(u"createRoom"_s),
            m_moves.closed(u"newRoomDialog"_s),
            TourActions::until(tr("the new room with its participant"), isShownWithUser),
            m_moves.enter(u"roomName"_s, fixed(roomName)),
            TourActions::until(tr("the room's name in the table"), isNamed),
            m_moves.enter(u"roomName"_s, fixed(roomName)),
            TourActions::until(tr("the room's name in the table"), isNamed),
            m_moves.picture(u"room-created"_s),
            TourActions::print([this] { return tr("Created a room with id: %1").arg(m_roomId); }),
        }};
}

TourStep Quickstart::open()
{
    // The dialog closes when the service returns the room; otherwise it stays open with the error.
    return {
        tr("get the room"),
        {
            m_moves.press(u"toolOpenById"_s),
            m_moves.opened(u"openByIdDialog"_s),
            m_moves.type(u"openRoomId"_s, [this] { return m_roomId; }),
            m_moves.picture(u"open-by-id"_s),
            m_moves.press(u"openRoom"_s),
            m_moves.closed(u"openByIdDialog"_s),
            TourActions::until(tr("the room's details"),
                               [this] { return m_moves.textOf(u"roomId"_s) == m_roomId; }),
            TourActions::print([this] { return tr("Retrieved room with id: %1").arg(m_roomId); }),
        }};
}

TourStep Quickstart::list()
{
    return {tr("list the rooms"),
            refresh()
                + QList<TourAction>{
                    m_moves.picture(u"rooms-listed"_s),
                    TourActions::print([this] {
                        const auto rooms = m_moves.columnOf(u"roomTable"_s, roomIdColumn).size();
                        return tr("Listed %Ln room(s)", nullptr, static_cast<int>(rooms));
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
    return {tr("change the room's validity"),
            QList<TourAction>{
                m_moves.press(u"presetWeek"_s),
                TourActions::until(tr("a week as the new validity"), lastsAWeek),
                m_moves.picture(u"lifetime-pending"_s),
            } + apply()
                + QList<TourAction>{
                    TourActions::until(tr("a week as the new validity"), lastsAWeek),
                    m_moves.picture(u"lifetime-changed"_s),
                    TourActions::print([this] {
                        return tr("Updated room with validFrom: %1 and validUntil: %2")
                            .arg(bound(u"validFrom"_s), bound(u"validUntil"_s));
                    }),
                }};
}

TourStep Quickstart::makeUsers()
{
    TourStep step{tr("create users"), {}};
    for (int each = 0; each < static_cast<int>(newPeople.size()); ++each)
        step.moves += makeUser(each, each == 0);
    return step;
}

QList<TourAction> Quickstart::makeUser(int which, bool withPictures)
{
    const Person &person = newPeople.at(static_cast<size_t>(which));
    const auto isMade = [this, which] {
        const QString rawId = m_moves.textOf(u"newUserId"_s);
        if (!rawId.isEmpty() && m_newUsers.size() == which && !m_newUsers.contains(rawId))
            m_newUsers.append(rawId);
        return m_newUsers.size() > which;
    };
    QList<TourAction> moves{
        m_moves.press(u"newUser"_s),
        m_moves.opened(u"newUserDialog"_s),
        m_moves.type(u"newUserName"_s, fixed(tr(person.name))),
        m_moves.choose(u"newUserRole"_s, ui::roleText(person.role())),
    };
    if (person.hasToken)
        moves << m_moves.tick(u"wantsToken"_s);
    if (withPictures)
        moves << m_moves.picture(u"new-user"_s);
    moves << m_moves.press(u"createUser"_s)
          << TourActions::until(tr("the new user's identifier"), isMade);
    if (withPictures)
        moves << m_moves.picture(u"user-created"_s);
    moves << TourActions::print(
        [this] { return tr("Created user: %1").arg(m_newUsers.constLast()); });
    if (person.hasToken)
        moves << m_moves.press(
            u"closeNewUser"_s); // the first press only warns that the token was not copied
    moves << m_moves.press(u"closeNewUser"_s) << m_moves.closed(u"newUserDialog"_s);
    return moves;
}

TourStep Quickstart::addParticipants()
{
    // One existing participant and one new one: the dialog tells them apart.
    const auto pasted = [this] { return m_firstUser + u'\n' + m_laterUser; };
    const auto isPending = [this] {
        return !shownRole(m_laterUser).isEmpty()
               && m_moves.columnOf(u"participantTable"_s, changeColumn).count(QString()) == 1;
    };
    const auto areAdded = [this] {
        bool haveRoles = shownRole(m_laterUser) == ui::roleText(acs::Role::presenter());
        for (int each = 0; each < m_newUsers.size(); ++each) {
            haveRoles = haveRoles
                        && shownRole(m_newUsers.at(each))
                               == ui::roleText(newPeople.at(static_cast<size_t>(each)).role());
        }
        return haveRoles
               && m_moves.columnOf(u"participantTable"_s, changeColumn).join(QString()).isEmpty();
    };
    return {tr("add participants"),
            QList<TourAction>{
                m_moves.press(u"addParticipants"_s),
                m_moves.opened(u"addParticipantsDialog"_s),
                m_moves.type(u"identifiers"_s, pasted),
                m_moves.choose(u"role"_s, ui::roleText(acs::Role::presenter())),
                m_moves.picture(u"add-participants"_s),
                m_moves.press(u"add"_s),
                m_moves.closed(u"addParticipantsDialog"_s),
                TourActions::until(tr("the pending participants"), isPending),
                m_moves.picture(u"participants-pending"_s),
            } + apply()
                + QList<TourAction>{
                    TourActions::until(tr("the new participants with their roles"), areAdded),
                    m_moves.picture(u"participants-added"_s),
                    TourActions::print(fixed(tr("Added participants to room"))),
                }};
}

TourStep Quickstart::listParticipants()
{
    static constexpr qsizetype all = static_cast<qsizetype>(newPeople.size()) + 2;
    return {tr("list the participants"),
            refresh()
                + QList<TourAction>{
                    TourActions::until(
                        tr("the participants"),
                        [this] {
                            return m_moves.columnOf(u"participantTable"_s, identifierColumn).size()
                                   == all;
                        }),
                    TourActions::print([this] {
                        return tr("Retrieved participants for room: %1").arg(m_roomId) + u'\n'
                               + rosterLines();
                    }),
                }};
}

TourStep Quickstart::removeParticipant()
{
    return {
        tr("remove a participant"),
        QList<TourAction>{
            m_moves.selectRow(u"participantTable"_s, identifierColumn,
                              [this] { return m_newUsers.constLast(); }),
            m_moves.press(u"removeParticipants"_s),
            TourActions::until(tr("the pending removal"),
                               [this] { return !m_moves.textOf(u"pendingText"_s).isEmpty(); }),
            m_moves.picture(u"removal-pending"_s),
        } + apply()
            + QList<TourAction>{
                TourActions::until(tr("the participant to be removed"),
                                   [this] { return shownRole(m_newUsers.constLast()).isEmpty(); }),
                m_moves.picture(u"participant-removed"_s),
                TourActions::print(fixed(tr("Removed participants from room"))),
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
                TourActions::until(
                    tr("the room to disappear from the table"),
                    [this] {
                        return !m_moves.columnOf(u"roomTable"_s, roomIdColumn).contains(m_roomId);
                    }),
                m_moves.picture(u"room-deleted"_s),
                TourActions::print([this] { return tr("Deleted room with id: %1").arg(m_roomId); }),
            }};
}

QList<TourAction> Quickstart::refresh()
{
    const auto isListedAnew = [this] {
        const admin::LoadStatus status = listStatus();
        const QStringList shown = m_moves.columnOf(u"roomTable"_s, roomIdColumn);
        return status.phase == Phase::Complete && status.at != m_listedAt
               && shown.size() == status.rooms && shown.contains(m_roomId);
    };
    return {TourActions::note([this] { m_listedAt = listStatus().at; }),
            m_moves.press(u"toolRefresh"_s),
            TourActions::until(tr("the list with the new room"), isListedAnew)};
}

QList<TourAction> Quickstart::apply()
{
    return {beforeMessage(), m_moves.press(u"applyChanges"_s), untilSaid(), untilApplied()};
}

/// The role that the table shows for a participant; empty if the table does not contain it.
QString Quickstart::shownRole(const QString &rawId) const
{
    const qsizetype row = m_moves.columnOf(u"participantTable"_s, identifierColumn).indexOf(rawId);
    return row >= 0 ? m_moves.columnOf(u"participantTable"_s, roleColumn).at(row) : QString();
}

QString Quickstart::rosterLines() const
{
    QStringList lines;
    const QStringList rawIds = m_moves.columnOf(u"participantTable"_s, identifierColumn);
    for (const QString &rawId : rawIds)
        lines << u"%1 %2"_s.arg(rawId, shownRole(rawId));
    return lines.join(u'\n');
}

admin::LoadStatus Quickstart::listStatus() const
{
    auto *page = m_window.findChild<ui::RoomsPage *>();
    return page != nullptr ? page->connection().rooms().status() : admin::LoadStatus{};
}

/// The time in a field of the details, in ISO 8601 and UTC.
QString Quickstart::bound(const QString &field) const
{
    const auto *edit = m_moves.find<ui::DateTimeEdit>(field + "Edit"_L1);
    return edit != nullptr ? edit->dateTime().toString(Qt::ISODate) : QString();
}

TourAction Quickstart::beforeMessage()
{
    return TourActions::note([this] { m_message = m_window.messages().text(); });
}

TourAction Quickstart::untilSaid() const
{
    return TourActions::until(tr("the outcome"), [this] {
        const QString said = m_window.messages().text();
        return said != m_message && said.contains(m_roomId);
    });
}

TourAction Quickstart::untilApplied() const
{
    return TourActions::until(tr("the changes to be applied"),
                              [this] { return m_moves.textOf(u"pendingText"_s).isEmpty(); });
}

} // namespace roomkeeper::app
