// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Verdict.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLog.h"
#include "core/job/Review.h"
#include "core/job/TaskQueue.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <nlohmann/json.hpp>

using namespace labelwright;
using namespace labelwright::test;
using Json = nlohmann::ordered_json;

class VerdictTest : public QObject {
    Q_OBJECT
private slots:
    void verdictHasItsText();
    void eachKindIsReadAsItWasWritten();
    void otherKindsAreNoError();
    void everyMemberIsChecked_data();
    void everyMemberIsChecked();
    void anAcceptedObjectIsReviewed();
    void aVerdictLapsesWhenAnAnswerIsReplaced();
    void aRejectedObjectComesBackToItsWorker();
    void theLeadChoosesWhoGetsItBack();
    void eachWorkerGetsItBackUntilTheyAnswerAnew();
    void whatWasNotSeenIsNotDecided();
    void ofCopiesTheVerdictThatFitsCounts();
    void aSecondVerdictTakesThePlaceOfTheFirst();
    void copiesOfAJobJoinInAnyOrder();
    void whatCanNotBeDecidedIsRefused();
    void theListOfVerdictsIsTheJobs();
    void theLogTellsOfVerdicts();
};

namespace {

Verdict sampleVerdict(Verdict::Kind kind = Verdict::Kind::Rejected)
{
    Verdict verdict;
    verdict.kind = kind;
    verdict.object = 12;
    verdict.sourceRef = "s3://bucket/photos/12.png";
    verdict.stage = "street-verification";
    verdict.worker = {"lea", "lea@example.com", "private.us-east-1.0123456789abcdef"};
    verdict.accepted = timeAt(5);
    verdict.time = timeAt(7.25);
    verdict.activeSeconds = 2.25;
    verdict.answers = {"20261122T090000000000Z-0123456789abcdef-0123456789ab.json"};
    verdict.category = "good";
    if (kind == Verdict::Kind::Accepted)
        return verdict;
    verdict.category = "wrong label";
    verdict.comment = "That is a bus.";
    verdict.threads = {"20261122T090001000000Z-0123456789abcdef-0123456789ab.json"};
    verdict.returnedTo = {"private.us-east-1.fedcba9876543210"};
    verdict.replaces = {"20261122T090002000000Z-0123456789abcdef-0123456789ab.json"};
    return verdict;
}

/// A job of three photos and so many workers, who have all answered object 0.
Job makeAnsweredJob(const JobFixture& fixture, int workers = 1)
{
    fixture.addPhotos(3);
    NewJob request = fixture.request();
    request.workersPerObject = workers;
    Job job = fixture.makeJob(request);
    for (int worker = 1; worker <= workers; ++worker) {
        if (!submitAnswer(job, answerOf(0, "worker-" + std::to_string(worker), 60 * worker)))
            qFatal("no answer");
    }
    return job;
}

VerdictRequest requestOf(const std::string& category, double seconds = 600)
{
    return {.object = 0,
            .worker = *createWorker("lead"),
            .category = category,
            .accepted = timeAt(seconds - 2),
            .time = timeAt(seconds),
            .activeSeconds = 1.5};
}

TaskQueue queueOf(const Job& job, const std::string& worker)
{
    Result<TaskQueue> queue = TaskQueue::create(job, *createWorker(worker));
    if (!queue)
        qFatal("%s", sentence(queue.error()).c_str());
    return *std::move(queue);
}

} // namespace

void VerdictTest::verdictHasItsText()
{
    QCOMPARE(QString::fromStdString(writeVerdict(sampleVerdict())),
             QString(R"({"format":"labelwright-event","version":1,"kind":"rejected","object":12,)"
                     R"("source-ref":"s3://bucket/photos/12.png","stage":"street-verification",)"
                     R"("worker":{"name":"lea","email":"lea@example.com","id":"private.us-east-1.0123456789abcdef"},)"
                     R"("accepted":"2026-11-22T09:00:05.000000Z","time":"2026-11-22T09:00:07.250000Z",)"
                     R"("active-seconds":2.25,)"
                     R"("answers":["20261122T090000000000Z-0123456789abcdef-0123456789ab.json"],)"
                     R"("category":"wrong label","comment":"That is a bus.",)"
                     R"("threads":["20261122T090001000000Z-0123456789abcdef-0123456789ab.json"],)"
                     R"("returned-to":["private.us-east-1.fedcba9876543210"],)"
                     R"("replaces":["20261122T090002000000Z-0123456789abcdef-0123456789ab.json"]})"
                     "\n"));
}

