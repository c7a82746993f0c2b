#include "ui/connections/editor/connectionform.h"

#include "acs/auth/connectionstring.h"
#include "admin/connections/secretparsing.h"
#include "base/inputcleaner.h"
#include "base/quotable.h"
#include "store/profiles/profileexchange.h"
#include "store/profiles/profilelimits.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/connections/editor/connectionoptions.h"
#include "ui/connections/editor/formrow.h"
#include "ui/connections/editor/suggestedname.h"
#include "ui/connections/secrets/connectionstringedit.h"
#include "ui/connections/secrets/resourcesecret.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using store::Authentication;

ConnectionForm::ConnectionForm(const store::Profile &profile, Secret secret, QWidget *parent)
    : QWidget(parent)
    , m_original(profile)
    , m_secretWasKept(secret == Secret::Kept && profile.authentication == Authentication::AccessKey)
    , m_hadResource(secret != Secret::New && profile.authentication == Authentication::AccessKey)
{
    build();
    fill(profile);

    // textChanged: setting text through an assistive tool emits no other signal.
    connect(m_name, &QLineEdit::textChanged, this, &ConnectionForm::inputChanged);
    connect(m_secret, &QLineEdit::textChanged, this, &ConnectionForm::readSecret);
    connect(m_endpointEdit, &QLineEdit::textChanged, this, &ConnectionForm::readEndpoint);
    connect(m_authentication, &QComboBox::currentIndexChanged, this,
            &ConnectionForm::chooseAuthentication);
    connect(m_resources, &QComboBox::currentIndexChanged, this, &ConnectionForm::chooseResource);
    connect(m_version, &QComboBox::currentIndexChanged, this, &ConnectionForm::inputChanged);
    connect(m_reveal, &QCheckBox::toggled, m_secret, &ConnectionStringEdit::reveal);
    connect(m_options, &ConnectionOptions::changed, this, &ConnectionForm::inputChanged);
    chooseAuthentication();
}

void ConnectionForm::build()
{
    // In visual order, which becomes the tab order.
    m_secret = new ConnectionStringEdit(this);
    setAccessibleIdentity(m_secret, "connectionString", tr("Connection string"));
    m_secretHint = fieldHint("connectionStringHint", this);
    m_reveal = new QCheckBox(tr("Re&veal"), this);
    setAccessibleIdentity(m_reveal, "reveal", tr("Reveal"));

    m_resources = new QComboBox(this);
    setAccessibleIdentity(m_resources, "pastedResource", tr("Resource"));
    m_resources->setPlaceholderText(tr("Choose a resource"));

    m_endpointEdit = new QLineEdit(this);
    setAccessibleIdentity(m_endpointEdit, "endpoint", tr("Endpoint"));
    m_endpointEdit->setPlaceholderText(u"https://<name>.<geo>.communication.azure.com"_s);
    m_endpointHint = fieldHint("endpointHint", this);

    m_name = new QLineEdit(this);
    setAccessibleIdentity(m_name, "connectionName", tr("Name"));
    m_name->setMaxLength(store::maxProfileNameLength);
    m_nameProblem = fieldHint("connectionNameProblem", this);

    m_authentication = new QComboBox(this);
    setAccessibleIdentity(m_authentication, "authentication", tr("Authentication"));
    m_authentication->addItem(tr("Access key"), static_cast<int>(Authentication::AccessKey));
    m_authentication->addItem(tr("Microsoft Entra ID (Azure CLI)"),
                              static_cast<int>(Authentication::EntraId));

    m_version = new QComboBox(this);
    setAccessibleIdentity(m_version, "apiVersion", tr("API version"));
    for (const acs::ApiVersion version : acs::apiVersions())
        m_version->addItem(acs::toString(version), acs::toString(version));

    m_readOnly = new QCheckBox(tr("&Read-only"), this);
    setAccessibleIdentity(m_readOnly, "readOnly", tr("Read-only"));
    connect(m_readOnly, &QCheckBox::toggled, this, &ConnectionForm::inputChanged);
    m_readOnly->setToolTip(tr("Rejects every request that would change the resource"));
    m_keepSecret = new QCheckBox(tr("&Keep the secret in the keychain"), this);
    setAccessibleIdentity(m_keepSecret, "keepSecret", tr("Keep the secret in the keychain"));
    m_keepSecret->setToolTip(
        tr("Otherwise the connection string is kept only until Roomkeeper closes"));

    m_form = new QFormLayout(this);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_form->setLabelAlignment(Qt::AlignRight);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_secretRow = addFormRow(*m_form, tr("&Connection string"), m_secret, {m_secretHint, m_reveal});
    m_form->addRow(tr("Reso&urce"), m_resources);
    m_endpointRow = addFormRow(*m_form, tr("&Endpoint"), m_endpointEdit, {m_endpointHint});
    addFormRow(*m_form, tr("&Name"), m_name, {m_nameProblem});
    m_form->addRow(tr("&Authentication"), m_authentication);
    m_form->addRow(tr("A&PI version"), m_version);
    m_form->addRow(QString(), m_readOnly);
    m_form->addRow(QString(), m_keepSecret);
    m_options = new ConnectionOptions(*m_form, this);
}

