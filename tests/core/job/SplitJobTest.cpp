// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/SplitJob.h"

#include "core/job/Draft.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <numeric>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class SplitJobTest : public QObject {
    Q_OBJECT
private slots:
    void eachGetsAnEvenRun_data();
    void eachGetsAnEvenRun();
    void objectsGoToAsManyWorkersAsTheyNeed();
    void whoHasAnsweredIsNotAskedAgain();
    void labeledObjectsAreNotHandedOut();
    void draftsGoWithTheirObjects();
    void whoHasDeclinedComesLast();
    void theOverlapGoesToOneMore();
    void theSeedChoosesTheOverlap();
    void earlierAssignmentsGiveWay();
    void copiesAreTheJobWithItsDecisions();
    void aCopyHasItsWorkersDraftsAlone();
    void photosInTheJobsFolderGoAlong();
    void foldersAreNamedForTheirWorkers();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
    void aFolderThatIsThereIsLeftAlone();
    void aFullDiskLeavesNothing();
    void stoppedItLeavesNothing();

private:
    Job makeJobOf(int objects, const std::vector<std::string>& team, int workersPerObject = 1);
    SplitRequest requestFor(const std::vector<std::string>& names, double overlap = 0) const;
    fs::path root() const { return m_folder->path().toStdString(); }
    fs::path copies() const { return root() / "job-copies"; }

    std::unique_ptr<QTemporaryDir> m_folder;

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
};

namespace {

std::vector<std::int64_t> countsOf(const SplitPlan& plan)
{
    std::vector<std::int64_t> counts;
    for (const SplitShare& share : plan.shares)
        counts.push_back(objectCountOf(share.objects));
    return counts;
}

std::string textOf(const SplitPlan& plan)
{
    std::string text;
    for (const SplitShare& share : plan.shares)
        text += (text.empty() ? "" : " ") + share.worker.name + ":" + formatObjectRanges(share.objects);
    return text;
}

std::vector<Worker> workersNamed(const std::vector<std::string>& names)
{
    std::vector<Worker> workers;
    for (const std::string& name : names)
        workers.push_back(*createWorker(name));
    return workers;
}

void writeInFolder(const fs::path& path, std::string_view text)
{
    fs::create_directories(path.parent_path());
    writeText(path, text);
}

std::set<std::string> keysOf(const std::map<std::string, std::string>& tree)
{
    std::set<std::string> keys;
    for (const auto& [key, content] : tree)
        keys.insert(key);
    return keys;
}

} // namespace

Job SplitJobTest::makeJobOf(int objects, const std::vector<std::string>& team, int workersPerObject)
{
    Job job = makeJob(root(), {.objects = objects, .workersPerObject = workersPerObject});
    Team members = teamOf(workersNamed(team));
    for (const Worker& worker : job.spec().team)
        members.members.push_back({worker, TeamRole::Annotator, MemberStatus::Active});
    if (!changeTeam(job, members, job.spec().team.front()))
        qFatal("the team can't be changed");
    return job;
}

SplitRequest SplitJobTest::requestFor(const std::vector<std::string>& names, double overlap) const
{
    return {workersNamed(names), overlap, 0, copies()};
}

void SplitJobTest::eachGetsAnEvenRun_data()
{
    QTest::addColumn<int>("objects");
    QTest::addColumn<QString>("expected");
    QTest::newRow("8") << 8 << QStringLiteral("ann:0-2 bob:3-5 eve:6-7");
    QTest::newRow("3") << 3 << QStringLiteral("ann:0 bob:1 eve:2");
    QTest::newRow("2") << 2 << QStringLiteral("ann:0 bob:1 eve:");
}

void SplitJobTest::eachGetsAnEvenRun()
{
    QFETCH(int, objects);
    QFETCH(QString, expected);
    const Job job = makeJobOf(objects, {"ann", "bob", "eve"});
    const Result<SplitPlan> plan = planSplit(job, requestFor({"ann", "bob", "eve"}));
    VERIFY_OK(plan);
    QCOMPARE(textOf(*plan), expected.toStdString());
    QCOMPARE(plan->waiting, std::int64_t{objects});
    QCOMPARE(plan->overlapping, std::int64_t{0});
}

void SplitJobTest::objectsGoToAsManyWorkersAsTheyNeed()
{
    const Job job = makeJobOf(6, {"ann", "bob", "eve"}, 2);
    const Result<SplitPlan> plan = planSplit(job, requestFor({"ann", "bob", "eve"}));
    VERIFY_OK(plan);
    QCOMPARE(textOf(*plan), std::string("ann:0-1,4-5 bob:0-3 eve:2-5"));
    for (const Assignment& assignment : plan->assignments)
        QCOMPARE(assignment.workerIds.size(), std::size_t{2});
}