void VerdictTest::eachKindIsReadAsItWasWritten()
{
    for (const Verdict& verdict : {sampleVerdict(), sampleVerdict(Verdict::Kind::Accepted)}) {
        const Result<std::optional<Verdict>> read = parseVerdict(writeVerdict(verdict));
        VERIFY_OK(read);
        QVERIFY(*read == verdict);
    }
}

void VerdictTest::otherKindsAreNoError()
{
    const auto read = parseVerdict(R"({"format":"labelwright-event","version":1,"kind":"declined"})");
    VERIFY_OK(read);
    QVERIFY(!*read);
    VERIFY_ERROR(parseVerdict(R"({"format":"labelwright-event","version":2,"kind":"rejected"})"),
                 ErrorCode::NewerVersion);
}

void VerdictTest::everyMemberIsChecked_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    const auto rows = [](const char* pointer, std::initializer_list<const char*> values) {
        for (const char* value : values)
            QTest::addRow("%s = %s", pointer, value) << pointer << value;
    };
    rows("/object", {"null", "-1"});
    rows("/source-ref", {"null", "\"\""});
    rows("/worker", {"null", "\"ann\""});
    rows("/accepted", {"null", "7"});
    rows("/time", {"null", "7"});
    rows("/active-seconds", {"null", "-1"});
    rows("/answers", {"null", "[]", "[7]"});
    rows("/category", {"null", "\"\"", "7"});
    rows("/threads", {"null", "[7]"});
    rows("/returned-to", {"null", "[]", "[7]"});
    rows("/replaces", {"null", "\"a\""});
    rows("/kind", {"\"accepted\""}); // An accepted object goes back to nobody.
}

void VerdictTest::everyMemberIsChecked()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    Json json = Json::parse(writeVerdict(sampleVerdict()));
    json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    VERIFY_ERROR(parseVerdict(json.dump()), ErrorCode::Malformed);
}

void VerdictTest::anAcceptedObjectIsReviewed()
{
    const JobFixture fixture;
    Job job = makeAnsweredJob(fixture);
    QVERIFY(!reviewOf(job.events(), 0, 1).verdict);
    const Result<Verdict> verdict = decide(job, requestOf("good"));
    VERIFY_OK(verdict);
    QVERIFY(verdict->kind == Verdict::Kind::Accepted);
    QVERIFY(verdict->returnedTo.empty());
    QCOMPARE(verdict->answers, std::vector{job.events().answersOf(0).front().name});
    for (const Job& each : {job, fixture.openJob()}) {
        QVERIFY(each.problems().empty());
        QVERIFY(reviewOf(each.events(), 0, 1).isAccepted());
        QCOMPARE(*reviewOf(each.events(), 0, 1).verdict, *verdict);
    }
    QVERIFY(queueOf(job, "worker-1").status(0) == TaskStatus::Labelled);
}

void VerdictTest::aVerdictLapsesWhenAnAnswerIsReplaced()
{
    const JobFixture fixture;
    Job job = makeAnsweredJob(fixture);
    VERIFY_OK(decide(job, requestOf("good")));
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 900)));
    const ObjectReview review = reviewOf(job.events(), 0, 1);
    QVERIFY(!review.verdict);
    QVERIFY(review.hasLapsed);
    VERIFY_OK(decide(job, requestOf("other", 1000)));
    QVERIFY(reviewOf(job.events(), 0, 1).isRejected());
    QVERIFY(!reviewOf(job.events(), 0, 1).hasLapsed);
}