void ConnectionForm::fill(const store::Profile &profile)
{
    m_name->setText(profile.name);
    m_endpointEdit->setText(profile.endpoint);
    m_typedEndpoint = profile.endpoint;
    m_authentication->setCurrentIndex(
        m_authentication->findData(static_cast<int>(profile.authentication)));
    m_version->setCurrentIndex(m_version->findData(acs::toString(profile.apiVersion)));
    m_readOnly->setChecked(profile.readOnly);
    // There is no secret to be stored elsewhere.
    m_keepSecret->setChecked(profile.secretInKeychain
                             || profile.authentication == Authentication::EntraId);
    m_secret->setPlaceholderText(m_secretWasKept ? tr("saved; paste to replace")
                                                 : u"endpoint=https://…;accesskey=…"_s);
    m_options->fill(profile);
}

void ConnectionForm::setOthers(const QList<store::Profile> &others)
{
    for (const store::Profile &each : others) {
        m_takenNames.insert(each.name);
        m_nameOfEndpoint.insert(each.endpoint, each.name);
    }
    inputChanged();
}

void ConnectionForm::setKnownGroups(const QStringList &groups)
{
    m_options->setKnownGroups(groups);
}

void ConnectionForm::take(const QString &connectionString)
{
    m_secret->setText(connectionString);
}

void ConnectionForm::focusFirst()
{
    (usesKey() ? static_cast<QLineEdit *>(m_secret) : m_endpointEdit)->setFocus();
}

void ConnectionForm::focusName()
{
    m_name->setFocus();
}

// --- output

bool ConnectionForm::usesKey() const
{
    return m_authentication->currentData().toInt() == static_cast<int>(Authentication::AccessKey);
}

bool ConnectionForm::secretIsKept() const
{
    return m_secretWasKept && usesKey();
}

store::Profile ConnectionForm::profile() const
{
    store::Profile result = m_original;
    result.name = m_name->text().trimmed();
    result.authentication = usesKey() ? Authentication::AccessKey : Authentication::EntraId;
    const QString endpoint = usesKey() ? m_endpoint : m_typedEndpoint;
    if (!endpoint.isEmpty())
        result.endpoint = endpoint;
    result.apiVersion = acs::apiVersionFromString(m_version->currentData().toString())
                            .value_or(acs::defaultApiVersion);
    result.readOnly = m_readOnly->isChecked();
    result.secretInKeychain = usesKey() && m_keepSecret->isChecked();
    m_options->writeTo(result);
    return result;
}

QByteArray ConnectionForm::connectionString() const
{
    return usesKey() ? m_secret->secretOf(m_endpoint) : QByteArray();
}

bool ConnectionForm::canConnect() const
{
    if (!m_options->problem().isEmpty())
        return false;
    if (!usesKey())
        return !m_typedEndpoint.isEmpty();
    return !m_endpoint.isEmpty() || (secretIsKept() && m_secretProblem.isEmpty());
}

QString ConnectionForm::nameProblem() const
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return tr("A connection needs a name.");
    if (name != m_original.name && m_takenNames.contains(name))
        return tr("Another connection already has this name.");
    return {};
}

// --- input

void ConnectionForm::chooseAuthentication()
{
    if (!usesKey() && m_endpointEdit->text().isEmpty())
        m_endpointEdit->setText(m_endpoint);
    m_form->setRowVisible(m_secretRow, usesKey());
    m_form->setRowVisible(m_resources, usesKey() && m_resources->count() > 0);
    m_form->setRowVisible(m_endpointRow, !usesKey());
    m_form->setRowVisible(m_keepSecret, usesKey());
    m_options->setUsesTokens(!usesKey());
    inputChanged();
}

void ConnectionForm::readSecret()
{
    m_endpoint.clear();
    m_secretProblem.clear();
    std::vector<acs::FoundConnectionString> found = m_secret->found();
    m_isPrimaryKey = std::ranges::any_of(found, &acs::FoundConnectionString::isPrimary);
    showResources(found);
    if (found.size() == 1) {
        m_endpoint = found.front().endpoint.url.toString();
        suggestNameFor(m_endpoint);
    } else if (found.size() > 1) {
        chooseResource();
    } else if (!m_secret->text().trimmed().isEmpty() || !m_secretWasKept) {
        const auto read = acs::parseConnectionString(m_secret->text());
        m_secretProblem = read ? QString() : read.error().message;
    }
    acs::secureZero(found);
    inputChanged();
}

