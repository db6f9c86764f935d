// SPDX-License-Identifier: GPL-3.0-or-later
// Datasets that other programs made, in forms that we don't write.
#include "core/dataset/DatasetFormat.h"
#include "core/dataset/formats/MaskFiles.h"
#include "core/image/ImageWriter.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

std::vector<std::uint8_t> grayPng(const std::vector<std::uint8_t>& pixels)
{
    return *encodeGrayPng({static_cast<int>(pixels.size()), 1}, pixels);
}

std::vector<std::uint8_t> colorPng(const std::vector<Color>& pixels)
{
    Image image({static_cast<int>(pixels.size()), 1});
    std::uint8_t* to = image.writableRow(0).data();
    for (const Color color : pixels) {
        *to++ = color.blue;
        *to++ = color.green;
        *to++ = color.red;
    }
    return *encodePng(image);
}

Result<std::unique_ptr<DatasetReader>> opened(const char* format, const fs::path& folder, bool nearest = false)
{
    return findDatasetFormat(format)->read(folder, {.nearestColors = nearest});
}

std::vector<Label> labelsOf(const Result<DatasetItem>& item)
{
    return item && item->mask ? std::vector<Label>(item->mask->pixels().begin(), item->mask->pixels().end())
                              : std::vector<Label>();
}

using Labels = std::vector<Label>;

} // namespace

class ForeignPicturesTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_temporary = std::make_unique<QTemporaryDir>(); }
    void vocWithoutLabelMapHasVocsClasses();
    void vocListsThatLackAnImageAreNoted();
    void vocLabelMapsAreReadWithColonsInNames();
    void vocMasksMayBeGray();
    void moreObjectsThanAPaletteHasAreVoid();
    void camVidColorsOfNoLabelNeedConsent();
    void camVidAsItWasHandedOut();
    void whiteMayBeALabelOfOthers();
    void colorListsSayWhichLineIsWrong();
    void cityscapesWithoutListHasItsOwnIds();
    void cityscapesIdsBeyondTheListAreErrors();
    void sageMakerLabelMapsAreFollowed();
    void sageMakerHolesAreUnlabelled();
    void sageMakerMasksWithoutNamesAreCounted();
    void classFoldersNeedNoList();
    void classFoldersThatTheListLacksAreNoted();
    void imageFolderClassesMayBeNumbers();
    void imageFolderPathsStayInside();
    void csvTellsLineOfWhatIsWrong_data();
    void csvTellsLineOfWhatIsWrong();
    void csvPhotosMayLieElsewhere();

private:
    fs::path folder() const { return m_temporary->path().toStdString(); }
    void add(const std::string& path, std::span<const std::uint8_t> bytes) const
    {
        fs::create_directories((folder() / path).parent_path());
        writeBytes(folder() / path, bytes);
    }
    void add(const std::string& path, std::string_view text) const
    {
        fs::create_directories((folder() / path).parent_path());
        writeText(folder() / path, text);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
};

void ForeignPicturesTest::vocWithoutLabelMapHasVocsClasses()
{
    // Person, a border that is void, sheep; the colours are those of VOC's own files.
    add("SegmentationClass/a.png", colorPng({{192, 128, 128}, {224, 224, 192}, {128, 64, 0}}));
    add("JPEGImages/a.JPG", "photo");
    const auto reader = opened("voc", folder());
    VERIFY_OK(reader);
    QCOMPARE((*reader)->info().labels.size(), std::size_t{20});
    QCOMPARE((*reader)->info().labels.at(15).name, std::string("person"));
    QCOMPARE(labelsOf((*reader)->read(0)), (Labels{15, 0, 17}));
    QCOMPARE((*reader)->item(0).photo, folder() / "JPEGImages/a.JPG");
    QVERIFY((*reader)->notes().empty());
}

void ForeignPicturesTest::vocListsThatLackAnImageAreNoted()
{
    add("SegmentationClass/a.png", colorPng({{0, 0, 0}}));
    add("SegmentationClass/b.png", colorPng({{0, 0, 0}}));
    add("JPEGImages/a.jpg", "photo");
    add("ImageSets/Segmentation/val.txt", "a \r\n");
    const auto reader = opened("voc", folder());
    VERIFY_OK(reader);
    QVERIFY((*reader)->info().isSplit);
    QCOMPARE((*reader)->item(0).part, DatasetPart::Validation);
    QCOMPARE((*reader)->notes().size(), std::size_t{2}); // b is in no list, and has no photo
}

