// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Export.h"

#include "core/base/Hash.h"
#include "core/dataset/ExportPreview.h"
#include "core/image/ImageReader.h"
#include "core/job/Verdict.h"
#include "core/mask/Resize.h"
#include "tests/core/dataset/JobBreaks.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>
#include <vector>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// What holds for a dataset of any format.
class ExportTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void onlyLabeledObjectsAreInIt();
    void everyFileIsSummed();
    void theReadmeTellsWhatIsInIt();
    void keptAndMergedClassesAreTheMasks();
    void photosMayBeLinkedOrNamed();
    void aMissingPhotoLeavesItsObjectOut();
    void whereAllIsLeftOutThereIsNoDataset();
    void anExistingFolderStays();
    void nothingChosenIsAnError();
    void aStopLeavesNothing();
    void progressRisesOnceFromTheFirstItemToTheLastFile();
    void partsOfOneFolderAreToldTogether();
    void aPlaceThatTakesNoFilesIsAnError();
    void fileNamesAreAllowedEverywhere();
    void largerPhotosAreMadeSmallerWithTheirMasks();
    void turnedPhotosAreTold();
    void aPreviewNamesEveryFile_data();
    void aPreviewNamesEveryFile();
    void filesAreShownAsATree();
    void minimalManifestsHaveNoOtherKey();
    void aSlashAtTheEndOfTheFolderIsNoMatter();

private:
    fs::path folder() const { return m_temporary->path().toStdString(); }
    ExportTarget target(PhotoUse photos = PhotoUse::Copy) const
    {
        return {folder() / "dataset", findDatasetFormat("sagemaker-manifest"), photos};
    }
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<Job> m_job;
};

void ExportTest::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_job = std::make_unique<Job>(makeJob(folder(), {.objects = 4}));
    for (ObjectId object = 0; object < 3; ++object)
        submitAt(*m_job, object, 0, stripedMask({16, 8}, 3, static_cast<int>(object)), testTime(object * 1000));
}

void ExportTest::onlyLabeledObjectsAreInIt()
{
    const Result<ExportReport> report = exportDataset(*m_job, {}, target());
    VERIFY_OK(report);
    QCOMPARE(report->items, 3);
    QVERIFY(fs::exists(folder() / "dataset/images/2.png"));
    QVERIFY(!fs::exists(folder() / "dataset/images/3.png"));
    QVERIFY(bytesOf(folder() / "dataset/images/1.png") == bytesOf(folder() / "photos/1.png"));
}

void ExportTest::everyFileIsSummed()
{
    VERIFY_OK(exportDataset(*m_job, {}, target()));
    std::string sums;
    for (const auto& [path, content] : treeOf(folder() / "dataset")) {
        if (!path.ends_with('/') && path != "SHA256SUMS")
            sums += sha256Hex(content) + "  " + path + '\n';
    }
    QCOMPARE(textOf(folder() / "dataset/SHA256SUMS"), sums);
}

void ExportTest::theReadmeTellsWhatIsInIt()
{
    VERIFY_OK(exportDataset(*m_job, {.shares = PartShares{0.34, 0.33, 0.33}}, target()));
    const std::string text = textOf(folder() / "dataset/README.md");
    for (const char* part : {"# road-scenes", "| validation | 1 |", "| 1 | people |", "AttributeNames",
                             "3 of 4, with all answers", "from 2026-11-22"})
        QVERIFY2(text.find(part) != std::string::npos, text.c_str());
}

void ExportTest::keptAndMergedClassesAreTheMasks()
{
    ExportChoice choice;
    choice.classes = {"people", "bus"};
    choice.merges = {*parseClassMerge("vehicle=bus")};
    const Result<ExportPlan> plan = planExport(*m_job, choice);
    VERIFY_OK(plan);
    const Result<DatasetItem> item = loadItem(*m_job, *plan, 0);
    VERIFY_OK(item);
    const LabelMask before = stripedMask({16, 8}, 3, 0);
    for (int x = 0; x < 16; ++x) {
        const Label label = before.at({x, 0});
        QCOMPARE(int{item->mask->at({x, 0})}, label == 1 ? 1 : label == 3 ? 2 : 0);
    }
}

void ExportTest::photosMayBeLinkedOrNamed()
{
    VERIFY_OK(exportDataset(*m_job, {}, target(PhotoUse::HardLink)));
    QVERIFY(fs::equivalent(folder() / "dataset/images/0.png", folder() / "photos/0.png"));
    fs::remove_all(folder() / "dataset");
    VERIFY_OK(exportDataset(*m_job, {}, target(PhotoUse::Reference)));
    QVERIFY(!fs::exists(folder() / "dataset/images"));
    const std::string begin = R"({"source-ref":"s3://example-bucket/images/0.png")";
    QVERIFY(textOf(folder() / "dataset/output.manifest").starts_with(begin));
    const ExportTarget silent{folder() / "other", findDatasetFormat("index-png"), PhotoUse::Reference};
    VERIFY_ERROR(exportDataset(*m_job, {}, silent), ErrorCode::InvalidArgument);
}

