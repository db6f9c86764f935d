// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/PullJob.h"

#include "core/job/Derive.h"
#include "core/job/JobLayout.h"
#include "tests/core/remote/RemoteFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

using Tree = std::map<std::string, std::string>;

class PullJobTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<RemoteFixture>(); }
    void eventsOfOthersComeIn();
    void aPreviewWritesNothing();
    void twoWhoPushAndPullDeriveTheSame();
    void aNewMachineGetsTheJob();
    void aNewMachineChoosesWhereItsPhotosLie();
    void photosComeWithTheJob();
    void aPhotoThatIsNowhereIsNoFailure();
    void whatIsNotWholeComesLater();
    void anEventWithoutItsMaskComesLater();
    void aMaskOfAnInterruptedPullIsEnough();
    void appendedLinesComeIn();
    void linesAppendedInTwoWaysAreRefused();
    void anotherJobIsRefused();
    void aPlaceWithoutAJobIsRefused();
    void aFolderThatIsNoJobIsRefused();
    void aFileIsNoFolder();
    void aJobIsNotPulledFromItself();
    void otherBytesOfOneNameStayAndAreTold();
    void namesThatAreNoEventsStayThere();
    void aJobThatIsStillOnItsWayIsRefused();
    void stoppedItGoesOnLater();
    void aServerWithoutChecksumsWillDo();

private:
    RemoteFixture& fixture() { return *m_fixture; }
    /// The other machine has answered object 1 as worker-2, and pushed.
    AnswerEvent pushedByOther(int seed = 4, int seconds = 15);

    std::unique_ptr<RemoteFixture> m_fixture;
};

AnswerEvent PullJobTest::pushedByOther(int seed, int seconds)
{
    Job other =
        fs::exists(fixture().root() / "other") ? *Job::open(fixture().root() / "other") : fixture().copyNamed("other");
    const AnswerEvent event = answered(other, 1, seed, seconds, 1);
    fixture().pushed(other.folder());
    return event;
}

void PullJobTest::eventsOfOthersComeIn()
{
    const AnswerEvent event = pushedByOther();
    const Pulled pulled = fixture().pulled(fixture().jobFolder());
    QCOMPARE(pulled.merged.copies[0].byWorker.at("worker-2"), (ArrivalCounts{1, 0, 0}));
    const Job job = fixture().job();
    QCOMPARE(job.events().answersOf(1).size(), std::size_t{1});
    QVERIFY(job.problems().empty());
    QVERIFY(fs::exists(job.folder() / maskOf(event)));
    QVERIFY(!fs::exists(cacheFolder(job.folder()) / "remote/pull"));
    QVERIFY(fixture().pulled(fixture().jobFolder()).merged.events.empty());
}

void PullJobTest::aPreviewWritesNothing()
{
    pushedByOther();
    const Tree before = treeOf(fixture().jobFolder());
    const Result<PullPlan> plan = planPull({fixture().jobFolder(), fixture().places()});
    VERIFY_OK(plan);
    QCOMPARE(plan->events.size(), std::size_t{1});
    QCOMPARE(plan->masks.size(), std::size_t{1});
    Tree after = treeOf(fixture().jobFolder());
    std::erase_if(after, [](const auto& file) { return file.first.starts_with("cache/"); });
    Tree kept = before;
    std::erase_if(kept, [](const auto& file) { return file.first.starts_with("cache/"); });
    QVERIFY(after == kept);
    VERIFY_OK(planPull({fixture().root() / "new", fixture().places()}));
    QVERIFY(!fs::exists(fixture().root() / "new"));
}

