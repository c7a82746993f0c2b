#include "acs/auth/requestsigner.h"
#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/signingvectors.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

class TestRequestSigner : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    /// The signatures of Microsoft's own package.
    void vectors_data()
    {
        tests::addSigningVectors(QStringLiteral(ROOMKEEPER_FIXTURES "/hmac-vectors.json"));
    }

    void vectors()
    {
        QFETCH(QJsonObject, vector);
        const auto bytes = [&](QLatin1StringView name) {
            return vector.value(name).toString().toUtf8();
        };
        const auto key = AccessKey::fromBase64(bytes("accessKeyBase64"_L1));
        QVERIFY(key.has_value());
        const QDateTime date = fromHttpDate(bytes("dateHeader"_L1));
        QVERIFY(date.isValid());
        // A client signs what it sends; four vectors come from a package that signs something else,
        // which the sandbox accepts.
        const Signature signature =
            signRequest(*key, bytes("method"_L1), bytes("signedPathAndQuery"_L1),
                        bytes("wireHost"_L1), bytes("body"_L1), date);
        QCOMPARE(signature.date, bytes("dateHeader"_L1));
        QCOMPARE(signature.contentSha256, bytes("contentSha256"_L1));
        QCOMPARE(signature.authorization, bytes("authorization"_L1));
        QCOMPARE(stringToSign(bytes("method"_L1), bytes("signedPathAndQuery"_L1), signature.date,
                              bytes("wireHost"_L1), signature.contentSha256),
                 bytes("stringToSign"_L1));
    }

    void datesAreEnglishUnderAnyLocale()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German));
        const QDateTime moment(QDate(2024, 5, 6), QTime(7, 8, 9), utcZone);
        QCOMPARE(httpDate(moment), QByteArray("Mon, 06 May 2024 07:08:09 GMT"));
        QCOMPARE(fromHttpDate("Mon, 06 May 2024 07:08:09 GMT"), moment);
        QLocale::setDefault(before);
    }

    void noHttpDate_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "yesterday", "Tue, 06 May 2024 07:08:09 GMT", "Mon, 06 Mai 2024 07:08:09 GMT",
              "Mon, 06 anF 2024 07:08:09 GMT", "Mon, 32 May 2024 07:08:09 GMT",
              "Mon, 06 May 2024 24:08:09 GMT", "Mon, 06 May 2024 07:08:60 GMT",
              "Mon, +6 May 2024 07:08:09 GMT", "Mon, 06 May 2024 07:08:09 CET",
              "Mon, 06-May 2024 07:08:09 GMT", "Mon, 06 May 2024 07:08:09 GMT GMT",
              "Monday, 06-May-24 07:08:09 GMT", "Mon May  6 07:08:09 2024 gmt!"})
            QTest::newRow(text) << QByteArray(text);
    }

    void noHttpDate()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!fromHttpDate(text).isValid());
    }

    void httpDates()
    {
        for (const char *text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 29 Feb 2024 23:59:59 GMT",
                                 "  Wed, 01 Jan 2025 00:00:00 GMT "})
            QCOMPARE(httpDate(fromHttpDate(text)), QByteArray(text).trimmed());
    }

    void emptyBody()
    {
        QCOMPARE(contentHash({}), QByteArray("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRequestSigner);
#include "tst_requestsigner.moc"
