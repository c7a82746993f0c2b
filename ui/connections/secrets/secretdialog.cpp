#include "ui/connections/secrets/secretdialog.h"

#include "base/quotable.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/common/inputguard.h"
#include "ui/common/style/theme.h"
#include "ui/connections/secrets/connectionstringedit.h"
#include "ui/connections/secrets/resourcesecret.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

SecretDialog::SecretDialog(const store::Profile &profile, QWidget *parent)
    : QDialog(parent)
    , m_secret(new ResourceSecret(profile.endpoint, "runConnectionString", tr("Connection string"),
                                  tr("Resource: %1").arg(profile.endpoint), this))
{
    setObjectName("secretDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Connect for this session"));
    auto *text = new HintLabel(this);
    text->say("muted",
              tr("The connection string of “%1” is kept in memory until Roomkeeper closes.")
                  .arg(quotable(profile.name)));
    auto *label = new QLabel(tr("Connection &string"), this);
    label->setBuddy(&m_secret->edit());
    auto *cancel = new QPushButton(tr("Cancel"), this);
    setAccessibleIdentity(cancel, "runCancel", tr("Cancel"));
    auto *connectNow = new QPushButton(tr("C&onnect"), this);
    setAccessibleIdentity(connectNow, "runConnect", tr("Connect"));
    setStyleClass(connectNow, "primary");
    connectNow->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(connectNow);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(label);
    layout->addWidget(m_secret);
    layout->addStretch();
    layout->addLayout(buttons);
    growWithContents(this);
    new InputGuard(this);
    m_secret->edit().setFocus();
    setMinimumWidth(fontMetrics().averageCharWidth() * 74);

    const auto updateControls = [this, connectNow] { connectNow->setEnabled(m_secret->isGood()); };
    connect(m_secret, &ResourceSecret::changed, this, updateControls);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(connectNow, &QPushButton::clicked, this, &QDialog::accept);
    updateControls();
}

QByteArray SecretDialog::connectionString() const
{
    return m_secret->secret();
}

} // namespace roomkeeper::ui
