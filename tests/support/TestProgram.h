// SPDX-License-Identifier: GPL-3.0-or-later
// Many test classes in one program: the first argument names the one to run, the others are Qt Test's.
#pragma once

#include <QTest>

namespace labelwright {

using TestRun = int (*)(int argc, char** argv);

/// Puts a test class on the program's list, before main() begins.
struct ListedTest {
    ListedTest(const char* name, TestRun run);
};

template <typename Test>
int runTest(int argc, char** argv)
{
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace labelwright

#define LABELWRIGHT_TEST(Test) static const labelwright::ListedTest listed##Test(#Test, labelwright::runTest<Test>);
