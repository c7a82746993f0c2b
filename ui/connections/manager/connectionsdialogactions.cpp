// The operations of the list of connections.

#include "acs/auth/connectionstringsearch.h"
#include "base/explain.h"
#include "store/profiles/profileexchange.h"
#include "store/profiles/profilelimits.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/connections/connectioneditor.h"
#include "ui/connections/manager/connectionlistmodel.h"
#include "ui/connections/manager/connectionsdialog.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QInputDialog>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QSaveFile>
#include <QTreeView>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

QString fileFilter()
{
    return ConnectionsDialog::tr("Connections (*.json);;All files (*)");
}

/// The names, or the first of them and the number of the others.
QString listed(const QStringList &names)
{
    constexpr qsizetype most = 12;
    if (names.size() <= most)
        return names.join(u", "_s);
    return ConnectionsDialog::tr("%1 and %n more", nullptr, static_cast<int>(names.size() - most))
        .arg(names.first(most).join(u", "_s));
}

QList<QUuid> idsIn(const QList<store::Profile> &profiles, const QString &group)
{
    QList<QUuid> ids;
    for (const store::Profile &profile : profiles) {
        if (profile.group == group)
            ids.append(profile.id);
    }
    return ids;
}

} // namespace

void ConnectionsDialog::openSelected()
{
    if (const auto profile = selectedOne()) {
        emit openRequested(*profile);
        accept();
    }
}

void ConnectionsDialog::openInNewWindow()
{
    if (const auto profile = selectedOne()) {
        emit openInNewWindowRequested(*profile);
        accept();
    }
}

void ConnectionsDialog::make()
{
    m_editor->make();
}

void ConnectionsDialog::edit()
{
    if (const auto profile = selectedOne())
        m_editor->edit(*profile, ConnectionEditor::Then::Stay);
}

void ConnectionsDialog::duplicate()
{
    if (const auto profile = selectedOne())
        m_editor->duplicate(*profile);
}

// --- order

std::optional<ConnectionsDialog::Move> ConnectionsDialog::moveBy(int step) const
{
    if (!m_filter->text().trimmed().isEmpty()) // hidden rows between them would not move
        return std::nullopt;
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return std::nullopt;
    const QList<store::Profile> &profiles = m_connectionService.profiles().profiles();
    const QString group = rows.first().data(ConnectionListModel::GroupRole).toString();
    const bool isWholeGroup = rows.size() == 1 && m_model->isGroup(rows.first());
    if (isWholeGroup) {
        const QStringList groups = m_connectionService.profiles().groups();
        const qsizetype other = groups.indexOf(group) + step;
        if (other < 0 || other >= groups.size())
            return std::nullopt;
        const QString &upper = step < 0 ? groups.at(other) : group;
        const QString &moved = step < 0 ? group : groups.at(other);
        const QList<QUuid> below = idsIn(profiles, upper);
        return Move{.ids = idsIn(profiles, moved), .group = moved, .before = below.first()};
    }
    const QList<QUuid> ids = selected();
    const QList<QUuid> all = idsIn(profiles, group);
    qsizetype first = all.size();
    qsizetype last = -1;
    for (const QUuid &id : ids) {
        const qsizetype place = all.indexOf(id);
        if (place < 0) // of several groups
            return std::nullopt;
        first = std::min(first, place);
        last = std::max(last, place);
    }
    if (step < 0 ? first == 0 : last == all.size() - 1)
        return std::nullopt;
    const qsizetype before = step < 0 ? first - 1 : last + 2;
    return Move{
        .ids = ids, .group = group, .before = before < all.size() ? all.at(before) : QUuid()};
}

void ConnectionsDialog::move(const std::optional<Move> &wanted)
{
    if (wanted)
        said(m_connectionService.profiles().move(wanted->ids, wanted->group, wanted->before));
}

void ConnectionsDialog::moveUp()
{
    move(moveBy(-1));
}

void ConnectionsDialog::moveDown()
{
    move(moveBy(1));
}

void ConnectionsDialog::askForGroup()
{
    const QList<QUuid> ids = selected();
    if (ids.isEmpty())
        return;
    auto *question = new QInputDialog(this);
    question->setObjectName("groupQuestion"_L1);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Move to group"));
    question->setLabelText(tr("Group (leave empty for none)"));
    question->setComboBoxEditable(true);
    question->setComboBoxItems(m_connectionService.profiles().groups());
    question->setTextValue(
        m_connectionService.profiles().find(ids.first()).value_or(store::Profile()).group);
    connect(question, &QInputDialog::textValueSelected, this, [this, ids](const QString &group) {
        if (acs::mayHoldAccessKey(group)) {
            m_messages->showMessage(Severity::Error, tr("The group name contains an access key."));
            return;
        }
        said(m_connectionService.profiles().move(
            ids, group.simplified().left(store::maxProfileGroupLength)));
    });
    question->open();
}

// --- deleting

void ConnectionsDialog::askToDelete()
{
    const QList<QUuid> ids = selected();
    if (ids.isEmpty() || m_isDeleting)
        return;
    const bool isOne = ids.size() == 1;
    QStringList names;
    for (const QUuid &id : ids)
        names << m_connectionService.profiles().find(id).value_or(store::Profile()).name;
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
        this);
    connect(
        question, &Confirmation::confirmed, this,
        [this, ids] {
            const auto go = [this, ids] {
                m_isDeleting = true;
                deleteNext(ids, 0, {});
            };
            if (m_closeGuard)
                m_closeGuard(ids, go);
            else
                go();
        },
        Qt::QueuedConnection);
    question->open();
}

