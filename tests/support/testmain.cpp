#include "support/testmain.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QList>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace roomkeeper::tests {

namespace {

QList<RegisteredTest> &registeredTests()
{
    static QList<RegisteredTest> tests;
    return tests;
}

} // namespace

bool registerTest(const char *file, int (*run)(int argc, char **argv))
{
    registeredTests().append({QFileInfo(QFile::decodeName(file)).completeBaseName(), run});
    return true;
}

} // namespace roomkeeper::tests

/// PROGRAM TEST [ARGUMENTS OF QT TEST...]
int main(int argc, char **argv)
{
    const auto &tests = roomkeeper::tests::registeredTests();
    const QString name = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    const auto found = std::find_if(tests.begin(), tests.end(),
                                    [&](const auto &test) { return test.name == name; });
    if (found == tests.end()) {
        std::fprintf(stderr, "usage: %s TEST [ARGUMENTS...]; its tests are:\n", argv[0]);
        for (const auto &test : tests)
            std::fprintf(stderr, "  %s\n", qPrintable(test.name));
        return 2;
    }
    // Each test has its own settings and temporary files.
    QCoreApplication::setApplicationName(name);
    argv[1] = argv[0];
    return found->run(argc - 1, argv + 1);
}
