// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/ClassificationMetadata.h"

#include "core/groundtruth/Consolidation.h"
#include "core/groundtruth/ManifestLine.h"
#include "tests/core/groundtruth/BrokenText.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(labelwright::ErrorCode)

namespace {

constexpr std::string_view kSingle = "harbour-kind";
constexpr std::string_view kMulti = "harbour-tags";

struct Sample {
    std::string_view attribute;
    Classification classification;
};

/// What the lines of classification.manifest say.
std::vector<Sample> samples()
{
    const Time first = *parseTime("2026-03-04T05:06:08.714");
    const Time second = *parseTime("2026-03-04T06:00:03.340");
    const TaskType multi = TaskType::ImageClassificationMultiLabel;
    return {
        {kSingle,
         {TaskType::ImageClassification, {{1, "quay wall", 0.92}}, true, first, std::string(kSingle), std::nullopt}},
        {kSingle, {TaskType::ImageClassification, {{0, "boat", 0}}, true, second, std::string(kSingle), std::nullopt}},
        {kMulti, {multi, {{2, "크레인", 0.666667}, {0, "boat", 0}}, true, second, std::string(kMulti), std::nullopt}},
        {kMulti, {multi, {}, true, second, std::string(kMulti), std::nullopt}},
    };
}

std::string golden()
{
    return textOf(dataPath("groundtruth/classification.manifest"));
}

std::string lineOf(std::size_t index)
{
    std::string text = golden();
    for (; index > 0; --index)
        text.erase(0, text.find('\n') + 1);
    return text.substr(0, text.find('\n'));
}

} // namespace

class ClassificationMetadataTest : public QObject {
    Q_OBJECT
private slots:
    void writesTheGoldenLines();
    void readsTheGoldenLines();
    void writesConfidencesOfResponsesWithAFraction();
    void responseGivesTheClassificationBack();
    void failedObjectHasNoValue();
    void lineWithoutTheAttributeHasNone();
    void acceptsOddButKnownForms_data();
    void acceptsOddButKnownForms();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void refusesEveryCutAndSurvivesEveryChange();
};

void ClassificationMetadataTest::writesTheGoldenLines()
{
    std::string text;
    int number = 0;
    for (const auto& [attribute, classification] : samples()) {
        const std::string input = R"({"source-ref":"s3://harbour/photos/)" + std::to_string(number++) + R"(.jpg"})";
        text +=
            appendMembers(input, classificationMembers(attribute, classification, ConfidenceStyle::Manifest)) + '\n';
    }
    QCOMPARE(text, golden());
}

void ClassificationMetadataTest::readsTheGoldenLines()
{
    std::size_t index = 0;
    for (const auto& [attribute, classification] : samples()) {
        const Result<std::optional<Classification>> read = readClassification(lineOf(index++), attribute);
        VERIFY_OK(read);
        QVERIFY(read->has_value());
        QVERIFY(**read == classification);
    }
}

void ClassificationMetadataTest::writesConfidencesOfResponsesWithAFraction()
{
    const std::string single =
        classificationMembers(kSingle, samples()[1].classification, ConfidenceStyle::Consolidation);
    QVERIFY2(single.find(R"("confidence":0.0,)") != std::string::npos, single.c_str());
    const std::string multi =
        classificationMembers(kMulti, samples()[2].classification, ConfidenceStyle::Consolidation);
    QVERIFY2(multi.find(R"("confidence-map":{"2":0.666667,"0":0.0})") != std::string::npos, multi.c_str());
}

void ClassificationMetadataTest::responseGivesTheClassificationBack()
{
    for (const auto& [attribute, classification] : samples()) {
        const ConsolidatedObject object{
            4, '{' + classificationMembers(attribute, classification, ConfidenceStyle::Consolidation) + '}'};
        const Result<std::vector<ConsolidatedObject>> objects =
            readConsolidationResponse(writeConsolidationResponse({&object, 1}));
        VERIFY_OK(objects);
        const Result<std::optional<Classification>> read = readClassification(objects->at(0).content, attribute);
        VERIFY_OK(read);
        QVERIFY(**read == classification);
    }
}

