#include "ui/rooms/details/roomdetails.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/contentarea.h"
#include "ui/common/style/theme.h"
#include "ui/participants/rosterpane.h"
#include "ui/participants/rostertext.h"
#include "ui/rooms/details/roomheader.h"
#include "ui/rooms/details/validityeditor.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int margin = 16;
constexpr int narrowest = 400;

admin::DateTimeInput inputOf(const acs::Timestamp &instant)
{
    return {.text = {}, .utc = instant.toUtc()};
}

/// The fields that a draft changes: "Valid from, Valid until".
QStringList changedFields(const admin::RoomDraft &draft)
{
    QStringList fields;
    if (draft.validFrom)
        fields << RoomDetails::tr("Valid from");
    if (draft.validUntil)
        fields << RoomDetails::tr("Valid until");
    if (draft.pstnDialOutEnabled)
        fields << RoomDetails::tr("dial-out");
    return fields;
}

/// The edit of the room's own fields, with its text; typing in one field is one step.
admin::DraftStore::Step stepBetween(const admin::RoomDraft &before, const admin::RoomDraft &after)
{
    if (before.validFrom != after.validFrom)
        return {.text = RoomDetails::tr("Change Valid from"), .mergeKey = u"validFrom"_s};
    if (before.validUntil != after.validUntil)
        return {.text = RoomDetails::tr("Change Valid until"), .mergeKey = u"validUntil"_s};
    return {.text = RoomDetails::tr("Change PSTN dial-out")};
}

} // namespace

