#include "acs/loopback.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

class TestLoopback : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void onlyThisComputerIs_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("is");
        QTest::newRow("IPv4") << u"127.0.0.1"_s << true;
        QTest::newRow("another of its block") << u"127.8.9.10"_s << true;
        QTest::newRow("IPv6") << u"::1"_s << true;
        QTest::newRow("name") << u"localhost"_s << true;
        QTest::newRow("name, capitals") << u"LocalHost"_s << true;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("any address") << u"0.0.0.0"_s << false;
        QTest::newRow("private network") << u"192.168.0.1"_s << false;
        QTest::newRow("next block") << u"128.0.0.1"_s << false;
        QTest::newRow("other IPv6") << u"::2"_s << false;
        QTest::newRow("in brackets") << u"[::1]"_s << false;
        QTest::newRow("begins like it") << u"localhost.example"_s << false;
        QTest::newRow("address as a name") << u"127.0.0.1.example"_s << false;
        QTest::newRow("the service") << u"contoso.communication.azure.com"_s << false;
    }

    void onlyThisComputerIs()
    {
        QFETCH(QString, host);
        QFETCH(bool, is);
        QCOMPARE(acs::isLoopback(host), is);
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestLoopback);
#include "tst_loopback.moc"
