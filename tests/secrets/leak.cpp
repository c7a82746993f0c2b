// leak WAY HEXADECIMAL-DIGITS [FILE]: leaks a secret in one of many ways, so that selftest.py can
// check that it is found. Files are deleted again.

#include <QCoreApplication>
#include <QDataStream>
#include <QDebug>
#include <QFile>
#include <QSaveFile>
#include <QSettings>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTextStream>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

struct Leak
{
    QByteArray secret;
    QString path;

    const char *text() const { return secret.constData(); }
    size_t size() const { return static_cast<size_t>(secret.size()); }
    QString string() const { return QString::fromLatin1(secret); }
    iovec piece() const { return {.iov_base = const_cast<char *>(text()), .iov_len = size()}; }

    /// In two parts with something else between them.
    void halves(const std::function<void(const char *, size_t)> &write,
                const std::function<void()> &between) const
    {
        write(text(), size() / 2);
        between();
        write(text() + size() / 2, size() - size() / 2);
    }

    int open() const { return ::open(qPrintable(path), O_RDWR | O_CREAT, 0600); }
};

void inSqlite(const Leak &leak)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s);
    database.setDatabaseName(leak.path);
    database.open();
    std::optional<QSqlQuery> query(database);
    query->exec(u"PRAGMA journal_mode=WAL"_s);
    query->exec(u"CREATE TABLE t (x)"_s);
    query->prepare(u"INSERT INTO t VALUES (?)"_s);
    query->addBindValue(leak.string());
    query->exec();
    query->exec(u"DELETE FROM t"_s);
    query.reset();
    database.close();
}

void inSettings(const Leak &leak)
{
    QSettings settings(leak.path, QSettings::IniFormat);
    settings.setValue(u"x"_s, leak.string());
}

void withLimitedFiles(const Leak &leak)
{
    const rlimit limit{.rlim_cur = 300, .rlim_max = 300};
    std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &limit);
    leak.halves([](const char *text, size_t size) { (void)!::write(STDOUT_FILENO, text, size); },
                [] { std::fputs(QByteArray(1000, 'x').constData(), stderr); });
}

void inChild(const Leak &leak)
{
    if (::fork() == 0) {
        (void)!::write(STDERR_FILENO, leak.text(), leak.size());
        ::_exit(0);
    }
    ::wait(nullptr);
}

void inSaveFile(const Leak &leak)
{
    QSaveFile file(leak.path);
    (void)file.open(QIODevice::WriteOnly);
    file.write(leak.secret);
    file.cancelWriting();
}

using Way = std::function<void(const Leak &)>;
using Ways = QMap<QByteArray, Way>;

Ways printing()
{
    return {
        {"printf", [](const Leak &leak) { std::printf("%s\n", leak.text()); }},
        {"fprintf", [](const Leak &leak) { std::fprintf(stderr, "%s", leak.text()); }},
        {"puts", [](const Leak &leak) { std::puts(leak.text()); }},
        {"fputs", [](const Leak &leak) { std::fputs(leak.text(), stdout); }},
        {"perror", [](const Leak &leak) { std::perror(leak.text()); }},
        {"fwrite", [](const Leak &leak) { std::fwrite(leak.text(), 1, leak.size(), stdout); }},
        {"dprintf", [](const Leak &leak) { ::dprintf(STDOUT_FILENO, "%s", leak.text()); }},
        {"putchar",
         [](const Leak &leak) {
             for (const char each : leak.secret)
                 std::putchar(each);
         }},
        {"cout", [](const Leak &leak) { std::cout << leak.text() << '\n'; }},
        {"cerr", [](const Leak &leak) { std::cerr << leak.text(); }},
        {"writev",
         [](const Leak &leak) {
             const iovec pieces[] = {leak.piece(), leak.piece()};
             (void)!::writev(STDOUT_FILENO, pieces, 2);
         }},
        {"QTextStream", [](const Leak &leak) { QTextStream(stdout) << leak.string() << '\n'; }},
        {"qWarning", [](const Leak &leak) { qWarning() << leak.string(); }},
        {"stdout in halves",
         [](const Leak &leak) {
             leak.halves([](const char *text, size_t size) { std::fwrite(text, 1, size, stdout); },
                         [] { std::fputs("else\n", stderr); });
         }},
        {"with limited files", withLimitedFiles},
        {"in a child", inChild},
    };
}

Ways writing()
{
    return {
        {"write", [](const Leak &leak) { (void)!::write(leak.open(), leak.text(), leak.size()); }},
        {"pwrite",
         [](const Leak &leak) { (void)!::pwrite(leak.open(), leak.text(), leak.size(), 5000); }},
        {"pwritev",
         [](const Leak &leak) {
             const iovec piece = leak.piece();
             (void)!::pwritev(leak.open(), &piece, 1, 5000);
         }},
        {"file in halves",
         [](const Leak &leak) {
             const int file = leak.open();
             leak.halves([&](const char *text, size_t size) { (void)!::write(file, text, size); },
                         [] { std::puts("else"); });
         }},
        {"ofstream",
         [](const Leak &leak) { std::ofstream(leak.path.toStdString()) << leak.text(); }},
        {"fopen",
         [](const Leak &leak) {
             FILE *file = std::fopen(qPrintable(leak.path), "w");
             std::fprintf(file, "%s", leak.text());
             std::fclose(file);
         }},
        {"QFile",
         [](const Leak &leak) {
             QFile file(leak.path);
             (void)file.open(QIODevice::WriteOnly);
             file.write(leak.secret);
         }},
        {"QDataStream",
         [](const Leak &leak) {
             QFile file(leak.path);
             (void)file.open(QIODevice::WriteOnly);
             QDataStream stream(&file);
             stream << leak.string();
         }},
        {"QSaveFile", inSaveFile},
        {"QSettings", inSettings},
        {"SQLite", inSqlite},
        {"in a thread",
         [](const Leak &leak) {
             std::thread([&] { (void)!::write(leak.open(), leak.text(), leak.size()); }).join();
         }},
        {"file's name", [](const Leak &leak) { (void)!::write(leak.open(), "x", 1); }},
    };
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Ways ways = printing();
    ways.insert(writing());
    if (arguments.size() < 3) { // the ways that there are, for the test
        for (auto it = ways.keyBegin(); it != ways.keyEnd(); ++it)
            std::puts((*it).constData());
        return 0;
    }
    const Leak leak{.secret = QByteArray::fromHex(arguments[2].toLatin1()),
                    .path = arguments.value(3)};
    ways.value(arguments[1].toUtf8())(leak);
    std::fflush(nullptr);
    QFile::remove(leak.path);
    return 0;
}