void PullJobTest::twoWhoPushAndPullDeriveTheSame()
{
    Job ann = fixture().job();
    Job bob = fixture().copyNamed("bob");
    for (int object = 0; object < 6; ++object) {
        answered(ann, object, object, 10 + object, 0);
        answered(bob, object, object + 7, 30 + object, 1);
    }
    fixture().pushed(ann.folder());
    fixture().pulled(bob.folder());
    fixture().pushed(bob.folder());
    fixture().pulled(ann.folder());
    QVERIFY(treeOf(ann.folder() / "events") == treeOf(bob.folder() / "events"));
    VERIFY_OK(derive(reopened(ann)));
    VERIFY_OK(derive(reopened(bob)));
    QVERIFY(treeOf(ann.folder() / "output") == treeOf(bob.folder() / "output"));
}

void PullJobTest::aNewMachineGetsTheJob()
{
    pushedByOther();
    const fs::path folder = fixture().root() / "elsewhere/street";
    const Result<PullPlan> plan = planPull({folder, fixture().places()});
    VERIFY_OK(plan);
    QVERIFY(plan->isNew);
    QCOMPARE(plan->events.size(), std::size_t{1});
    fixture().pulled(folder);
    const Job job = *Job::open(folder);
    QCOMPARE(job.events().answersOf(1).size(), std::size_t{1});
    QCOMPARE(job.spec().inputPrefixes, fixture().job().spec().inputPrefixes); // It lies there on this machine too.
    // And it is the same job.
    QVERIFY(fixture().pushed(folder).parcels.empty());
    // An empty folder will do.
    fs::create_directories(fixture().root() / "empty");
    fixture().pulled(fixture().root() / "empty");
    VERIFY_OK(Job::open(fixture().root() / "empty"));
}

void PullJobTest::aNewMachineChoosesWhereItsPhotosLie()
{
    pushedByOther();
    const fs::path photos = fixture().root() / "moved";
    fs::rename(fixture().root() / "photos", photos);
    const fs::path folder = fixture().root() / "new";
    fixture().pulled(
        {.jobFolder = folder, .places = fixture().places(), .inputPrefixes = {{"s3://example-bucket/images", photos}}});
    QCOMPARE(Job::open(folder)->source(3)->imagePath, photos / "3.png");
    fixture().pulled(fixture().root() / "newer");
    QCOMPARE(Job::open(fixture().root() / "newer")->source(3)->imagePath, fixture().root() / "newer/images/3.png");
}

void PullJobTest::photosComeWithTheJob()
{
    const PushRequest push{.jobFolder = fixture().jobFolder(), .places = fixture().places(), .withPhotos = true};
    fixture().pushed(push);
    const fs::path before = fixture().root() / "before";
    fs::rename(fixture().root() / "photos", before);
    const PullRequest request{
        .jobFolder = fixture().root() / "new", .places = fixture().places(), .inputPrefixes = {}, .withPhotos = true};
    QCOMPARE(fixture().pulled(request).photos, std::int64_t{6});
    const Job job = *Job::open(request.jobFolder);
    for (ObjectId object = 0; object < job.objectCount(); ++object)
        QVERIFY(bytesOf(job.source(object)->imagePath) == bytesOf(before / (std::to_string(object) + ".png")));
    fs::remove(job.source(2)->imagePath);
    writeFile(job.source(4)->imagePath, "changed by hand");
    QCOMPARE(planPull(request)->photos, std::int64_t{1});
    QCOMPARE(fixture().pulled(request).photos, std::int64_t{1});
    QCOMPARE(textOf(job.source(4)->imagePath), std::string("changed by hand"));
}

void PullJobTest::aPhotoThatIsNowhereIsNoFailure()
{
    const PushRequest push{.jobFolder = fixture().jobFolder(), .places = fixture().places(), .withPhotos = true};
    fixture().pushed(push);
    fs::remove(fixture().root() / "photos/2.png");
    fs::remove(fixture().root() / "photos/3.png");
    fs::remove(fixture().store() / "example-bucket/images/3.png");
    const PullRequest request{
        .jobFolder = fixture().jobFolder(), .places = fixture().places(), .inputPrefixes = {}, .withPhotos = true};
    QCOMPARE(fixture().pulled(request).photos, std::int64_t{1});
    QVERIFY(fs::exists(fixture().root() / "photos/2.png"));
}

