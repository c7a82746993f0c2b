#pragma once

#include "base/language.h"

#include <QString>
#include <QTest>

namespace roomkeeper::tests {

/// One of the test classes of a test program. The first argument of the program selects the class;
/// each runs in a separate process, so that none sees what another left behind.
struct RegisteredTest
{
    QString name; ///< that of its file, without the suffix
    int (*run)(int argc, char **argv);
};

/// Adds a test class to those of this program; called before main().
bool registerTest(const char *file, int (*run)(int argc, char **argv));

template <class Application, class Test>
int runTest(int argc, char **argv)
{
    Application application(argc, argv);
    installLanguage();
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace roomkeeper::tests

/// Instead of QTEST_MAIN and similar macros: the class is one of several in its program.
#define ROOMKEEPER_TEST(Application, Class)                                                        \
    static const bool isRegistered =                                                               \
        roomkeeper::tests::registerTest(__FILE__, &roomkeeper::tests::runTest<Application, Class>)
