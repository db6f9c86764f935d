// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/OpenOutputFolder.h"

#include "core/groundtruth/MaskPng.h"
#include "core/job/Derive.h"
#include "core/job/Submit.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <regex>
#include <sstream>

using namespace labelwright;
namespace fs = std::filesystem;

namespace {

constexpr Size kSize{16, 8};
const std::string kMasks = "annotations/consolidated-annotation/output/";
const std::string kFirstMask = "0_2026-11-22T09:00:00.250000.png";

LabelMask stripes(int seed)
{
    return test::stripedMask(kSize, 3, seed);
}

void replaceAll(const fs::path& file, const std::string& from, const std::string& to)
{
    std::string text = test::textOf(file);
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    test::writeText(file, text);
}

} // namespace

class OpenOutputFolderTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void anOutputFolderBecomesAJob();
    void theFolderIsOnlyRead();
    void masksAreInitialValues();
    void defectiveMasksAreReadByColour();
    void aFlatFolderWithItsPhotosNeedsNoMapping();
    void earlierAnswersAreTheWorkerResponses();
    void theNewPairComesAfterTheOld();
    void theNewPairSaysWhetherItWasAdjusted();
    void coloursThatAreMissingAreSupplied();
    void namesFollowTheRules_data();
    void namesFollowTheRules();
    void optionsReplaceDefaults();
    void boxesNeedLabels();
    void whatCantBeOpenedIsRefused();
    void realSamplesOpen();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    /// A whole output folder, as if from AWS: no job around it.
    fs::path output() const { return folder() / "from aws/road-scenes"; }
    fs::path manifest() const { return output() / "manifests/output/output.manifest"; }
    fs::path target() const { return folder() / "adjust"; }
    OutputFolderOptions withPhotos() const
    {
        return {.inputPrefixes = {{"s3://example-bucket/images/", folder() / "photos"}}};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void OpenOutputFolderTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Job job = test::makeJob(folder());
    test::submitAt(job, 0, 0, stripes(0), test::testTime(0));
    test::submitAt(job, 1, 0, stripes(1), test::testTime(2500));
    VERIFY_OK(derive(job));
    fs::create_directories(output().parent_path());
    fs::rename(stageFolder(job), output());
    fs::remove_all(job.folder());
}

void OpenOutputFolderTest::anOutputFolderBecomesAJob()
{
    const Result<OpenedOutputFolder> opened = createJobFromOutputFolder(output(), target(), withPhotos());
    VERIFY_OK(opened);
    QVERIFY(opened->notes.empty());
    const Result<Job> job = Job::open(target());
    VERIFY_OK(job);
    QCOMPARE(job->spec().name, std::string("road-scenes-adjusted"));
    QCOMPARE(job->spec().attribute, std::string("road-scenes-adjusted-ref"));
    QCOMPARE(job->spec().labels, *LabelSet::fromNames({"people", "traffic light", "bus"}));
    QCOMPARE(job->spec().task.instructions.shortHtml, std::string("<p>Paint each class.</p>"));
    QCOMPARE(test::textOf(target() / "input.manifest"), test::textOf(manifest()));
    QVERIFY(fs::exists(job->source(2)->imagePath));
}

