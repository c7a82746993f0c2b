#include "ui/participants/newuserdialog.h"

#include "admin/explain.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/buttonrow.h"
#include "ui/common/contentarea.h"
#include "ui/common/hintlabel.h"
#include "ui/common/inputguard.h"
#include "ui/common/messagebar.h"
#include "ui/common/numberedit.h"
#include "ui/common/style/theme.h"
#include "ui/participants/createduserpane.h"
#include "ui/participants/rostertext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

// The service's limits for a token's lifetime, in minutes.
constexpr int shortestLifetime = 60;
constexpr int maxLifetime = 1440;
constexpr int narrowest = 720; // a raw ID fits in one line

} // namespace

NewUserDialog::NewUserDialog(const QList<acs::Role> &roles, const TimeDisplay &display,
                             QWidget *parent)
    : QDialog(parent)
    , m_message(new MessageBar)
    , m_pages(new QStackedWidget)
    , m_name(new QLineEdit)
    , m_role(new QComboBox)
    , m_wantsToken(new QCheckBox(tr("With an access &token")))
    , m_lifetime(new NumberEdit(shortestLifetime, maxLifetime))
    , m_lifetimeProblem(new HintLabel)
    , m_hint(new HintLabel)
    , m_created(new CreatedUserPane(display))
{
    setObjectName("newUserDialog"_L1);
    setWindowTitle(tr("New user"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_questions = makeQuestions(roles);
    m_pages->setMinimumWidth(narrowest);
    m_pages->addWidget(m_questions);
    m_pages->addWidget(m_created);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new ContentArea(m_pages), 1);
    layout->addWidget(m_message);
    layout->addWidget(makeButtons());
    m_create->setDefault(true); // not before it is in the dialog
    growWithContents(this);
    new InputGuard(this);
    m_name->setFocus();
    updateControls();
}

QWidget *NewUserDialog::makeQuestions(const QList<acs::Role> &roles)
{
    auto *introduction =
        new QLabel(tr("Creates a communication user in this resource and adds it to the room's "
                      "pending changes. Choose Apply changes to add it to the room."));
    introduction->setWordWrap(true);
    setStyleClass(introduction, "muted");
    setAccessibleIdentity(m_name, "newUserName", tr("Name"));
    m_name->setPlaceholderText(tr("Optional, stored only on this computer"));
    setAccessibleIdentity(m_role, "newUserRole", tr("Role"));
    for (const acs::Role &role : roles)
        m_role->addItem(roleText(role), role.name);
    m_role->setCurrentIndex(std::max(m_role->findData(acs::Role::attendee().name), 0));
    setAccessibleIdentity(m_wantsToken, "wantsToken", tr("Access token"));
    connect(m_wantsToken, &QCheckBox::toggled, this, &NewUserDialog::updateControls);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Role"), m_role);
    form->addRow(QString(), m_wantsToken);
    auto *questions = new QWidget;
    auto *layout = new QVBoxLayout(questions);
    layout->setContentsMargins(20, 18, 20, 8);
    layout->setSpacing(12);
    layout->addWidget(introduction);
    layout->addLayout(form);
    layout->addWidget(makeTokenOptions());
    m_hint->setObjectName("newUserHint"_L1);
    layout->addWidget(m_hint);
    layout->addStretch();
    return questions;
}

QWidget *NewUserDialog::makeTokenOptions()
{
    m_tokenOptions = new QWidget;
    auto *scopes = new QHBoxLayout;
    scopes->setSpacing(14);
    for (const QString &scope : acs::tokenScopes()) {
        auto *box = new QCheckBox(scope);
        box->setObjectName("scope_"_L1 + scope);
        box->setAccessibleName(scope);
        box->setChecked(scope == u"voip"_s);
        connect(box, &QCheckBox::toggled, this, &NewUserDialog::updateControls);
        scopes->addWidget(box);
        m_scopes.append(box);
    }
    scopes->addStretch();
    setAccessibleIdentity(m_lifetime, "tokenLifetime", tr("Lifetime in minutes"));
    m_lifetime->setValue(maxLifetime);
    m_lifetime->setSingleStep(60);
    m_lifetimeProblem->setObjectName("tokenLifetimeProblem"_L1);
    connect(m_lifetime, &NumberEdit::valueChanged, this, &NewUserDialog::updateControls);
    auto *lifetime = new QHBoxLayout;
    lifetime->setSpacing(12);
    lifetime->addWidget(m_lifetime);
    lifetime->addWidget(m_lifetimeProblem, 1);

    auto *form = new QFormLayout(m_tokenOptions);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->addRow(tr("Scopes"), scopes);
    form->addRow(tr("&Lifetime in minutes"), lifetime);
    qobject_cast<QLabel *>(form->labelForField(lifetime))->setBuddy(m_lifetime);
    return m_tokenOptions;
}

QWidget *NewUserDialog::makeButtons()
{
    m_cancel = new QPushButton(tr("Cancel"));
    setAccessibleIdentity(m_cancel, "cancelNewUser", tr("Cancel"));
    m_cancel->setAutoDefault(false);
    m_create = new QPushButton(tr("Create user"));
    setAccessibleIdentity(m_create, "createUser", tr("Create user"));
    setStyleClass(m_create, "primary");
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &NewUserDialog::create);

    QWidget *buttons = buttonRow({m_cancel, m_create});
    buttons->layout()->setContentsMargins(20, 8, 20, 16);
    return buttons;
}

