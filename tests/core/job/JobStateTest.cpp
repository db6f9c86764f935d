// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobState.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;
using Kind = TaskRelease::Kind;

class JobStateTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void newJobIsInProgressWithTheWorkersOfItsSpec();
    void statusFollowsStopResumeAndComplete();
    void whatMakesNoSenseIsRefusedAndWritesNothing();
    void teamOfTodayIsTheLastOneChosen();
    void editedSettingsAreThoseOfToday();
    void anEditWritesOnlyWhatIsAnother();
    void anEditThatCantBeWritesNothing();
    void jobWithoutAnybodyWhoWorksIsInitializing();
    void countersTellLabelledFailedAndUnlabelled();
    void failedJobHasNoLabelledObject();
    void completionRemembersWhatWasLeft();
    void declineThatAnAnswerFollowedIsNone();
    void assignmentIsCheckedAgainstTheJob();
    void copiesJoinedInAnyOrderAgree();
    void eventsAboutTheJobAreReadBack();
    void damagedEventsAreReportedAndLeft();

private:
    Job makeJob(int workersPerObject, const std::vector<std::string>& team) const;
    void release(Job& job, ObjectId object, const std::string& worker, Kind kind, double seconds) const;

    std::unique_ptr<JobFixture> m_fixture;
    Worker m_ann = *createWorker("ann");
    Worker m_bob = *createWorker("bob");
};

void JobStateTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(4);
}

Job JobStateTest::makeJob(int workersPerObject, const std::vector<std::string>& team) const
{
    NewJob request = m_fixture->request();
    request.workersPerObject = workersPerObject;
    for (const std::string& name : team)
        request.team.members.push_back({*createWorker(name), TeamRole::Annotator, MemberStatus::Active});
    return m_fixture->makeJob(request);
}

void JobStateTest::release(Job& job, ObjectId object, const std::string& worker, Kind kind, double seconds) const
{
    const Result<TaskRelease> written = writeTaskReleaseFile(job.folder(), {kind,
                                                                            object,
                                                                            job.source(object)->sourceRef,
                                                                            "street",
                                                                            *createWorker(worker),
                                                                            timeAt(seconds),
                                                                            timeAt(seconds + 1),
                                                                            1,
                                                                            "too dark",
                                                                            {}});
    VERIFY_OK(written);
    job.events().add(*written);
}

void JobStateTest::newJobIsInProgressWithTheWorkersOfItsSpec()
{
    const JobState state = jobState(makeJob(1, {"ann", "bob"}));
    QCOMPARE(state.status, JobStatus::InProgress);
    QCOMPARE(statusName(state.status), std::string_view("InProgress"));
    QVERIFY(state.team == teamOf({m_ann, m_bob}));
    QVERIFY(state.assignments.isEmpty());
    QVERIFY(!state.completion);
    QVERIFY(state.counters == (LabelCounters{.unlabeled = 4}));
}

void JobStateTest::statusFollowsStopResumeAndComplete()
{
    Job job = makeJob(1, {"ann"});
    VERIFY_OK(stopJob(job, m_ann));
    QCOMPARE(jobState(job).status, JobStatus::Stopped);
    QVERIFY(!jobState(job).isOpen());
    VERIFY_OK(resumeJob(job, m_ann));
    QCOMPARE(jobState(job).status, JobStatus::InProgress);
    VERIFY_OK(completeJob(job, m_ann));
    QCOMPARE(jobState(job).status, JobStatus::Completed);
    VERIFY_OK(resumeJob(job, m_ann));
    QCOMPARE(jobState(job).status, JobStatus::InProgress);
    QVERIFY(!jobState(job).completion);
    VERIFY_OK(stopJob(job, m_ann));
    VERIFY_OK(completeJob(job, m_ann));
    QCOMPARE(jobState(m_fixture->openJob()).status, JobStatus::Completed);
}

