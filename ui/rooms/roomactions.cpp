#include "ui/rooms/roomactions.h"

#include "acs/http/serviceerror.h"
#include "admin/explain.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/outcomes/draftreport.h"
#include "ui/outcomes/unknownactions.h"
#include "ui/rooms/dialogs/deletequestion.h"
#include "ui/rooms/dialogs/newroomdialog.h"
#include "ui/rooms/dialogs/openbyiddialog.h"

#include <QClipboard>
#include <QGuiApplication>

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

} // namespace

/// The results of rooms that are deleted together.
struct RoomActions::Deletions
{
    QStringList roomIds = {};
    qsizetype open = 0; ///< without a result yet
    qsizetype deleted = 0;
    qsizetype gone = 0;
    QStringList unknown = {};
    QStringList failed = {};
    QList<Error> errors = {};
};

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
    connect(&connection, &admin::Connection::entriesUnreadable, this,
            &RoomActions::entriesUnreadable);
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
    if (error.httpStatus == 401 && !acs::isClockSkewError(error) && m_connection.hasKeptKey())
        notice.offer(tr("Replace connection string…"), [this] { emit keyReplacementRequested(); });
    if (admin::isConnectionError(error))
        notice.offer(tr("Test connection"), [this] { emit testRequested(); });
    return notice;
}

void RoomActions::refresh()
{
    m_connection.refresh();
}

void RoomActions::entriesUnreadable(const QList<Error> &errors)
{
    QStringList details;
    for (const Error &error : errors)
        details << error.message;
    m_messages.showNotice(
        {.origin = {.topic = u"unreadable rooms"_s},
         .severity = Severity::Warning,
         .text = tr("%Ln room(s) not shown, because this version of Roomkeeper cannot "
                    "read the response from the service.",
                    nullptr, static_cast<int>(errors.size())),
         .details = details.join(u'\n')});
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
                create(creation, dialog);
            });
    dialog->open();
}

