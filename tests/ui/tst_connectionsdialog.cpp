#include "base/qtversions.h"
#include "store/secrets/keychainproblem.h"
#include "support/fixture.h"
#include "support/memorysecretstore.h"
#include "support/profiletest.h"
#include "support/sandboxed.h"
#include "support/temporarysettings.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/confirmation.h"
#include "ui/common/messagebar.h"
#include "ui/connections/editor/connectiondialog.h"
#include "ui/connections/manager/connectionlistmodel.h"
#include "ui/connections/manager/connectionsdialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeView>

#include <sys/stat.h>

using namespace roomkeeper;
using namespace roomkeeper::tests;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secret =
    "endpoint=https://a.example/;accesskey=" + QByteArray("marker-secret of the list").toBase64();

} // namespace

/// The dialog that lists the saved connections.
class TestConnectionsDialog : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_folder.emplace();
        m_profiles = std::make_unique<store::ProfileStore>(m_folder->filePath(u"c.json"_s));
        m_secrets = std::make_unique<MemorySecretStore>();
        m_connectionService =
            std::make_unique<admin::ConnectionService>(*m_profiles, *m_secrets, m_clock, m_random);
        keep(u"A"_s);
        keep(u"B"_s);
        keep(u"C"_s, u"X"_s);
        keep(u"D"_s, u"X"_s);
        open();
    }

    void cleanup()
    {
        m_manager.reset();
        m_connectionService.reset();
        m_secrets.reset();
        m_profiles.reset();
    }

    void openingClosesTheList()
    {
        QSignalSpy opened(m_manager.get(), &ConnectionsDialog::openRequested);
        QSignalSpy inNewWindow(m_manager.get(), &ConnectionsDialog::openInNewWindowRequested);
        select({u"B"_s});
        QTest::keyClick(list(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first()[0].value<store::Profile>().name, u"B"_s);
        QVERIFY(!m_manager->isVisible());
        m_manager->show();
        button("openInNewWindow")->click();
        QCOMPARE(inNewWindow.size(), 1);
        QCOMPARE(opened.size(), 1);
    }

    void buttonsAreOnWhenTheyCanDoSomething()
    {
        select({});
        for (const char *each : {"openConnection", "editConnectionInList", "duplicateConnection",
                                 "moveUp", "moveDown", "moveToGroup", "deleteConnections"})
            QVERIFY2(!button(each)->isEnabled(), each);
        for (const char *each : {"newConnectionInList", "importConnections", "exportConnections"})
            QVERIFY2(button(each)->isEnabled(), each);
        select({u"A"_s, u"C"_s}); // of several groups
        QVERIFY(!button("openConnection")->isEnabled() && !button("moveDown")->isEnabled());
        QVERIFY(button("deleteConnections")->isEnabled() && button("moveToGroup")->isEnabled());
        select({u"A"_s});
        QVERIFY(!button("moveUp")->isEnabled() && button("moveDown")->isEnabled());
        selectGroup(u"X"_s);
        QVERIFY(!button("openConnection")->isEnabled() && button("deleteConnections")->isEnabled());
    }

    void movingKeepsWhatIsSelected()
    {
        select({u"B"_s});
        QTest::keyClick(list(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(namesOf(m_profiles->listed()), (QStringList{u"B"_s, u"A"_s, u"C"_s, u"D"_s}));
        QCOMPARE(selected(), QStringList{u"B"_s});
        QVERIFY(!button("moveUp")->isEnabled());
        QTest::keyClick(list(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(namesOf(m_profiles->listed()), (QStringList{u"A"_s, u"B"_s, u"C"_s, u"D"_s}));

        filter()->setText(u"b"_s); // hidden rows between them would not move
        select({u"B"_s});
        QVERIFY(!button("moveUp")->isEnabled());
    }

    void groupsMoveAsAWhole()
    {
        QVERIFY(m_profiles->move({id(u"B"_s)}, u"Y"_s));
        selectGroup(u"Y"_s);
        QCOMPARE(m_profiles->groups(), (QStringList{u"X"_s, u"Y"_s}));
        button("moveUp")->click();
        QCOMPARE(m_profiles->groups(), (QStringList{u"Y"_s, u"X"_s}));
        QVERIFY(!button("moveUp")->isEnabled()); // the group is still selected
        button("moveDown")->click();
        QCOMPARE(m_profiles->groups(), (QStringList{u"X"_s, u"Y"_s}));
    }

    void everyWidgetThatCanBeUsedIsNamed() { QCOMPARE(unnamedIn(*m_manager), QStringList()); }

    void movingToAGroup()
    {
        select({u"A"_s, u"D"_s});
        button("moveToGroup")->click();
        auto *question = m_manager->findChild<QInputDialog *>();
        QVERIFY(question && question->isVisible());
        QCOMPARE(question->comboBoxItems(), QStringList{u"X"_s});
        question->setTextValue(u" New  one "_s);
        question->accept();
        QCOMPARE(m_profiles->find(id(u"A"_s))->group, u"New one"_s);
        QCOMPARE(m_profiles->find(id(u"D"_s))->group, u"New one"_s);
        QCOMPARE(selected(), (QStringList{u"A"_s, u"D"_s}));
    }

    void deletingAsksAndTakesTheSecretAlong()
    {
        select({u"B"_s});
        QTest::keyClick(list(), Qt::Key_Delete);
        auto *question = m_manager->findChild<Confirmation *>();
        QVERIFY(question);
        QVERIFY(question->text().contains(u"“B”"_s));
        named<QPushButton>(*question, u"Delete connection"_s)->click();
        QTRY_COMPARE(m_manager->messages().text(),
                     u"The connection and its secret were deleted."_s);
        QVERIFY(!m_profiles->find(id(u"B"_s)));
        QVERIFY(!m_secrets->secrets.contains(id(u"B"_s)));
    }

    void aSecretThatStaysIsSaid()
    {
        selectGroup(u"X"_s);
        button("deleteConnections")->click();
        auto *question = m_manager->findChild<Confirmation *>();
        m_secrets->failWith = makeError(ErrorKind::Keychain, u"It is locked."_s);
        named<QPushButton>(*question, u"Delete 2 connections"_s)->click();
        QTRY_VERIFY(m_manager->messages().text().contains(u"“C” was deleted, but its secret"_s));
        QVERIFY(m_manager->messages().text().contains(u"“D” was deleted, but its secret"_s));
        QCOMPARE(namesOf(m_profiles->profiles()), (QStringList{u"A"_s, u"B"_s}));
    }

    void aSilentKeychainIsAskedOnce()
    {
        m_secrets->waits = true;
        select({u"A"_s, u"B"_s, u"C"_s});
        button("deleteConnections")->click();
        named<QPushButton>(*m_manager->findChild<Confirmation *>(), u"Delete 3 connections"_s)
            ->click();
        QTRY_VERIFY(m_manager->isDeleting());
        m_manager->reject(); // not while deleting
        QVERIFY(m_manager->isVisible());
        QVERIFY(m_manager->messages().text().contains(u"Still deleting"_s));

        m_secrets->goOnWithout({});
        QTRY_VERIFY(!m_manager->isDeleting());
        const QString said = m_manager->messages().text();
        QVERIFY2(said.contains(u"“A” was deleted, but its secret"_s)
                     && said.contains(u"Not deleted, because the keychain does not respond: 2"_s),
                 qPrintable(said));
        QCOMPARE(namesOf(m_profiles->profiles()), (QStringList{u"B"_s, u"C"_s, u"D"_s}));
        m_manager->reject();
        QVERIFY(!m_manager->isVisible());
    }

    void whatTheKeychainDoesNotLetGoIsSaid()
    {
        m_connectionService->useForSession(id(u"A"_s), secret);
        select({u"A"_s});
        button("editConnectionInList")->click();
        auto *dialog = m_manager->findChild<ConnectionDialog *>();
        QVERIFY(dialog);
        named<QCheckBox>(*dialog, u"Keep the secret in the keychain"_s)->setChecked(false);
        m_secrets->failWith = store::keychainError(store::KeychainProblem::Rejected);
        named<QPushButton>(*dialog, u"Save"_s)->click();
        QTRY_VERIFY(m_manager->messages().text().contains(
            u"The connection string of “A” is still in the keychain"_s));
        // As the user wanted it, so that saving again tries once more.
        m_secrets->failWith.reset();
        button("editConnectionInList")->click();
        dialog = m_manager->findChild<ConnectionDialog *>();
        QVERIFY(dialog);
        QVERIFY(!named<QCheckBox>(*dialog, u"Keep the secret in the keychain"_s)->isChecked());
        named<QPushButton>(*dialog, u"Save"_s)->click();
        QTRY_VERIFY(!m_secrets->secrets.contains(id(u"A"_s)));
    }

    void whatIsOpenIsClosedFirst()
    {
        QList<QUuid> asked;
        std::function<void()> proceed;
        m_manager->setCloseGuard([&](const QList<QUuid> &ids, std::function<void()> go) {
            asked = ids;
            proceed = std::move(go);
        });
        select({u"A"_s});
        button("deleteConnections")->click();
        named<QPushButton>(*m_manager->findChild<Confirmation *>(), u"Delete connection"_s)
            ->click();
        QTRY_COMPARE(asked, QList<QUuid>{id(u"A"_s)});
        QVERIFY(m_profiles->find(id(u"A"_s)));
        proceed();
        QTRY_VERIFY(!m_profiles->find(id(u"A"_s)));
    }

    void aDuplicateAsksForItsConnectionString()
    {
        select({u"C"_s});
        const int reads = m_secrets->reads;
        button("duplicateConnection")->click();
        auto *dialog = m_manager->findChild<ConnectionDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(named<QLineEdit>(*dialog, u"Name"_s)->text(), u"C (copy)"_s);
        QVERIFY(!named<QPushButton>(*dialog, u"Save"_s)->isEnabled());
        named<QLineEdit>(*dialog, u"Connection string"_s)->setText(QString::fromLatin1(secret));
        named<QPushButton>(*dialog, u"Save"_s)->click();
        const auto copy = m_profiles->findByName(u"C (copy)");
        QVERIFY(copy);
        QCOMPARE(copy->group, u"X"_s);
        QVERIFY(copy->id != id(u"C"_s) && !copy->lastUsed.isValid());
        QTRY_COMPARE(m_secrets->secrets.value(copy->id), secret);
        QCOMPARE(m_secrets->reads, reads); // the other one's was not read
        QVERIFY(m_manager->isVisible());
    }

    void editingStaysInTheList()
    {
        QSignalSpy opened(m_manager.get(), &ConnectionsDialog::openRequested);
        select({u"A"_s});
        QTest::keyClick(list(), Qt::Key_F2);
        auto *dialog = m_manager->findChild<ConnectionDialog *>();
        QVERIFY(dialog);
        named<QLineEdit>(*dialog, u"Name"_s)->setText(u"Z"_s);
        named<QPushButton>(*dialog, u"Save"_s)->click();
        QTRY_COMPARE(m_profiles->find(id(u"A"_s))->name, u"Z"_s);
        QCOMPARE(opened.size(), 0);
        QCOMPARE(selected(), QStringList{u"Z"_s});
    }

    void exportedIsImported()
    {
        const QString path = m_folder->filePath(u"some.json"_s);
        select({u"A"_s, u"C"_s});
        m_manager->exportTo(path);
        QVERIFY2(m_manager->messages().text().endsWith(u"without their secrets: 2."_s),
                 qPrintable(m_manager->messages().text()));
        QVERIFY(!contentsOf(path).contains("marker-secret"));
        m_manager->importFrom(path);
        QCOMPARE(namesOf(m_profiles->listed()),
                 (QStringList{u"A"_s, u"B"_s, u"A 2"_s, u"C"_s, u"D"_s, u"C 2"_s}));
        QCOMPARE(selected(), (QStringList{u"A 2"_s, u"C 2"_s}));
        QVERIFY(m_manager->messages().text().startsWith(u"Connections imported: 2."_s));
    }

    void whatCannotBeImportedIsSaid()
    {
        const QString path = m_folder->filePath(u"secret.json"_s);
        QVERIFY(writeTo(path, secret));
        m_manager->importFrom(path);
        QVERIFY(m_manager->messages().text().contains(u"access key"_s));
        QVERIFY(QFile::remove(path));
        m_manager->importFrom(path);
        QVERIFY(m_manager->messages().text().startsWith(u"Nothing was imported."_s));
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        m_manager->importFrom(path); // does not wait for the pipe
        QVERIFY2(m_manager->messages().text().contains(u"not a regular file"),
                 qPrintable(m_manager->messages().text()));
        m_manager->exportTo(m_folder->filePath(u"no/such/folder/x.json"_s));
        QVERIFY(m_manager->messages().text().startsWith(u"Nothing was exported."_s));
        QCOMPARE(m_profiles->profiles().size(), 4);
    }

    void escapeClearsTheFilterFirst()
    {
        filter()->setFocus();
        filter()->setText(u"b"_s);
        QTest::keyClick(filter(), Qt::Key_Escape);
        QVERIFY(filter()->text().isEmpty());
        QVERIFY(m_manager->isVisible());
        QTest::keyClick(filter(), Qt::Key_Escape);
        QVERIFY(!m_manager->isVisible());
    }

    void emptinessIsExplained()
    {
        filter()->setText(u"zzz"_s);
        QVERIFY(!list()->isVisible());
        QVERIFY(allTexts(m_manager.get()).contains(u"No connections match"_s));
        named<QPushButton>(*m_manager, u"Show all"_s)->click();
        QVERIFY(list()->isVisible());
        for (const QString &each : {u"A"_s, u"B"_s, u"C"_s, u"D"_s})
            QVERIFY(m_profiles->remove(id(each)));
        QVERIFY(allTexts(m_manager.get()).contains(u"No connections yet"_s));
        QVERIFY(!button("exportConnections")->isEnabled());
    }

    void aFoldedGroupStaysFolded()
    {
        const QModelIndex group = groupIndex(u"X"_s);
        QVERIFY(list()->isExpanded(group));
        list()->collapse(group);
        keep(u"E"_s);
        QVERIFY(!list()->isExpanded(groupIndex(u"X"_s)));
    }

    void aNewGroupIsExpanded()
    {
        keep(u"E"_s, u"Y"_s);
        QVERIFY(list()->isExpanded(groupIndex(u"Y"_s)));
        filter()->setText(u"y"_s);
        QVERIFY(!groupIndex(u"X"_s).isValid());
        filter()->clear();
        QVERIFY(list()->isExpanded(groupIndex(u"X"_s)) && list()->isExpanded(groupIndex(u"Y"_s)));
    }

    void otherChangesKeepSelectionAndCurrentRow()
    {
        select({u"A"_s, u"D"_s});
        QCOMPARE(list()->currentIndex(), model()->indexOf(id(u"D"_s)));
        keep(u"E"_s, u"X"_s); // as another program does
        QVERIFY(m_profiles->move({id(u"E"_s)}, u"X"_s, id(u"C"_s)));
        QVERIFY(m_profiles->move({id(u"B"_s), id(u"C"_s)}, u"Y"_s));
        QVERIFY(m_profiles->remove(id(u"E"_s)));
        QCOMPARE(selected(), (QStringList{u"A"_s, u"D"_s}));
        QCOMPARE(list()->currentIndex(), model()->indexOf(id(u"D"_s)));
    }

    void whatMovesStaysInView()
    {
        for (int number = 10; number < 60; ++number)
            keep(QString::number(number));
        select({u"B"_s});
        const QRect area = list()->viewport()->rect();
        for (int step = 0; step < 40; ++step) {
            QTest::keyClick(list(), Qt::Key_Down, Qt::AltModifier);
            QVERIFY(area.contains(list()->visualRect(model()->indexOf(id(u"B"_s))).center()));
        }
    }

private:
    static QUuid id(const QString &name) { return QUuid::createUuidV5(QUuid(), name); }

    void keep(const QString &name, const QString &group = {})
    {
        QVERIFY(m_profiles->save(store::Profile{
            .id = id(name), .name = name, .endpoint = u"https://a.example"_s, .group = group}));
        m_secrets->secrets.insert(id(name), secret);
    }

    void open()
    {
        m_manager =
            std::make_unique<ConnectionsDialog>(*m_connectionService, m_display, m_settings);
        m_manager->show();
        QVERIFY(QTest::qWaitForWindowActive(m_manager.get()));
    }

    QPushButton *button(const char *name)
    {
        return m_manager->findChild<QPushButton *>(QLatin1StringView(name));
    }
    QTreeView *list() { return m_manager->findChild<QTreeView *>(u"connectionList"_s); }
    QLineEdit *filter() { return m_manager->findChild<QLineEdit *>(u"filterConnections"_s); }
    ConnectionListModel *model() { return m_manager->findChild<ConnectionListModel *>(); }

    void select(const QStringList &names)
    {
        QItemSelection selection;
        for (const QString &name : names) {
            const QModelIndex index = model()->indexOf(id(name));
            selection.select(index, index);
            list()->setCurrentIndex(index);
        }
        list()->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect
                                                        | QItemSelectionModel::Rows);
        list()->setFocus();
    }

    QStringList selected()
    {
        QStringList names;
        for (const QUuid &each : model()->idsOf(list()->selectionModel()->selectedRows()))
            names << m_profiles->find(each)->name;
        return names;
    }

    QModelIndex groupIndex(const QString &group)
    {
        for (int row = 0; row < model()->rowCount(); ++row) {
            const QModelIndex index = model()->index(row, 0);
            if (model()->isGroup(index) && index.data(ConnectionListModel::GroupRole) == group)
                return index;
        }
        return {};
    }

    void selectGroup(const QString &group)
    {
        list()->setCurrentIndex(groupIndex(group));
        list()->setFocus();
    }

    ManualClock m_clock{QDateTime(QDate(2026, 3, 1), QTime(14, 3), utcZone)};
    SeededRandom m_random{3};
    TimeDisplay m_display;
    TemporarySettings m_settings;
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<store::ProfileStore> m_profiles;
    std::unique_ptr<MemorySecretStore> m_secrets;
    std::unique_ptr<admin::ConnectionService> m_connectionService;
    std::unique_ptr<ConnectionsDialog> m_manager;
};

ROOMKEEPER_TEST(QApplication, TestConnectionsDialog);
#include "tst_connectionsdialog.moc"
