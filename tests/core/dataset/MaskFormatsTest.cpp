// SPDX-License-Identifier: GPL-3.0-or-later
// Formats of masks beyond the round trip of a small job.
#include "core/dataset/DatasetFormat.h"
#include "core/dataset/Export.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"
#include "tests/support/WriteDataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

/// Short and long runs along the longer side, holes and single pixels.
LabelMask longMask(Size size, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<Label> pixels;
    const auto count = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
    while (pixels.size() < count) {
        const std::size_t length = random() % 3 == 0 ? 1 : random() % 900;
        pixels.insert(pixels.end(), std::min(length, count - pixels.size()), static_cast<Label>(random() % 3));
    }
    return *LabelMask::create(size, std::move(pixels));
}

/// Writes a dataset of one item.
Status writeOne(const DatasetFormat& format, const fs::path& root, const LabelMask& mask)
{
    const DatasetInfo info{.name = "long", .labels = *LabelSet::fromNames({"a", "b"}), .itemCount = 1};
    const auto written = writeDataset(format, root, info,
                                      {{.name = "photo", .photoExtension = ".png", .size = mask.size(), .mask = mask}});
    return written ? ok() : Status(written.error());
}

} // namespace

class MaskFormatsTest : public QObject {
    Q_OBJECT
private slots:
    void masksOfTheLargestExtentComeBack_data();
    void masksOfTheLargestExtentComeBack();
    void photosThatStayWhereTheyAreAreFound_data();
    void photosThatStayWhereTheyAreAreFound();
    void yoloNamesNoFolderThatIsNotThere();
    void everyFileOfCocoHoldsTheWhole_data();
    void everyFileOfCocoHoldsTheWhole();
};

void MaskFormatsTest::masksOfTheLargestExtentComeBack_data()
{
    QTest::addColumn<std::string>("id");
    QTest::addColumn<QSize>("size");
    for (const char* id : {"coco", "coco-panoptic", "yolo-seg", "labelme", "cvat", "datumaro"}) {
        for (const QSize size : {QSize(32768, 5), QSize(5, 32768), QSize(32749, 3), QSize(1, 1)})
            QTest::addRow("%s, %d x %d", id, size.width(), size.height()) << std::string(id) << size;
    }
}

void MaskFormatsTest::masksOfTheLargestExtentComeBack()
{
    QFETCH(std::string, id);
    QFETCH(QSize, size);
    const QTemporaryDir temporary;
    const fs::path root(temporary.path().toStdString());
    const LabelMask mask = longMask({size.width(), size.height()}, 4);
    VERIFY_OK(writeOne(*findDatasetFormat(id), root, mask));
    const auto reader = findDatasetFormat(id)->read(root, {});
    VERIFY_OK(reader);
    const Result<DatasetItem> item = (*reader)->read(0);
    VERIFY_OK(item);
    QVERIFY(*item->mask == mask);
    QVERIFY(item->notes.empty());
}

void MaskFormatsTest::photosThatStayWhereTheyAreAreFound_data()
{
    QTest::addColumn<std::string>("id");
    for (const DatasetFormat& format : datasetFormats()) {
        if (format.namesPhotos && format.read && format.holds(TaskType::SemanticSegmentation))
            QTest::newRow(std::string(format.id).c_str()) << std::string(format.id);
    }
}

void MaskFormatsTest::photosThatStayWhereTheyAreAreFound()
{
    QFETCH(std::string, id);
    const QTemporaryDir temporary;
    const fs::path root(temporary.path().toStdString());
    Job job = makeJob(root, {.objects = 2});
    for (ObjectId object = 0; object < 2; ++object)
        submitAt(job, object, 0, stripedMask({16, 8}, 3, static_cast<int>(object)), testTime(object * 1000));
    const DatasetFormat& format = *findDatasetFormat(id);
    // The job's photos have s3:// names; here they stay in its folder of photos all the same.
    VERIFY_OK(exportDataset(reopened(job), {}, {root / "dataset", &format, PhotoUse::Reference}));
    const auto reader = format.read(root / "dataset", {});
    VERIFY_OK(reader);
    for (std::int64_t number = 0; number < 2; ++number) {
        const DatasetItem item = (*reader)->item(number);
        if (format.keepsSourceRefs)
            QVERIFY(item.photoReference.starts_with("s3://example-bucket/images/"));
        else
            QVERIFY2(fs::equivalent(item.photo, root / "photos" / (std::to_string(number) + ".png")),
                     item.photo.c_str());
        VERIFY_OK((*reader)->read(number));
    }
}

void MaskFormatsTest::yoloNamesNoFolderThatIsNotThere()
{
    const QTemporaryDir temporary;
    const fs::path root(temporary.path().toStdString());
    Job job = makeJob(root, {.objects = 3});
    for (ObjectId object = 0; object < 3; ++object)
        submitAt(job, object, 0, stripedMask({16, 8}, 3, static_cast<int>(object)), testTime(object * 1000));
    const auto yamlOf = [&](const PartShares& shares, const char* name) {
        const auto done =
            exportDataset(reopened(job), {.shares = shares}, {root / name, findDatasetFormat("yolo-seg")});
        return done ? textOf(root / name / "data.yaml") : done.error().detail;
    };
    const std::string train = yamlOf({1, 0, 0}, "train");
    QVERIFY2(train.starts_with("train: images/train\nval: images/train\nnames:"), train.c_str());
    const std::string tested = yamlOf({0.67, 0, 0.33}, "tested");
    QVERIFY2(tested.starts_with("train: images/train\nval: images/train\ntest: images/test\nnames:"), tested.c_str());
    const std::string untrained = yamlOf({0, 0.5, 0.5}, "untrained");
    QVERIFY2(untrained.starts_with("train: images/validation\nval: images/validation\ntest: images/test\nnames:"),
             untrained.c_str());
    const std::string all = yamlOf({0.34, 0.33, 0.33}, "all");
    QVERIFY2(all.starts_with("train: images/train\nval: images/validation\ntest: images/test\nnames:"), all.c_str());
}

void MaskFormatsTest::everyFileOfCocoHoldsTheWhole_data()
{
    QTest::addColumn<std::string>("file");
    for (const char* file : {"instances_all.json", "instances_all_polygons.json", "stuff_all.json"})
        QTest::newRow(file) << std::string(file);
}

void MaskFormatsTest::everyFileOfCocoHoldsTheWhole()
{
    QFETCH(std::string, file);
    const QTemporaryDir temporary;
    const fs::path root(temporary.path().toStdString());
    const LabelMask mask = longMask({91, 77}, 8);
    const DatasetFormat& coco = *findDatasetFormat("coco");
    VERIFY_OK(writeOne(coco, root, mask));
    const auto reader = coco.read(root / "annotations" / file, {});
    VERIFY_OK(reader);
    const Result<DatasetItem> item = (*reader)->read(0);
    VERIFY_OK(item);
    QVERIFY(*item->mask == mask);
    QCOMPARE(item->photo, root / "images/all/photo.png");
}

LABELWRIGHT_TEST(MaskFormatsTest)
#include "MaskFormatsTest.moc"
