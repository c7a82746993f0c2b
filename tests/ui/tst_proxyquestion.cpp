#include "acs/proxy/proxycredentials.h"
#include "support/fixture.h"
#include "support/sandboxed.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/connections/secrets/proxyquestion.h"

#include <QApplication>
#include <QAuthenticator>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

class TestProxyQuestion : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_credentials = std::make_unique<acs::ProxyCredentials>();
        m_window = std::make_unique<QWidget>();
        ProxyQuestion::askFor(
            *m_credentials, [this] { return m_window.get(); }, *m_window);
    }

    void givesWhatWasTyped()
    {
        const QPointer<ProxyQuestion> question = ask();
        QVERIFY(textOf<QLabel>(*question, "proxyIntroduction").contains(proxy));
        auto *go = named<QPushButton>(*question, u"Continue"_s);
        QVERIFY(!go->isEnabled());
        type(*question, u"ada"_s, u"marker-secret-of-a-proxy"_s);
        QCOMPARE(named<QLineEdit>(*question, u"Password"_s)->echoMode(), QLineEdit::Password);
        go->click();
        QTRY_VERIFY(!question);

        QVERIFY(m_credentials->version(proxy) > 0);
        QAuthenticator filled;
        m_credentials->fillIn(proxy, filled);
        QCOMPARE(filled.user(), u"ada"_s);
        QCOMPARE(filled.password(), u"marker-secret-of-a-proxy"_s);
    }

    void cancelDeclines()
    {
        QSignalSpy declined(m_credentials.get(), &acs::ProxyCredentials::declined);
        const QPointer<ProxyQuestion> question = ask();
        named<QPushButton>(*question, u"Cancel"_s)->click();
        QCOMPARE(declined.size(), 1);
        QCOMPARE(declined.first().first().toString(), proxy);
        QCOMPARE(m_credentials->version(proxy), 0);
        QTRY_VERIFY(!question);
    }

    void aRejectionIsSaidAndAsksForThePasswordOnly()
    {
        QPointer<ProxyQuestion> question = ask();
        type(*question, u"ada"_s, u"marker-secret-wrong"_s);
        named<QPushButton>(*question, u"Continue"_s)->click();
        QTRY_VERIFY(!question);
        m_credentials->rejected(proxy, m_credentials->version(proxy));

        question = ask();
        QVERIFY(
            textOf<QLabel>(*question, "proxyIntroduction").contains(u"rejected this user name"_s));
        QCOMPARE(named<QLineEdit>(*question, u"User name"_s)->text(), u"ada"_s);
        auto *password = named<QLineEdit>(*question, u"Password"_s);
        QVERIFY(password->text().isEmpty());
        QCOMPARE(question->focusWidget(), password);

        // After declining, the question starts empty.
        question->reject();
        QTRY_VERIFY(!question);
        question = ask();
        QVERIFY(
            !textOf<QLabel>(*question, "proxyIntroduction").contains(u"rejected this user name"_s));
        QVERIFY(named<QLineEdit>(*question, u"User name"_s)->text().isEmpty());
    }

    void enterContinuesAndEscapeDeclines()
    {
        QPointer<ProxyQuestion> question = ask();
        type(*question, u"ada"_s, u"marker-secret"_s);
        QTest::keyClick(named<QLineEdit>(*question, u"Password"_s), Qt::Key_Return);
        QVERIFY(m_credentials->version(proxy) > 0);
        QTRY_VERIFY(!question);

        QSignalSpy declined(m_credentials.get(), &acs::ProxyCredentials::declined);
        question = ask();
        QTest::keyClick(question, Qt::Key_Escape);
        QCOMPARE(declined.size(), 1);
    }

private:
    /// The question that opens when a proxy requires a password.
    ProxyQuestion *ask()
    {
        m_credentials->request(proxy);
        auto *question = m_window->findChild<ProxyQuestion *>();
        if (question == nullptr || !question->isVisible())
            qFatal("nobody is asked");
        return question;
    }

    static void type(const ProxyQuestion &question, const QString &user, const QString &password)
    {
        named<QLineEdit>(question, u"User name"_s)->setText(user);
        named<QLineEdit>(question, u"Password"_s)->setText(password);
    }

    const QString proxy = u"proxy.example:3128"_s;
    std::unique_ptr<acs::ProxyCredentials> m_credentials;
    std::unique_ptr<QWidget> m_window; ///< destroyed first
};

ROOMKEEPER_TEST(QApplication, TestProxyQuestion);
#include "tst_proxyquestion.moc"
