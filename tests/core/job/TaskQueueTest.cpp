// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/TaskQueue.h"

#include "core/job/Draft.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"

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
    void countsAddUp();
    void walkGoesRoundAndEndsAtTheObjectItself();
    void finishedQueueHasNoNext();
    void refreshFollowsAnswerAndDraft();
    void unreadableObjectsAreLeftOut();
    void strangersInTheDraftsFolderAreIgnored();

private:
    TaskQueue queueOf(const Job& job, const Worker& worker) const;
    void touchDraft(ObjectId object) const;

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

QTEST_APPLESS_MAIN(TaskQueueTest)
#include "TaskQueueTest.moc"