RoomDetails::RoomDetails(admin::Connection &connection, TimeDisplay &display, Settings &settings,
                         QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_display(display)
    , m_pages(new QStackedWidget)
    , m_header(new RoomHeader(display, connection.clock()))
    , m_validity(new ValidityEditor(display, connection.clock()))
    , m_pstn(new QCheckBox(tr("Allow dial-out to &phone numbers (PSTN)")))
    , m_roster(new RosterPane(connection, display, settings))
    , m_pending(new QLabel)
    , m_stop(new QPushButton(tr("Stop")))
    , m_discard(new QPushButton(tr("Discard changes")))
    , m_apply(new QPushButton(tr("Apply changes")))
{
    setObjectName("roomDetails"_L1);
    m_details = new QWidget;
    auto *column = new QVBoxLayout(m_details);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(createEditors(), 1);
    column->addWidget(createFoot());
    m_pages->addWidget(createPlaceholder());
    m_pages->addWidget(m_details);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connect(m_header, &RoomHeader::copyRequested, this, &RoomDetails::copyIdRequested);
    connect(m_header, &RoomHeader::nameEdited, this,
            [this](const QString &roomId, const QString &name, const QString &seen) {
                m_connection.annotations().nameRoom(roomId, name, seen).detach();
            });
    connect(m_validity, &ValidityEditor::validFromChanged, this, &RoomDetails::edited);
    connect(m_validity, &ValidityEditor::validUntilChanged, this, &RoomDetails::edited);
    connect(m_pstn, &QCheckBox::toggled, this, &RoomDetails::edited);
    connect(m_apply, &QPushButton::clicked, this, [this] { emit applyRequested(m_roomId); });
    connect(m_discard, &QPushButton::clicked, this, [this] { emit discardRequested(m_roomId); });
    connect(m_stop, &QPushButton::clicked, this, [this] { emit stopRequested(m_roomId); });
    m_patience.setSingleShot(true);
    m_patience.setInterval(1s);
    connect(&m_patience, &QTimer::timeout, this, &RoomDetails::updateControls);
    connect(&connection, &admin::Connection::applyingProgressed, this, &RoomDetails::setProgress);
    connect(m_roster, &RosterPane::addRequested, this,
            [this] { emit addParticipantsRequested(m_roomId); });
    connect(m_roster, &RosterPane::newUserRequested, this,
            [this] { emit newUserRequested(m_roomId); });
    connect(m_roster, &RosterPane::possibilitiesChanged, this, &RoomDetails::possibilitiesChanged);
    connect(&connection.rooms(), &admin::RoomStore::roomsChanged, this, &RoomDetails::roomsChanged);
    connect(&connection.drafts(), &admin::DraftStore::changed, this, &RoomDetails::draftChanged);
    connect(&display, &TimeDisplay::changed, this, &RoomDetails::updateControls);
    connect(&m_minute, &QTimer::timeout, this, &RoomDetails::updateControls);
    m_minute.start(30s);
    showSelection({}, 0);
}

QWidget *RoomDetails::createPlaceholder()
{
    m_placeholder = new QLabel;
    m_placeholder->setObjectName("detailsPlaceholder"_L1);
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_placeholder->setMargin(2 * margin);
    setStyleClass(m_placeholder, "muted");
    return m_placeholder;
}

QWidget *RoomDetails::createEditors()
{
    // Never shown explicitly: without a parent it would be a window for a moment.
    if (!acs::hasPstnDialOut(m_connection.apiVersion()))
        m_pstn->hide();
    setAccessibleIdentity(m_pstn, "pstnDialOut", tr("PSTN dial-out"));

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(14);
    layout->addWidget(m_header);
    layout->addWidget(m_validity);
    layout->addWidget(m_pstn);
    layout->addWidget(m_roster, 1);
    m_roster->setMinimumHeight(160);
    content->setMinimumWidth(narrowest);

    auto *scroll = new ContentArea(content);
    scroll->setObjectName("detailsScroll"_L1);
    return scroll;
}

QWidget *RoomDetails::createFoot()
{
    m_pending->setObjectName("pendingText"_L1);
    m_pending->setWordWrap(true);
    m_pending->setMinimumHeight(2 * m_pending->fontMetrics().lineSpacing());
    setStyleClass(m_pending, "muted");
    setAccessibleIdentity(m_stop, "stopApplying", tr("Stop applying"));
    m_stop->setToolTip(tr("Stop sending changes. Changes already made are not undone."));
    setStyleClass(m_stop, "link");
    m_stop->setAutoDefault(false);
    m_stop->hide();
    setAccessibleIdentity(m_discard, "discardChanges", tr("Discard changes"));
    setAccessibleIdentity(m_apply, "applyChanges", tr("Apply changes"));
    setStyleClass(m_apply, "primary");
    m_discard->setAutoDefault(false);
    m_apply->setAutoDefault(false);

    auto *foot = new QWidget;
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(margin, 8, margin, 12);
    layout->setSpacing(8);
    layout->addWidget(m_pending, 1);
    layout->addWidget(m_stop);
    layout->addWidget(m_discard);
    layout->addWidget(m_apply);
    return foot;
}

void RoomDetails::showSelection(const QString &roomId, qsizetype selected)
{
    m_placeholder->setText(
        selected > 1 ? tr("%Ln room(s) are selected.\nSelect a single room to view and edit it.",
                          nullptr, static_cast<int>(selected))
                     : tr("Select a room to see its validity and participants."));
    m_pages->setCurrentIndex(roomId.isEmpty() ? 0 : 1);
    if (roomId == m_roomId)
        return;
    m_roomId = roomId;
    m_validity->clearNote();
    m_roster->setApplying(isApplying());
    m_roster->showRoom(roomId);
    load();
}

void RoomDetails::editName()
{
    m_header->editName();
}

const admin::StoredRoom *RoomDetails::room() const
{
    return m_connection.rooms().find(m_roomId);
}

void RoomDetails::roomsChanged(const QList<int> &slotNumbers)
{
    const auto slot = m_connection.rooms().slotOf(m_roomId);
    if (slot && slotNumbers.contains(*slot))
        load();
}

void RoomDetails::draftChanged(const QString &roomId)
{
    if (roomId == m_roomId && !m_isWriting)
        load();
}

void RoomDetails::setApplying(const QString &roomId, bool isApplying)
{
    if (isApplying)
        m_applying.insert(roomId, {});
    else
        m_applying.remove(roomId);
    if (roomId != m_roomId)
        return;
    if (isApplying)
        m_patience.start();
    m_roster->setApplying(isApplying);
    updateControls();
}

void RoomDetails::setProgress(const QString &roomId, qsizetype answered, qsizetype all)
{
    const auto applying = m_applying.find(roomId);
    if (applying == m_applying.end())
        return;
    *applying = {.answered = answered, .all = all};
    if (roomId == m_roomId)
        updateControls();
}

/// Shows the room as its draft has it.
void RoomDetails::load()
{
    const admin::StoredRoom *stored = room();
    if (stored != nullptr) {
        const QScopedValueRollback<bool> writing(m_isWriting, true);
        const admin::RoomDraft draft = m_connection.drafts().draft(m_roomId);
        const acs::Room &known = stored->room;
        m_validity->setValidFrom(draft.validFrom.value_or(inputOf(known.validFrom)));
        m_validity->setValidUntil(draft.validUntil.value_or(inputOf(known.validUntil)));
        if (!draft.validFrom)
            m_validity->setValidFromUnchanged();
        if (!draft.validUntil) {
            m_validity->setValidUntilUnchanged();
            m_validity->clearNote(); // of a preset that was discarded or applied
        }
        m_pstn->setChecked(
            draft.pstnDialOutEnabled.value_or(known.pstnDialOutEnabled.value_or(false)));
    }
    updateControls();
}

/// Stores the input as the room's draft.
void RoomDetails::edited()
{
    const admin::StoredRoom *stored = room();
    if (m_isWriting || stored == nullptr)
        return;
    const admin::RoomDraft before = m_connection.drafts().draft(m_roomId);
    admin::RoomDraft draft = before;
    draft.validFrom = m_validity->validFrom();
    draft.validUntil = m_validity->validUntil();
    if (acs::hasPstnDialOut(m_connection.apiVersion()))
        draft.pstnDialOutEnabled = m_pstn->isChecked();
    const QScopedValueRollback<bool> writing(m_isWriting, true);
    draft = admin::normalized(draft, stored->room);
    m_connection.drafts().edit(m_roomId, draft, stepBetween(before, draft));
    updateControls();
}

QString RoomDetails::applyingText() const
{
    const Progress progress = m_applying.value(m_roomId);
    if (progress.all <= 1)
        return tr("Applying…");
    if (progress.answered == progress.all)
        return tr("Loading the participants…");
    const QLocale locale;
    return tr("Applying %1 of %2…")
        .arg(locale.toString(progress.answered + 1), locale.toString(progress.all));
}

QString RoomDetails::pendingText(const admin::StoredRoom &room, const admin::RoomDraft &draft) const
{
    if (isApplying())
        return applyingText();
    QStringList parts;
    if (const QStringList fields = changedFields(draft); !fields.isEmpty())
        parts << tr("Pending: %1").arg(fields.join(u", "_s));
    if (!draft.roster.isEmpty()) {
        const admin::RosterIndex roster =
            room.roster ? admin::indexOf(*room.roster) : admin::rosterBefore(draft.roster);
        parts << ui::pendingText(admin::countsOf(draft.roster, roster));
    }
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

/// Updates problems, pending changes, and what can be done.
void RoomDetails::updateControls()
{
    const admin::StoredRoom *stored = room();
    m_canApply = false;
    m_canDiscard = false;
    m_canEdit = false;
    if (stored != nullptr) {
        m_header->show(*stored);
        m_validity->setRoom(stored->room);
        const admin::RoomDraft draft = m_connection.drafts().draft(m_roomId);
        const QList<admin::ValidityProblem> problems =
            admin::problemsOf(draft, stored->room, m_connection.clock().now());
        m_validity->setProblems(problems);

        m_canEdit = !m_connection.isReadOnly() && !isApplying();
        const QString whyNot =
            m_connection.isReadOnly() ? tr("This connection is read-only") : QString();
        m_validity->setReadOnly(!m_canEdit, whyNot);
        m_pstn->setToolTip(whyNot);
        m_pstn->setEnabled(m_canEdit && stored->room.pstnDialOutEnabled.has_value());
        m_canDiscard = !draft.isEmpty() && !isApplying();
        m_canApply = m_canDiscard && m_canEdit && problems.isEmpty() && m_validity->isReadable();

        m_pending->setText(pendingText(*stored, draft));
        m_pending->setToolTip(m_pending->text()); // complete, where the label is too small
    }
    const QString reason = m_connection.isReadOnly()
                               ? tr("This connection is read-only")
                               : tr("Send the pending changes to the service");
    // If a disabled button had the focus, Qt would move it to a distant widget.
    if ((m_apply->hasFocus() && !m_canApply) || (m_discard->hasFocus() && !m_canDiscard))
        m_roster->focusTable();
    const bool takesLong = !m_patience.isActive() || m_applying.value(m_roomId).all > 1;
    if (!isApplying() && m_stop->hasFocus())
        m_roster->focusTable();
    m_stop->setVisible(isApplying() && takesLong);
    m_discard->setVisible(m_stop->isHidden()); // nothing to discard, and space for the text
    m_apply->setToolTip(reason);
    m_apply->setEnabled(m_canApply);
    m_discard->setEnabled(m_canDiscard);
    emit possibilitiesChanged();
}

} // namespace roomkeeper::ui