void ClassificationMetadataTest::failedObjectHasNoValue()
{
    Classification failed;
    failed.failureReason = "The image could not be read.";
    const std::string members = classificationMembers(kSingle, failed, ConfidenceStyle::Manifest);
    const std::string expected = R"("harbour-kind-metadata":{"failure-reason":"The image could not be read."})";
    QCOMPARE(members, expected);
    const Result<std::optional<Classification>> read = readClassification('{' + members + '}', kSingle);
    VERIFY_OK(read);
    QVERIFY(**read == failed);
}

void ClassificationMetadataTest::lineWithoutTheAttributeHasNone()
{
    const Result<std::optional<Classification>> read = readClassification(lineOf(0), kMulti);
    VERIFY_OK(read);
    QVERIFY(!read->has_value());
}

void ClassificationMetadataTest::acceptsOddButKnownForms_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    const auto row = [](const char* name, int line, const char* from, const char* to) {
        QTest::newRow(name) << line << std::string(from) << std::string(to);
    };
    row("index as text", 0, R"("harbour-kind":1)", R"("harbour-kind":"1")");
    row("confidence as text", 0, "0.92", "\"0.92\"");
    row("type in other case", 0, "groundtruth/image", "groundTruth/Image");
    row("no type", 0, R"(,"type":"groundtruth/image-classification")", "");
    row("job without prefix", 0, "labeling-job/", "");
    row("human as truth value", 0, R"("yes")", "true");
    row("indices as text", 2, "[2,0]", R"(["2","0"])");
}

void ClassificationMetadataTest::acceptsOddButKnownForms()
{
    QFETCH(int, line);
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    const Sample sample = samples()[static_cast<std::size_t>(line)];
    const std::string odd = replaced(lineOf(static_cast<std::size_t>(line)), from, to);
    const Result<std::optional<Classification>> read = readClassification(odd, sample.attribute);
    VERIFY_OK(read);
    QVERIFY(**read == sample.classification);
}

void ClassificationMetadataTest::namesWhatIsWrong_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<std::string>("named");
    const auto row = [](const char* name, int line, const char* from, const char* to, const char* named,
                        ErrorCode code = ErrorCode::Malformed) {
        QTest::newRow(name) << line << std::string(from) << std::string(to) << code << std::string(named);
    };
    row("negative index", 0, R"("harbour-kind":1)", R"("harbour-kind":-1)", "-1");
    row("index with a fraction", 0, R"("harbour-kind":1)", R"("harbour-kind":1.5)", "1.5");
    row("index is a name", 0, R"("harbour-kind":1)", R"("harbour-kind":"boat")", "boat");
    row("no value", 0, R"("harbour-kind":1,)", "", "missing");
    row("confidence above one", 0, "0.92", "9.2", "9.2");
    row("date that is none", 0, "2026-03-04T05", "2026-03-04T25", "creation-date");
    row("human that is neither", 0, R"("yes")", R"("maybe")", "human-annotated");
    row("a mask's type", 0, "image-classification", "semantic-segmentation", "semantic-segmentation",
        ErrorCode::Unsupported);
    row("a list of type single label", 0, R"("harbour-kind":1)", R"("harbour-kind":[1])", "image-classification");
    row("an index in the list is none", 2, "[2,0]", "[2,null]", "null");
    row("confidence in the map", 2, "0.666667", "-0.5", "-0.5");
    row("a number of type multi-label", 2, "[2,0]", "2", "multilabel");
}

void ClassificationMetadataTest::namesWhatIsWrong()
{
    QFETCH(int, line);
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    QFETCH(ErrorCode, code);
    QFETCH(std::string, named);
    const std::string_view attribute = samples()[static_cast<std::size_t>(line)].attribute;
    const std::string wrong = replaced(lineOf(static_cast<std::size_t>(line)), from, to);
    const Result<std::optional<Classification>> read = readClassification(wrong, attribute);
    VERIFY_ERROR(read, code);
    QVERIFY2(read.error().detail.find(named) != std::string::npos, read.error().detail.c_str());
}

void ClassificationMetadataTest::refusesEveryCutAndSurvivesEveryChange()
{
    for (const std::size_t line : {0, 2}) {
        const std::string_view attribute = samples()[line].attribute;
        const auto isRefused = [attribute](std::string_view text) { return !readClassification(text, attribute); };
        QCOMPARE(firstAcceptedBeginning(lineOf(line), isRefused), std::string::npos);
        replaceEachByte(lineOf(line), [&](std::string_view text) { isRefused(text); });
    }
}

LABELWRIGHT_TEST(ClassificationMetadataTest)
#include "ClassificationMetadataTest.moc"
