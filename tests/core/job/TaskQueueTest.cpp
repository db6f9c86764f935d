// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/TaskQueue.h"

#include "core/job/Draft.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class TaskQueueTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void newJobBeginsAtItsFirstObject();
    void statusFollowsAnswersAndDrafts();
    void anAnsweredObjectStaysSoWithADraft();
    void aDraftOnWhatOthersAnsweredDoesNotWait();
    void countsAddUp();
    void walkGoesRoundAndEndsAtTheObjectItself();
    void finishedQueueHasNoNext();
    void refreshFollowsAnswerAndDraft();
    void unreadableObjectsAreLeftOut();
    void strangersInTheDraftsFolderAreIgnored();
    void declinedObjectIsNotGivenToThatWorkerAgain();
    void objectThatAsManyDeclinedAsItNeedsIsGivenUp();
    void returnedObjectComesAgain();
    void everyObjectGoesToAsManyDifferentWorkersAsAskedFor();
    void assignedObjectsAreKeptForTheirWorkers();
    void stoppedOrCompletedJobGivesNoTasks();
    void onlyMembersWhoAreNotInactiveGetTasks();
    void answersAreRefusedWhereTasksAreWithheld();

private:
    TaskQueue queueOf(const Job& job, const Worker& worker) const;
    void touchDraft(ObjectId object) const;
    Job makeJob(int workersPerObject) const;
    static void release(Job& job, ObjectId object, const Worker& worker, TaskRelease::Kind kind, double seconds);

    std::unique_ptr<JobFixture> m_fixture;
    Worker m_one = *createWorker("worker-1");
    Worker m_two = *createWorker("worker-2");
};

void TaskQueueTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(5);
}

TaskQueue TaskQueueTest::queueOf(const Job& job, const Worker& worker) const
{
    Result<TaskQueue> queue = TaskQueue::create(job, worker);
    if (!queue)
        qFatal("%s", sentence(queue.error()).c_str());
    return *std::move(queue);
}

void TaskQueueTest::touchDraft(ObjectId object) const
{
    fs::create_directories(draftsFolder(m_fixture->jobFolder(), m_one));
    writeText(draftFile(m_fixture->jobFolder(), m_one, object), "");
}

void TaskQueueTest::newJobBeginsAtItsFirstObject()
{
    const TaskQueue queue = queueOf(m_fixture->makeJob(), m_one);
    QCOMPARE(queue.size(), 5);
    QCOMPARE(queue.firstUnlabelled(), std::optional<ObjectId>(0));
    QCOMPARE(queue.counts(), (TaskCounts{.unlabelled = 5}));
    QCOMPARE(queue.worker(), m_one);
}

void TaskQueueTest::statusFollowsAnswersAndDrafts()
{
    NewJob request = m_fixture->request();
    request.workersPerObject = 2;
    Job job = m_fixture->makeJob(request);
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 1)));
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-2", 2)));
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-1", 3)));
    VERIFY_OK(submitAnswer(job, answerOf(2, "worker-2", 4)));
    VERIFY_OK(submitAnswer(job, answerOf(3, "worker-1", 5)));
    VERIFY_OK(submitAnswer(job, answerOf(3, "worker-1", 6))); // One worker's second answer is no second worker's.
    touchDraft(3);
    touchDraft(4);
    const std::vector<TaskStatus> one{TaskStatus::Labelled, TaskStatus::Answered, TaskStatus::Unlabelled,
                                      TaskStatus::Answered, TaskStatus::Draft};
    const std::vector<TaskStatus> two{TaskStatus::Labelled, TaskStatus::Unlabelled, TaskStatus::Answered,
                                      TaskStatus::Unlabelled, TaskStatus::Unlabelled};
    for (ObjectId object = 0; object < 5; ++object) {
        QCOMPARE(queueOf(job, m_one).status(object), one[static_cast<std::size_t>(object)]);
        QCOMPARE(queueOf(job, m_two).status(object), two[static_cast<std::size_t>(object)]);
    }
    QCOMPARE(queueOf(job, m_one).firstUnlabelled(), std::optional<ObjectId>(2));
    QCOMPARE(queueOf(job, m_two).firstUnlabelled(), std::optional<ObjectId>(1));
}

