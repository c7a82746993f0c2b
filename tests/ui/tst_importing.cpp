#include "support/mainwindowfixture.h"
#include "support/testmain.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QPointer>
#include <QStringEncoder>

#include <sys/stat.h>

using namespace roomkeeper;
using namespace roomkeeper::ui;

/// Connection strings from elsewhere: the clipboard, a dropped text or file, the environment.
class TestImporting : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { begin(u"tst_importing"_s); }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { makeWindow(); }

    void cleanup()
    {
        QGuiApplication::clipboard()->clear();
        dropWindow();
    }

    /// For a user who has only a connection string: one paste, one click.
    void onePasteAndOneClick()
    {
        QGuiApplication::clipboard()->setText(m_sandbox->connectionString());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
        QVERIFY(dialog());
        auto *save = named<QPushButton>(*dialog(), u"Save"_s);
        QVERIFY(save->isEnabled());
        QCOMPARE(dialog()->focusWidget(), save);
        save->click();
        QTRY_VERIFY(textOf<QLabel>(*m_window, "loadStatus").startsWith(u"24 rooms at"));
        QTRY_COMPARE(m_secrets->secrets.size(), 1);
        QCOMPARE(m_secrets->secrets.begin().value(), m_sandbox->connectionString().toUtf8());
    }

    void aSecondOneOfTheResourceHasAnotherName()
    {
        onePasteAndOneClick();
        action(u"pasteConnection"_s)->trigger();
        QTRY_VERIFY(dialog());
        QCOMPARE(named<QLineEdit>(*dialog(), u"Name"_s)->text(),
                 m_profiles->profiles().first().name + u" 2"_s);
        QVERIFY(named<QPushButton>(*dialog(), u"Save"_s)->isEnabled());
    }

    void aClipboardWithoutOneIsSaid()
    {
        QGuiApplication::clipboard()->setText(u"lunch at noon"_s);
        action(u"pasteConnection"_s)->trigger();
        QVERIFY(!dialog());
        QVERIFY(m_window->messages().text().contains(u"It contains no connection string."));
        QVERIFY(!m_window->messages().text().contains(u"lunch"));
        // It disappears with the next connection string.
        QGuiApplication::clipboard()->setText(m_sandbox->connectionString());
        action(u"pasteConnection"_s)->trigger();
        QVERIFY(m_window->messages().text().isEmpty());
    }

    void aDroppedFile_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<bool>("isUtf16");
        QTest::newRow("settings") << QByteArray("A=1\nCOMMUNICATION_CONNECTION_STRING=") << false;
        QTest::newRow("from Windows") << QByteArray("A=1\r\nSECRET=") << true;
    }

    void aDroppedFile()
    {
        QFETCH(QByteArray, before);
        QFETCH(bool, isUtf16);
        const QString text =
            QString::fromLatin1(before) + m_sandbox->connectionString() + u"\r\n"_s;
        QStringEncoder encoder(isUtf16 ? QStringConverter::Utf16LE : QStringConverter::Utf8,
                               isUtf16 ? QStringConverter::Flag::WriteBom
                                       : QStringConverter::Flag::Default);
        drop(fileWith(encoder(text)));
        QVERIFY(dialog());
        QCOMPARE(named<QLineEdit>(*dialog(), u"Connection string"_s)->text(),
                 m_sandbox->connectionString());
    }

    void aDroppedFileThatIsNone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        QTest::newRow("another text") << QByteArray("hello") << u"no connection string"_s;
        QTest::newRow("large") << QByteArray(300 * 1024, 'x') << u"too large"_s;
    }

    void aDroppedFileThatIsNone()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        drop(fileWith(content));
        QVERIFY(!dialog());
        QVERIFY2(m_window->messages().text().contains(says),
                 qPrintable(m_window->messages().text()));
    }

    void aDroppedPipeIsNotWaitedFor()
    {
        const QString pipe = m_folder->filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        drop(pipe);
        QVERIFY(!dialog());
        QVERIFY2(m_window->messages().text().contains(u"not a regular file"),
                 qPrintable(m_window->messages().text()));
    }

    void aFileWithSeveralLetsOneBeChosen()
    {
        const QString own = m_sandbox->connectionString();
        drop(fileWith((u"A=endpoint=https://a.example/;accesskey=bWFya2VyLXNlY3JldC0y\nB="_s + own)
                          .toUtf8()));
        QVERIFY(dialog());
        auto *resources = named<QComboBox>(*dialog(), u"Resource"_s);
        QCOMPARE(resources->count(), 2);
        resources->setCurrentIndex(1);
        QCOMPARE(dialog()->connectionString(), own.toUtf8());
    }

    void aBrokenOneIsSaidToBeBroken()
    {
        QGuiApplication::clipboard()->setText(
            u"endpoint=http://contoso.example/;accesskey=bWFya2VyLXNlY3JldC0y"_s);
        action(u"pasteConnection"_s)->trigger();
        QVERIFY(!dialog());
        QVERIFY(m_window->messages().text().contains(u"must begin with https://"));
    }

    void theEnvironmentsValueIsCleaned()
    {
        m_environment = "\"" + m_sandbox->connectionString().toUtf8() + "\"";
        openWindow();
        m_environment.clear();
        QVERIFY(m_window->connections().choices().first().profile.endpoint.startsWith(
            u"http://127.0.0.1:"));
    }

    void severalFilesAreNotTaken()
    {
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(u"/a"_s), QUrl::fromLocalFile(u"/b"_s)});
        QVERIFY(!enter(files));
        QMimeData elsewhere;
        elsewhere.setUrls({QUrl(u"https://contoso.example/file"_s)});
        QVERIFY(!enter(elsewhere));
        QMimeData text;
        text.setText(u"anything"_s);
        QVERIFY(enter(text));
    }

    void theEnvironmentsConnectionCanBeKept()
    {
        QVERIFY(!action(u"keepEnvironment"_s)->isVisible());
        m_environment = m_sandbox->connectionString().toUtf8();
        openWindow();
        m_environment.clear();
        QVERIFY(action(u"keepEnvironment"_s)->isVisible());
        action(u"keepEnvironment"_s)->trigger();
        QVERIFY(dialog());
        named<QPushButton>(*dialog(), u"Save"_s)->click();
        QTRY_COMPARE(m_secrets->secrets.size(), 1);
        QCOMPARE(m_profiles->profiles().size(), 1);
    }

private:
    ConnectionDialog *dialog() const
    {
        const auto all = m_window->findChildren<ConnectionDialog *>();
        for (ConnectionDialog *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }

    QString fileWith(const QByteArray &content)
    {
        QFile file(m_folder->filePath(u"dropped"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the file can't be written");
        return file.fileName();
    }

    /// Never a move, because editors delete text that was moved out.
    bool enter(const QMimeData &data)
    {
        QDragEnterEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        event.ignore();
        QCoreApplication::sendEvent(m_window.get(), &event);
        return event.isAccepted();
    }

    void drop(const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QVERIFY(enter(data));
        QDropEvent event(QPointF(10, 10), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton,
                         Qt::ShiftModifier);
        event.setDropAction(Qt::MoveAction);
        QCoreApplication::sendEvent(m_window.get(), &event);
        QVERIFY(event.isAccepted());
        QCOMPARE(event.dropAction(), Qt::CopyAction);
    }
};

ROOMKEEPER_TEST(QApplication, TestImporting);
#include "tst_importing.moc"
