#include "base/regularfile.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <sys/stat.h>

using namespace roomkeeper;
using namespace Qt::StringLiterals;

class TestRegularFile : public tests::FolderFixture
{
    Q_OBJECT

private slots:
    void readsUpToTheLimit()
    {
        const QString path = pathOf(u"file"_s);
        write(path, QByteArray(2048, 'x'));
        QCOMPARE(readRegularFile(path, 2048).value().size(), 2048);
        QCOMPARE(errorOf(path, 2047), u"“%1” is too large (at most 1 KiB)."_s.arg(path));
        write(path, {});
        QCOMPARE(readRegularFile(path, 2048).value(), QByteArray());
        // These have no size.
        QVERIFY(!readRegularFile(u"/proc/self/status"_s, 65536).value().isEmpty());
    }

    void aLinkIsFollowed()
    {
        write(pathOf(u"file"_s), "text");
        QVERIFY(QFile::link(pathOf(u"file"_s), pathOf(u"link"_s)));
        QCOMPARE(readRegularFile(pathOf(u"link"_s), 10).value(), QByteArray("text"));
    }

    void nothingElseIsRead()
    {
        const QString pipe = pathOf(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(QDir().mkdir(pathOf(u"folder"_s)));
        QVERIFY(QFile::link(pipe, pathOf(u"link"_s)));
        for (const QString &path :
             {pipe, pathOf(u"folder"_s), pathOf(u"link"_s), u"/dev/zero"_s, u"/dev/tty"_s}) {
            const QString said = errorOf(path, 100);
            QVERIFY2(said == u"“%1” is not a regular file."_s.arg(path)
                         || said.startsWith(u"“/dev/tty” can't be read"),
                     qPrintable(said));
        }
    }

    void aMissingOneIsSaid()
    {
        QCOMPARE(errorOf(pathOf(u"none"_s), 10),
                 u"“%1” can't be read: No such file or directory."_s.arg(pathOf(u"none"_s)));
    }

private:
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static QString errorOf(const QString &path, qint64 maxSize)
    {
        const auto read = readRegularFile(path, maxSize);
        if (read || read.error().kind != ErrorKind::File)
            return u"no error"_s;
        return read.error().message;
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestRegularFile);
#include "tst_regularfile.moc"
