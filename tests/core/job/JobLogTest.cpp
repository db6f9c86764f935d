// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLog.h"

#include "core/job/JobChanges.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;

class JobLogTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void newJobHasAnEmptyLog();
    void whatWorkersDidIsToldByTime();
    void progressFollowsOnWhatChangesIt();
    void correctionIsNoProgress();
    void statusIsToldInGroundTruthsWords();
    void reasonStaysOnItsLine();
    void flagsAreToldAndAreNoProgress();
    void jsonIsGroundTruthsRecordWithTheObject();
    void editsAreTold();
    void kindsAreReadBack();

private:
    Job makeJob(int workersPerObject) const;
    static void release(Job& job, ObjectId object, const std::string& worker, TaskRelease::Kind kind, double seconds,
                        const std::string& reason);
    static std::vector<std::string> textsOf(const Job& job);

    std::unique_ptr<JobFixture> m_fixture;
};

void JobLogTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(3);
}

/// Of ann and bob.
Job JobLogTest::makeJob(int workersPerObject) const
{
    NewJob request = m_fixture->request();
    request.workersPerObject = workersPerObject;
    request.team = teamOf({*createWorker("ann"), *createWorker("bob")});
    return m_fixture->makeJob(request);
}

void JobLogTest::release(Job& job, ObjectId object, const std::string& worker, TaskRelease::Kind kind, double seconds,
                         const std::string& reason)
{
    const Result<TaskRelease> written = writeTaskReleaseFile(job.folder(), {kind,
                                                                            object,
                                                                            job.source(object)->sourceRef,
                                                                            "street",
                                                                            *createWorker(worker),
                                                                            timeAt(seconds - 5),
                                                                            timeAt(seconds),
                                                                            1,
                                                                            reason,
                                                                            {}});
    VERIFY_OK(written);
    job.events().add(*written);
}

std::vector<std::string> JobLogTest::textsOf(const Job& job)
{
    std::vector<std::string> texts;
    for (const LogEntry& entry : jobLog(job))
        texts.push_back(logText(entry));
    return texts;
}

void JobLogTest::newJobHasAnEmptyLog()
{
    QVERIFY(jobLog(makeJob(1)).empty());
}

void JobLogTest::whatWorkersDidIsToldByTime()
{
    Job job = makeJob(2);
    VERIFY_OK(submitAnswer(job, answerOf(1, "ann", 90.25)));
    release(job, 0, "bob", TaskRelease::Kind::Returned, 65, "");
    release(job, 2, "ann", TaskRelease::Kind::Declined, 70, "too dark");
    QCOMPARE(textsOf(job), (std::vector<std::string>{
                               "2026-11-22T09:01:00.000Z  TasksAccepted  object 0  bob",
                               "2026-11-22T09:01:00.250Z  TasksAccepted  object 1  ann",
                               "2026-11-22T09:01:05.000Z  TasksReturned  object 0  bob",
                               "2026-11-22T09:01:05.000Z  TasksAccepted  object 2  ann",
                               "2026-11-22T09:01:10.000Z  TasksDeclined  object 2  ann: too dark",
                               "2026-11-22T09:01:30.250Z  TasksSubmitted  object 1  ann",
                           }));
}

void JobLogTest::progressFollowsOnWhatChangesIt()
{
    Job job = makeJob(2);
    VERIFY_OK(submitAnswer(job, answerOf(1, "ann", 60)));
    VERIFY_OK(submitAnswer(job, answerOf(1, "bob", 120)));
    release(job, 2, "ann", TaskRelease::Kind::Declined, 200, "too dark");
    release(job, 2, "bob", TaskRelease::Kind::Declined, 210, "too dark");
    VERIFY_OK(submitAnswer(job, answerOf(2, "bob", 300))); // Thought better of it.
    std::vector<LabelingProgress> progress;
    std::vector<Time> times;
    for (const LogEntry& entry : jobLog(job)) {
        if (entry.kind == LogEntry::Kind::ProgressLine) {
            progress.push_back(entry.progress);
            times.push_back(entry.time);
        }
    }
    QVERIFY(progress == (std::vector<LabelingProgress>{{3, 1, 0}, {3, 1, 1}, {3, 1, 0}}));
    QCOMPARE(times, (std::vector<Time>{timeAt(120), timeAt(210), timeAt(300)}));
}

void JobLogTest::correctionIsNoProgress()
{
    Job job = makeJob(1);
    VERIFY_OK(submitAnswer(job, answerOf(1, "ann", 60)));
    VERIFY_OK(submitAnswer(job, answerOf(1, "ann", 120)));
    const std::vector<std::string> texts = textsOf(job);
    QCOMPARE(texts.size(), std::size_t{5});
    QCOMPARE(texts[2], std::string("2026-11-22T09:01:00.000Z  Labeling job progress for batch number:1 | #Total data "
                                   "set objects:3 | #Data set objects labeled:1 | #Data set objects failed:0"));
}