void ForeignPicturesTest::vocLabelMapsAreReadWithColonsInNames()
{
    add("labelmap.txt",
        "# label:color_rgb:parts:actions\na:b:1,2,3::\nbackground:0,0,0::\nhorse:9,9,9:head,tail:walk\n");
    add("SegmentationClass/a.png", colorPng({{1, 2, 3}, {0, 0, 0}, {9, 9, 9}}));
    const auto reader = opened("voc", folder());
    VERIFY_OK(reader);
    QCOMPARE((*reader)->info().labels.at(1).name, std::string("a:b"));
    QCOMPARE(labelsOf((*reader)->read(0)), (Labels{1, 0, 2}));
    add("labelmap.txt", "a:1,2,3::\nb:1,2::\n");
    VERIFY_ERROR(opened("voc", folder()), ErrorCode::Malformed);
    QCOMPARE(opened("voc", folder()).error().position, 2);
}

void ForeignPicturesTest::vocMasksMayBeGray()
{
    add("SegmentationClass/a.png", grayPng({0, 20, 255}));
    const auto reader = opened("voc", folder());
    VERIFY_OK(reader);
    QCOMPARE(labelsOf((*reader)->read(0)), (Labels{0, 20, 0}));
    add("SegmentationClass/a.png", grayPng({0, 21, 255}));
    VERIFY_ERROR((*reader)->read(0), ErrorCode::Mismatch);
}

/// 300 single pixels and a row below them: 254 have numbers, the largest one among them.
void ForeignPicturesTest::moreObjectsThanAPaletteHasAreVoid()
{
    std::vector<Label> pixels(600 * 3);
    for (std::size_t x = 0; x < 600; x += 2)
        pixels[x] = 1;
    std::fill(pixels.begin() + 1200, pixels.end(), Label{2});
    DatasetInfo info;
    info.labels = *LabelSet::fromNames({"a", "b"});
    DatasetFolder target(folder() / "voc");
    const auto writer = findDatasetFormat("voc")->write(target, info);
    VERIFY_OK(writer);
    DatasetItem item;
    item.name = "a";
    item.mask = *LabelMask::create({600, 3}, pixels);
    const Result<EncodedItem> encoded = (*writer)->encode(item);
    VERIFY_OK(encoded);
    const Result<LabelMask> numbers = decodeIndexMask(encoded->files[1].bytes, [] {
        LabelOfValue all = labelsByValue(254);
        all[255] = Label{255};
        return all;
    }());
    VERIFY_OK(numbers);
    const std::array<std::int64_t, 256> counts = countLabels(*numbers);
    QCOMPARE(counts[255], 301 - 254);
    QCOMPARE(counts[numbers->at({0, 2})], 600);
    QVERIFY(numbers->at({0, 2}) != 255);
}

void ForeignPicturesTest::camVidColorsOfNoLabelNeedConsent()
{
    add("label_colors.txt", "200 0 0\t\tcar\r\n0 0 0 Void\n0 0 200\tsky\n");
    add("labels/a_L.png", colorPng({{190, 10, 0}, {0, 0, 200}, {20, 0, 30}, {190, 10, 0}, {200, 0, 0}}));
    add("images/a.png", "photo");
    const auto strict = opened("camvid", folder());
    VERIFY_OK(strict);
    const Result<DatasetItem> refused = (*strict)->read(0);
    VERIFY_ERROR(refused, ErrorCode::Mismatch);
    QVERIFY2(refused.error().detail.find("#be0a00, #14001e") != std::string::npos, refused.error().detail.c_str());
    QCOMPARE(refused.error().path, folder() / "labels/a_L.png");
    const auto nearest = opened("camvid", folder(), true);
    VERIFY_OK(nearest);
    const Result<DatasetItem> item = (*nearest)->read(0);
    VERIFY_OK(item);
    QCOMPARE(labelsOf(item), (Labels{1, 2, 0, 1, 1}));
    QCOMPARE(item->notes.size(), std::size_t{1});
    QVERIFY2(item->notes.front().starts_with("3 pixels had 2 colors"), item->notes.front().c_str());
}

void ForeignPicturesTest::camVidAsItWasHandedOut()
{
    add("label_colors.txt", "64 128 64\tAnimal\n0 0 0\tVoid\n");
    add("LabeledApproved_full/0001TP_L.png", colorPng({{64, 128, 64}}));
    add("701_StillsRaw_full/0001TP.png", "photo");
    const auto reader = opened("camvid", folder());
    VERIFY_OK(reader);
    QVERIFY(!(*reader)->info().isSplit);
    QCOMPARE((*reader)->item(0).name, std::string("0001TP"));
    QCOMPARE((*reader)->item(0).photo.filename(), fs::path("0001TP.png"));
}

void ForeignPicturesTest::whiteMayBeALabelOfOthers()
{
    add("label_colors.txt", "255 255 255\troad\n0 0 255\thouse\n");
    add("labels/a_L.png", colorPng({{255, 255, 255}, {0, 0, 255}}));
    const auto reader = opened("camvid", folder());
    VERIFY_OK(reader);
    QVERIFY((*reader)->info().labels.at(1).color != kWhite);
    QCOMPARE(labelsOf((*reader)->read(0)), (Labels{1, 2}));
}

