#include "ui/rooms/dialogs/newroomdialog.h"

#include "admin/rooms/validity.h"
#include "base/qtversions.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/contentarea.h"
#include "ui/common/hintlabel.h"
#include "ui/common/inputguard.h"
#include "ui/common/messagebar.h"
#include "ui/common/style/theme.h"
#include "ui/participants/identifiersedit.h"
#include "ui/rooms/details/validityeditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int widest = 560;
constexpr qint64 day = 86'400;

} // namespace

NewRoomDialog::NewRoomDialog(acs::ApiVersion version, TimeDisplay &display, const Clock &clock,
                             QWidget *parent)
    : QDialog(parent)
    , m_version(version)
    , m_clock(clock)
    , m_message(new MessageBar)
    , m_inputs(new QWidget)
    , m_validity(new ValidityEditor(display, clock))
    , m_pstn(new QCheckBox(tr("Allow dial-out to &phone numbers (PSTN)")))
    , m_identifiers(new IdentifiersEdit)
{
    setObjectName("newRoomDialog"_L1);
    setWindowTitle(tr("New room"));
    setAttribute(Qt::WA_DeleteOnClose);

    followClock();
    m_second.start(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, [this] {
        // The fields show minutes; updating them more often would disturb editing.
        constexpr qint64 minute = 60;
        if (m_validity->validFrom().utc.toSecsSinceEpoch() / minute
            != m_clock.now().toSecsSinceEpoch() / minute)
            followClock();
    });
    setAccessibleIdentity(m_pstn, "newPstnDialOut", tr("PSTN dial-out"));
    if (!acs::hasPstnDialOut(version))
        m_pstn->hide();
    m_identifiers->setName(tr("Participants"), u"newParticipants"_s);
    m_identifiers->setRoles(acs::rolesOf(version));
    m_identifiers->textEdit()->setMinimumHeight(110);
    m_inputs->setMinimumWidth(widest);
    auto *inputs = new QVBoxLayout(m_inputs);
    inputs->setContentsMargins(20, 18, 20, 8);
    inputs->setSpacing(14);
    inputs->addWidget(m_validity);
    inputs->addWidget(m_pstn);
    inputs->addWidget(m_identifiers, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new ContentArea(m_inputs), 1);
    layout->addWidget(m_message);
    layout->addWidget(makeButtons());
    m_create->setDefault(true); // not before it is in the dialog

    connect(m_validity, &ValidityEditor::validFromChanged, this, [this] {
        m_fromIsTouched = true;
        // *Valid until* keeps its distance until the user changes it.
        const QDateTime from = m_validity->validFrom().utc;
        if (!m_untilIsTouched && from.isValid())
            m_validity->setValidUntil({.text = {}, .utc = from.addSecs(day)});
        updateControls();
    });
    connect(m_validity, &ValidityEditor::validUntilChanged, this, [this] {
        m_untilIsTouched = true;
        m_untilIsPreset = false;
        updateControls();
    });
    connect(m_validity, &ValidityEditor::presetChosen, this, [this] { m_untilIsPreset = true; });
    connect(m_identifiers, &IdentifiersEdit::changed, this, &NewRoomDialog::updateControls);
    growWithContents(this);
    new InputGuard(this);
    updateControls();
}

QWidget *NewRoomDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox;
    buttons->setContentsMargins(20, 12, 20, 16);
    // The first button first: otherwise Qt 6.4 drops the other from the tab order.
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    setAccessibleIdentity(cancel, "cancelNewRoom", tr("Cancel"));
    m_create = buttons->addButton(tr("Create"), QDialogButtonBox::AcceptRole);
    setAccessibleIdentity(m_create, "createRoom", tr("Create"));
    setStyleClass(m_create, "primary");
    connect(buttons, &QDialogButtonBox::accepted, this, &NewRoomDialog::create);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

/// Whole seconds: "now" is never meant more precisely, and clients of the service send no
/// fractions.
void NewRoomDialog::followClock()
{
    if (m_fromIsTouched || m_isCreating)
        return;
    const QDateTime now = QDateTime::fromSecsSinceEpoch(m_clock.now().toSecsSinceEpoch(), utcZone);
    const qint64 span = m_validity->validFrom().utc.secsTo(m_validity->validUntil().utc);
    m_validity->setValidFrom({.text = {}, .utc = now});
    if (!m_untilIsTouched || m_untilIsPreset)
        m_validity->setValidUntil({.text = {}, .utc = now.addSecs(m_untilIsPreset ? span : day)});
}

acs::RoomCreation NewRoomDialog::creation() const
{
    acs::RoomCreation creation;
    creation.validFrom = acs::Timestamp::fromUtc(m_validity->validFrom().utc);
    creation.validUntil = acs::Timestamp::fromUtc(m_validity->validUntil().utc);
    if (acs::hasPstnDialOut(m_version))
        creation.pstnDialOutEnabled = m_pstn->isChecked();
    creation.participants = m_identifiers->participants();
    return creation;
}

QHash<QString, QString> NewRoomDialog::names() const
{
    return m_identifiers->input().names;
}

void NewRoomDialog::setCreation(const acs::RoomCreation &creation)
{
    if (creation.validFrom) {
        m_fromIsTouched = true;
        m_validity->setValidFrom({.text = {}, .utc = creation.validFrom->toUtc()});
    }
    if (creation.validUntil) {
        m_untilIsTouched = true;
        m_validity->setValidUntil({.text = {}, .utc = creation.validUntil->toUtc()});
    }
    m_pstn->setChecked(creation.pstnDialOutEnabled.value_or(false));
    if (!creation.participants.isEmpty()) {
        const acs::Role role = creation.participants.first().role;
        QStringList lines;
        for (const acs::Participant &each : creation.participants)
            lines << (each.role == role ? each.rawId : each.rawId + u'\t' + each.role.name);
        m_identifiers->setText(lines.join(u'\n'));
        QComboBox *roles = m_identifiers->roleBox();
        roles->setCurrentIndex(std::max(roles->findData(role.name), 0));
    }
    updateControls();
}

void NewRoomDialog::updateControls()
{
    const QList<admin::ValidityProblem> problems = admin::validityProblems(
        m_validity->validFrom().utc, m_validity->validUntil().utc, m_clock.now());
    m_validity->setProblems(problems);

    // Invalid identifiers are reported and left out. If no valid one is left, the input is a
    // mistake.
    const admin::IdentifierInput &identifiers = m_identifiers->input();
    const bool isNobodyLeft = identifiers.rawIds.isEmpty() && !identifiers.problems.isEmpty();
    m_create->setEnabled(problems.isEmpty() && m_validity->isReadable() && !isNobodyLeft
                         && !m_isCreating);
}

void NewRoomDialog::create()
{
    // Time has passed while the dialog was open.
    followClock();
    updateControls();
    if (!m_create->isEnabled())
        return;
    m_message->clear();
    setCreating(true);
    emit createRequested(creation());
}

void NewRoomDialog::setCreating(bool creating)
{
    m_isCreating = creating;
    m_inputs->setEnabled(!creating);
    m_create->setText(creating ? tr("Creating…") : tr("Create"));
    updateControls();
}

void NewRoomDialog::showError(const Error &error)
{
    setCreating(false);
    m_message->showNotice(
        errorNotice({.topic = u"creation"_s}, error, tr("The room was not created.")));
    m_create->setFocus();
}

} // namespace roomkeeper::ui
