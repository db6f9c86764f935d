// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright::test;
namespace fs = std::filesystem;

class LogCommandTest : public QObject {
    Q_OBJECT
private slots:
    void theLogTellsWhatHappened();
    void filtersLeaveTheRestOut();
    void jsonLinesAreObjects();
    void theLogGoesIntoAFile();
    void followTellsWhatIsNew();
};

void LogCommandTest::theLogTellsWhatHappened()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 0)));
    VERIFY_DONE(runProgram({"stop", place.job()}));
    const Outcome log = runProgram({"log", place.job()});
    VERIFY_DONE(log);
    const std::vector<std::string> lines = log.outLines();
    QCOMPARE(lines.size(), std::size_t{4});
    QVERIFY(lines[0].ends_with("Z  TasksAccepted  object 1  worker-1"));
    QVERIFY(lines[1].ends_with("Z  TasksSubmitted  object 1  worker-1"));
    QVERIFY(lines[2].ends_with("Z  Labeling job progress for batch number:1 | #Total data set objects:2 | #Data set "
                               "objects labeled:1 | #Data set objects failed:0"));
    QVERIFY(lines[3].ends_with("Z  Labeling job status:Stopped  worker-1"));
}

void LogCommandTest::filtersLeaveTheRestOut()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob({"--workers-per-object", "2"}));
    const fs::path mask = place.addIndexedMask("mask.png", 0);
    VERIFY_DONE(place.submit(0, mask));
    VERIFY_DONE(runProgram({"submit", place.job(), "--object", "0", "--worker", "worker-2", "--mask", mask}));
    QCOMPARE(runProgram({"log", place.job(), "--event", "submitted"}).outLines().size(), std::size_t{2});
    QCOMPARE(runProgram({"log", place.job(), "--event", "submitted", "--event", "progress"}).outLines().size(),
             std::size_t{3});
    const std::vector<std::string> two =
        runProgram({"log", place.job(), "--worker", "worker-2", "--event", "accepted"}).outLines();
    QCOMPARE(two.size(), std::size_t{1});
    QVERIFY(two[0].ends_with("  worker-2"));
    VERIFY_WRONG_USAGE(runProgram({"log", place.job(), "--event", "painted"}),
                       "\"painted\" is none of accepted, submitted, returned, declined, progress, status, flagged, "
                       "unflagged, edited");
    VERIFY_REFUSED(runProgram({"log", place.job(), "--worker", "nobody"}), "no worker \"nobody\"", "worker-1");
}

void LogCommandTest::jsonLinesAreObjects()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    const std::vector<std::string> lines = runProgram({"log", place.job(), "--json"}).outLines();
    QCOMPARE(lines.size(), std::size_t{3});
    const QJsonObject submitted = jsonOf(lines[1]);
    QCOMPARE(submitted[QStringLiteral("event_type")].toString(), QStringLiteral("TasksSubmitted"));
    QCOMPARE(submitted[QStringLiteral("object")].toInt(), 0);
    QVERIFY(jsonOf(lines[2])[QStringLiteral("message")].toString().startsWith(QStringLiteral("Labeling job progress")));
}

void LogCommandTest::theLogGoesIntoAFile()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    const fs::path file = place.root() / "log.txt";
    const Outcome written = runProgram({"log", place.job(), "-o", file});
    VERIFY_DONE(written);
    QCOMPARE(written.out, file.string() + ": 3 lines\n");
    QCOMPARE(textOf(file), runProgram({"log", place.job()}).out);
}

void LogCommandTest::followTellsWhatIsNew()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    const fs::path mask = place.addIndexedMask("mask.png", 0);
    VERIFY_DONE(place.submit(0, mask));
    QProcess process;
    startProgram(process, {"log", place.job(), "--event", "submitted", "--follow"});
    QByteArray told;
    const auto lines = [&] {
        process.waitForReadyRead(100);
        told += process.readAllStandardOutput();
        return told.count('\n');
    };
    QTRY_COMPARE_WITH_TIMEOUT(lines(), 1, 30'000);
    VERIFY_DONE(place.submit(1, mask));
    QTRY_COMPARE_WITH_TIMEOUT(lines(), 2, 30'000);
    QVERIFY(told.endsWith("TasksSubmitted  object 1  worker-1\n"));
    process.terminate();
    QVERIFY(process.waitForFinished());
}

LABELWRIGHT_TEST(LogCommandTest)
#include "LogCommandTest.moc"
