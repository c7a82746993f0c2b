#include "ui/rooms/table/roomcolumns.h"

#include <QCoreApplication>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

admin::RoomField fieldOf(RoomColumn column)
{
    switch (column) {
    case RoomColumn::State:
        return admin::RoomField::State;
    case RoomColumn::Name:
        return admin::RoomField::Name;
    case RoomColumn::RoomId:
        return admin::RoomField::RoomId;
    case RoomColumn::ValidFrom:
        return admin::RoomField::ValidFrom;
    case RoomColumn::ValidUntil:
        return admin::RoomField::ValidUntil;
    case RoomColumn::TimeLeft:
        return admin::RoomField::TimeLeft;
    case RoomColumn::Pstn:
        return admin::RoomField::Pstn;
    case RoomColumn::Participants:
        return admin::RoomField::Participants;
    case RoomColumn::Tags:
        return admin::RoomField::Tags;
    case RoomColumn::Created:
        break;
    }
    return admin::RoomField::Created;
}

QString columnTitle(RoomColumn column)
{
    switch (column) {
    case RoomColumn::State:
        return QCoreApplication::translate("RoomColumn", "State");
    case RoomColumn::Name:
        return QCoreApplication::translate("RoomColumn", "Name");
    case RoomColumn::RoomId:
        return QCoreApplication::translate("RoomColumn", "Room ID");
    case RoomColumn::ValidFrom:
        return QCoreApplication::translate("RoomColumn", "Valid from");
    case RoomColumn::ValidUntil:
        return QCoreApplication::translate("RoomColumn", "Valid until");
    case RoomColumn::TimeLeft:
        return QCoreApplication::translate("RoomColumn", "Time left");
    case RoomColumn::Pstn:
        return QCoreApplication::translate("RoomColumn", "PSTN");
    case RoomColumn::Participants:
        return QCoreApplication::translate("RoomColumn", "Participants");
    case RoomColumn::Tags:
        return QCoreApplication::translate("RoomColumn", "Tags");
    case RoomColumn::Created:
        break;
    }
    return QCoreApplication::translate("RoomColumn", "Created");
}

QString columnMenuText(RoomColumn column)
{
    switch (column) {
    case RoomColumn::State:
        return QCoreApplication::translate("RoomColumn", "&State");
    case RoomColumn::Name:
        return QCoreApplication::translate("RoomColumn", "&Name");
    case RoomColumn::RoomId:
        return QCoreApplication::translate("RoomColumn", "&Room ID");
    case RoomColumn::ValidFrom:
        return QCoreApplication::translate("RoomColumn", "Valid &from");
    case RoomColumn::ValidUntil:
        return QCoreApplication::translate("RoomColumn", "Valid &until");
    case RoomColumn::TimeLeft:
        return QCoreApplication::translate("RoomColumn", "&Time left");
    case RoomColumn::Pstn:
        return QCoreApplication::translate("RoomColumn", "&PSTN");
    case RoomColumn::Participants:
        return QCoreApplication::translate("RoomColumn", "P&articipants");
    case RoomColumn::Tags:
        return QCoreApplication::translate("RoomColumn", "Ta&gs");
    case RoomColumn::Created:
        break;
    }
    return QCoreApplication::translate("RoomColumn", "&Created");
}

QString columnKey(RoomColumn column)
{
    switch (column) {
    case RoomColumn::State:
        return u"state"_s;
    case RoomColumn::Name:
        return u"name"_s;
    case RoomColumn::RoomId:
        return u"roomId"_s;
    case RoomColumn::ValidFrom:
        return u"opens"_s;
    case RoomColumn::ValidUntil:
        return u"closes"_s;
    case RoomColumn::TimeLeft:
        return u"timeLeft"_s;
    case RoomColumn::Pstn:
        return u"pstn"_s;
    case RoomColumn::Participants:
        return u"participants"_s;
    case RoomColumn::Tags:
        return u"tags"_s;
    case RoomColumn::Created:
        break;
    }
    return u"created"_s;
}

bool isEditable(RoomColumn column)
{
    return column == RoomColumn::Name || column == RoomColumn::Tags;
}

} // namespace roomkeeper::ui
