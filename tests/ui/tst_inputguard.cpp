#include "support/fixture.h"
#include "support/testmain.h"
#include "ui/common/confirmation.h"
#include "ui/common/inputguard.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

/// Esc and the close button in a dialog with a line, a secret and a text.
class TestInputGuard : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_dialog = std::make_unique<QDialog>();
        m_line = new QLineEdit(u"before"_s);
        m_secret = new QLineEdit;
        m_secret->setEchoMode(QLineEdit::Password);
        m_text = new QPlainTextEdit;
        m_cancel = new QPushButton(u"Cancel"_s);
        connect(m_cancel, &QPushButton::clicked, m_dialog.get(), &QDialog::reject);
        auto *layout = new QVBoxLayout(m_dialog.get());
        for (QWidget *each : QWidgetList{m_line, m_secret, m_text, m_cancel})
            layout->addWidget(each);
        m_guard = new InputGuard(m_dialog.get());
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        m_line->setFocus();
    }
    void cleanup() { m_dialog.reset(); }

    void escapeClosesADialogWithoutInput()
    {
        QTest::keyClick(m_line, Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
        QVERIFY(!question());
    }

    void escapeInAChangedFieldPutsBackTheText()
    {
        m_line->setText(u"set by the program"_s);
        m_line->selectAll();
        QTest::keyClicks(m_line, u"typed"_s);
        QVERIFY(m_guard->hasInput());
        QTest::keyClick(m_line, Qt::Key_Escape);
        QCOMPARE(m_line->text(), u"set by the program"_s);
        QVERIFY(m_dialog->isVisible() && !m_guard->hasInput());
        m_line->undo(); // it was an edit
        QCOMPARE(m_line->text(), u"typed"_s);
        QTest::keyClick(m_line, Qt::Key_Escape);

        m_text->setFocus();
        QTest::keyClicks(m_text, u"8:acs:"_s);
        QTest::keyClick(m_text, Qt::Key_Escape);
        QCOMPARE(m_text->toPlainText(), QString());
        m_secret->setFocus();
        QTest::keyClicks(m_secret, u"marker-secret"_s);
        QTest::keyClick(m_secret, Qt::Key_Escape);
        QCOMPARE(m_secret->text(), QString());
        QVERIFY(m_dialog->isVisible());
        QTest::keyClick(m_secret, Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
    }

    void closingAsksOnceSomethingWasTyped_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("Esc elsewhere") << true;
        QTest::newRow("close button") << false;
    }

    void closingAsksOnceSomethingWasTyped()
    {
        QFETCH(const bool, byKey);
        const auto leave = [this, byKey] {
            if (byKey)
                QTest::keyClick(m_cancel, Qt::Key_Escape);
            else
                m_dialog->close();
        };
        QTest::keyClicks(m_text, u"pasted"_s);
        m_cancel->setFocus();
        leave();
        QVERIFY(m_dialog->isVisible());
        QPointer<Confirmation> asked = question();
        QVERIFY(asked && asked->isVisible());
        leave(); // one question is enough
        QCOMPARE(m_dialog->findChildren<Confirmation *>().size(), 1);
        asked->findChild<QPushButton *>(u"cancel"_s)->click();
        QTRY_VERIFY(!asked);
        QVERIFY(m_dialog->isVisible());
        QCOMPARE(m_text->toPlainText(), u"pasted"_s);

        leave();
        question()->findChild<QPushButton *>(u"confirm"_s)->click();
        QVERIFY(!m_dialog->isVisible());
        QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Rejected));
    }

    void cancelNeverAsks()
    {
        QTest::keyClicks(m_text, u"pasted"_s);
        m_cancel->click();
        QVERIFY(!m_dialog->isVisible());
        QVERIFY(!question());
    }

    void whatIsBeingSentIsNotAskedAbout()
    {
        QTest::keyClicks(m_text, u"pasted"_s);
        m_text->setEnabled(false);
        m_dialog->close();
        QVERIFY(!m_dialog->isVisible());
    }

private:
    Confirmation *question() const { return m_dialog->findChild<Confirmation *>(); }

    std::unique_ptr<QDialog> m_dialog;
    QLineEdit *m_line = nullptr;
    QLineEdit *m_secret = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_cancel = nullptr;
    InputGuard *m_guard = nullptr;
};

ROOMKEEPER_TEST(QApplication, TestInputGuard);
#include "tst_inputguard.moc"
