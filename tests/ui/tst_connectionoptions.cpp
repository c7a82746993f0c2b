#include "store/profiles/profilelimits.h"
#include "support/connectiondialogfixture.h"
#include "support/testmain.h"

#include <QApplication>
#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTemporaryFile>

#include <sys/stat.h>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

/// The settings of the connection dialog besides connection string and name.
class TestConnectionOptions : public ConnectionDialogFixture
{
    Q_OBJECT

private slots:
    void init() { openEmpty(); }
    void cleanup() { m_dialog.reset(); }

    void moreOptionsUnfoldWhereTheyAreUsed();
    void notesThatCannotBeKept();
    void groupColourAndNotesAreYielded();
    void anEntraConnectionHasAnEndpointOnly();
    void anEntraConnectionMayHaveATenantOrSubscription();
    void aConnectionStringForAnEndpointLosesItsKey();
    void fromKeyToEntraAndBack();
    void authoritiesMustBeReadable();
    void authoritiesAreKeptWithTheirWholePath();
};

void TestConnectionOptions::moreOptionsUnfoldWhereTheyAreUsed()
{
    m_dialog->show();
    QVERIFY(find<QComboBox>("apiVersion")->isVisible());
    QVERIFY(!find<QLineEdit>("authorityFile")->isVisible());
    find<QPushButton>("moreOptions")->click();
    for (const char *each : {"connectionGroup", "connectionColour", "connectionNotes",
                             "identityApiVersion", "authorityFile"})
        QVERIFY(find<QWidget>(each)->isVisible());
    find<QPushButton>("moreOptions")->click();
    QVERIFY(!find<QWidget>("connectionNotes")->isVisible());

    open({.name = u"contoso"_s, .notes = u"Ask Ada"_s}, ConnectionDialog::Purpose::Edit);
    m_dialog->show();
    QVERIFY(find<QWidget>("connectionNotes")->isVisible());
    find<QPushButton>("moreOptions")->click();
    // rows with a problem are shown
    find<QLineEdit>("authorityFile")->setText(u"/no/such/file.pem"_s);
    QVERIFY(find<QLabel>("authorityFileProblem")->isVisible());
}

void TestConnectionOptions::notesThatCannotBeKept()
{
    secret()->setText(good);
    QVERIFY(save()->isEnabled());
    auto *notes = find<QPlainTextEdit>("connectionNotes");
    auto *problem = find<QLabel>("connectionNotesProblem");
    notes->setPlainText(QString(store::maxProfileNotesLength + 1, u'x'));
    QVERIFY(!save()->isEnabled());
    QVERIFY(problem->text().contains(u"too long"_s));
    notes->setPlainText(u"the old one: AccessKey = %1"_s.arg(key));
    QVERIFY(!save()->isEnabled());
    QVERIFY(problem->text().contains(u"access key"_s) && !problem->text().contains(key));
    for (const QString &well :
         {QString(store::maxProfileNotesLength, u'x'), u"accesskey: ask Ada"_s, QString()}) {
        notes->setPlainText(well);
        QVERIFY(save()->isEnabled());
        QVERIFY(problem->text().isEmpty());
    }
}

void TestConnectionOptions::groupColourAndNotesAreYielded()
{
    m_dialog->setKnownGroups({u"Clinics"_s, u"Events"_s});
    auto *group = find<QComboBox>("connectionGroup");
    QCOMPARE(group->currentText(), QString());
    QCOMPARE(group->count(), 2);
    group->setEditText(u" New  group "_s);
    auto *colour = find<QComboBox>("connectionColour");
    const int red = colour->findText(u"Red"_s);
    colour->setCurrentIndex(red);
    emit colour->activated(red);
    find<QPlainTextEdit>("connectionNotes")->setPlainText(u"Ask Ada\n"_s);
    const store::Profile profile = m_dialog->profile();
    QCOMPARE(profile.group, u"New group"_s);
    QCOMPARE(profile.colour, u"#c2255c"_s);
    QCOMPARE(profile.notes, u"Ask Ada"_s);

    // A custom colour stays, and another one is selected in a dialog.
    open({.name = u"contoso"_s, .colour = u"#123456"_s}, ConnectionDialog::Purpose::Edit);
    colour = find<QComboBox>("connectionColour");
    QCOMPARE(colour->currentText(), u"Custom colour (#123456)"_s);
    emit colour->activated(colour->count() - 1);
    QCOMPARE(m_dialog->profile().colour, u"#123456"_s);
    auto *dialog = m_dialog->findChild<QColorDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->setCurrentColor(QColor(u"#654321"_s));
    dialog->accept();
    QCOMPARE(m_dialog->profile().colour, u"#654321"_s);
    colour->setCurrentIndex(colour->findText(u"None"_s));
    emit colour->activated(colour->currentIndex());
    QCOMPARE(m_dialog->profile().colour, QString());
}

