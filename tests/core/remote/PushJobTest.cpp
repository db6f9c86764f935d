// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/PushJob.h"

#include "core/job/Derive.h"
#include "core/job/JobLayout.h"
#include "core/job/LockFile.h"
#include "tests/core/remote/RemoteFixture.h"
#include "tests/support/RcloneInstead.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <thread>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

using Tree = std::map<std::string, std::string>;

class PushJobTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<RemoteFixture>(); }
    void jobManifestAndEventsArrive();
    void whatIsDerivedDraftedOrLockedStays();
    void pushingTwiceSendsNothing();
    void onlyWhatIsNewIsSent();
    void whatOthersHavePushedStays();
    void otherBytesOfOneNameStayAndAreTold();
    void otherBytesOfTheSameLengthAreTold();
    void whatWasCutOffIsSentAnew();
    void aDamagedEventIsNotSent();
    void anEventWithoutItsMaskIsNotSent();
    void aMaskThatTheOthersLackFollows();
    void anotherJobIsRefused();
    void appendedLinesAreSent();
    void linesThatAreThereAreLeft();
    void linesAppendedInTwoWaysAreRefused();
    void linesThatCameSinceThePlanStay();
    void aServerWithoutChecksumsIsVerified();
    void twoPushAtTheSameTime();
    void onePushOfAJobAtATime();
    void whatIsSeenThereAMomentLaterIsFine();
    void whatStaysDifferentThereIsTold();
    void stoppedItGoesOnLater();
    void thePlaceIsRemembered();
    void aJobIsNotPushedToItself();
    void aPlaceThatIsAFileIsRefused();

private:
    RemoteFixture& fixture() { return *m_fixture; }
    Tree there() const { return treeOf(m_fixture->shared()); }

    std::unique_ptr<RemoteFixture> m_fixture;
};

void PushJobTest::jobManifestAndEventsArrive()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    answered(job, 3, 2, 20);
    const PushPlan plan = fixture().pushed(job.folder());
    QCOMPARE(plan.count(Parcel::Kind::Masks), std::int64_t{2});
    QCOMPARE(plan.count(Parcel::Kind::Events), std::int64_t{2});
    QVERIFY(plan.damaged.empty() && plan.notYetSynced.empty());
    QVERIFY(treeOf(fixture().shared() / "events") == treeOf(job.folder() / "events"));
    QCOMPARE(textOf(fixture().shared() / "input.manifest"), textOf(manifestFile(job.folder())));
    VERIFY_OK(Job::open(fixture().shared()));
}

void PushJobTest::whatIsDerivedDraftedOrLockedStays()
{
    Job job = fixture().job();
    const AnswerEvent event = answered(job, 0, 1, 10);
    VERIFY_OK(derive(job));
    const fs::path beside = (job.folder() / fileOf(event)).parent_path();
    writeFile(job.folder() / "drafts/w/0", "a draft");
    writeFile(job.folder() / "drafts/w/lock", "a lock");
    writeFile(temporaryNameFor(beside / event.name), "half an event");
    writeFile(beside / "notes.json", "{}");
    writeFile(beside / "x.png", "x");
    fixture().pushed(job.folder());
    for (const auto& [path, content] : there()) {
        const bool isEvent = path == fileOf(event) || path == maskOf(event);
        const bool isFolder = path.ends_with('/');
        QVERIFY2(path == "job.json" || path == "input.manifest" || isEvent || isFolder, path.c_str());
    }
    QVERIFY(!fs::exists(fixture().shared() / "drafts") && !fs::exists(fixture().shared() / "output"));
}

void PushJobTest::pushingTwiceSendsNothing()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    fixture().pushed(job.folder());
    const auto before = changeTimesOf(fixture().shared());
    QVERIFY(fixture().pushed(job.folder()).parcels.empty());
    QVERIFY(changeTimesOf(fixture().shared()) == before);
}

void PushJobTest::onlyWhatIsNewIsSent()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    fixture().pushed(job.folder());
    const AnswerEvent second = answered(job, 0, 2, 20);
    const PushPlan plan = fixture().pushed(job.folder());
    QCOMPARE(plan.parcels.size(), std::size_t{2});
    QCOMPARE(plan.parcels[0].files, std::vector{maskOf(second).string()});
    QCOMPARE(plan.parcels[1].files, std::vector{fileOf(second).string()});
}

void PushJobTest::whatOthersHavePushedStays()
{
    Job other = fixture().copyNamed("other");
    answered(other, 1, 4, 15, 1);
    fixture().pushed(other.folder());
    const Tree before = there();
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    const PushPlan plan = fixture().pushed(job.folder());
    QCOMPARE(plan.eventsToPull, std::int64_t{1});
    Tree after = there();
    QVERIFY(after.size() > before.size());
    for (const auto& [path, content] : before)
        QCOMPARE(after[path], content);
}

