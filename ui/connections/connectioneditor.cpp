#include "ui/connections/connectioneditor.h"

#include "admin/explain.h"
#include "base/quotable.h"
#include "base/securebytes.h"
#include "store/profiles/profileexchange.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/connections/diagnostics/diagnosticsdialog.h"
#include "ui/connections/diagnostics/diagnosticsview.h"
#include "ui/connections/editor/bandcolours.h"
#include "ui/connections/editor/connectiondialog.h"
#include "ui/connections/editor/connectionimport.h"

#include <QUrl>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// `now` with the edited fields: the others may have been changed elsewhere meanwhile.
store::Profile withChanges(store::Profile now, const store::Profile &original,
                           const store::Profile &edited)
{
    const auto take = [&](auto field) {
        if (edited.*field != original.*field)
            now.*field = edited.*field;
    };
    take(&store::Profile::name);
    take(&store::Profile::endpoint);
    take(&store::Profile::apiVersion);
    take(&store::Profile::authentication);
    take(&store::Profile::readOnly);
    take(&store::Profile::secretInKeychain);
    take(&store::Profile::authorityFile);
    take(&store::Profile::colour);
    take(&store::Profile::group);
    take(&store::Profile::notes);
    return now;
}

NoticeOrigin creationOrigin()
{
    return {.topic = u"creation of a connection"_s};
}

NoticeOrigin keychainOrigin(const QUuid &profile)
{
    return {.topic = u"keychain"_s, .id = profile.toString()};
}

NoticeOrigin removalOrigin(const QUuid &profile)
{
    return {.topic = u"removal of a connection"_s, .id = profile.toString()};
}

} // namespace

