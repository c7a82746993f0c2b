#include "ui/connections/secrets/resourcesecret.h"

#include "acs/auth/connectionstring.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/connections/secrets/connectionstringedit.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

ResourceSecret::ResourceSecret(const QString &endpoint, const char *objectName,
                               const QString &accessibleName, const QString &invitation,
                               QWidget *parent)
    : QWidget(parent)
    , m_endpoint(endpoint)
    , m_invitation(invitation)
    , m_edit(new ConnectionStringEdit(this))
    , m_hint(new HintLabel(this))
{
    setAccessibleIdentity(m_edit, objectName, accessibleName);
    m_edit->setPlaceholderText(u"endpoint=https://…;accesskey=…"_s);
    m_hint->setObjectName(m_edit->objectName() + "Hint"_L1);
    auto *reveal = new QCheckBox(tr("Re&veal"), this);
    setAccessibleIdentity(reveal, "revealSecret", tr("Reveal"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    column->addWidget(m_edit);
    column->addWidget(m_hint);
    column->addWidget(reveal);

    connect(reveal, &QCheckBox::toggled, m_edit, &ConnectionStringEdit::reveal);
    connect(m_edit, &QLineEdit::textChanged, this, &ResourceSecret::updateControls);
    updateControls();
}

QByteArray ResourceSecret::secret() const
{
    return m_edit->secretOf(m_endpoint);
}

void ResourceSecret::updateControls()
{
    std::vector<acs::FoundConnectionString> found = m_edit->found();
    const auto own = std::ranges::find_if(found, [this](const acs::FoundConnectionString &each) {
        return each.endpoint.url.toString() == m_endpoint;
    });
    m_isGood = own != found.end();
    if (m_isGood) {
        m_hint->say("muted", own->isPrimary ? primaryKeyText(m_endpoint)
                                            : tr("Resource: %1").arg(m_endpoint));
    } else if (!found.empty()) {
        m_hint->say("error", tr("It belongs to another resource: %1 instead of %2")
                                 .arg(found.front().endpoint.url.toString(), m_endpoint));
    } else if (m_edit->text().trimmed().isEmpty()) {
        m_hint->say("muted", m_invitation);
    } else if (const auto read = acs::parseConnectionString(m_edit->text()); !read) {
        m_hint->say("error", read.error().message);
    }
    acs::secureZero(found);
    m_edit->setAccessibleDescription(m_hint->text());
    emit changed();
}

QString primaryKeyText(const QString &endpoint)
{
    return ResourceSecret::tr("Resource: %1. The text has several access keys of it; the primary "
                              "one is used.")
        .arg(endpoint);
}

} // namespace roomkeeper::ui
