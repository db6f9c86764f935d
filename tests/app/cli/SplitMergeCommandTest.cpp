// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace labelwright::test;
namespace fs = std::filesystem;

/// `split`, `merge` and `settle`.
class SplitMergeCommandTest : public QObject {
    Q_OBJECT
private slots:
    void copiesAreHandedOutAndComeBack();
    void jsonHoldsTheSame();
    void anOverlapIsAShare();
    void conflictsAreShownAndSettled();
    void damageIsToldAndFails();
    void aFullDiskLeavesNoCopy();
    void whatMakesNoSenseIsRefused();
};

namespace {

/// A job of four photos whose team is worker-1 and worker-2.
struct Jobs : Workplace {
    Jobs()
    {
        addPhotos(4);
        makeJob({"--workers-per-object", "2"});
    }

    fs::path copy(int worker) const { return root() / "job-copies" / ("job-worker-" + std::to_string(worker)); }

    Outcome submitTo(const fs::path& folder, int object, int worker, int seed) const
    {
        return runProgram({"submit", folder, "--object", std::to_string(object), "--worker",
                           "worker-" + std::to_string(worker), "--mask",
                           addIndexedMask(std::to_string(seed) + ".png", seed)});
    }
};

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

void SplitMergeCommandTest::copiesAreHandedOutAndComeBack()
{
    const Jobs jobs;
    const Outcome split = runProgram({"split", jobs.job(), "-n", "2"});
    VERIFY_DONE(split);
    QCOMPARE(split.outLines(),
             (std::vector<std::string>{jobs.copy(1).string() + ": 4 objects for worker-1 (0-3)",
                                       jobs.copy(2).string() + ": 4 objects for worker-2 (0-3)",
                                       "4 objects waited for answers. What is answered comes back by: labelwright "
                                       "merge JOB COPY..."}));
    VERIFY_DONE(jobs.submitTo(jobs.copy(1), 0, 1, 0));
    VERIFY_DONE(jobs.submitTo(jobs.copy(2), 0, 2, 1));
    VERIFY_DONE(jobs.submitTo(jobs.copy(2), 1, 2, 1));

    const auto before = possessionsOf(jobs.job());
    const std::vector<std::string> copies{"merge", jobs.job(), jobs.copy(1), jobs.copy(2)};
    std::vector<std::string> dry = copies;
    dry.emplace_back("--dry-run");
    const Outcome preview = runProgram(dry);
    VERIFY_DONE(preview);
    QVERIFY2(preview.out.ends_with("3 events would come in\n"), preview.out.c_str());
    QVERIFY(possessionsOf(jobs.job()) == before);

    const Outcome merged = runProgram(copies);
    VERIFY_DONE(merged);
    QCOMPARE(merged.outLines(),
             (std::vector<std::string>{jobs.copy(1).string() + ": worker-1: 1 answer",
                                       jobs.copy(2).string() + ": worker-2: 2 answers", "3 events came in"}));
    const Outcome again = runProgram(copies);
    VERIFY_DONE(again);
    QCOMPARE(again.outLines().front(), jobs.copy(1).string() + ": nothing new");
    QCOMPARE(again.outLines().back(), std::string("0 events came in"));
    writeText(jobs.copy(1) / "events/000/0/notes.txt", "mine"); // Told, and no failure.
    const Outcome foreign = runProgram(copies);
    QCOMPARE(foreign.exitCode, 0);
    QCOMPARE(foreign.errLines().size(), std::size_t{1});
    QVERIFY(holds(runProgram({"status", jobs.job()}).out, "1 of 4 objects labeled"));
}

void SplitMergeCommandTest::jsonHoldsTheSame()
{
    const Jobs jobs;
    const QJsonObject split =
        jsonOf(runProgram({"split", jobs.job(), "--workers", "worker-2, worker-1", "--json"}).out);
    QCOMPARE(split[QStringLiteral("waiting")].toInt(), 4);
    const QJsonObject first = split[QStringLiteral("copies")].toArray().first().toObject();
    QCOMPARE(first[QStringLiteral("worker")].toString(), QStringLiteral("worker-2"));
    QCOMPARE(first[QStringLiteral("folder")].toString().toStdString(), jobs.copy(2).string());
    QCOMPARE(first[QStringLiteral("objects")].toString(), QStringLiteral("0-3"));
    QCOMPARE(first[QStringLiteral("count")].toInt(), 4);

    VERIFY_DONE(jobs.submitTo(jobs.copy(2), 1, 2, 1));
    const QJsonObject merged = jsonOf(runProgram({"merge", jobs.job(), jobs.copy(2), "--json"}).out);
    QCOMPARE(merged[QStringLiteral("events")].toInt(), 1);
    const QJsonObject copy = merged[QStringLiteral("copies")].toArray().first().toObject();
    QCOMPARE(copy[QStringLiteral("objects")].toInt(), 1);
    const QJsonObject worker = copy[QStringLiteral("workers")].toArray().first().toObject();
    QCOMPARE(worker[QStringLiteral("worker")].toString(), QStringLiteral("worker-2"));
    QCOMPARE(worker[QStringLiteral("answers")].toInt(), 1);
    QVERIFY(merged[QStringLiteral("conflicts")].toArray().isEmpty());
}

void SplitMergeCommandTest::anOverlapIsAShare()
{
    Workplace place;
    place.addPhotos(4);
    VERIFY_DONE(place.makeJob());
    VERIFY_WRONG_USAGE(runProgram({"split", place.job(), "-n", "1", "--overlap", "lots"}), "0 to 100 %");
    VERIFY_WRONG_USAGE(runProgram({"split", place.job(), "-n", "1", "--overlap", "101%"}), "0 to 100 %");
    VERIFY_REFUSED(runProgram({"split", place.job(), "-n", "1", "--overlap", "50%"}), "goes to 2 workers");
    QVERIFY(!fs::exists(place.root() / "job-copies"));
    VERIFY_DONE(runProgram({"split", place.job(), "-n", "1", "--overlap", "0"}));
}

void SplitMergeCommandTest::conflictsAreShownAndSettled()
{
    const Jobs jobs;
    fs::copy(jobs.job(), jobs.root() / "copy", fs::copy_options::recursive);
    VERIFY_DONE(jobs.submitTo(jobs.job(), 0, 1, 0));
    VERIFY_DONE(jobs.submitTo(jobs.root() / "copy", 0, 1, 1));
    const Outcome merged = runProgram({"merge", jobs.job(), jobs.root() / "copy"});
    VERIFY_DONE(merged);
    QVERIFY2(holds(merged.out, "\nAnswers of worker-1 to object 0:\n* "), merged.out.c_str());
    QVERIFY(holds(merged.out, "labelwright settle"));

    QVERIFY(holds(runProgram({"status", jobs.job()}).out, "\ndecided differently in copies of the job: 1;"));
    QCOMPARE(jsonOf(runProgram({"status", jobs.job(), "--json"}).out)[QStringLiteral("conflicts")].toInt(), 1);
    const QJsonObject listed = jsonOf(runProgram({"settle", jobs.job(), "--json"}).out);
    const QJsonArray conflicts = listed[QStringLiteral("conflicts")].toArray();
    QCOMPARE(conflicts.size(), 1);
    const QJsonArray choices = conflicts[0].toObject()[QStringLiteral("choices")].toArray();
    QCOMPARE(choices.size(), 2);
    const std::string second = choices[1].toObject()[QStringLiteral("event")].toString().toStdString();
    const std::string hash = second.substr(second.size() - 17, 12);

    VERIFY_REFUSED(runProgram({"settle", jobs.job(), "--keep", "0123456789ab"}), "no conflict has a choice");
    VERIFY_REFUSED(runProgram({"settle", jobs.job(), "--keep", hash, "--keep", second}),
                   "two choices are named for one conflict");
    const Outcome settled = runProgram({"settle", jobs.job(), "--keep", hash, "--by", "worker-2"});
    VERIFY_DONE(settled);
    QCOMPARE(settled.out, std::string("1 settled by worker-2\nNothing is in conflict\n"));
    QVERIFY(!holds(runProgram({"status", jobs.job()}).out, "decided differently"));
    QVERIFY(holds(runProgram({"log", jobs.job(), "--event", "settled"}).out,
                  "Answers settled  object 0  worker-2: " + second + " counts"));
}

void SplitMergeCommandTest::damageIsToldAndFails()
{
    const Jobs jobs;
    VERIFY_DONE(jobs.submitTo(jobs.job(), 0, 1, 0));
    fs::copy(jobs.job(), jobs.root() / "copy", fs::copy_options::recursive);
    for (const auto& entry : fs::directory_iterator(jobs.job() / "events/000/0"))
        writeText(entry.path(), "broken");
    const Outcome merged = runProgram({"merge", jobs.job(), jobs.root() / "copy"});
    QCOMPARE(merged.exitCode, 3);
    QCOMPARE(merged.errLines().size(), std::size_t{2});
    QVERIFY2(holds(merged.err, "this file of the job is damaged"), merged.err.c_str());
}

void SplitMergeCommandTest::aFullDiskLeavesNoCopy()
{
    const Jobs jobs;
    const auto before = possessionsOf(jobs.job());
    Surroundings full;
    full.maxFileBytes = 64;
    VERIFY_REFUSED(runProgram({"split", jobs.job(), "-n", "2"}, full), "the disk is full");
    QVERIFY(!fs::exists(jobs.root() / "job-copies"));
    QVERIFY(possessionsOf(jobs.job()) == before);
}

void SplitMergeCommandTest::whatMakesNoSenseIsRefused()
{
    const Jobs jobs;
    VERIFY_WRONG_USAGE(runProgram({"split", jobs.job()}), "say how many copies");
    VERIFY_REFUSED(runProgram({"split", jobs.job(), "-n", "3"}), "the team has 2 members who get tasks");
    VERIFY_REFUSED(runProgram({"split", jobs.job(), "--workers", "zoe,worker-1"}), "zoe");
    VERIFY_REFUSED(runProgram({"merge", jobs.job(), jobs.job()}), "no copy of it");
    VERIFY_REFUSED(runProgram({"merge", jobs.job(), jobs.photos()}), "this folder is no job");
    VERIFY_DONE(runProgram({"complete", jobs.job(), "--unlabeled"}));
    VERIFY_REFUSED(runProgram({"split", jobs.job(), "-n", "2"}), "the job is completed");
}

LABELWRIGHT_TEST(SplitMergeCommandTest)
#include "SplitMergeCommandTest.moc"
