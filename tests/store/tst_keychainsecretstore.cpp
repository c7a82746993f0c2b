#include "store/keychainsecretstore.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <optional>

using namespace roomkeeper;
using namespace roomkeeper::store;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QUuid profile(u"6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c01"_s);
const QByteArray secret("endpoint=https://contoso.example/;accesskey=bWFya2VyLXNlY3JldA==");

/// The answer of a call, waited for.
template <class T>
std::optional<Result<T>> answerOf(const Call<T> &call)
{
    std::optional<Result<T>> answer;
    QObject context;
    call.then(&context, [&answer](Result<T> result) { answer = std::move(result); });
    [&answer] { QTRY_VERIFY_WITH_TIMEOUT(answer, 20'000); }();
    return answer;
}

template <class T>
void compareError(const std::optional<Result<T>> &answer, ErrorKind kind)
{
    QVERIFY(answer);
    QVERIFY(!*answer);
    QCOMPARE(answer->error().kind, kind);
}

} // namespace

/// The keychain for real. Which functions run where is said in CMakeLists.txt: each state of the
/// desktop needs a process of its own, since QtKeychain chooses its backend once.
class TestKeychainSecretStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    // In a session with a keyring.

    void keyringKeepsASecret()
    {
        KeychainSecretStore store;
        auto missing = answerOf(store.read(profile));
        compareError(missing, ErrorKind::NotFound);

        auto written = answerOf(store.write(profile, secret));
        QVERIFY2(written && *written, qPrintable(written->error().message));
        auto read = answerOf(store.read(profile));
        QVERIFY(read && *read);
        QCOMPARE(**read, secret);

        KeychainSecretStore another; // nothing is kept in the object
        QCOMPARE(**answerOf(another.read(profile)), secret);
        compareError(answerOf(another.read(QUuid::createUuid())), ErrorKind::NotFound);

        QVERIFY(*answerOf(store.write(profile, "endpoint=other")));
        QCOMPARE(**answerOf(store.read(profile)), QByteArray("endpoint=other"));

        QVERIFY(*answerOf(store.remove(profile)));
        compareError(answerOf(store.read(profile)), ErrorKind::NotFound);
        QVERIFY(*answerOf(store.remove(profile))); // nothing there is well, too
    }

    void keyringStoresUnderOurName()
    {
        const QString tool = QStandardPaths::findExecutable(u"secret-tool"_s);
        if (tool.isEmpty())
            QSKIP("no secret-tool");
        KeychainSecretStore store;
        QVERIFY(*answerOf(store.write(profile, secret)));
        QProcess lookup;
        lookup.start(tool,
                     {u"lookup"_s, u"user"_s, u"roomkeeper/6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c01"_s,
                      u"server"_s, u"roomkeeper"_s});
        QVERIFY(lookup.waitForFinished());
        QCOMPARE(lookup.readAllStandardOutput(), secret);
        QVERIFY(*answerOf(store.remove(profile)));
    }

    void keyringTakesNoEmptySecret()
    {
        KeychainSecretStore store;
        compareError(answerOf(store.write(profile, {})), ErrorKind::Invalid);
    }

    void keyringSlowerThanOurPatience()
    {
        {
            KeychainSecretStore impatient(0ms);
            const auto answer = answerOf(impatient.write(profile, secret));
            compareError(answer, ErrorKind::Keychain);
            QVERIFY(answer->error().message.contains(u"did not answer"_s));
        }
        // The job went on without its store, and the next ones come after it.
        KeychainSecretStore store;
        QTRY_VERIFY(*answerOf(store.read(profile)));
        QVERIFY(*answerOf(store.remove(profile)));
    }

    void keyringCallGivenUp()
    {
        KeychainSecretStore store;
        const auto call = store.read(profile);
        call.cancel();
        compareError(answerOf(call), ErrorKind::Cancelled);
        compareError(answerOf(store.read(profile)), ErrorKind::NotFound); // still usable
    }

    void keyringStoreGoneBeforeTheAnswer()
    {
        auto store = std::make_unique<KeychainSecretStore>();
        const auto call = store->read(profile);
        store.reset();
        compareError(answerOf(call), ErrorKind::Cancelled);
        // The job still runs: let it end behind the next one.
        KeychainSecretStore next;
        compareError(answerOf(next.read(profile)), ErrorKind::NotFound);
    }

    // In a session without a keyring, or with none at all.

    void nobodyIsSaidInWords()
    {
        const QString reason = qEnvironmentVariable("KEYCHAIN_REASON");
        KeychainSecretStore store;
        const auto words = [&reason](const Error &error) {
            QCOMPARE(error.kind, ErrorKind::Keychain);
            QVERIFY2(error.message.contains(reason), qPrintable(error.message));
            QVERIFY(!error.message.contains(QString::fromUtf8(secret)));
            QVERIFY(!error.details.isEmpty()); // the keychain's own words
        };
        const auto read = answerOf(store.read(profile));
        QVERIFY(read && !*read);
        words(read->error());
        const auto written = answerOf(store.write(profile, secret));
        QVERIFY(written && !*written);
        words(written->error());
        const auto removed = answerOf(store.remove(profile));
        QVERIFY(removed && !*removed);
        words(removed->error());
    }

    // Without GLib's event loop no job ever ends.

    void aJobThatNeverEndsIsWaitedForSoLong()
    {
        KeychainSecretStore store(50ms);
        for (int i = 0; i < 2; ++i) {
            const auto read = answerOf(store.read(profile));
            compareError(read, ErrorKind::Keychain);
            QVERIFY(read->error().message.contains(u"did not answer"_s));
        }
        compareError(answerOf(store.write(profile, secret)), ErrorKind::Keychain);
        compareError(answerOf(store.remove(profile)), ErrorKind::Keychain);
    }
};

QTEST_GUILESS_MAIN(TestKeychainSecretStore)
#include "tst_keychainsecretstore.moc"