void ForeignPicturesTest::colorListsSayWhichLineIsWrong()
{
    for (const char* line : {"1 2\tb", "1 2 256\tb", "1 2 3", "1 2 3\t", "red\tb"}) {
        add("label_colors.txt", std::string("1 2 3\ta\n") + line + "\n");
        const auto reader = opened("camvid", folder());
        VERIFY_ERROR(reader, ErrorCode::Malformed);
        QCOMPARE(reader.error().position, 2);
    }
}

void ForeignPicturesTest::cityscapesWithoutListHasItsOwnIds()
{
    add("gtFine/val/aachen/aachen_000000_000019_gtFine_labelIds.png", grayPng({0, 7, 26}));
    add("leftImg8bit/val/aachen/aachen_000000_000019_leftImg8bit.png", "photo");
    const auto reader = opened("cityscapes", folder());
    VERIFY_OK(reader);
    QVERIFY((*reader)->info().isSplit);
    QCOMPARE((*reader)->item(0).name, std::string("aachen_000000_000019"));
    QCOMPARE((*reader)->info().labels.at(7).name, std::string("road"));
    QCOMPARE((*reader)->info().labels.at(26).name, std::string("car"));
    QCOMPARE((*reader)->info().labels.at(33).name, std::string("bicycle"));
    QCOMPARE(labelsOf((*reader)->read(0)), (Labels{0, 7, 26}));
    QVERIFY((*reader)->notes().empty());
}

void ForeignPicturesTest::cityscapesIdsBeyondTheListAreErrors()
{
    add("gtFine/train/x/a_gtFine_labelIds.png", grayPng({1, 0, 3}));
    add("label_colors.txt", "9 9 9\troad\n0 0 0\tunlabeled\n8 8 8\tsky\n");
    const auto reader = opened("cityscapes", folder());
    VERIFY_OK(reader);
    const Result<DatasetItem> item = (*reader)->read(0);
    VERIFY_ERROR(item, ErrorCode::Mismatch);
    QVERIFY2(item.error().detail.ends_with(": 3"), item.error().detail.c_str());
    add("gtFine/train/x/a_gtFine_labelIds.png", grayPng({1, 0, 2}));
    QCOMPARE(labelsOf((*reader)->read(0)), (Labels{0, 1, 2}));
}

void ForeignPicturesTest::sageMakerLabelMapsAreFollowed()
{
    add("classes.txt", "0: background\n1: car\n2: sky\n");
    add("train_annotation/a.png", grayPng({5, 0, 2}));
    add("label_map/train_label_map.json", R"({"map":{"0":5,"1":0,"2":2}})");
    const auto reader = opened("sagemaker-segmentation", folder());
    VERIFY_OK(reader);
    QCOMPARE(labelsOf((*reader)->read(0)), (Labels{0, 1, 2}));
    add("label_map/train_label_map.json", R"({"map":{"3":5}})");
    VERIFY_ERROR(opened("sagemaker-segmentation", folder()), ErrorCode::Malformed);
    add("label_map/train_label_map.json", R"({"scale":"2"})");
    VERIFY_ERROR(opened("sagemaker-segmentation", folder()), ErrorCode::Unsupported);
    add("label_map/train_label_map.json", R"({"scale":"1"})");
    VERIFY_OK(opened("sagemaker-segmentation", folder()));
}

void ForeignPicturesTest::sageMakerHolesAreUnlabelled()
{
    add("classes.txt", "0: background\n1: car\n");
    add("validation_annotation/a.png", grayPng({1, 255, 0}));
    const auto reader = opened("sagemaker-segmentation", folder());
    VERIFY_OK(reader);
    QCOMPARE((*reader)->item(0).part, DatasetPart::Validation);
    QCOMPARE(labelsOf((*reader)->read(0)), (Labels{1, 0, 0}));
}

void ForeignPicturesTest::sageMakerMasksWithoutNamesAreCounted()
{
    add("train_annotation/a.png", grayPng({3, 255, 0}));
    const auto reader = opened("sagemaker-segmentation", folder());
    VERIFY_OK(reader);
    QCOMPARE((*reader)->info().labels.size(), std::size_t{3});
    QCOMPARE((*reader)->info().labels.at(3).name, std::string("class 3"));
    QCOMPARE(labelsOf((*reader)->read(0)), (Labels{3, 0, 0}));
    QCOMPARE((*reader)->notes().size(), std::size_t{2}); // no names, no photo
}