void JobStateTest::whatMakesNoSenseIsRefusedAndWritesNothing()
{
    Job job = makeJob(1, {"ann"});
    VERIFY_ERROR(resumeJob(job, m_ann), ErrorCode::InvalidArgument);
    VERIFY_OK(stopJob(job, m_ann));
    VERIFY_ERROR(stopJob(job, m_ann), ErrorCode::InvalidArgument);
    VERIFY_OK(completeJob(job, m_ann));
    VERIFY_ERROR(completeJob(job, m_ann), ErrorCode::InvalidArgument);
    VERIFY_ERROR(stopJob(job, m_ann), ErrorCode::InvalidArgument);
    Team twice = teamOf({m_ann, m_bob});
    twice.members[1].worker.name = "ann";
    VERIFY_ERROR(changeTeam(job, twice, m_ann), ErrorCode::InvalidArgument);
    QCOMPARE(m_fixture->openJob().events().jobEvents().size(), std::size_t{2});
}

void JobStateTest::teamOfTodayIsTheLastOneChosen()
{
    Job job = makeJob(1, {"ann"});
    Team team{"street", teamOf({m_ann, m_bob}).members};
    team.members[1].status = MemberStatus::Invited;
    VERIFY_OK(changeTeam(job, team, m_ann));
    QVERIFY(jobState(job).team == team);
    team.members[0].status = MemberStatus::Inactive;
    VERIFY_OK(changeTeam(job, team, m_bob));
    QVERIFY(jobState(m_fixture->openJob()).team == team);
}

void JobStateTest::editedSettingsAreThoseOfToday()
{
    Job job = makeJob(1, {"ann"});
    const TaskSettings made = job.spec().task;
    QVERIFY(jobState(job).task == made);
    const Instructions instructions{"<p>Slowly.</p>", {}, {}, {}, "<p>bad</p>"};
    const Team team = teamOf({m_ann, m_bob});
    VERIFY_OK(editJob(job,
                      {.description = "Paint people",
                       .instructions = instructions,
                       .timeLimit = std::chrono::minutes(5),
                       .team = team},
                      m_ann));
    VERIFY_OK(editJob(job, {.timeLimit = std::chrono::minutes(7)}, m_ann));
    const Job again = m_fixture->openJob();
    QVERIFY(currentTask(again) == (TaskSettings{"Paint people", instructions, std::chrono::minutes(7)}));
    QVERIFY(jobState(again).task == currentTask(again));
    QVERIFY(currentTeam(again) == team);
    QVERIFY(again.spec().task == made);
}

void JobStateTest::anEditWritesOnlyWhatIsAnother()
{
    Job job = makeJob(1, {"ann"});
    const TaskSettings task = currentTask(job);
    const Result<std::vector<JobEvent>> none =
        editJob(job, {task.description, task.instructions, task.timeLimit, currentTeam(job)}, m_ann);
    VERIFY_OK(none);
    QVERIFY(none->empty());
    const Result<std::vector<JobEvent>> one =
        editJob(job, {.description = "Paint people", .timeLimit = task.timeLimit}, m_ann);
    VERIFY_OK(one);
    QCOMPARE(one->size(), std::size_t{1});
    QCOMPARE(m_fixture->openJob().events().jobEvents().size(), std::size_t{1});
}

void JobStateTest::anEditThatCantBeWritesNothing()
{
    Job job = makeJob(2, {"ann", "bob"});
    const JobEdit edit{.description = "two\nlines", .timeLimit = std::chrono::hours(9), .team = teamOf({m_ann})};
    std::vector<JobField> fields;
    for (const FieldProblem& problem : problemsOf(edit, 2))
        fields.push_back(problem.field);
    QVERIFY(fields == (std::vector{JobField::TimeLimit, JobField::Team, JobField::Description}));
    VERIFY_ERROR(editJob(job, edit, m_ann), ErrorCode::InvalidArgument);
    VERIFY_ERROR(editJob(job, {.description = "good", .team = teamOf({m_ann})}, m_ann), ErrorCode::InvalidArgument);
    QVERIFY(m_fixture->openJob().events().jobEvents().empty());
}

void JobStateTest::jobWithoutAnybodyWhoWorksIsInitializing()
{
    Job job = makeJob(1, {"ann"});
    VERIFY_OK(changeTeam(job, {"street", {}}, m_ann));
    QCOMPARE(jobState(job).status, JobStatus::Initializing);
    Team idle = teamOf({m_ann});
    idle.members.front().status = MemberStatus::Inactive;
    VERIFY_OK(changeTeam(job, idle, m_ann));
    QCOMPARE(jobState(job).status, JobStatus::Initializing);
}