void VerdictTest::aRejectedObjectComesBackToItsWorker()
{
    const JobFixture fixture;
    Job job = makeAnsweredJob(fixture);
    VERIFY_OK(decide(job, requestOf("boundary off")));
    const TaskQueue queue = queueOf(job, "worker-1");
    QVERIFY(queue.status(0) == TaskStatus::Returned);
    QVERIFY(queue.waits(0));
    QCOMPARE(queue.counts().returned, 1);
    QCOMPARE(queue.waitingCount(), 3);
    QVERIFY(!answerRefusal(job.spec(), job.events(), 0, *createWorker("worker-1")));

    const std::string before = job.events().answersOf(0).front().name;
    const Result<AnswerEvent> again = submitAnswer(job, answerOf(0, "worker-1", 900));
    VERIFY_OK(again);
    QCOMPARE(again->replaces, std::vector{before});
    QVERIFY(queueOf(job, "worker-1").status(0) == TaskStatus::Labelled);
    QVERIFY(!returnedBy(job.events(), 0, *createWorker("worker-1")));
}

void VerdictTest::theLeadChoosesWhoGetsItBack()
{
    const JobFixture fixture;
    Job job = makeAnsweredJob(fixture, 3);
    VerdictRequest request = requestOf("wrong label");
    request.returnedTo = {createWorker("worker-2")->id};
    VERIFY_OK(decide(job, request));
    QVERIFY(queueOf(job, "worker-1").status(0) == TaskStatus::Labelled);
    QVERIFY(queueOf(job, "worker-2").status(0) == TaskStatus::Returned);
    QVERIFY(queueOf(job, "worker-3").status(0) == TaskStatus::Labelled);
    VERIFY_OK(decide(job, requestOf("wrong label", 700)));
    for (const char* worker : {"worker-1", "worker-2", "worker-3"})
        QVERIFY(queueOf(job, worker).status(0) == TaskStatus::Returned);
}

void VerdictTest::eachWorkerGetsItBackUntilTheyAnswerAnew()
{
    const JobFixture fixture;
    Job job = makeAnsweredJob(fixture, 3);
    VERIFY_OK(decide(job, requestOf("wrong label")));
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-2", 900)));
    QVERIFY(reviewOf(job.events(), 0, 3).hasLapsed);
    QVERIFY(queueOf(job, "worker-1").status(0) == TaskStatus::Returned);
    QVERIFY(queueOf(job, "worker-2").status(0) == TaskStatus::Labelled);
    QVERIFY(queueOf(job, "worker-3").status(0) == TaskStatus::Returned);
}

void VerdictTest::whatWasNotSeenIsNotDecided()
{
    const JobFixture fixture;
    Job job = makeAnsweredJob(fixture);
    VerdictRequest request = requestOf("good");
    request.seen = std::vector{job.events().answersOf(0).front().name};
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 500)));
    VERIFY_ERROR(decide(job, request), ErrorCode::Mismatch);
    QVERIFY(job.events().verdictsOf(0).empty());
    request.seen = std::vector{job.events().currentAnswers(0).front()->name};
    VERIFY_OK(decide(job, request));
}

/// One lead rejects, in another copy the object is answered anew and accepted.
void VerdictTest::ofCopiesTheVerdictThatFitsCounts()
{
    const JobFixture fixture;
    const Job job = makeAnsweredJob(fixture);
    Job one = job;
    Job two = job;
    const Result<Verdict> rejected = decide(one, requestOf("other", 600));
    VERIFY_OK(rejected);
    VERIFY_OK(submitAnswer(two, answerOf(0, "worker-1", 700)));
    VERIFY_OK(decide(two, requestOf("good", 800)));
    two.events().add(*rejected);
    QVERIFY(reviewOf(two.events(), 0, 1).isAccepted());
    QVERIFY(!returnedBy(two.events(), 0, *createWorker("worker-1")));
}

void VerdictTest::aSecondVerdictTakesThePlaceOfTheFirst()
{
    const JobFixture fixture;
    Job job = makeAnsweredJob(fixture);
    const Result<Verdict> first = decide(job, requestOf("other"));
    const Result<Verdict> second = decide(job, requestOf("good", 700));
    VERIFY_OK(first);
    VERIFY_OK(second);
    QCOMPARE(second->replaces, std::vector{first->name});
    QVERIFY(reviewOf(fixture.openJob().events(), 0, 1).isAccepted());
    QVERIFY(queueOf(job, "worker-1").status(0) == TaskStatus::Labelled);
}