/// Not while deleting: the confirmed deletion is completed, and its result is shown here.
void ConnectionsDialog::done(int result)
{
    if (m_isDeleting)
        m_messages->showInfo(tr("Still deleting. Waiting for the keychain."));
    else
        QDialog::done(result);
}

/// One at a time, so that the window stays responsive, and the keychain gets one request at a time.
void ConnectionsDialog::deleteNext(QList<QUuid> ids, int deleted, const QStringList &problems)
{
    if (ids.isEmpty()) {
        m_isDeleting = false;
        updateControls();
        if (!problems.isEmpty())
            m_messages->showMessage(Severity::Error, problems.join(u'\n'));
        else if (deleted == 1)
            m_messages->showInfo(tr("The connection and its secret were deleted."));
        else
            m_messages->showInfo(tr("%n connection(s) and their secrets were deleted.", nullptr,
                                    static_cast<int>(deleted)));
        return;
    }
    const QUuid id = ids.takeFirst();
    const QString known = m_connectionService.profiles().find(id).value_or(store::Profile()).name;
    emit m_editor->keychainAsked(id);
    m_connectionService.remove(id).then(
        this, [this, ids, deleted, problems, known, id](const Result<void> &removed) {
            emit m_editor->keychainAnswered(id);
            QStringList all = problems;
            QList<QUuid> others = ids;
            if (!removed) {
                const Explanation words = explain(removed.error());
                const QString why = u"%1 %2"_s.arg(words.headline, words.advice).trimmed();
                all << (removed.error().kind == ErrorKind::File
                            ? tr("“%1” was not deleted. %2").arg(known, why)
                            : tr("“%1” was deleted, but its secret may still be in the keychain. "
                                 "%2")
                                  .arg(known, why));
                if (removed.error().keychain == KeychainProblem::NoAnswer && !ids.isEmpty()) {
                    all << tr("Not deleted, because the keychain does not respond: %1.")
                               .arg(ids.size());
                    others.clear();
                }
            }
            deleteNext(others, removed ? deleted + 1 : deleted, all);
        });
}

// --- import and export

void ConnectionsDialog::askForImport()
{
    auto *chooser = new QFileDialog(this, tr("Import connections"), QDir::homePath(), fileFilter());
    chooser->setObjectName("importChooser"_L1);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &ConnectionsDialog::importFrom);
    chooser->open();
}

void ConnectionsDialog::importFrom(const QString &path)
{
    const QString failed = tr("Nothing was imported.");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_messages->showError(makeError(ErrorKind::File, file.errorString()), failed);
        return;
    }
    QSet<QString> taken;
    for (const store::Profile &profile : m_connectionService.profiles().profiles())
        taken.insert(profile.name);
    const auto imported = store::importedProfiles(file.read(store::maxExchangeSize + 1), taken);
    if (!imported) {
        m_messages->showMessage(Severity::Error, imported.error().message);
        return;
    }
    if (const auto saved = m_connectionService.profiles().save(*imported); !saved) {
        m_messages->showError(saved.error(), failed);
        return;
    }
    m_filter->clear();
    QList<QUuid> ids;
    for (const store::Profile &profile : *imported)
        ids.append(profile.id);
    select(ids);
    m_messages->showInfo(tr("Connections imported: %1. The file contains no secrets. Enter the "
                            "connection string when you open a connection that uses an access key.")
                             .arg(ids.size()));
}

void ConnectionsDialog::askForExport()
{
    const qsizetype all = m_connectionService.profiles().profiles().size();
    const qsizetype chosen = selected().size();
    auto *chooser = new QFileDialog(
        this,
        chosen == 0 || chosen == all
            ? tr("Export all %n connection(s)", nullptr, static_cast<int>(all))
            : tr("Export %1 of %n connection(s)", nullptr, static_cast<int>(all)).arg(chosen),
        QDir::homePath(), fileFilter());
    chooser->setObjectName("exportChooser"_L1);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->selectFile(u"connections.json"_s);
    chooser->setDefaultSuffix(u"json"_s);
    connect(chooser, &QFileDialog::fileSelected, this, &ConnectionsDialog::exportTo);
    chooser->open();
}

void ConnectionsDialog::exportTo(const QString &path)
{
    const QList<QUuid> ids = selected();
    QList<store::Profile> profiles;
    for (const store::Profile &profile : m_connectionService.profiles().profiles()) {
        if (ids.isEmpty() || ids.contains(profile.id))
            profiles.append(profile);
    }
    const auto text = store::exportedProfiles(profiles);
    if (!text) {
        m_messages->showMessage(Severity::Error, text.error().message);
        return;
    }
    QSaveFile file(path);
    // Flushed here, because commit() does not detect a full disk (Qt 6.4).
    if (!file.open(QIODevice::WriteOnly) || file.write(*text) != text->size() || !file.flush()
        || !file.commit()) {
        m_messages->showError(makeError(ErrorKind::File, file.errorString()),
                              tr("Nothing was exported."));
        return;
    }
    m_messages->showInfo(tr("Connections exported to %1 without their secrets: %2.")
                             .arg(QDir::toNativeSeparators(path))
                             .arg(profiles.size()));
}

} // namespace roomkeeper::ui
