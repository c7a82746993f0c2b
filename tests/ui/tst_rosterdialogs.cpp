#include "base/qtversions.h"
#include "support/fixture.h"
#include "support/sandboxed.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/common/messagebar.h"
#include "ui/participants/addparticipantsdialog.h"
#include "ui/participants/identifiersedit.h"
#include "ui/participants/newuserdialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

const QString guid = u"11111111-2222-3333-4444-555555555555"_s;
// Invented, and gives no access to anything.
const QString token = u"marker-secret-token-that-opens-nothing"_s;

QString rawId(int number)
{
    return u"8:acs:%1_0000-%2"_s.arg(guid).arg(number);
}

} // namespace

class TestRosterDialogs : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_display.setMode(TimeDisplay::Mode::Utc);
        m_user = new NewUserDialog(acs::rolesOf(acs::defaultApiVersion), m_display);
        m_user->setAttribute(Qt::WA_DeleteOnClose, false);
        m_user->show();
    }
    void cleanup() { delete m_user; }

    void addingIsPossibleWhereItChangesSomething_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isPossible");
        QTest::addColumn<QStringList>("rawIds");
        QTest::addColumn<QString>("reason");
        const QStringList none;
        QTest::newRow("nothing") << QString() << false << none << QString();
        QTest::newRow("new") << rawId(3) << true << QStringList{rawId(3)} << u"pending"_s;
        QTest::newRow("there with the role")
            << rawId(1) << false << none << u"participants with this role"_s;
        QTest::newRow("there with another role")
            << rawId(2) << true << QStringList{rawId(2)} << u"pending"_s;
        QTest::newRow("twice") << rawId(3) + u", "_s + rawId(3) << true << QStringList{rawId(3)}
                               << u"pending"_s;
        QTest::newRow("bad among good")
            << rawId(3) + u"\n4:+491234"_s << true << QStringList{rawId(3)}
            << u"invalid entries are not added"_s;
        QTest::newRow("a sentence") << u"Please add %1, thanks"_s.arg(rawId(3)) << true
                                    << QStringList{rawId(3)} << u"pending"_s;
        QTest::newRow("malformed") << u"8:acs:123456c"_s << false << none << u"invalid entries"_s;
        QTest::newRow("Teams user")
            << u"8:orgid:%1"_s.arg(guid) << false << none << u"invalid entries"_s;
        QTest::newRow("there and new")
            << rawId(1) + u' ' + rawId(4) << true << QStringList{rawId(4)} << u"pending"_s;
    }
    void addingIsPossibleWhereItChangesSomething()
    {
        QFETCH(const QString, text);
        AddParticipantsDialog dialog(
            acs::rolesOf(acs::defaultApiVersion),
            {{rawId(1), acs::Role::attendee()}, {rawId(2), acs::Role::presenter()}});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        named<QPlainTextEdit>(dialog, u"Identifiers"_s)->setPlainText(text);
        QTEST(named<QPushButton>(dialog, u"Add"_s)->isEnabled(), "isPossible");
        QStringList rawIds;
        for (const acs::Participant &each : dialog.participants()) {
            rawIds << each.rawId;
            QCOMPARE(each.role, acs::Role::attendee());
        }
        QTEST(rawIds, "rawIds");
        QFETCH(const QString, reason);
        const QString said = textOf<QLabel>(dialog, "addReason");
        QVERIFY2(reason.isEmpty() ? said.isEmpty() : said.contains(reason), qPrintable(said));
    }

    void rolesAndNamesInTheTextAreUsed()
    {
        AddParticipantsDialog dialog(acs::rolesOf(acs::ApiVersion::V2024_04_15),
                                     {{rawId(1), acs::Role::presenter()}});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        named<QPlainTextEdit>(dialog, u"Identifiers"_s)
            ->setPlainText(u"Anna\t%1\tPresenter\nBert\t%2\tConsumer\nCora\t%3\tCollaborator"_s.arg(
                rawId(1), rawId(2), rawId(3)));
        // Anna has the role already; this API version lacks Cora's.
        QCOMPARE(dialog.participants(),
                 (QList<acs::Participant>{{.rawId = rawId(2), .role = acs::Role::consumer()},
                                          {.rawId = rawId(3), .role = acs::Role::attendee()}}));
        QCOMPARE(dialog.names(),
                 (QHash<QString, QString>{{rawId(2), u"Bert"_s}, {rawId(3), u"Cora"_s}}));
        const QString notes = textOf<QLabel>(dialog, "identifiersNotes");
        QVERIFY2(notes.startsWith(u"2 roles taken from the text.\n3 names taken from the text"),
                 qPrintable(notes));
        QVERIFY(notes.contains(u"New, as Consumer. Name: Bert."));
    }

    void aNewUserIsAnAttendeeWithoutAToken()
    {
        QCOMPARE(m_user->newUser().role, acs::Role::attendee());
        QVERIFY(m_user->newUser().token.scopes.isEmpty());
        QVERIFY(m_user->newUser().name.isEmpty());
        QVERIFY(!named<QSpinBox>(*m_user, u"Lifetime in minutes"_s)->isVisible());
        QVERIFY(named<QPushButton>(*m_user, u"Create user"_s)->isEnabled());
    }

    void aLifetimeOutOfRangeStaysAndIsSaid_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("isAllowed");
        QTest::newRow("too short") << u"30"_s << false;
        QTest::newRow("too long") << u"1441"_s << false;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("zero") << u"0"_s << false;
        QTest::newRow("shortest") << u"60"_s << true;
        QTest::newRow("longest") << u"1440"_s << true;
    }

    void aLifetimeOutOfRangeStaysAndIsSaid()
    {
        QFETCH(const QString, typed);
        QFETCH(const bool, isAllowed);
        named<QCheckBox>(*m_user, u"Access token"_s)->click();
        auto *lifetime = named<QSpinBox>(*m_user, u"Lifetime in minutes"_s);
        lifetime->setFocus();
        QTest::keyClick(lifetime, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(lifetime, Qt::Key_Delete);
        QTest::keyClicks(lifetime, typed);
        named<QLineEdit>(*m_user, u"Name"_s)->setFocus();
        QCOMPARE(lifetime->text(), typed);
        QCOMPARE(textOf<QLabel>(*m_user, "tokenLifetimeProblem"),
                 isAllowed ? QString() : u"60 to 1440 minutes"_s);
        QCOMPARE(named<QPushButton>(*m_user, u"Create user"_s)->isEnabled(), isAllowed);

        // A step leads into the range.
        QTest::keyClick(lifetime, Qt::Key_Up);
        QVERIFY2(lifetime->value() >= 60 && lifetime->value() <= 1440,
                 qPrintable(lifetime->text()));
        QVERIFY(named<QPushButton>(*m_user, u"Create user"_s)->isEnabled());
    }

    void aPastedLifetimeIsCleaned_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::newRow("blanks") << u" 90\u00A0"_s;
        QTest::newRow("full width") << u"９０"_s;
        QTest::newRow("quoted") << u"\"90\","_s;
        QTest::newRow("an invisible character") << u"9\u200B0"_s;
    }

    void aPastedLifetimeIsCleaned()
    {
        QFETCH(const QString, pasted);
        check(u"Access token"_s)->setChecked(true);
        auto *lifetime = named<QSpinBox>(*m_user, u"Lifetime in minutes"_s);
        lifetime->selectAll();
        QGuiApplication::clipboard()->setText(pasted);
        lifetime->findChild<QLineEdit *>()->paste();
        QCOMPARE(lifetime->value(), 90);
        QVERIFY(named<QPushButton>(*m_user, u"Create user"_s)->isEnabled());
    }

    void aTokenHasScopesAndALifetime()
    {
        check(u"Access token"_s)->setChecked(true);
        QCOMPARE(m_user->newUser().token.scopes, QStringList{u"voip"_s});
        QCOMPARE(m_user->newUser().token.expiresIn, std::chrono::minutes(1440));
        auto *lifetime = named<QSpinBox>(*m_user, u"Lifetime in minutes"_s);
        QVERIFY(lifetime->isVisible());
        QCOMPARE(lifetime->value(), 1440);
        lifetime->setValue(90);
        check(u"chat"_s)->setChecked(true);
        check(u"chat.join.limited"_s)->setChecked(true);
        QCOMPARE(m_user->newUser().token.scopes,
                 (QStringList{u"chat"_s, u"voip"_s, u"chat.join.limited"_s}));
        QCOMPARE(m_user->newUser().token.expiresIn, std::chrono::minutes(90));

        for (const QString &scope : acs::tokenScopes())
            check(scope)->setChecked(false);
        QVERIFY(!named<QPushButton>(*m_user, u"Create user"_s)->isEnabled());
        QVERIFY(textOf<QLabel>(*m_user, "newUserHint").contains(u"at least one scope"));
    }

    void whileItIsMadeThatIsSaid()
    {
        QSignalSpy asked(m_user, &NewUserDialog::createRequested);
        create(u"Interpreter"_s);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<NewUser>().name, u"Interpreter"_s);
        QVERIFY(!named<QPushButton>(*m_user, u"Create user"_s)->isEnabled());
        QVERIFY(textOf<QLabel>(*m_user, "newUserHint").contains(u"being created"));
    }

    void theTokenIsInOneFieldAndNowhereElse()
    {
        create(u"Interpreter"_s);
        m_user->showCreated(
            {.rawId = rawId(7),
             .token = acs::AccessToken{.token = token,
                                       .expiresOn = QDateTime({2026, 11, 23}, {14, 3}, utcZone)}});
        QCOMPARE(line(u"Identifier"_s)->text(), rawId(7));
        QVERIFY(line(u"Identifier"_s)->isReadOnly());
        QLineEdit *field = line(u"Access token"_s);
        QCOMPARE(field->text(), token);
        QVERIFY(field->isReadOnly());
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QVERIFY(textOf<QLabel>(*m_user, "tokenExpiry").contains(u"2026-11-23 14:03"));
        QVERIFY(allTexts(m_user).join(u'\n').contains(u"only once"));
        // Assistive tools and all other widgets must not get it.
        field->setObjectName(u"theField"_s);
        QStringList texts = allTexts(m_user);
        texts.removeAll(token); // the property "text" of the field itself
        for (const QString &text : std::as_const(texts))
            QVERIFY2(!text.contains(token), qPrintable(text));

        check(u"Reveal"_s)->setChecked(true);
        QCOMPARE(field->echoMode(), QLineEdit::Normal);
        QGuiApplication::clipboard()->clear();
        named<QPushButton>(*m_user, u"Copy token"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), token);
        QCOMPARE(textOf<QLabel>(*m_user, "tokenLoss"),
                 u"Removed from the clipboard in 60 s or when Roomkeeper closes."_s);
        QVERIFY(named<QPushButton>(*m_user, u"Close"_s)->isVisible());
        QVERIFY(!named<QPushButton>(*m_user, u"Create user"_s)->isVisible());

        named<QPushButton>(*m_user, u"Close"_s)->click();
        QVERIFY(!m_user->isVisible());
        QCOMPARE(field->text(), QString());
        QVERIFY(!field->isUndoAvailable());
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QVERIFY(!allTexts(m_user).join(u'\n').contains(token));
    }

    void aTokenThatNobodyTookIsNotLostAtOnce()
    {
        create({});
        m_user->showCreated({.rawId = rawId(7), .token = acs::AccessToken{.token = token}});
        QCOMPARE(m_user->focusWidget(), named<QPushButton>(*m_user, u"Copy token"_s));
        m_user->close();
        QVERIFY(m_user->isVisible());
        QVERIFY(textOf<QLabel>(*m_user, "tokenLoss").contains(u"has not been copied"));
        QCOMPARE(line(u"Access token"_s)->text(), token);
        m_user->close();
        QVERIFY(!m_user->isVisible());
    }

    /// Someone who has only looked at it may have noted nothing.
    void aRevealedTokenIsNotTaken()
    {
        create({});
        m_user->showCreated({.rawId = rawId(7), .token = acs::AccessToken{.token = token}});
        check(u"Reveal"_s)->setChecked(true);
        m_user->close();
        QVERIFY(m_user->isVisible());

        QLineEdit *field = line(u"Access token"_s);
        field->setSelection(0, 5); // a part of it is not the token
        QTest::keyClick(field, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), token.left(5));
        QVERIFY(textOf<QLabel>(*m_user, "tokenLoss").contains(u"has not been copied"));
        field->selectAll();
        QTest::keyClick(field, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(textOf<QLabel>(*m_user, "tokenLoss").startsWith(u"Removed from the clipboard in"));
        m_user->close();
        QVERIFY(!m_user->isVisible());
    }

    void withoutATokenThereIsNoneToSee()
    {
        create({});
        m_user->showCreated({.rawId = rawId(7)});
        QVERIFY(!line(u"Access token"_s)->isVisible());
        QVERIFY(line(u"Identifier"_s)->isVisible());
    }

    void aRejectionKeepsWhatWasTyped()
    {
        check(u"Access token"_s)->setChecked(true);
        create(u"Interpreter"_s);
        Error rejected = makeError(ErrorKind::Invalid, u"Lifetime out of range."_s);
        rejected.httpStatus = 400;
        m_user->showError(rejected);
        QVERIFY(said().contains(u"The user was not created."));
        QVERIFY(said().contains(u"Lifetime out of range."));
        QCOMPARE(m_user->newUser().name, u"Interpreter"_s);
        QVERIFY(check(u"Access token"_s)->isChecked());
        QVERIFY(named<QPushButton>(*m_user, u"Create user"_s)->isEnabled());
    }

    void anUnknownOutcomeIsSaidInPlainWords()
    {
        create({});
        m_user->showError(makeError(ErrorKind::OutcomeUnknown, u"reset"_s));
        QVERIFY2(said().contains(u"may have been created, but its identifier is unknown"),
                 qPrintable(said()));
        QVERIFY(said().contains(u"another user is created"));
        QVERIFY(!said().contains(u"was not created"));
        QVERIFY(named<QPushButton>(*m_user, u"Create user"_s)->isEnabled());
    }

private:
    QLineEdit *line(const QString &name) { return named<QLineEdit>(*m_user, name); }
    QCheckBox *check(const QString &name) { return named<QCheckBox>(*m_user, name); }
    QString said() { return m_user->findChild<MessageBar *>()->text(); }
    void create(const QString &userName)
    {
        line(u"Name"_s)->setText(userName);
        named<QPushButton>(*m_user, u"Create user"_s)->click();
    }

    TimeDisplay m_display;
    NewUserDialog *m_user = nullptr;
};

ROOMKEEPER_TEST(QApplication, TestRosterDialogs);
#include "tst_rosterdialogs.moc"