void TaskQueueTest::anAnsweredObjectStaysSoWithADraft()
{
    Job job = m_fixture->makeJob();
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-1", 1)));
    TaskQueue queue = queueOf(job, m_one);
    touchDraft(1);
    queue.refresh(job, 1);
    for (const TaskQueue& each : {queue, queueOf(job, m_one)}) {
        QCOMPARE(each.status(1), TaskStatus::Labelled);
        QVERIFY(each.hasDraft(1));
        QVERIFY(!each.hasDraft(0));
        QCOMPARE(each.counts(), (TaskCounts{.unlabelled = 4, .drafts = 1, .answered = 1, .labelled = 1}));
        QCOMPARE(each.nextUnlabelled(0), std::optional<ObjectId>(1)); // the draft waits to be handed in
    }
    queue.markUnreadable(1);
    QCOMPARE(queue.nextUnlabelled(0), std::optional<ObjectId>(2));
}

void TaskQueueTest::aDraftOnWhatOthersAnsweredDoesNotWait()
{
    Job job = makeJob(1);
    touchDraft(1);
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-2", 1)));
    const TaskQueue queue = queueOf(job, m_one);
    QCOMPARE(queue.status(1), TaskStatus::Labelled);
    QVERIFY(queue.hasDraft(1));
    QVERIFY(!queue.waits(1));
    QCOMPARE(queue.waitingCount(), 4);
}

void TaskQueueTest::countsAddUp()
{
    Job job = m_fixture->makeJob();
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-1", 1)));
    touchDraft(3);
    TaskQueue queue = queueOf(job, m_one);
    queue.markUnreadable(0);
    QCOMPARE(queue.counts(), (TaskCounts{.unlabelled = 2, .drafts = 1, .answered = 1, .labelled = 1, .unreadable = 1}));
}

void TaskQueueTest::walkGoesRoundAndEndsAtTheObjectItself()
{
    Job job = m_fixture->makeJob();
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-1", 1)));
    VERIFY_OK(submitAnswer(job, answerOf(4, "worker-1", 2)));
    TaskQueue queue = queueOf(job, m_one); // 0, 2 and 3 wait.
    QCOMPARE(queue.nextUnlabelled(0), std::optional<ObjectId>(2));
    QCOMPARE(queue.nextUnlabelled(3), std::optional<ObjectId>(0));
    QCOMPARE(queue.previousUnlabelled(2), std::optional<ObjectId>(0));
    QCOMPARE(queue.previousUnlabelled(0), std::optional<ObjectId>(3));
    queue.markUnreadable(2);
    queue.markUnreadable(3);
    QCOMPARE(queue.nextUnlabelled(0), std::optional<ObjectId>(0));
    QCOMPARE(queue.previousUnlabelled(0), std::optional<ObjectId>(0));
}

void TaskQueueTest::finishedQueueHasNoNext()
{
    Job job = m_fixture->makeJob();
    for (ObjectId object = 0; object < 5; ++object)
        VERIFY_OK(submitAnswer(job, answerOf(object, "worker-1", static_cast<double>(object))));
    const TaskQueue queue = queueOf(job, m_one);
    QVERIFY(!queue.firstUnlabelled());
    QVERIFY(!queue.nextUnlabelled(2));
    QVERIFY(!queue.previousUnlabelled(2));
}

void TaskQueueTest::refreshFollowsAnswerAndDraft()
{
    Job job = m_fixture->makeJob();
    TaskQueue queue = queueOf(job, m_one);
    touchDraft(2);
    queue.refresh(job, 2);
    QCOMPARE(queue.status(2), TaskStatus::Draft);
    VERIFY_OK(submitAnswer(job, answerOf(2, "worker-1", 1)));
    VERIFY_OK(discardDraft(draftFile(job.folder(), m_one, 2)));
    queue.refresh(job, 2);
    QCOMPARE(queue.status(2), TaskStatus::Labelled);
    QCOMPARE(queue.counts(), (TaskCounts{.unlabelled = 4, .answered = 1, .labelled = 1}));
}

