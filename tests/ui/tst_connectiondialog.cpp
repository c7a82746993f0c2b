#include "support/connectiondialogfixture.h"
#include "support/testmain.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>

#include <algorithm>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

class TestConnectionDialog : public ConnectionDialogFixture
{
    Q_OBJECT

private slots:
    void init() { openEmpty(); }
    void cleanup() { m_dialog.reset(); }

    void beginsWithoutFaults();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void pasteFillsTheName();
    void whatSurroundsItIsRemoved_data();
    void whatSurroundsItIsRemoved();
    void thePrimaryKeyIsTaken();
    void oneOfSeveralResourcesIsChosen();
    void theEditedResourceIsChosenFirst();
    void typedNameIsKept();
    void nameOfALoopbackEndpoint();
    void saveYieldsWhatWasEntered();
    void revealShowsOnDemand();
    void editingNeverFillsInTheSecret();
    void editingWarnsOfAnotherResource();
    void takenNameIsRejected();
    void anotherConnectionToTheResourceIsNamed();
    void testingIsLeftToOthers();
    void staleTestResultIsIgnored();
    void failedTestDoesNotForbidSaving();
    void tabGoesDownTheDialog();
    void everythingIsNamed();
    void enterSavesOnlyWhatIsRight();

private:
    QLineEdit *name() { return find<QLineEdit>("connectionName"); }
    QLabel *hint() { return find<QLabel>("connectionStringHint"); }
};

void TestConnectionDialog::beginsWithoutFaults()
{
    QVERIFY(!save()->isEnabled());
    QVERIFY(!find<QPushButton>("testConnection")->isEnabled());
    QVERIFY(find<QLabel>("connectionNameProblem")->isHidden());
    QVERIFY(hint()->text().contains(u"endpoint=https://"_s)); // what is expected, with an example
    QCOMPARE(secret()->echoMode(), QLineEdit::Password);
    QVERIFY(find<QCheckBox>("keepSecret")->isChecked());
    QVERIFY(!find<QCheckBox>("readOnly")->isChecked());
    QCOMPARE(find<QComboBox>("apiVersion")->currentText(), u"2025-03-13"_s);
    QCOMPARE(find<QComboBox>("apiVersion")->count(), 3);
}

void TestConnectionDialog::namesWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");

    const auto host = u"endpoint=https://contoso.communication.azure.com"_s;
    QTest::newRow("empty") << u"   "_s << u"is empty"_s;
    QTest::newRow("the key alone") << key << u"endpoint is missing"_s;
    QTest::newRow("no endpoint") << u"accesskey="_s + key << u"endpoint is missing"_s;
    QTest::newRow("no key") << host << u"access key is missing"_s;
    QTest::newRow("key not base64") << host + u";accesskey="_s + key + u"!"_s << u"base64"_s;
    QTest::newRow("http on a foreign host")
        << u"endpoint=http://contoso.example/;accesskey="_s + key << u"https://"_s;
    QTest::newRow("path") << host + u"/rooms;accesskey="_s + key << u"path"_s;
    QTest::newRow("endpoint twice")
        << host + u";"_s + host + u";accesskey="_s + key << u"“endpoint” appears twice"_s;
    QTest::newRow("key twice") << host + u";accesskey="_s + key + u";accesskey="_s + key
                               << u"“accesskey” appears twice"_s;
    QTest::newRow("in the wrong places")
        << u"endpoint=%1;accesskey=https://contoso.communication.azure.com"_s.arg(key)
        << u"endpoint"_s;
}

void TestConnectionDialog::namesWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(QString, said);

    secret()->setText(good);
    QVERIFY(save()->isEnabled());
    secret()->setText(text);
    QVERIFY(!save()->isEnabled());
    QVERIFY(!find<QPushButton>("testConnection")->isEnabled());
    QVERIFY(!hint()->isHidden());
    QVERIFY2(hint()->text().contains(said), qPrintable(hint()->text()));
    QVERIFY(hint()->text().contains(u"accesskey=<base64>"_s)); // the right form
    QCOMPARE(secret()->accessibleDescription(), hint()->text());

    const QStringList texts = allTexts(m_dialog.get());
    const bool leaked = std::any_of(texts.begin(), texts.end(), [this](const QString &one) {
        return one.contains(key) && one != secret()->text();
    });
    QVERIFY(!leaked);
}

void TestConnectionDialog::pasteFillsTheName()
{
    QApplication::clipboard()->setText(u"  "_s + good + u"\n"_s);
    secret()->paste();
    QCOMPARE(name()->text(), u"contoso"_s);
    QVERIFY(save()->isEnabled());
    QVERIFY(hint()->text().contains(u"https://contoso.europe.communication.azure.com"_s));
    QVERIFY(!hint()->text().contains(key));

    // Another one is pasted over it: the name was suggested, and changes too.
    secret()->setText(QString(good).replace(u"contoso"_s, u"fabrikam"_s));
    QCOMPARE(name()->text(), u"fabrikam"_s);
}