void PullJobTest::whatIsNotWholeComesLater()
{
    const AnswerEvent event = pushedByOther();
    for (const fs::path& file : {maskOf(event), fileOf(event)}) {
        const std::string whole = textOf(fixture().shared() / file);
        writeFile(fixture().shared() / file, whole.substr(0, 20));
        const Pulled pulled = fixture().pulled(fixture().jobFolder());
        QVERIFY2(pulled.merged.events.empty() && pulled.merged.damaged.empty(), file.c_str());
        QVERIFY2(says(pulled.merged.notYetSynced, (fixture().shared() / "events/000/1/").string()), file.c_str());
        QVERIFY(!fs::exists(fixture().jobFolder() / file));
        writeFile(fixture().shared() / file, whole);
    }
    QCOMPARE(fixture().pulled(fixture().jobFolder()).merged.events.size(), std::size_t{1});
}

void PullJobTest::anEventWithoutItsMaskComesLater()
{
    const AnswerEvent event = pushedByOther();
    const std::string mask = textOf(fixture().shared() / maskOf(event));
    fs::remove(fixture().shared() / maskOf(event));
    QVERIFY(!fixture().pulled(fixture().jobFolder()).merged.notYetSynced.empty());
    QVERIFY(!fs::exists(fixture().jobFolder() / fileOf(event)));
    writeFile(fixture().shared() / maskOf(event), mask);
    QCOMPARE(fixture().pulled(fixture().jobFolder()).merged.events.size(), std::size_t{1});
}

void PullJobTest::aMaskOfAnInterruptedPullIsEnough()
{
    const AnswerEvent event = pushedByOther();
    writeFile(fixture().jobFolder() / maskOf(event), textOf(fixture().shared() / maskOf(event)));
    QCOMPARE(fixture().pulled(fixture().jobFolder()).merged.events.size(), std::size_t{1});
    QVERIFY(fixture().job().problems().empty());
}

void PullJobTest::appendedLinesComeIn()
{
    pushedByOther();
    append(fixture().shared() / "input.manifest", kLine);
    QCOMPARE(planPull({fixture().jobFolder(), fixture().places()})->manifestLines, std::int64_t{1});
    QVERIFY(fixture().pulled(fixture().jobFolder()).merged.growth);
    QCOMPARE(fixture().job().objectCount(), std::int64_t{7});
    // Lines that only the job has stay.
    append(manifestFile(fixture().jobFolder()), kOtherLine);
    fixture().pulled(fixture().jobFolder());
    QCOMPARE(fixture().job().objectCount(), std::int64_t{8});
}

void PullJobTest::linesAppendedInTwoWaysAreRefused()
{
    pushedByOther();
    append(fixture().shared() / "input.manifest", kLine);
    append(manifestFile(fixture().jobFolder()), kOtherLine);
    VERIFY_ERROR(planPull({fixture().jobFolder(), fixture().places()}), ErrorCode::Mismatch);
}

void PullJobTest::anotherJobIsRefused()
{
    fixture().pushed(fixture().jobFolder());
    const Job another = makeJob(fixture().root() / "more", {.objects = 2});
    VERIFY_ERROR(planPull({another.folder(), fixture().places()}), ErrorCode::Mismatch);
}

void PullJobTest::aPlaceWithoutAJobIsRefused()
{
    for (const fs::path& folder : {fixture().jobFolder(), fixture().root() / "new"})
        VERIFY_ERROR(planPull({folder, fixture().places()}), ErrorCode::NotFound);
}

void PullJobTest::aFolderThatIsNoJobIsRefused()
{
    fixture().pushed(fixture().jobFolder());
    writeFile(fixture().root() / "letters/a.txt", "Dear Ann");
    VERIFY_ERROR(planPull({fixture().root() / "letters", fixture().places()}), ErrorCode::AlreadyExists);
}

