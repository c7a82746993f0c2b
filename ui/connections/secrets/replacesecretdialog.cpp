#include "ui/connections/secrets/replacesecretdialog.h"

#include "base/quotable.h"
#include "base/securebytes.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/common/inputguard.h"
#include "ui/common/style/theme.h"
#include "ui/connections/secrets/connectionstringedit.h"
#include "ui/connections/secrets/resourcesecret.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

ReplaceSecretDialog::ReplaceSecretDialog(const QString &connectionName, const QString &endpoint,
                                         const QString &reason, QWidget *parent)
    : QDialog(parent)
    , m_secret(new ResourceSecret(
          endpoint, "newConnectionString", tr("New connection string"),
          tr("Copy it from the “Keys” page of %1 in the Azure portal.").arg(endpoint), this))
    , m_result(new HintLabel(this))
{
    setObjectName("replaceSecretDialog"_L1);
    setWindowTitle(tr("Replace connection string"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().averageCharWidth() * 80);

    auto *introduction = new HintLabel(this);
    introduction->setObjectName("replaceIntroduction"_L1);
    introduction->say(
        reason.isEmpty() ? "" : "error",
        reason.isEmpty()
            ? tr("The connection string of “%1” is replaced after the new one has been tested.")
                  .arg(quotable(connectionName))
            : reason);
    m_result->setObjectName("replaceResult"_L1);

    auto *cancel = new QPushButton(tr("Cancel"), this);
    setAccessibleIdentity(cancel, "cancelReplace", tr("Cancel"));
    m_replace = new QPushButton(tr("&Replace"), this);
    setAccessibleIdentity(m_replace, "replaceSecret", tr("Replace"));
    setStyleClass(m_replace, "primary");
    m_replace->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_replace);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    auto *label = new QLabel(tr("New &connection string"));
    label->setBuddy(&m_secret->edit());
    form->addRow(label, m_secret);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(14);
    layout->addWidget(introduction);
    layout->addLayout(form);
    layout->addWidget(m_result);
    layout->addStretch();
    layout->addLayout(buttons);
    growWithContents(this);
    new InputGuard(this);
    m_secret->edit().setFocus();

    connect(m_secret, &ResourceSecret::changed, this, &ReplaceSecretDialog::updateControls);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_replace, &QPushButton::clicked, this, &ReplaceSecretDialog::request);
    updateControls();
}

void ReplaceSecretDialog::updateControls()
{
    if (std::exchange(m_isTesting, false))
        emit outdated();
    m_result->say("muted", {});
    m_replace->setEnabled(m_secret->isGood());
}

void ReplaceSecretDialog::request()
{
    if (m_isTesting) // not disabled meanwhile: the focus would move to Cancel
        return;
    m_isTesting = true;
    m_result->say("muted", tr("Testing the new connection string…"));
    QByteArray secret = m_secret->secret();
    emit replaceRequested(secret);
    secureZero(secret);
}

void ReplaceSecretDialog::showProblem(const QString &text)
{
    m_isTesting = false;
    m_result->say("error", tr("The connection string was not replaced. %1").arg(text));
}

} // namespace roomkeeper::ui