void JobStateTest::countersTellLabelledFailedAndUnlabelled()
{
    Job job = makeJob(2, {"ann", "bob", "cat"});
    VERIFY_OK(submitAnswer(job, answerOf(0, "ann", 1)));
    VERIFY_OK(submitAnswer(job, answerOf(0, "bob", 2)));
    VERIFY_OK(submitAnswer(job, answerOf(1, "ann", 3)));
    release(job, 1, "bob", Kind::Declined, 4);
    release(job, 1, "bob", Kind::Declined, 5); // One worker declines once.
    release(job, 2, "ann", Kind::Declined, 6);
    release(job, 2, "bob", Kind::Returned, 7);
    release(job, 3, "ann", Kind::Declined, 8);
    release(job, 3, "bob", Kind::Declined, 9);
    QVERIFY(jobState(job).counters ==
            (LabelCounters{.totalLabeled = 1, .humanLabeled = 1, .failedNonRetryableError = 1, .unlabeled = 2}));
    QCOMPARE(objectFate(job.events(), 0, 2), ObjectFate::Labelled);
    QCOMPARE(objectFate(job.events(), 1, 2), ObjectFate::Open);
    QCOMPARE(objectFate(job.events(), 3, 2), ObjectFate::Failed);
    QCOMPARE(declinesOf(job.events(), 1).size(), std::size_t{1});
    QCOMPARE(declinesOf(job.events(), 1).front()->time, timeAt(5));
}

void JobStateTest::failedJobHasNoLabelledObject()
{
    Job job = makeJob(1, {"ann"});
    for (ObjectId object = 0; object < 4; ++object)
        release(job, object, "ann", Kind::Declined, static_cast<double>(object));
    QCOMPARE(jobState(job).status, JobStatus::InProgress);
    VERIFY_OK(completeJob(job, m_ann));
    QCOMPARE(jobState(job).status, JobStatus::Failed);
    VERIFY_ERROR(stopJob(job, m_ann), ErrorCode::InvalidArgument);
}

void JobStateTest::completionRemembersWhatWasLeft()
{
    Job job = makeJob(1, {"ann"});
    VERIFY_OK(submitAnswer(job, answerOf(0, "ann", 1)));
    const Result<JobEvent> completed = completeJob(job, m_ann);
    VERIFY_OK(completed);
    VERIFY_OK(submitAnswer(job, answerOf(1, "ann", 2))); // From a copy that is joined later.
    const JobState state = jobState(job);
    QVERIFY(state.completion == std::optional(Completion{completed->name, completed->time, 3}));
    QCOMPARE(state.counters.unlabeled, 2);
}

void JobStateTest::declineThatAnAnswerFollowedIsNone()
{
    Job job = makeJob(2, {"ann", "bob"});
    release(job, 0, "ann", Kind::Declined, 1);
    release(job, 0, "bob", Kind::Declined, 2);
    VERIFY_OK(submitAnswer(job, answerOf(0, "ann", 3)));
    QCOMPARE(objectFate(job.events(), 0, 2), ObjectFate::Open);
}