void SplitJobTest::whoHasAnsweredIsNotAskedAgain()
{
    Job job = makeJobOf(4, {"ann", "bob"}, 2); // worker-1 and worker-2 are in the team too.
    for (ObjectId object = 0; object < 4; ++object)
        submitAt(job, object, 0, stripedMask({16, 8}, 3, 0), testTime(object));
    SplitRequest request = requestFor({"worker-1", "bob", "ann"});
    const Result<SplitPlan> plan = planSplit(job, request);
    VERIFY_OK(plan);
    QCOMPARE(textOf(*plan), std::string("worker-1: bob:0-1 ann:2-3"));
    // Whoever has answered may correct it.
    for (const Assignment& assignment : plan->assignments)
        QVERIFY(std::ranges::find(assignment.workerIds, job.spec().team[0].id) != assignment.workerIds.end());
}

void SplitJobTest::labeledObjectsAreNotHandedOut()
{
    Job job = makeJobOf(4, {"ann", "bob"});
    submitAt(job, 1, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    const Result<SplitPlan> plan = planSplit(job, requestFor({"ann", "bob"}));
    VERIFY_OK(plan);
    QCOMPARE(textOf(*plan), std::string("ann:0,2 bob:3"));
    QCOMPARE(plan->waiting, std::int64_t{3});
}

void SplitJobTest::draftsGoWithTheirObjects()
{
    const Job job = makeJobOf(4, {"ann", "bob"});
    writeInFolder(draftFile(job.folder(), *createWorker("bob"), 0), "any");
    const Result<SplitPlan> plan = planSplit(job, requestFor({"ann", "bob"}));
    VERIFY_OK(plan);
    QCOMPARE(plan->shares[1].objects.front().first, ObjectId{0});
    QCOMPARE(countsOf(*plan)[0] + countsOf(*plan)[1], std::int64_t{4});
}

void SplitJobTest::whoHasDeclinedComesLast()
{
    Job job = makeJobOf(3, {"ann", "bob", "eve"}, 2);
    for (ObjectId object = 0; object < 3; ++object) {
        const TaskRelease declined{TaskRelease::Kind::Declined,
                                   object,
                                   job.source(object)->sourceRef,
                                   "road-scenes",
                                   *createWorker("ann"),
                                   testTime(0),
                                   testTime(1),
                                   1,
                                   "No.",
                                   {}};
        VERIFY_OK(writeTaskReleaseFile(job.folder(), declined));
    }
    job = reopened(job);
    const Result<SplitPlan> plan = planSplit(job, requestFor({"ann", "bob", "eve"}));
    VERIFY_OK(plan);
    QCOMPARE(textOf(*plan), std::string("ann: bob:0-2 eve:0-2"));
}

void SplitJobTest::theOverlapGoesToOneMore()
{
    const Job job = makeJobOf(20, {"ann", "bob", "eve"});
    const Result<SplitPlan> plan = planSplit(job, requestFor({"ann", "bob", "eve"}, 0.3));
    VERIFY_OK(plan);
    QCOMPARE(plan->overlapping, std::int64_t{6});
    const std::vector<std::int64_t> counts = countsOf(*plan);
    QCOMPARE(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), std::int64_t{26});
    QVERIFY2(*std::ranges::max_element(counts) - *std::ranges::min_element(counts) <= 2, textOf(*plan).c_str());
    std::int64_t shared = 0;
    for (const Assignment& assignment : plan->assignments)
        shared += assignment.workerIds.size() == 2 ? objectCountOf(assignment.objects) : 0;
    QCOMPARE(shared, std::int64_t{6});
}

void SplitJobTest::theSeedChoosesTheOverlap()
{
    const Job job = makeJobOf(20, {"ann", "bob", "eve"});
    SplitRequest request = requestFor({"ann", "bob", "eve"}, 0.3);
    const std::string before = textOf(*planSplit(job, request));
    QCOMPARE(textOf(*planSplit(job, request)), before);
    request.seed = 1;
    QVERIFY(textOf(*planSplit(job, request)) != before);
}

void SplitJobTest::earlierAssignmentsGiveWay()
{
    Job job = makeJobOf(4, {"ann", "bob"});
    VERIFY_OK(assignObjects(job, {{0, 3}}, workersNamed({"ann"}), job.spec().team.front()));
    const Result<SplitPlan> plan = planSplit(job, requestFor({"bob"}));
    VERIFY_OK(plan);
    VERIFY_OK(splitJob(job, *plan, job.spec().team.front()));
    const Assignments now = jobState(reopened(job)).assignments;
    QVERIFY(now.isFor(3, *createWorker("bob")));
    QVERIFY(!now.isFor(3, *createWorker("ann")));
}

