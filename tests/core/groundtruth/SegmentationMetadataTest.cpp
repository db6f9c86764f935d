// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/SegmentationMetadata.h"

#include "core/groundtruth/ManifestLine.h"
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

const std::string kAttribute = "harbour-survey-ref";

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
    return linesOf(dataPath("groundtruth/segmentation.manifest")).at(index);
}

LabelSet harbourLabels()
{
    return LabelSet::fromNames({"boat", "quay wall", "크레인"}).value();
}

Time time(std::string_view text)
{
    return parseTime(text).value();
}

SegmentationReference read(std::string_view line, std::string_view attribute = kAttribute)
{
    Result<std::optional<SegmentationReference>> reference = readSegmentation(line, attribute);
    if (!reference || !*reference) {
        QTest::qFail(reference ? "nothing read" : sentence(reference.error()).c_str(), __FILE__, __LINE__);
        return {};
    }
    return **reference;
}

/// A small valid line, for changes that make it odd or wrong.
std::string smallLine()
{
    return R"({"source-ref":"s3://b/0.jpg","a-ref":"s3://b/m.png","a-ref-metadata":{"internal-color-map":{)"
           R"("0":{"class-name":"BACKGROUND","hex-color":"#ffffff","confidence":0},)"
           R"("1":{"class-name":"boat","hex-color":"#2ca02c","confidence":0.25}},)"
           R"("type":"groundtruth/semantic-segmentation","human-annotated":"yes",)"
           R"("creation-date":"2026-03-04T05:06:17.714000","job-name":"labeling-job/survey"}})";
}

} // namespace

class SegmentationMetadataTest : public QObject {
    Q_OBJECT
private slots:
    void writesTheGoldenLine();
    void writesConfidencesAsEachFileDoes_data();
    void writesConfidencesAsEachFileDoes();
    void writesOnlyTheReasonOfAFailedObject();
    void readsWhatItWrites();
    void givesEveryGoldenPairBack();
    void givesTheExampleJobAndRealPairsBack();
    void lineWithoutTheAttributeGivesNothing();
    void attributeWithoutMetadataHasNoColorMap();
    void readsFailedObjectsWhateverElseTheyHold();
    void acceptsOddButKnownForms_data();
    void acceptsOddButKnownForms();
    void acceptsAManifestWithoutColors();
    void acceptsAdjustmentStatusAnywhere();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void refusesEveryCutAndSurvivesEveryChange();
    void labelSetFollowsTheIndices();
    void labelSetNeedsEveryIndexAndColor();
    void defectWindowHoldsItsFirstAndLastDay_data();
    void defectWindowHoldsItsFirstAndLastDay();
};

void SegmentationMetadataTest::writesTheGoldenLine()
{
    const SegmentationReference reference{
        "s3://harbour/out/harbour-survey/annotations/consolidated-annotation/output/"
        "0_2026-03-04T05:06:17.624000.png",
        segmentationMetadata(harbourLabels(), time("2026-03-04T05:06:17.714"), "harbour-survey", 0)};
    const std::string input = R"({"source-ref":"s3://harbour/photos/0.jpg","site":"부두 3","shot":17})";
    const std::string members = segmentationMembers(kAttribute, reference, ConfidenceStyle::Manifest);
    QCOMPARE(appendMembers(input, members), goldenLine(0));
}

void SegmentationMetadataTest::writesConfidencesAsEachFileDoes_data()
{
    QTest::addColumn<double>("confidence");
    QTest::addColumn<std::string>("inManifest");
    QTest::addColumn<std::string>("inResponse");
    QTest::newRow("one worker") << 0.0 << std::string("0}") << std::string("0.0}");
    QTest::newRow("all agree") << 1.0 << std::string("1}") << std::string("1.0}");
    QTest::newRow("shortest form") << 0.80546 << std::string("0.80546}") << std::string("0.80546}");
    QTest::newRow("a third") << 1.0 / 3 << std::string("0.3333333333333333}") << std::string("0.3333333333333333}");
    QTest::newRow("not a number") << std::nan("") << std::string("0}") << std::string("0.0}");
    QTest::newRow("above one") << 1.5 << std::string("1}") << std::string("1.0}");
}

