#include "ui/connections/manager/connectiondeletion.h"

#include "admin/connections/connectionservice.h"
#include "admin/explain.h"
#include "base/quotable.h"
#include "store/secrets/keychainproblem.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/connections/connectioneditor.h"

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// The names, or the first of them and the number of the others.
QString listed(const QStringList &names)
{
    constexpr qsizetype most = 12;
    if (names.size() <= most)
        return names.join(u", "_s);
    return ConnectionDeletion::tr("%1 and %n more", nullptr, static_cast<int>(names.size() - most))
        .arg(names.first(most).join(u", "_s));
}

Notice resultNotice(Severity severity, const QString &text)
{
    return {.origin = {.topic = u"deletion of connections"_s}, .severity = severity, .text = text};
}

} // namespace

ConnectionDeletion::ConnectionDeletion(admin::ConnectionService &connectionService,
                                       ConnectionEditor &editor, MessageBar &messages,
                                       QWidget &window)
    : QObject(&window)
    , m_connectionService(connectionService)
    , m_editor(editor)
    , m_messages(messages)
    , m_window(window)
{
}

void ConnectionDeletion::ask(const QList<QUuid> &ids)
{
    if (ids.isEmpty() || m_isRunning)
        return;
    const bool isOne = ids.size() == 1;
    QStringList names;
    for (const QUuid &id : ids)
        names << quotable(m_connectionService.profiles().find(id).value_or(store::Profile()).name);
    auto *question = new Confirmation(
        isOne ? tr("Delete the connection “%1” from this computer?").arg(names.constFirst())
              : tr("Delete %n connection(s) from this computer?", nullptr,
                   static_cast<int>(ids.size())),
        isOne ? tr("Its connection string is also removed from the keychain. The resource and its "
                   "rooms are not changed.")
              : tr("%1.\n\nTheir connection strings are also removed from the keychain. The "
                   "resources and their rooms are not changed.")
                    .arg(listed(names)),
        isOne ? tr("Delete connection")
              : tr("Delete %n connection(s)", nullptr, static_cast<int>(ids.size())),
        &m_window);
    connect(
        question, &Confirmation::confirmed, this,
        [this, ids] {
            if (m_closeGuard)
                m_closeGuard(ids, [this, ids] { start(ids); });
            else
                start(ids);
        },
        Qt::QueuedConnection);
    question->open();
}

void ConnectionDeletion::start(const QList<QUuid> &ids)
{
    m_isRunning = true;
    deleteNext(ids, 0, {});
}

/// One at a time, so that the window stays responsive, and the keychain gets one request at a time.
void ConnectionDeletion::deleteNext(QList<QUuid> ids, int deleted, const QStringList &problems)
{
    if (ids.isEmpty()) {
        report(deleted, problems);
        return;
    }
    const QUuid id = ids.takeFirst();
    const QString known = m_connectionService.profiles().find(id).value_or(store::Profile()).name;
    emit m_editor.keychainAsked(id);
    m_connectionService.remove(id).then(
        this, [this, ids, deleted, problems, known, id](const Result<void> &removed) {
            emit m_editor.keychainAnswered(id);
            QStringList all = problems;
            QList<QUuid> others = ids;
            if (!removed) {
                const QString why = admin::explain(removed.error()).text();
                all << (removed.error().kind == ErrorKind::File
                            ? tr("“%1” was not deleted. %2").arg(quotable(known), why)
                            : tr("“%1” was deleted, but its secret may still be in the keychain. "
                                 "%2")
                                  .arg(quotable(known), why));
                if (store::keychainProblemOf(removed.error()) == store::KeychainProblem::NoAnswer
                    && !ids.isEmpty()) {
                    all << tr("Not deleted, because the keychain does not respond: %1.")
                               .arg(ids.size());
                    others.clear();
                }
            }
            deleteNext(others, removed ? deleted + 1 : deleted, all);
        });
}

void ConnectionDeletion::report(int deleted, const QStringList &problems)
{
    m_isRunning = false;
    emit finished();
    if (!problems.isEmpty())
        m_messages.showNotice(resultNotice(Severity::Error, problems.join(u'\n')));
    else if (deleted == 1)
        m_messages.showNotice(
            resultNotice(Severity::Info, tr("The connection and its secret were deleted.")));
    else
        m_messages.showNotice(
            resultNotice(Severity::Info, tr("%n connection(s) and their secrets were deleted.",
                                            nullptr, static_cast<int>(deleted))));
}

} // namespace roomkeeper::ui
