#pragma once

#include "base/clock.h"
#include "support/fixture.h"
#include "support/rooms.h"
#include "ui/common/timedisplay.h"
#include "ui/rooms/table/roomtablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <memory>

namespace roomkeeper::tests {

/// A model of rooms around noon, watched by Qt's tester; it is never reset.
class RoomModelFixture : public WidgetFixture
{
    Q_OBJECT

protected:
    static QDateTime noon() { return utc(u"2026-11-22T12:00:00Z"); }

    static QString idOf(int number)
    {
        using namespace Qt::StringLiterals;
        return u"99%1"_s.arg(number, 15, 10, QChar(u'0'));
    }

    /// A room by its distance from noon: it opens and closes this many minutes after that.
    static acs::Room roomAt(int number, qint64 opens, qint64 closes)
    {
        return {.id = idOf(number),
                .createdAt = acs::Timestamp::fromUtc(noon().addSecs(-number)),
                .validFrom = acs::Timestamp::fromUtc(noon().addSecs(opens * 60)),
                .validUntil = acs::Timestamp::fromUtc(noon().addSecs(closes * 60)),
                .pstnDialOutEnabled = number % 2 == 0};
    }

    void makeModel()
    {
        WidgetFixture::init();
        m_clock.set(noon());
        m_store = std::make_unique<admin::RoomStore>();
        m_annotations = std::make_unique<admin::Annotations>(*m_store, QStringLiteral("contoso"));
        m_drafts = std::make_unique<admin::DraftStore>();
        m_model = std::make_unique<ui::RoomTableModel>(*m_store, *m_annotations, *m_drafts, m_clock,
                                                       m_display);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_resets = std::make_unique<QSignalSpy>(m_model.get(), &ui::RoomTableModel::modelReset);
    }

    void dropModel()
    {
        QCOMPARE(m_resets->size(), 0);
        m_resets.reset();
        m_tester.reset();
        m_model.reset();
        m_drafts.reset();
        m_annotations.reset();
        m_store.reset();
    }

    /// As a complete list: rooms that are not in it are gone.
    void put(const QList<acs::Room> &rooms)
    {
        m_store->beginListing();
        m_store->addPage(rooms, noon());
        m_store->endListing(noon());
    }

    /// As a page of an incomplete list: all other rooms stay.
    void add(const QList<acs::Room> &rooms)
    {
        m_store->beginListing();
        m_store->addPage(rooms, noon());
        m_store->abortListing(noon());
    }

    static QStringList ids(const QList<int> &numbers)
    {
        QStringList result;
        for (const int number : numbers)
            result << idOf(number);
        return result;
    }

    QStringList shown() const
    {
        QStringList result;
        for (int row = 0; row < m_model->rowCount(); ++row)
            result << m_model->roomIdAt(row);
        return result;
    }

    ManualClock m_clock{noon()};
    ui::TimeDisplay m_display;
    std::unique_ptr<admin::RoomStore> m_store;
    std::unique_ptr<admin::Annotations> m_annotations;
    std::unique_ptr<admin::DraftStore> m_drafts;
    std::unique_ptr<ui::RoomTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QSignalSpy> m_resets;
};

} // namespace roomkeeper::tests