void TestConnectionOptions::anEntraConnectionMayHaveATenantOrSubscription()
{
    m_dialog->show();
    auto *tenant = find<QLineEdit>("azureTenant");
    auto *subscription = find<QLineEdit>("azureSubscription");
    auto *problem = find<QLabel>("azureAccountProblem");
    find<QPushButton>("moreOptions")->setChecked(true);
    QVERIFY(!tenant->isVisible() && !subscription->isVisible());
    find<QComboBox>("authentication")->setCurrentIndex(1);
    QVERIFY(tenant->isVisible() && subscription->isVisible());
    find<QLineEdit>("endpoint")->setText(u"https://contoso.communication.azure.com"_s);
    QVERIFY(save()->isEnabled());

    tenant->setText(u" contoso.example "_s);
    QCOMPARE(m_dialog->profile().tenant, u"contoso.example"_s);
    QVERIFY(save()->isEnabled());
    subscription->setText(u"Pay as you go"_s);
    QVERIFY(!save()->isEnabled());
    QCOMPARE(problem->text(), u"Enter a tenant or a subscription, not both."_s);
    QVERIFY(problem->isVisible());
    tenant->clear();
    QVERIFY(save()->isEnabled());
    QCOMPARE(m_dialog->profile().subscription, u"Pay as you go"_s);

    // With an access key they don't matter.
    tenant->setText(u"--debug"_s);
    QVERIFY(!save()->isEnabled());
    find<QComboBox>("authentication")->setCurrentIndex(0);
    secret()->setText(good);
    QVERIFY(save()->isEnabled());
    QVERIFY(m_dialog->profile().tenant.isEmpty() && m_dialog->profile().subscription.isEmpty());

    open({.name = u"contoso"_s,
          .endpoint = u"https://contoso.communication.azure.com"_s,
          .authentication = store::Authentication::EntraId,
          .tenant = u"contoso.example"_s},
         ConnectionDialog::Purpose::Edit);
    QCOMPARE(find<QLineEdit>("azureTenant")->text(), u"contoso.example"_s);
    QVERIFY(find<QPushButton>("moreOptions")->isChecked());
}

void TestConnectionOptions::anEntraConnectionHasAnEndpointOnly()
{
    m_dialog->show();
    auto *endpoint = find<QLineEdit>("endpoint");
    QVERIFY(!endpoint->isVisible());
    find<QComboBox>("authentication")->setCurrentIndex(1);
    QVERIFY(endpoint->isVisible());
    QVERIFY(!secret()->isVisible() && !find<QCheckBox>("keepSecret")->isVisible());
    QVERIFY(find<QLabel>("endpointHint")->text().contains(u"az login"_s));
    QVERIFY(!save()->isEnabled());

    endpoint->setText(u"http://contoso.example"_s);
    QVERIFY(!save()->isEnabled());
    QVERIFY(find<QLabel>("endpointHint")->text().contains(u"https"_s));
    endpoint->setText(u"https://contoso.example"_s); // who gets a token can do all that it can
    QVERIFY(!save()->isEnabled());
    QVERIFY(find<QLabel>("endpointHint")->text().contains(u"not an endpoint of Azure"));
    endpoint->setText(u" https://contoso.europe.communication.azure.com/ "_s);
    QVERIFY(save()->isEnabled());
    QVERIFY(find<QPushButton>("testConnection")->isEnabled());
    const store::Profile expected{
        .name = u"contoso"_s,
        .endpoint = u"https://contoso.europe.communication.azure.com"_s,
        .authentication = store::Authentication::EntraId,
        .secretInKeychain = false,
    };
    QCOMPARE(m_dialog->profile(), expected);
    QCOMPARE(m_dialog->connectionString(), QByteArray());
}

