#include "base/qtversions.h"
#include "base/random.h"
#include "support/fixture.h"
#include "support/profiletest.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/connections/manager/connectionlistmodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>

using namespace roomkeeper;
using namespace roomkeeper::tests;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

/// The rows of saved connections.
class TestConnectionList : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_display.setMode(TimeDisplay::Mode::Utc);
        m_folder.emplace();
        m_store = std::make_unique<store::ProfileStore>(m_folder->filePath(u"c.json"_s));
        m_model = std::make_unique<ConnectionListModel>(
            *m_store, m_display,
            [](const store::Profile &profile) { return u"of "_s + profile.name; });
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_resets = std::make_unique<QSignalSpy>(m_model.get(), &QAbstractItemModel::modelReset);
    }

    void cleanup()
    {
        QCOMPARE(m_resets->size(), 0); // not for anything
        m_resets.reset();
        m_tester.reset();
        m_model.reset();
        m_store.reset();
    }

    void rowsAreGrouped()
    {
        QCOMPARE(outline(), QString());
        keep(u"A"_s, u"X"_s);
        keep(u"B"_s);
        keep(u"C"_s, u"Y"_s);
        keep(u"D"_s, u"X"_s);
        QCOMPARE(outline(), u"B X(2)[A D] Y(1)[C]"_s);
        QVERIFY(m_store->move({id(u"D"_s)}, {}, id(u"B"_s)));
        QCOMPARE(outline(), u"D B X(1)[A] Y(1)[C]"_s);
        QVERIFY(m_store->remove(id(u"A"_s)));
        QCOMPARE(outline(), u"D B Y(1)[C]"_s);
        QCOMPARE(m_model->shownCount(), 3);
    }

    void columnsSayItInWords()
    {
        store::Profile profile = contoso();
        profile.group.clear();
        QVERIFY(m_store->save(profile));
        keep(u"B"_s);
        const auto row = [this](int number) {
            QStringList cells;
            for (int column = 0; column < m_model->columnCount(); ++column)
                cells << m_model->index(number, column).data().toString();
            return cells;
        };
        QCOMPARE(row(0), (QStringList{contoso().name, u"contoso.communication.azure.com"_s,
                                      u"Entra ID, read-only"_s, u"of "_s + contoso().name,
                                      u"2026-03-01 14:03"_s}));
        QCOMPARE(row(1),
                 (QStringList{u"B"_s, u"b.example"_s, u"Access key"_s, u"of B"_s, u"never"_s}));
        QStringList heads;
        for (int column = 0; column < m_model->columnCount(); ++column)
            heads << m_model->headerData(column, Qt::Horizontal).toString();
        QCOMPARE(heads,
                 (QStringList{u"Name"_s, u"Endpoint"_s, u"Access"_s, u"Secret"_s, u"Last used"_s}));
    }

    void theFilterLooksIntoAllTexts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("outline");
        QTest::newRow("none") << u" "_s << u"B X(2)[A D]"_s;
        QTest::newRow("name") << u"a"_s << u"B X(2)[A D]"_s; // in ".example", too
        QTest::newRow("endpoint") << u"b.ex"_s << u"B"_s;
        QTest::newRow("group") << u"x d."_s << u"X(1)[D]"_s;
        QTest::newRow("notes") << u"ASK"_s << u"X(1)[A]"_s;
        QTest::newRow("width") << u"ａｓｋ"_s << u"X(1)[A]"_s;
        QTest::newRow("accents where nothing else matches") << u"ásk"_s << u"X(1)[A]"_s;
        QTest::newRow("nothing") << u"zzz"_s << QString();
    }

    void theFilterLooksIntoAllTexts()
    {
        QFETCH(QString, text);
        keep(u"A"_s, u"X"_s, u"ask Ada"_s);
        keep(u"B"_s);
        keep(u"D"_s, u"X"_s);
        m_model->setFilter(text);
        QTEST(outline(), "outline");
    }

    void notesInTheToolTipArePlainAndWrapped()
    {
        keep(u"A"_s, {}, u"<b>ask</b> Ada\n"_s + u"word "_s.repeated(40));
        const QString tip = m_model->indexOf(id(u"A"_s)).data(Qt::ToolTipRole).toString();
        const QStringList lines = tip.split(u'\n');
        QCOMPARE(lines.first(), u"<b>ask</b> Ada"_s);
        QCOMPARE(lines.size(), 4);
        for (const QString &line : lines)
            QVERIFY(line.size() <= 80);
        QCOMPARE(lines.mid(1).join(u' ').simplified(), u"word "_s.repeated(40).trimmed());
    }

    void whatChangesInARowIsShown()
    {
        keep(u"A"_s, u"X"_s);
        keep(u"B"_s);
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        QVERIFY(m_store->touch(id(u"A"_s), QDateTime(QDate(2026, 3, 1), QTime(14, 3), utcZone)));
        QVERIFY(changes.size() > 0);
        const QModelIndex row = m_model->indexOf(id(u"A"_s));
        QCOMPARE(row.siblingAtColumn(ConnectionListModel::LastUsed).data().toString(),
                 u"2026-03-01 14:03"_s);
    }

    void indexesFollowTheirConnections()
    {
        keep(u"A"_s, u"X"_s);
        keep(u"B"_s);
        keep(u"C"_s, u"Y"_s);
        keep(u"D"_s, u"X"_s);
        const QPersistentModelIndex moved(m_model->indexOf(id(u"D"_s)));
        const QPersistentModelIndex stays(m_model->indexOf(id(u"C"_s)));
        const QPersistentModelIndex group(stays.parent());
        QVERIFY(m_store->move({id(u"D"_s)}, u"Y"_s, id(u"C"_s)));
        QCOMPARE(outline(), u"B X(1)[A] Y(2)[D C]"_s);
        QCOMPARE(moved, m_model->indexOf(id(u"D"_s)));
        QCOMPARE(stays.row(), 1);
        QVERIFY(m_store->move({id(u"A"_s), id(u"D"_s)}, {}, id(u"B"_s))); // X goes
        QCOMPARE(outline(), u"A D B Y(1)[C]"_s);
        QCOMPARE(moved, m_model->indexOf(id(u"D"_s)));
        QCOMPARE(stays.parent(), group);
        QVERIFY(m_store->move({id(u"B"_s), id(u"D"_s)}, u"Z"_s)); // Z comes
        QCOMPARE(outline(), u"A Y(1)[C] Z(2)[D B]"_s);
        QCOMPARE(moved, m_model->indexOf(id(u"D"_s)));
        m_model->setFilter(u"y"_s);
        QCOMPARE(outline(), u"Y(1)[C]"_s);
        QVERIFY(!moved.isValid());
        QCOMPARE(stays, m_model->indexOf(id(u"C"_s)));
        QCOMPARE(group.data(ConnectionListModel::GroupRole).toString(), u"Y"_s);
    }

    /// Against a model that is built for the store as it is after each change.
    void anySequenceOfChangesIsFollowed()
    {
        SeededRandom random(12);
        const auto name = [&random] { return QString(QChar(char16_t(u'a' + random.below(12)))); };
        const auto group = [&random] {
            const auto number = random.below(5);
            return number == 0 ? QString() : QString(QChar(char16_t(u'V' + number)));
        };
        QString filter;
        QHash<QUuid, QPersistentModelIndex> indexes;
        for (int step = 0; step < 400; ++step) {
            switch (random.below(5)) {
            case 0:
            case 1:
                keep(name(), group());
                break;
            case 2:
                QVERIFY(m_store->remove(id(name())));
                break;
            case 3:
                QVERIFY(m_store->move({id(name()), id(name()), id(name())}, group(), id(name())));
                break;
            default:
                filter = random.below(2) == 0 ? QString() : group();
                m_model->setFilter(filter);
            }
            ConnectionListModel fresh(*m_store, m_display,
                                      [](const store::Profile &) { return QString(); });
            fresh.setFilter(filter);
            QCOMPARE(outline(), outlineOf(fresh));
            // What is shown before and after a change is the same row.
            for (auto index = indexes.cbegin(); index != indexes.cend(); ++index)
                QCOMPARE(QModelIndex(*index), m_model->indexOf(index.key()));
            indexes.clear();
            for (const store::Profile &profile : m_store->profiles()) {
                if (const QModelIndex index = m_model->indexOf(profile.id); index.isValid())
                    indexes.insert(profile.id, index);
            }
        }
    }

    void aGroupStandsForItsConnections()
    {
        keep(u"A"_s, u"X"_s);
        keep(u"B"_s);
        keep(u"C"_s, u"X"_s);
        const QModelIndex group = m_model->index(1, 0);
        QVERIFY(m_model->isGroup(group));
        QVERIFY(!m_model->isGroup(m_model->index(0, 0)));
        QCOMPARE(m_model->idsOf({group, m_model->indexOf(id(u"A"_s))}),
                 (QList<QUuid>{id(u"A"_s), id(u"C"_s)}));
    }

    void dropping_data()
    {
        QTest::addColumn<QString>("parent"); // a group; empty: the top
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("before");
        // B E X[A D] Y[C]
        QTest::newRow("first") << u""_s << 0 << u""_s << u"B"_s;
        QTest::newRow("second") << u""_s << 1 << u""_s << u"E"_s;
        QTest::newRow("behind those without a group") << u""_s << 2 << u""_s << u""_s;
        QTest::newRow("between groups") << u""_s << 3 << u"X"_s << u""_s;
        QTest::newRow("at the end") << u""_s << 4 << u"Y"_s << u""_s;
        QTest::newRow("beside all") << u""_s << -1 << u""_s << u""_s;
        QTest::newRow("on a group") << u"X"_s << -1 << u"X"_s << u""_s;
        QTest::newRow("in a group") << u"X"_s << 1 << u"X"_s << u"D"_s;
        QTest::newRow("at the end of a group") << u"X"_s << 2 << u"X"_s << u""_s;
    }

    void dropping()
    {
        QFETCH(QString, parent);
        QFETCH(int, row);
        QFETCH(QString, before);
        keep(u"B"_s);
        keep(u"A"_s, u"X"_s);
        keep(u"E"_s);
        keep(u"D"_s, u"X"_s);
        keep(u"C"_s, u"Y"_s);
        QSignalSpy moves(m_model.get(), &ConnectionListModel::moveRequested);
        const std::unique_ptr<QMimeData> dragged(
            m_model->mimeData({m_model->indexOf(id(u"C"_s)), m_model->indexOf(id(u"B"_s))}));
        QModelIndex target;
        for (int each = 0; !parent.isEmpty() && each < m_model->rowCount(); ++each) {
            if (m_model->isGroup(m_model->index(each, 0))
                && m_model->index(each, 0).data(ConnectionListModel::GroupRole) == parent)
                target = m_model->index(each, 0);
        }
        QVERIFY(m_model->dropMimeData(dragged.get(), Qt::MoveAction, row, 0, target));
        QCOMPARE(moves.size(), 1);
        QCOMPARE(moves.first()[0].value<QList<QUuid>>(), (QList<QUuid>{id(u"B"_s), id(u"C"_s)}));
        QTEST(moves.first()[1].toString(), "group");
        QCOMPARE(moves.first()[2].toUuid(), before.isEmpty() ? QUuid() : id(before));
        QMimeData foreign;
        foreign.setText(u"x"_s);
        QVERIFY(!m_model->dropMimeData(&foreign, Qt::MoveAction, row, 0, target));
    }

    void aThousandAreQuick()
    {
        QList<store::Profile> many;
        for (int number = 0; number < 1000; ++number) {
            many.append({.id = QUuid::createUuid(),
                         .name = QString::number(number),
                         .endpoint = u"https://x.example"_s,
                         .group = QString::number(number % 50)});
        }
        QVERIFY(m_store->save(many));
        QCOMPARE(m_model->rowCount(), 50);
        QCOMPARE(m_model->shownCount(), 1000);
        QCOMPARE(m_model->indexOf(many.last().id).data().toString(), u"999"_s);
    }

private:
    static QUuid id(const QString &name) { return QUuid::createUuidV5(QUuid(), name); }

    void keep(const QString &name, const QString &group = {}, const QString &notes = {})
    {
        QVERIFY(
            m_store->save(store::Profile{.id = id(name),
                                         .name = name,
                                         .endpoint = u"https://%1.example"_s.arg(name.toLower()),
                                         .group = group,
                                         .notes = notes}));
    }

    QString outline() const { return outlineOf(*m_model); }

    /// The rows, those of a group in brackets.
    static QString outlineOf(const ConnectionListModel &model)
    {
        QStringList words;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row, 0);
            QStringList children;
            for (int child = 0; child < model.rowCount(index); ++child)
                children << model.index(child, 0, index).data().toString();
            words << (model.isGroup(index) ? index.data().toString().remove(u' ') + u"["_s
                                                 + children.join(u' ') + u"]"_s
                                           : index.data().toString());
        }
        return words.join(u' ');
    }

    TimeDisplay m_display;
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<store::ProfileStore> m_store;
    std::unique_ptr<ConnectionListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QSignalSpy> m_resets;
};

ROOMKEEPER_TEST(QApplication, TestConnectionList);
#include "tst_connectionlist.moc"
