#include "base/random.h"
#include "support/fixture.h"
#include "support/testmain.h"
#include "ui/common/rowindex.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSignalSpy>

#include <algorithm>
#include <memory>
#include <numeric>

using namespace roomkeeper;
using namespace roomkeeper::ui;

namespace {

using Numbers = std::vector<int>;

/// Groups with slots below them; each cell shows its slot. A slot of a group is the group's number.
class Model : public QAbstractItemModel
{
public:
    explicit Model(int groupCount = 0)
    {
        for (int group = 0; group < groupCount; ++group) {
            groups.push_back(std::make_unique<RowIndex>(
                *this, [this, group] { return index(top.rowOf(group), 0); }));
        }
    }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override
    {
        if (!hasIndex(row, column, parent))
            return {};
        return createIndex(row, column,
                           parent.isValid() ? quintptr(top.slotAt(parent.row())) + 1 : 0);
    }
    QModelIndex parent(const QModelIndex &index) const override
    {
        if (!index.isValid() || index.internalId() == 0)
            return {};
        return createIndex(top.rowOf(static_cast<int>(index.internalId()) - 1), 0, quintptr(0));
    }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        if (!parent.isValid())
            return top.count();
        return parent.column() == 0 && parent.internalId() == 0 && !groups.empty()
                   ? groups[size_t(top.slotAt(parent.row()))]->count()
                   : 0;
    }
    int columnCount(const QModelIndex & = {}) const override { return 2; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        if (!index.isValid() || role != Qt::DisplayRole)
            return {};
        return index.internalId() == 0
                   ? top.slotAt(index.row())
                   : groups[size_t(index.internalId()) - 1]->slotAt(index.row());
    }

    RowIndex top{*this};
    std::vector<std::unique_ptr<RowIndex>> groups;
};

/// The rows at the top as somebody has them who follows the signals only.
class Follower : public QObject
{
public:
    explicit Follower(const Model &model)
    {
        const auto cell = [&model](int row) { return model.index(row, 1).data().toInt(); };
        connect(&model, &Model::rowsInserted, this, [this, cell](auto &, int first, int last) {
            for (int row = first; row <= last; ++row)
                rows.insert(rows.begin() + row, cell(row));
            ++steps;
        });
        connect(&model, &Model::rowsRemoved, this, [this](auto &, int first, int last) {
            rows.erase(rows.begin() + first, rows.begin() + last + 1);
            ++steps;
        });
        connect(&model, &Model::layoutChanged, this, [this, cell] {
            Numbers now(rows.size());
            for (size_t row = 0; row < now.size(); ++row)
                now[row] = cell(static_cast<int>(row));
            isPermutation = isPermutation && std::ranges::is_permutation(now, rows);
            rows = now;
            ++steps;
        });
        connect(&model, &Model::dataChanged, this, [this](auto &from, auto &to) {
            for (int row = from.row(); row <= to.row(); ++row)
                changed.push_back(row);
            ++steps;
        });
    }

    Numbers rows;
    Numbers changed;
    int steps = 0; ///< the number of signals
    bool isPermutation = true;
};

Numbers range(int first, int last, int step = 1)
{
    Numbers numbers;
    for (int each = first; each < last; each += step)
        numbers.push_back(each);
    return numbers;
}

/// Makes a RandomSource usable for std::shuffle.
struct Generator
{
    using result_type = quint32;
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return ~result_type(0); }
    result_type operator()() { return static_cast<result_type>(random.next()); }
    RandomSource &random;
};

} // namespace

