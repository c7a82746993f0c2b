#include "acs/diagnostics/testuser.h"

#include <utility>

namespace roomkeeper::acs {

using State = ConnectionTestState;

TestUser::TestUser(Transport &transport, ConnectionTestSubject subject)
    : m_client(transport, subject.identityVersion)
    , m_subject(std::move(subject))
{
}

TestUser::~TestUser()
{
    m_creation.cancel();
    m_deletion.cancel();
}

void TestUser::start()
{
    emit found({.state = State::Running, .text = tr("Creating a user…")});
    m_creation = m_client.createUser();
    m_creation.then(this, [this](const Result<CreatedUser> &user) {
        if (user)
            remove(user->rawId);
        else
            emit found(m_subject.failedBy(user.error()));
    });
}

void TestUser::remove(const QString &rawId)
{
    m_rawId = rawId;
    m_deletion = m_client.deleteUser(rawId);
    m_deletion.then(this, [this](const Result<void> &deleted) {
        if (deleted) {
            emit found(
                {.state = State::Passed, .text = tr("Created and deleted %1.").arg(m_rawId)});
            return;
        }
        const DiagnosticResult why = m_subject.failedBy(deleted.error());
        emit found(
            {.state = State::Failed,
             .text = tr("The user %1 was created but not deleted. %2").arg(m_rawId, why.text),
             .advice = tr("%1 The user is in no room and has no access token.")
                           .arg(why.advice)
                           .trimmed()});
    });
    emit found({.state = State::Running, .text = tr("Deleting %1…").arg(m_rawId)});
}

DiagnosticResult TestUser::whenStopped() const
{
    return {.state = State::Warning,
            .text = m_rawId.isEmpty()
                        ? tr("Stopped. A user may have been created; its ID is not known.")
                        : tr("Stopped. The user %1 may still be there.").arg(m_rawId)};
}

} // namespace roomkeeper::acs
