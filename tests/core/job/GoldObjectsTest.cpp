// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/GoldObjects.h"

#include "core/job/Derive.h"
#include "core/job/JobChanges.h"
#include "core/job/JobState.h"
#include "core/job/ObjectFlag.h"
#include "core/job/TaskQueue.h"
#include "core/job/Verdict.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <set>

using namespace labelwright;
using namespace labelwright::test;

class GoldObjectsTest : public QObject {
    Q_OBJECT
private slots:
    void aGoldObjectIsATaskOfThoseWhoHaveNotAnsweredIt();
    void theAnswerIsScoredAndNeverCounts();
    void theCountedAnswerStaysCountedWhenItIsReplaced();
    void theShareIsOfTheJobsObjects();
    void theSeedChooses();
    void theChoiceStaysWhileTheWorkerAnswers();
    void onlyWhatIsLabeledCanBeGold();
    void withoutGoldNobodyAnswersWhatIsLabeled();
    void aDeclinedGoldObjectDoesNotComeAgain();
    void aScoredAnswerStaysSoWhenItIsNoGoldObjectAnyMore();
    void aScoredAnswerIsReadAsItWasWritten();
    void whatIsShownToAWorkerTellsNoGoldObjectFromOthers();
    void whoLeadsOrDoesNotWorkHereIsKeptFromNothing();

private:
    /// A job of ten photos and a team of two, the first `labeled` answered by worker-1.
    static Job makeJob(const JobFixture& fixture, int labeled);
    static TaskQueue queueOf(const Job& job, const std::string& worker);
};

Job GoldObjectsTest::makeJob(const JobFixture& fixture, int labeled)
{
    fixture.addPhotos(10);
    NewJob request = fixture.request();
    request.team = teamOf({*createWorker("worker-1"), *createWorker("worker-2")});
    Job job = fixture.makeJob(request);
    for (ObjectId object = 0; object < labeled; ++object) {
        if (!submitAnswer(job, answerOf(object, "worker-1", 60.0 * static_cast<double>(object + 1))))
            qFatal("no answer");
    }
    return job;
}

TaskQueue GoldObjectsTest::queueOf(const Job& job, const std::string& worker)
{
    Result<TaskQueue> queue = TaskQueue::create(job, *createWorker(worker));
    if (!queue)
        qFatal("%s", sentence(queue.error()).c_str());
    return *std::move(queue);
}

void GoldObjectsTest::aGoldObjectIsATaskOfThoseWhoHaveNotAnsweredIt()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 4);
    VERIFY_OK(chooseGoldObjects(job, {{1, 2}}, 1, 7, *createWorker("lead")));
    for (const Job& each : {job, fixture.openJob()}) {
        const TaskQueue other = queueOf(each, "worker-2");
        QVERIFY(other.status(0) == TaskStatus::Labelled);
        for (const ObjectId gold : {1, 2}) {
            QVERIFY(other.status(gold) == TaskStatus::Unlabelled); // As any other task.
            QVERIFY(other.waits(gold));
            QVERIFY(!answerRefusal(each.spec(), each.events(), gold, *createWorker("worker-2")));
        }
        QCOMPARE(other.firstUnlabelled(), std::optional<ObjectId>(1));
        const TaskQueue own = queueOf(each, "worker-1");
        QVERIFY(own.status(1) == TaskStatus::Labelled && !own.waits(1));
    }
}

void GoldObjectsTest::theAnswerIsScoredAndNeverCounts()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 4);
    VERIFY_OK(derive(job));
    const auto before = filesBelow(job.folder() / "output");
    VERIFY_OK(chooseGoldObjects(job, {{1, 1}}, 1, 7, *createWorker("lead")));
    const Result<AnswerEvent> answer = submitAnswer(job, answerOf(1, "worker-2", 900));
    VERIFY_OK(answer);
    QVERIFY(answer->isScoredOnly);
    QCOMPARE(job.events().currentAnswers(1).size(), std::size_t{1});
    QCOMPARE(job.events().countedAnswers(1, 1).front()->worker.name, std::string("worker-1"));
    QCOMPARE(*job.events().currentAnswer(1, *createWorker("worker-2")), *answer);
    QVERIFY(queueOf(job, "worker-2").status(1) == TaskStatus::Labelled);
    VERIFY_OK(derive(job));
    QCOMPARE(filesBelow(job.folder() / "output"), before);
}

