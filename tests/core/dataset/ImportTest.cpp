// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Import.h"

#include "core/dataset/Export.h"
#include "core/dataset/ObjectLabels.h"
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
    void aStopLeavesNoJob();
    void answersGoToTheObjectsOfTheSamePhotos();
    void whatIsAnsweredStays();
    void labelsGoByName();
    void anotherTaskIsRefused();
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
    QVERIFY(says(*report, "has answered object 1 already"));
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
    QVERIFY(says(*report, "the dataset has the photo of object 1 twice"));
    QVERIFY(*labelsNow(other, 0) == mask(0));
}

void ImportTest::whatCantBeLookedAtIsAnError()
{
    QVERIFY(!openDataset(folder() / std::string(300, 'a'), {}));
}

LABELWRIGHT_TEST(ImportTest)
#include "ImportTest.moc"