void RoomActions::create(const acs::RoomCreation &creation, const QPointer<NewRoomDialog> &dialog)
{
    m_connection.createRoom(creation).then(
        this, [this, dialog, creation](const Result<acs::Room> &room) {
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
    auto *dialog = new OpenByIdDialog(&m_window);
    connect(dialog, &OpenByIdDialog::openRequested, this,
            [this, dialog = QPointer(dialog)](const QString &roomId) { open(roomId, dialog); });
    dialog->open();
}

void RoomActions::open(const QString &roomId, const QPointer<OpenByIdDialog> &dialog)
{
    const Call<acs::Room> reading = m_connection.readRoom(roomId);
    reading.then(this, [this, dialog](const Result<acs::Room> &room) {
        if (!dialog || !dialog->isVisible())
            return; // cancelled
        if (room) {
            dialog->accept();
            emit roomToShow(room->id);
        } else {
            dialog->showError(room.error());
        }
    });
    connect(dialog, &QDialog::rejected, this, [reading] { reading.cancel(); });
}

void RoomActions::deleteRooms(const QStringList &roomIds)
{
    if (roomIds.isEmpty())
        return;
    Confirmation *question =
        deleteQuestion(roomIds, m_connection.rooms(), m_connection.name(), &m_window);
    connect(question, &Confirmation::confirmed, this, [this, roomIds] { startDeleting(roomIds); });
    question->open();
}

void RoomActions::startDeleting(const QStringList &roomIds)
{
    auto deletions = std::make_shared<Deletions>();
    deletions->roomIds = roomIds;
    deletions->open = roomIds.size();
    if (roomIds.size() > 1)
        m_messages.showNotice(
            {.origin = deletionOrigin(),
             .text = tr("Deleting %Ln room(s)…", nullptr, static_cast<int>(roomIds.size()))});
    for (const QString &roomId : roomIds) {
        m_connection.deleteRoom(roomId).then(
            this, [this, roomId, deletions](const Result<acs::Deletion> &deletion) {
                if (!deletion && deletion.error().kind == ErrorKind::OutcomeUnknown) {
                    deletions->unknown.append(roomId);
                } else if (!deletion) {
                    deletions->failed.append(roomId);
                    deletions->errors.append(deletion.error());
                } else if (*deletion == acs::Deletion::Deleted) {
                    ++deletions->deleted;
                } else {
                    ++deletions->gone;
                }
                if (--deletions->open == 0)
                    reportDeletions(*deletions);
            });
    }
}

void RoomActions::reportDeletions(const Deletions &deletions)
{
    const auto again = [this, failed = deletions.failed] { startDeleting(failed); };
    if (deletions.roomIds.size() == 1) {
        const QString &roomId = deletions.roomIds.first();
        if (!deletions.errors.isEmpty()) {
            m_messages.showNotice(failure(deletionOrigin(), deletions.errors.first(),
                                          tr("Room %1 was not deleted.").arg(roomId), again,
                                          Notice::Effect::Change));
        } else if (deletions.gone > 0) {
            m_messages.showNotice(
                {.origin = deletionOrigin(), .text = tr("Room %1 was already gone.").arg(roomId)});
        } else if (deletions.unknown.isEmpty()) { // else it has been reported
            m_messages.showNotice(
                {.origin = deletionOrigin(), .text = tr("Room %1 was deleted.").arg(roomId)});
        }
        return;
    }

    QStringList outcomes{tr("%Ln room(s) deleted.", nullptr, static_cast<int>(deletions.deleted))};
    if (deletions.gone > 0)
        outcomes << tr("%Ln room(s) already gone.", nullptr, static_cast<int>(deletions.gone));
    QList<int> unknown;
    for (const QString &roomId : deletions.unknown)
        unknown << m_unknown->idsOf(roomId);
    if (!deletions.unknown.isEmpty()) {
        outcomes << tr("No response for %Ln room(s), which may have been deleted.", nullptr,
                       static_cast<int>(deletions.unknown.size()));
    }
    if (deletions.errors.isEmpty()) {
        Notice notice{.origin = deletionOrigin(),
                      .severity = unknown.isEmpty() ? Severity::Info : Severity::Warning,
                      .text = outcomes.join(u' '),
                      .details = deletions.unknown.join(u'\n')};
        m_unknown->offerCheck(notice, unknown);
        m_messages.showNotice(notice);
        return;
    }
    outcomes << tr("%Ln room(s) not deleted: %1", nullptr,
                   static_cast<int>(deletions.failed.size()))
                    .arg(admin::explain(deletions.errors.first()).headline);
    QStringList details;
    for (qsizetype each = 0; each < deletions.failed.size(); ++each) {
        details << u"%1: %2"_s.arg(deletions.failed.at(each),
                                   admin::explain(deletions.errors.at(each)).headline);
    }
    Notice notice{.origin = deletionOrigin(),
                  .severity = Severity::Error,
                  .text = outcomes.join(u' '),
                  .details = details.join(u'\n')};
    notice.offer(tr("Try again"), again, Notice::Effect::Change);
    m_unknown->offerCheck(notice, unknown);
    m_messages.showNotice(notice);
}

void RoomActions::applyDraft(const QString &roomId)
{
    if (m_applying.contains(roomId))
        return;
    m_messages.withdraw(draftOrigin(roomId));
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

void RoomActions::copyIds(const QStringList &roomIds)
{
    if (roomIds.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(roomIds.join(u'\n'));
    if (m_messages.isEmpty()) {
        m_messages.showNotice({.origin = {.topic = u"copied"_s},
                               .text = roomIds.size() == 1
                                           ? tr("The ID %1 was copied.").arg(roomIds.first())
                                           : tr("%Ln ID(s) were copied.", nullptr,
                                                static_cast<int>(roomIds.size()))});
    }
}

} // namespace roomkeeper::ui
