#include "ui/connections/connectiondialog.h"

#include "acs/certificates.h"
#include "acs/connectionstring.h"
#include "ui/common/hintlabel.h"
#include "ui/common/names.h"
#include "ui/common/theme.h"
#include "ui/connections/suggestedname.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// A message under a field.
HintLabel *hintLabel(const char *objectName, QWidget *parent)
{
    auto *label = new HintLabel(parent);
    label->setObjectName(QLatin1StringView(objectName));
    return label;
}

/// A field with what belongs beside it and close under it.
void addRow(QFormLayout &form, const QString &text, QWidget *field, const QWidgetList &under,
            QWidget *beside = nullptr)
{
    auto *label = new QLabel(text, field->parentWidget());
    label->setBuddy(field);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(field, 1);
    if (beside != nullptr)
        line->addWidget(beside);
    auto *column = new QVBoxLayout;
    column->setSpacing(5);
    column->addLayout(line);
    for (QWidget *widget : under)
        column->addWidget(widget);
    form.addRow(label, column);
}

} // namespace

ConnectionDialog::ConnectionDialog(const store::Profile &profile, Purpose purpose, QWidget *parent)
    : QDialog(parent)
    , m_original(profile)
    , m_secretIsKept(purpose == Purpose::Edit)
{
    setObjectName("connectionDialog"_L1);
    setWindowTitle(tr("Connection"));
    build();
    fill(profile);

    // textChanged: text set through an assistive tool fires nothing else.
    connect(m_name, &QLineEdit::textChanged, this, &ConnectionDialog::inputChanged);
    connect(m_secret, &QLineEdit::textChanged, this, &ConnectionDialog::readSecret);
    connect(m_version, &QComboBox::currentIndexChanged, this, &ConnectionDialog::inputChanged);
    connect(m_authorityFile, &QLineEdit::textChanged, this, &ConnectionDialog::readAuthorities);
    connect(m_reveal, &QCheckBox::toggled, this, &ConnectionDialog::reveal);
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_testing) // not disabled meanwhile: the keyboard would move on to Cancel
            return;
        m_testing = true;
        m_testResult->say("muted", tr("Testing the connection…"));
        emit testRequested(this->profile(), connectionString());
    });
    readAuthorities();
}

ConnectionDialog::~ConnectionDialog()
{
    m_secret->disconnect(this);
    m_secret->clear();
}

void ConnectionDialog::build()
{
    // In the order in which they stand: that of Tab.
    m_secret = new QLineEdit(this);
    name(m_secret, "connectionString", tr("Connection string"));
    reveal(false);
    m_secretHint = hintLabel("connectionStringHint", this);
    m_reveal = new QCheckBox(tr("Re&veal"), this);
    name(m_reveal, "reveal", tr("Reveal"));

    m_name = new QLineEdit(this);
    name(m_name, "connectionName", tr("Name"));
    m_nameProblem = hintLabel("connectionNameProblem", this);

    m_version = new QComboBox(this);
    name(m_version, "apiVersion", tr("API version"));
    for (const acs::ApiVersion version : acs::apiVersions())
        m_version->addItem(acs::toString(version), acs::toString(version));

    m_authorityFile = new QLineEdit(this);
    name(m_authorityFile, "authorityFile", tr("CA certificate file"));
    m_authorityFile->setPlaceholderText(tr("none besides the system's"));
    m_authorityFile->setToolTip(
        tr("Certificates in PEM form that are trusted for this connection besides the system's, "
           "such as that of a proxy that reads along, or of the sandbox on HTTPS"));
    m_authorityHint = hintLabel("authorityFileProblem", this);
    auto *browse = new QPushButton(tr("&Browse…"), this);
    name(browse, "browseAuthorityFile", tr("Browse for a CA certificate file"));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &ConnectionDialog::chooseAuthorityFile);

    m_readOnly = new QCheckBox(tr("&Read-only"), this);
    name(m_readOnly, "readOnly", tr("Read-only"));
    m_readOnly->setToolTip(tr("Refuses whatever would change something in the resource"));
    m_keepSecret = new QCheckBox(tr("&Keep the secret in the keychain"), this);
    name(m_keepSecret, "keepSecret", tr("Keep the secret in the keychain"));
    m_keepSecret->setToolTip(tr("Otherwise it is known until the program ends"));

    m_testResult = hintLabel("testResult", this);
    m_test = new QPushButton(tr("&Test connection"), this);
    name(m_test, "testConnection", tr("Test connection"));
    m_test->setAutoDefault(false);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    name(cancel, "cancel", tr("Cancel"));
    cancel->setAutoDefault(false);
    m_save = new QPushButton(tr("&Save"), this);
    name(m_save, "save", tr("Save"));
    setRole(m_save, "primary");
    m_save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &QDialog::accept);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignRight);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addRow(*form, tr("&Connection string"), m_secret, {m_secretHint, m_reveal});
    addRow(*form, tr("&Name"), m_name, {m_nameProblem});
    form->addRow(tr("A&PI version"), m_version);
    addRow(*form, tr("CA certificate &file"), m_authorityFile, {m_authorityHint}, browse);
    form->addRow(QString(), m_readOnly);
    form->addRow(QString(), m_keepSecret);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_test);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addWidget(m_testResult);
    layout->addStretch();
    layout->addLayout(buttons);
    growWithContents(this);
    m_secret->setFocus();
    setMinimumWidth(fontMetrics().averageCharWidth() * 84);
}