void TestConnectionOptions::aConnectionStringForAnEndpointLosesItsKey()
{
    find<QComboBox>("authentication")->setCurrentIndex(1);
    auto *endpoint = find<QLineEdit>("endpoint");
    endpoint->setText(good);
    QCOMPARE(endpoint->text(), u"https://contoso.europe.communication.azure.com"_s);
    QVERIFY(save()->isEnabled());
    endpoint->setText(u"accesskey="_s + key); // a part of a key: it is not repeated
    QVERIFY(!find<QLabel>("endpointHint")->text().contains(key));
}

void TestConnectionOptions::fromKeyToEntraAndBack()
{
    store::Profile kept = keptProfile();
    open(kept, ConnectionDialog::Purpose::Edit);
    auto *authentication = find<QComboBox>("authentication");
    authentication->setCurrentIndex(1);
    QCOMPARE(find<QLineEdit>("endpoint")->text(), kept.endpoint);
    QVERIFY(save()->isEnabled());
    authentication->setCurrentIndex(0);
    QVERIFY(save()->isEnabled()); // the stored secret is still there
    QCOMPARE(m_dialog->profile(), kept);

    kept.authentication = store::Authentication::EntraId;
    kept.secretInKeychain = false;
    open(kept, ConnectionDialog::Purpose::Edit);
    QCOMPARE(m_dialog->profile(), kept);
    find<QComboBox>("authentication")->setCurrentIndex(0);
    QVERIFY(!save()->isEnabled()); // no secret was ever stored
    secret()->setText(good);
    QVERIFY(save()->isEnabled());
    QVERIFY(m_dialog->profile().secretInKeychain);
}

void TestConnectionOptions::authoritiesMustBeReadable()
{
    secret()->setText(good);
    QVERIFY(save()->isEnabled());
    auto *file = find<QLineEdit>("authorityFile");
    auto *problem = find<QLabel>("authorityFileProblem");
    file->setText(u"/no/such/file.pem"_s);
    QVERIFY(!save()->isEnabled());
    QVERIFY(!find<QPushButton>("testConnection")->isEnabled());
    QCOMPARE(problem->text(), u"This file does not exist."_s);

    QTemporaryFile noCertificate;
    QVERIFY(noCertificate.open());
    file->setText(noCertificate.fileName());
    QVERIFY(!save()->isEnabled());
    QVERIFY2(problem->text().contains(u"no certificate"_s), qPrintable(problem->text()));

    // A pipe would be waited for.
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    file->setText(pipe);
    QVERIFY(!save()->isEnabled());
    QCOMPARE(problem->text(), u"“%1” is not a regular file."_s.arg(pipe));

    file->clear();
    QVERIFY(save()->isEnabled());
    QVERIFY(problem->text().isEmpty());
}

void TestConnectionOptions::authoritiesAreKeptWithTheirWholePath()
{
    QVERIFY(m_dialog->profile().authorityFile.isEmpty());
    find<QLineEdit>("authorityFile")->setText(u" authority.pem "_s);
    QCOMPARE(m_dialog->profile().authorityFile, QDir::current().filePath(u"authority.pem"_s));

    open({.name = u"contoso"_s, .authorityFile = u"/etc/ssl/ours.pem"_s},
         ConnectionDialog::Purpose::Edit);
    QCOMPARE(find<QLineEdit>("authorityFile")->text(),
             QDir::toNativeSeparators(u"/etc/ssl/ours.pem"_s));
    QCOMPARE(m_dialog->profile().authorityFile, u"/etc/ssl/ours.pem"_s);
}

ROOMKEEPER_TEST(QApplication, TestConnectionOptions);
#include "tst_connectionoptions.moc"
