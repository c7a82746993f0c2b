#include "store/secrets/secretservice.h"

#include "store/secrets/keychainproblem.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QMap>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

using Paths = QList<QDBusObjectPath>;

KeychainProblem problemOf(const QDBusError &error)
{
    switch (error.type()) {
    case QDBusError::ServiceUnknown:
        return KeychainProblem::NoService;
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
        return KeychainProblem::NoAnswer;
    case QDBusError::Disconnected:
        return KeychainProblem::NoSession;
    default:
        // Qt has no type for this error: no program owns the service's name.
        return error.name() == "org.freedesktop.DBus.Error.NameHasNoOwner"_L1
                   ? KeychainProblem::NoService
                   : KeychainProblem::Failed;
    }
}

} // namespace

bool SecretService::isPossible()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return true;
#else
    return false;
#endif
}

bool SecretService::isUsed()
{
    return isPossible() && qEnvironmentVariable("KDE_SESSION_VERSION") != "5"_L1;
}

Call<SecretService::Items> SecretService::find(const QString &service, const QString &key,
                                               std::chrono::milliseconds patience)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return finishedCall<Items>(
            failure(keychainError(KeychainProblem::NoSession, bus.lastError().message())));
    }
    // Not QDBusInterface, which would block until the service describes itself.
    QDBusMessage question =
        QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                       u"org.freedesktop.Secret.Service"_s, u"SearchItems"_s);
    question.setAutoStartService(false);
    using Attributes = QMap<QString, QString>;
    qDBusRegisterMetaType<Attributes>();
    question << QVariant::fromValue(Attributes{{u"server"_s, service}, {u"user"_s, key}});

    const CallSource<Items> source;
    auto *watcher = new QDBusPendingCallWatcher(
        bus.asyncCall(question, static_cast<int>(patience.count())), QCoreApplication::instance());
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, source] {
        const QDBusPendingReply<Paths, Paths> reply = *watcher;
        if (reply.isError()) {
            source.finish(
                failure(keychainError(problemOf(reply.error()), reply.error().message())));
        } else {
            source.finish(Items{.unlocked = reply.argumentAt<0>().size(),
                                .locked = reply.argumentAt<1>().size()});
        }
        watcher->deleteLater();
    });
    return source.call();
}

} // namespace roomkeeper::store
