// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Validate.h"
#include "core/job/Derive.h"
#include "core/job/JobChanges.h"
#include "core/job/Verdict.h"
#include "tests/core/dataset/JobBreaks.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class ValidateJobTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_good.putBack(); }
    void aGoodJobHasNoFindings();
    void aJobWithoutAnswersHasNoFindings();
    void severalWorkersAreFine();
    void aDeclinedObjectIsFineOnceItIsDerived();
    void aCompletedJobIsFineWhateverComesLater();
    void aReviewOfALateAnswerIsMissedByNobody();
    void turnedPhotosWithoutLabelsAreFine();
    void findingsSayWhere();
    void manyLabelsAreWarnedOf();
    void labelsEqualButForCaseAreWarnedOf();
    void answersNotYetDerivedAreMissing();
    void aFolderWithoutJobIsAnError();

private:
    GoodJob m_good;
};

void ValidateJobTest::aGoodJobHasNoFindings()
{
    const auto before = treeOf(m_good.path() / "output");
    const Result<std::vector<Finding>> findings = validateJob(m_good.path());
    VERIFY_OK(findings);
    QCOMPARE(rulesOf(*findings), QSet<QString>());
    QCOMPARE(treeOf(m_good.path() / "output"), before);
}

void ValidateJobTest::aJobWithoutAnswersHasNoFindings()
{
    const Job made = makeJob(m_good.folder() / "fresh");
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>());
    VERIFY_OK(derive(made));
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>());
}

void ValidateJobTest::severalWorkersAreFine()
{
    Job made = makeJob(m_good.folder() / "several", {.workersPerObject = 2});
    submitAt(made, 1, 0, stripes(0), testTime(0));
    submitAt(made, 1, 1, stripes(1), testTime(1));
    VERIFY_OK(derive(made));
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>());
}

void ValidateJobTest::aDeclinedObjectIsFineOnceItIsDerived()
{
    Job made = makeJob(m_good.folder() / "declined");
    submitAt(made, 0, 0, stripes(0), testTime(0));
    VERIFY_OK(derive(made));
    const TaskRelease decline{TaskRelease::Kind::Declined,
                              1,
                              made.source(1)->sourceRef,
                              made.spec().name,
                              made.spec().team.front(),
                              testTime(0),
                              testTime(1),
                              0,
                              "too dark",
                              {}};
    made.events().add(*writeTaskReleaseFile(made.folder(), decline));
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>{"output-stale"});
    VERIFY_OK(derive(made));
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>());
}

void ValidateJobTest::aCompletedJobIsFineWhateverComesLater()
{
    Job made = makeJob(m_good.folder() / "completed");
    submitAt(made, 0, 0, stripes(0), testTime(0));
    VERIFY_OK(completeJob(made, made.spec().team.front()));
    VERIFY_OK(derive(made));
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>());

    Job copy = makeJob(m_good.folder() / "copy");
    const AnswerEvent late = submitAt(copy, 1, 0, stripes(1), testTime(1));
    VERIFY_OK(writeAnswerFiles(made.folder(), late, *copy.events().maskBytes(late)));
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>{"output-frozen"});
    fs::remove_all(made.folder() / "cache");
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>{"output-frozen"});

    edit(made.folder() / kOutputManifest, "road-scenes", "other");
    QVERIFY(rulesOf(*validateJob(made.folder())).contains("output-content"));
    writeText(made.folder() / "output/road-scenes.sha256", "torn");
    QVERIFY(rulesOf(*validateJob(made.folder())).contains("output-content"));
}

