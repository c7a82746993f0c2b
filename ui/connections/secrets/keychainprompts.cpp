#include "ui/connections/secrets/keychainprompts.h"

#include "admin/explain.h"
#include "base/quotable.h"
#include "base/securebytes.h"
#include "ui/common/messagebar.h"
#include "ui/connections/connectioneditor.h"
#include "ui/connections/secrets/secretdialog.h"

#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using admin::ConnectionService;
using admin::SecretPlace;
using admin::SecretState;

namespace {

NoticeOrigin slowOrigin(const QUuid &profile)
{
    return {.topic = u"slow keychain"_s, .id = profile.toString()};
}

} // namespace

KeychainPrompts::KeychainPrompts(ConnectionService &connectionService, ConnectionEditor &editor,
                                 MessageBar &messages, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_connectionService(connectionService)
    , m_editor(editor)
    , m_messages(messages)
    , m_window(window)
{
    connect(&connectionService.keychain(), &store::SecretStore::slow, this,
            &KeychainPrompts::sayItIsSlow);
    connect(&editor, &ConnectionEditor::keychainAsked, this, &KeychainPrompts::asked);
    connect(&editor, &ConnectionEditor::keychainAnswered, this, &KeychainPrompts::answered);
}

// --- waiting

void KeychainPrompts::setOpening(const std::optional<store::Profile> &profile)
{
    const auto before = std::exchange(m_opening, profile);
    if (profile)
        asked(profile->id);
    if (before)
        answered(before->id);
}

void KeychainPrompts::asked(const QUuid &profile)
{
    ++m_asked[profile];
}

void KeychainPrompts::answered(const QUuid &profile)
{
    if (--m_asked[profile] > 0)
        return;
    m_asked.remove(profile);
    m_messages.withdraw(slowOrigin(profile));
}

void KeychainPrompts::sayItIsSlow(const QUuid &profile, store::KeychainProblem why)
{
    if (!m_asked.contains(profile))
        return; // of another window
    m_connectionService.keychain().keepWaiting(profile);
    if (m_messages.holds(slowOrigin(profile)))
        return;
    const admin::Explanation words = admin::explain(store::keychainError(why));
    const QString name =
        m_connectionService.profiles().find(profile).value_or(store::Profile()).name;
    const QString what =
        name.isEmpty() // deleted meanwhile
            ? tr("The keychain has not responded yet.")
            : tr("The keychain has not responded yet to the request for “%1”.").arg(quotable(name));
    Notice notice{.origin = slowOrigin(profile),
                  .severity = Severity::Warning,
                  .text = u"%1 %2"_s.arg(what, words.advice)};
    notice.offer(tr("Keep waiting"), [] {}); // the notice is shown again after a while
    notice.offer(tr("Use without keychain"), [this, profile] { goOnWithout(profile); });
    m_messages.showNotice(notice);
}

void KeychainPrompts::goOnWithout(const QUuid &profile)
{
    const auto opening = m_opening && m_opening->id == profile ? m_opening : std::nullopt;
    if (opening)
        emit openingGivenUp();
    m_connectionService.keychain().goOnWithout(profile);
    if (opening)
        enter(*opening);
}

// --- failures

Notice KeychainPrompts::failure(const NoticeOrigin &origin, const store::Profile &profile,
                                const Error &error)
{
    const auto tryAgain = [this, profile] { emit tryAgainRequested(profile); };
    if (error.kind == ErrorKind::NotFound) {
        // explain() would write about the service; here the keychain has no entry.
        Notice notice{
            .origin = origin,
            .severity = Severity::Warning,
            .text = tr("“%1” could not be opened. %2").arg(quotable(profile.name), error.message)};
        notice.offer(tr("Enter connection string"),
                     [this, profile] { m_editor.enterAgain(profile); });
        notice.offer(tr("Try again"), tryAgain);
        return notice;
    }
    Notice notice =
        errorNotice(origin, error, tr("“%1” could not be opened.").arg(quotable(profile.name)));
    if (admin::explain(error).canRetry)
        notice.offer(tr("Try again"), tryAgain);
    notice.offer(tr("Enter for this session"), [this, profile] { enter(profile); });
    return notice;
}

void KeychainPrompts::enter(const store::Profile &profile)
{
    auto *dialog = new SecretDialog(profile, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, profile] {
        QByteArray secret = dialog->connectionString();
        m_connectionService.useForSession(profile.id, secret);
        secureZero(secret);
        emit entered(profile);
    });
    dialog->open();
}

// --- texts

bool KeychainPrompts::isSaving(const store::Profile &profile) const
{
    return m_connectionService.secrets().state(profile.id) == SecretState::Saving;
}

QString KeychainPrompts::placeText(const store::Profile &profile) const
{
    switch (m_connectionService.secrets().place(profile.id)) {
    case SecretPlace::Keychain:
        return tr("access key in the keychain");
    case SecretPlace::AzureCli:
        return tr("signed in with the Azure CLI");
    case SecretPlace::Session:
        break;
    }
    return isSaving(profile) ? tr("saving the access key to the keychain")
                             : tr("access key kept until Roomkeeper closes");
}

QString KeychainPrompts::keepText(const store::Profile &profile) const
{
    const admin::ProfileSecrets &secrets = m_connectionService.secrets();
    if (secrets.place(profile.id) != SecretPlace::Session || isSaving(profile))
        return {};
    const bool isWantedThere = profile.secretInKeychain && !secrets.isLeavingKeychain(profile.id);
    return isWantedThere ? tr("Try keychain again") : tr("Keep in keychain");
}

QString KeychainPrompts::unsavedText() const
{
    QStringList sentences;
    const QList<QUuid> unsaved = m_connectionService.secrets().unsaved();
    for (const QUuid &id : unsaved) {
        const auto profile = m_connectionService.profiles().find(id);
        if (!profile)
            continue;
        const QString text =
            isSaving(*profile)
                ? tr("The connection string of “%1” is still being saved to the keychain.")
                : tr("The connection string of “%1” is not in the keychain. You will have to enter "
                     "it again.");
        sentences << text.arg(quotable(profile->name));
    }
    sentences.sort();
    if (m_connectionService.secrets().isDeleting()) {
        sentences << tr("The keychain has not yet confirmed that a connection string was removed. "
                        "It may still be there.");
    }
    return sentences.join(u' ');
}

} // namespace roomkeeper::ui