void ConnectionDialog::fill(const store::Profile &profile)
{
    m_name->setText(profile.name);
    m_version->setCurrentIndex(m_version->findData(acs::toString(profile.apiVersion)));
    m_readOnly->setChecked(profile.readOnly);
    m_keepSecret->setChecked(profile.secretInKeychain);
    m_authorityFile->setText(QDir::toNativeSeparators(profile.authorityFile));
    m_secret->setPlaceholderText(m_secretIsKept ? tr("kept; paste to replace")
                                                : u"endpoint=https://…;accesskey=…"_s);
}

void ConnectionDialog::setTakenNames(const QStringList &names)
{
    m_takenNames = names;
    inputChanged();
}

void ConnectionDialog::take(const QString &connectionString)
{
    m_secret->setText(connectionString);
    (m_save->isEnabled() ? static_cast<QWidget *>(m_save) : m_name)->setFocus();
}

store::Profile ConnectionDialog::profile() const
{
    store::Profile result = m_original;
    result.name = m_name->text().trimmed();
    if (!m_endpoint.isEmpty())
        result.endpoint = m_endpoint;
    result.apiVersion = acs::apiVersionFromString(m_version->currentData().toString())
                            .value_or(acs::defaultApiVersion);
    result.readOnly = m_readOnly->isChecked();
    result.secretInKeychain = m_keepSecret->isChecked();
    // Whole: the next run may start in another folder.
    const QString file = m_authorityFile->text().trimmed();
    result.authorityFile = file.isEmpty() ? QString() : QFileInfo(file).absoluteFilePath();
    return result;
}

QByteArray ConnectionDialog::connectionString() const
{
    return m_secret->text().trimmed().toUtf8();
}

void ConnectionDialog::showTestResult(bool ok, const QString &text)
{
    if (!m_testing)
        return;
    m_testing = false;
    // The word says it, not the colour alone.
    m_testResult->say(ok ? "muted" : "error", ok ? tr("The connection works. %1").arg(text)
                                                 : tr("It did not work. %1").arg(text));
}

void ConnectionDialog::showSaveProblem(const QString &text)
{
    m_testResult->say("error", tr("It was not saved. %1").arg(text));
}