void JobStateTest::assignmentIsCheckedAgainstTheJob()
{
    Job job = makeJob(2, {"ann", "bob", "cat"});
    const auto assign = [&](std::string_view objects, const std::vector<Worker>& workers) {
        return assignObjects(job, *parseObjectRanges(objects), workers, m_ann);
    };
    VERIFY_ERROR(assign("0-4", {m_ann, m_bob}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(assign("0", {m_ann, *createWorker("dan")}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(assign("0", {m_ann}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(assign("0", {m_ann, m_ann}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(assignObjects(job, {}, {}, m_ann), ErrorCode::InvalidArgument);
    QVERIFY(job.events().jobEvents().empty());
    VERIFY_OK(assign("1-3", {m_ann, m_bob}));
    VERIFY_OK(assign("2", {}));
    const Assignments assignments = jobState(m_fixture->openJob()).assignments;
    QCOMPARE(assignments.workersOf(1).size(), std::size_t{2});
    QVERIFY(assignments.workersOf(2).empty());
    QVERIFY(!assignments.isFor(3, *createWorker("cat")));
    QVERIFY(assignments.isFor(0, *createWorker("cat")));
}

void JobStateTest::copiesJoinedInAnyOrderAgree()
{
    Job here = makeJob(1, {"ann", "bob"});
    VERIFY_OK(stopJob(here, m_ann));
    const fs::path copy = m_fixture->root() / "copy";
    fs::copy(m_fixture->jobFolder(), copy, fs::copy_options::recursive);
    Result<Job> there = Job::open(copy);
    VERIFY_OK(there);
    // Apart from each other: here work goes on, there the job is finished with another team.
    VERIFY_OK(resumeJob(here, m_ann));
    VERIFY_OK(changeTeam(*there, teamOf({m_bob}), m_bob));
    VERIFY_OK(completeJob(*there, m_bob));
    VERIFY_OK(assignObjects(here, {{0, 2}}, {m_ann}, m_ann));

    std::vector<JobEvent> all = here.events().jobEvents();
    all.insert(all.end(), there->events().jobEvents().begin(), there->events().jobEvents().end());
    const auto byName = [](const JobEvent& left, const JobEvent& right) { return left.name < right.name; };
    std::sort(all.begin(), all.end(), byName);
    for (const JobEvent& event : all)
        VERIFY_OK(writeJobEventFile(m_fixture->jobFolder(), event)); // Those that are there stay as they are.
    const JobState fromDisk = jobState(m_fixture->openJob());
    QCOMPARE(fromDisk.status, JobStatus::InProgress); // Both took the stop's place; the resumption came first.
    QVERIFY(fromDisk.team == teamOf({m_bob}));
    fs::remove_all(jobEventsFolder(m_fixture->jobFolder()));
    do {
        Job joined = m_fixture->openJob();
        for (const JobEvent& event : all)
            joined.events().add(event);
        const JobState state = jobState(joined);
        QCOMPARE(state.status, fromDisk.status);
        QVERIFY(state.team == fromDisk.team);
        QVERIFY(!state.assignments.isFor(1, m_bob));
    } while (std::next_permutation(all.begin(), all.end(), byName));
}

void JobStateTest::eventsAboutTheJobAreReadBack()
{
    Job job = makeJob(1, {"ann", "bob"});
    VERIFY_OK(stopJob(job, m_ann));
    VERIFY_OK(resumeJob(job, m_bob));
    VERIFY_OK(assignObjects(job, {{0, 1}}, {m_bob}, m_ann));
    release(job, 2, "bob", Kind::Declined, 3);
    const Job again = m_fixture->openJob();
    QVERIFY(again.problems().empty());
    QVERIFY(again.events().jobEvents() == job.events().jobEvents());
    QVERIFY(again.events().releases() == job.events().releases());
    QCOMPARE(again.events().jobEvents()[1].replaces, std::vector<std::string>{job.events().jobEvents()[0].name});
    for (const JobEvent& event : again.events().jobEvents())
        QVERIFY(fs::exists(jobEventsFolder(job.folder()) / event.name));
}

void JobStateTest::damagedEventsAreReportedAndLeft()
{
    Job job = makeJob(1, {"ann"});
    const Result<JobEvent> stopped = stopJob(job, m_ann);
    VERIFY_OK(stopped);
    const fs::path path = jobEventsFolder(job.folder()) / stopped->name;
    const std::string whole = textOf(path);
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        writeText(path, whole.substr(0, size));
        const Job damaged = m_fixture->openJob();
        QCOMPARE(jobState(damaged).status, JobStatus::InProgress);
        QCOMPARE(damaged.problems().size(), std::size_t{1});
        QCOMPARE(damaged.problems().front().kind, EventProblem::Kind::NotYetSynced);
        QCOMPARE(damaged.problems().front().error.path, path);
    }
    writeText(path, whole);
    writeText(jobEventsFolder(job.folder()) / "notes.txt", "mine");
    writeText(jobEventsFolder(job.folder()) / ".begun.tmp", "half");
    const Job again = m_fixture->openJob();
    QCOMPARE(jobState(again).status, JobStatus::Stopped);
    QCOMPARE(again.problems().size(), std::size_t{1});
    QCOMPARE(again.problems().front().kind, EventProblem::Kind::Foreign);
    QVERIFY(fs::exists(jobEventsFolder(job.folder()) / "notes.txt"));
}

LABELWRIGHT_TEST(JobStateTest)
#include "JobStateTest.moc"
