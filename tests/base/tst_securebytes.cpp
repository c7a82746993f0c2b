#include "base/securebytes.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QFile>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

namespace {

/// The flags of the memory mapping that contains an address; empty if there is none (proc(5)).
QByteArrayList flagsOf(const void *address)
{
    QFile maps(u"/proc/self/smaps"_s);
    if (!maps.open(QIODevice::ReadOnly))
        return {};
    const auto wanted = reinterpret_cast<quintptr>(address);
    bool isInside = false;
    const QByteArrayList lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QByteArrayList range = line.left(line.indexOf(' ')).split('-');
        if (range.size() == 2) {
            isInside = range.at(0).toULongLong(nullptr, 16) <= wanted
                       && wanted < range.at(1).toULongLong(nullptr, 16);
        } else if (isInside && line.startsWith("VmFlags:")) {
            return line.mid(8).simplified().split(' ');
        }
    }
    return {};
}

} // namespace

/// The memory of secrets.
class TestSecureBytes : public tests::Fixture
{
    Q_OBJECT

private slots:
    void theyAreInNoCoreDump()
    {
        const SecureBytes secret("marker-secret");
        const QByteArrayList flags = flagsOf(secret.view().data());
        QVERIFY2(flags.contains("dd"), flags.join(' ').constData());
        const QByteArray ordinary("ordinary");
        QVERIFY(!flagsOf(ordinary.constData()).contains("dd"));
    }

    void theyMove()
    {
        SecureBytes first("marker-secret");
        const char *data = first.view().data();
        SecureBytes second(std::move(first));
        QCOMPARE(second.view(), QByteArrayView("marker-secret"));
        QCOMPARE(second.view().data(), data);
        SecureBytes third("another");
        third = std::move(second);
        QCOMPARE(third.view(), QByteArrayView("marker-secret"));
        QVERIFY(SecureBytes(QByteArrayView()).view().isEmpty());
    }

    void replacedTheyAreUnmapped()
    {
        SecureBytes secret("marker-secret");
        const char *data = secret.view().data();
        QVERIFY(!flagsOf(data).isEmpty());
        secret = SecureBytes(QByteArrayView());
        QVERIFY(!flagsOf(data).contains("dd"));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestSecureBytes);
#include "tst_securebytes.moc"