void ConnectionDialog::chooseAuthorityFile()
{
    const QString known = m_authorityFile->text().trimmed();
    auto *chooser =
        new QFileDialog(this, tr("CA certificate file"),
                        known.isEmpty() ? QDir::homePath() : QFileInfo(known).absolutePath(),
                        tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, m_authorityFile, [this](const QString &path) {
        m_authorityFile->setText(QDir::toNativeSeparators(path));
    });
    chooser->open();
}

void ConnectionDialog::readAuthorities()
{
    m_authorityProblem.clear();
    const QFileInfo file(m_authorityFile->text().trimmed());
    if (file.isFile()) {
        if (const auto certificates = acs::readCertificates(file.filePath()); !certificates)
            m_authorityProblem = certificates.error().message;
    } else if (!file.filePath().isEmpty()) {
        m_authorityProblem = tr("There is no such file.");
    }
    inputChanged();
}

void ConnectionDialog::reveal(bool shown)
{
    m_secret->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    // Keyboards and input methods are not to learn it, also while it is shown; the echo mode
    // resets these.
    m_secret->setInputMethodHints(m_secret->inputMethodHints() | Qt::ImhSensitiveData
                                  | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
}

void ConnectionDialog::readSecret()
{
    m_endpoint.clear();
    m_secretProblem.clear();
    const QString text = m_secret->text();
    if (!text.trimmed().isEmpty() || !m_secretIsKept) {
        const auto read = acs::parseConnectionString(text);
        if (read) {
            m_endpoint = read->endpoint.url.toString();
            const QString suggestion = freeName(suggestedName(read->endpoint), m_takenNames);
            if (m_name->text().isEmpty() || m_name->text() == m_suggestedName) {
                m_suggestedName = suggestion;
                m_name->setText(suggestion);
            }
        } else {
            m_secretProblem = read.error().message;
        }
    }
    inputChanged();
}

void ConnectionDialog::inputChanged()
{
    // What was tested is not what stands here now.
    m_testing = false;
    m_testResult->say("muted", {});
    showSecretHint();
    const QString aboutName = nameProblem();
    // A good connection string brings its name along; until then an empty one is no fault.
    const bool untouched = m_name->text().isEmpty() && !hasSecret();
    m_nameProblem->say("error", untouched ? QString() : aboutName);
    m_name->setAccessibleDescription(m_nameProblem->text());
    m_authorityHint->say("error", m_authorityProblem);
    m_authorityFile->setAccessibleDescription(m_authorityProblem);
    const bool canConnect = hasSecret() && m_authorityProblem.isEmpty();
    m_test->setEnabled(canConnect);
    m_save->setEnabled(canConnect && aboutName.isEmpty());
}

void ConnectionDialog::showSecretHint()
{
    if (!m_secretProblem.isEmpty())
        m_secretHint->say("error", m_secretProblem);
    else if (!m_endpoint.isEmpty() && m_secretIsKept && m_endpoint != m_original.endpoint)
        m_secretHint->say(
            "warning",
            tr("Another resource: %1 instead of %2").arg(m_endpoint, m_original.endpoint));
    else if (!m_endpoint.isEmpty())
        m_secretHint->say("muted", tr("Resource: %1").arg(m_endpoint));
    else if (m_secretIsKept)
        m_secretHint->say("muted", tr("Resource: %1").arg(m_original.endpoint));
    else
        m_secretHint->say(
            "muted",
            tr("Copy it from the resource's page “Keys” in the Azure portal. It looks like this: "
               "%1")
                .arg(u"endpoint=https://<name>.<geo>.communication.azure.com/;"
                     "accesskey=<base64>"_s));
    m_secret->setAccessibleDescription(m_secretHint->text());
}

QString ConnectionDialog::nameProblem() const
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return tr("A connection needs a name.");
    if (name != m_original.name && m_takenNames.contains(name))
        return tr("Another connection has this name already.");
    return {};
}

bool ConnectionDialog::hasSecret() const
{
    return !m_endpoint.isEmpty() || (m_secretIsKept && m_secretProblem.isEmpty());
}

} // namespace roomkeeper::ui
