#include "ui/connections/editor/connectionoptions.h"

#include "acs/auth/connectionstringsearch.h"
#include "acs/http/certificates.h"
#include "store/profiles/profilelimits.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/connections/editor/colourbox.h"
#include "ui/connections/editor/formrow.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>

#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int noteLines = 3;
constexpr int placeholderMargin = 24;

} // namespace

ConnectionOptions::ConnectionOptions(QFormLayout &form, QWidget *parent)
    : QObject(parent)
    , m_widget(*parent)
    , m_form(form)
    , m_fold(new QPushButton(tr("&More options"), parent))
    , m_group(new QComboBox(parent))
    , m_colour(new ColourBox(parent))
    , m_notes(new QPlainTextEdit(parent))
    , m_notesHint(fieldHint("connectionNotesProblem", parent))
    , m_identityVersion(new QComboBox(parent))
    , m_authorityFile(new QLineEdit(parent))
    , m_authorityHint(fieldHint("authorityFileProblem", parent))
    , m_tenant(new QLineEdit(parent))
    , m_subscription(new QLineEdit(parent))
    , m_accountHint(fieldHint("azureAccountProblem", parent))
{
    setAccessibleIdentity(m_fold, "moreOptions", tr("More options"));
    m_fold->setCheckable(true);
    m_fold->setAutoDefault(false);
    setStyleClass(m_fold, "flat");
    m_fold->setToolTip(tr("Group, colour, notes, Identity API version, CA certificate file, tenant "
                          "and subscription"));

    m_group->setEditable(true);
    m_group->setInsertPolicy(QComboBox::NoInsert);
    m_group->lineEdit()->setMaxLength(store::maxProfileGroupLength);
    m_group->lineEdit()->setPlaceholderText(tr("none"));
    setAccessibleIdentity(m_group, "connectionGroup", tr("Group"));
    setAccessibleIdentity(m_group->lineEdit(), "connectionGroupText", tr("Group"));
    m_group->setToolTip(tr("Connections in a group are listed together"));
    setAccessibleIdentity(m_colour, "connectionColour", tr("Colour"));
    m_colour->setToolTip(tr("The colour of the bar in the window of this connection"));

    setAccessibleIdentity(m_notes, "connectionNotes", tr("Notes"));
    m_notes->setTabChangesFocus(true);
    m_notes->setPlaceholderText(tr("exported too; do not enter keys or passwords"));
    m_notes->setFixedHeight(m_notes->fontMetrics().lineSpacing() * noteLines
                            + 2 * static_cast<int>(m_notes->document()->documentMargin())
                            + 2 * m_notes->frameWidth());

    setAccessibleIdentity(m_identityVersion, "identityApiVersion", tr("Identity API version"));
    m_identityVersion->addItems(acs::identityApiVersions());
    m_identityVersion->setToolTip(tr("For users and access tokens. Choose another one if the "
                                     "service does not support this version."));

    setAccessibleIdentity(m_authorityFile, "authorityFile", tr("CA certificate file"));
    m_authorityFile->setPlaceholderText(tr("only those of the system"));
    m_authorityFile->setToolTip(
        tr("Certificates in PEM format that this connection trusts in addition to the system's, "
           "such as that of a TLS-inspecting proxy or of the sandbox over HTTPS"));
    auto *browse = new QPushButton(tr("&Browse…"), parent);
    setAccessibleIdentity(browse, "browseAuthorityFile", tr("Browse for a CA certificate file"));
    browse->setAutoDefault(false);

    for (QLineEdit *field : {m_tenant, m_subscription}) {
        field->setMaxLength(store::maxProfileAccountLength);
        connect(field, &QLineEdit::textChanged, this, &ConnectionOptions::evaluateAccount);
    }
    setAccessibleIdentity(m_tenant, "azureTenant", tr("Tenant"));
    m_tenant->setToolTip(tr("The tenant of the resource, if the Azure CLI is set to another one: "
                            "its ID or one of its domains"));
    m_tenant->setPlaceholderText(tr("that of the Azure CLI"));
    setAccessibleIdentity(m_subscription, "azureSubscription", tr("Subscription"));
    m_subscription->setPlaceholderText(tr("or a subscription"));
    m_subscription->setMinimumWidth(
        m_subscription->fontMetrics().horizontalAdvance(m_subscription->placeholderText())
        + placeholderMargin);
    m_subscription->setToolTip(
        tr("Instead of a tenant: the subscription of the resource, its ID or its name"));

    form.addRow(QString(), m_fold);
    m_form.setAlignment(m_fold, Qt::AlignLeft);
    QWidget *groupRow = addFormRow(form, tr("&Group"), m_group);
    form.addRow(tr("C&olour"), m_colour);
    m_rows = {
        groupRow, m_colour, addFormRow(form, tr("N&otes"), m_notes, {m_notesHint}),
        addFormRow(form, tr("&Identity API version"), m_identityVersion),
        addFormRow(form, tr("CA certificate &file"), m_authorityFile, {m_authorityHint}, browse)};
    m_accountRow = addFormRow(form, tr("&Tenant"), m_tenant, {m_accountHint}, m_subscription);
    unfold(false);

    connect(m_fold, &QPushButton::toggled, this, &ConnectionOptions::unfold);
    connect(browse, &QPushButton::clicked, this, &ConnectionOptions::chooseAuthorityFile);
    connect(m_authorityFile, &QLineEdit::textChanged, this, &ConnectionOptions::readAuthorities);
    connect(m_notes, &QPlainTextEdit::textChanged, this, &ConnectionOptions::evaluateNotes);
}

