// SPDX-License-Identifier: GPL-3.0-or-later
// Datasets as other programs write them: what ours never writes.
#include "core/dataset/DatasetFormat.h"
#include "core/dataset/Export.h"
#include "core/image/ImageWriter.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

constexpr Size kPhoto{6, 4};

/// A mask drawn in digits, a string a row.
LabelMask drawn(const std::vector<std::string>& rows)
{
    std::vector<Label> labels;
    for (const std::string& row : rows) {
        for (const char digit : row)
            labels.push_back(static_cast<Label>(digit - '0'));
    }
    return *LabelMask::create({static_cast<int>(rows.front().size()), static_cast<int>(rows.size())}, labels);
}

std::string picture(const LabelMask& mask)
{
    std::string text = "\n";
    for (int y = 0; y < mask.height(); ++y) {
        for (const Label label : mask.row(y))
            text += static_cast<char>('0' + label);
        text += '\n';
    }
    return text;
}

bool holds(const std::vector<std::string>& notes, std::string_view words)
{
    return std::ranges::any_of(notes, [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

} // namespace

#define COMPARE_MASK(item, ...) QCOMPARE(picture(*(item).mask), picture(drawn({__VA_ARGS__})))

class ForeignDatasetTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cocoHasEveryKindOfSegmentation();
    void cocoSaysWhatItLeavesOut();
    void cocoOfUnlistedCategoriesIsLeftOutAlone();
    void yoloBoxesAreNoted();
    void yoloPhotosWithoutLabelsAreUnlabelled();
    void yoloErrorsNameTheLine();
    void labelmeShapesAreFilled();
    void labelmeTakesItsLabelsFromTheShapes();
    void cvatShapesLieInTheirOrder();
    void cvatRunsBeyondTheRectangleAreAMismatch();
    void datumaroPolygonsAreFilled();
    void noFormatOpensTheDatasetOfAnother();

private:
    void addPhoto(const std::string& path) const
    {
        const std::vector<std::uint8_t> pixels(static_cast<std::size_t>(kPhoto.width * kPhoto.height), 90);
        writeBytes(m_root / path, *encodeGrayPng(kPhoto, pixels));
    }

    void addText(const std::string& path, std::string_view text) const
    {
        fs::create_directories((m_root / path).parent_path());
        writeText(m_root / path, text);
    }

    std::unique_ptr<DatasetReader> open(std::string_view format, const std::string& path = ".") const
    {
        Result<std::unique_ptr<DatasetReader>> reader = findDatasetFormat(format)->read(m_root / path, {});
        if (!reader)
            qWarning("%s", sentence(reader.error()).c_str());
        return reader ? *std::move(reader) : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_root;
};

void ForeignDatasetTest::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_root = m_temporary->path().toStdString();
}

void ForeignDatasetTest::cocoHasEveryKindOfSegmentation()
{
    fs::create_directories(m_root / "val2017");
    addPhoto("val2017/7.png");
    addText("annotations/instances_val2017.json", R"({"images":[{"id":42,"file_name":"7.png","width":6,"height":4}],
        "annotations":[
        {"id":1,"image_id":42,"category_id":90,"iscrowd":1,"area":8,"segmentation":{"counts":[0,8,16],"size":[4,6]}},
        {"id":2,"image_id":42,"category_id":3,"area":3.5,"segmentation":[[3,0,5,0,5,1,3,1],[4,1,6,1,6,2,4,2]]},
        {"id":3,"image_id":42,"category_id":3,"area":1,"segmentation":{"counts":"61a0","size":[4,6]}}],
        "categories":[{"id":3,"name":"car"},{"id":90,"name":"tree"}]})");
    const auto reader = open("coco");
    QVERIFY(reader);
    QVERIFY(reader->notes().empty());
    QVERIFY(reader->info().isSplit);
    QCOMPARE(reader->info().labels.at(2).name, std::string("tree"));
    const Result<DatasetItem> item = reader->read(0);
    VERIFY_OK(item);
    QCOMPARE(item->photo, m_root / "./val2017/7.png");
    QVERIFY(item->part == DatasetPart::Validation);
    COMPARE_MASK(*item, "220110", "220011", "210000", "220000");
    QVERIFY(holds(item->notes, "on top of each other in 1 pixels"));
}

