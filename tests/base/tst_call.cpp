#include "base/call.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

#include <memory>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

class TestCall : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void answerComesLaterAndOnce()
    {
        CallSource<int> source;
        int calls = 0;
        int answer = 0;
        source.call().then(this, [&](const Result<int> &value) {
            ++calls;
            answer = value.value();
        });
        source.finish(7);
        source.finish(8); // ignored
        QCOMPARE(calls, 0); // later, not before finish() returns
        QTRY_COMPARE(calls, 1);
        QCOMPARE(answer, 7);
        QCoreApplication::processEvents();
        QCOMPARE(calls, 1);
    }

    void answerBeforeThen()
    {
        int answer = 0;
        finishedCall<int>(5).then(this, [&](const Result<int> &value) { answer = value.value(); });
        QCOMPARE(answer, 0);
        QTRY_COMPARE(answer, 5);
    }

    void goneContextHearsNothing()
    {
        bool heard = false;
        CallSource<int> source;
        {
            QObject context;
            source.call().then(&context, [&](const Result<int> &) { heard = true; });
            source.finish(1);
        }
        QCoreApplication::processEvents();
        QVERIFY(!heard);
    }

    /// A handler often holds the handles of several calls, also of its own.
    void aHandlerIsReleasedWhenItIsNotCalled_data()
    {
        QTest::addColumn<bool>("endsFirst");
        QTest::newRow("the context goes before the operation ends") << false;
        QTest::newRow("the context goes before the result is delivered") << true;
    }
    void aHandlerIsReleasedWhenItIsNotCalled()
    {
        QFETCH(const bool, endsFirst);
        const auto held = std::make_shared<Call<int>>();
        auto context = std::make_unique<QObject>();
        {
            CallSource<int> source;
            *held = source.call();
            held->then(context.get(), [held](const Result<int> &) {});
            if (endsFirst)
                source.finish(1);
            context.reset();
        }
        QCOMPARE(held.use_count(), 1);
    }

    void detachedOperationGoesOn()
    {
        bool isCancelled = false;
        const CallSource<int> source;
        source.onCancel([&isCancelled] { isCancelled = true; });
        source.call().detach();
        QVERIFY(!isCancelled);
        QVERIFY(!source.isFinished());
        source.finish(1);
        QVERIFY(source.isFinished());
        QVERIFY(!isCancelled);
    }

    void abandonedSourceEndsAsCancelled()
    {
        std::optional<ErrorKind> kind;
        {
            CallSource<int> source;
            source.call().then(this, [&](const Result<int> &v) { kind = v.error().kind; });
        }
        QTRY_VERIFY(kind.has_value());
        QCOMPARE(*kind, ErrorKind::Cancelled);
    }

    void cancelGoesToTheSource()
    {
        CallSource<int> source;
        int cancels = 0;
        source.onCancel([&] {
            ++cancels;
            source.finish(failure(ErrorKind::Cancelled, {}));
        });
        const Call<int> call = source.call();
        call.cancel();
        call.cancel();
        QCOMPARE(cancels, 1);
        QVERIFY(call.isFinished());
    }

    void mapTurnsTheAnswerAndForwardsCancel()
    {
        CallSource<int> source;
        bool cancelled = false;
        source.onCancel([&cancelled] { cancelled = true; });
        QString answer;
        const Call<QString> mapped =
            source.call().map<QString>([](const Result<int> &value) -> Result<QString> {
                return QString::number(value.value());
            });
        mapped.then(this, [&](const Result<QString> &value) { answer = value.value(); });
        mapped.cancel();
        QVERIFY(cancelled);
        QVERIFY(!mapped.isFinished()); // cancelling is a request; the source decides
        source.finish(42);
        QVERIFY(mapped.isFinished());
        QTRY_COMPARE(answer, u"42"_s);
    }

    void mapOfAFinishedCall()
    {
        QString answer;
        finishedCall<int>(3)
            .map<QString>([](const Result<int> &v) -> Result<QString> {
                return QString::number(v.value() + 1);
            })
            .then(this, [&](const Result<QString> &v) { answer = v.value(); });
        QTRY_COMPARE(answer, u"4"_s);
    }

    void mappedCallOfAnAbandonedSourceEnds()
    {
        std::optional<ErrorKind> kind;
        {
            CallSource<int> source;
            source.call()
                .map<int>([](const Result<int> &v) { return v; })
                .then(this, [&](const Result<int> &v) { kind = v.error().kind; });
        }
        QTRY_VERIFY(kind.has_value());
        QCOMPARE(*kind, ErrorKind::Cancelled);
    }

    void voidCalls()
    {
        bool ok = false;
        finishedCall<void>({}).then(this, [&](const Result<void> &v) { ok = v.has_value(); });
        QTRY_VERIFY(ok);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestCall);
#include "tst_call.moc"