void PushJobTest::otherBytesOfOneNameStayAndAreTold()
{
    Job job = fixture().job();
    const AnswerEvent event = answered(job, 0, 1, 10);
    const AnswerEvent another = answered(job, 1, 2, 20);
    const fs::path foreign = fixture().shared() / fileOf(event);
    writeFile(foreign, "{\"who\": \"somebody else\"}");
    const PushPlan plan = fixture().pushed(job.folder());
    QCOMPARE(textOf(foreign), std::string("{\"who\": \"somebody else\"}"));
    QVERIFY(says(plan.damaged, "has other bytes there than here"));
    QVERIFY(fs::exists(fixture().shared() / fileOf(another)));
}

void PushJobTest::otherBytesOfTheSameLengthAreTold()
{
    Job job = fixture().job();
    const AnswerEvent event = answered(job, 0, 1, 10);
    fixture().pushed(job.folder());
    const fs::path mask = fixture().shared() / maskOf(event);
    std::string bytes = textOf(mask);
    bytes.back() ^= 1;
    writeFile(mask, bytes);
    QVERIFY(says(fixture().pushed(job.folder()).damaged, "has other bytes there than here"));
    QVERIFY(textOf(mask) == bytes);
    // The same in the job: then that is what is wrong.
    writeFile(job.folder() / maskOf(event), "damaged");
    QVERIFY(says(fixture().pushed(job.folder()).damaged, "this file of the job is damaged"));
    QVERIFY(textOf(mask) == bytes);
}

void PushJobTest::whatWasCutOffIsSentAnew()
{
    Job job = fixture().job();
    const AnswerEvent event = answered(job, 0, 1, 10);
    fixture().pushed(job.folder());
    const Tree whole = there();
    for (const fs::path& file : {fs::path("job.json"), fs::path("input.manifest"), maskOf(event), fileOf(event)}) {
        for (const std::size_t length : {std::size_t{0}, std::size_t{25}}) {
            writeFile(fixture().shared() / file, textOf(fixture().shared() / file).substr(0, length));
            const PushPlan plan = fixture().pushed(job.folder());
            QVERIFY2(plan.damaged.empty(), file.c_str());
            QVERIFY2(there() == whole, file.c_str());
        }
    }
}

void PushJobTest::aDamagedEventIsNotSent()
{
    Job job = fixture().job();
    const AnswerEvent event = answered(job, 0, 1, 10);
    writeFile(job.folder() / fileOf(event), "{}");
    QVERIFY(says(fixture().pushed(job.folder()).notYetSynced, "this event is not whole here"));
    QVERIFY(!fs::exists(fixture().shared() / fileOf(event)));
}

void PushJobTest::anEventWithoutItsMaskIsNotSent()
{
    Job job = fixture().job();
    const AnswerEvent event = answered(job, 0, 1, 10);
    const std::string mask = textOf(job.folder() / maskOf(event));
    fs::remove(job.folder() / maskOf(event));
    QVERIFY(says(fixture().pushed(job.folder()).notYetSynced, "the mask of this event is not whole here"));
    QVERIFY(!fs::exists(fixture().shared() / fileOf(event)));
    writeFile(job.folder() / maskOf(event), mask);
    fixture().pushed(job.folder());
    QVERIFY(fs::exists(fixture().shared() / fileOf(event)));
}

void PushJobTest::aMaskThatTheOthersLackFollows()
{
    Job job = fixture().job();
    const AnswerEvent event = answered(job, 0, 1, 10);
    fixture().pushed(job.folder());
    fs::remove(fixture().shared() / maskOf(event));
    writeFile(job.folder() / maskOf(event).parent_path() / "20261122T090000000000Z-0123456789abcdef-0123456789ab.png",
              "of nobody's");
    const PushPlan plan = fixture().pushed(job.folder());
    QCOMPARE(plan.parcels.size(), std::size_t{1});
    QCOMPARE(plan.parcels[0].files, std::vector{maskOf(event).string()});
}

void PushJobTest::anotherJobIsRefused()
{
    Job job = fixture().job();
    fixture().pushed(job.folder());
    const Tree before = there();
    const Job another = makeJob(fixture().root() / "more", {.objects = 2});
    const auto plan = planPush({.jobFolder = another.folder(), .places = fixture().places()});
    VERIFY_ERROR(plan, ErrorCode::Mismatch);
    QVERIFY(there() == before);
    writeFile(fixture().shared() / "job.json", "no job at all");
    VERIFY_ERROR(planPush({.jobFolder = job.folder(), .places = fixture().places()}), ErrorCode::Malformed);
}

