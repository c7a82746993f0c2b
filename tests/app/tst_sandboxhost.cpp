#include "sandboxhost.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::app;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

} // namespace

class TestSandboxHost : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void startsOnce()
    {
        SandboxHost host(10);
        QByteArrayList answers;
        const auto ask = [&] {
            host.connectionString().then(&host, [&answers](const Result<QByteArray> &answer) {
                answers << answer.value_or("failed");
            });
        };
        ask();
        ask();
        QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 2, patience);
        ask();
        QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 3, patience);
        QVERIFY(answers[0].startsWith("endpoint=http://127.0.0.1:"));
        QCOMPARE(answers[1], answers[0]);
        QCOMPARE(answers[2], answers[0]);
    }

    /// Who closes the program does not wait until all rooms are there: it takes less time than
    /// making a fiftieth of them, give or take what else the machine does.
    void goneBeforeItIsFilled()
    {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(sandbox::SandboxServer::start({.rooms = 20'000}).has_value());
        const qint64 some = timer.restart();
        bool isAnswered = false;
        {
            SandboxHost host(sandbox::SandboxOptions::mostRooms);
            host.connectionString().then(this,
                                         [&](const Result<QByteArray> &) { isAnswered = true; });
            timer.start();
        }
        QVERIFY2(timer.elapsed() < 10 * some,
                 qPrintable(u"%1 ms, against %2 ms"_s.arg(timer.elapsed()).arg(some)));
        QVERIFY(!isAnswered);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxHost);
#include "tst_sandboxhost.moc"
