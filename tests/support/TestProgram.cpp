// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled into each program, as the kind of application depends on what the program links.
#include "tests/support/TestProgram.h"

#if defined(QT_WIDGETS_LIB)
#include <QApplication>
#elif defined(QT_GUI_LIB)
#include <QGuiApplication>
#endif

#include <cstdio>
#include <map>
#include <string>

namespace labelwright {
namespace {

#if defined(QT_WIDGETS_LIB)
using Application = QApplication;
#elif defined(QT_GUI_LIB)
using Application = QGuiApplication;
#else
using Application = QCoreApplication;
#endif

std::map<std::string, TestRun>& listedTests()
{
    static std::map<std::string, TestRun> tests;
    return tests;
}

} // namespace

ListedTest::ListedTest(const char* name, TestRun run)
{
    listedTests().emplace(name, run);
}

} // namespace labelwright

int main(int argc, char** argv)
{
    const auto& tests = labelwright::listedTests();
    const auto found = argc > 1 ? tests.find(argv[1]) : tests.end();
    if (found == tests.end()) {
        std::fputs("The first argument names one of these tests:\n", stderr);
        for (const auto& [name, run] : tests)
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    labelwright::Application::setAttribute(Qt::AA_Use96Dpi);
    int testArgc = argc - 1;
    const labelwright::Application application(testArgc, argv + 1);
    return found->second(testArgc, argv + 1);
}