/// Row by row against plain vectors, with Qt's own test of models and with persistent indexes.
class TestRowIndex : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void init()
    {
        Fixture::init();
        start(0);
    }
    void cleanup()
    {
        m_tester.reset();
        m_follower.reset();
        m_model.reset();
    }

    void insertsRows()
    {
        top().insert(0, {4, 7, 2});
        keepIndexes();
        top().insert(1, {9, 0});
        expect({4, 9, 0, 7, 2});
        top().insert(5, {1});
        top().insert(2, {});
        expect({4, 9, 0, 7, 2, 1});
        QCOMPARE(m_follower->steps, 3);
        QCOMPARE(top().rowOf(7), 3);
        QCOMPARE(top().rowOf(3), -1);
        QCOMPARE(top().rowOf(500), -1);
        QCOMPARE(top().rowsOf({1, 3, 9, 4, 9}), (Numbers{0, 1, 5}));
    }

    void dropsRows_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("signalCount");
        QTest::newRow("all of them") << 1 << 1;
        QTest::newRow("a few runs") << 10 << 10;
        QTest::newRow("scattered") << 2 << 2; // rearranged, then one run
    }
    void dropsRows()
    {
        QFETCH(const int, step);
        QFETCH(const int, signalCount);
        top().insert(0, range(0, 100));
        keepIndexes();
        m_follower->steps = 0;
        top().drop(range(0, 100, step));
        Numbers left = range(0, 100);
        std::erase_if(left, [step](int each) { return each % step == 0; });
        expect(left);
        QCOMPARE(m_follower->steps, signalCount);
        top().drop({});
        QCOMPARE(m_follower->steps, signalCount);
    }

    void mergesNewcomers_data()
    {
        QTest::addColumn<Numbers>("newcomers");
        QTest::addColumn<int>("signalCount");
        QTest::newRow("none") << Numbers{} << 0;
        QTest::newRow("before all") << range(0, 9) << 1;
        QTest::newRow("after all") << range(200, 240) << 1;
        QTest::newRow("four places") << Numbers{13, 61, 63, 65} << 4;
        QTest::newRow("scattered") << range(1, 120, 2) << 2;
    }
    void mergesNewcomers()
    {
        QFETCH(const Numbers, newcomers);
        QFETCH(const int, signalCount);
        Numbers rows = range(10, 110, 2);
        top().insert(0, rows);
        keepIndexes();
        m_follower->steps = 0;
        top().merge(newcomers, std::less());
        rows.insert(rows.end(), newcomers.begin(), newcomers.end());
        std::ranges::sort(rows);
        expect(rows);
        QCOMPARE(m_follower->steps, signalCount);
    }

    void permutesRows()
    {
        top().insert(0, range(0, 50));
        keepIndexes();
        m_follower->steps = 0;
        Numbers other = range(0, 50);
        std::ranges::reverse(other);
        top().permute(other);
        expect(other);
        QCOMPARE(m_follower->steps, 1);
        top().permute(other); // as they are
        QCOMPARE(m_follower->steps, 1);
    }

    void restoresTheOrder()
    {
        std::vector<int> keys = range(0, 60); // of each slot
        const auto isBefore = [&keys](int left, int right) {
            return keys[size_t(left)] < keys[size_t(right)];
        };
        top().insert(0, range(0, 60));
        keepIndexes();
        m_follower->steps = 0;
        top().restoreOrder({5, 6}, isBefore);
        QCOMPARE(m_follower->steps, 0);
        keys[5] = 1000;
        keys[59] = -1;
        top().restoreOrder({5, 59}, isBefore);
        Numbers rows = range(0, 60);
        std::ranges::sort(rows, isBefore);
        expect(rows);
        QCOMPARE(m_follower->steps, 1);
    }

    void arrangesRows()
    {
        top().insert(0, range(0, 10));
        keepIndexes();
        m_follower->steps = 0;
        top().arrange({0, 1, 20, 21, 3, 4, 5, 6, 7, 8, 9, 22});
        expect({0, 1, 20, 21, 3, 4, 5, 6, 7, 8, 9, 22});
        QCOMPARE(m_follower->steps, 3);
        keepIndexes();
        m_follower->steps = 0;
        top().arrange({22, 9, 30, 0});
        expect({22, 9, 30, 0});
        QCOMPARE(m_follower->steps, 3); // one run goes, one comes, one rearrangement
        top().arrange({});
        expect({});
    }

    void notifiesOfRows()
    {
        top().insert(0, range(0, 100));
        m_follower->steps = 0;
        top().notify({3, 4, 5, 9});
        QCOMPARE(m_follower->changed, (Numbers{3, 4, 5, 9}));
        QCOMPARE(m_follower->steps, 2);
        m_follower->changed.clear();
        top().notify(range(10, 80, 2)); // scattered: in one range
        QCOMPARE(m_follower->changed, range(10, 79));
        QCOMPARE(m_follower->steps, 3);
        top().notify({});
        QCOMPARE(m_follower->steps, 3);
    }

    void movesToAnotherParent_data()
    {
        QTest::addColumn<Numbers>("rows");
        QTest::newRow("none") << Numbers{};
        QTest::newRow("all") << range(0, 50);
        QTest::newRow("two runs") << Numbers{0, 1, 2, 40};
        QTest::newRow("scattered") << range(1, 50, 2);
    }
    void movesToAnotherParent()
    {
        QFETCH(const Numbers, rows);
        start(3);
        top().insert(0, {2, 0, 1});
        group(0).insert(0, range(100, 150));
        group(1).insert(0, {7, 8});
        keepIndexes();
        group(0).moveTo(group(1), rows);
        Numbers stay;
        Numbers moved{7, 8};
        for (int row = 0; row < 50; ++row)
            (std::ranges::binary_search(rows, row) ? moved : stay).push_back(100 + row);
        QCOMPARE(group(0).slotNumbers(), stay);
        QCOMPARE(group(1).slotNumbers(), moved);
        expectIndexes();
        QCOMPARE(group(1).rowOf(7), 0);
    }

    void rowsBelowAParentAreTheirOwn()
    {
        start(2);
        top().insert(0, {0, 1});
        group(0).insert(0, range(0, 40));
        group(1).insert(0, range(40, 80));
        keepIndexes();
        Numbers reversed = range(40, 80);
        std::ranges::reverse(reversed);
        group(1).permute(reversed);
        top().permute({1, 0});
        group(0).drop(range(0, 40, 2));
        expectIndexes();
        QCOMPARE(m_model->index(0, 0, m_model->index(0, 0)).data().toInt(), 79);
        QCOMPARE(m_model->index(0, 0, m_model->index(1, 0)).data().toInt(), 1);
        top().drop({0});
        expectIndexes();
    }

    void anySequenceIsFollowed_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 8; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    /// Slots sorted by keys that change, against a sort of everything.
    void anySequenceIsFollowed()
    {
        QFETCH(const int, seed);
        constexpr int slotCount = 120;
        SeededRandom random(static_cast<quint32>(seed));
        Numbers keys = range(0, slotCount);
        const auto isBefore = [&keys](int left, int right) {
            return std::pair(keys[size_t(left)], left) < std::pair(keys[size_t(right)], right);
        };
        Numbers reference;
        for (int step = 0; step < 150; ++step) {
            keepIndexes();
            // Some of the slots: few of them, or about half.
            const quint64 share = random.below(2) == 0 ? 20 : 2;
            Numbers some;
            for (int slot = 0; slot < slotCount; ++slot) {
                if (random.below(share) == 0)
                    some.push_back(slot);
            }
            const auto isShown = [&](int slot) { return std::ranges::count(reference, slot) > 0; };
            switch (random.below(5)) {
            case 0: {
                std::erase_if(some, isShown);
                std::ranges::sort(some, isBefore);
                top().merge(some, isBefore);
                reference.insert(reference.end(), some.begin(), some.end());
                break;
            }
            case 1:
                top().drop(top().rowsOf(some));
                std::erase_if(reference,
                              [&](int slot) { return std::ranges::count(some, slot) > 0; });
                break;
            case 2:
                for (const int slot : some)
                    keys[size_t(slot)] = static_cast<int>(random.below(slotCount));
                top().restoreOrder(top().rowsOf(some), isBefore);
                break;
            case 3:
                std::ranges::sort(some, isBefore);
                top().arrange(some);
                reference = some;
                break;
            default:
                std::ranges::shuffle(keys, Generator{random});
                std::ranges::sort(reference, isBefore);
                top().permute(reference);
            }
            std::ranges::sort(reference, isBefore);
            expect(reference);
        }
    }