void GoldObjectsTest::theCountedAnswerStaysCountedWhenItIsReplaced()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 4);
    VERIFY_OK(chooseGoldObjects(job, {{1, 1}}, 1, 7, *createWorker("lead")));
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-2", 900)));
    const Result<AnswerEvent> corrected = submitAnswer(job, answerOf(1, "worker-1", 1000));
    VERIFY_OK(corrected);
    QVERIFY(!corrected->isScoredOnly);
    QCOMPARE(*job.events().countedAnswers(1, 1).front(), *corrected); // Though the scored one is earlier.
}

void GoldObjectsTest::theShareIsOfTheJobsObjects()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 8);
    VERIFY_OK(chooseGoldObjects(job, {{0, 7}}, 0.25, 7, *createWorker("lead")));
    QCOMPARE(goldObjectsOf(job.spec(), job.events(), *createWorker("worker-2")).size(), std::size_t{3});
    QVERIFY(goldObjectsOf(job.spec(), job.events(), *createWorker("worker-1")).empty());
    VERIFY_OK(chooseGoldObjects(job, {}, 0, 7, *createWorker("lead")));
    QVERIFY(goldObjectsOf(job.spec(), job.events(), *createWorker("worker-2")).empty());
}

void GoldObjectsTest::theSeedChooses()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 8);
    const Worker worker = *createWorker("worker-2");
    std::set<std::vector<ObjectId>> choices;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        VERIFY_OK(chooseGoldObjects(job, {{0, 7}}, 0.3, seed, *createWorker("lead")));
        const std::vector<ObjectId> chosen = goldObjectsOf(job.spec(), job.events(), worker);
        QCOMPARE(chosen, goldObjectsOf(job.spec(), fixture.openJob().events(), worker));
        choices.insert(chosen);
    }
    QVERIFY(choices.size() > 3);
}

void GoldObjectsTest::theChoiceStaysWhileTheWorkerAnswers()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 8);
    const Worker worker = *createWorker("worker-2");
    VERIFY_OK(chooseGoldObjects(job, {{0, 7}}, 0.3, 7, *createWorker("lead")));
    const std::vector<ObjectId> chosen = goldObjectsOf(job.spec(), job.events(), worker);
    double seconds = 900;
    for (const ObjectId object : chosen) {
        VERIFY_OK(submitAnswer(job, answerOf(object, "worker-2", seconds += 60)));
        QCOMPARE(goldObjectsOf(job.spec(), job.events(), worker), chosen);
    }
    QCOMPARE(queueOf(job, "worker-2").firstUnlabelled(), std::optional<ObjectId>(8));
}

void GoldObjectsTest::onlyWhatIsLabeledCanBeGold()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 4);
    const Worker lead = *createWorker("lead");
    const Result<JobEvent> unlabeled = chooseGoldObjects(job, {{3, 4}}, 0.1, 7, lead);
    VERIFY_ERROR(unlabeled, ErrorCode::InvalidArgument);
    QCOMPARE(unlabeled.error().detail, std::string("object 4 lacks answers, so that its labels are not known"));
    VERIFY_ERROR(chooseGoldObjects(job, {{9, 10}}, 0.1, 7, lead), ErrorCode::InvalidArgument);
    VERIFY_ERROR(chooseGoldObjects(job, {{0, 0}}, 1.5, 7, lead), ErrorCode::InvalidArgument);
    QVERIFY(!currentGold(job.events().jobEvents()));
}

void GoldObjectsTest::withoutGoldNobodyAnswersWhatIsLabeled()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 4);
    VERIFY_OK(chooseGoldObjects(job, {{1, 1}}, 1, 7, *createWorker("lead")));
    QVERIFY(answerRefusal(job.spec(), job.events(), 2, *createWorker("worker-2")) == AnswerRefusal::AnsweredByOthers);
}

