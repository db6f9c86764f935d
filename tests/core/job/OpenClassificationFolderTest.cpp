// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Derive.h"
#include "core/job/InitialChoice.h"
#include "core/job/JobLayout.h"
#include "core/job/OpenOutputFolder.h"
#include "core/job/OutputPlan.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
namespace fs = std::filesystem;
using Ids = std::vector<int>;

/// The output folder of an image classification becomes a job beside it (DESIGN rule 6).
class OpenClassificationFolderTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void oneLabelOpensAsTheInitialValue();
    void severalLabelsOpenAsTheInitialValue();
    void whatWasChosenInsteadOfEveryLabelKeepsItsWords();
    void withoutATemplateTheNoneCategoryHasTheUsualWords();
    void theNewestJobDecides();
    void theFolderIsOnlyRead();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    fs::path output() const { return folder() / "from aws/road-scenes"; }
    fs::path target() const { return folder() / "adjust"; }
    OutputFolderOptions withPhotos() const
    {
        return {.inputPrefixes = {{"s3://example-bucket/images/", folder() / "photos"}}};
    }
    /// As if from AWS: no job is around the output.
    void moveOutput(Job& job) const
    {
        VERIFY_OK(derive(job));
        fs::create_directories(output().parent_path());
        fs::rename(stageFolder(job), output());
        fs::remove_all(job.folder());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void OpenClassificationFolderTest::oneLabelOpensAsTheInitialValue()
{
    Job old = test::makeJob(folder(), {.taskType = TaskType::ImageClassification});
    test::chooseAt(old, 0, 0, {"bus"}, test::testTime(0));
    test::chooseAt(old, 2, 0, {"people"}, test::testTime(2500));
    moveOutput(old);
    const Result<OpenedOutputFolder> opened = createJobFromOutputFolder(output(), target(), withPhotos());
    VERIFY_OK(opened);
    QVERIFY(opened->notes.empty());
    const Job job = *Job::open(target());
    QCOMPARE(job.spec().name, std::string("road-scenes-adjusted"));
    QCOMPARE(job.spec().attribute, std::string("road-scenes-adjusted"));
    QVERIFY(job.spec().taskType == TaskType::ImageClassification);
    QVERIFY(job.spec().labels == *LabelSet::fromNames({"people", "traffic light", "bus"}));
    QCOMPARE(job.spec().task.timeLimit, std::chrono::minutes(5));
    QCOMPARE(job.source(2)->imagePath, folder() / "photos/2.png");
    QCOMPARE(*initialChoice(job, 0), std::optional(Ids{3}));
    QCOMPARE(*initialChoice(job, 1), std::optional<Ids>());
    QCOMPARE(*initialChoice(job, 2), std::optional(Ids{1}));
}

void OpenClassificationFolderTest::severalLabelsOpenAsTheInitialValue()
{
    Job old = test::makeJob(folder(), {.taskType = TaskType::ImageClassificationMultiLabel});
    test::chooseAt(old, 0, 0, {"bus", "people"}, test::testTime(0));
    moveOutput(old);
    fs::remove(output() / "annotation-tool/data.json");
    const Result<OpenedOutputFolder> opened = createJobFromOutputFolder(output(), target(), withPhotos());
    VERIFY_OK(opened);
    const Job job = *Job::open(target());
    QVERIFY(job.spec().taskType == TaskType::ImageClassificationMultiLabel);
    // Nobody chose the second label, so that no line names it.
    QVERIFY(job.spec().labels == *LabelSet::fromNames({"people", "label 2", "bus"}));
    QVERIFY(job.spec().noneCategory.empty());
    QCOMPARE(*initialChoice(job, 0), std::optional(Ids{1, 3}));
}

void OpenClassificationFolderTest::whatWasChosenInsteadOfEveryLabelKeepsItsWords()
{
    Job old = test::makeJob(
        folder(), {.taskType = TaskType::ImageClassificationMultiLabel, .noneCategory = "It's \"empty\" \\ here"});
    test::chooseAt(old, 1, 0, {}, test::testTime(0));
    moveOutput(old);
    VERIFY_OK(createJobFromOutputFolder(output(), target(), withPhotos()));
    const Job job = *Job::open(target());
    QCOMPARE(job.spec().noneCategory, std::string("It's \"empty\" \\ here"));
    QCOMPARE(*initialChoice(job, 1), std::optional(Ids{}));
}

void OpenClassificationFolderTest::withoutATemplateTheNoneCategoryHasTheUsualWords()
{
    Job old = test::makeJob(folder(), {.taskType = TaskType::ImageClassificationMultiLabel, .noneCategory = "Nothing"});
    test::chooseAt(old, 1, 0, {}, test::testTime(0));
    moveOutput(old);
    fs::remove(output() / "annotation-tool/template.liquid");
    VERIFY_OK(createJobFromOutputFolder(output(), target(), withPhotos()));
    QCOMPARE(Job::open(target())->spec().noneCategory, std::string("None of the above"));
}

void OpenClassificationFolderTest::theNewestJobDecides()
{
    fs::create_directories(output());
    test::writeText(output() / "output.manifest",
                    R"({"source-ref":"s3://b/0.jpg","kind":1,"kind-metadata":{"class-name":"cat","job-name":)"
                    R"("labeling-job/kind","type":"groundtruth/image-classification"},"again":"0","again-metadata":)"
                    R"({"class-name":"dog","type":"groundtruth/image-classification","job-name":"labeling-job/again"}})"
                    "\n");
    const LabelSet labels = *LabelSet::fromNames({"dog", "cat"});
    const Result<OpenedOutputFolder> opened = createJobFromOutputFolder(output(), target(), {.labels = labels});
    VERIFY_OK(opened);
    QCOMPARE(opened->job.spec.name, std::string("again-adjusted"));
    QCOMPARE(opened->job.spec.prelabel.attribute, std::string("again"));
    QCOMPARE(*initialChoice(*Job::open(target()), 0), std::optional(Ids{1}));
}

void OpenClassificationFolderTest::theFolderIsOnlyRead()
{
    Job old = test::makeJob(folder(), {.taskType = TaskType::ImageClassification});
    test::chooseAt(old, 0, 0, {"bus"}, test::testTime(0));
    moveOutput(old);
    const auto before = test::treeOf(output());
    const auto times = test::changeTimesOf(output());
    VERIFY_OK(createJobFromOutputFolder(output(), target(), withPhotos()));
    Job job = *Job::open(target());
    const Result<std::vector<EarlierAnswer>> earlier = earlierAnswers(job, 0);
    VERIFY_OK(earlier);
    test::chooseAt(job, 0, 0, {"people"}, test::testTime(5000));
    VERIFY_OK(derive(job));
    QCOMPARE(test::treeOf(output()), before);
    QCOMPARE(test::changeTimesOf(output()), times);
    const std::string manifest = test::textOf(stageFolder(job) / "manifests/output/output.manifest");
    QVERIFY(manifest.find("\"road-scenes\":2,") < manifest.find("\"road-scenes-adjusted\":0,"));
}

LABELWRIGHT_TEST(OpenClassificationFolderTest)
#include "OpenClassificationFolderTest.moc"