void ForeignDatasetTest::cocoSaysWhatItLeavesOut()
{
    addText("a.json", R"({"images":[{"id":1,"file_name":"a.png","width":6,"height":4}],"annotations":[
        {"image_id":1,"category_id":1,"segmentation":[],"keypoints":[1,2,2]},{"image_id":9,"category_id":1}],
        "categories":[{"id":1,"name":"person"}]})");
    const auto reader = open("coco", "a.json");
    QVERIFY(reader);
    QCOMPARE(reader->notes().size(), std::size_t(2));
    const Result<DatasetItem> item = reader->read(0);
    VERIFY_OK(item);
    QVERIFY(isUnlabelled(*item->mask));
    QVERIFY(holds(item->notes, "1 annotation without an outline"));
}

void ForeignDatasetTest::cocoOfUnlistedCategoriesIsLeftOutAlone()
{
    addText("a.json", R"({"images":[{"id":1,"file_name":"a.png","width":6,"height":4}],"annotations":[
        {"image_id":1,"category_id":1,"segmentation":[[0,0,2,0,2,2,0,2]]},
        {"image_id":1,"category_id":77,"segmentation":[[3,0,5,0,5,2,3,2]]}],"categories":[{"id":1,"name":"person"}]})");
    const auto reader = open("coco", "a.json");
    QVERIFY(reader);
    const Result<DatasetItem> item = reader->read(0);
    VERIFY_OK(item);
    QCOMPARE(item->mask->at({0, 0}), Label{1});
    QCOMPARE(item->mask->at({4, 1}), kUnlabelled);
    QVERIFY(holds(item->notes, "left out: 1 annotation of a category that is not listed"));
}

void ForeignDatasetTest::yoloBoxesAreNoted()
{
    fs::create_directories(m_root / "train/images");
    addPhoto("train/images/a.png");
    addText("train/labels/a.txt", "1 0 0 0.5 0 0.5 0.5 0 0.5\n\n0 0.5 0.5 0.1 0.1\n0 0.0 0.5 1 .5 1 1 0 1\n");
    addText("data.yaml", "train: ../train/images\nval: ../valid/images\nnames: ['a', 'b']\n");
    const auto reader = open("yolo-seg");
    QVERIFY(reader);
    QCOMPARE(reader->notes().size(), std::size_t(1)); // no folder of photos to validate with
    const Result<DatasetItem> item = reader->read(0);
    VERIFY_OK(item);
    COMPARE_MASK(*item, "222000", "222000", "111111", "111111");
    QVERIFY(holds(item->notes, "line 3 is a box"));
}

void ForeignDatasetTest::yoloPhotosWithoutLabelsAreUnlabelled()
{
    fs::create_directories(m_root / "images");
    addPhoto("images/a.png");
    addText("data.yaml", "train: images\nval: images\nnames: [a]\n");
    const auto reader = open("yolo-seg");
    QVERIFY(reader);
    QVERIFY(!reader->info().isSplit);
    QCOMPARE(reader->info().itemCount, std::int64_t{1});
    const Result<DatasetItem> item = reader->read(0);
    VERIFY_OK(item);
    QVERIFY(isUnlabelled(*item->mask));
}

void ForeignDatasetTest::yoloErrorsNameTheLine()
{
    fs::create_directories(m_root / "images");
    addPhoto("images/a.png");
    addText("data.yaml", "train: images\nnames: [a]\n");
    for (const char* line : {"1 0 0 1 0 1 1", "x", "0 0 0 1 0 1 1 2", "0 0 0", "0 0 0 1 0 1 nan", "0 0 0 1 0 1 1e9"}) {
        addText("labels/a.txt", "0 0 0 1 0 1 1\n" + std::string(line));
        const Result<DatasetItem> item = open("yolo-seg")->read(0);
        QVERIFY2(!item, line);
        QCOMPARE(item.error().position, std::int64_t{2});
        QCOMPARE(item.error().path.filename(), fs::path("a.txt"));
    }
}

void ForeignDatasetTest::labelmeShapesAreFilled()
{
    addPhoto("a.png");
    addText("a.json", R"({"version":"4.5.6","shapes":[
        {"label":"b","points":[[2,1],[0,0]],"shape_type":"rectangle"},
        {"label":"a","points":[[4.5,1.5],[4.5,2.6]],"shape_type":"circle"},
        {"label":"b","points":[[4.5,1.5]],"shape_type":"point"},
        {"label":"_background_","points":[[0,0],[1,0],[1,1],[0,1]]}],
        "imagePath":"a.png","imageData":null})");
    const auto reader = open("labelme");
    QVERIFY(reader);
    const Result<DatasetItem> item = reader->read(0);
    VERIFY_OK(item);
    COMPARE_MASK(*item, "010020", "000222", "000020", "000000");
    QVERIFY(holds(item->notes, "a point of \"b\""));
}

