#include "support/fixture.h"
#include "support/testmain.h"
#include "support/transporttest.h"

#include <QCoreApplication>
#include <QFile>

#if defined(__SANITIZE_ADDRESS__)
#define isSanitized 1
#elif defined(__has_feature)
#define isSanitized __has_feature(address_sanitizer)
#else
#define isSanitized 0
#endif

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

namespace {

/// qCompress() without its own four bytes.
QByteArray zlib(const QByteArray &body)
{
    return qCompress(body, 9).sliced(4);
}

/// HTTP's deflate is zlib's format.
QByteArray packedAnswer(const QByteArray &packed)
{
    return ScriptedServer::answer(200, packed, "Content-Encoding: deflate\r\n");
}

/// Some 200 MB of spaces, compressed, which never existed uncompressed: in the middle of a shorter
/// run each byte stands for 1,032 spaces, and more of these can be inserted. The checksum at the
/// end is wrong, but is never reached.
QByteArray zlibBomb()
{
    QByteArray packed = zlib(QByteArray(1'000'000, ' '));
    const qsizetype middle = packed.size() / 2;
    packed.insert(middle, QByteArray(200'000, packed.at(middle)));
    return packed;
}

/// The peak memory of this process, in KB; 0 if the system does not report it.
qint64 peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

} // namespace

/// Bodies that can't be parsed, are too large, or expand too much.
class TestTransportBodies : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    /// 200 MB compressed to 200 KB. The limit applies to the decompressed size, before the memory
    /// is used. This test comes first, because the peak of memory is that of the whole process.
    void packedBomb_data()
    {
        QTest::addColumn<QByteArray>("bomb");
        QTest::newRow("deflate") << packedAnswer(zlibBomb());
        // The same blocks in another format.
        QTest::newRow("gzip") << ScriptedServer::answer(
            200,
            QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) + zlibBomb().sliced(2).chopped(4)
                + QByteArray(8, '\0'),
            "Content-Encoding: gzip\r\n");
    }

    void packedBomb()
    {
        QFETCH(QByteArray, bomb);
        [[maybe_unused]] const qint64 before = peakMemory();
        for (const Request &request : {getRooms, patchRoom}) {
            Bench bench({.firstDelay = atOnce, .maxBodySize = 1'000'000});
            bench.server.enqueue(bomb);
            const Error error = bench.failureOf(request);
            QCOMPARE(error.kind, request.method == Method::Get ? ErrorKind::BadAnswer
                                                               : ErrorKind::OutcomeUnknown);
            QVERIFY2(error.message.contains(u"too large"_s), qPrintable(error.message));
            QCOMPARE(bench.server.requests().size(), 1);
        }
#if !isSanitized // the sanitizers keep freed memory
        const qint64 more = peakMemory() - before;
        QVERIFY2(before > 0 && more < 64 * 1024, qPrintable(u"%1 KB more"_s.arg(more)));
#endif
    }

    void unreadableAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("says");
        QTest::newRow("HTML") << ScriptedServer::answer(200, "<html>", {}, "text/html")
                              << u"text/html"_s;
        QTest::newRow("no type") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                                 << u"not JSON"_s;
        QTest::newRow("too large")
            << ScriptedServer::answer(200, QByteArray(5000, ' ')) << u"too large"_s;
        QTest::newRow("not what was packed")
            << ScriptedServer::answer(200, "this is no gzip", "Content-Encoding: gzip\r\n")
            << u"damaged"_s;
    }

    void unreadableAnswers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, says);
        Bench bench({.firstDelay = atOnce, .maxBodySize = 4000});
        bench.server.enqueue(answer);
        const Error error = bench.failureOf(getRooms);
        QCOMPARE(error.kind, ErrorKind::BadAnswer);
        QVERIFY2(error.message.contains(says), qPrintable(error.message));
        QCOMPARE(bench.server.requests().size(), 1);
    }

    void justFits()
    {
        Bench bench({.firstDelay = atOnce, .maxBodySize = 4000});
        bench.server.enqueue(ScriptedServer::answer(200, QByteArray(4000, ' ')));
        QCOMPARE(bench.ask(getRooms)->body.size(), 4000);
    }

    void packedAnswersAreUnpacked()
    {
        Bench bench;
        const QByteArray body = QByteArray(20'000'000, ' ') + "{}";
        bench.server.enqueue(packedAnswer(zlib(body)));
        QCOMPARE(bench.ask(getRooms)->body, body);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportBodies);
#include "tst_transportbodies.moc"