void TaskQueueTest::unreadableObjectsAreLeftOut()
{
    const Job job = m_fixture->makeJob();
    TaskQueue queue = queueOf(job, m_one);
    queue.markUnreadable(0);
    QCOMPARE(queue.firstUnlabelled(), std::optional<ObjectId>(1));
    queue.refresh(job, 0); // The photo was put back.
    QCOMPARE(queue.firstUnlabelled(), std::optional<ObjectId>(0));
}

void TaskQueueTest::strangersInTheDraftsFolderAreIgnored()
{
    const Job job = m_fixture->makeJob();
    touchDraft(5); // Beyond the manifest.
    const fs::path folder = draftsFolder(job.folder(), m_one);
    for (const char* name : {"lock", "x.draft", "1x.draft", "-1.draft", "1.draft.tmp", ".draft"})
        writeText(folder / name, "");
    QCOMPARE(queueOf(job, m_one).counts(), (TaskCounts{.unlabelled = 5}));
}

/// For worker-1 to worker-3.
Job TaskQueueTest::makeJob(int workersPerObject) const
{
    NewJob request = m_fixture->request();
    request.workersPerObject = workersPerObject;
    request.team = teamOf(defaultTeam(3));
    return m_fixture->makeJob(request);
}

void TaskQueueTest::release(Job& job, ObjectId object, const Worker& worker, TaskRelease::Kind kind, double seconds)
{
    const Result<TaskRelease> written = writeTaskReleaseFile(job.folder(), {kind,
                                                                            object,
                                                                            job.source(object)->sourceRef,
                                                                            "street",
                                                                            worker,
                                                                            timeAt(seconds),
                                                                            timeAt(seconds + 1),
                                                                            1,
                                                                            "too dark",
                                                                            {}});
    VERIFY_OK(written);
    job.events().add(*written);
}

void TaskQueueTest::declinedObjectIsNotGivenToThatWorkerAgain()
{
    Job job = makeJob(2);
    TaskQueue queue = queueOf(job, m_one);
    release(job, 0, m_one, TaskRelease::Kind::Declined, 1);
    queue.refresh(job, 0);
    for (const TaskQueue& each : {queue, queueOf(job, m_one)}) {
        QCOMPARE(each.status(0), TaskStatus::Declined);
        QCOMPARE(each.firstUnlabelled(), std::optional<ObjectId>(1));
        QCOMPARE(each.waitingCount(), 4);
    }
    touchDraft(0); // What was begun before it was declined.
    QVERIFY(!queueOf(job, m_one).waits(0));
    QCOMPARE(queueOf(job, m_two).status(0), TaskStatus::Unlabelled);
    QCOMPARE(queueOf(job, m_two).waitingCount(), 5);
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 5))); // The worker has thought better of it.
    QCOMPARE(queueOf(job, m_one).status(0), TaskStatus::Answered);
}

void TaskQueueTest::objectThatAsManyDeclinedAsItNeedsIsGivenUp()
{
    Job job = makeJob(2);
    release(job, 0, m_one, TaskRelease::Kind::Declined, 1);
    release(job, 0, m_two, TaskRelease::Kind::Declined, 2);
    const Worker three = *createWorker("worker-3");
    for (const Worker& worker : {m_one, m_two, three}) {
        QCOMPARE(queueOf(job, worker).status(0), TaskStatus::Failed);
        QVERIFY(!queueOf(job, worker).waits(0));
    }
}

void TaskQueueTest::returnedObjectComesAgain()
{
    Job job = makeJob(1);
    release(job, 0, m_one, TaskRelease::Kind::Returned, 1);
    QCOMPARE(queueOf(job, m_one).status(0), TaskStatus::Unlabelled);
    QCOMPARE(queueOf(job, m_one).nextUnlabelled(0), std::optional<ObjectId>(1));
    QCOMPARE(queueOf(job, m_one).nextUnlabelled(4), std::optional<ObjectId>(0));
}