NewUser NewUserDialog::newUser() const
{
    NewUser user{.name = m_name->text().trimmed(),
                 .role = {.name = m_role->currentData().toString()}};
    if (!m_wantsToken->isChecked())
        return user;
    for (const QCheckBox *scope : m_scopes) {
        if (scope->isChecked())
            user.token.scopes << scope->text();
    }
    user.token.expiresIn = std::chrono::minutes(m_lifetime->value());
    return user;
}

void NewUserDialog::updateControls()
{
    const bool wantsToken = m_wantsToken->isChecked();
    const bool hasScope = std::any_of(m_scopes.cbegin(), m_scopes.cend(),
                                      [](const QCheckBox *scope) { return scope->isChecked(); });
    const bool hasLifetime = m_lifetime->isAllowed();
    m_tokenOptions->setVisible(wantsToken);
    m_lifetimeProblem->say(
        "error", hasLifetime
                     ? QString()
                     : tr("%1 to %2 minutes").arg(m_lifetime->lowest()).arg(m_lifetime->highest()));
    if (m_isCreating) {
        m_hint->say("muted",
                    tr("The user is being created. If you close this dialog, the user is still "
                       "added to the pending changes, but its access token is lost."));
    } else {
        m_hint->say("error", wantsToken && !hasScope
                                 ? tr("Select at least one scope for the access token.")
                                 : QString());
    }
    m_questions->setEnabled(!m_isCreating);
    m_create->setEnabled(!m_isCreating && (!wantsToken || (hasScope && hasLifetime)));
    m_create->setText(m_isCreating ? tr("Creating…") : tr("Create user"));
}

void NewUserDialog::create()
{
    m_message->clear();
    setCreating(true);
    emit createRequested(newUser());
}

void NewUserDialog::setCreating(bool isCreating)
{
    m_isCreating = isCreating;
    updateControls();
}

void NewUserDialog::showCreated(const acs::CreatedUser &user)
{
    setCreating(false);
    m_created->show(user);
    m_pages->setCurrentWidget(m_created);
    m_questions->setEnabled(false); // nothing of them would be lost
    m_create->hide();
    m_cancel->setText(tr("Close"));
    setAccessibleIdentity(m_cancel, "closeNewUser", tr("Close"));
    // The token is shown only once: a key pressed by mistake must not close the dialog.
    if (user.token)
        m_created->focusCopy();
    else
        m_cancel->setFocus();
}

void NewUserDialog::showError(const Error &error)
{
    setCreating(false);
    m_message->showNotice(userErrorNotice(error));
    m_create->setFocus();
}

void NewUserDialog::done(int result)
{
    if (m_created->isTokenUntaken() && !std::exchange(m_isLossTold, true)) {
        m_created->warnOfLoss();
        return;
    }
    m_created->secureZero();
    QDialog::done(result);
}

NoticeOrigin newUserOrigin()
{
    return {.topic = u"new user"_s};
}

Notice userErrorNotice(const Error &error)
{
    if (error.kind != ErrorKind::OutcomeUnknown)
        return errorNotice(newUserOrigin(), error, NewUserDialog::tr("The user was not created."));
    // Users can't be listed, so this can't be checked.
    const admin::Explanation words = admin::explain(error);
    return {
        .origin = newUserOrigin(),
        .severity = Severity::Warning,
        .text = u"%1 %2"_s.arg(
            words.headline,
            NewUserDialog::tr("The user may have been created, but its identifier is unknown. It "
                              "is in no room. If you create again, another user is created.")),
        .details = words.details};
}

} // namespace roomkeeper::ui