void SplitJobTest::copiesAreTheJobWithItsDecisions()
{
    Job job = makeJobOf(6, {"ann", "bob"});
    submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    writeInFolder(cacheFolder(job.folder()) / "thumbnails/0.png", "any");
    writeInFolder(outputFolder(job.folder()) / "road-scenes/any", "any");
    const Result<SplitPlan> plan = planSplit(job, requestFor({"ann", "bob"}));
    VERIFY_OK(plan);
    std::vector<std::int64_t> steps;
    VERIFY_OK(splitJob(job, *plan, job.spec().team.front(), {},
                       [&steps](std::int64_t done, std::int64_t all) { steps.push_back(all - done); }));
    QVERIFY(!steps.empty());
    QCOMPARE(steps.back(), std::int64_t{0});
    for (const char* name : {"job-ann", "job-bob"}) {
        const fs::path copy = copies() / name;
        Result<JobSpec> spec = readJobSpec(copy);
        VERIFY_OK(spec);
        QCOMPARE("job-" + spec->copyFor, std::string(name));
        spec->copyFor.clear();
        QCOMPARE(writeJobSpec(*spec), textOf(job.folder() / "job.json"));
        QCOMPARE(textOf(copy / "input.manifest"), textOf(job.folder() / "input.manifest"));
        QVERIFY(treeOf(copy / "events") == treeOf(job.folder() / "events"));
        QVERIFY(!fs::exists(copy / "output"));
        QVERIFY(!fs::exists(copy / "cache"));
        const Result<Job> opened = Job::open(copy);
        VERIFY_OK(opened);
        QVERIFY(opened->problems().empty());
        const Worker ann = *createWorker("ann");
        QVERIFY(taskRights(*opened, ann).gets(1, ann));
        QVERIFY(!taskRights(*opened, ann).gets(5, ann));
    }
    QCOMPARE(std::ranges::distance(fs::directory_iterator(copies()), fs::directory_iterator()), std::ptrdiff_t{2});
    QVERIFY(keysOf(treeOf(job.folder() / "events/job")).size() >= 3);
}

void SplitJobTest::aCopyHasItsWorkersDraftsAlone()
{
    Job job = makeJobOf(4, {"ann", "bob"});
    const Worker ann = *createWorker("ann");
    const Worker bob = *createWorker("bob");
    writeInFolder(draftFile(job.folder(), ann, 0), "ann's");
    writeInFolder(workerLockFile(job.folder(), ann), "locked");
    writeInFolder(draftFile(job.folder(), bob, 3), "bob's");
    VERIFY_OK(splitJob(job, *planSplit(job, requestFor({"ann", "bob"})), ann));
    const fs::path copy = copies() / "job-ann";
    QCOMPARE(textOf(draftFile(copy, ann, 0)), std::string("ann's"));
    QVERIFY(!fs::exists(workerLockFile(copy, ann)));
    QVERIFY(!fs::exists(draftsFolder(copy, bob)));
}

void SplitJobTest::photosInTheJobsFolderGoAlong()
{
    Job job = makeJobOf(2, {"ann"});
    // As for a job that was made around its photos.
    JobSpec spec = job.spec();
    fs::copy(root() / "photos", job.folder() / "photos");
    spec.inputPrefixes.front().folder = job.folder() / "photos";
    writeText(jobFile(job.folder()), writeJobSpec(spec));
    job = reopened(job);
    VERIFY_OK(splitJob(job, *planSplit(job, requestFor({"ann"})), job.spec().team.front()));
    const Result<Job> copy = Job::open(copies() / "job-ann");
    VERIFY_OK(copy);
    QCOMPARE(copy->source(1)->imagePath, copies() / "job-ann/photos/1.png");
    QCOMPARE(textOf(copy->source(1)->imagePath), textOf(job.folder() / "photos/1.png"));
}

void SplitJobTest::foldersAreNamedForTheirWorkers()
{
    const Job job = makeJobOf(4, {"Ann Lee", "ann lee", "a/b"});
    SplitRequest request = requestFor({"Ann Lee", "ann lee", "a/b"});
    request.out.clear();
    const Result<SplitPlan> plan = planSplit(job, request);
    VERIFY_OK(plan);
    QCOMPARE(plan->shares[0].folder, root() / "job-copies/job-Ann-Lee");
    QCOMPARE(plan->shares[1].folder, root() / ("job-copies/job-ann-lee-" + workerFileName(*createWorker("ann lee"))));
    QCOMPARE(plan->shares[2].folder, root() / "job-copies/job-a-b");
}

