// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ObjectSummary.h"

#include "core/job/ChoiceDraft.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

void leaveDraft(const Job& job, std::size_t worker, ObjectId object)
{
    const fs::path draft = draftFile(job.folder(), job.spec().team.at(worker), object);
    fs::create_directories(draft.parent_path());
    writeText(draft, "");
}

} // namespace

class ObjectSummaryTest : public QObject {
    Q_OBJECT
private slots:
    void everyObjectHasItsNameAndNothingElseAtFirst();
    void statusIsTheJobsWhoeverWorks();
    void aChoiceThatIsNotSubmittedIsADraft();
    void draftsThatCantBeReadAreAProblem();
    void whatItsWorkersDeclineIsGivenUp();
    void answersAreThoseThatCount();
    void aFlagIsTheCurrentOne();
    void aLineThatCantBeReadSaysWhy();
};

void ObjectSummaryTest::everyObjectHasItsNameAndNothingElseAtFirst()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    const Job job = fixture.makeJob();
    const std::vector<ObjectSummary> objects = summarizeObjects(job, job.spec().team).objects;
    QCOMPARE(objects.size(), std::size_t{2});
    QVERIFY(objects[1].sourceRef.ends_with("/2.png"));
    QVERIFY(objects[1].status == TaskStatus::Unlabelled);
    QVERIFY(objects[1].answers.empty());
    QVERIFY(objects[1].problem.empty());
}

void ObjectSummaryTest::statusIsTheJobsWhoeverWorks()
{
    JobFixture fixture;
    fixture.addPhotos(5);
    NewJob request = fixture.request();
    request.workersPerObject = 2;
    Job job = fixture.makeJob(request);
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-1", 60)));
    VERIFY_OK(submitAnswer(job, answerOf(2, "worker-1", 60)));
    VERIFY_OK(submitAnswer(job, answerOf(2, "worker-2", 61)));
    leaveDraft(job, 1, 3);
    leaveDraft(job, 1, 1);
    leaveDraft(job, 0, 2);
    const std::vector<ObjectSummary> objects = summarizeObjects(job, job.spec().team).objects;
    QVERIFY(objects[0].status == TaskStatus::Unlabelled);
    QVERIFY(objects[1].status == TaskStatus::Answered);
    QVERIFY(objects[2].status == TaskStatus::Labelled);
    QVERIFY(objects[3].status == TaskStatus::Draft);
    QVERIFY(objects[4].status == TaskStatus::Unlabelled);
}

void ObjectSummaryTest::aChoiceThatIsNotSubmittedIsADraft()
{
    JobFixture fixture;
    fixture.addPhotos(3);
    NewJob request = fixture.request();
    request.taskType = TaskType::ImageClassification;
    request.workersPerObject = 2;
    const Job job = fixture.makeJob(request);
    VERIFY_OK(writeChoiceDrafts(job.folder(), job.spec().team.at(1), {{1, ChoiceDraft{}}}));
    leaveDraft(job, 0, 2); // Of a mask, which this task has none of.
    const ObjectSummaries summaries = summarizeObjects(job, job.spec().team);
    QVERIFY(summaries.objects[0].status == TaskStatus::Unlabelled);
    QVERIFY(summaries.objects[1].status == TaskStatus::Draft);
    QVERIFY(summaries.objects[2].status == TaskStatus::Unlabelled);
    QVERIFY(summaries.problems.empty());
}

void ObjectSummaryTest::draftsThatCantBeReadAreAProblem()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    NewJob request = fixture.request();
    request.workersPerObject = 2;
    const Job job = fixture.makeJob(request);
    leaveDraft(job, 1, 1);
    const fs::path folder = draftsFolder(job.folder(), job.spec().team.at(0));
    fs::create_directories(folder.parent_path());
    writeText(folder, "a file where a folder should be");
    const ObjectSummaries summaries = summarizeObjects(job, job.spec().team);
    QVERIFY(summaries.objects[1].status == TaskStatus::Draft); // The others' are there all the same.
    QCOMPARE(summaries.problems.size(), std::size_t{1});
    QCOMPARE(summaries.problems[0].path, folder);
}

void ObjectSummaryTest::whatItsWorkersDeclineIsGivenUp()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    Job job = fixture.makeJob();
    const auto decline = [&job](ObjectId object, TaskRelease::Kind kind) {
        const Result<TaskRelease> written = writeTaskReleaseFile(job.folder(), {kind,
                                                                                object,
                                                                                job.source(object)->sourceRef,
                                                                                "street",
                                                                                job.spec().team.front(),
                                                                                timeAt(1),
                                                                                timeAt(2),
                                                                                1,
                                                                                "too dark",
                                                                                {}});
        VERIFY_OK(written);
        job.events().add(*written);
    };
    decline(0, TaskRelease::Kind::Returned);
    decline(1, TaskRelease::Kind::Declined);
    const std::vector<ObjectSummary> objects = summarizeObjects(job, job.spec().team).objects;
    QVERIFY(objects[0].status == TaskStatus::Unlabelled);
    QVERIFY(objects[1].status == TaskStatus::Failed);
}

void ObjectSummaryTest::answersAreThoseThatCount()
{
    JobFixture fixture;
    fixture.addPhotos(1);
    Job job = fixture.makeJob();
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 60)));
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 90)));
    const std::vector<ObjectSummary> objects = summarizeObjects(job, job.spec().team).objects;
    QCOMPARE(objects[0].answers.size(), std::size_t{1});
    QVERIFY(objects[0].answers[0]->submitted == timeAt(90));
}

void ObjectSummaryTest::aFlagIsTheCurrentOne()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    Job job = fixture.makeJob();
    VERIFY_OK(flagObject(job, 1, job.spec().team.front(), "too dark"));
    VERIFY_OK(flagObject(job, 1, job.spec().team.front(), "a bus?"));
    const std::vector<ObjectSummary> objects = summarizeObjects(job, job.spec().team).objects;
    QVERIFY(!objects[0].flag);
    QVERIFY(objects[1].flag);
    QCOMPARE(objects[1].flag->note, std::string("a bus?"));
}

void ObjectSummaryTest::aLineThatCantBeReadSaysWhy()
{
    JobFixture fixture;
    const Job job = fixture.makeJob(fixture.requestOf("{\"source-ref\":\"1.png\"}\n{\"source-ref\":7}\n"));
    const std::vector<ObjectSummary> objects = summarizeObjects(job, job.spec().team).objects;
    QCOMPARE(objects[0].sourceRef, std::string("1.png"));
    QVERIFY(objects[1].status == TaskStatus::Unreadable);
    QVERIFY2(objects[1].problem.find("line 2") != std::string::npos, objects[1].problem.c_str());
}

LABELWRIGHT_TEST(ObjectSummaryTest)
#include "ObjectSummaryTest.moc"