void PullJobTest::aFileIsNoFolder()
{
    fixture().pushed(fixture().jobFolder());
    const fs::path file = fixture().root() / "m0.png";
    writeFile(file, "x");
    VERIFY_ERROR(planPull({file, fixture().places()}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(planPull({fixture().root() / "new", {file.string(), ":s3:"}}), ErrorCode::InvalidArgument);
}

void PullJobTest::aJobIsNotPulledFromItself()
{
    const auto plan = planPull({fixture().jobFolder(), {fixture().jobFolder().string(), ":s3:"}});
    VERIFY_ERROR(plan, ErrorCode::InvalidArgument);
    QVERIFY(sentence(plan.error()).find("the job's own folder") != std::string::npos);
}

void PullJobTest::otherBytesOfOneNameStayAndAreTold()
{
    const AnswerEvent event = pushedByOther();
    fixture().pulled(fixture().jobFolder());
    writeFile(fixture().shared() / fileOf(event), "{\"who\": \"somebody else\"}");
    const std::string here = textOf(fixture().jobFolder() / fileOf(event));
    QVERIFY(says(planPull({fixture().jobFolder(), fixture().places()})->damaged, "has other bytes there than here"));
    fixture().pulled(fixture().jobFolder());
    QCOMPARE(textOf(fixture().jobFolder() / fileOf(event)), here);
}

void PullJobTest::namesThatAreNoEventsStayThere()
{
    pushedByOther();
    const fs::path object = fixture().shared() / "events/000/1";
    writeFile(object / "notes.json", "{}");
    writeFile(fixture().shared() / "events/readme.txt", "x");
    writeFile(fixture().shared() / "cache/derived.json", "x");
    fixture().pulled(fixture().jobFolder());
    QVERIFY(!fs::exists(fixture().jobFolder() / "events/000/1/notes.json"));
    QVERIFY(!fs::exists(fixture().jobFolder() / "cache/derived.json"));
}

void PullJobTest::aJobThatIsStillOnItsWayIsRefused()
{
    fixture().pushed(fixture().jobFolder());
    const std::string manifest = textOf(fixture().shared() / "input.manifest");
    writeFile(fixture().shared() / "input.manifest", manifest.substr(0, manifest.size() / 2));
    const Result<PullPlan> plan = planPull({fixture().root() / "new", fixture().places()});
    VERIFY_OK(plan);
    QVERIFY(!pull(*plan).has_value());
    QVERIFY(!fs::exists(fixture().root() / "new"));
    fs::remove(fixture().shared() / "input.manifest");
    QVERIFY(!pull(*plan).has_value());
    QVERIFY(!fs::exists(fixture().root() / "new"));
    writeFile(fixture().shared() / "input.manifest", manifest);
    VERIFY_OK(pull(*plan));
}

void PullJobTest::stoppedItGoesOnLater()
{
    pushedByOther();
    pushedByOther(5, 25);
    const Result<PullPlan> plan = planPull({fixture().jobFolder(), fixture().places()});
    VERIFY_OK(plan);
    std::stop_source stop;
    VERIFY_ERROR(pull(*plan, stop.get_token(), [&stop](std::int64_t, std::int64_t) { stop.request_stop(); }),
                 ErrorCode::Cancelled);
    QVERIFY(fixture().job().problems().empty());
    QCOMPARE(fixture().pulled(fixture().jobFolder()).merged.events.size(), std::size_t{2});
}

void PullJobTest::aServerWithoutChecksumsWillDo()
{
    const WebdavServer server(fixture().root() / "nas");
    const AnswerEvent event = pushedByOther();
    const RemotePlaces places{server.place("job"), ":s3:"};
    QCOMPARE(fixture().pulled({fixture().jobFolder(), places}).merged.events.size(), std::size_t{1});
    fixture().pulled({fixture().root() / "new", places});
    QVERIFY(fs::exists(fixture().root() / "new" / maskOf(event)));
}

LABELWRIGHT_TEST(PullJobTest)
#include "PullJobTest.moc"
