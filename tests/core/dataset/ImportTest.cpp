// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Import.h"

#include "core/dataset/Export.h"
#include "core/dataset/ImportPlan.h"
#include "core/dataset/ObjectLabels.h"
#include "core/job/JobChanges.h"
#include "core/job/JobState.h"
#include "core/job/LabelChoice.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// What holds for a dataset of any format.
class ImportTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void aDatasetBecomesAJob();
    void choicesBecomeAJob();
    void noChoiceNeedsANoneCategory();
    void aDatasetWithoutPhotosIsRefused();
    void missingPhotosAreTold();
    void aFailureLeavesNoJob();
    void whereNothingIsTakenOverThereIsNoJob();
    void aStopLeavesNoJob();
    void answersGoToTheObjectsOfTheSamePhotos();
    void whatIsAnsweredStays();
    void labelsGoByName();
    void anotherTaskIsRefused();
    void aPlanTellsWhatWouldBeDone();
    void aPlanTellsWhatIsForOthers();
    void aPlanChangesNothing();
    void ofNoKnownLabelNothingIsTaken();
    void whoMayNotAnswerIsToldAtOnce();
    void severalLabelsWhereOneIsAskedForAreTold();
    void aPlanCanBeStopped();
    void theFormatIsFoundOut();
    void aPhotoThatIsThereTwiceIsTakenOnce();
    void whatCantBeLookedAtIsAnError();

private:
    fs::path folder() const { return m_temporary->path().toStdString(); }
    std::unique_ptr<DatasetReader> exported(const Job& job, const std::string& format = "sagemaker-manifest",
                                            const ExportChoice& choice = {}) const;
    NewJob request() const
    {
        NewJob request;
        request.folder = folder() / "imported";
        request.name = "imported";
        return request;
    }
    static LabelMask mask(int seed) { return stripedMask({16, 8}, 3, seed); }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<Job> m_job; ///< Of four objects, three with a mask.
};

namespace {

bool says(const ImportReport& report, const std::string& words)
{
    return std::ranges::any_of(report.notes,
                               [&words](const ReaderNote& note) { return note.text.find(words) != std::string::npos; });
}

} // namespace

void ImportTest::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_job = std::make_unique<Job>(makeJob(folder(), {.objects = 4}));
    for (ObjectId object = 0; object < 3; ++object)
        submitAt(*m_job, object, 0, mask(static_cast<int>(object)), testTime(object * 1000));
}

std::unique_ptr<DatasetReader> ImportTest::exported(const Job& job, const std::string& format,
                                                    const ExportChoice& choice) const
{
    const DatasetFormat& row = *findDatasetFormat(format);
    const Result<ExportReport> report = exportDataset(job, choice, {folder() / "dataset", &row});
    if (!report)
        qFatal("%s", sentence(report.error()).c_str());
    Result<std::unique_ptr<DatasetReader>> reader = row.read(folder() / "dataset", {});
    if (!reader)
        qFatal("%s", sentence(reader.error()).c_str());
    return *std::move(reader);
}

void ImportTest::aDatasetBecomesAJob()
{
    const auto reader = exported(*m_job);
    const Result<ImportReport> report = importAsJob(*reader, request());
    VERIFY_OK(report);
    QCOMPARE(report->items, 3);
    QVERIFY(report->notes.empty());
    const Result<Job> job = Job::open(folder() / "imported");
    VERIFY_OK(job);
    QCOMPARE(job->objectCount(), ObjectId{3});
    QVERIFY(job->spec().labels == m_job->spec().labels);
    for (ObjectId object = 0; object < 3; ++object) {
        QVERIFY(*labelsNow(*job, object) == mask(static_cast<int>(object)));
        QVERIFY(fs::equivalent(job->source(object)->imagePath,
                               folder() / "dataset/images" / (std::to_string(object) + ".png")));
    }
}