/// Lists the resources of which connection strings were pasted, if there are several. None is
/// selected at first, unless one is that of the edited connection.
void ConnectionForm::showResources(const std::vector<acs::FoundConnectionString> &found)
{
    const QSignalBlocker quiet(m_resources);
    const QString chosen = m_resources->currentText();
    m_resources->clear();
    if (found.size() > 1) {
        for (const acs::FoundConnectionString &each : found)
            m_resources->addItem(each.endpoint.url.toString());
        const int kept = m_resources->findText(chosen);
        m_resources->setCurrentIndex(
            kept >= 0 && !chosen.isEmpty() ? kept : m_resources->findText(m_original.endpoint));
    }
    m_form->setRowVisible(m_resources, m_resources->count() > 0);
}

void ConnectionForm::chooseResource()
{
    m_endpoint = m_resources->currentText();
    if (!m_endpoint.isEmpty())
        suggestNameFor(m_endpoint);
    inputChanged();
}

void ConnectionForm::readEndpoint()
{
    m_typedEndpoint.clear();
    m_endpointProblem.clear();
    // If the user pastes a whole connection string, only its endpoint is used.
    if (auto whole = acs::findConnectionStrings(m_endpointEdit->text())) {
        const QString endpoint = whole->front().endpoint.url.toString();
        acs::secureZero(*whole);
        m_endpointEdit->setText(endpoint);
        return;
    }
    const QString text = cleanedValue(m_endpointEdit->text());
    if (!text.isEmpty()) {
        const store::Profile typed{.endpoint = text,
                                   .authentication = store::Authentication::EntraId};
        if (const auto read = admin::endpointOf(typed, {})) {
            m_typedEndpoint = read->url.toString();
            suggestNameFor(m_typedEndpoint);
        } else {
            m_endpointProblem = read.error().message;
        }
    }
    inputChanged();
}

void ConnectionForm::suggestNameFor(const QString &endpoint)
{
    const auto parsed = acs::parseEndpoint(endpoint);
    if (!parsed || (!m_name->text().isEmpty() && m_name->text() != m_suggestedName))
        return;
    m_suggestedName = store::freeName(suggestedName(*parsed), m_takenNames);
    m_name->setText(m_suggestedName);
}

void ConnectionForm::inputChanged()
{
    showSecretHint();
    showEndpointHint();
    // A valid connection string sets the name; until then an empty name is not an error.
    const bool untouched = m_name->text().isEmpty() && !canConnect();
    m_nameProblem->say("error", untouched ? QString() : nameProblem());
    m_name->setAccessibleDescription(m_nameProblem->text());
    emit changed();
}

void ConnectionForm::showSecretHint()
{
    if (!m_secretProblem.isEmpty())
        m_secretHint->say("error", m_secretProblem);
    else if (m_resources->count() > 0 && m_endpoint.isEmpty())
        m_secretHint->say("warning",
                          tr("The text has connection strings of %n resources. Choose one.",
                             nullptr, m_resources->count()));
    else if (!m_endpoint.isEmpty() && m_hadResource && m_endpoint != m_original.endpoint)
        m_secretHint->say(
            "warning",
            tr("Another resource: %1 instead of %2").arg(m_endpoint, m_original.endpoint));
    else if (m_endpoint != m_original.endpoint && m_nameOfEndpoint.contains(m_endpoint))
        m_secretHint->say("warning",
                          tr("There is already a connection to %1: “%2”")
                              .arg(m_endpoint, quotable(m_nameOfEndpoint.value(m_endpoint))));
    else if (!m_endpoint.isEmpty())
        m_secretHint->say("muted", m_isPrimaryKey ? primaryKeyText(m_endpoint)
                                                  : tr("Resource: %1").arg(m_endpoint));
    else if (m_hadResource)
        m_secretHint->say("muted", tr("Resource: %1").arg(m_original.endpoint));
    else
        m_secretHint->say("muted",
                          tr("Copy it from the “Keys” page of the resource in the Azure portal. It "
                             "looks like this: %1")
                              .arg(u"endpoint=https://<name>.<geo>.communication.azure.com/;"
                                   "accesskey=<base64>"_s));
    m_secret->setAccessibleDescription(m_secretHint->text());
}

void ConnectionForm::showEndpointHint()
{
    if (!m_endpointProblem.isEmpty()) {
        m_endpointHint->say("error", m_endpointProblem);
    } else {
        m_endpointHint->say(
            "muted",
            tr("Roomkeeper gets an access token from the Azure CLI on this computer, where you "
               "sign in with “%1”.")
                .arg(u"az login"_s));
    }
    m_endpointEdit->setAccessibleDescription(m_endpointHint->text());
}

} // namespace roomkeeper::ui
