#include "support/standinaz.h"

#include "acs/auth/azurecli.h"
#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <memory>
#include <optional>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray tokenText = "marker-secret.of-the-command.line";
constexpr qint64 endsAt = 1'900'000'000;

/// The result of a fetch.
class Fetched
{
public:
    explicit Fetched(const Call<BearerToken> &call)
        : m_call(call)
    {
        m_call.then(&m_context, [this](Result<BearerToken> token) { m_result = std::move(token); });
    }

    bool isThere() const { return m_result.has_value(); }
    void cancel() const { m_call.cancel(); }
    const Result<BearerToken> &result() const
    {
        if (!QTest::qWaitFor([this] { return isThere(); }, 30'000))
            qFatal("no answer at all");
        return *m_result;
    }
    Error error() const
    {
        return result() ? makeError(ErrorKind::BadAnswer, u"a token came"_s) : result().error();
    }

private:
    Call<BearerToken> m_call;
    QObject m_context;
    std::optional<Result<BearerToken>> m_result;
};

/// A process that has ended and waits for its parent does not count.
bool isRunning(const QByteArray &pid)
{
    if (kill(pid.trimmed().toInt(), 0) != 0)
        return false;
    QFile file(u"/proc/%1/stat"_s.arg(QString::fromLatin1(pid.trimmed())));
    const QByteArray stat = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return !stat.sliced(stat.lastIndexOf(')') + 1).trimmed().startsWith('Z');
}

/// Waits without the event loop: no time limit can expire before that.
bool isUp(const StandInAz &az)
{
    const QDeadlineTimer end(30'000);
    while (!az.fileNamed("az.pid").endsWith('\n')) {
        if (end.hasExpired())
            return false;
        QThread::yieldCurrentThread();
    }
    return true;
}

/// Records its process ID and that of its child, and keeps running.
const QByteArray hang = "sleep 1000 & echo $! > \"$0.child\"; echo $$ > \"$0.pid\"; wait";

} // namespace

/// The Azure CLI as a source of tokens, replaced by scripts.
class TestAzureCli : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void aToken()
    {
        const StandInAz az(StandInAz::print(tokenText, endsAt));
        AzureCli cli;
        const Fetched fetched(cli.fetch());
        QVERIFY(!fetched.isThere()); // it did not wait
        QVERIFY2(fetched.result().has_value(), qPrintable(fetched.error().message));
        QCOMPARE(fetched.result()->authorization(), "Bearer " + tokenText);
        QCOMPARE(fetched.result()->endsAt(), QDateTime::fromSecsSinceEpoch(endsAt, utcZone));
        // Exactly these arguments, and nothing on standard input.
        QCOMPARE(az.asked(), QList<QByteArray>{"[account][get-access-token][--resource]"
                                               "[https://communication.azure.com]"
                                               "[--output][json]"});
    }

    void eachFetchAsksAnew()
    {
        const StandInAz az(StandInAz::print(tokenText, endsAt));
        AzureCli cli;
        const Fetched first(cli.fetch());
        const Fetched second(cli.fetch());
        QVERIFY(first.result().has_value());
        QVERIFY(second.result().has_value());
        QCOMPARE(az.asked().size(), 2);
    }

    /// A folder with a space and a command in its name: no shell interprets it.
    void theProgramIsStartedWithoutAShell()
    {
        QTemporaryDir folder;
        const QString odd = folder.filePath(u"a b;touch $(echo c)"_s);
        QVERIFY(QDir().mkdir(odd));
        const StandInAz az(StandInAz::print(tokenText, endsAt));
        const QByteArray pathBefore = qgetenv("PATH");
        const QString real = QString::fromLocal8Bit(pathBefore.first(pathBefore.indexOf(':')));
        QVERIFY(QFile::copy(real + u"/az"_s, odd + u"/az"_s));
        qputenv("PATH", odd.toLocal8Bit() + ':' + pathBefore);
        AzureCli cli;
        QVERIFY(Fetched(cli.fetch()).result().has_value());
        QVERIFY(az.asked().isEmpty());
        QVERIFY(QFile::exists(odd + u"/az.asked"_s));
        qputenv("PATH", pathBefore);
    }

    void missing()
    {
        const StandInAz az;
        AzureCli cli({}, {.furtherFolders = {u"/no/such/folder"_s, u"/none/either"_s}});
        const Error error = Fetched(cli.fetch()).error();
        QCOMPARE(error.kind, ErrorKind::Denied);
        QVERIFY(error.message.contains(u"was not found"_s));
        QVERIFY(error.message.contains(u"(%1)"_s.arg(qEnvironmentVariable("PATH"))));
        QVERIFY(error.message.contains(u"(/no/such/folder:/none/either)"_s));
        QVERIFY(error.message.contains(u"install"_s));
    }

    /// The PATH of a desktop session lacks the folders of pip and Homebrew.
    void besideThePath()
    {
        const StandInAz az(StandInAz::print(tokenText, endsAt));
        const QByteArray path = qgetenv("PATH");
        const QString folder = QString::fromLocal8Bit(path.first(path.indexOf(':')));
        qputenv("PATH", "/usr/bin:/bin");
        AzureCli cli({}, {.furtherFolders = {u"/no/such/folder"_s, folder}});
        const Fetched fetched(cli.fetch());
        qputenv("PATH", path);
        QVERIFY2(fetched.result().has_value(), qPrintable(fetched.error().message));
        QCOMPARE(az.asked().size(), 1);
        for (const char *usual : {"/.local/bin", "/usr/local/bin", "/opt/az/bin",
                                  "/home/linuxbrew/.linuxbrew/bin", "/opt/homebrew/bin"}) {
            const auto ends = [usual](const QString &each) {
                return each.endsWith(QLatin1StringView(usual));
            };
            QVERIFY2(std::ranges::any_of(AzureCli::usualFolders(), ends), usual);
        }
    }

    void ofATenantOrSubscription_data()
    {
        QTest::addColumn<QString>("tenant");
        QTest::addColumn<QString>("subscription");
        QTest::addColumn<QByteArray>("asked"); // empty: refused
        QTest::newRow("tenant") << u"contoso.example"_s << QString()
                                << QByteArray("[--tenant][contoso.example]");
        QTest::newRow("subscription") << QString() << u"Pay as you go; $(rm)"_s
                                      << QByteArray("[--subscription][Pay as you go; $(rm)]");
        QTest::newRow("both") << u"a"_s << u"b"_s << QByteArray();
        QTest::newRow("an option") << u"--debug"_s << QString() << QByteArray();
        QTest::newRow("another option") << QString() << u"-h"_s << QByteArray();
    }
    void ofATenantOrSubscription()
    {
        QFETCH(const QString, tenant);
        QFETCH(const QString, subscription);
        QFETCH(const QByteArray, asked);
        const StandInAz az(StandInAz::print(tokenText, endsAt));
        const AzureCliAccount account{.tenant = tenant, .subscription = subscription};
        AzureCli cli(account);
        const Fetched fetched(cli.fetch());
        QCOMPARE(fetched.result().has_value(), !asked.isEmpty());
        QCOMPARE(problemOf(account).isEmpty(), !asked.isEmpty());
        if (!asked.isEmpty()) {
            QVERIFY2(az.asked().value(0).endsWith("[--output][json]" + asked),
                     az.asked().value(0).constData());
            return;
        }
        QVERIFY(az.asked().isEmpty());
        QCOMPARE(fetched.error().message, problemOf(account));
    }

    void anAccessKeyIsNoTenant()
    {
        QVERIFY(
            problemOf({.tenant = u"endpoint=https://a.example/;accesskey=bWFya2VyLXNlY3JldA=="_s})
                .contains(u"access key"));
        QVERIFY(problemOf({}).isEmpty());
    }

    void failures_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("detail");
        QTest::newRow("signed out")
            << QByteArray("echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1")
            << u"You are not signed in"_s << u"ERROR: Please run 'az login' to setup account."_s;
        QTest::newRow("its sign-in has ended")
            << QByteArray("printf 'ERROR: AADSTS700082: expired.\\nPlease run:\\naz login\\n' >&2; "
                          "exit 1")
            << u"You are not signed in"_s
            << u"ERROR: AADSTS700082: expired. Please run: az login"_s;
        QTest::newRow("fails") << QByteArray("echo 'no network' >&2; exit 3")
                               << u"failed (exit code 3)"_s << u"no network"_s;
        QTest::newRow("fails without a word")
            << QByteArray("exit 2") << u"exit code 2"_s << QString();
        QTest::newRow("crashes") << QByteArray("kill -9 $$") << u"crashed"_s << QString();
        QTest::newRow("complains with a token")
            << QByteArray("echo 'refused: " + tokenText + " of yours' >&2; exit 1")
            << u"exit code 1"_s << u"refused: … of yours"_s;
        QTest::newRow("complains for ever")
            << QByteArray("yes 'no way' | head -n 100000 >&2; exit 1") << u"exit code 1"_s
            << u"no way "_s.repeated(50).left(300);
        QTest::newRow("prints nothing")
            << QByteArray("exit 0") << u"other than an access token"_s << QString();
        QTest::newRow("prints for ever") << QByteArray("exec yes '{\"accessToken\":'")
                                         << u"other than an access token"_s << QString();
        QTest::newRow("prints a token, but fails")
            << QByteArray(StandInAz::print(tokenText, endsAt) + "; exit 1") << u"exit code 1"_s
            << QString();
    }