private:
    /// An index and the slot that it shows.
    struct Kept
    {
        QPersistentModelIndex index;
        int slot = 0;
        bool isTop = true;
    };

    void start(int groupCount)
    {
        cleanup();
        m_model = std::make_unique<Model>(groupCount);
        m_follower = std::make_unique<Follower>(*m_model);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }

    RowIndex &top() { return m_model->top; }
    RowIndex &group(int number) { return *m_model->groups[size_t(number)]; }

    void keepIndexes()
    {
        m_kept.clear();
        for (int row = 0; row < top().count(); ++row) {
            const QModelIndex index = m_model->index(row, row % 2);
            m_kept.push_back({.index = index, .slot = top().slotAt(row)});
            for (int child = 0; child < m_model->rowCount(m_model->index(row, 0)); ++child) {
                const QModelIndex below = m_model->index(child, 0, m_model->index(row, 0));
                m_kept.push_back({.index = below, .slot = below.data().toInt(), .isTop = false});
            }
        }
    }

    /// Each kept index is where its slot is now, and invalid if that is not shown.
    void expectIndexes()
    {
        for (const Kept &each : m_kept)
            QCOMPARE(QModelIndex(each.index).siblingAtColumn(0), indexOf(each));
    }

    QModelIndex indexOf(const Kept &kept)
    {
        if (kept.isTop)
            return m_model->index(top().rowOf(kept.slot), 0);
        for (size_t number = 0; number < m_model->groups.size(); ++number) {
            const QModelIndex parent = m_model->index(top().rowOf(static_cast<int>(number)), 0);
            const int row = m_model->groups[number]->rowOf(kept.slot);
            if (row >= 0 && parent.isValid())
                return m_model->index(row, 0, parent);
        }
        return {};
    }

    void expect(const Numbers &rows)
    {
        QCOMPARE(top().slotNumbers(), rows);
        QCOMPARE(m_follower->rows, rows);
        QVERIFY(m_follower->isPermutation);
        QCOMPARE(m_model->rowCount(), static_cast<int>(rows.size()));
        expectIndexes();
    }

    std::unique_ptr<Model> m_model;
    std::unique_ptr<Follower> m_follower;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::vector<Kept> m_kept;
};

ROOMKEEPER_TEST(QCoreApplication, TestRowIndex);
#include "tst_rowindex.moc"
