#pragma once

#include "store/secrets/keychainproblem.h"
#include "store/secrets/keychainsecretstore.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <optional>

namespace roomkeeper::tests {

inline const QString keyringName = QStringLiteral("org.freedesktop.secrets");

inline const QUuid profile(QStringLiteral("6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c01"));
inline const QByteArray secret("endpoint=https://contoso.example/;accesskey=bWFya2VyLXNlY3JldA==");

/// Waits even in a test that has already failed, so that nothing is running when the session ends.
template <class Condition>
void inTime(const Condition &condition)
{
    QVERIFY(QTest::qWaitFor(condition, 20'000));
}

/// Waits for the result of a call.
template <class T>
std::optional<Result<T>> answerOf(const Call<T> &call)
{
    std::optional<Result<T>> answer;
    QObject context;
    call.then(&context, [&answer](Result<T> result) { answer = std::move(result); });
    inTime([&answer] { return answer.has_value(); });
    return answer;
}

template <class T>
void compareError(const std::optional<Result<T>> &answer, ErrorKind kind)
{
    QVERIFY(answer);
    QVERIFY(!*answer);
    QCOMPARE(answer->error().kind, kind);
}

template <class T>
void compareProblem(const std::optional<Result<T>> &answer, store::KeychainProblem problem)
{
    compareError(answer, ErrorKind::Keychain);
    QCOMPARE(static_cast<int>(store::keychainProblemOf(answer->error())),
             static_cast<int>(problem));
    QVERIFY(!answer->error().message.contains(QString::fromUtf8(secret)));
}

inline const QDBusConnectionInterface &sessionBus()
{
    return *QDBusConnection::sessionBus().interface();
}

/// The process of the keyring, 0 if there is none.
inline pid_t keyringProcess()
{
    const auto process = sessionBus().servicePid(keyringName);
    return process.isValid() ? static_cast<pid_t>(process.value()) : 0;
}

inline void killKeyring()
{
    const pid_t process = keyringProcess();
    if (process == 0)
        return; // no longer running
    QCOMPARE(::kill(process, SIGKILL), 0);
    inTime([process] { return keyringProcess() != process; });
}

/// After with_keyring.sh has started one: it may take a moment to appear on the bus.
inline void waitForKeyring()
{
    if (qEnvironmentVariableIsSet("KEYRING_IS_COMING"))
        inTime([] { return keyringProcess() != 0; });
}

/// Like a user who signs in again: another keyring on the same files.
inline void unlock()
{
    killKeyring();
    QProcess daemon;
    daemon.setStandardOutputFile(QProcess::nullDevice());
    daemon.start(QStringLiteral("gnome-keyring-daemon"),
                 {QStringLiteral("--unlock"), QStringLiteral("--components=secrets")});
    QVERIFY(daemon.waitForStarted());
    daemon.write("ci");
    daemon.closeWriteChannel();
    QVERIFY(daemon.waitForFinished());
    inTime([] { return keyringProcess() != 0; });
}

} // namespace roomkeeper::tests