void PushJobTest::appendedLinesAreSent()
{
    Job job = fixture().job();
    fixture().pushed(job.folder());
    append(manifestFile(job.folder()), kLine);
    QCOMPARE(fixture().pushed(job.folder()).count(Parcel::Kind::Manifest), std::int64_t{1});
    QCOMPARE(textOf(fixture().shared() / "input.manifest"), textOf(manifestFile(job.folder())));
}

void PushJobTest::linesThatAreThereAreLeft()
{
    Job job = fixture().job();
    fixture().pushed(job.folder());
    append(fixture().shared() / "input.manifest", kLine);
    append(fixture().shared() / "input.manifest", kOtherLine);
    const std::string longer = textOf(fixture().shared() / "input.manifest");
    const PushPlan plan = fixture().pushed(job.folder());
    QCOMPARE(plan.linesToPull, std::int64_t{2});
    QCOMPARE(textOf(fixture().shared() / "input.manifest"), longer);
}

void PushJobTest::linesAppendedInTwoWaysAreRefused()
{
    Job job = fixture().job();
    fixture().pushed(job.folder());
    append(fixture().shared() / "input.manifest", kLine);
    append(manifestFile(job.folder()), kOtherLine);
    const Tree before = there();
    const auto plan = planPush({.jobFolder = job.folder(), .places = fixture().places()});
    VERIFY_ERROR(plan, ErrorCode::Mismatch);
    QCOMPARE(plan.error().position, std::int64_t{7});
    QVERIFY(there() == before);
}

void PushJobTest::linesThatCameSinceThePlanStay()
{
    Job job = fixture().job();
    fixture().pushed(job.folder());
    append(manifestFile(job.folder()), kLine);
    const Result<PushPlan> plan = planPush({.jobFolder = job.folder(), .places = fixture().places()});
    VERIFY_OK(plan);
    QCOMPARE(plan->count(Parcel::Kind::Manifest), std::int64_t{1});
    const std::string before = textOf(fixture().shared() / "input.manifest");
    append(fixture().shared() / "input.manifest", kOtherLine);
    VERIFY_ERROR(push(*plan), ErrorCode::Mismatch);
    QCOMPARE(textOf(fixture().shared() / "input.manifest"), before + std::string(kOtherLine) + "\n");
    writeFile(fixture().shared() / "input.manifest", before);
    append(fixture().shared() / "input.manifest", kLine);
    append(fixture().shared() / "input.manifest", kOtherLine);
    VERIFY_OK(push(*plan));
    QVERIFY(textOf(fixture().shared() / "input.manifest").ends_with(std::string(kOtherLine) + "\n"));
}

void PushJobTest::aServerWithoutChecksumsIsVerified()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    const WebdavServer server(fixture().root() / "dav");
    const PushPlan plan =
        fixture().pushed({.jobFolder = job.folder(), .places = {server.place("jobs/street"), ":s3:"}});
    QVERIFY(plan.parcels.front().evidence == Rclone::Evidence::Content);
    QVERIFY(treeOf(fixture().root() / "dav/jobs/street/events") == treeOf(job.folder() / "events"));
    QVERIFY(
        fixture().pushed({.jobFolder = job.folder(), .places = {server.place("jobs/street"), ":s3:"}}).parcels.empty());
}

void PushJobTest::twoPushAtTheSameTime()
{
    const WebdavServer server(fixture().root() / "dav");
    const RemotePlaces places{server.place("job"), ":s3:"};
    Job ann = fixture().job();
    Job bob = fixture().copyNamed("bob");
    const AnswerEvent common = answered(ann, 5, 9, 5);
    fs::copy(ann.folder() / "events", bob.folder() / "events", fs::copy_options::recursive);
    for (int object = 0; object < 5; ++object) {
        answered(ann, object, object, 10 + object, 0);
        answered(bob, object, object + 7, 30 + object, 1);
    }
    std::thread other([&] { fixture().pushed({.jobFolder = bob.folder(), .places = places}); });
    fixture().pushed({.jobFolder = ann.folder(), .places = places});
    other.join();
    Tree expected = treeOf(ann.folder() / "events");
    expected.merge(treeOf(bob.folder() / "events"));
    QVERIFY(treeOf(fixture().root() / "dav/job/events") == expected);
    QVERIFY(fs::exists(fixture().root() / "dav/job" / fileOf(common)));
}

