#include "support/fixture.h"
#include "support/temporarysettings.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/participants/participantdelegate.h"
#include "ui/participants/participanttablemodel.h"
#include "ui/participants/participanttableview.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QSignalSpy>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;
using Model = ParticipantTableModel;

namespace {

QString rawId(int number)
{
    return u"8:acs:11111111-2222-3333-4444-555555555555_0000-%1"_s.arg(number);
}

QStringList entriesOf(const QComboBox &box)
{
    QStringList entries;
    for (int each = 0; each < box.count(); ++each)
        entries << box.itemText(each);
    return entries;
}

} // namespace

/// The table, used with keyboard and mouse.
class TestParticipantTable : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_model = std::make_unique<Model>();
        m_model->setRoster({{.rawId = rawId(1), .role = acs::Role::attendee()},
                            {.rawId = rawId(2), .role = {.name = u"Moderator"_s}},
                            {.rawId = rawId(3), .role = acs::Role::presenter()}});
        m_settings = std::make_unique<tests::TemporarySettings>();
        m_view = std::make_unique<ParticipantTableView>(*m_model, *m_settings);
        m_view->resize(600, 300);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->activateWindow();
        m_view->setFocus();
        m_roles = std::make_unique<QSignalSpy>(m_model.get(), &Model::roleWanted);
        m_names = std::make_unique<QSignalSpy>(m_model.get(), &Model::nameWanted);
    }
    void cleanup()
    {
        m_view.reset();
        m_roles.reset();
        m_names.reset();
        m_model.reset();
    }

    void oneClickOnARoleOpensItsList()
    {
        click(0, Model::Role);
        QComboBox *box = openBox();
        QCOMPARE(entriesOf(*box),
                 (QStringList{u"Presenter"_s, u"Collaborator"_s, u"Attendee"_s, u"Consumer"_s}));
        QCOMPARE(box->currentText(), u"Attendee"_s);
        const QRect first = box->view()->visualRect(box->model()->index(0, 0));
        QTest::mouseClick(box->view()->viewport(), Qt::LeftButton, {}, first.center());
        QTRY_COMPARE(m_roles->size(), 1);
        QCOMPARE(m_roles->first().first().toString(), rawId(1));
        QCOMPARE(m_roles->first().last().value<acs::Role>(), acs::Role::presenter());
        QTRY_VERIFY(editor<QComboBox>() == nullptr);
    }

    void keysOpenTheRole_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("Return in the row") << int(Model::Name) << Qt::Key_Return;
        QTest::newRow("Return on the role") << int(Model::Role) << Qt::Key_Return;
        QTest::newRow("F2 on the role") << int(Model::Role) << Qt::Key_F2;
        QTest::newRow("F2 on the identifier") << int(Model::Identifier) << Qt::Key_F2;
    }
    void keysOpenTheRole()
    {
        QFETCH(const int, column);
        QFETCH(const Qt::Key, key);
        m_view->setCurrentIndex(m_model->index(0, column));
        QTest::keyClick(m_view.get(), key);
        QComboBox *box = openBox();
        QTest::keyClick(box->view(), Qt::Key_Down);
        QTest::keyClick(box->view(), Qt::Key_Return);
        QTRY_COMPARE(m_roles->size(), 1);
        QCOMPARE(m_roles->first().last().value<acs::Role>(), acs::Role::consumer());
        QTRY_VERIFY(editor<QComboBox>() == nullptr);
    }

    void escapeLeavesTheRoleAsItIs()
    {
        m_view->setCurrentIndex(m_model->index(0, Model::Role));
        QTest::keyClick(m_view.get(), Qt::Key_F2);
        QComboBox *box = openBox();
        QTest::keyClick(box->view(), Qt::Key_Down);
        QTest::keyClick(box->view(), Qt::Key_Escape);
        QTRY_VERIFY(editor<QComboBox>() == nullptr);
        QCOMPARE(m_roles->size(), 0);
    }

    void anUnknownRoleIsOfferedToWhoHasItOnly()
    {
        click(1, Model::Role);
        QComboBox *box = openBox();
        QCOMPARE(box->count(), 5);
        QCOMPARE(box->currentText(), u"Moderator"_s);
        QTest::keyClick(box->view(), Qt::Key_Escape);
        QTRY_VERIFY(editor<QComboBox>() == nullptr);
    }

    void onlyRolesOfTheVersionAreOffered()
    {
        m_model->setRoles(acs::rolesOf(acs::ApiVersion::V2024_04_15));
        click(0, Model::Role);
        QVERIFY(!entriesOf(*openBox()).contains(u"Collaborator"_s));
    }

    void selectingOpensNothing()
    {
        click(0, Model::Identifier);
        click(2, Model::Role, Qt::ControlModifier);
        QCOMPARE(m_view->selectedIdentifiers(), (QStringList{rawId(1), rawId(3)}));
        QVERIFY(editor<QComboBox>() == nullptr);
    }

    void readOnlyOpensNoRole()
    {
        m_model->setEditable(false, u"read-only"_s);
        click(0, Model::Role);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QVERIFY(editor<QComboBox>() == nullptr);
    }

    void theNameIsTypedInItsCell()
    {
        m_view->setCurrentIndex(m_model->index(0, Model::Name));
        QTest::keyClick(m_view.get(), Qt::Key_F2);
        auto *line = editor<QLineEdit>();
        QVERIFY(line != nullptr);
        QCOMPARE(line->accessibleName(), u"Name"_s);
        QTest::keyClicks(line, u"Dr. Okafor"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(m_names->size(), 1);
        QCOMPARE(m_names->first(), (QVariantList{rawId(1), u"Dr. Okafor"_s}));

        const QRect cell = m_view->visualRect(m_model->index(2, Model::Name));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, cell.center());
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, cell.center());
        QTRY_VERIFY(editor<QLineEdit>() != nullptr);
    }

    void deleteAndCopyAreAboutTheSelected()
    {
        QSignalSpy removals(m_view.get(), &ParticipantTableView::removeRequested);
        QSignalSpy copies(m_view.get(), &ParticipantTableView::copyRequested);
        m_view->selectAll();
        QCOMPARE(m_view->selectedCount(), 3);
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QTest::keySequence(m_view.get(), QKeySequence::Copy);
        QCOMPARE(removals.size(), 1);
        QCOMPARE(copies.size(), 1);
    }

    void whatIsRemovedIsStruckOut()
    {
        // In the picture: a line goes through the text of a removed participant.
        const admin::RosterIndex roster{{rawId(1), acs::Role::attendee()},
                                        {rawId(3), acs::Role::presenter()}};
        const QImage before = picture(0);
        m_model->setDraft(admin::withRemoved({}, roster, {rawId(1)}));
        QVERIFY(picture(0) != before);
        QCOMPARE(m_model->index(0, Model::Change).data().toString(), u"− removed"_s);
    }

    void cellsTellTheWholeText()
    {
        auto *table = QAccessible::queryAccessibleInterface(m_view.get())->tableInterface();
        QVERIFY(table);
        m_view->setColumnWidth(Model::Identifier, 40);
        QCOMPARE(table->columnCount(), 4);
        QCOMPARE(table->cellAt(0, Model::Identifier)->text(QAccessible::Name), rawId(1));
        QCOMPARE(table->cellAt(0, Model::Role)->text(QAccessible::Name), u"Attendee"_s);
    }

    void changeHasRoomForWordsWhereSomethingIsPending()
    {
        const int narrow = m_view->columnWidth(Model::Change);
        QVERIFY(narrow > 0);
        m_view->setPending(true);
        QVERIFY(m_view->columnWidth(Model::Change) > narrow);
        // Widths that the user has changed stay.
        m_view->setColumnWidth(Model::Name, 77);
        m_view->setPending(false);
        m_view->resize(800, 300);
        QCOMPARE(m_view->columnWidth(Model::Name), 77);
    }

private:
    void click(int row, int column, Qt::KeyboardModifiers modifiers = {})
    {
        const QRect cell = m_view->visualRect(m_model->index(row, column));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, modifiers, cell.center());
    }
    template <class Editor>
    Editor *editor()
    {
        return m_view->viewport()->findChild<Editor *>(QString(), Qt::FindDirectChildrenOnly);
    }
    /// The editor of a role once its list is open.
    QComboBox *openBox()
    {
        const auto isOpen = [this] {
            auto *box = editor<QComboBox>();
            return box != nullptr && box->view()->isVisible();
        };
        if (!QTest::qWaitFor(isOpen))
            qFatal("the list of roles did not open");
        return editor<QComboBox>();
    }
    QImage picture(int row)
    {
        const QRect cell = m_view->visualRect(m_model->index(row, Model::Identifier));
        return m_view->viewport()->grab(cell).toImage();
    }

    std::unique_ptr<tests::TemporarySettings> m_settings;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<ParticipantTableView> m_view;
    std::unique_ptr<QSignalSpy> m_roles;
    std::unique_ptr<QSignalSpy> m_names;
};

ROOMKEEPER_TEST(QApplication, TestParticipantTable);
#include "tst_participanttable.moc"