void ImportTest::choicesBecomeAJob()
{
    Job job = makeJob(folder() / "other", {.objects = 2, .taskType = TaskType::ImageClassification});
    chooseAt(job, 0, 0, {"bus"}, testTime(0));
    chooseAt(job, 1, 0, {"people"}, testTime(1000));
    const auto reader = exported(job);
    VERIFY_OK(importAsJob(*reader, request()));
    const Result<Job> made = Job::open(folder() / "imported");
    QCOMPARE(made->spec().taskType, TaskType::ImageClassification);
    const auto answers = made->events().answersOf(0);
    QCOMPARE(labelNamesOf(made->spec().labels, *answers.front().chosenLabelIds), std::vector<std::string>{"bus"});
}

void ImportTest::noChoiceNeedsANoneCategory()
{
    Job job = makeJob(folder() / "other",
                      {.objects = 2, .taskType = TaskType::ImageClassificationMultiLabel, .noneCategory = "nothing"});
    chooseAt(job, 0, 0, {"bus", "people"}, testTime(0));
    chooseAt(job, 1, 0, {}, testTime(1000));
    const auto reader = exported(job);
    const Result<ImportReport> report = importAsJob(*reader, request());
    VERIFY_OK(report);
    QCOMPARE(report->items, 2);
    const Result<Job> made = Job::open(folder() / "imported");
    QVERIFY(!made->spec().noneCategory.empty());
    QVERIFY(made->events().answersOf(1).front().chosenLabelIds->empty());
}

void ImportTest::aDatasetWithoutPhotosIsRefused()
{
    const auto reader = exported(*m_job);
    fs::remove_all(folder() / "dataset/images");
    VERIFY_ERROR(importAsJob(*reader, request()), ErrorCode::NotFound);
    QVERIFY(!fs::exists(folder() / "imported"));
}

void ImportTest::missingPhotosAreTold()
{
    exported(*m_job, "index-png");
    fs::remove(folder() / "dataset/images/1.png");
    const auto reader = *findDatasetFormat("index-png")->read(folder() / "dataset", {});
    const Result<ImportReport> report = importAsJob(*reader, request());
    VERIFY_OK(report);
    QCOMPARE(report->items, 2);
    QVERIFY(says(*report, "is not here"));
}

void ImportTest::aFailureLeavesNoJob()
{
    const auto reader = exported(*m_job);
    NewJob wrong = request();
    wrong.name = "no name";
    VERIFY_ERROR(importAsJob(*reader, wrong), ErrorCode::InvalidArgument);
    QVERIFY(!fs::exists(folder() / "imported"));
}

void ImportTest::whereNothingIsTakenOverThereIsNoJob()
{
    exported(*m_job, "index-png");
    for (const auto& mask : fs::directory_iterator(folder() / "dataset/annotations"))
        test::writeText(mask.path(), "no picture");
    const auto reader = *findDatasetFormat("index-png")->read(folder() / "dataset", {});
    const auto before = treeOf(folder());
    const Result<ImportReport> report = importAsJob(*reader, request());
    VERIFY_ERROR(report, ErrorCode::Malformed);
    QCOMPARE(report.error().path, folder() / "dataset/annotations/0.png");
    QVERIFY(treeOf(folder()) == before);
}

void ImportTest::aStopLeavesNoJob()
{
    const auto reader = exported(*m_job);
    const auto before = treeOf(folder());
    std::stop_source source;
    const Progress progress = [&](std::int64_t, std::int64_t) { source.request_stop(); };
    VERIFY_ERROR(importAsJob(*reader, request(), source.get_token(), progress), ErrorCode::Cancelled);
    QVERIFY(treeOf(folder()) == before);
}

void ImportTest::answersGoToTheObjectsOfTheSamePhotos()
{
    const auto reader = exported(*m_job);
    Job other = makeJob(folder() / "other", {.objects = 4});
    const Worker worker = defaultWorker(other);
    const Result<ImportReport> report = importIntoJob(*reader, other, worker);
    VERIFY_OK(report);
    QCOMPARE(report->items, 3);
    QVERIFY(*labelsNow(other, 2) == mask(2));
    QVERIFY(!*labelsNow(other, 3));
}