void TestConnectionDialog::whatSurroundsItIsRemoved_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("quotes") << u"\"%1\""_s;
    QTest::newRow("typographic quotes") << u"“%1”,"_s;
    QTest::newRow("a variable") << u"export COMMUNICATION_CONNECTION_STRING='%1'"_s;
    QTest::newRow("invisible characters") << u"\u200B%1\uFEFF"_s;
    QTest::newRow("a sentence") << u"Take %1, please."_s;
}

void TestConnectionDialog::whatSurroundsItIsRemoved()
{
    QFETCH(const QString, text);
    secret()->setText(text.arg(good));
    QVERIFY(save()->isEnabled());
    QCOMPARE(m_dialog->connectionString(), good.toUtf8());
    QCOMPARE(m_dialog->profile().endpoint, u"https://contoso.europe.communication.azure.com"_s);
}

void TestConnectionDialog::thePrimaryKeyIsTaken()
{
    const QString other = QString(good).replace(key, u"bWFya2VyLXNlY3JldC0y"_s);
    secret()->setText(u"{\"secondaryConnectionString\": \"%1\", \"primaryConnectionString\": "
                      "\"%2\"}"_s.arg(other, good));
    QVERIFY(save()->isEnabled());
    QVERIFY2(hint()->text().contains(u"the primary one is used"_s), qPrintable(hint()->text()));
    QCOMPARE(m_dialog->connectionString(), good.toUtf8());
    QVERIFY(find<QComboBox>("pastedResource")->isHidden());
}

void TestConnectionDialog::oneOfSeveralResourcesIsChosen()
{
    const QString other = QString(good).replace(u"contoso"_s, u"fabrikam"_s);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    const QScrollBar *bar = m_dialog->findChild<QScrollArea *>()->verticalScrollBar();
    secret()->setText(good);
    QTRY_COMPARE(bar->maximum(), 0);
    const int height = m_dialog->height();
    secret()->setText(good + u'\n' + other);
    auto *resources = find<QComboBox>("pastedResource");
    QVERIFY(!resources->isHidden());
    QCOMPARE(QAccessible::queryAccessibleInterface(resources)->text(QAccessible::Name),
             u"Resource"_s);
    QCOMPARE(resources->count(), 2);
    QVERIFY(hint()->text().contains(u"2 resources"_s));
    QTRY_VERIFY(m_dialog->height() > height); // by the row of the resource, without a scroll bar
    QTRY_COMPARE(bar->maximum(), 0);
    QVERIFY(!save()->isEnabled()); // until one is chosen
    resources->setCurrentIndex(1);
    QVERIFY(save()->isEnabled());
    QCOMPARE(name()->text(), u"fabrikam"_s);
    QCOMPARE(m_dialog->connectionString(), other.toUtf8());
    QCOMPARE(m_dialog->profile().endpoint, u"https://fabrikam.europe.communication.azure.com"_s);
    resources->setCurrentIndex(0);
    QCOMPARE(m_dialog->connectionString(), good.toUtf8());
    secret()->setText(good);
    QVERIFY(resources->isHidden());
    QCOMPARE(m_dialog->connectionString(), good.toUtf8());
}

void TestConnectionDialog::theEditedResourceIsChosenFirst()
{
    store::Profile kept = keptProfile();
    kept.endpoint = u"https://fabrikam.europe.communication.azure.com"_s;
    open(kept, ConnectionDialog::Purpose::Edit);
    const QString own = QString(good).replace(u"contoso"_s, u"fabrikam"_s);
    secret()->setText(good + u'\n' + own);
    QVERIFY(save()->isEnabled());
    QCOMPARE(m_dialog->connectionString(), own.toUtf8());
}

void TestConnectionDialog::typedNameIsKept()
{
    name()->setText(u"production"_s);
    secret()->setText(good);
    QCOMPARE(name()->text(), u"production"_s);
    name()->clear();
    QVERIFY(!save()->isEnabled());
    QVERIFY(!find<QLabel>("connectionNameProblem")->isHidden());
    QVERIFY(!find<QLabel>("connectionNameProblem")->text().isEmpty());
}

void TestConnectionDialog::nameOfALoopbackEndpoint()
{
    secret()->setText(u"endpoint=http://127.0.0.1:8080/;accesskey="_s + key);
    QCOMPARE(name()->text(), u"127.0.0.1:8080"_s);
    QCOMPARE(m_dialog->profile().endpoint, u"http://127.0.0.1:8080"_s);
}