void ExportTest::aMissingPhotoLeavesItsObjectOut()
{
    fs::remove(folder() / "photos/1.png");
    const Result<ExportReport> report = exportDataset(*m_job, {}, target());
    VERIFY_OK(report);
    QCOMPARE(report->items, 2);
    QCOMPARE(report->leftOut.size(), std::size_t{1});
    QVERIFY(!fs::exists(folder() / "dataset/masks/1.png"));
}

void ExportTest::whereAllIsLeftOutThereIsNoDataset()
{
    const auto before = treeOf(folder());
    fs::rename(folder() / "photos", folder() / "elsewhere");
    VERIFY_ERROR(exportDataset(*m_job, {}, target()), ErrorCode::NotFound);
    fs::rename(folder() / "elsewhere", folder() / "photos");
    QVERIFY(treeOf(folder()) == before);
}

void ExportTest::anExistingFolderStays()
{
    fs::create_directories(folder() / "dataset");
    VERIFY_ERROR(exportDataset(*m_job, {}, target()), ErrorCode::AlreadyExists);
    QVERIFY(fs::is_empty(folder() / "dataset"));
}

void ExportTest::nothingChosenIsAnError()
{
    VERIFY_ERROR(exportDataset(*m_job, {.verdict = ExportChoice::Verdict::Accepted}, target()),
                 ErrorCode::InvalidArgument);
    QVERIFY(!fs::exists(folder() / "dataset"));
}

void ExportTest::aStopLeavesNothing()
{
    std::stop_source source;
    const Progress progress = [&](std::int64_t, std::int64_t) { source.request_stop(); };
    const auto before = treeOf(folder());
    VERIFY_ERROR(exportDataset(*m_job, {}, target(), source.get_token(), progress), ErrorCode::Cancelled);
    QVERIFY(treeOf(folder()) == before);
}

void ExportTest::progressRisesOnceFromTheFirstItemToTheLastFile()
{
    std::vector<std::int64_t> steps;
    std::set<std::int64_t> ends;
    const auto report = exportDataset(*m_job, {}, target(), {}, [&](std::int64_t done, std::int64_t all) {
        steps.push_back(done);
        ends.insert(all);
    });
    VERIFY_OK(report);
    QVERIFY(steps.size() > static_cast<std::size_t>(report->items));
    QVERIFY(std::ranges::is_sorted(steps));
    QCOMPARE(ends.size(), 1U);
    QCOMPARE(steps.back(), *ends.begin());
}

void ExportTest::aPlaceThatTakesNoFilesIsAnError()
{
    ExportTarget nowhere = target();
    nowhere.folder = "/proc/dataset";
    const Result<ExportReport> report = exportDataset(*m_job, {}, nowhere);
    QVERIFY(!report);
    QVERIFY(sentence(report.error()).find("/proc") != std::string::npos);
}

void ExportTest::fileNamesAreAllowedEverywhere()
{
    QCOMPARE(fileStemOf("s3://bucket/a/street 1.jpg"), std::string("street 1"));
    QCOMPARE(fileStemOf("s3://bucket/a/12:30?.jpg"), std::string("12_30_"));
    QCOMPARE(fileStemOf("/x/.jpg"), std::string("image.jpg"));
    QCOMPARE(fileStemOf("s3://bucket/거리.png"), std::string("거리"));
    QVERIFY(fileStemOf("s3://b/" + std::string(300, 'a') + ".png").size() <= 200);
}

void ExportTest::largerPhotosAreMadeSmallerWithTheirMasks()
{
    ExportTarget smaller = target();
    smaller.maxExtent = 8;
    VERIFY_OK(exportDataset(*m_job, {}, smaller));
    QVERIFY(readImageInfo(folder() / "dataset/images/0.png")->size == (Size{8, 4}));
    const auto reader = smaller.format->read(folder() / "dataset", {});
    VERIFY_OK(reader);
    QVERIFY(*(*reader)->read(1)->mask == resized(stripedMask({16, 8}, 3, 1), {8, 4}));
    fs::remove_all(folder() / "dataset");
    smaller.maxExtent = 16; // None is larger.
    VERIFY_OK(exportDataset(*m_job, {}, smaller));
    QVERIFY(bytesOf(folder() / "dataset/images/1.png") == bytesOf(folder() / "photos/1.png"));
    smaller.photos = PhotoUse::Reference;
    smaller.folder = folder() / "other";
    VERIFY_ERROR(exportDataset(*m_job, {}, smaller), ErrorCode::InvalidArgument);
}

