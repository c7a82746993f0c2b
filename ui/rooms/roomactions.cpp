#include "ui/rooms/roomactions.h"

#include "acs/http/serviceerror.h"
#include "admin/explain.h"
#include "admin/rooms/roomstate.h"
#include "base/quotable.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/outcomes/annotationconflict.h"
#include "ui/outcomes/conflictdialog.h"
#include "ui/outcomes/draftreport.h"
#include "ui/outcomes/unknownactions.h"
#include "ui/participants/rosteredits.h"
#include "ui/rooms/dialogs/deletequestion.h"
#include "ui/rooms/dialogs/newroomdialog.h"
#include "ui/rooms/dialogs/openbyiddialog.h"
#include "ui/rooms/roomclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <memory>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

NoticeOrigin refreshOrigin()
{
    return {.topic = u"refresh"_s};
}

NoticeOrigin creationOrigin()
{
    return {.topic = u"creation"_s};
}

NoticeOrigin deletionOrigin()
{
    return {.topic = u"deletion"_s};
}

NoticeOrigin draftOrigin(const QString &roomId)
{
    return {.topic = u"draft"_s, .id = roomId};
}

NoticeOrigin conflictOrigin(const QString &roomId)
{
    return {.topic = u"conflict"_s, .id = roomId};
}

/// One line each.
QString messagesOf(const QList<Error> &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines << error.message;
    return lines.join(u'\n');
}

} // namespace