void TaskQueueTest::everyObjectGoesToAsManyDifferentWorkersAsAskedFor()
{
    Job job = makeJob(2);
    const std::vector<Worker> team = defaultTeam(3);
    double seconds = 0;
    int rounds = 0;
    for (bool anyoneWorked = true; anyoneWorked && rounds < 100; ++rounds) {
        anyoneWorked = false;
        for (const Worker& worker : team) {
            const std::optional<ObjectId> object = queueOf(job, worker).firstUnlabelled();
            if (!object)
                continue;
            QVERIFY(!job.events().currentAnswer(*object, worker));
            VERIFY_OK(submitAnswer(job, answerOf(*object, worker.name, ++seconds)));
            anyoneWorked = true;
        }
    }
    for (ObjectId object = 0; object < 5; ++object) {
        QCOMPARE(job.events().answersOf(object).size(), std::size_t{2});
        QCOMPARE(job.events().currentAnswers(object).size(), std::size_t{2});
    }
}

void TaskQueueTest::assignedObjectsAreKeptForTheirWorkers()
{
    Job job = makeJob(1);
    VERIFY_OK(assignObjects(job, {{1, 3}}, {m_two}, m_one));
    const TaskQueue one = queueOf(job, m_one);
    QCOMPARE(one.status(1), TaskStatus::Withheld);
    QCOMPARE(one.waitingCount(), 2);
    QCOMPARE(one.counts(), (TaskCounts{.unlabelled = 2}));
    QCOMPARE(one.nextUnlabelled(0), std::optional<ObjectId>(4));
    QCOMPARE(queueOf(job, m_two).waitingCount(), 5);
    VERIFY_OK(submitAnswer(job, answerOf(2, "worker-2", 1)));
    QCOMPARE(queueOf(job, m_one).status(2), TaskStatus::Labelled);
}

void TaskQueueTest::stoppedOrCompletedJobGivesNoTasks()
{
    Job job = makeJob(1);
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 1)));
    VERIFY_OK(stopJob(job, m_one));
    touchDraft(0);
    touchDraft(1);
    const TaskQueue stopped = queueOf(job, m_one);
    QCOMPARE(stopped.waitingCount(), 0);
    QVERIFY(!stopped.firstUnlabelled());
    QCOMPARE(stopped.status(0), TaskStatus::Labelled);
    QCOMPARE(stopped.status(1), TaskStatus::Withheld);
    QVERIFY(stopped.hasDraft(1));
    VERIFY_OK(resumeJob(job, m_one));
    QCOMPARE(queueOf(job, m_one).waitingCount(), 5); // The draft on the answered one is a correction.
    VERIFY_OK(completeJob(job, m_one));
    QCOMPARE(queueOf(job, m_one).waitingCount(), 0);
}

void TaskQueueTest::onlyMembersWhoAreNotInactiveGetTasks()
{
    Job job = makeJob(1);
    QCOMPARE(queueOf(job, *createWorker("stranger")).waitingCount(), 0);
    Team team = currentTeam(job);
    team.members[0].status = MemberStatus::Inactive;
    team.members[1].status = MemberStatus::Invited;
    VERIFY_OK(changeTeam(job, team, m_two));
    QCOMPARE(queueOf(job, m_one).waitingCount(), 0);
    QCOMPARE(queueOf(job, m_two).waitingCount(), 5);
}

void TaskQueueTest::answersAreRefusedWhereTasksAreWithheld()
{
    Job job = makeJob(1);
    VERIFY_OK(checkMayAnswer(job, 0, m_one));
    VERIFY_ERROR(checkMayAnswer(job, 0, *createWorker("stranger")), ErrorCode::InvalidArgument);
    VERIFY_OK(assignObjects(job, {{1, 3}}, {m_two}, m_one));
    const Status kept = checkMayAnswer(job, 2, m_one);
    VERIFY_ERROR(kept, ErrorCode::InvalidArgument);
    QCOMPARE(kept.error().detail, std::string("object 2 is kept for worker-2"));
    VERIFY_OK(checkMayAnswer(job, 2, m_two));
    VERIFY_OK(submitAnswer(job, answerOf(4, "worker-2", 1)));
    QCOMPARE(answerRefusal(job.spec(), job.events(), 4, m_one), std::optional(AnswerRefusal::AnsweredByOthers));
    QCOMPARE(answerRefusal(job.spec(), job.events(), 4, m_two), std::nullopt); // A correction.
    VERIFY_OK(stopJob(job, m_one));
    VERIFY_ERROR(checkMayAnswer(job, 0, m_one), ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(TaskQueueTest)
#include "TaskQueueTest.moc"