void OpenOutputFolderTest::theFolderIsOnlyRead()
{
    const auto tree = test::treeOf(output());
    const auto times = test::changeTimesOf(output());
    VERIFY_OK(createJobFromOutputFolder(output(), target(), withPhotos()));
    Job job = *Job::open(target());
    QVERIFY(job.initialMask(0, kSize)->has_value());
    test::submitAt(job, 0, 0, stripes(2), test::testTime(90'000));
    VERIFY_OK(derive(job));
    QCOMPARE(test::treeOf(output()), tree);
    QCOMPARE(test::changeTimesOf(output()), times);
}

void OpenOutputFolderTest::masksAreInitialValues()
{
    VERIFY_OK(createJobFromOutputFolder(output(), target()));
    const Job job = *Job::open(target());
    QCOMPARE(**job.initialMask(0, kSize), stripes(0));
    QCOMPARE(**job.initialMask(1, kSize), stripes(1));
    QVERIFY(!job.initialMask(2, kSize)->has_value());
}

/// A mask whose indices are shuffled, with the right colours, as between June and September of 2020.
void OpenOutputFolderTest::defectiveMasksAreReadByColour()
{
    const LabelSet shuffled =
        *LabelSet::fromNames({"a", "b", "c"}, {defaultLabelColor(1), defaultLabelColor(2), defaultLabelColor(0)});
    LabelMask wrong = relabelled(stripes(0), {0, 3, 1, 2});
    test::writeBytes(output() / (kMasks + kFirstMask), *encodeConsolidatedMask(wrong, shuffled));
    replaceAll(manifest(), "\"creation-date\":\"2026-11-22T09:00:00.340000\"",
               "\"creation-date\":\"2020-08-02T09:00:00.340000\"");
    const Result<OpenedOutputFolder> opened = createJobFromOutputFolder(output(), target());
    VERIFY_OK(opened);
    QCOMPARE(opened->notes.size(), std::size_t(1));
    QCOMPARE(opened->notes.front().line, 1);
    QVERIFY(opened->notes.front().text.starts_with("object 0 "));
    QCOMPARE(**Job::open(target())->initialMask(0, kSize), stripes(0));
}

void OpenOutputFolderTest::aFlatFolderWithItsPhotosNeedsNoMapping()
{
    const fs::path flat = folder() / "flat";
    fs::create_directories(flat);
    fs::copy_file(manifest(), flat / "output.manifest");
    for (const fs::directory_entry& entry : fs::directory_iterator(output() / kMasks)) {
        std::string name = entry.path().filename();
        std::replace(name.begin(), name.end(), ':', '_');
        fs::copy_file(entry.path(), flat / name);
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(folder() / "photos"))
        fs::copy_file(entry.path(), flat / entry.path().filename());
    VERIFY_OK(createJobFromOutputFolder(flat, target()));
    const Job job = *Job::open(target());
    QCOMPARE(job.source(1)->imagePath.filename(), fs::path("1.png"));
    QVERIFY(fs::exists(job.source(1)->imagePath));
    QCOMPARE(**job.initialMask(1, kSize), stripes(1));
}

void OpenOutputFolderTest::earlierAnswersAreTheWorkerResponses()
{
    VERIFY_OK(createJobFromOutputFolder(output(), target()));
    const Job job = *Job::open(target());
    const Result<std::vector<EarlierAnswer>> earlier = earlierAnswers(job, 1);
    VERIFY_OK(earlier);
    QCOMPARE(earlier->size(), std::size_t(1));
    QCOMPARE(earlier->front().submitted, test::testTime(2500));
    QCOMPARE(earlier->front().timeSpentInSeconds, 8.25);
    QVERIFY(earlier->front().workerId.starts_with("private.us-east-1."));
    QVERIFY(earlierAnswers(job, 2)->empty());
    test::writeText(earlier->front().file, "no JSON");
    VERIFY_ERROR(earlierAnswers(job, 1), ErrorCode::Malformed);
}

void OpenOutputFolderTest::theNewPairComesAfterTheOld()
{
    VERIFY_OK(createJobFromOutputFolder(output(), target(), withPhotos()));
    Job job = *Job::open(target());
    test::submitAt(job, 0, 0, stripes(2), test::testTime(90'000));
    VERIFY_OK(derive(job));
    const std::string before = test::textOf(manifest());
    const std::string after = test::textOf(stageFolder(job) / "manifests/output/output.manifest");
    const std::string line = before.substr(0, before.find('\n'));
    const std::string begin = line.substr(0, line.size() - 1) + ",\"road-scenes-adjusted-ref\":";
    QVERIFY(after.starts_with(begin));
    QVERIFY(after.ends_with(before.substr(before.find('\n'))));
}

void OpenOutputFolderTest::theNewPairSaysWhetherItWasAdjusted()
{
    VERIFY_OK(createJobFromOutputFolder(output(), target(), withPhotos()));
    Job job = *Job::open(target());
    for (const ObjectId object : {0, 1}) {
        const Result<ObjectSource> source = job.source(object);
        VERIFY_OK(source);
        const std::vector<std::uint8_t> photo = test::bytesOf(source->imagePath);
        const bool isOther = object == 1;
        VERIFY_OK(submitAnswer(job, {.object = object,
                                     .worker = job.spec().team.front(),
                                     .mask = stripes(isOther ? 7 : 0),
                                     .image = identify(photo, *readImageInfo(photo)),
                                     .accepted = test::testTime(90'000),
                                     .submitted = test::testTime(100'000),
                                     .initialValueModified = isOther}));
    }
    VERIFY_OK(derive(job));
    std::istringstream lines(test::textOf(stageFolder(job) / "manifests/output/output.manifest"));
    for (const std::string status : {"unadjusted", "adjusted"}) {
        std::string line;
        std::getline(lines, line);
        QVERIFY2(line.ends_with("\"adjustment-status\":\"" + status + "\"}}"), line.c_str());
    }
}

void OpenOutputFolderTest::coloursThatAreMissingAreSupplied()
{
    std::string text = test::textOf(manifest());
    text = std::regex_replace(text, std::regex("\"hex-color\":\"#[0-9a-f]{6}\","), "");
    QVERIFY(text.find("hex-color") == std::string::npos);
    test::writeText(manifest(), text);
    VERIFY_OK(createJobFromOutputFolder(output(), target(), withPhotos()));
    Job job = *Job::open(target());
    const Result<std::optional<LabelMask>> initial = job.initialMask(0, kSize);
    VERIFY_OK(initial);
    QCOMPARE(**initial, stripes(0));
    test::submitAt(job, 0, 0, stripes(2), test::testTime(90'000));
    VERIFY_OK(derive(job));
    const std::string after = test::textOf(stageFolder(job) / "manifests/output/output.manifest");
    const std::string line = text.substr(0, text.find('\n'));
    QVERIFY(after.starts_with(line.substr(0, line.size() - 1))); // The old pair stays as it was.
    QVERIFY(after.substr(line.size() - 1).find("hex-color") != std::string::npos);
}

void OpenOutputFolderTest::namesFollowTheRules_data()
{
    QTest::addColumn<QByteArray>("oldName");
    QTest::addColumn<QByteArray>("newName");
    QTest::newRow("plain") << QByteArray("roads") << QByteArray("roads-adjusted");
    QTest::newRow("longest") << QByteArray(63, 'a') << QByteArray(54, 'a') + "-adjusted";
    QTest::newRow("cut at a hyphen") << QByteArray(53, 'a') + "-bcdefgh" << QByteArray(53, 'a') + "-adjusted";
    QTest::newRow("odd characters") << QByteArray("my_roads (2)") << QByteArray("my-roads-2-adjusted");
    QTest::newRow("none is the folder's") << QByteArray("") << QByteArray("road-scenes-adjusted");
    QTest::newRow("nothing to use") << QByteArray("도로") << QByteArray("job-adjusted");
}

void OpenOutputFolderTest::namesFollowTheRules()
{
    QFETCH(QByteArray, oldName);
    QFETCH(QByteArray, newName);
    replaceAll(manifest(), "labeling-job/road-scenes", "labeling-job/" + oldName.toStdString());
    const Result<OpenedOutputFolder> opened = createJobFromOutputFolder(output(), target());
    VERIFY_OK(opened);
    QCOMPARE(opened->job.spec.name, newName.toStdString());
}

void OpenOutputFolderTest::optionsReplaceDefaults()
{
    const LabelSet more = *LabelSet::fromNames({"people", "traffic light", "bus", "tree"});
    const Result<OpenedOutputFolder> opened = createJobFromOutputFolder(
        output(), target(), {.name = "second", .attribute = "better-ref", .labels = more, .workersPerObject = 2});
    VERIFY_OK(opened);
    QCOMPARE(opened->job.spec.name, std::string("second"));
    QCOMPARE(opened->job.spec.attribute, std::string("better-ref"));
    QCOMPARE(opened->job.spec.labels, more);
    QCOMPARE(opened->job.spec.team.size(), std::size_t(2));
    QCOMPARE(**Job::open(target())->initialMask(0, kSize), stripes(0));
}

void OpenOutputFolderTest::boxesNeedLabels()
{
    test::writeText(manifest(),
                    "{\"source-ref\":\"s3://example-bucket/images/0.png\",\"boxes\":{\"image_size\":[{\"width\":16,"
                    "\"height\":8,\"depth\":3}],\"annotations\":[{\"class_id\":0,\"top\":1,\"left\":1,\"height\":2,"
                    "\"width\":2}]},\"boxes-metadata\":{\"objects\":[{\"confidence\":0}],\"class-map\":{\"0\":\"bus\"},"
                    "\"type\":\"groundtruth/object-detection\",\"human-annotated\":\"yes\",\"creation-date\":"
                    "\"2026-11-22T09:00:00.340000\",\"job-name\":\"labeling-job/boxes\"}}\n");
    VERIFY_ERROR(createJobFromOutputFolder(output(), target()), ErrorCode::Unsupported);
    QVERIFY(!fs::exists(target()));
    VERIFY_OK(createJobFromOutputFolder(output(), target(), {.labels = *LabelSet::fromNames({"bus"})}));
    QVERIFY(!Job::open(target())->initialMask(0, kSize)->has_value());
}

void OpenOutputFolderTest::whatCantBeOpenedIsRefused()
{
    VERIFY_ERROR(createJobFromOutputFolder(folder() / "nothing", target()), ErrorCode::NotFound);
    VERIFY_ERROR(createJobFromOutputFolder(folder() / "photos", target()), ErrorCode::NotFound);
    VERIFY_ERROR(createJobFromOutputFolder(output(), output() / "adjust"), ErrorCode::InvalidArgument);
    VERIFY_ERROR(createJobFromOutputFolder(output(), output()), ErrorCode::InvalidArgument);
    fs::create_directories(target());
    VERIFY_ERROR(createJobFromOutputFolder(output(), target()), ErrorCode::AlreadyExists);
}

void OpenOutputFolderTest::realSamplesOpen()
{
    const auto shared = test::sharedFolder();
    if (!shared)
        QSKIP("no folder with real samples");
    const fs::path samples = *shared / "formats/samples/superannotate/instance_segmentation";
    const Result<OpenedOutputFolder> opened = createJobFromOutputFolder(samples, target());
    VERIFY_OK(opened);
    QCOMPARE(opened->job.spec.name, std::string("test-aws-sagemaker-adjusted"));
    const Job job = *Job::open(target());
    const auto mask = job.initialMask(4, {640, 480});
    VERIFY_OK(mask);
    QCOMPARE(countLabels(**mask)[2], 96'266);
}

LABELWRIGHT_TEST(OpenOutputFolderTest)
#include "OpenOutputFolderTest.moc"