void JobLogTest::statusIsToldInGroundTruthsWords()
{
    Job job = makeJob(1);
    const Worker ann = *createWorker("ann");
    VERIFY_OK(stopJob(job, ann));
    VERIFY_OK(resumeJob(job, ann));
    VERIFY_OK(completeJob(job, ann));
    const std::vector<LogEntry> log = jobLog(job);
    QCOMPARE(log.size(), std::size_t{3});
    QVERIFY(logText(log[0]).ends_with("Z  Labeling job status:Stopped  ann"));
    QCOMPARE(log[1].text, std::string("InProgress"));
    QCOMPARE(log[2].text, std::string("Completed"));
    QVERIFY(logJson(log[0], job).ends_with(R"(,"LabelingJobStatus":"Stopped","worker_id":")" + ann.id + R"("})"));
}

void JobLogTest::reasonStaysOnItsLine()
{
    Job job = makeJob(1);
    release(job, 0, "ann", TaskRelease::Kind::Declined, 60, "too\ndark\t");
    for (const std::string& text : textsOf(job))
        QCOMPARE(text.find('\n'), std::string::npos);
    QVERIFY(textsOf(job)[1].ends_with("ann: too dark "));
}

void JobLogTest::flagsAreToldAndAreNoProgress()
{
    Job job = makeJob(1);
    const auto flag = [&job](ObjectFlag::Kind kind, const std::string& note, double seconds) {
        job.events().add(*writeFlag(
            job, {kind, 2, job.source(2)->sourceRef, "street", *createWorker("ann"), timeAt(seconds), note, {}, {}}));
    };
    flag(ObjectFlag::Kind::Flagged, "a bus?", 60);
    flag(ObjectFlag::Kind::Unflagged, "", 120);
    QCOMPARE(textsOf(job), (std::vector<std::string>{
                               "2026-11-22T09:01:00.000Z  Object flagged  object 2  ann: a bus?",
                               "2026-11-22T09:02:00.000Z  Flag taken away  object 2  ann",
                           }));
    QCOMPARE(logJson(jobLog(job).front(), job),
             R"({"event_type":"flagged","time":"2026-11-22T09:01:00.000Z","worker_id":")" + createWorker("ann")->id +
                 R"(","object":2,"note":"a bus?"})");
}

void JobLogTest::jsonIsGroundTruthsRecordWithTheObject()
{
    Job job = makeJob(1);
    release(job, 1, "ann", TaskRelease::Kind::Declined, 60, "too dark");
    const std::string json = logJson(jobLog(job)[1], job);
    QVERIFY(json.starts_with(R"({"worker_id":")" + createWorker("ann")->id));
    QVERIFY(json.find("workteam/private-crowd/private\"") != std::string::npos);
    const std::string end =
        R"("event_type":"TasksDeclined","event_timestamp":"1795338060","object":1,"reason":"too dark"})";
    QVERIFY(json.ends_with(end));
    const std::string progress = logJson(jobLog(job)[2], job);
    const std::string begin =
        R"({"event_type":"progress","time":"2026-11-22T09:01:00.000Z","message":"Labeling job progress for )";
    QVERIFY(progress.starts_with(begin));
}

void JobLogTest::editsAreTold()
{
    Job job = makeJob(1);
    const Worker ann = *createWorker("ann");
    VERIFY_OK(editJob(job, {.timeLimit = std::chrono::minutes(5), .team = Team{"street", {{ann}}}}, ann));
    const std::vector<LogEntry> log = jobLog(job);
    QCOMPARE(log.size(), std::size_t{2});
    QVERIFY(logText(log[0]).ends_with("  Labeling job edited: task time limit: 300 seconds  ann"));
    QVERIFY(logText(log[1]).ends_with("  Labeling job edited: team: street, 1 members  ann"));
    QVERIFY(logJson(log[0], job).starts_with(R"({"event_type":"edited","time":")"));
    QVERIFY(logJson(log[0], job).find(R"("message":"task time limit: 300 seconds","worker_id":)") != std::string::npos);
}

void JobLogTest::kindsAreReadBack()
{
    for (const LogEntry::Kind kind :
         {LogEntry::Kind::Accepted, LogEntry::Kind::Submitted, LogEntry::Kind::Returned, LogEntry::Kind::Declined,
          LogEntry::Kind::ProgressLine, LogEntry::Kind::StatusChanged, LogEntry::Kind::Flagged,
          LogEntry::Kind::Unflagged, LogEntry::Kind::Edited})
        QCOMPARE(parseLogKind(logKindName(kind)), std::optional(kind));
    QVERIFY(!parseLogKind("Submitted"));
}

LABELWRIGHT_TEST(JobLogTest)
#include "JobLogTest.moc"