void SegmentationMetadataTest::writesConfidencesAsEachFileDoes()
{
    QFETCH(double, confidence);
    QFETCH(std::string, inManifest);
    QFETCH(std::string, inResponse);
    const SegmentationReference reference{"s3://b/m.png", segmentationMetadata(harbourLabels(), {}, "j", confidence)};
    const std::string key = "\"confidence\":";
    const std::string manifest = segmentationMembers("a-ref", reference, ConfidenceStyle::Manifest);
    const std::string response = segmentationMembers("a-ref", reference, ConfidenceStyle::Consolidation);
    QVERIFY2(manifest.find(key + inManifest) != std::string::npos, manifest.c_str());
    QVERIFY2(response.find(key + inResponse) != std::string::npos, response.c_str());
}

void SegmentationMetadataTest::writesOnlyTheReasonOfAFailedObject()
{
    SegmentationReference reference;
    reference.metadata.failureReason = "The image could not be read.";
    reference.metadata.jobName = "harbour-survey";
    const std::string members = segmentationMembers(kAttribute, reference, ConfidenceStyle::Manifest);
    const std::string input = R"({"source-ref":"s3://harbour/photos/2.jpg"})";
    QCOMPARE(appendMembers(input, members), goldenLine(2));
}

void SegmentationMetadataTest::readsWhatItWrites()
{
    SegmentationReference reference{
        "s3://b/m.png", segmentationMetadata(harbourLabels(), time("2026-03-04T05:06:07.000001"), "j", 0.5)};
    reference.metadata.adjustmentStatus = "unadjusted";
    reference.metadata.humanAnnotated = false;
    for (const ConfidenceStyle style : {ConfidenceStyle::Manifest, ConfidenceStyle::Consolidation}) {
        const std::string line = "{" + segmentationMembers("a-ref", reference, style) + "}";
        QCOMPARE(read(line, "a-ref"), reference);
    }
}

void SegmentationMetadataTest::givesEveryGoldenPairBack()
{
    const std::vector<std::pair<std::size_t, std::string>> pairs{
        {0, kAttribute}, {1, kAttribute}, {2, kAttribute}, {4, "harbour-fixed-ref"}};
    for (const auto& [index, attribute] : pairs) {
        const std::string line = goldenLine(index);
        const std::string members = segmentationMembers(attribute, read(line, attribute), ConfidenceStyle::Manifest);
        QVERIFY2(line.ends_with("," + members + "}"), members.c_str());
    }
    QCOMPARE(read(goldenLine(4), "harbour-fixed-ref").metadata.adjustmentStatus,
             std::optional<std::string>("adjusted"));
}

void SegmentationMetadataTest::givesTheExampleJobAndRealPairsBack()
{
    const std::optional<std::filesystem::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    const std::filesystem::path formats = *shared / "formats";
    const std::vector<std::pair<std::filesystem::path, std::string>> manifests{
        {formats / "example-job/road-scenes/manifests/output/output.manifest", "road-scenes-ref"},
        {formats / "samples/superannotate/instance_segmentation/output.manifest", "attribute-name-ref"}};
    for (const auto& [path, attribute] : manifests) {
        for (const std::string& line : linesOf(path)) {
            const std::string members =
                segmentationMembers(attribute, read(line, attribute), ConfidenceStyle::Manifest);
            QVERIFY2(line.ends_with("," + members + "}"), line.c_str());
        }
    }
}

void SegmentationMetadataTest::lineWithoutTheAttributeGivesNothing()
{
    const Result<std::optional<SegmentationReference>> reference = readSegmentation(goldenLine(3), kAttribute);
    VERIFY_OK(reference);
    QVERIFY(!reference->has_value());
}