void ExportTest::turnedPhotosAreTold()
{
    turnPhoto(folder() / "photos/0.png");
    const Result<ExportReport> report = exportDataset(*m_job, {}, target());
    VERIFY_OK(report);
    QCOMPARE(report->turned, 1);
    QVERIFY(textOf(folder() / "dataset/README.md").find("1 photo is turned by EXIF data") != std::string::npos);
    fs::remove_all(folder() / "dataset");
    ExportTarget smaller = target();
    smaller.maxExtent = 8;
    QCOMPARE(exportDataset(*m_job, {}, smaller)->turned, 0);
    QCOMPARE(readImageInfo(folder() / "dataset/images/0.png")->orientation, 1);
}

void ExportTest::aPreviewNamesEveryFile_data()
{
    QTest::addColumn<std::string>("id");
    for (const DatasetFormat& format : datasetFormats()) {
        if (format.holds(TaskType::SemanticSegmentation))
            QTest::newRow(std::string(format.id).c_str()) << std::string(format.id);
    }
}

void ExportTest::aPreviewNamesEveryFile()
{
    QFETCH(std::string, id);
    const ExportTarget aim{folder() / "dataset", findDatasetFormat(id)};
    const Result<ExportPreview> preview = previewExport(*m_job, {}, aim);
    VERIFY_OK(preview);
    QVERIFY(!fs::exists(folder() / "dataset"));
    QCOMPARE(preview->items, 3);
    const Result<ExportReport> report = exportDataset(*m_job, {}, aim);
    VERIFY_OK(report);
    std::int64_t files = 0;
    for (const PreviewedFile& file : preview->files) {
        QVERIFY2(fs::is_regular_file(folder() / "dataset" / file.path), file.path.c_str());
        files += file.count;
    }
    const auto tree = treeOf(folder() / "dataset");
    QCOMPARE(files, std::ranges::count_if(tree, [](const auto& each) { return !each.first.ends_with('/'); }));
    QCOMPARE(report->files, files);
}

void ExportTest::partsOfOneFolderAreToldTogether()
{
    ExportChoice choice;
    choice.shares = PartShares{0.34, 0.33, 0.33};
    const Result<ExportPreview> preview = previewExport(*m_job, choice, target());
    VERIFY_OK(preview);
    const std::string tree = treeText(preview->files);
    QVERIFY2(tree.find(".png and 2 more\nmasks/") != std::string::npos, tree.c_str());
}

void ExportTest::filesAreShownAsATree()
{
    const std::vector<PreviewedFile> files{{"README.md"}, {"images/train/a.jpg", 12}, {"images/val/b.jpg"}, {"z/a/c"}};
    QCOMPARE(treeText(files), std::string("README.md\n"
                                          "images/\n"
                                          "    train/\n"
                                          "        a.jpg and 11 more\n"
                                          "    val/\n"
                                          "        b.jpg\n"
                                          "z/\n"
                                          "    a/\n"
                                          "        c\n"));
}

void ExportTest::minimalManifestsHaveNoOtherKey()
{
    VERIFY_OK(exportDataset(*m_job, {.shares = PartShares{0.34, 0.33, 0.33}}, target()));
    const std::string first = R"({"source-ref":"images/0.png","road-scenes-ref":"masks/0.png"})";
    QVERIFY(textOf(folder() / "dataset/output.minimal.manifest").starts_with(first + '\n'));
    std::string parts;
    for (const DatasetPart part : kDatasetParts)
        parts += textOf(folder() / "dataset" / (std::string(partName(part)) + ".minimal.manifest"));
    QCOMPARE(parts.size(), textOf(folder() / "dataset/output.minimal.manifest").size());

    Job job = makeJob(folder() / "other", {.objects = 1, .taskType = TaskType::ImageClassificationMultiLabel});
    chooseAt(job, 0, 0, {"people", "bus"}, testTime(0));
    ExportTarget other = target();
    other.folder = folder() / "choices";
    VERIFY_OK(exportDataset(job, {}, other));
    const std::string choice = R"({"source-ref":"images/0.png","road-scenes":[0,2]})";
    QCOMPARE(textOf(folder() / "choices/output.minimal.manifest"), choice + '\n');
}

void ExportTest::aSlashAtTheEndOfTheFolderIsNoMatter()
{
    ExportTarget slashed = target();
    slashed.folder = (folder() / "dataset").string() + '/';
    VERIFY_OK(exportDataset(*m_job, {}, slashed));
    QVERIFY(fs::exists(folder() / "dataset/output.manifest"));
    VERIFY_ERROR(exportDataset(*m_job, {}, slashed), ErrorCode::AlreadyExists);
}

LABELWRIGHT_TEST(ExportTest)
#include "ExportTest.moc"