ConnectionEditor::ConnectionEditor(admin::ConnectionService &connectionService,
                                   MessageBar &messages, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_connectionService(connectionService)
    , m_messages(messages)
    , m_window(window)
{
}

QString ConnectionEditor::nextColour() const
{
    const QList<BandColour> colours = bandColours();
    return colours.at(m_connectionService.profiles().profiles().size() % colours.size()).rgb;
}

store::Profile ConnectionEditor::newProfile() const
{
    store::Profile profile;
    profile.id = QUuid::createUuid();
    profile.colour = nextColour();
    return profile;
}

void ConnectionEditor::create()
{
    show(newProfile(), ConnectionDialog::Purpose::New, Then::Open);
}

void ConnectionEditor::createWith(const QString &connectionString)
{
    m_messages.withdraw(creationOrigin());
    show(newProfile(), ConnectionDialog::Purpose::New, Then::Open)->take(connectionString);
}

void ConnectionEditor::createFrom(const QMimeData &data)
{
    auto found = connectionStringIn(data);
    if (!found) {
        m_messages.showNotice(
            {.origin = creationOrigin(),
             .severity = Severity::Warning,
             .text = tr("No connection was created. %1").arg(found.error().message)});
        return;
    }
    createWith(*found);
    secureZero(*found);
}

void ConnectionEditor::edit(const store::Profile &profile, Then then)
{
    // As it is saved now: the argument may be older.
    show(m_connectionService.profiles().find(profile.id).value_or(profile),
         ConnectionDialog::Purpose::Edit, then);
}

void ConnectionEditor::enterAgain(const store::Profile &profile)
{
    show(m_connectionService.profiles().find(profile.id).value_or(profile),
         ConnectionDialog::Purpose::EnterAgain, Then::Open);
}

void ConnectionEditor::duplicate(const store::Profile &profile)
{
    store::Profile copy = profile;
    copy.id = QUuid::createUuid();
    copy.lastUsed = {};
    copy.secretInKeychain = profile.authentication == store::Authentication::AccessKey;
    QSet<QString> taken;
    for (const store::Profile &other : m_connectionService.profiles().profiles())
        taken.insert(other.name);
    //: the name of a copy of the connection %1
    copy.name = store::freeName(tr("%1 (copy)").arg(profile.name), taken);
    show(copy, ConnectionDialog::Purpose::New, Then::Stay);
}

ConnectionDialog *ConnectionEditor::show(const store::Profile &profile,
                                         ConnectionDialog::Purpose purpose, Then then)
{
    store::Profile shown = profile; // as the user wants it, not as the keychain left it
    if (m_connectionService.secrets().isLeavingKeychain(profile.id))
        shown.secretInKeychain = false;
    auto *dialog = new ConnectionDialog(shown, purpose, &m_window);
    QList<store::Profile> others = m_connectionService.profiles().profiles();
    others.removeIf([&profile](const store::Profile &each) { return each.id == profile.id; });
    dialog->setOthers(others);
    dialog->setKnownGroups(m_connectionService.profiles().groups());
    auto *diagnostics = new admin::ConnectionDiagnostics(m_connectionService, dialog);
    dialog->setTestView(new DiagnosticsView(*diagnostics));
    connect(dialog, &ConnectionDialog::testRequested, diagnostics,
            [diagnostics](const store::Profile &tested, const QByteArray &connectionString) {
                diagnostics->start(tested, connectionString);
            });
    connect(dialog, &ConnectionDialog::testOutdated, diagnostics,
            &admin::ConnectionDiagnostics::forget);
    connect(diagnostics, &admin::ConnectionDiagnostics::finished, dialog, [diagnostics, dialog] {
        dialog->showTestResult(diagnostics->works(), diagnostics->summary());
    });
    connect(dialog, &QDialog::accepted, this,
            [this, kept = QPointer(dialog),
             edit = Edit{profile, purpose == ConnectionDialog::Purpose::New, then}] {
                accept(kept, edit);
            });
    connect(dialog, &QDialog::rejected, dialog, &QObject::deleteLater);
    dialog->open();
    return dialog;
}

void ConnectionEditor::accept(const QPointer<ConnectionDialog> &dialog, const Edit &edit)
{
    if (!edit.original.readOnly || dialog->profile().readOnly) {
        save(dialog, edit);
        return;
    }
    askToAllowChanges(
        edit.original,
        [this, dialog, edit] {
            if (dialog)
                save(dialog, edit);
        },
        [dialog] {
            if (dialog)
                dialog->open(); // with all input
        });
}

void ConnectionEditor::save(const QPointer<ConnectionDialog> &dialog, const Edit &edit)
{
    const auto before = m_connectionService.profiles().find(edit.original.id);
    if (!before && !edit.isNew) {
        dialog->open();
        dialog->showSaveProblem(tr("The connection was removed in another window or program. "
                                   "Create a new one to use it again."));
        return;
    }
    const store::Profile profile =
        withChanges(before.value_or(edit.original), edit.original, dialog->profile());
    QByteArray secret = dialog->connectionString();
    const auto saved = m_connectionService.save(profile, secret);
    secureZero(secret);
    // Nothing typed is lost: the same dialog opens again and says why.
    const auto reopen = [dialog](const Error &error) {
        dialog->open();
        dialog->showSaveProblem(admin::explain(error).text());
    };
    if (!saved) {
        reopen(saved.error());
        return;
    }
    emit keychainAsked(profile.id);
    saved->keychain.then(this, [this, dialog, reopen,
                                id = profile.id](const Result<admin::KeychainOutcome> &outcome) {
        emit keychainAnswered(id);
        if (!outcome && dialog) {
            reopen(outcome.error());
            return;
        }
        if (dialog)
            dialog->deleteLater();
        if (outcome)
            showKeychainProblem(*outcome);
    });
    if (edit.then == Then::Open)
        emit openRequested(saved->profile);
}

void ConnectionEditor::showKeychainProblem(const admin::KeychainOutcome &outcome)
{
    if (outcome.isSuperseded)
        return;
    const QUuid id = outcome.profile.id;
    m_messages.withdraw(keychainOrigin(id));
    if (!outcome.keychainError)
        return;
    const admin::Explanation words = admin::explain(*outcome.keychainError);
    const QString name = quotable(outcome.profile.name);
    QString what =
        tr("The connection string of “%1” is kept only until Roomkeeper closes.").arg(name);
    if (outcome.isLeftBehind)
        what = tr("The connection string of “%1” is still in the keychain. Save the connection "
                  "again to remove it.")
                   .arg(name);
    m_messages.showNotice({.origin = keychainOrigin(id),
                           .severity = Severity::Warning,
                           .text = u"%1 %2"_s.arg(words.text(), what),
                           .details = words.details});
}

void ConnectionEditor::askToAllowChanges(const store::Profile &profile,
                                         const std::function<void()> &allow,
                                         const std::function<void()> &stay)
{
    auto *question =
        new Confirmation(tr("Allow changes on “%1”?").arg(quotable(profile.name)),
                         tr("The connection is read-only. If you allow changes, you can "
                            "create, change and delete rooms of %1 with it.")
                             .arg(QUrl(profile.endpoint).authority()),
                         tr("Allow changes"), &m_window);
    connect(question, &Confirmation::confirmed, this, allow, Qt::QueuedConnection);
    connect(question, &Confirmation::declined, this, stay, Qt::QueuedConnection);
    question->open();
}

void ConnectionEditor::test(const store::Profile &profile)
{
    // As it is saved by then: the argument may be older, except for read-only.
    const auto start = [this, profile](admin::ConnectionDiagnostics &diagnostics) {
        store::Profile kept = m_connectionService.profiles().find(profile.id).value_or(profile);
        kept.readOnly = kept.readOnly || profile.readOnly;
        diagnostics.start(kept);
    };
    (new DiagnosticsDialog(m_connectionService, profile, start, &m_window))->open();
}

void ConnectionEditor::test(const std::shared_ptr<admin::Connection> &connection)
{
    const auto start = [weak =
                            std::weak_ptr(connection)](admin::ConnectionDiagnostics &diagnostics) {
        if (const auto open = weak.lock())
            diagnostics.start(open);
    };
    (new DiagnosticsDialog(m_connectionService, connection->profile(), start, &m_window))->open();
}

void ConnectionEditor::askToRemove(const store::Profile &profile)
{
    auto *question = new Confirmation(
        tr("Remove the connection “%1” from this computer?")
            .arg(quotable(m_connectionService.profiles().find(profile.id).value_or(profile).name)),
        tr("Its connection string is also removed from the keychain. The resource "
           "and its rooms are not changed."),
        tr("Remove connection"), &m_window);
    connect(
        question, &Confirmation::confirmed, this,
        [this, profile] { emit removalConfirmed(profile); }, Qt::QueuedConnection);
    question->open();
}

void ConnectionEditor::keepSecret(const QUuid &profile)
{
    auto known = m_connectionService.profiles().find(profile);
    if (!known)
        return;
    known->secretInKeychain = true;
    m_messages.withdraw(keychainOrigin(profile)); // the result will be reported in a new one
    const auto saved = m_connectionService.save(*known, {});
    if (!saved) {
        m_messages.showNotice(errorNotice(keychainOrigin(profile), saved.error()));
        return;
    }
    emit keychainAsked(profile);
    saved->keychain.then(this, [this, profile](const Result<admin::KeychainOutcome> &outcome) {
        emit keychainAnswered(profile);
        if (!outcome) {
            m_messages.showNotice(errorNotice(keychainOrigin(profile), outcome.error()));
            return;
        }
        showKeychainProblem(*outcome);
        if (!outcome->keychainError && !outcome->isSuperseded) {
            m_messages.showNotice({.origin = keychainOrigin(profile),
                                   .text = tr("The connection string of “%1” is in the keychain.")
                                               .arg(quotable(outcome->profile.name))});
        }
    });
}

void ConnectionEditor::remove(const store::Profile &given)
{
    const store::Profile profile = m_connectionService.profiles().find(given.id).value_or(given);
    emit keychainAsked(profile.id);
    m_connectionService.remove(profile.id).then(this, [this, profile](const Result<void> &removed) {
        emit keychainAnswered(profile.id);
        if (removed) {
            m_messages.showNotice(
                {.origin = removalOrigin(profile.id),
                 .text = tr("The connection “%1” was removed.").arg(quotable(profile.name))});
            return;
        }
        const bool isGone = removed.error().kind == ErrorKind::Keychain;
        Notice notice =
            errorNotice(removalOrigin(profile.id), removed.error(),
                        isGone ? tr("“%1” was removed, but its connection string is still in "
                                    "the keychain.")
                                     .arg(quotable(profile.name))
                               : QString());
        if (isGone && admin::explain(removed.error()).canRetry)
            notice.offer(tr("Try again"), [this, profile] { remove(profile); });
        m_messages.showNotice(notice);
    });
}

} // namespace roomkeeper::ui
