#include "base/call.h"
#include "store/catalogue/catalogue.h"

#include <QCoreApplication>

#include <cstdio>

using namespace roomkeeper;

namespace {

constexpr int openCalls = 4;

/// Writes the numbers from `first` to `last`, several at a time, as the names of a few rooms and
/// people, so that each is overwritten repeatedly.
class Writer : public QObject
{
public:
    Writer(const QString &file, QString prefix, int first, int last)
        : m_catalogue(file)
        , m_prefix(std::move(prefix))
        , m_next(first)
        , m_last(last)
    {
        for (int i = 0; i < openCalls; ++i)
            writeNext();
    }

private:
    void writeNext()
    {
        if (m_next > m_last) {
            if (m_open == 0)
                QCoreApplication::quit();
            return;
        }
        const int number = m_next++;
        const QString id = m_prefix + QString::number(number % 7);
        const QString name = QString::number(number);
        const auto call = number % 3 == 0
                              ? m_catalogue.keepPerson(id, name)
                              : m_catalogue.keepRoom(QStringLiteral("resource"), id,
                                                     {.name = name, .tags = QStringList{name}});
        ++m_open;
        call.then(this, [this, number](const Result<void> &kept) {
            --m_open;
            if (!kept) {
                std::fprintf(stderr, "%s\n", qPrintable(kept.error().message));
                QCoreApplication::exit(1);
                return;
            }
            std::printf("%d\n", number);
            std::fflush(stdout);
            writeNext();
        });
    }

    store::Catalogue m_catalogue;
    QString m_prefix;
    int m_next;
    int m_last;
    int m_open = 0;
};

} // namespace

/// catalogue_writer FILE PREFIX FIRST LAST: writes to a catalogue, and prints each number that was
/// confirmed on a line.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        return 2;
    const Writer writer(arguments[1], arguments[2], arguments[3].toInt(), arguments[4].toInt());
    return QCoreApplication::exec();
}