RoomActions::RoomActions(admin::Connection &connection, TimeDisplay &display, MessageBar &messages,
                         QWidget &window, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_display(display)
    , m_messages(messages)
    , m_window(window)
    , m_unknown(new UnknownActions(connection, display, messages, window, this))
{
    connect(m_unknown, &UnknownActions::claimed, this, &RoomActions::created);
    connect(m_unknown, &UnknownActions::createAgainRequested, this, &RoomActions::newRoomLike);
    connect(m_unknown, &UnknownActions::applyRequested, this, &RoomActions::applyDraft);
    connect(m_unknown, &UnknownActions::deleteRequested, this,
            [this](const QString &roomId) { deleteRooms({roomId}); });
    connect(m_unknown, &UnknownActions::roomGone, this,
            [this](const QString &roomId) { showGone(roomId, goneText(roomId)); });
    connect(&connection, &admin::Connection::refreshFailed, this, [this](const Error &error) {
        if (error.kind == ErrorKind::Cancelled)
            return;
        m_messages.showNotice(failure(
            refreshOrigin(), error,
            m_connection.rooms().count() > 0 ? tr("The list of rooms is incomplete.")
                                             : tr("The rooms could not be loaded."),
            [this] { refresh(); }, Notice::Effect::None));
    });
    connect(&connection, &admin::Connection::refreshed, this,
            [this] { m_messages.withdraw(refreshOrigin()); });
    // Nothing to decide any more: discarded, or undone.
    connect(&connection.drafts(), &admin::DraftStore::changed, this, [this](const QString &roomId) {
        if (!m_connection.drafts().has(roomId))
            m_messages.withdraw(conflictOrigin(roomId));
    });
    connect(&connection, &admin::Connection::roomsUnreadable, this, &RoomActions::roomsUnreadable);
    connect(&connection, &admin::Connection::participantsUnreadable, this,
            &RoomActions::participantsUnreadable);
    connect(&connection.annotations(), &admin::Annotations::changedMeanwhile, this,
            [this](const admin::AnnotationChange &change) {
                m_messages.showNotice(annotationConflict(change, m_connection));
            });
    connect(&connection.annotations(), &admin::Annotations::secretRejected, this, [this] {
        m_messages.showNotice(
            {.origin = {.topic = u"secret as a name"_s},
             .severity = Severity::Warning,
             .text =
                 tr("This looks like an access key or an access token. It was not stored: names "
                    "and tags are kept on this computer as plain text.")});
    });
    connect(&connection.annotations(), &admin::Annotations::notKept, this,
            [this](const Error &error) {
                const admin::Explanation words = admin::explain(error);
                m_messages.showNotice({.origin = {.topic = u"annotations"_s},
                                       .severity = Severity::Warning,
                                       .text = tr("%1 Names and tags that you enter now are "
                                                  "lost when you close this connection.")
                                                   .arg(error.message),
                                       .details = words.details});
            });
}

Notice RoomActions::failure(const NoticeOrigin &origin, const Error &error,
                            const QString &whatFailed, const std::function<void()> &again,
                            Notice::Effect effect)
{
    Notice notice = errorNotice(origin, error, whatFailed);
    if (admin::explain(error).canRetry)
        notice.offer(tr("Try again"), again, effect);
    if (acs::isCredentialRejection(error) && !acs::isClockSkewError(error)
        && m_connection.hasKeptKey())
        notice.offer(tr("Replace connection string…"), [this] { emit keyReplacementRequested(); });
    if (admin::isConnectionError(error))
        notice.offer(tr("Test connection"), [this] { emit testRequested(); });
    return notice;
}

void RoomActions::refresh()
{
    m_connection.refresh();
}

void RoomActions::roomsUnreadable(const QList<Error> &errors)
{
    m_messages.showNotice(
        {.origin = {.topic = u"unreadable rooms"_s},
         .severity = Severity::Warning,
         .text = tr("%Ln room(s) not shown, because this version of Roomkeeper cannot "
                    "read the response from the service.",
                    nullptr, static_cast<int>(errors.size())),
         .details = messagesOf(errors)});
}

void RoomActions::participantsUnreadable(const QString &roomId, const QList<Error> &errors)
{
    m_messages.showNotice(
        {.origin = {.topic = u"unreadable participants"_s, .id = roomId},
         .severity = Severity::Warning,
         .text = tr("%Ln participant(s) of room %1 not shown, because this version of Roomkeeper "
                    "cannot read the response from the service.",
                    nullptr, static_cast<int>(errors.size()))
                     .arg(roomId),
         .details = messagesOf(errors)});
}

void RoomActions::newRoom()
{
    askForRoom({});
}

void RoomActions::newRoomLike(const acs::RoomCreation &creation)
{
    askForRoom(creation);
}

void RoomActions::askForRoom(const std::optional<acs::RoomCreation> &like)
{
    auto *dialog =
        new NewRoomDialog(m_connection.apiVersion(), m_display, m_connection.clock(), &m_window);
    if (like)
        dialog->setCreation(*like);
    connect(dialog, &NewRoomDialog::createRequested, this,
            [this, dialog = QPointer(dialog)](const acs::RoomCreation &creation) {
                create(creation, dialog->names(), dialog);
            });
    dialog->open();
}

void RoomActions::create(const acs::RoomCreation &creation, const QHash<QString, QString> &names,
                         const QPointer<NewRoomDialog> &dialog)
{
    m_connection.createRoom(creation).then(
        this, [this, dialog, creation, names](const Result<acs::Room> &room) {
            if (room || room.error().kind == ErrorKind::OutcomeUnknown)
                namePeople(m_connection, names);
            if (room) {
                if (dialog)
                    dialog->accept();
                created(room->id);
            } else if (room.error().kind == ErrorKind::OutcomeUnknown) {
                // Creating the same room again could create a second one: check the outcome first,
                // which keeps the input.
                if (dialog)
                    dialog->accept();
            } else if (dialog && dialog->isVisible()) {
                dialog->showError(room.error());
            } else {
                // The dialog was closed before the response arrived.
                m_messages.showNotice(failure(
                    creationOrigin(), room.error(), tr("The room was not created."),
                    [this, creation] { newRoomLike(creation); }, Notice::Effect::Change));
            }
        });
}

void RoomActions::created(const QString &roomId)
{
    emit roomToShow(roomId);
    Notice notice{.origin = creationOrigin(), .text = tr("Room %1 was created.").arg(roomId)};
    notice.offer(tr("Copy ID"), [this, roomId] { copyIds({roomId}); });
    m_messages.showNotice(notice);
}

void RoomActions::openById()
{
    showOpenById();
}

void RoomActions::openRooms(const QStringList &roomIds)
{
    showOpenById()->openRooms(roomIds);
}

OpenByIdDialog *RoomActions::showOpenById()
{
    auto *dialog = new OpenByIdDialog(&m_window);
    connect(
        dialog, &OpenByIdDialog::openRequested, this,
        [this, dialog = QPointer(dialog)](const QStringList &roomIds) { open(roomIds, dialog); });
    dialog->open();
    return dialog;
}

/// Rooms that are being loaded by their IDs.
struct RoomActions::Opening
{
    qsizetype outstanding = 0;
    QStringList opened = {};
    QList<std::pair<QString, Error>> failed = {}; ///< by ID
};

void RoomActions::open(const QStringList &roomIds, const QPointer<OpenByIdDialog> &dialog)
{
    const auto opening = std::make_shared<Opening>(Opening{.outstanding = roomIds.size()});
    for (const QString &roomId : roomIds) {
        const Call<acs::Room> reading = m_connection.readRoom(roomId);
        reading.then(this, [this, dialog, opening, roomId](const Result<acs::Room> &room) {
            if (room)
                opening->opened << room->id;
            else
                opening->failed << std::pair(roomId, room.error());
            // Hidden: cancelled.
            if (--opening->outstanding == 0 && dialog && dialog->isVisible())
                opened(*opening, *dialog);
        });
        connect(dialog, &QDialog::rejected, this, [reading] { reading.cancel(); });
    }
}

void RoomActions::opened(const Opening &opening, OpenByIdDialog &dialog)
{
    if (opening.opened.isEmpty()) {
        dialog.showError(opening.failed.first().second);
        return;
    }
    dialog.accept();
    emit roomsToShow(opening.opened);
    if (opening.failed.isEmpty())
        return;
    QStringList details;
    for (const auto &[roomId, error] : opening.failed)
        details << u"%1: %2"_s.arg(roomId, admin::explain(error).headline);
    m_messages.showNotice({.origin = {.topic = u"opening"_s},
                           .severity = Severity::Warning,
                           .text = tr("%Ln room(s) could not be opened.", nullptr,
                                      static_cast<int>(opening.failed.size())),
                           .details = details.join(u'\n')});
}

void RoomActions::deleteRooms(const QStringList &roomIds)
{
    if (roomIds.isEmpty())
        return;
    QList<acs::Room> seen;
    seen.reserve(roomIds.size());
    for (const QString &roomId : roomIds) {
        const admin::StoredRoom *stored = m_connection.rooms().find(roomId);
        seen << (stored != nullptr ? stored->room : acs::Room{.id = roomId});
    }
    Confirmation *question = deleteQuestion(seen, m_connection.rooms(), m_connection.clock().now(),
                                            m_connection.name(), &m_window);
    connect(question, &Confirmation::confirmed, this, [this, seen] { startDeleting(seen); });
    question->open();
}

void RoomActions::startDeleting(const QList<acs::Room> &seen)
{
    admin::RoomDeletions *deletions = m_connection.deleteRooms(seen);
    const QString only = seen.size() == 1 ? seen.first().id : QString();
    if (only.isEmpty()) {
        const auto all = static_cast<int>(seen.size());
        const NoticeOrigin origin{.topic = u"deleting"_s,
                                  .id = QString::number(++m_deletionNumber)};
        Notice progress{
            .origin = origin, .text = tr("Deleting %Ln room(s)…", nullptr, all), .isOngoing = true};
        progress.offer(tr("Stop"), [deletions = QPointer(deletions)] {
            if (deletions)
                deletions->stop();
        });
        m_messages.showNotice(progress);
        connect(deletions, &admin::RoomDeletions::progressed, this,
                [this, origin, all](qsizetype done) {
                    const QLocale locale;
                    m_messages.setText(origin,
                                       tr("Deleting room %1 of %2…")
                                           .arg(locale.toString(std::min(done + 1, qsizetype{all})),
                                                locale.toString(all)));
                });
        connect(deletions, &admin::RoomDeletions::finished, this,
                [this, origin] { m_messages.withdraw(origin); });
    }
    connect(deletions, &admin::RoomDeletions::finished, this, [this, deletions, only] {
        if (only.isEmpty())
            reportDeletions(deletions->results());
        else
            reportDeletion(only, deletions->results());
    });
    deletions->start();
}

void RoomActions::reportDeletion(const QString &roomId,
                                 const admin::RoomDeletions::Results &results)
{
    if (!results.failed.isEmpty()) {
        const admin::RoomDeletions::Failure &failed = results.failed.first();
        m_messages.showNotice(failure(
            deletionOrigin(), failed.error, tr("Room %1 was not deleted.").arg(roomId),
            [this, seen = failed.seen] { startDeleting({seen}); }, Notice::Effect::Change));
    } else if (!results.changed.isEmpty()) {
        Notice notice{.origin = deletionOrigin(),
                      .severity = Severity::Warning,
                      .text = tr("Room %1 was not deleted, because someone else changed it after "
                                 "you loaded it. You now see the current room.")
                                  .arg(roomId)};
        offerDeletion(notice, {roomId});
        m_messages.showNotice(notice);
    } else if (results.gone > 0) {
        m_messages.showNotice(
            {.origin = deletionOrigin(), .text = tr("Room %1 was already gone.").arg(roomId)});
    } else if (results.deleted > 0) { // else its outcome is unknown, which has been reported
        m_messages.showNotice(
            {.origin = deletionOrigin(), .text = tr("Room %1 was deleted.").arg(roomId)});
    }
}

void RoomActions::reportDeletions(const admin::RoomDeletions::Results &results)
{
    QStringList outcomes{tr("%Ln room(s) deleted.", nullptr, static_cast<int>(results.deleted))};
    QStringList details;
    if (results.gone > 0)
        outcomes << tr("%Ln room(s) already gone.", nullptr, static_cast<int>(results.gone));
    if (results.notStarted > 0) {
        outcomes << tr("%Ln room(s) not deleted, because you pressed Stop.", nullptr,
                       static_cast<int>(results.notStarted));
    }
    QStringList changed;
    for (const acs::Room &room : results.changed) {
        changed << room.id;
        details << tr("%1: someone else changed it after you loaded it").arg(room.id);
    }
    if (!changed.isEmpty()) {
        outcomes << tr("%Ln room(s) not deleted, because someone else changed them after you "
                       "loaded them.",
                       nullptr, static_cast<int>(changed.size()));
    }
    QList<int> unknown;
    for (const QString &roomId : results.unknown) {
        unknown << m_unknown->idsOf(roomId);
        details << tr("%1: no response").arg(roomId);
    }
    if (!results.unknown.isEmpty()) {
        outcomes << tr("No response for %Ln room(s), which may have been deleted.", nullptr,
                       static_cast<int>(results.unknown.size()));
    }
    QList<acs::Room> failed;
    for (const admin::RoomDeletions::Failure &each : results.failed) {
        failed << each.seen;
        details << u"%1: %2"_s.arg(each.seen.id, admin::explain(each.error).headline);
    }
    if (!failed.isEmpty()) {
        outcomes << tr("%Ln room(s) not deleted: %1", nullptr, static_cast<int>(failed.size()))
                        .arg(admin::explain(results.failed.first().error).headline);
    }

    Notice notice{.origin = deletionOrigin(),
                  .severity = !failed.isEmpty()   ? Severity::Error
                              : details.isEmpty() ? Severity::Info
                                                  : Severity::Warning,
                  .text = outcomes.join(u' '),
                  .details = details.join(u'\n')};
    if (!failed.isEmpty()) {
        notice.offer(
            tr("Try again"), [this, failed] { startDeleting(failed); }, Notice::Effect::Change);
    }
    offerDeletion(notice, changed);
    m_unknown->offerCheck(notice, unknown);
    m_messages.showNotice(notice);
}

/// Rooms that were not deleted because they had changed: asks again, with what is shown now.
void RoomActions::offerDeletion(Notice &notice, const QStringList &changed)
{
    if (changed.isEmpty())
        return;
    notice.offer(
        tr("Delete %Ln room(s)…", nullptr, static_cast<int>(changed.size())),
        [this, changed] { deleteRooms(changed); }, Notice::Effect::Change);
}

void RoomActions::applyDraft(const QString &roomId)
{
    if (m_applying.contains(roomId))
        return;
    if (Confirmation *question = removalQuestion(roomId)) {
        connect(question, &Confirmation::confirmed, this, [this, roomId] { sendDraft(roomId); });
        question->open();
        return;
    }
    sendDraft(roomId);
}

/// Whoever is removed from an open room is dropped from its call, so removing many or all asks
/// first. Null: nothing to ask.
Confirmation *RoomActions::removalQuestion(const QString &roomId) const
{
    constexpr qsizetype many = 10;
    const admin::StoredRoom *stored = m_connection.rooms().find(roomId);
    const acs::Timestamp now = acs::Timestamp::fromUtc(m_connection.clock().now());
    if (stored == nullptr || m_connection.isReadOnly() || !admin::isOpen(stored->room, now))
        return nullptr;
    const admin::RosterDraft changes = m_connection.drafts().draft(roomId).roster;
    const admin::RosterIndex roster =
        stored->roster ? admin::indexOf(*stored->roster) : admin::rosterBefore(changes);
    const qsizetype removed = admin::countsOf(changes, roster).removed;
    const bool isAll = stored->roster && removed > 0 && removed == roster.size();
    if (removed <= many && !isAll)
        return nullptr;

    const auto count = static_cast<int>(removed);
    const QString name = quotable(m_connection.rooms().annotation(roomId).name);
    const QString connection = quotable(m_connection.name());
    const QString question =
        name.isEmpty() ? tr("Remove %Ln participant(s) from this room on “%1”?", nullptr, count)
                             .arg(connection)
                       : tr("Remove %Ln participant(s) from room “%1” on “%2”?", nullptr, count)
                             .arg(name, connection);
    const QString consequence =
        isAll ? tr(
            "These are all its participants. The room is open now: anyone you remove is dropped "
            "from the call and can't rejoin.")
              : tr("The room is open now: anyone you remove is dropped from the call and can't "
                   "rejoin.");
    return new Confirmation(u"%1\n%2"_s.arg(question, roomId), consequence,
                            tr("Remove %Ln participant(s)", nullptr, count), &m_window);
}

void RoomActions::sendDraft(const QString &roomId)
{
    if (m_applying.contains(roomId))
        return;
    m_messages.withdraw(draftOrigin(roomId));
    m_messages.withdraw(conflictOrigin(roomId));
    const Call<admin::DraftOutcome> call = m_connection.applyDraft(roomId);
    m_applying.insert(roomId, call);
    emit applyingChanged(roomId, true);
    call.then(this, [this, roomId](const Result<admin::DraftOutcome> &outcome) {
        m_applying.remove(roomId);
        emit applyingChanged(roomId, false);
        if (outcome) {
            applied(roomId, *outcome);
        } else {
            m_messages.showNotice(failure(
                draftOrigin(roomId), outcome.error(),
                tr("The changes to room %1 were not applied. They are still pending.").arg(roomId),
                [this, roomId] { applyDraft(roomId); }, Notice::Effect::Change));
        }
    });
}

void RoomActions::stopApplying(const QString &roomId)
{
    m_applying.value(roomId).cancel();
}

QString RoomActions::goneText(const QString &roomId)
{
    return tr("Room %1 has been deleted. Your changes to it can no longer be applied.").arg(roomId);
}

void RoomActions::applied(const QString &roomId, const admin::DraftOutcome &outcome)
{
    if (outcome.isRoomGone()) {
        showGone(roomId, goneText(roomId));
        return;
    }
    if (outcome.conflict) {
        showConflict(roomId, *outcome.conflict);
        return;
    }
    const DraftReport report = reportOf(outcome, roomId, m_connection.annotations().people());
    Notice notice{.origin = draftOrigin(roomId),
                  .severity = report.severity,
                  .text = report.text,
                  .details = report.details};
    const auto again = [this, roomId] { applyDraft(roomId); };
    if (outcome.difference) // compared again, with the participants that are shown now
        notice.offer(tr("Apply anyway"), again, Notice::Effect::Change);
    else if (const QList<int> unknown = m_unknown->idsOf(roomId); !unknown.isEmpty())
        m_unknown->offerCheck(notice, unknown);
    else if (report.canRetry)
        notice.offer(tr("Try again"), again, Notice::Effect::Change);
    m_messages.showNotice(notice);
}

void RoomActions::showConflict(const QString &roomId, const admin::RoomConflict &conflict)
{
    const DraftReport report = reportOf(conflict, roomId, m_display);
    Notice notice{.origin = conflictOrigin(roomId),
                  .severity = report.severity,
                  .text = report.text,
                  .details = report.details};
    QList<admin::OwnField> wanted;
    for (const admin::FieldConflict &each : conflict.fields) {
        if (each.wanted)
            wanted << each.field;
    }
    const auto offer = [&](const QString &text, const std::function<void()> &action) {
        notice.offer(text, action, Notice::Effect::Change);
    };
    offer(tr("Apply anyway"), [=, this] { resolve(roomId, conflict, wanted); });
    if (!wanted.isEmpty())
        offer(tr("Use theirs"), [=, this] { resolve(roomId, conflict, {}); });
    if (wanted.size() > 1)
        offer(tr("Compare…"), [=, this] { askFieldByField(roomId, conflict); });
    m_messages.showNotice(notice);
}

void RoomActions::askFieldByField(const QString &roomId, const admin::RoomConflict &conflict)
{
    auto *dialog = new ConflictDialog(conflict, roomId, m_display, &m_window);
    connect(dialog, &ConflictDialog::decided, this,
            [=, this](const QList<admin::OwnField> &anyway) { resolve(roomId, conflict, anyway); });
    connect(dialog, &QDialog::rejected, this, [=, this] { showConflict(roomId, conflict); });
    dialog->open();
}

void RoomActions::resolve(const QString &roomId, const admin::RoomConflict &conflict,
                          const QList<admin::OwnField> &anyway)
{
    admin::DraftStore &drafts = m_connection.drafts();
    drafts.edit(roomId, admin::resolved(drafts.draft(roomId), conflict, anyway),
                {.text = anyway.isEmpty() ? tr("Use theirs") : tr("Apply anyway")});
    if (drafts.has(roomId))
        applyDraft(roomId);
}

void RoomActions::showGone(const QString &roomId, const QString &text)
{
    const QString changes =
        draftText(roomId, m_connection.drafts().draft(roomId), m_connection.annotations().people());
    Notice notice{.origin = draftOrigin(roomId),
                  .severity = Severity::Warning,
                  .text = text,
                  .details = changes};
    notice.offer(tr("Copy changes"), [this, roomId, changes] {
        QGuiApplication::clipboard()->setText(changes);
        showGone(roomId,
                 tr("Room %1 has been deleted. Your changes to it were copied.").arg(roomId));
    });
    notice.offer(tr("Dismiss room"), [this, roomId] { m_connection.rooms().remove(roomId); });
    m_messages.showNotice(notice);
}

void RoomActions::discardDraft(const QString &roomId)
{
    m_connection.drafts().edit(roomId, {}, {.text = tr("Discard changes")});
}

void RoomActions::tellReverted()
{
    m_messages.confirm(tr("The earlier values are pending. Apply them to change the room back."));
}

void RoomActions::copyIds(const QStringList &roomIds)
{
    if (roomIds.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(roomIds.join(u'\n'));
    m_messages.confirm(roomIds.size() == 1 ? tr("The ID %1 was copied.").arg(roomIds.first())
                                           : tr("%Ln ID(s) were copied.", nullptr,
                                                static_cast<int>(roomIds.size())));
}

void RoomActions::copyTable(const QStringList &roomIds)
{
    QList<admin::StoredRoom> rooms;
    for (const QString &roomId : roomIds) {
        if (const admin::StoredRoom *room = m_connection.rooms().find(roomId))
            rooms << *room;
    }
    if (rooms.isEmpty())
        return;
    QGuiApplication::clipboard()->setMimeData(clipboardTable(rooms, m_display).release());
    m_messages.confirm(
        tr("%Ln room(s) were copied as a table.", nullptr, static_cast<int>(rooms.size())));
}

} // namespace roomkeeper::ui