QString ConnectionOptions::problem() const
{
    for (const QString &each : {m_notesProblem, m_authorityProblem}) {
        if (!each.isEmpty())
            return each;
    }
    return m_usesTokens ? m_accountProblem : QString();
}

acs::AzureCliAccount ConnectionOptions::account() const
{
    return {.tenant = m_tenant->text().trimmed(), .subscription = m_subscription->text().trimmed()};
}

void ConnectionOptions::evaluateAccount()
{
    m_accountProblem = acs::problemOf(account());
    m_accountHint->say("error", m_accountProblem);
    m_subscription->setAccessibleDescription(m_accountProblem);
    if (m_usesTokens && !m_accountProblem.isEmpty())
        m_fold->setChecked(true);
    emit changed();
}

void ConnectionOptions::setUsesTokens(bool usesTokens)
{
    m_usesTokens = usesTokens;
    unfold(m_fold->isChecked());
}

/// Notes are stored as plain text, with a maximum length.
void ConnectionOptions::evaluateNotes()
{
    const QString notes = m_notes->toPlainText().trimmed();
    const QString before = std::exchange(m_notesProblem, {});
    if (notes.size() > store::maxProfileNotesLength)
        m_notesProblem = tr("The notes are too long: %1 characters; at most %2 are allowed.")
                             .arg(QLocale().toString(notes.size()),
                                  QLocale().toString(store::maxProfileNotesLength));
    else if (acs::mayHoldAccessKey(notes))
        m_notesProblem = tr("The notes contain an access key, which anyone could read there.");
    m_notesHint->say("error", m_notesProblem);
    m_notes->setAccessibleDescription(m_notesProblem);
    if (!m_notesProblem.isEmpty())
        m_fold->setChecked(true);
    if (m_notesProblem != before)
        emit changed();
}

void ConnectionOptions::unfold(bool unfolded)
{
    m_fold->setIcon(icon(unfolded ? u"chevron-down"_s : u"chevron-right"_s));
    for (QWidget *row : m_rows)
        m_form.setRowVisible(row, unfolded);
    m_form.setRowVisible(m_accountRow, unfolded && m_usesTokens);
}

void ConnectionOptions::fill(const store::Profile &profile)
{
    m_group->setEditText(profile.group);
    m_colour->setColour(profile.colour);
    m_notes->setPlainText(profile.notes);
    m_identityVersion->setCurrentText(profile.identityApiVersion);
    m_authorityFile->setText(QDir::toNativeSeparators(profile.authorityFile));
    m_tenant->setText(profile.tenant);
    m_subscription->setText(profile.subscription);
    m_fold->setChecked(!profile.group.isEmpty() || !profile.notes.isEmpty()
                       || profile.identityApiVersion != acs::defaultIdentityApiVersion
                       || !profile.authorityFile.isEmpty() || !profile.tenant.isEmpty()
                       || !profile.subscription.isEmpty());
}

void ConnectionOptions::setKnownGroups(const QStringList &groups)
{
    const QString typed = m_group->currentText();
    m_group->clear();
    m_group->addItems(groups);
    m_group->setEditText(typed);
}

void ConnectionOptions::writeTo(store::Profile &profile) const
{
    profile.group = m_group->currentText().simplified();
    profile.colour = m_colour->colour();
    profile.notes = m_notes->toPlainText().trimmed();
    profile.identityApiVersion = m_identityVersion->currentText();
    // A connection with an access key has no use for them, and could not show what is wrong.
    const acs::AzureCliAccount account = m_usesTokens ? this->account() : acs::AzureCliAccount();
    profile.tenant = account.tenant;
    profile.subscription = account.subscription;
    // Absolute, because the program may be started in another folder next time.
    const QString file = m_authorityFile->text().trimmed();
    profile.authorityFile = file.isEmpty() ? QString() : QFileInfo(file).absoluteFilePath();
}

void ConnectionOptions::readAuthorities()
{
    m_authorityProblem.clear();
    const QFileInfo file(m_authorityFile->text().trimmed());
    if (file.exists()) {
        if (const auto certificates = acs::readCertificates(file.filePath()); !certificates)
            m_authorityProblem = certificates.error().message;
    } else if (!file.filePath().isEmpty()) {
        m_authorityProblem = tr("This file does not exist.");
    }
    m_authorityHint->say("error", m_authorityProblem);
    m_authorityFile->setAccessibleDescription(m_authorityProblem);
    if (!m_authorityProblem.isEmpty())
        m_fold->setChecked(true);
    emit changed();
}

void ConnectionOptions::chooseAuthorityFile()
{
    const QString known = m_authorityFile->text().trimmed();
    auto *chooser =
        new QFileDialog(&m_widget, tr("CA certificate file"),
                        known.isEmpty() ? QDir::homePath() : QFileInfo(known).absolutePath(),
                        tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, m_authorityFile, [this](const QString &path) {
        m_authorityFile->setText(QDir::toNativeSeparators(path));
    });
    chooser->open();
}

} // namespace roomkeeper::ui