void ForeignPicturesTest::classFoldersNeedNoList()
{
    add("train/n02/x.JPEG", "photo");
    add("train/n02/._x.JPEG", "what a Mac leaves on other systems' disks");
    add("train/n01/y.jpeg", "photo");
    add("valid/n02/z.png", "photo");
    add("valid/n02/z.jpg", "another photo");
    const auto reader = opened("class-folders", folder());
    VERIFY_OK(reader);
    QCOMPARE((*reader)->info().itemCount, 4);
    QVERIFY((*reader)->info().isSplit);
    QCOMPARE((*reader)->info().labels.at(2).name, std::string("n02"));
    QCOMPARE((*reader)->read(0)->chosen, (Labels{1}));
    QCOMPARE((*reader)->read(2)->part, DatasetPart::Validation);
}

void ForeignPicturesTest::classFoldersThatTheListLacksAreNoted()
{
    add("train/a/x.jpg", "photo");
    add("train/b/y.jpg", "photo");
    add("classes.txt", "a\n");
    const auto reader = opened("yolo-cls", folder());
    VERIFY_OK(reader);
    QCOMPARE((*reader)->info().itemCount, 1);
    QCOMPARE((*reader)->notes().size(), std::size_t{1});
    QVERIFY((*reader)->notes().front().text.find("\"b\"") != std::string::npos);
}

void ForeignPicturesTest::imageFolderClassesMayBeNumbers()
{
    add("metadata.jsonl", "{\"file_name\":\"a.png\",\"label\":7}\n{\"file_name\":\"b.png\",\"label\":null}\n");
    add("a.png", "photo");
    const auto reader = opened("imagefolder", folder());
    VERIFY_OK(reader);
    QCOMPARE((*reader)->info().labels.at(1).name, std::string("7"));
    QCOMPARE((*reader)->read(0)->chosen, (Labels{1}));
    QVERIFY((*reader)->read(1)->chosen.empty());
    QCOMPARE((*reader)->notes().size(), std::size_t{1}); // b.png is not there
}

void ForeignPicturesTest::imageFolderPathsStayInside()
{
    add("train/metadata.jsonl",
        "{\"file_name\":\"a.png\",\"label\":\"x\"}\n{\"file_name\":\"../../b.png\",\"label\":\"x\"}\n");
    const auto reader = opened("imagefolder", folder());
    VERIFY_ERROR(reader, ErrorCode::OutsideFolder);
    QCOMPARE(reader.error().position, 2);
    QCOMPARE(reader.error().path, folder() / "train/metadata.jsonl");
    add("train/metadata.jsonl", "{\"file_name\":\"a.png\"}\n");
    VERIFY_ERROR(opened("imagefolder", folder()), ErrorCode::Malformed);
}

void ForeignPicturesTest::csvTellsLineOfWhatIsWrong_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("no heading") << std::string("a.jpg,car\n") << 1;
    QTest::newRow("no labels") << std::string("filename\na.jpg\n") << 1;
    QTest::newRow("one class twice") << std::string("filename,car,car\na.jpg,0,1\n") << 1;
    QTest::newRow("no 0 or 1") << std::string("filename,car,bus\na.jpg,0,1\nb.jpg,0,2\n") << 3;
    QTest::newRow("too few columns") << std::string("filename,car,bus\na.jpg,0\n") << 2;
    QTest::newRow("no part") << std::string("filename,split,label\na.jpg,train,car\nb.jpg,later,car\n") << 3;
    QTest::newRow("outside") << std::string("filename,label\n../a.jpg,car\n") << 2;
}

void ForeignPicturesTest::csvTellsLineOfWhatIsWrong()
{
    QFETCH(std::string, text);
    QFETCH(int, line);
    add("labels.csv", text);
    const auto reader = opened("csv", folder());
    QVERIFY(!reader);
    QCOMPARE(reader.error().position, line);
    QCOMPARE(reader.error().path, folder() / "labels.csv");
}

void ForeignPicturesTest::csvPhotosMayLieElsewhere()
{
    add("photos/a.jpg", "photo");
    add("other.csv", "filename,split,label\n" + (folder() / "photos/a.jpg").string() +
                         ",val,\"car, or bus\"\ns3://bucket/b.jpg,train,\n");
    const auto reader = opened("csv", folder() / "other.csv");
    VERIFY_OK(reader);
    QCOMPARE((*reader)->item(0).photo, folder() / "photos/a.jpg");
    QCOMPARE((*reader)->item(0).part, DatasetPart::Validation);
    QCOMPARE((*reader)->info().labels.at(1).name, std::string("car, or bus"));
    QCOMPARE((*reader)->item(1).photoReference, std::string("s3://bucket/b.jpg"));
    QVERIFY((*reader)->read(1)->chosen.empty());
    QVERIFY((*reader)->notes().empty());
}

LABELWRIGHT_TEST(ForeignPicturesTest)
#include "ForeignPicturesTest.moc"
