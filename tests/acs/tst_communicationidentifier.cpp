#include "acs/identity/communicationidentifier.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

class TestCommunicationIdentifier : public QObject
{
    Q_OBJECT

private slots:
    void kinds_data()
    {
        QTest::addColumn<QString>("rawId");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *rawId, IdentifierKind kind) {
            QTest::newRow(rawId) << QString::fromLatin1(rawId) << static_cast<int>(kind);
        };
        const auto user = IdentifierKind::CommunicationUser;
        row("8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_00000019-2d4c-9e5a-1000-343a0d00b5a1",
            user);
        row("8:gcch-acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_00000019-2d4c-9e5a-1000-343a0d00b5a1",
            user);
        row("8:dod-acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_00000019-2d4c-9e5a-1000-343a0d00b5a1",
            user);
        row("8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_a_b", IdentifierKind::TeamsExtensionUser);
        row("8:acs:123456c", IdentifierKind::Malformed);
        row("8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01", IdentifierKind::Malformed);
        row("8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_", IdentifierKind::Malformed);
        row("8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1dzz_x", IdentifierKind::Malformed);
        row("8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_x/y", IdentifierKind::Malformed);
        row("8:acs:", IdentifierKind::Malformed);
        row("8:orgid:b6aada1f-0b1d-47ac-866f-91aae00a1d01", IdentifierKind::TeamsUser);
        row("8:gcch:b6aada1f-0b1d-47ac-866f-91aae00a1d01", IdentifierKind::TeamsUser);
        row("8:dod:b6aada1f-0b1d-47ac-866f-91aae00a1d01", IdentifierKind::TeamsUser);
        row("8:teamsvisitor:abc", IdentifierKind::TeamsVisitor);
        row("4:+4912345", IdentifierKind::PhoneNumber);
        row("28:orgid:b6aada1f-0b1d-47ac-866f-91aae00a1d01", IdentifierKind::TeamsApp);
        row("8:ACS:b6aada1f-0b1d-47ac-866f-91aae00a1d01_x", IdentifierKind::Unknown);
        row("somebody@contoso.example", IdentifierKind::Unknown);
        row("", IdentifierKind::Unknown);
    }

    void kinds()
    {
        QFETCH(QString, rawId);
        QFETCH(int, kind);
        QCOMPARE(static_cast<int>(kindOfRawId(rawId)), kind);
        QCOMPARE(isAcceptedByRooms(rawId),
                 kind == static_cast<int>(IdentifierKind::CommunicationUser));
    }

    void resourceGuids()
    {
        QCOMPARE(resourceGuid(u"8:dod-acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_x"),
                 u"b6aada1f-0b1d-47ac-866f-91aae00a1d01");
        QVERIFY(resourceGuid(u"8:acs:123456c").isEmpty());
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestCommunicationIdentifier);
#include "tst_communicationidentifier.moc"