void PushJobTest::onePushOfAJobAtATime()
{
    const Job job = fixture().job();
    const Result<LockFile> lock = LockFile::acquire(cacheFolder(job.folder()) / "remote.lock", "pulling");
    VERIFY_OK(lock);
    // A lock of this very process counts as another's.
    VERIFY_ERROR(planPush({.jobFolder = job.folder(), .places = fixture().places()}), ErrorCode::Busy);
}

void PushJobTest::whatIsSeenThereAMomentLaterIsFine()
{
    const RcloneInstead late(fixture().root() / "bin", "case \"$*\" in *--one-way*)\n"
                                                       "if [ ! -e \"$0.seen\" ]; then\n"
                                                       "touch \"$0.seen\"; sed 's/^/* /'; exit 1; fi;;\n"
                                                       "esac; exec \"$RCLONE\" \"$@\"");
    fixture().pushed(fixture().jobFolder());
    QVERIFY(fs::exists(fixture().root() / "bin/rclone.seen"));
}

void PushJobTest::whatStaysDifferentThereIsTold()
{
    const Result<PushPlan> plan = planPush({.jobFolder = fixture().jobFolder(), .places = fixture().places()});
    VERIFY_OK(plan);
    const RcloneInstead never(fixture().root() / "bin", "case \"$*\" in *--one-way*) sed 's/^/* /'; exit 1;;\n"
                                                        "esac; exec \"$RCLONE\" \"$@\"");
    const Status sent = push(*plan);
    VERIFY_ERROR(sent, ErrorCode::Mismatch);
    QVERIFY(sentence(sent.error()).find("job.json is not the same there as here") != std::string::npos);
}

void PushJobTest::stoppedItGoesOnLater()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    answered(job, 1, 2, 20);
    const Result<PushPlan> plan = planPush({.jobFolder = job.folder(), .places = fixture().places()});
    VERIFY_OK(plan);
    std::stop_source stop;
    const Status stopped = push(*plan, stop.get_token(), [&stop](std::int64_t, std::int64_t) { stop.request_stop(); });
    VERIFY_ERROR(stopped, ErrorCode::Cancelled);
    fixture().pushed(job.folder());
    QVERIFY(treeOf(fixture().shared() / "events") == treeOf(job.folder() / "events"));
}

void PushJobTest::thePlaceIsRemembered()
{
    const Job job = fixture().job();
    fixture().pushed(job.folder());
    QVERIFY(readRemotePlaces(job.folder()) == fixture().places());
}

void PushJobTest::aJobIsNotPushedToItself()
{
    const Job job = fixture().job();
    const fs::path link = fixture().root() / "link";
    fs::create_directory_symlink(job.folder(), link);
    for (const fs::path& place : {job.folder(), link, job.folder() / "../job"}) {
        const auto plan = planPush({.jobFolder = job.folder(), .places = {place.string(), ":s3:"}});
        VERIFY_ERROR(plan, ErrorCode::InvalidArgument);
        QVERIFY2(sentence(plan.error()).find("the job's own folder") != std::string::npos, place.c_str());
    }
    const fs::path inner = fixture().root() / "inner";
    fs::create_directories(eventsFolder(job.folder()));
    fs::create_directory_symlink(eventsFolder(job.folder()), inner);
    for (const fs::path& place : {inner, job.folder() / "backup", link / "backup/street", job.folder() / "events"}) {
        const auto plan = planPush({.jobFolder = job.folder(), .places = {place.string(), ":s3:"}});
        VERIFY_ERROR(plan, ErrorCode::InvalidArgument);
        QVERIFY2(sentence(plan.error()).find("in the job's own folder") != std::string::npos, place.c_str());
    }
    VERIFY_OK(planPush({.jobFolder = job.folder(), .places = {(fixture().root() / "job-2").string(), ":s3:"}}));
    // Also where an s3:// name stands for it.
    const auto plan = planPush({.jobFolder = job.folder(), .places = {"s3://job", fixture().root().string()}});
    VERIFY_ERROR(plan, ErrorCode::InvalidArgument);
    QVERIFY(!readRemotePlaces(job.folder()));
}

void PushJobTest::aPlaceThatIsAFileIsRefused()
{
    writeFile(fixture().root() / "m0.png", "x");
    for (const char* place : {"m0.png", "m0.png/job"}) {
        const auto plan =
            planPush({.jobFolder = fixture().jobFolder(), .places = {(fixture().root() / place).string(), ":s3:"}});
        VERIFY_ERROR(plan, ErrorCode::InvalidArgument);
        QVERIFY2(sentence(plan.error()).find("is a file and not a folder") != std::string::npos, place);
    }
}

LABELWRIGHT_TEST(PushJobTest)
#include "PushJobTest.moc"