void SegmentationMetadataTest::attributeWithoutMetadataHasNoColorMap()
{
    const SegmentationReference reference = read(R"({"a-ref":"s3://b/m.png"})", "a-ref");
    QCOMPARE(reference.maskUri, std::string("s3://b/m.png"));
    QVERIFY(reference.metadata.colorMap.empty());
}

void SegmentationMetadataTest::readsFailedObjectsWhateverElseTheyHold()
{
    const SegmentationReference odd = read(R"({"source-ref":"s3://b/7.jpg","a-ref":17,"a-ref-metadata":)"
                                           R"({"retry-count":1,"failure-reason":"ClientError: x","type":5,)"
                                           R"("human-annotated":"perhaps","creation-date":"never"}})",
                                           "a-ref");
    QCOMPARE(odd.metadata.failureReason, std::optional<std::string>("ClientError: x"));
    QVERIFY(odd.maskUri.empty());
    const SegmentationReference list = read(R"({"a-ref-metadata":{"failure-reason":["a","b"]}})", "a-ref");
    QCOMPARE(list.metadata.failureReason, std::optional<std::string>("[\"a\",\"b\"]"));
}

void SegmentationMetadataTest::acceptsOddButKnownForms_data()
{
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    const auto row = [](const char* name, const char* from, const char* to) {
        QTest::newRow(name) << std::string(from) << std::string(to);
    };
    row("confidence as text", "0.25", "\"0.25\"");
    row("type in another case", "groundtruth/semantic", "groundTruth/Semantic");
    row("no type", R"("type":"groundtruth/semantic-segmentation",)", "");
    row("job_name", "job-name", "job_name");
    row("creation_date", "creation-date", "creation_date");
    row("no labeling-job/", "labeling-job/", "");
    row("human-annotated as boolean", "\"yes\"", "true");
    row("no human-annotated", R"("human-annotated":"yes",)", "");
    row("upper-case color", "#2ca02c", "#2CA02C");
    row("an unknown member", R"("type")", R"("more":{"a":[1]},"type")");
}

void SegmentationMetadataTest::acceptsOddButKnownForms()
{
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    const std::string odd = replaced(smallLine(), from, to);
    QVERIFY(!odd.empty() && odd != smallLine());
    QCOMPARE(read(odd, "a-ref"), read(smallLine(), "a-ref"));
    QCOMPARE(read(odd, "a-ref").metadata.jobName, std::string("survey"));
    QCOMPARE(read(odd, "a-ref").metadata.colorMap.at(1).confidence, 0.25);
}

void SegmentationMetadataTest::acceptsAManifestWithoutColors()
{
    const std::string line = replaced(smallLine(), R"("hex-color":"#2ca02c",)", "");
    const SegmentationReference reference = read(line, "a-ref");
    QVERIFY(!reference.metadata.colorMap.at(1).color);
    QVERIFY(line.ends_with("," + segmentationMembers("a-ref", reference, ConfidenceStyle::Manifest) + "}"));
}

void SegmentationMetadataTest::acceptsAdjustmentStatusAnywhere()
{
    const std::string first =
        replaced(smallLine(), R"({"internal-color-map")", R"({"adjustment-status":"unadjusted","internal-color-map")");
    QCOMPARE(read(first, "a-ref").metadata.adjustmentStatus, std::optional<std::string>("unadjusted"));
    QCOMPARE(read(smallLine(), "a-ref").metadata.adjustmentStatus, std::nullopt);
}

void SegmentationMetadataTest::namesWhatIsWrong_data()
{
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<std::string>("named");
    const auto row = [](const char* name, const char* from, const char* to, const char* named,
                        ErrorCode code = ErrorCode::Malformed) {
        QTest::newRow(name) << std::string(from) << std::string(to) << code << std::string(named);
    };
    row("index 255", "\"1\":{", "\"255\":{", "\"255\"");
    row("index beyond bytes", "\"1\":{", "\"257\":{", "\"257\"");
    row("index that is no number", "\"1\":{", "\"one\":{", "\"one\"");
    row("index with a zero in front", "\"1\":{", "\"01\":{", "\"01\"");
    row("negative index", "\"1\":{", "\"-1\":{", "\"-1\"");
    row("no class name", R"("class-name":"boat",)", "", "class-name");
    row("class name is a number", "\"boat\"", "5", "class-name");
    row("color that is none", "#2ca02c", "#2ca02", "hex-color");
    row("color is a number", "\"#2ca02c\"", "7", "hex-color");
    row("confidence above one", "0.25", "1.25", "confidence");
    row("confidence below zero", "0.25", "-0.25", "confidence");
    row("confidence is a list", "0.25", "[0]", "confidence");
    row("confidence is other text", "0.25", "\"high\"", "confidence");
    row("confidence is infinite", "0.25", "\"inf\"", "confidence");
    row("no color map", "internal-color-map", "external-color-map", "internal-color-map");
    row("other type", "semantic-segmentation\"", "object-detection\"", "object-detection", ErrorCode::Unsupported);
    row("type is a number", "\"groundtruth/semantic-segmentation\"", "3", "type");
    row("date that is none", "2026-03-04", "2026-13-04", "creation-date");
    row("date is a number", "\"2026-03-04T05:06:17.714000\"", "1772600777", "creation-date");
    row("job name is a number", "\"labeling-job/survey\"", "5", "job-name");
    row("human-annotated is a number", "\"yes\"", "5", "human-annotated");
    row("mask is a number", "\"s3://b/m.png\"", "5", "\"a-ref\"");
    row("mask is empty", "\"s3://b/m.png\"", "\"\"", "\"a-ref\"");
    row("mask is missing", "\"a-ref\":\"s3://b/m.png\",", "", "\"a-ref\"");
}

void SegmentationMetadataTest::namesWhatIsWrong()
{
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    QFETCH(ErrorCode, code);
    QFETCH(std::string, named);
    const Result<std::optional<SegmentationReference>> reference =
        readSegmentation(replaced(smallLine(), from, to), "a-ref");
    VERIFY_ERROR(reference, code);
    QVERIFY2(reference.error().detail.find(named) != std::string::npos, reference.error().detail.c_str());
}

void SegmentationMetadataTest::refusesEveryCutAndSurvivesEveryChange()
{
    const auto isRefused = [](std::string_view text) { return !readSegmentation(text, "a-ref"); };
    QCOMPARE(firstAcceptedBeginning(smallLine(), isRefused), std::string::npos);
    replaceEachByte(smallLine(), [&](std::string_view text) { isRefused(text); });
    QVERIFY(isRefused("[]"));
    const std::string listAsMetadata = R"({"a-ref":"s3://b/m.png","a-ref-metadata":[]})";
    QVERIFY(isRefused(listAsMetadata));
}

void SegmentationMetadataTest::labelSetFollowsTheIndices()
{
    SegmentationMetadata metadata = segmentationMetadata(harbourLabels(), {}, "j", 0);
    std::swap(metadata.colorMap.at(1), metadata.colorMap.at(3));
    const Result<LabelSet> labels = labelSetOf(metadata);
    VERIFY_OK(labels);
    QCOMPARE(*labels, harbourLabels());
}

void SegmentationMetadataTest::labelSetNeedsEveryIndexAndColor()
{
    SegmentationMetadata gap = segmentationMetadata(harbourLabels(), {}, "j", 0);
    gap.colorMap.erase(gap.colorMap.begin() + 2);
    VERIFY_ERROR(labelSetOf(gap), ErrorCode::Malformed);
    SegmentationMetadata colorless = segmentationMetadata(harbourLabels(), {}, "j", 0);
    colorless.colorMap.at(2).color.reset();
    VERIFY_ERROR(labelSetOf(colorless), ErrorCode::Malformed);
}

void SegmentationMetadataTest::defectWindowHoldsItsFirstAndLastDay_data()
{
    QTest::addColumn<std::string>("date");
    QTest::addColumn<bool>("inside");
    QTest::newRow("before") << std::string("2020-06-03T23:59:59.999999") << false;
    QTest::newRow("first") << std::string("2020-06-04T00:00:00.000000") << true;
    QTest::newRow("reference job") << std::string("2020-08-02T07:38:27.170000") << true;
    QTest::newRow("last") << std::string("2020-09-04T23:59:59.999999") << true;
    QTest::newRow("after") << std::string("2020-09-05T00:00:00.000000") << false;
}

void SegmentationMetadataTest::defectWindowHoldsItsFirstAndLastDay()
{
    QFETCH(std::string, date);
    QFETCH(bool, inside);
    QCOMPARE(isInIndexDefectWindow(time(date)), inside);
}

LABELWRIGHT_TEST(SegmentationMetadataTest)
#include "SegmentationMetadataTest.moc"