void VerdictTest::copiesOfAJobJoinInAnyOrder()
{
    const JobFixture fixture;
    const Job job = makeAnsweredJob(fixture);
    Job one = job;
    Job two = job;
    const Result<Verdict> early = decide(one, requestOf("good", 600));
    const Result<Verdict> late = decide(two, requestOf("other", 700));
    VERIFY_OK(early);
    VERIFY_OK(late);
    for (const auto& order : {std::vector{*early, *late}, std::vector{*late, *early, *late}}) {
        Job joined = job;
        for (const Verdict& verdict : order)
            joined.events().add(verdict);
        QCOMPARE(joined.events().verdictsOf(0).size(), std::size_t{2});
        QCOMPARE(*joined.events().currentVerdict(0), *early); // The first of two that nobody replaced.
    }
}

void VerdictTest::whatCanNotBeDecidedIsRefused()
{
    const JobFixture fixture;
    Job job = makeAnsweredJob(fixture);
    const auto before = filesBelow(job.folder());
    const Result<Verdict> unknown = decide(job, requestOf("superb"));
    VERIFY_ERROR(unknown, ErrorCode::InvalidArgument);
    QCOMPARE(unknown.error().detail, std::string("\"superb\" is no verdict of this job; it has: good, boundary off, "
                                                 "wrong label, something missing, other"));
    VerdictRequest unlabeled = requestOf("good");
    unlabeled.object = 1;
    const Result<Verdict> early = decide(job, unlabeled);
    VERIFY_ERROR(early, ErrorCode::InvalidArgument);
    QCOMPARE(early.error().detail, std::string("object 1 has 0 of 1 answers: it is reviewed when it has them all"));
    VerdictRequest toStranger = requestOf("other");
    toStranger.returnedTo = {"private.us-east-1.ffffffffffffffff"};
    VERIFY_ERROR(decide(job, toStranger), ErrorCode::InvalidArgument);
    VerdictRequest beyond = requestOf("good");
    beyond.object = 3;
    VERIFY_ERROR(decide(job, beyond), ErrorCode::InvalidArgument);
    QCOMPARE(filesBelow(job.folder()), before);
}

void VerdictTest::theListOfVerdictsIsTheJobs()
{
    const JobFixture fixture;
    Job job = makeAnsweredJob(fixture);
    const Worker lead = *createWorker("lead");
    VERIFY_OK(editJob(job, {.verdicts = std::vector<std::string>{"fine", "redo"}}, lead));
    QCOMPARE(verdictCategories(fixture.openJob().events()), (std::vector<std::string>{"fine", "redo"}));
    VERIFY_ERROR(decide(job, requestOf("good")), ErrorCode::InvalidArgument);
    VERIFY_OK(decide(job, requestOf("fine")));
    QVERIFY(reviewOf(job.events(), 0, 1).isAccepted());
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"fine"},
                                                  {"fine", "fine"},
                                                  {"fine", ""},
                                                  {"fine", "two\nlines"},
                                                  {"fine", "BACKGROUND"},
                                                  std::vector<std::string>(31, "x")})
        VERIFY_ERROR(editJob(job, {.verdicts = wrong}, lead), ErrorCode::InvalidArgument);
}

void VerdictTest::theLogTellsOfVerdicts()
{
    const JobFixture fixture;
    Job job = makeAnsweredJob(fixture);
    VerdictRequest request = requestOf("other");
    request.comment = "Two\nlines";
    VERIFY_OK(decide(job, request));
    const LogEntry last = jobLog(job).back();
    QVERIFY(last.kind == LogEntry::Kind::Reviewed);
    QCOMPARE(logText(last), std::string("2026-11-22T09:10:00.000Z  Object reviewed  object 0  lead: other: Two lines"));
}

LABELWRIGHT_TEST(VerdictTest)
#include "VerdictTest.moc"