void TestConnectionDialog::saveYieldsWhatWasEntered()
{
    const QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    secret()->setText(u" "_s + good);
    name()->setText(u" production "_s);
    find<QComboBox>("apiVersion")->setCurrentIndex(2);
    QCOMPARE(find<QComboBox>("identityApiVersion")->currentText(), u"2023-10-01"_s);
    find<QComboBox>("identityApiVersion")->setCurrentText(u"2022-10-01"_s);
    find<QCheckBox>("readOnly")->setChecked(true);
    find<QCheckBox>("keepSecret")->setChecked(false);
    save()->click();
    QCOMPARE(accepted.count(), 1);
    QCOMPARE(m_dialog->connectionString(), good.toUtf8());
    const store::Profile expected{
        .name = u"production"_s,
        .endpoint = u"https://contoso.europe.communication.azure.com"_s,
        .apiVersion = acs::ApiVersion::V2023_06_14,
        .identityApiVersion = u"2022-10-01"_s,
        .readOnly = true,
        .secretInKeychain = false,
    };
    QCOMPARE(m_dialog->profile(), expected);
}

void TestConnectionDialog::revealShowsOnDemand()
{
    secret()->setText(good);
    const auto shown = [this] {
        return QAccessible::queryAccessibleInterface(secret())->text(QAccessible::Value);
    };
    QVERIFY(!shown().contains(key));
    QVERIFY(!secret()->displayText().contains(key));
    find<QCheckBox>("reveal")->click();
    QVERIFY(secret()->displayText().contains(key));
    QVERIFY(secret()->inputMethodHints().testFlag(Qt::ImhSensitiveData));
    find<QCheckBox>("reveal")->click();
    QVERIFY(!shown().contains(key));
    const QStringList texts = allTexts(m_dialog.get());
    QVERIFY(std::none_of(texts.begin(), texts.end(), [this](const QString &one) {
        return one.contains(key) && one != secret()->text();
    }));
}

void TestConnectionDialog::editingNeverFillsInTheSecret()
{
    const store::Profile kept = keptProfile();
    open(kept, ConnectionDialog::Purpose::Edit);
    QCOMPARE(secret()->text(), QString());
    QVERIFY(secret()->placeholderText().contains(u"saved"_s));
    QVERIFY(hint()->text().contains(kept.endpoint));
    QVERIFY(save()->isEnabled());
    QVERIFY(find<QPushButton>("testConnection")->isEnabled());
    QCOMPARE(m_dialog->profile(), kept);
    QCOMPARE(m_dialog->connectionString(), QByteArray());

    // Typed over and cleared again: the stored one is used.
    secret()->setText(u"nonsense"_s);
    QVERIFY(!save()->isEnabled());
    secret()->clear();
    QVERIFY(save()->isEnabled());
    QCOMPARE(m_dialog->profile(), kept);
}

void TestConnectionDialog::editingWarnsOfAnotherResource()
{
    const store::Profile kept = keptProfile();
    open(kept, ConnectionDialog::Purpose::Edit);
    secret()->setText(good);
    QCOMPARE(name()->text(), kept.name);
    QVERIFY(hint()->text().contains(u"Another resource"_s));
    QCOMPARE(m_dialog->profile().endpoint, u"https://contoso.europe.communication.azure.com"_s);
    QCOMPARE(m_dialog->profile().id, kept.id);
}

void TestConnectionDialog::takenNameIsRejected()
{
    m_dialog->setOthers({{.name = u"contoso"_s}, {.name = u"test"_s}});
    secret()->setText(good);
    QCOMPARE(name()->text(), u"contoso 2"_s); // the suggested name is not taken
    QVERIFY(save()->isEnabled());
    name()->setText(u"test"_s);
    QVERIFY(!save()->isEnabled());
    QVERIFY(find<QLabel>("connectionNameProblem")->text().contains(u"already"_s));
    name()->setText(u"contoso-2"_s);
    QVERIFY(save()->isEnabled());

    // Its own name does not count as taken.
    open(keptProfile(), ConnectionDialog::Purpose::Edit);
    m_dialog->setOthers({});
    QVERIFY(save()->isEnabled());
}

void TestConnectionDialog::anotherConnectionToTheResourceIsNamed()
{
    secret()->setText(good);
    QVERIFY(hint()->text().startsWith(u"Resource: "_s));
    m_dialog->setOthers({{.name = u"production"_s,
                          .endpoint = u"https://contoso.europe.communication.azure.com"_s}});
    QVERIFY(hint()->text().contains(u"“production”"_s));
    QVERIFY(save()->isEnabled()); // allowed: for example one to look, one to change
}

