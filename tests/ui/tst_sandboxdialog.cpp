#include "base/qtversions.h"
#include "support/fakesandbox.h"
#include "support/fixture.h"
#include "support/temporarysettings.h"
#include "support/testmain.h"
#include "support/widgettest.h"
#include "ui/connections/sandbox/sandboxdialog.h"
#include "ui/connections/sandbox/sandboxrequestmodel.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

class TestSandboxDialog : public roomkeeper::tests::WidgetFixture
{
    Q_OBJECT

private slots:
    void init()
    {
        WidgetFixture::init();
        m_sandbox = std::make_unique<tests::FakeSandbox>();
        m_display.setMode(TimeDisplay::Mode::Utc);
        m_settings.emplace();
        open();
    }
    void cleanup() { m_dialog.reset(); }

    void showsTheConnectionString()
    {
        auto *copy = find<QPushButton>("copySandboxConnectionString");
        QVERIFY(!copy->isEnabled());
        m_sandbox->start(QByteArray("endpoint=http://127.0.0.1:1/;accesskey=marker-secret"));
        QTRY_VERIFY(copy->isEnabled());
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"endpoint=http://127.0.0.1:1/;accesskey=marker-secret"_s);
        QCOMPARE(find<QLineEdit>("sandboxConnectionString")->text(),
                 QGuiApplication::clipboard()->text());
    }

    void saysWhyItDoesNotRun()
    {
        m_sandbox->start(failure(ErrorKind::Invalid, u"No."_s));
        QTRY_COMPARE(find<QLineEdit>("sandboxConnectionString")->placeholderText(), u"No."_s);
        QVERIFY(!find<QPushButton>("copySandboxConnectionString")->isEnabled());
    }

    void switchesFaultsOnAndOff()
    {
        find<QCheckBox>("sandboxDrop")->click();
        find<QCheckBox>("sandboxSlow")->click();
        find<QComboBox>("sandboxFaultShare")->setCurrentIndex(1);
        const SandboxFaults expected{.drop = true, .slow = true, .oneIn = 2};
        QCOMPARE(m_sandbox->faults(), expected);
        open(); // they stay
        QCOMPARE(m_sandbox->faults(), expected);
        QVERIFY(find<QCheckBox>("sandboxDrop")->isChecked());
        QVERIFY(!find<QCheckBox>("sandboxRateLimit")->isChecked());
        QCOMPARE(find<QComboBox>("sandboxFaultShare")->currentData().toInt(), 2);
        for (const char *each : {"sandboxUnavailable", "sandboxRateLimit"})
            find<QCheckBox>(each)->click();
        find<QCheckBox>("sandboxDrop")->click();
        QCOMPARE(m_sandbox->faults(),
                 (SandboxFaults{.unavailable = true, .rateLimit = true, .slow = true, .oneIn = 2}));
    }

    void showsRequestsAsTheyCome()
    {
        const auto *model = find<QTableView>("sandboxRequests")->model();
        const QDateTime at(QDate(2026, 11, 22), QTime(14, 3, 11), utcZone);
        emit m_sandbox->requestHandled({.at = at,
                                        .method = u"GET"_s,
                                        .path = u"/rooms"_s,
                                        .status = 503,
                                        .fault = u"status=503"_s});
        QStringList row;
        for (int column = 0; column < model->columnCount(); ++column)
            row << model->index(0, column).data().toString();
        QCOMPARE(row,
                 (QStringList{u"14:03:11"_s, u"GET"_s, u"/rooms"_s, u"503"_s, u"status=503"_s}));
        for (int i = 0; i < SandboxRequestModel::capacity; ++i)
            emit m_sandbox->requestHandled({.at = at, .path = QString::number(i)});
        QCOMPARE(model->rowCount(), SandboxRequestModel::capacity);
        QCOMPARE(model->index(0, SandboxRequestModel::Path).data().toString(), u"0"_s);
        find<QPushButton>("clearSandboxRequests")->click();
        QCOMPARE(model->rowCount(), 0);
    }

    void everythingIsNamed() { QCOMPARE(unnamedIn(*m_dialog), QStringList()); }

private:
    void open()
    {
        m_dialog = std::make_unique<SandboxDialog>(*m_sandbox, m_display, *m_settings);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
    }
    template <class T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QLatin1StringView(name));
    }

    TimeDisplay m_display;
    std::optional<tests::TemporarySettings> m_settings;
    std::unique_ptr<tests::FakeSandbox> m_sandbox;
    std::unique_ptr<SandboxDialog> m_dialog;
};

ROOMKEEPER_TEST(QApplication, TestSandboxDialog);
#include "tst_sandboxdialog.moc"
