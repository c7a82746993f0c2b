#include "ui/connections/secretdialog.h"

#include "acs/connectionstring.h"
#include "ui/common/hintlabel.h"
#include "ui/common/names.h"
#include "ui/common/theme.h"
#include "ui/connections/secretedit.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

SecretDialog::SecretDialog(const store::Profile &profile, QWidget *parent)
    : QDialog(parent)
    , m_profile(profile)
    , m_secret(new SecretEdit(this))
    , m_hint(new HintLabel(this))
    , m_connect(new QPushButton(tr("C&onnect"), this))
{
    setObjectName("secretDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Connect for this run"));
    auto *text = new HintLabel(this);
    text->say(
        "muted",
        tr("The connection string of “%1” is known until the program ends; it is kept nowhere.")
            .arg(profile.name));
    auto *label = new QLabel(tr("Connection &string"), this);
    label->setBuddy(m_secret);
    name(m_secret, "runConnectionString", tr("Connection string"));
    m_hint->setObjectName("runConnectionStringHint"_L1);
    auto *reveal = new QCheckBox(tr("Re&veal"), this);
    name(reveal, "runReveal", tr("Reveal"));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    name(cancel, "runCancel", tr("Cancel"));
    cancel->setAutoDefault(false);
    name(m_connect, "runConnect", tr("Connect"));
    setRole(m_connect, "primary");
    m_connect->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_connect);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(label);
    layout->addWidget(m_secret);
    layout->addWidget(m_hint);
    layout->addWidget(reveal);
    layout->addStretch();
    layout->addLayout(buttons);
    growWithContents(this);
    m_secret->setFocus();
    setMinimumWidth(fontMetrics().averageCharWidth() * 74);
    setTabOrder(m_secret, reveal);
    setTabOrder(reveal, cancel);
    setTabOrder(cancel, m_connect);

    connect(m_secret, &QLineEdit::textChanged, this, &SecretDialog::check);
    connect(reveal, &QCheckBox::toggled, m_secret, &SecretEdit::reveal);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, &QDialog::accept);
    check();
}

QByteArray SecretDialog::connectionString() const
{
    return m_secret->secret();
}

void SecretDialog::check()
{
    const auto read = acs::parseConnectionString(m_secret->text());
    const QString endpoint = read ? read->endpoint.url.toString() : QString();
    const bool isOurs = read && endpoint == m_profile.endpoint;
    if (isOurs || m_secret->text().trimmed().isEmpty()) {
        m_hint->say("muted", tr("Resource: %1").arg(m_profile.endpoint));
    } else if (read) {
        m_hint->say("error",
                    tr("Another resource: %1 instead of %2").arg(endpoint, m_profile.endpoint));
    } else {
        m_hint->say("error", read.error().message);
    }
    m_secret->setAccessibleDescription(m_hint->text());
    m_connect->setEnabled(isOurs);
}

} // namespace roomkeeper::ui