void TestConnectionDialog::testingIsLeftToOthers()
{
    QList<QByteArray> tested;
    connect(m_dialog.get(), &ConnectionDialog::testRequested, this,
            [&tested](const store::Profile &, const QByteArray &connectionString) {
                tested << connectionString;
            });
    secret()->setText(good);
    auto *test = find<QPushButton>("testConnection");
    test->click();
    QCOMPARE(tested, QList<QByteArray>{good.toUtf8()});
    test->click(); // one at a time
    QCOMPARE(tested.size(), 1);
    auto *result = find<QLabel>("testResult");
    QVERIFY(!result->isHidden());
    m_dialog->showTestResult(true, u"3 rooms."_s);
    QCOMPARE(result->text(), u"The connection works. 3 rooms."_s);
    test->click();
    QCOMPARE(tested.size(), 2);
    m_dialog->showTestResult(true, u"3 rooms."_s);
    QCOMPARE(result->accessibleName(), QString());
}

void TestConnectionDialog::staleTestResultIsIgnored()
{
    secret()->setText(good);
    find<QPushButton>("testConnection")->click();
    secret()->setText(QString(good).replace(u"contoso"_s, u"fabrikam"_s));
    QVERIFY(find<QPushButton>("testConnection")->isEnabled());
    m_dialog->showTestResult(true, u"3 rooms."_s);
    QVERIFY(find<QLabel>("testResult")->isHidden());
}

void TestConnectionDialog::failedTestDoesNotForbidSaving()
{
    secret()->setText(good);
    find<QPushButton>("testConnection")->click();
    m_dialog->showTestResult(false, u"Could not reach contoso."_s);
    QVERIFY(find<QLabel>("testResult")->text().startsWith(u"The connection does not work."_s));
    QVERIFY(save()->isEnabled());
}

void TestConnectionDialog::tabGoesDownTheDialog()
{
    secret()->setText(good); // so that all of it can be used
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QVERIFY(secret()->hasFocus());
    find<QPushButton>("moreOptions")->setChecked(true);
    const QStringList expected{u"reveal"_s,
                               u"connectionName"_s,
                               u"authentication"_s,
                               u"apiVersion"_s,
                               u"readOnly"_s,
                               u"keepSecret"_s,
                               u"moreOptions"_s,
                               u"connectionGroup"_s,
                               u"connectionColour"_s,
                               u"connectionNotes"_s,
                               u"identityApiVersion"_s,
                               u"authorityFile"_s,
                               u"browseAuthorityFile"_s,
                               u"testConnection"_s,
                               u"cancel"_s,
                               u"save"_s,
                               u"connectionString"_s};
    for (const QString &name : expected) {
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_dialog->focusWidget()->objectName(), name);
    }
}

void TestConnectionDialog::everythingIsNamed()
{
    QCOMPARE(m_dialog->windowTitle(), u"Connection"_s);
    const auto accessible = [this](const char *objectName) {
        return QAccessible::queryAccessibleInterface(find<QWidget>(objectName))
            ->text(QAccessible::Name);
    };
    QCOMPARE(accessible("connectionName"), u"Name"_s);
    QCOMPARE(accessible("connectionString"), u"Connection string"_s);
    QCOMPARE(accessible("reveal"), u"Reveal"_s);
    QCOMPARE(accessible("authorityFile"), u"CA certificate file"_s);
    QCOMPARE(accessible("browseAuthorityFile"), u"Browse for a CA certificate file"_s);
    QCOMPARE(accessible("readOnly"), u"Read-only"_s);
    QCOMPARE(accessible("keepSecret"), u"Keep the secret in the keychain"_s);
    QCOMPARE(accessible("testConnection"), u"Test connection"_s);
    QCOMPARE(accessible("save"), u"Save"_s);
    QCOMPARE(accessible("cancel"), u"Cancel"_s);
    const auto labels = QAccessible::queryAccessibleInterface(find<QComboBox>("apiVersion"))
                            ->relations(QAccessible::Label);
    QCOMPARE(labels.size(), 1);
    QCOMPARE(labels.first().first->text(QAccessible::Name), u"API version"_s);
}

void TestConnectionDialog::enterSavesOnlyWhatIsRight()
{
    const QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    m_dialog->show();
    secret()->setText(u"nonsense"_s);
    QTest::keyClick(secret(), Qt::Key_Return);
    QCOMPARE(accepted.count(), 0);
    secret()->setText(good);
    QTest::keyClick(secret(), Qt::Key_Return);
    QCOMPARE(accepted.count(), 1);
}

ROOMKEEPER_TEST(QApplication, TestConnectionDialog);
#include "tst_connectiondialog.moc"