    void failures()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, message);
        QFETCH(QString, detail);
        const StandInAz az(script);
        AzureCli cli;
        const Error error = Fetched(cli.fetch()).error();
        QCOMPARE(error.kind, ErrorKind::Denied);
        QVERIFY2(error.message.contains(message), qPrintable(error.message));
        QVERIFY(!error.message.contains(u"marker"_s));
        QCOMPARE(error.details.value(0).message, detail);
    }

    void canNotBeStarted()
    {
        const StandInAz az("exit 0");
        QFile script(QStandardPaths::findExecutable(u"az"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/no/such/interpreter\n");
        script.close();
        AzureCli cli;
        const Error error = Fetched(cli.fetch()).error();
        QVERIFY2(error.message.contains(u"could not be started"_s), qPrintable(error.message));
    }

    /// No process is left behind, whatever ends the run.
    void hangs_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("goes when asked") << hang;
        QTest::newRow("does not go") << QByteArray("trap '' TERM; " + hang + "; wait");
    }

    void hangs()
    {
        QFETCH(QByteArray, script);
        const StandInAz az(script);
        AzureCli cli({}, {.timeLimit = 10ms, .grace = 50ms});
        const Fetched fetched(cli.fetch());
        QVERIFY(isUp(az));
        const Error error = fetched.error();
        QCOMPARE(error.kind, ErrorKind::Denied);
        QCOMPARE(error.message, u"The Azure CLI did not return an access token within 1 s."_s);
        QTRY_VERIFY(!isRunning(az.fileNamed("az.pid")));
        QTRY_VERIFY(!isRunning(az.fileNamed("az.child")));
    }

    void givenUp()
    {
        const StandInAz az(hang);
        AzureCli cli({}, {.timeLimit = 1000s, .grace = 50ms});
        const Fetched fetched(cli.fetch());
        QTRY_VERIFY(az.fileNamed("az.pid").endsWith('\n'));
        fetched.cancel();
        QCOMPARE(fetched.error().kind, ErrorKind::Cancelled);
        QTRY_VERIFY(!isRunning(az.fileNamed("az.pid")));
        QTRY_VERIFY(!isRunning(az.fileNamed("az.child")));
    }

    void theSourceGoesMeanwhile()
    {
        const StandInAz az("trap '' TERM; " + hang);
        auto cli =
            std::make_unique<AzureCli>(AzureCliAccount(), AzureCli::Options{.timeLimit = 1000s});
        const Fetched fetched(cli->fetch());
        QTRY_VERIFY(az.fileNamed("az.pid").endsWith('\n'));
        QElapsedTimer elapsed;
        elapsed.start();
        cli.reset();
        QVERIFY2(elapsed.elapsed() < 5000, "it waited"); // QProcess would wait for 30 s
        QVERIFY(!isRunning(az.fileNamed("az.pid"))); // by now, because there may be no later
        QCOMPARE(fetched.error().kind, ErrorKind::Cancelled);
        QTRY_VERIFY(!isRunning(az.fileNamed("az.child")));
    }

    void output_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QDateTime>("ends");
        const auto row = [](const char *name, const QByteArray &rest, const QDateTime &ends) {
            QTest::newRow(name) << QByteArray("{\"accessToken\":\"" + tokenText + '"' + rest + '}')
                                << ends;
        };
        const QDateTime seconds = QDateTime::fromSecsSinceEpoch(endsAt, utcZone);
        const QDateTime local(QDate(2024, 5, 6), QTime(7, 8, 9));
        row("both", ",\"expiresOn\":\"2024-05-06 07:08:09.000000\",\"expires_on\":1900000000",
            seconds);
        row("seconds alone", ",\"expires_on\":1900000000", seconds);
        row("local time alone", ",\"expiresOn\":\"2024-05-06 07:08:09.123456\"", local.toUTC());
        row("without a fraction", ",\"expiresOn\":\"2024-05-06 07:08:09\"", local.toUTC());
        row("with more", ",\"expires_on\":1900000000,\"tenant\":\"t\",\"tokenType\":\"bearer\"",
            seconds);
        row("another kind of token", ",\"expires_on\":1900000000,\"tokenType\":\"pop\"", {});
        row("no end", {}, {});
        row("the end is no number", ",\"expires_on\":\"soon\"", {});
        row("half a second", ",\"expires_on\":1900000000.5", {});
        row("the end is no moment", ",\"expiresOn\":\"2024-13-06 07:08:09.000000\"", {});
        row("the end has more to it", ",\"expiresOn\":\"2024-05-06 07:08:09+01:00\"", {});
        row("the end is short", ",\"expiresOn\":\"2024\"", {});
        QTest::newRow("no token") << QByteArray("{\"expires_on\":1900000000}") << QDateTime();
        QTest::newRow("an empty token")
            << QByteArray("{\"accessToken\":\"\",\"expires_on\":1900000000}") << QDateTime();
        QTest::newRow("a header in the token")
            << QByteArray("{\"accessToken\":\"marker-secret\\r\\nHost: a\",\"expires_on\":"
                          "1900000000}")
            << QDateTime();
        QTest::newRow("the token is an object")
            << QByteArray("{\"accessToken\":{},\"expires_on\":1900000000}") << QDateTime();
        QTest::newRow("a list") << QByteArray("[]") << QDateTime();
        QTest::newRow("not JSON") << QByteArray("accessToken " + tokenText) << QDateTime();
        QTest::newRow("nothing") << QByteArray() << QDateTime();
    }

    void output()
    {
        QFETCH(QByteArray, json);
        QFETCH(QDateTime, ends);
        const auto token = readAzureCliToken(json);
        QCOMPARE(token.has_value(), ends.isValid());
        if (token) {
            QCOMPARE(token->endsAt(), ends);
            QCOMPARE(token->authorization(), "Bearer " + tokenText);
        } else {
            QCOMPARE(token.error(), makeError(ErrorKind::Denied, token.error().message));
            QVERIFY(!token.error().message.contains(u"marker"_s));
        }
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestAzureCli);
#include "tst_azurecli.moc"
