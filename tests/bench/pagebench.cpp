#include "pagebench.h"

#include "measure.h"
#include "slicemeter.h"

#include "acs/rooms/roomsjson.h"
#include "admin/rooms/roomstore.h"
#include "base/qtversions.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <vector>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr int roomsPerPage = 30;
constexpr qint64 firstId = 99'100'000'000'000'000;
const QDateTime moment(QDate(2026, 1, 1), QTime(0, 0), utcZone);

/// A page as received; no room is on two of them.
QByteArray page(int number)
{
    QJsonArray rooms;
    for (int i = 0; i < roomsPerPage; ++i) {
        rooms.append(QJsonObject{{u"id"_s, QString::number(firstId + number * roomsPerPage + i)},
                                 {u"createdAt"_s, u"2026-01-01T00:00:00.1234567+00:00"_s},
                                 {u"validFrom"_s, u"2026-01-01T00:00:00+00:00"_s},
                                 {u"validUntil"_s, u"2026-03-01T12:30:00+00:00"_s},
                                 {u"pstnDialOutEnabled"_s, i % 4 == 0}});
    }
    const QString link =
        u"https://contoso.communication.azure.com/rooms?nextLink=%1"_s.arg(QString(400, u'a'));
    return QJsonDocument(QJsonObject{{u"value"_s, rooms}, {u"nextLink"_s, link}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

int benchPage(int rooms)
{
    std::vector<QByteArray> answers;
    for (int number = 0; number * roomsPerPage < rooms; ++number)
        answers.push_back(page(number));
    admin::RoomStore store;
    store.beginListing();
    std::vector<qint64> times;
    for (const QByteArray &answer : answers) {
        const qint64 before = threadCpuTime();
        const auto raw = acs::readPage(answer);
        if (!raw)
            return 1;
        store.addPage(acs::readEntries<acs::Room>(raw->entries, acs::readRoom).items, moment);
        times.push_back(threadCpuTime() - before);
    }
    if (store.count() != static_cast<qsizetype>(answers.size()) * roomsPerPage)
        return 1;
    std::sort(times.begin(), times.end());
    print({{u"rooms"_s, store.count()}, {u"pageMs"_s, milliseconds(times.at(times.size() / 2))}});
    return 0;
}
