#include "support/fixture.h"
#include "support/sandboxprogram.h"
#include "support/testmain.h"
#include "support/wireclient.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

const QString keyText = QString::fromLatin1(TestService::keyText());
const QByteArray dialOut = R"({"pstnDialOutEnabled":true})";

QByteArray listed(WireClient &client)
{
    return client.send("GET", "/rooms").body;
}

/// Whether a file in the folder contains these bytes.
bool isInFiles(const QString &folder, const QByteArray &bytes)
{
    const QStringList names = QDir(folder).entryList(QDir::Files);
    return std::ranges::any_of(names, [&](const QString &name) {
        QFile file(folder + u'/' + name);
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes);
    });
}

} // namespace

class TestSandboxStateCrash : public roomkeeper::tests::FolderFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        FolderFixture::init();
        m_path = pathOf(u"state.db"_s);
    }

    /// Changes with a response before the program was killed exist after it is started again.
    void killedInTheMiddle()
    {
        constexpr int rounds = 100;
        constexpr size_t changesARound = 5;
        SandboxProgram program(arguments());
        WireClient client(program.port());
        QByteArrayList kept;
        QByteArrayList deleted;
        for (int i = 0; i < rounds; ++i) {
            kept << client.send("POST", "/rooms", "{}").header("Location");
            deleted << client.send("POST", "/rooms", "{}").header("Location");
        }

        // All at once, without waiting.
        for (int i = 0; i < rounds; ++i) {
            client.write(client.requestText("POST", "/rooms", "{}"));
            client.write(client.requestText("PATCH", "/rooms/" + kept[i], dialOut));
            client.write(client.requestText("PATCH", "/rooms/" + kept[i] + "/participants",
                                            "{\"participants\":{\"" + TestService::rawId(i)
                                                + "\":{\"role\":\"Presenter\"}}}"));
            client.write(client.requestText("POST", "/identities", "{}"));
            client.write(client.requestText("DELETE", "/rooms/" + deleted[i]));
        }
        std::vector<Response> answers;
        while (answers.size() < 70)
            answers.push_back(client.readAnswer());
        QVERIFY(program.end(SIGKILL));
        // Responses on their way count as well.
        for (Response answer = client.readAnswer(); answer.status != 0;
             answer = client.readAnswer())
            answers.push_back(answer);
        QVERIFY(answers.size() < rounds * changesARound);

        SandboxProgram again(arguments());
        WireClient reader(again.port());
        const auto present = [&reader](const QByteArray &path) {
            return reader.send("GET", "/rooms/" + path);
        };
        for (size_t i = 0; i < answers.size(); ++i) {
            const auto round = static_cast<int>(i / changesARound);
            switch (i % changesARound) {
            case 0:
                QCOMPARE(answers[i].status, 201);
                QCOMPARE(present(answers[i].header("Location")).body, answers[i].body);
                break;
            case 1:
                QCOMPARE(answers[i].status, 200);
                QCOMPARE(present(kept[round]).body, answers[i].body);
                break;
            case 2: {
                QCOMPARE(answers[i].status, 200);
                const QJsonObject roster = json(present(kept[round] + "/participants"));
                const QJsonObject person = roster["value"_L1][0].toObject();
                QCOMPARE(person["rawId"_L1].toString().toLatin1(), TestService::rawId(round));
                QCOMPARE(person["role"_L1].toString(), u"Presenter"_s);
                break;
            }
            case 3: {
                QCOMPARE(answers[i].status, 201);
                const QJsonObject user = json(answers[i])["identity"_L1].toObject();
                const QByteArray path = "/identities/" + user["id"_L1].toString().toLatin1();
                const QByteArray scopes = "{\"scopes\":[\"voip\"]}";
                QCOMPARE(reader.send("POST", path + "/:issueAccessToken", scopes).status, 200);
                break;
            }
            default:
                QCOMPARE(answers[i].status, 204);
                QCOMPARE(present(deleted[round]).status, 404);
            }
        }
        QVERIFY(again.end(SIGTERM));
        QCOMPARE(again.process().exitCode(), 0);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"state.db"_s});
    }

    /// With a full disk, changes get a 500 and are not made; reading still works.
    void aFullDisk()
    {
        QByteArrayList made;
        QByteArray list;
        {
            // Simulates a full disk: no file of the program may become larger than this.
            SandboxProgram program(arguments({u"--page-size=10000"_s}), [] {
                const rlimit limit{.rlim_cur = 400'000, .rlim_max = 400'000};
                ::setrlimit(RLIMIT_FSIZE, &limit);
                ::signal(SIGXFSZ, SIG_IGN);
            });
            WireClient client(program.port());
            Response answer = client.send("POST", "/rooms", "{}");
            for (; answer.status == 201 && made.size() < 1000;
                 answer = client.send("POST", "/rooms", "{}"))
                made << answer.header("Location");
            QVERIFY(!made.isEmpty());
            QCOMPARE(answer.status, 500);
            QVERIFY(answer.body.contains("Nothing was changed."));
            list = listed(client);
            QCOMPARE(client.send("DELETE", "/rooms/" + made.first()).status, 500);
            QCOMPARE(listed(client), list);
            const QJsonArray rooms = QJsonDocument::fromJson(list)["value"_L1].toArray();
            QCOMPARE(rooms.size(), made.size());
            QVERIFY(program.end(SIGTERM));
            QCOMPARE(program.process().exitCode(), 0);
        }
        SandboxProgram again(arguments({u"--page-size=10000"_s}));
        WireClient client(again.port());
        QCOMPARE(listed(client), list);
        QCOMPARE(client.send("DELETE", "/rooms/" + made.first()).status, 204);
    }

    /// Rooms are created only for an empty file.
    void roomsOnce()
    {
        QByteArray first;
        {
            SandboxProgram program(arguments({u"--rooms=12"_s, u"--page-size=100"_s}));
            WireClient client(program.port());
            first = listed(client);
            QCOMPARE(QJsonDocument::fromJson(first)["value"_L1].toArray().size(), 12);
            QVERIFY(program.end(SIGTERM));
        }
        SandboxProgram program(arguments({u"--rooms=50"_s, u"--page-size=100"_s}));
        WireClient client(program.port());
        QCOMPARE(listed(client), first);
    }

    /// The file contains nothing that gives access to the resource.
    void noSecretsInTheFile()
    {
        SandboxProgram program(arguments({u"--bearer-token=marker-secret tiger in the tank"_s}));
        WireClient client(program.port());
        const Response user =
            client.send("POST", "/identities", R"({"createTokenWithScopes":["voip"]})");
        QCOMPARE(user.status, 201);
        const QJsonObject answer = json(user);
        const QByteArray id = answer["identity"_L1]["id"_L1].toString().toLatin1();
        const QByteArray token = answer["accessToken"_L1]["token"_L1].toString().toLatin1();
        QVERIFY(program.end(SIGKILL));
        QVERIFY(isInFiles(m_folder->path(), id));
        QVERIFY(!isInFiles(m_folder->path(), token));
        QVERIFY(!isInFiles(m_folder->path(), TestService::keyText()));
        QVERIFY(!isInFiles(m_folder->path(), QByteArray::fromBase64(TestService::keyText())));
        QVERIFY(!isInFiles(m_folder->path(), "marker-secret tiger in the tank"));
    }

    void rejectedFiles()
    {
        SandboxProgram first(arguments());
        QVERIFY(first.port() != 0);
        QCOMPARE(
            errorOf(arguments()),
            u"roomkeeper-sandbox: The state file %1 is in use by another program.\n"_s.arg(m_path));
        QVERIFY(first.end(SIGKILL));

        const QString other = u"--resource-id=11111111-2222-4333-8444-555555555555"_s;
        const QString error = errorOf(arguments({other}));
        QVERIFY(error.startsWith(
            "roomkeeper-sandbox: The state file belongs to another resource ("_L1));
        QCOMPARE(error.count(u'\n'), 1);
        QVERIFY(SandboxProgram(arguments()).port() != 0);
    }

private:
    QStringList arguments(const QStringList &more = {}) const
    {
        return QStringList{u"--access-key"_s, keyText, u"--state"_s, m_path} + more;
    }

    /// The program's error message when it can't serve.
    static QString errorOf(const QStringList &arguments)
    {
        SandboxProgram program(arguments);
        program.process().waitForFinished(patience);
        if (program.process().exitCode() != 1 || !program.line().isEmpty())
            return {};
        return QString::fromUtf8(program.process().readAllStandardError());
    }

    QString m_path;
};

ROOMKEEPER_TEST(QCoreApplication, TestSandboxStateCrash);
#include "tst_sandboxstatecrash.moc"
