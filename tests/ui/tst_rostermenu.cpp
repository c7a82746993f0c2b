#include "support/mainwindowfixture.h"
#include "support/testmain.h"
#include "ui/common/keyuse.h"
#include "ui/participants/addparticipantsdialog.h"
#include "ui/participants/newuserdialog.h"
#include "ui/participants/participanttablemodel.h"
#include "ui/participants/participanttableview.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>

using namespace roomkeeper;
using namespace roomkeeper::ui;

/// The Participants menu, undo and redo, in the whole window.
class TestRosterMenu : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_rostermenu"_s); }
    void init() { makeWindow(); }
    void cleanup() { dropWindow(); }

    void everyActionHasAShortcutOfItsOwn()
    {
        QList<QKeySequence> taken;
        for (const QAction *each : m_window->findChildren<QAction *>()) {
            const QList<QKeySequence> shortcuts = each->shortcuts();
            for (const QKeySequence &shortcut : shortcuts) {
                QVERIFY2(!taken.contains(shortcut), qPrintable(each->objectName()));
                const KeyUse use = useOf(shortcut);
                QVERIFY2(use == KeyUse::Free || use == KeyUse::Text,
                         qPrintable(each->objectName()));
                taken << shortcut;
            }
        }
        QCOMPARE(menuAction(u"redo"_s)->shortcuts(),
                 (QList<QKeySequence>{u"Ctrl+Shift+Z"_s, u"Ctrl+Y"_s}));
        QVERIFY(menuAction(u"discardChanges"_s)->shortcuts().isEmpty());
        for (const QString &name :
             {u"undo"_s, u"redo"_s, u"addParticipants"_s, u"newUser"_s, u"removeParticipants"_s,
              u"setRolePresenter"_s, u"setRoleCollaborator"_s, u"setRoleAttendee"_s,
              u"setRoleConsumer"_s, u"reloadParticipants"_s})
            QVERIFY2(!menuAction(name)->shortcut().isEmpty(), qPrintable(name));
    }

    void withoutARoomNothingCanBeDone()
    {
        openSandbox();
        for (const QString &name : {u"undo"_s, u"redo"_s, u"addParticipants"_s, u"newUser"_s,
                                    u"removeParticipants"_s, u"setRolePresenter"_s})
            QVERIFY2(!menuAction(name)->isEnabled(), qPrintable(name));
    }

    void rolesAndRemovalsAreUndoneByTheirWords()
    {
        select();
        QVERIFY(menuAction(u"addParticipants"_s)->isEnabled());
        QVERIFY(!menuAction(u"removeParticipants"_s)->isEnabled());
        table().selectAll();
        menuAction(u"removeParticipants"_s)->trigger();
        const QString people = tr("%1 participants").arg(table().model()->rowCount());
        QCOMPARE(menuAction(u"undo"_s)->text(), u"&Undo: Remove "_s + people);
        QVERIFY(!menuAction(u"redo"_s)->isEnabled());
        QTest::keySequence(&table(), QKeySequence(u"Ctrl+Z"_s));
        QVERIFY(!changes().contains(u"− removed"_s));
        QCOMPARE(menuAction(u"redo"_s)->text(), u"R&edo: Remove "_s + people);
        QVERIFY(!menuAction(u"undo"_s)->isEnabled());
        QTest::keySequence(&table(), QKeySequence(u"Ctrl+Y"_s));
        QVERIFY(changes().contains(u"− removed"_s));

        menuAction(u"setRoleConsumer"_s)->trigger();
        QCOMPARE(menuAction(u"undo"_s)->text(), u"&Undo: Set role Consumer for "_s + people);
        QVERIFY(!changes().contains(u"− removed"_s));
    }

    void fieldsAreUndoneToo()
    {
        select();
        auto *until = named<QLineEdit>(*m_window, u"Valid until"_s);
        const QString before = until->text();
        tool(u"1 day"_s)->click();
        QVERIFY(until->text() != before);
        QVERIFY(menuAction(u"undo"_s)->text().startsWith(u"&Undo: Change"));
        menuAction(u"undo"_s)->trigger();
        QCOMPARE(until->text(), before);
    }

    void dialogsOpenOverTheWindow()
    {
        select();
        menuAction(u"addParticipants"_s)->trigger();
        auto *add = m_window->findChild<AddParticipantsDialog *>();
        QVERIFY(add != nullptr && add->isVisible());
        QCOMPARE(add->windowTitle(), u"Add participants"_s);
        add->reject();
        menuAction(u"newUser"_s)->trigger();
        auto *user = m_window->findChild<NewUserDialog *>();
        QVERIFY(user != nullptr && user->isVisible());
        QCOMPARE(user->windowTitle(), u"New user"_s);
        user->reject();
    }

    void identifiersAreCopied()
    {
        select();
        table().selectRow(1);
        QGuiApplication::clipboard()->clear();
        menuAction(u"copyIdentifiers"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 table().model()->index(1, ParticipantTableModel::Identifier).data().toString());
    }

private:
    ParticipantTableView &table() { return *m_window->findChild<ParticipantTableView *>(); }
    QAction *menuAction(const QString &name)
    {
        QAction *found = action(name);
        if (found == nullptr)
            qFatal("no action is called '%s'", qPrintable(name));
        return found;
    }
    QStringList changes()
    {
        QStringList texts;
        for (int row = 0; row < table().model()->rowCount(); ++row)
            texts << table().model()->index(row, ParticipantTableModel::Change).data().toString();
        return texts;
    }
    /// Selects a room with several people.
    void select()
    {
        openSandbox();
        auto *rooms = named<QTableView>(*m_window, u"Rooms"_s);
        for (int row = 0; row < rooms->model()->rowCount(); ++row) {
            rooms->selectRow(row);
            // Participants can be added once the room's own have been read.
            QTRY_VERIFY(menuAction(u"addParticipants"_s)->isEnabled());
            if (table().model()->rowCount() > 1)
                return;
        }
        QFAIL("no room has several participants");
    }
};

ROOMKEEPER_TEST(QApplication, TestRosterMenu);
#include "tst_rostermenu.moc"
