// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/ClassificationMetadata.h"
#include "core/groundtruth/Consolidation.h"
#include "core/groundtruth/WorkerResponse.h"
#include "core/job/Derive.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <sstream>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

const std::string kManifest = "road-scenes/manifests/output/output.manifest";
const std::string kResponses = "road-scenes/annotations/worker-response/iteration-1/";
const std::string kConsolidated = "road-scenes/annotations/consolidated-annotation/";

std::string lineOf(const std::string& text, int number)
{
    std::istringstream in(text);
    std::string line;
    for (int count = 0; count <= number; ++count)
        std::getline(in, line);
    return line;
}

} // namespace

class DeriveClassificationTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void oneLabelBecomesGroundTruthsFiles();
    void severalLabelsBecomeGroundTruthsFiles();
    void noneIsAnEmptyList();
    void severalWorkersAreConsolidated();
    void aCompletedJobIsConsolidatedAnew();
    void outputIsAFunctionOfTheEvents();
    void secondDeriveTouchesNothing();
    void anAnswerOfAnotherKindIsLeftOut();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    std::map<std::string, std::string> tree() const { return treeOf(folder() / "job/output"); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void DeriveClassificationTest::oneLabelBecomesGroundTruthsFiles()
{
    Job job = makeJob(folder(), {.taskType = TaskType::ImageClassification});
    chooseAt(job, 1, 0, {"bus"}, testTime(5123));
    VERIFY_OK(derive(job));
    const auto files = tree();
    QVERIFY(!files.contains(kConsolidated + "output/"));
    const std::string expected =
        R"({"source-ref":"s3://example-bucket/images/1.png","road-scenes":2,"road-scenes-metadata":{"confidence":0,)"
        R"("job-name":"labeling-job/road-scenes","class-name":"bus","human-annotated":"yes",)"
        R"("creation-date":"2026-11-22T09:00:05.463000","type":"groundtruth/image-classification"}})";
    QCOMPARE(lineOf(files.at(kManifest), 1), expected);

    const auto answers = readWorkerResponse(files.at(kResponses + "1/2026-11-22_09:00:06.json"));
    VERIFY_OK(answers);
    QVERIFY(answers->front().answer == TaskAnswer(ClassifierAnswer{"bus"}));
    const auto requested = readConsolidationRequest(
        files.at(kConsolidated + "consolidation-request/iteration-1/2026-11-22_09:00:06.json"));
    VERIFY_OK(requested);
    QCOMPARE(requested->front().annotations.front().content, answerContent(answers->front().answer));
    const auto consolidated = readConsolidationResponse(
        files.at(kConsolidated + "consolidation-response/iteration-1/2026-11-22_09:00:06.json"));
    VERIFY_OK(consolidated);
    QVERIFY(consolidated->front().content.find("\"confidence\":0.0") != std::string::npos);
    QVERIFY(**readClassification(consolidated->front().content, "road-scenes") ==
            **readClassification(lineOf(files.at(kManifest), 1), "road-scenes"));
    QVERIFY(files.at("road-scenes/annotation-tool/template.liquid").find("<crowd-image-classifier\n") !=
            std::string::npos);
    QVERIFY(files.at("road-scenes.create-labeling-job.json").find("PRE-ImageMultiClass\"") != std::string::npos);
}

void DeriveClassificationTest::severalLabelsBecomeGroundTruthsFiles()
{
    Job job = makeJob(folder(), {.taskType = TaskType::ImageClassificationMultiLabel, .noneCategory = "Nothing"});
    chooseAt(job, 0, 0, {"bus", "people"}, testTime(0));
    VERIFY_OK(derive(job));
    const auto files = tree();
    const std::string expected =
        R"({"source-ref":"s3://example-bucket/images/0.png","road-scenes":[0,2],"road-scenes-metadata":{)"
        R"("job-name":"labeling-job/road-scenes","confidence-map":{"0":0,"2":0},"class-map":{"0":"people","2":"bus"},)"
        R"("type":"groundtruth/image-classification-multilabel","human-annotated":"yes",)"
        R"("creation-date":"2026-11-22T09:00:00.340000"}})";
    QCOMPARE(lineOf(files.at(kManifest), 0), expected);
    const auto answers = readWorkerResponse(files.at(kResponses + "0/2026-11-22_09:00:00.json"));
    VERIFY_OK(answers);
    QVERIFY(answers->front().answer == TaskAnswer(MultiSelectAnswer{{"people", "bus"}}));
    QVERIFY(
        files.at("road-scenes/annotation-tool/template.liquid").find("exclusion-category=\"{ text: 'Nothing' }\"") !=
        std::string::npos);
}

void DeriveClassificationTest::noneIsAnEmptyList()
{
    Job job = makeJob(folder(), {.taskType = TaskType::ImageClassificationMultiLabel, .noneCategory = "Nothing"});
    chooseAt(job, 0, 0, {}, testTime(0));
    VERIFY_OK(derive(job));
    const std::string line = lineOf(tree().at(kManifest), 0);
    const std::string expected = R"("road-scenes":[],"road-scenes-metadata":{"job-name":"labeling-job/road-scenes",)"
                                 R"("confidence-map":{},"class-map":{},)";
    QVERIFY2(line.find(expected) != std::string::npos, line.c_str());
}

void DeriveClassificationTest::severalWorkersAreConsolidated()
{
    Job job = makeJob(folder(), {.workersPerObject = 3, .taskType = TaskType::ImageClassification});
    chooseAt(job, 0, 0, {"people"}, testTime(0));
    chooseAt(job, 0, 1, {"bus"}, testTime(100));
    VERIFY_OK(derive(job));
    QCOMPARE(lineOf(tree().at(kManifest), 0), *job.objectLine(0));
    chooseAt(job, 0, 2, {"bus"}, testTime(200));
    VERIFY_OK(derive(job));
    const auto read = readClassification(lineOf(tree().at(kManifest), 0), "road-scenes");
    VERIFY_OK(read);
    QVERIFY((*read)->labels == (std::vector<ClassifiedLabel>{{2, "bus", 0.666667}}));
    QCOMPARE(readWorkerResponse(tree().at(kResponses + "0/2026-11-22_09:00:01.json"))->size(), std::size_t{3});
}

void DeriveClassificationTest::aCompletedJobIsConsolidatedAnew()
{
    Job job = makeJob(folder(), {.objects = 6, .workersPerObject = 3, .taskType = TaskType::ImageClassification});
    const std::vector<std::vector<std::string>> choices{
        {"people", "people", "people"},     {"traffic light", "traffic light", "bus"},
        {"bus", "bus", "traffic light"},    {"traffic light", "traffic light", "bus"},
        {"people", "traffic light", "bus"}, {"bus", "traffic light", "bus"},
    };
    for (ObjectId object = 0; object < 6; ++object)
        for (std::size_t worker = 0; worker < 3; ++worker)
            chooseAt(job, object, worker, {choices[static_cast<std::size_t>(object)][worker]}, testTime(object * 1000));
    const auto labelsOfLast = [this] { return readClassification(lineOf(tree().at(kManifest), 5), "road-scenes"); };
    VERIFY_OK(derive(job));
    QVERIFY((*labelsOfLast())->labels == (std::vector<ClassifiedLabel>{{2, "bus", 0.666667}}));
    VERIFY_OK(completeJob(job, job.spec().team.front()));
    VERIFY_OK(derive(job));
    // The numbers of DawidSkeneTest.
    QVERIFY((*labelsOfLast())->labels == (std::vector<ClassifiedLabel>{{1, "traffic light", 0.779139}}));
    const auto completed = tree();
    const auto response = readConsolidationResponse(
        completed.at(kConsolidated + "consolidation-response/iteration-1/2026-11-22_09:00:05.json"));
    VERIFY_OK(response);
    QVERIFY((*readClassification(response->front().content, "road-scenes"))->labels == (*labelsOfLast())->labels);
    fs::remove_all(folder() / "job/output");
    fs::remove_all(folder() / "job/cache");
    VERIFY_OK(derive(reopened(job)));
    QCOMPARE(tree(), completed);
    VERIFY_OK(resumeJob(job, job.spec().team.front()));
    VERIFY_OK(derive(job));
    QVERIFY((*labelsOfLast())->labels == (std::vector<ClassifiedLabel>{{2, "bus", 0.666667}}));
}

void DeriveClassificationTest::outputIsAFunctionOfTheEvents()
{
    Job job = makeJob(folder(), {.workersPerObject = 2, .taskType = TaskType::ImageClassificationMultiLabel});
    for (ObjectId object : {2, 0, 1})
        for (std::size_t worker : {1, 0})
            chooseAt(job, object, worker, {worker == 0 ? "people" : "bus", "traffic light"},
                     testTime(object * 700 + static_cast<std::int64_t>(worker)));
    VERIFY_OK(derive(job));
    const auto before = tree();
    fs::remove_all(folder() / "job/output");
    fs::remove_all(folder() / "job/cache");
    VERIFY_OK(derive(reopened(job)));
    QCOMPARE(tree(), before);
}

void DeriveClassificationTest::secondDeriveTouchesNothing()
{
    Job job = makeJob(folder(), {.taskType = TaskType::ImageClassification});
    chooseAt(job, 0, 0, {"people"}, testTime(0));
    VERIFY_OK(derive(job));
    const auto before = changeTimesOf(folder() / "job/output");
    const Result<DeriveReport> again = derive(job);
    VERIFY_OK(again);
    QCOMPARE(again->written, 0);
    QCOMPARE(again->objects, 1);
    QVERIFY(changeTimesOf(folder() / "job/output") == before);
}

void DeriveClassificationTest::anAnswerOfAnotherKindIsLeftOut()
{
    Job job = makeJob(folder(), {.taskType = TaskType::ImageClassification});
    AnswerEvent two = chooseAt(job, 0, 0, {"people"}, testTime(0));
    two.replaces = {two.name};
    two.chosenLabelIds = {1, 2};
    VERIFY_OK(writeAnswerFiles(job.folder(), two));
    AnswerEvent mask = chooseAt(job, 1, 0, {"people"}, testTime(0));
    mask.replaces = {mask.name};
    mask.chosenLabelIds.reset();
    mask.pixelLabelIds = {0, 1};
    VERIFY_OK(writeAnswerFiles(job.folder(), mask, std::vector<std::uint8_t>{1}));
    const Result<DeriveReport> report = derive(reopened(job));
    VERIFY_OK(report);
    QCOMPARE(report->objects, 0);
    QCOMPARE(report->leftOut.size(), std::size_t{2});
    QVERIFY(report->leftOut[0].detail.find("exactly one label") != std::string::npos);
    QVERIFY(report->leftOut[1].detail.find("not of the kind") != std::string::npos);
    QCOMPARE(tree().at(kManifest), textOf(job.folder() / "input.manifest"));
}

LABELWRIGHT_TEST(DeriveClassificationTest)
#include "DeriveClassificationTest.moc"