void SplitJobTest::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QStringList>("workers");
    QTest::addColumn<double>("overlap");
    QTest::addColumn<QString>("out");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const char* workers, double overlap, const char* out, const char* state,
                        const char* words) {
        QTest::newRow(name) << QString::fromLatin1(workers).split(QLatin1Char(','), Qt::SkipEmptyParts) << overlap
                            << QString::fromLatin1(out) << QString::fromLatin1(state) << QString::fromLatin1(words);
    };
    row("nobody", "", 0, "out", "", "nobody is chosen");
    row("a stranger", "zoe", 0, "out", "", "zoe does not work on this job");
    row("one twice", "ann,ann", 0, "out", "", "ann is named twice");
    row("no share", "ann,bob", 1.5, "out", "", "0 to 100 %");
    row("too few for an overlap", "ann", 0.1, "out", "", "goes to 2 workers");
    row("into itself", "ann,bob", 0, "job/copies", "", "outside of it");
    row("stopped", "ann,bob", 0, "out", "stopped", "the job is stopped");
    row("completed", "ann,bob", 0, "out", "completed", "the job is completed");
    row("labeled", "ann,bob", 0, "out", "labeled", "no object waits");
}

void SplitJobTest::whatMakesNoSenseIsRefused()
{
    QFETCH(QStringList, workers);
    QFETCH(double, overlap);
    QFETCH(QString, out);
    QFETCH(QString, state);
    QFETCH(QString, words);
    Job job = makeJobOf(2, {"ann", "bob"});
    const Worker author = job.spec().team.front();
    if (state == QStringLiteral("stopped"))
        VERIFY_OK(stopJob(job, author));
    if (state == QStringLiteral("completed"))
        VERIFY_OK(completeJob(job, author));
    for (ObjectId object = 0; state == QStringLiteral("labeled") && object < 2; ++object)
        submitAt(job, object, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    SplitRequest request{{}, overlap, 0, root() / out.toStdString()};
    for (const QString& name : workers)
        request.workers.push_back(*createWorker(name.toStdString()));
    const Result<SplitPlan> plan = planSplit(job, request);
    VERIFY_ERROR(plan, ErrorCode::InvalidArgument);
    QVERIFY2(plan.error().detail.find(words.toStdString()) != std::string::npos, plan.error().detail.c_str());
    VERIFY_ERROR(firstWorkers(job, 4), ErrorCode::InvalidArgument);
    QCOMPARE(firstWorkers(job, 3)->back().name, std::string("worker-1"));
}

void SplitJobTest::aFolderThatIsThereIsLeftAlone()
{
    Job job = makeJobOf(2, {"ann", "bob"});
    const Result<SplitPlan> plan = planSplit(job, requestFor({"ann", "bob"}));
    writeInFolder(copies() / "job-bob/mine", "mine");
    VERIFY_ERROR(planSplit(job, requestFor({"ann", "bob"})), ErrorCode::AlreadyExists);
    // Also where it came up while the copies were made.
    VERIFY_ERROR(splitJob(job, *plan, job.spec().team.front()), ErrorCode::AlreadyExists);
    QCOMPARE(keysOf(treeOf(copies())), (std::set<std::string>{"job-bob/", "job-bob/mine"}));
}

void SplitJobTest::aFullDiskLeavesNothing()
{
    Job job = makeJobOf(2, {"ann", "bob"});
    const Result<SplitPlan> plan = planSplit(job, requestFor({"ann", "bob"}));
    const std::map<std::string, std::string> before = treeOf(job.folder() / "events");
    {
        const FullDisk full(100);
        VERIFY_ERROR(splitJob(job, *plan, job.spec().team.front()), ErrorCode::DiskFull);
    }
    QVERIFY(!fs::exists(copies()));
    QVERIFY(treeOf(job.folder() / "events") == before);
    VERIFY_OK(splitJob(job, *plan, job.spec().team.front()));
}

void SplitJobTest::stoppedItLeavesNothing()
{
    Job job = makeJobOf(2, {"ann", "bob"});
    const Result<SplitPlan> plan = planSplit(job, requestFor({"ann", "bob"}));
    const std::map<std::string, std::string> before = treeOf(job.folder() / "events");
    std::stop_source stop;
    const Status split = splitJob(job, *plan, job.spec().team.front(), stop.get_token(),
                                  [&stop](std::int64_t, std::int64_t) { stop.request_stop(); });
    VERIFY_ERROR(split, ErrorCode::Cancelled);
    QVERIFY(!fs::exists(copies()));
    QVERIFY(treeOf(job.folder() / "events") == before);
}

LABELWRIGHT_TEST(SplitJobTest)
#include "SplitJobTest.moc"
