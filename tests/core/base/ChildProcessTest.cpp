// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ChildProcess.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>
#include <QTest>

#include <chrono>
#include <cstdlib>
#include <thread>

using namespace labelwright;
using namespace labelwright::test;

class ChildProcessTest : public QObject {
    Q_OBJECT
private slots:
    void outputAndExitCodeAreThoseOfTheProgram();
    void linesOfTheErrorsComeOneByOne();
    void inputOfAnySizeIsRead();
    void environmentIsOursButForTheChanges();
    void wordsAreNoShellCode();
    void programThatIsNotThereIsNamed();
    void signalThatEndsItIsTold();
    void stopEndsItSoon();
};

void ChildProcessTest::outputAndExitCodeAreThoseOfTheProgram()
{
    const auto outcome = runChild({{"sh", "-c", "printf 'a\\nb'; exit 3"}});
    VERIFY_OK(outcome);
    QCOMPARE(outcome->exitCode, 3);
    QCOMPARE(outcome->output, std::string("a\nb"));
}

void ChildProcessTest::linesOfTheErrorsComeOneByOne()
{
    std::vector<std::string> lines;
    const auto outcome = runChild({{"sh", "-c", "printf 'one\\n\\nthree' >&2"}},
                                  [&lines](std::string_view line) { lines.emplace_back(line); });
    VERIFY_OK(outcome);
    QCOMPARE(lines, (std::vector<std::string>{"one", "", "three"}));
}

void ChildProcessTest::inputOfAnySizeIsRead()
{
    const std::string input(3'000'000, 'x');
    const auto outcome = runChild({{"cat"}, input});
    VERIFY_OK(outcome);
    QVERIFY(outcome->output == input);
    VERIFY_OK(runChild({{"true"}, input}));
}

void ChildProcessTest::environmentIsOursButForTheChanges()
{
    ::setenv("LABELWRIGHT_TEST_KEPT", "kept", 1);
    ::setenv("LABELWRIGHT_TEST_GONE", "gone", 1);
    ChildCommand command{{"sh", "-c", "echo $LABELWRIGHT_TEST_KEPT,$LABELWRIGHT_TEST_GONE,$LABELWRIGHT_TEST_NEW"}};
    command.environment = {{"LABELWRIGHT_TEST_GONE", std::nullopt}, {"LABELWRIGHT_TEST_NEW", "new"}};
    const auto outcome = runChild(command);
    VERIFY_OK(outcome);
    QCOMPARE(outcome->output, std::string("kept,,new\n"));
}

void ChildProcessTest::wordsAreNoShellCode()
{
    const auto outcome = runChild({{"printf", "%s", "$(exit 1); \"'* \\"}});
    VERIFY_OK(outcome);
    QCOMPARE(outcome->output, std::string("$(exit 1); \"'* \\"));
}

void ChildProcessTest::programThatIsNotThereIsNamed()
{
    const auto outcome = runChild({{"no-such-program-here"}});
    VERIFY_ERROR(outcome, ErrorCode::NotFound);
    QVERIFY(outcome.error().detail.find("no-such-program-here") != std::string::npos);
}

void ChildProcessTest::signalThatEndsItIsTold()
{
    const auto outcome = runChild({{"sh", "-c", "kill -9 $$"}});
    VERIFY_OK(outcome);
    QCOMPARE(outcome->exitCode, 137);
}

void ChildProcessTest::stopEndsItSoon()
{
    std::stop_source stop;
    // It begins to sleep, then it is stopped.
    const auto outcome = runChild(
        {{"sh", "-c", "echo ready >&2; exec sleep 600"}}, [&stop](std::string_view) { stop.request_stop(); },
        stop.get_token());
    VERIFY_ERROR(outcome, ErrorCode::Cancelled);
}

LABELWRIGHT_TEST(ChildProcessTest)
#include "ChildProcessTest.moc"
