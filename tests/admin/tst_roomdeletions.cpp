#include "admin/rooms/roomdeletions.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::admin;
using namespace Qt::StringLiterals;

namespace {

QList<acs::Room> rooms(int count)
{
    QList<acs::Room> list;
    for (int each = 0; each < count; ++each)
        list << acs::Room{.id = QString::number(each)};
    return list;
}

} // namespace

/// Deleting several rooms, with results that the test gives one by one.
class TestRoomDeletions : public tests::Fixture
{
    Q_OBJECT

private slots:
    void cleanup() { m_calls.clear(); }

    void aFewAtATime()
    {
        RoomDeletions deletions(deleteRoom(), rooms(20));
        QSignalSpy progressed(&deletions, &RoomDeletions::progressed);
        QSignalSpy finished(&deletions, &RoomDeletions::finished);
        QCOMPARE(deletions.count(), 20);
        deletions.start();
        QCOMPARE(m_calls.size(), 6);
        for (int each = 0; each < 20; ++each) {
            QCOMPARE(finished.size(), 0);
            m_calls.at(each).second.finish(RoomDeletion::Deleted);
            QTRY_COMPARE(progressed.size(), each + 1);
            QCOMPARE(progressed.last().first().toInt(), each + 1);
            QCOMPARE(m_calls.size(), std::min(each + 7, 20));
        }
        QCOMPARE(finished.size(), 1);
        QCOMPARE(deletions.results().deleted, 20);
        for (int each = 0; each < 20; ++each)
            QCOMPARE(m_calls.at(each).first, QString::number(each));
    }

    void stoppedItEndsWithWhatIsUnderWay()
    {
        RoomDeletions deletions(deleteRoom(), rooms(230));
        QSignalSpy progressed(&deletions, &RoomDeletions::progressed);
        QSignalSpy finished(&deletions, &RoomDeletions::finished);
        deletions.start();
        m_calls.at(0).second.finish(RoomDeletion::Deleted);
        QTRY_COMPARE(progressed.size(), 1);
        QVERIFY(m_isWanted());
        deletions.stop();
        QVERIFY(!m_isWanted());
        QCOMPARE(finished.size(), 0);
        QCOMPARE(deletions.unfinished(), 6);
        for (int each = 1; each < 5; ++each)
            m_calls.at(each).second.finish(RoomDeletion::Deleted);
        for (int each = 5; each < 7; ++each) // these were only being read
            m_calls.at(each).second.finish(failure(ErrorKind::Cancelled, {}));
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(m_calls.size(), 7);
        QCOMPARE(progressed.last().first().toInt(), 5);
        QCOMPARE(deletions.results().deleted, 5);
        QCOMPARE(deletions.results().notStarted, 225);
        QCOMPARE(deletions.unfinished(), 0);
    }

    void eachRoomIsInOneOfTheResults()
    {
        RoomDeletions deletions(deleteRoom(), rooms(5));
        QSignalSpy finished(&deletions, &RoomDeletions::finished);
        deletions.start();
        m_calls.at(0).second.finish(RoomDeletion::Deleted);
        m_calls.at(1).second.finish(RoomDeletion::WasAlreadyGone);
        m_calls.at(2).second.finish(RoomDeletion::ChangedMeanwhile);
        m_calls.at(3).second.finish(failure(ErrorKind::OutcomeUnknown, {}));
        m_calls.at(4).second.finish(failure(ErrorKind::Denied, u"no"_s));
        QTRY_COMPARE(finished.size(), 1);
        const RoomDeletions::Results &results = deletions.results();
        QCOMPARE(results.deleted, 1);
        QCOMPARE(results.gone, 1);
        QCOMPARE(results.changed, (QList<acs::Room>{{.id = u"2"_s}}));
        QCOMPARE(results.unknown, QStringList{u"3"_s});
        QCOMPARE(results.failed.size(), 1);
        QCOMPARE(results.failed.first().seen.id, u"4"_s);
        QCOMPARE(results.failed.first().error.kind, ErrorKind::Denied);
        QCOMPARE(results.notStarted, 0);
    }

private:
    RoomDeletions::DeleteRoom deleteRoom()
    {
        return [this](const acs::Room &room, const RoomDeletions::IsWanted &isWanted) {
            m_calls.append({room.id, {}});
            m_isWanted = isWanted;
            return m_calls.last().second.call();
        };
    }

    QList<std::pair<QString, CallSource<RoomDeletion>>> m_calls; ///< in the order of their start
    RoomDeletions::IsWanted m_isWanted;
};

ROOMKEEPER_TEST(QCoreApplication, TestRoomDeletions);
#include "tst_roomdeletions.moc"