void ImportTest::whatIsAnsweredStays()
{
    const auto reader = exported(*m_job);
    Job other = makeJob(folder() / "other", {.objects = 2});
    submitAt(other, 0, 0, mask(7), testTime(0));
    const Result<ImportReport> report = importIntoJob(*reader, other, defaultWorker(other));
    VERIFY_OK(report);
    QCOMPARE(report->items, 1);
    QVERIFY(says(*report, "has answered it already"));
    QVERIFY(says(*report, "no object of the job has the photo \"2.png\""));
    QVERIFY(*labelsNow(other, 0) == mask(7));
}

void ImportTest::labelsGoByName()
{
    const auto reader = exported(*m_job);
    Job other = makeJob(folder() / "other", {.objects = 3, .labels = {"bus", "people"}});
    const Result<ImportReport> report = importIntoJob(*reader, other, defaultWorker(other));
    VERIFY_OK(report);
    QVERIFY(says(*report, "the job has no label \"traffic light\""));
    const LabelMask now = **labelsNow(other, 0);
    for (int x = 0; x < 16; ++x) {
        const Label before = mask(0).at({x, 0});
        QCOMPARE(int{now.at({x, 0})}, before == 1 ? 2 : before == 3 ? 1 : 0);
    }
}

void ImportTest::anotherTaskIsRefused()
{
    const auto reader = exported(*m_job);
    Job other = makeJob(folder() / "other", {.objects = 3, .taskType = TaskType::ImageClassification});
    VERIFY_ERROR(importIntoJob(*reader, other, defaultWorker(other)), ErrorCode::Mismatch);
}

void ImportTest::aPlanTellsWhatWouldBeDone()
{
    const auto reader = exported(*m_job);
    Job other = makeJob(folder() / "other", {.objects = 2, .labels = {"bus", "tree"}});
    submitAt(other, 0, 0, stripedMask({16, 8}, 2, 7), testTime(0));
    const Result<ImportPlan> plan = planImport(*reader, other, defaultWorker(other));
    VERIFY_OK(plan);
    QVERIFY(plan->answers == (std::vector<PlannedAnswer>{{1, 1}}));
    QVERIFY(plan->unknownLabels == (std::vector<std::string>{"people", "traffic light"}));
    QCOMPARE(plan->matching, 2);
    QCOMPARE(plan->answered, 1);
    QCOMPARE(plan->refused, 0);
    QCOMPARE(plan->notes.notes().size(), std::size_t{4}); // Two labels, an answered object, a photo of no object.
}

void ImportTest::aPlanTellsWhatIsForOthers()
{
    const auto reader = exported(*m_job);
    Job other = makeJob(folder() / "other", {.objects = 3, .workersPerObject = 2});
    for (const int worker : {0, 1})
        submitAt(other, 1, worker, mask(7), testTime(worker * 1000));
    const Worker third = *createWorker("worker-3");
    Team team = currentTeam(other);
    team.members.push_back({third, TeamRole::Annotator, MemberStatus::Active});
    VERIFY_OK(changeTeam(other, team, team.members[0].worker));
    VERIFY_OK(assignObjects(other, {{0, 0}}, {team.members[0].worker, team.members[1].worker}, team.members[0].worker));
    const Result<ImportPlan> plan = planImport(*reader, other, third);
    VERIFY_OK(plan);
    QVERIFY(plan->answers == (std::vector<PlannedAnswer>{{2, 2}}));
    QCOMPARE(plan->matching, 3);
    QCOMPARE(plan->refused, 2);
    const Result<ImportReport> report = importIntoJob(*reader, other, third);
    VERIFY_OK(report);
    QCOMPARE(report->items, 1);
    QVERIFY(says(*report, "it is kept for others"));
    QVERIFY(says(*report, "it has all the answers it needs"));
}

void ImportTest::aPlanChangesNothing()
{
    const auto reader = exported(*m_job);
    const Job other = makeJob(folder() / "other", {.objects = 3});
    const auto before = treeOf(folder());
    VERIFY_OK(planImport(*reader, other, defaultWorker(other)));
    const Result<NewJobPlan> plan = planNewJob(*reader);
    VERIFY_OK(plan);
    QCOMPARE(plan->items.size(), std::size_t{3});
    QVERIFY(treeOf(folder()) == before);
}

