#include "ui/rooms/table/roomtablemodel.h"

#include "base/quotable.h"
#include "ui/common/durationtext.h"
#include "ui/rooms/table/statetext.h"

#include <QLocale>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

RoomTableModel::RoomTableModel(admin::RoomStore &rooms, admin::Annotations &annotations,
                               const admin::DraftStore &drafts, const Clock &clock,
                               const TimeDisplay &display, QObject *parent)
    : RoomIndexModel(rooms, drafts, clock, parent)
    , m_annotations(annotations)
    , m_display(display)
{
    connect(&display, &TimeDisplay::changed, this, [this] {
        columnsChanged({RoomColumn::ValidFrom, RoomColumn::ValidUntil, RoomColumn::Created});
    });
    m_minuteTimer.setSingleShot(true);
    connect(&m_minuteTimer, &QTimer::timeout, this, &RoomTableModel::minutePassed);
    minutePassed();
}

void RoomTableModel::minutePassed()
{
    columnsChanged({RoomColumn::TimeLeft});
    // Most rooms open and close on whole minutes: update at the next one.
    const std::chrono::milliseconds sinceMinute(clock().now().time().msecsSinceStartOfDay()
                                                % 60'000);
    m_minuteTimer.start(60s - sinceMinute);
}

QVariant RoomTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= roomColumnCount)
        return {};
    const auto column = static_cast<RoomColumn>(section);
    if (role == Qt::DisplayRole)
        return columnTitle(column);
    if (role == Qt::ToolTipRole && column == RoomColumn::Participants)
        return tr("Loaded when you select the room; the service's list does not include it");
    if (role == Qt::TextAlignmentRole)
        return QVariant(column == RoomColumn::Participants ? Qt::AlignRight | Qt::AlignVCenter
                                                           : Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

QVariant RoomTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int slot = slotAt(index.row());
    const admin::StoredRoom &room = stored(slot);
    const auto column = static_cast<RoomColumn>(index.column());
    switch (role) {
    case Qt::EditRole:
    case Qt::DisplayRole:
        return display(room, slot, column);
    case Qt::ToolTipRole:
        return toolTip(room, column);
    case Qt::AccessibleDescriptionRole:
        return drafts().has(room.room.id) ? tr("edited, not yet applied") : QString();
    case Qt::TextAlignmentRole:
        return QVariant(column == RoomColumn::Participants ? Qt::AlignRight | Qt::AlignVCenter
                                                           : Qt::AlignLeft | Qt::AlignVCenter);
    case SortRole:
        return sortKey(fieldOf(column), room, stateOf(slot));
    case StateRole:
        return static_cast<int>(stateOf(slot));
    case RoomIdRole:
        return room.room.id;
    case DraftRole:
        return drafts().has(room.room.id);
    default:
        return {};
    }
}

bool RoomTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto column = static_cast<RoomColumn>(index.column());
    if (role != Qt::EditRole || !isEditable(column)
        || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    // The cell changes when the catalogue has stored the text; an error is reported there.
    const QString roomId = roomIdAt(index.row());
    if (column == RoomColumn::Name)
        m_annotations.nameRoom(roomId, value.toString()).detach();
    else
        m_annotations.tagRoom(roomId, admin::readTags(value.toString())).detach();
    return true;
}

Qt::ItemFlags RoomTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RoomIndexModel::flags(index);
    return isEditable(static_cast<RoomColumn>(index.column())) ? flags | Qt::ItemIsEditable : flags;
}

QString RoomTableModel::display(const admin::StoredRoom &room, int slot, RoomColumn column) const
{
    const QDateTime now = clock().now();
    const admin::RoomState state = stateOf(slot);
    switch (column) {
    case RoomColumn::State:
        return stateText(state);
    case RoomColumn::Name:
    case RoomColumn::Tags:
        return visibleText(annotationText(fieldOf(column), room.annotation));
    case RoomColumn::RoomId:
        return room.room.id;
    case RoomColumn::ValidFrom:
        return m_display.shortDateTime(room.room.validFrom.toUtc(), now);
    case RoomColumn::ValidUntil:
        return m_display.shortDateTime(room.room.validUntil.toUtc(), now);
    case RoomColumn::TimeLeft:
        return timeLeftText(state, room.room, acs::Timestamp::fromUtc(now));
    case RoomColumn::Pstn:
        if (!room.room.pstnDialOutEnabled)
            return u"–"_s;
        return *room.room.pstnDialOutEnabled ? tr("Yes") : tr("No");
    case RoomColumn::Participants:
        return room.roster ? QLocale().toString(room.roster->size()) : u"–"_s;
    case RoomColumn::Created:
        break;
    }
    return m_display.shortDateTime(room.room.createdAt.toUtc(), now);
}

QString RoomTableModel::toolTip(const admin::StoredRoom &room, RoomColumn column) const
{
    switch (column) {
    case RoomColumn::State:
        if (drafts().has(room.room.id))
            return tr("Edited, not yet applied");
        return room.listed ? QString() : tr("Not listed by the service");
    case RoomColumn::Name:
    case RoomColumn::Tags: {
        const QString text = annotationText(fieldOf(column), room.annotation);
        return text.isEmpty() ? tr("Stored only on this computer. Press F2 to edit.") : text;
    }
    case RoomColumn::RoomId:
        return room.room.id;
    case RoomColumn::ValidFrom:
        return m_display.dateTime(room.room.validFrom.toUtc());
    case RoomColumn::ValidUntil:
        return m_display.dateTime(room.room.validUntil.toUtc());
    case RoomColumn::Created:
        return m_display.dateTime(room.room.createdAt.toUtc());
    case RoomColumn::Participants:
        return room.roster ? QString() : tr("Loaded when you select the room");
    case RoomColumn::TimeLeft:
    case RoomColumn::Pstn:
        break;
    }
    return {};
}

} // namespace roomkeeper::ui
