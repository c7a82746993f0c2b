#include "support/mainwindowfixture.h"
#include "support/testmain.h"
#include "ui/rooms/roomspage.h"

#include <QApplication>
#include <QCheckBox>
#include <QLockFile>
#include <QPlainTextEdit>
#include <QPointer>

using namespace roomkeeper;
using namespace roomkeeper::ui;

/// Changes of the description of an open connection: name, colour, read-only.
class TestDescription : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_description"_s); }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        makeWindow();
        keep(u"clinic"_s);
    }

    void cleanup() { dropWindow(); }

    void readOnlyThatCouldNotBeKeptHoldsAllTheSame()
    {
        openClinic();
        {
            QLockFile other(m_folder->filePath(u"connections.json.lock"_s));
            QVERIFY(other.lock());
            readOnly()->trigger();
        }
        QVERIFY(connection().isReadOnly());
        QVERIFY(m_window->messages().text().contains(u"could not be saved"));
        QVERIFY(!kept().readOnly);

        // Other changes of the profile don't switch it off.
        store::Profile edited = kept();
        edited.notes = u"something"_s;
        QVERIFY(m_profiles->save(edited));
        QVERIFY(connection().isReadOnly());
        QVERIFY(readOnly()->isChecked());
    }

    void aNewNameIsSaidEverywhere()
    {
        openClinic();
        store::Profile edited = kept();
        edited.name = u"ward"_s;
        QVERIFY(m_profiles->save(edited));
        QCOMPARE(m_window->windowTitle(), u"ward – Roomkeeper"_s);
        QVERIFY(textOf<QLabel>(*m_window, "connectionStatus").startsWith(u"ward · "));
    }

    void whatIsMarkedWhileItOpensIsOpenedSo()
    {
        m_secrets->waits = true;
        m_window->connections().openByName(u"clinic"_s);
        store::Profile edited = kept();
        edited.readOnly = true;
        QVERIFY(m_profiles->save(edited));
        m_secrets->release();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        QVERIFY(connection().isReadOnly());
        QVERIFY(readOnly()->isChecked());
    }

    void aSecretThatComesToItsPlaceBringsNothingElseBack()
    {
        openClinic();
        m_secrets->waits = true;
        action(u"editConnection"_s)->trigger();
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        named<QLineEdit>(*dialog, u"Connection string"_s)->setText(m_sandbox->connectionString());
        named<QPushButton>(*dialog, u"Save"_s)->click();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        readOnly()->trigger();
        QVERIFY(connection().isReadOnly());
        m_secrets->release();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "connectionStatus").contains(u"in the keychain"));
        QVERIFY(connection().isReadOnly());
        QVERIFY(readOnly()->isChecked());
        QVERIFY(kept().readOnly);
    }

    void aPageStaysWhenAnotherProgramMarksItReadOnly()
    {
        openClinic();
        const QPointer<RoomsPage> page = m_window->findChild<RoomsPage *>();
        selectFirst();
        store::Profile edited = kept();
        edited.readOnly = true;
        QVERIFY(m_profiles->save(edited));
        QVERIFY(page);
        QVERIFY(!tool(u"New room"_s)->isEnabled());
        QVERIFY(!named<QPushButton>(*m_window, u"Add participants"_s)->isEnabled());
        QVERIFY(!named<QAbstractButton>(*m_window, u"PSTN dial-out"_s)->isEnabled());
        edited.readOnly = false;
        QVERIFY(m_profiles->save(edited));
        QVERIFY(tool(u"New room"_s)->isEnabled());
        QVERIFY(named<QAbstractButton>(*m_window, u"PSTN dial-out"_s)->isEnabled());
        QTRY_VERIFY(named<QPushButton>(*m_window, u"Add participants"_s)->isEnabled());
    }

    void savingADialogKeepsWhatOthersEditedMeanwhile()
    {
        openClinic();
        action(u"editConnection"_s)->trigger();
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        store::Profile edited = kept();
        edited.notes = u"ask Ada first"_s;
        edited.group = u"north"_s;
        QVERIFY(m_profiles->save(edited));
        named<QLineEdit>(*dialog, u"Name"_s)->setText(u"ward"_s);
        named<QPushButton>(*dialog, u"Save"_s)->click();
        QTRY_COMPARE(kept().name, u"ward"_s);
        QCOMPARE(kept().notes, u"ask Ada first"_s);
        QCOMPARE(kept().group, u"north"_s);
    }

    void savingADialogOfARemovedOneIsRejected()
    {
        openClinic();
        action(u"editConnection"_s)->trigger();
        auto *dialog = m_window->findChild<ConnectionDialog *>();
        QVERIFY(m_profiles->remove(kept().id));
        named<QLineEdit>(*dialog, u"Name"_s)->setText(u"ward"_s);
        named<QPushButton>(*dialog, u"Save"_s)->click();
        QTRY_VERIFY(dialog->isVisible());
        QVERIFY(textOf<QLabel>(*dialog, "testResult").contains(u"removed in another window"));
        QVERIFY(m_profiles->profiles().isEmpty());
    }

private:
    void openClinic()
    {
        m_window->connections().openByName(u"clinic"_s);
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
    }

    store::Profile kept() const { return m_profiles->profiles().first(); }
    QAction *readOnly() const { return action(u"readOnlyConnection"_s); }
    admin::Connection &connection() const
    {
        return m_window->findChild<RoomsPage *>()->connection();
    }
};

ROOMKEEPER_TEST(QApplication, TestDescription);
#include "tst_description.moc"