void ImportTest::ofNoKnownLabelNothingIsTaken()
{
    const auto reader = exported(*m_job);
    Job other = makeJob(folder() / "other", {.objects = 3, .labels = {"tree"}});
    const Result<ImportReport> report = importIntoJob(*reader, other, defaultWorker(other));
    VERIFY_ERROR(report, ErrorCode::Mismatch);
    QVERIFY(report.error().detail.find("people, traffic light, bus") != std::string::npos);
    QVERIFY(!*labelsNow(other, 0));
}

void ImportTest::whoMayNotAnswerIsToldAtOnce()
{
    const auto reader = exported(*m_job);
    Job other = makeJob(folder() / "other", {.objects = 3});
    VERIFY_ERROR(planImport(*reader, other, *createWorker("somebody")), ErrorCode::InvalidArgument);
    VERIFY_OK(stopJob(other, defaultWorker(other)));
    const Result<ImportPlan> plan = planImport(*reader, other, defaultWorker(other));
    VERIFY_ERROR(plan, ErrorCode::InvalidArgument);
    QVERIFY(plan.error().detail.find("stopped") != std::string::npos);
}

void ImportTest::severalLabelsWhereOneIsAskedForAreTold()
{
    Job many = makeJob(folder() / "many", {.objects = 2, .taskType = TaskType::ImageClassificationMultiLabel});
    chooseAt(many, 0, 0, {"bus", "people"}, testTime(0));
    chooseAt(many, 1, 0, {"people"}, testTime(1000));
    const auto reader = exported(many);
    Job one = makeJob(folder() / "one", {.objects = 2, .taskType = TaskType::ImageClassification});
    const Result<ImportReport> report = importIntoJob(*reader, one, defaultWorker(one));
    VERIFY_OK(report);
    QCOMPARE(report->items, 1);
    QVERIFY(says(*report, "images with several stay out"));
}

void ImportTest::aPlanCanBeStopped()
{
    const auto reader = exported(*m_job);
    std::stop_source source;
    source.request_stop();
    VERIFY_ERROR(planImport(*reader, *m_job, defaultWorker(*m_job), source.get_token()), ErrorCode::Cancelled);
    VERIFY_ERROR(planNewJob(*reader, source.get_token()), ErrorCode::Cancelled);
}

void ImportTest::theFormatIsFoundOut()
{
    for (const DatasetFormat& format : datasetFormats()) {
        if (!format.read || !format.holds(TaskType::SemanticSegmentation))
            continue;
        exported(*m_job, std::string(format.id));
        const Result<OpenedDataset> opened = openDataset(folder() / "dataset", {});
        VERIFY_OK(opened);
        QCOMPARE(std::string(opened->format->id), std::string(format.id));
        fs::remove_all(folder() / "dataset");
    }
    VERIFY_ERROR(openDataset(folder(), {}), ErrorCode::Unsupported);
    VERIFY_ERROR(openDataset(folder() / "nothing", {}), ErrorCode::NotFound);
}

void ImportTest::aPhotoThatIsThereTwiceIsTakenOnce()
{
    exported(*m_job);
    const std::string lines = textOf(folder() / "dataset/output.manifest");
    const std::string first = lines.substr(0, lines.find('\n') + 1);
    std::string again = first;
    again.replace(again.find("masks/0.png"), 11, "masks/1.png");
    writeText(folder() / "dataset/output.manifest", first + again);
    const auto reader = *findDatasetFormat("sagemaker-manifest")->read(folder() / "dataset", {});
    Job other = makeJob(folder() / "other", {.objects = 2});
    const Result<ImportReport> report = importIntoJob(*reader, other, defaultWorker(other));
    VERIFY_OK(report);
    QCOMPARE(report->items, 1);
    QVERIFY(says(*report, "the dataset has the photo of this object twice"));
    QVERIFY(*labelsNow(other, 0) == mask(0));
}

void ImportTest::whatCantBeLookedAtIsAnError()
{
    QVERIFY(!openDataset(folder() / std::string(300, 'a'), {}));
}

LABELWRIGHT_TEST(ImportTest)
#include "ImportTest.moc"