void GoldObjectsTest::aDeclinedGoldObjectDoesNotComeAgain()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 4);
    VERIFY_OK(chooseGoldObjects(job, {{1, 1}}, 1, 7, *createWorker("lead")));
    const Result<TaskRelease> declined = writeTaskReleaseFile(job.folder(), {TaskRelease::Kind::Declined,
                                                                             1,
                                                                             job.source(1)->sourceRef,
                                                                             job.spec().name,
                                                                             *createWorker("worker-2"),
                                                                             timeAt(800),
                                                                             timeAt(810),
                                                                             1,
                                                                             "too dark",
                                                                             {}});
    VERIFY_OK(declined);
    job.events().add(*declined);
    QVERIFY(queueOf(job, "worker-2").status(1) == TaskStatus::Declined);
    QVERIFY(!queueOf(job, "worker-2").waits(1));
}

void GoldObjectsTest::aScoredAnswerStaysSoWhenItIsNoGoldObjectAnyMore()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 4);
    VERIFY_OK(chooseGoldObjects(job, {{1, 1}}, 1, 7, *createWorker("lead")));
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-2", 900)));
    VERIFY_OK(chooseGoldObjects(job, {}, 0, 7, *createWorker("lead")));
    const Result<AnswerEvent> corrected = submitAnswer(job, answerOf(1, "worker-2", 1000));
    VERIFY_OK(corrected);
    QVERIFY(corrected->isScoredOnly);
    QCOMPARE(job.events().currentAnswers(1).size(), std::size_t{1});
}

void GoldObjectsTest::aScoredAnswerIsReadAsItWasWritten()
{
    AnswerEvent event = sampleEvent();
    event.isScoredOnly = true;
    event.name.clear();
    const std::string text = writeAnswerEvent(event);
    QVERIFY(text.starts_with(R"({"format":"labelwright-event","version":3,"kind":"answer",)"));
    const Result<std::optional<AnswerEvent>> read = parseEvent(text);
    VERIFY_OK(read);
    QVERIFY(*read == event);
}

void GoldObjectsTest::whatIsShownToAWorkerTellsNoGoldObjectFromOthers()
{
    const JobFixture fixture;
    Job job = makeJob(fixture, 4);
    const Worker worker = *createWorker("worker-2");
    VERIFY_OK(chooseGoldObjects(job, {{1, 2}}, 1, 7, *createWorker("lead")));
    const Result<AnswerEvent> own = submitAnswer(job, answerOf(1, "worker-2", 900));
    VERIFY_OK(own);
    VERIFY_OK(decide(job, {.object = 2, .worker = *createWorker("lead"), .category = "good"}));
    VERIFY_OK(flagObject(job, 2, worker, "dark"));
    Job shown = job;
    hideGold(shown, worker);
    QCOMPARE(shown.events().countedAnswers(0, 1).size(), std::size_t{1}); // No gold object.
    QCOMPARE(shown.events().countedAnswers(1, 1).front()->name, own->name);
    QCOMPARE(shown.events().answersOf(1).size(), std::size_t{1});
    QVERIFY(shown.events().answersOf(2).empty());
    QVERIFY(!shown.events().answers().contains(2));
    QVERIFY(shown.events().verdictsOf(2).empty());
    QVERIFY(shown.events().currentFlag(2));
    // Who has answered them sees them as all others.
    Job ofFirst = job;
    hideGold(ofFirst, *createWorker("worker-1"));
    QCOMPARE(ofFirst.events().answersOf(1).size(), std::size_t{2});
}

void GoldObjectsTest::whoLeadsOrDoesNotWorkHereIsKeptFromNothing()
{
    const Worker lead = *createWorker("lea");
    const Worker annotator = *createWorker("ann");
    Team team = teamOf({lead, annotator});
    team.members.front().role = TeamRole::Lead;
    QVERIFY(isKeptFromGold(team, annotator));
    QVERIFY(!isKeptFromGold(team, lead));
    QVERIFY(!isKeptFromGold(team, *createWorker("bob")));
}

LABELWRIGHT_TEST(GoldObjectsTest)
#include "GoldObjectsTest.moc"