void ForeignDatasetTest::labelmeTakesItsLabelsFromTheShapes()
{
    addText("other.json", R"({"a":1})");
    addText("a.json",
            R"({"shapes":[{"label":"z","points":[]}],"imagePath":"..\\x\\a.png","imageWidth":6,"imageHeight":4})");
    addText("labels.txt", "__ignore__\n_background_\ny\n");
    const auto reader = open("labelme");
    QVERIFY(reader);
    QCOMPARE(reader->info().labels.size(), std::size_t(2));
    QCOMPARE(reader->info().labels.at(2).name, std::string("z"));
    QCOMPARE(reader->notes().size(), std::size_t(1));
    QCOMPARE(reader->item(0).photoReference, std::string("../x/a.png"));
    VERIFY_ERROR(reader->read(0), ErrorCode::Malformed); // a polygon of no points
}

void ForeignDatasetTest::cvatShapesLieInTheirOrder()
{
    addText("annotations.xml", R"(<?xml version="1.0" encoding="utf-8"?>
<annotations><version>1.1</version><meta><job><labels><label><name>a &amp; b</name><color>#ff0000</color></label>
<label><name>c</name><color>#00ff00</color></label></labels></job></meta>
<image id="0" name="x/a.png" width="6" height="4">
<mask label="c" z_order="1" rle="1, 2, 1" left="4" top="2" width="2" height="2"/>
<polygon label="a &amp; b" points="0.00,0.00;3.00,0.00;3.00,3.00;0.00,3.00" z_order="0"><attribute name="n">1</attribute></polygon>
<box label="c" xtl="2.00" ytl="2.00" xbr="5.00" ybr="4.00"/><polyline label="c" points="0,0;1,1"/></image></annotations>)");
    const auto reader = open("cvat");
    QVERIFY(reader);
    QCOMPARE(reader->info().labels.at(1), (LabelClass{1, "a & b", {255, 0, 0}}));
    const Result<DatasetItem> item = reader->read(0);
    VERIFY_OK(item);
    COMPARE_MASK(*item, "111000", "111000", "112222", "002220");
    QVERIFY(holds(item->notes, "a polyline"));
    QVERIFY(holds(item->notes, "in 1 pixels"));
}

void ForeignDatasetTest::cvatRunsBeyondTheRectangleAreAMismatch()
{
    for (const char* rle : {"1, 2, 2", "1, 2", "1, 9999999999", "-1, 5"}) {
        addText("annotations.xml",
                std::string("<annotations><meta><task><labels><label><name>a</name></label></labels></task>"
                            "</meta><image name=\"a.png\" width=\"6\" height=\"4\"><mask label=\"a\" rle=\"") +
                    rle + "\" left=\"0\" top=\"0\" width=\"2\" height=\"2\"/></image></annotations>");
        const Result<DatasetItem> item = open("cvat")->read(0);
        VERIFY_ERROR(item, ErrorCode::Mismatch);
        QVERIFY(item.error().position > 80);
    }
}

void ForeignDatasetTest::datumaroPolygonsAreFilled()
{
    addText("annotations/default.json", R"({"info":{},"categories":{"label":{"labels":[{"name":"a"},{"name":"b"}]}},
        "items":[{"id":"a","annotations":[
        {"type":"polygon","label_id":1,"points":[0,0,2,0,2,2,0,2],"z_order":2},
        {"type":"mask","label_id":0,"rle":{"counts":[1,7,16],"size":[4,6]},"z_order":1},
        {"type":"bbox","label_id":0,"bbox":[0,0,1,1]}],"image":{"path":"a.png","size":[4,6]}}]})");
    const auto reader = open("datumaro");
    QVERIFY(reader);
    QVERIFY(!reader->info().isSplit);
    const Result<DatasetItem> item = reader->read(0);
    VERIFY_OK(item);
    COMPARE_MASK(*item, "220000", "220000", "110000", "110000");
    QVERIFY(holds(item->notes, "\"bbox\""));
}

void ForeignDatasetTest::noFormatOpensTheDatasetOfAnother()
{
    Job job = makeJob(m_root, {.objects = 1});
    submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    job = reopened(job);
    const std::vector<std::string> ids{"coco", "coco-panoptic", "yolo-seg", "labelme", "cvat", "datumaro", "index-png"};
    for (const std::string& id : ids)
        VERIFY_OK(exportDataset(job, {}, {m_root / id, findDatasetFormat(id)}));
    for (const std::string& id : ids) {
        for (const std::string& other : ids) {
            const auto reader = findDatasetFormat(id)->read(m_root / other, {});
            QVERIFY2(reader.has_value() == (id == other), (id + " opens " + other).c_str());
        }
    }
}

LABELWRIGHT_TEST(ForeignDatasetTest)
#include "ForeignDatasetTest.moc"
