#include "ui/participants/addparticipantsdialog.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/buttonrow.h"
#include "ui/common/hintlabel.h"
#include "ui/common/inputguard.h"
#include "ui/common/style/theme.h"
#include "ui/participants/identifiersedit.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int narrowest = 720; // a raw ID fits in one line

} // namespace

AddParticipantsDialog::AddParticipantsDialog(const QList<acs::Role> &roles,
                                             const admin::RosterIndex &roster, QWidget *parent)
    : QDialog(parent)
    , m_identifiers(new IdentifiersEdit)
    , m_reason(new HintLabel)
{
    setObjectName("addParticipantsDialog"_L1);
    setWindowTitle(tr("Add participants"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(narrowest);
    m_identifiers->setRoles(roles);
    m_identifiers->setRoster(roster);
    m_identifiers->textEdit()->setMinimumHeight(110);
    m_reason->setObjectName("addReason"_L1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_identifiers, 1);
    layout->addWidget(m_reason);
    layout->addWidget(makeButtons());
    m_add->setDefault(true); // not before it is in the dialog
    growWithContents(this);
    new InputGuard(this);
    connect(m_identifiers, &IdentifiersEdit::changed, this, &AddParticipantsDialog::updateControls);
    m_identifiers->textEdit()->setFocus();
    updateControls();
}

QWidget *AddParticipantsDialog::makeButtons()
{
    auto *cancel = new QPushButton(tr("Cancel"));
    setAccessibleIdentity(cancel, "cancelAdd", tr("Cancel"));
    cancel->setAutoDefault(false);
    m_add = new QPushButton(tr("Add"));
    setAccessibleIdentity(m_add, "add", tr("Add"));
    setStyleClass(m_add, "primary");
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &QDialog::accept);

    return buttonRow({cancel, m_add});
}

QList<acs::Participant> AddParticipantsDialog::participants() const
{
    QList<acs::Participant> participants;
    for (const admin::IdentifierCheck &check : m_identifiers->checks()) {
        if (check.kind != admin::IdentifierCheck::Kind::SameRole)
            participants << acs::Participant{.rawId = check.rawId,
                                             .role = check.given.value_or(m_identifiers->role())};
    }
    return participants;
}

QHash<QString, QString> AddParticipantsDialog::names() const
{
    QHash<QString, QString> names;
    const QHash<QString, QString> given = m_identifiers->input().names;
    const QList<acs::Participant> added = participants();
    for (const acs::Participant &each : added) {
        if (given.contains(each.rawId))
            names.insert(each.rawId, given.value(each.rawId));
    }
    return names;
}

void AddParticipantsDialog::updateControls()
{
    const admin::IdentifierInput input = m_identifiers->input();
    const bool hasBad = !input.problems.isEmpty();
    const bool hasEffect = !participants().isEmpty();
    m_add->setEnabled(hasEffect);
    if (hasBad && hasEffect)
        m_reason->say("warning", tr("The invalid entries are not added."));
    else if (hasBad)
        m_reason->say("error", tr("Correct or remove the invalid entries."));
    else if (!input.rawIds.isEmpty() && !hasEffect)
        m_reason->say("muted", tr("They are all participants with this role already."));
    else
        m_reason->say(
            "muted",
            hasEffect ? tr(
                "They are added as pending changes. Choose Apply changes to add them to the room.")
                      : QString());
}

} // namespace roomkeeper::ui
