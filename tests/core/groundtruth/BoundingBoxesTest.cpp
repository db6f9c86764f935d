// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/BoundingBoxes.h"

#include "tests/core/groundtruth/BrokenText.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>

#include <sstream>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(labelwright::ErrorCode)

namespace {

std::vector<std::string> linesOf(const std::filesystem::path& path)
{
    std::istringstream text(textOf(path));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);)
        lines.push_back(line);
    return lines;
}

std::string goldenLine(std::size_t index)
{
    return linesOf(dataPath("groundtruth/boxes.manifest")).at(index);
}

BoxAnnotation read(std::string_view line, std::string_view attribute = "boats")
{
    Result<std::optional<BoxAnnotation>> boxes = readBoundingBoxes(line, attribute);
    if (!boxes || !*boxes) {
        QTest::qFail(boxes ? "nothing read" : sentence(boxes.error()).c_str(), __FILE__, __LINE__);
        return {};
    }
    return **boxes;
}

} // namespace

class BoundingBoxesTest : public QObject {
    Q_OBJECT
private slots:
    void readsTheGoldenLines();
    void readsARealJob();
    void lineWithoutTheAttributeGivesNothing();
    void readsFailedObjects();
    void acceptsOddButKnownForms_data();
    void acceptsOddButKnownForms();
    void namelessClassesAndMissingConfidencesAreEmpty();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void refusesEveryCutAndSurvivesEveryChange();
};

void BoundingBoxesTest::readsTheGoldenLines()
{
    const BoxAnnotation two = read(goldenLine(0));
    QCOMPARE(two.imageSize, (Size{500, 400}));
    QCOMPARE(two.jobName, std::string("boats"));
    QCOMPARE(two.boxes.size(), std::size_t{2});
    QCOMPARE(two.boxes.at(0), (BoundingBox{0, "boat", {111, 134, 61, 128}, 0.09}));
    QCOMPARE(two.boxes.at(1), (BoundingBox{2, "buoy", {0, -3, 500, 9}, 0.5}));
    QVERIFY(read(goldenLine(1)).boxes.empty());
}

void BoundingBoxesTest::readsARealJob()
{
    const std::optional<std::filesystem::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    std::size_t count = 0;
    for (const std::string& line :
         linesOf(*shared / "formats/samples/superannotate/object_detection/output.manifest")) {
        const BoxAnnotation annotation = read(line, "test-obj-detect");
        QVERIFY(annotation.boxes.at(0).className == "cat" || annotation.boxes.at(0).className == "dog");
        QCOMPARE(annotation.boxes.at(0).confidence, 0.09);
        ++count;
    }
    QCOMPARE(count, std::size_t{6});
}

void BoundingBoxesTest::lineWithoutTheAttributeGivesNothing()
{
    const Result<std::optional<BoxAnnotation>> boxes = readBoundingBoxes(goldenLine(0), "ships");
    VERIFY_OK(boxes);
    QVERIFY(!boxes->has_value());
}

void BoundingBoxesTest::readsFailedObjects()
{
    const BoxAnnotation failed =
        read(R"({"source-ref":"s3://b/0.jpg","boats-metadata":{"failure-reason":"Too large.","type":5}})");
    QCOMPARE(failed.failureReason, std::optional<std::string>("Too large."));
    QVERIFY(failed.boxes.empty());
}

void BoundingBoxesTest::acceptsOddButKnownForms_data()
{
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    const auto row = [](const char* name, const char* from, const char* to) {
        QTest::newRow(name) << std::string(from) << std::string(to);
    };
    row("class id as text", "\"class_id\":0", "\"class_id\":\"0\"");
    row("numbers as text", "\"left\":111", "\"left\":\"111\"");
    row("fractions of a pixel", "\"left\":111", "\"left\":110.6");
    row("type in another case", "object-detection", "Object-Detection");
    row("no type", R"("type":"groundtruth/object-detection",)", "");
    row("no labeling-job/", "labeling-job/", "");
    row("confidence as text", "0.09", "\"0.09\"");
}

void BoundingBoxesTest::acceptsOddButKnownForms()
{
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    QCOMPARE(read(replaced(goldenLine(0), from, to)), read(goldenLine(0)));
}

void BoundingBoxesTest::namelessClassesAndMissingConfidencesAreEmpty()
{
    const BoxAnnotation bare = read(R"({"b":{"image_size":[{"width":9,"height":8}],"annotations":[)"
                                    R"({"class_id":4,"top":1,"left":2,"height":3,"width":4}]}})",
                                    "b");
    QCOMPARE(bare.boxes.at(0), (BoundingBox{4, "", {2, 1, 4, 3}, 0}));
}

void BoundingBoxesTest::namesWhatIsWrong_data()
{
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<std::string>("named");
    const auto row = [](const char* name, const char* from, const char* to, const char* named,
                        ErrorCode code = ErrorCode::Malformed) {
        QTest::newRow(name) << std::string(from) << std::string(to) << code << std::string(named);
    };
    row("no annotations", "\"annotations\"", "\"boxes\"", "annotations");
    row("annotations are an object", "[{\"class_id\"", "{\"a\":[{\"class_id\"", "JSON");
    row("box is a number", "[{\"class_id\"", "[5,{\"class_id\"", "box 1");
    row("second box has no width", ",\"width\":500}]}", "}]}", "box 2");
    row("width below zero", "\"width\":61", "\"width\":-61", "width");
    row("left is a list", "\"left\":111", "\"left\":[]", "left");
    row("top beyond all images", "\"top\":134", "\"top\":1e300", "top");
    row("class id below zero", "\"class_id\":0", "\"class_id\":-1", "class_id");
    row("class id with a fraction", "\"class_id\":0", "\"class_id\":0.5", "class_id");
    row("class id too large", "\"class_id\":0", "\"class_id\":4294967296", "class_id");
    row("no image size", "image_size", "size", "image_size");
    row("image size is empty", R"([{"width":500,"height":400,"depth":3}])", "[]", "image_size");
    row("image width of zero", "{\"width\":500", "{\"width\":0", "image_size");
    row("confidence above one", "0.09", "9", "confidence");
    row("another type", "object-detection", "image-classification", "image-classification", ErrorCode::Unsupported);
}

void BoundingBoxesTest::namesWhatIsWrong()
{
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    QFETCH(ErrorCode, code);
    QFETCH(std::string, named);
    const Result<std::optional<BoxAnnotation>> boxes = readBoundingBoxes(replaced(goldenLine(0), from, to), "boats");
    VERIFY_ERROR(boxes, code);
    QVERIFY2(boxes.error().detail.find(named) != std::string::npos, boxes.error().detail.c_str());
}

void BoundingBoxesTest::refusesEveryCutAndSurvivesEveryChange()
{
    const auto isRefused = [](std::string_view text) { return !readBoundingBoxes(text, "boats"); };
    QCOMPARE(firstAcceptedBeginning(goldenLine(0), isRefused), std::string::npos);
    replaceEachByte(goldenLine(0), [&](std::string_view text) { isRefused(text); });
}

LABELWRIGHT_TEST(BoundingBoxesTest)
#include "BoundingBoxesTest.moc"