void ValidateJobTest::aReviewOfALateAnswerIsMissedByNobody()
{
    Job made = makeJob(m_good.folder() / "reviewed");
    submitAt(made, 0, 0, stripes(0), testTime(0));
    submitAt(made, 1, 0, stripes(0), testTime(0));
    VERIFY_OK(completeJob(made, made.spec().team.front()));
    VERIFY_OK(derive(made));
    Job copy = makeJob(m_good.folder() / "copy");
    AnswerEvent late = submitAt(copy, 1, 0, stripes(1), testTime(900));
    late.replaces = {made.events().answersOf(1).front().name};
    made.events().add(*writeAnswerFiles(made.folder(), late, *copy.events().maskBytes(late)));
    for (const ObjectId object : {0, 1})
        VERIFY_OK(decide(made, {.object = object,
                                .worker = made.spec().team.front(),
                                .category = "good",
                                .accepted = testTime(1000),
                                .time = testTime(2000)}));
    VERIFY_OK(derive(made));
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>{"output-frozen"});
    // What was reviewed of the frozen output is still checked.
    const fs::path response = made.folder() / "output/road-scenes-verification/annotations/worker-response";
    fs::remove_all(response);
    QVERIFY(rulesOf(*validateJob(made.folder())).contains("output-missing"));
}

void ValidateJobTest::turnedPhotosWithoutLabelsAreFine()
{
    turnPhoto(m_good.path() / "../photos/2.png");
    const Result<std::vector<Finding>> ofJob = validateJob(m_good.path());
    VERIFY_OK(ofJob);
    QCOMPARE(rulesOf(*ofJob), QSet<QString>());

    const std::vector<PrefixMapping> mappings{{"s3://example-bucket/images/", m_good.path() / "../photos"}};
    QCOMPARE(rulesOf(*validateManifest(m_good.path() / kOutputManifest, mappings)), QSet<QString>());
    turnPhoto(m_good.path() / "../photos/1.png");
    const Result<std::vector<Finding>> ofManifest = validateManifest(m_good.path() / kOutputManifest, mappings);
    VERIFY_OK(ofManifest);
    QCOMPARE(rulesOf(*ofManifest), QSet<QString>{"image-orientation"});
    QCOMPARE(ofManifest->front().error.position, 2);
    QVERIFY(ofManifest->front().error.detail.find("orientation 3") != std::string::npos);
}

void ValidateJobTest::findingsSayWhere()
{
    edit(m_good.path() / kOutputManifest, "\"human-annotated\":\"yes\"", "\"human-annotated\":\"perhaps\"");
    const std::vector<Finding> findings = *validateJob(m_good.path());
    QCOMPARE(findings.front().rule, std::string("human-annotated"));
    QCOMPARE(findings.front().severity, Severity::Error);
    QCOMPARE(findings.front().error.path, m_good.path() / kOutputManifest);
    QCOMPARE(findings.front().error.position, 1);
}

void ValidateJobTest::manyLabelsAreWarnedOf()
{
    std::vector<std::string> names;
    for (int i = 1; i <= 253; ++i)
        names.push_back("label " + std::to_string(i));
    const Job most = makeJob(m_good.folder() / "most", {.objects = 1, .labels = names});
    QCOMPARE(rulesOf(*validateJob(most.folder())), QSet<QString>());
    names.push_back("one more");
    const Job more = makeJob(m_good.folder() / "more", {.objects = 1, .labels = names});
    QCOMPARE(rulesOf(*validateJob(more.folder())), QSet<QString>{"label-count"});
}

void ValidateJobTest::labelsEqualButForCaseAreWarnedOf()
{
    const Job other = makeJob(m_good.folder() / "case", {.objects = 1, .labels = {"car", "bus", "Car"}});
    const Result<std::vector<Finding>> findings = validateJob(other.folder());
    VERIFY_OK(findings);
    QCOMPARE(rulesOf(*findings), QSet<QString>{"label-case"});
    QVERIFY(findings->front().error.detail.find("\"car\" and \"Car\"") != std::string::npos);
}

void ValidateJobTest::answersNotYetDerivedAreMissing()
{
    fs::remove_all(m_good.path() / "output");
    QCOMPARE(rulesOf(*validateJob(m_good.path())), QSet<QString>{"output-missing"});
}

void ValidateJobTest::aFolderWithoutJobIsAnError()
{
    VERIFY_ERROR(validateJob(m_good.folder()), ErrorCode::NotFound);
}

LABELWRIGHT_TEST(ValidateJobTest)
#include "ValidateJobTest.moc"
