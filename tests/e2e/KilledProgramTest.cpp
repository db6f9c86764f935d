// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"

#include <QElapsedTimer>
#include <QJsonArray>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// kill -9 while the program writes: the next run makes of it what it would have been.
class KilledProgramTest : public QObject {
    Q_OBJECT
private slots:
    void aKilledDeriveIsFinishedByTheNext();
    void filesOfAKilledDeriveGoWhenAnswersChange();
    void aKilledSubmitLeavesAWholeAnswerOrNone();
};

namespace {

constexpr Size kSize{600, 400};
constexpr int kObjects = 5;
constexpr int kRounds = 6;

/// Starts the program and kills it after so many milliseconds; whether it was still running.
bool runAndKill(const std::vector<std::string>& arguments, int milliseconds)
{
    QProcess process;
    startProgram(process, arguments);
    process.waitForStarted();
    const bool ended = process.waitForFinished(milliseconds);
    process.kill();
    process.waitForFinished();
    return !ended;
}

/// A mask whose event was never written.
bool isLeftover(const QString& problem)
{
    return problem.contains(QStringLiteral("this mask is not counted"));
}

/// A job whose objects all have an answer.
void makeAnsweredJob(const Workplace& place)
{
    for (int object = 0; object < kObjects; ++object)
        place.addPhoto(std::to_string(object) + ".png", kSize);
    VERIFY_DONE(place.makeJob());
    for (int object = 0; object < kObjects; ++object)
        VERIFY_DONE(place.submit(object, place.addIndexedMask("mask.png", object, kSize)));
}

void removeOutput(const Workplace& place)
{
    fs::remove_all(place.job() / "output");
    fs::remove_all(place.job() / "cache");
}

/// How long an undisturbed run takes, in milliseconds.
int durationOf(const std::vector<std::string>& arguments)
{
    QElapsedTimer timer;
    timer.start();
    const Outcome outcome = runProgram(arguments);
    if (outcome.exitCode != 0)
        qFatal("%s", outcome.err.c_str());
    return static_cast<int>(timer.elapsed());
}

} // namespace

void KilledProgramTest::aKilledDeriveIsFinishedByTheNext()
{
    const Workplace place;
    makeAnsweredJob(place);
    const int whole = durationOf({"derive", place.job()});
    const auto expected = possessionsOf(place.job() / "output");
    QVERIFY(expected.size() > kObjects * 2);

    int killed = 0;
    for (int round = 0; round < kRounds; ++round) {
        removeOutput(place);
        killed += runAndKill({"derive", place.job()}, whole * (round + 1) / (kRounds + 1)) ? 1 : 0;
        VERIFY_DONE(runProgram({"derive", place.job()}));
        QCOMPARE(possessionsOf(place.job() / "output"), expected);
    }
    qInfo("%d of %d runs were killed before their end", killed, kRounds);
    QVERIFY(killed > 0);
}

void KilledProgramTest::filesOfAKilledDeriveGoWhenAnswersChange()
{
    const Workplace place;
    makeAnsweredJob(place);
    const int whole = durationOf({"derive", place.job()});
    for (int round = 0; round < 3; ++round) {
        removeOutput(place);
        runAndKill({"derive", place.job()}, whole * (round + 2) / 5);
        VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", round, kSize)));
        VERIFY_DONE(runProgram({"derive", place.job()}));
        const auto got = possessionsOf(place.job() / "output");
        removeOutput(place);
        VERIFY_DONE(runProgram({"derive", place.job()}));
        QCOMPARE(got, possessionsOf(place.job() / "output"));
    }
}

void KilledProgramTest::aKilledSubmitLeavesAWholeAnswerOrNone()
{
    const Workplace place;
    place.addPhoto("0.png", kSize);
    VERIFY_DONE(place.makeJob());
    const std::vector<std::string> submit{
        "submit",   place.job(), "--object", "0",
        "--worker", "worker-1",  "--mask",   place.addIndexedMask("mask.png", 0, kSize)};
    const int whole = durationOf(submit);
    for (int round = 0; round < kRounds; ++round) {
        runAndKill(submit, whole * (round + 1) / (kRounds + 1));
        const QJsonObject status = jsonOf(runProgram({"status", place.job(), "--json"}).out);
        QCOMPARE(status[QStringLiteral("labeled")].toInt(), 1);
        for (const QJsonValue& problem : status[QStringLiteral("problems")].toArray())
            QVERIFY2(isLeftover(problem.toString()), qPrintable(problem.toString()));
    }
    VERIFY_DONE(runProgram(submit));
    VERIFY_DONE(runProgram({"derive", place.job()}));
    const QJsonObject status = jsonOf(runProgram({"status", place.job(), "--json"}).out);
    QCOMPARE(status[QStringLiteral("problems")].toArray(), QJsonArray());
}

QTEST_GUILESS_MAIN(KilledProgramTest)
#include "KilledProgramTest.moc"
