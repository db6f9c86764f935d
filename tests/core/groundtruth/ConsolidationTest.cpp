// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/Consolidation.h"

#include "core/groundtruth/SegmentationMetadata.h"
#include "core/groundtruth/WorkerResponse.h"
#include "tests/core/groundtruth/BrokenText.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(labelwright::ErrorCode)

namespace {

std::string goldenRequest()
{
    return textOf(dataPath("groundtruth/consolidation-request.json"));
}

std::string goldenResponse()
{
    return textOf(dataPath("groundtruth/consolidation-response.json"));
}

std::vector<WorkerAnswer> goldenAnswers()
{
    return readWorkerResponse(textOf(dataPath("groundtruth/worker-response.json"))).value();
}

ConsolidatedObject consolidated(std::int64_t objectId, std::string_view maskTime, std::string_view created,
                                double confidence)
{
    const LabelSet labels = LabelSet::fromNames({"boat", "quay wall", "크레인"}).value();
    const SegmentationReference reference{
        "s3://harbour/out/harbour-survey/annotations/consolidated-annotation/output/" + std::to_string(objectId) + "_" +
            std::string(maskTime) + ".png",
        segmentationMetadata(labels, parseTime(created).value(), "harbour-survey", confidence)};
    return {objectId, "{" + segmentationMembers("harbour-survey-ref", reference, ConfidenceStyle::Consolidation) + "}"};
}

std::vector<std::filesystem::path> jsonFilesIn(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    }
    return files;
}

} // namespace

class ConsolidationTest : public QObject {
    Q_OBJECT
private slots:
    void writesTheGoldenRequest();
    void readsTheGoldenRequest();
    void writesTheGoldenResponse();
    void readsTheGoldenResponse();
    void givesTheExampleJobBack();
    void givesRealResponsesBack();
    void readsARealRequestOfBoxes();
    void emptyListsStayLists();
    void acceptsObjectIdsAsNumbers();
    void textsAreUnsupported();
    void namesWhatIsWrongInARequest_data();
    void namesWhatIsWrongInARequest();
    void namesWhatIsWrongInAResponse_data();
    void namesWhatIsWrongInAResponse();
    void refusesEveryCutAndSurvivesEveryChange();
};

void ConsolidationTest::writesTheGoldenRequest()
{
    const std::vector<WorkerAnswer> answers = goldenAnswers();
    const std::vector<RequestedObject> objects{
        {7,
         "s3://harbour/photos/7.jpg",
         {{answers[0].worker.workerId, answerContent(answers[0].answer), ""},
          {answers[1].worker.workerId, answerContent(answers[1].answer), ""}}},
        {12, "s3://harbour/photos/12 \"east\".jpg", {{answers[0].worker.workerId, "", "s3://harbour/large/12.json"}}}};
    QCOMPARE(writeConsolidationRequest(objects), goldenRequest());
}

void ConsolidationTest::readsTheGoldenRequest()
{
    const Result<std::vector<RequestedObject>> objects = readConsolidationRequest(goldenRequest());
    VERIFY_OK(objects);
    QCOMPARE(objects->size(), std::size_t{2});
    QCOMPARE(objects->at(1).objectId, std::int64_t{12});
    QCOMPARE(objects->at(1).sourceRef, std::string("s3://harbour/photos/12 \"east\".jpg"));
    QCOMPARE(objects->at(1).annotations.at(0).contentUri, std::string("s3://harbour/large/12.json"));
    const Result<TaskAnswer> answer = readAnswerContent(objects->at(0).annotations.at(1).content);
    VERIFY_OK(answer);
    QVERIFY(*answer == goldenAnswers().at(1).answer);
    QCOMPARE(writeConsolidationRequest(*objects), goldenRequest());
}

void ConsolidationTest::writesTheGoldenResponse()
{
    const std::vector<ConsolidatedObject> objects{
        consolidated(12, "2026-03-04T05:06:17.624000", "2026-03-04T05:06:17.714", 0),
        consolidated(7, "2026-03-04T06:00:03.250000", "2026-03-04T06:00:03.340", 0.80546)};
    QCOMPARE(writeConsolidationResponse(objects), goldenResponse());
}

void ConsolidationTest::readsTheGoldenResponse()
{
    const Result<std::vector<ConsolidatedObject>> objects = readConsolidationResponse(goldenResponse());
    VERIFY_OK(objects);
    QCOMPARE(objects->at(0).objectId, std::int64_t{12});
    const auto reference = readSegmentation(objects->at(1).content, "harbour-survey-ref");
    VERIFY_OK(reference);
    QCOMPARE((*reference)->metadata.colorMap.at(2).confidence, 0.80546);
    QCOMPARE(writeConsolidationResponse(*objects), goldenResponse());
}

void ConsolidationTest::givesTheExampleJobBack()
{
    const std::optional<std::filesystem::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    const std::filesystem::path folder =
        *shared / "formats/example-job/road-scenes/annotations/consolidated-annotation";
    const std::string request = textOf(folder / "consolidation-request/iteration-1/2026-11-22_09:13:08.json");
    const Result<std::vector<RequestedObject>> requested = readConsolidationRequest(request);
    VERIFY_OK(requested);
    std::vector<RequestedObject> again = *requested;
    for (RequestedObject& object : again)
        object.annotations.at(0).content = answerContent(readAnswerContent(object.annotations.at(0).content).value());
    QCOMPARE(writeConsolidationRequest(again), request);
    const std::string response = textOf(folder / "consolidation-response/iteration-1/2026-11-22_09:13:12.json");
    std::vector<ConsolidatedObject> objects = readConsolidationResponse(response).value();
    for (ConsolidatedObject& object : objects) {
        const SegmentationReference reference = readSegmentation(object.content, "road-scenes-ref").value().value();
        object.content = "{" + segmentationMembers("road-scenes-ref", reference, ConfidenceStyle::Consolidation) + "}";
    }
    QCOMPARE(writeConsolidationResponse(objects), response);
}

void ConsolidationTest::givesRealResponsesBack()
{
    const std::optional<std::filesystem::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    std::size_t count = 0;
    for (const char* name : {"instance_segmentation", "object_detection"}) {
        for (const auto& path : jsonFilesIn(*shared / "formats/samples/superannotate" / name)) {
            const Result<std::vector<ConsolidatedObject>> objects = readConsolidationResponse(textOf(path));
            VERIFY_OK(objects);
            QCOMPARE(writeConsolidationResponse(*objects) + "\n", textOf(path));
            count += objects->size();
        }
    }
    QCOMPARE(count, std::size_t{12});
}

void ConsolidationTest::readsARealRequestOfBoxes()
{
    const std::optional<std::filesystem::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    const std::string text = textOf(*shared / "formats/samples/text-quotes/recipe-consolidation-request-bbox.json");
    const Result<std::vector<RequestedObject>> objects = readConsolidationRequest(text);
    VERIFY_OK(objects);
    QCOMPARE(objects->at(1).objectId, std::int64_t{2});
    VERIFY_ERROR(readAnswerContent(objects->at(1).annotations.at(0).content), ErrorCode::Unsupported);
}

void ConsolidationTest::emptyListsStayLists()
{
    QCOMPARE(writeConsolidationRequest({}), std::string("[]"));
    QCOMPARE(writeConsolidationResponse({}), std::string("[]"));
    VERIFY_OK(readConsolidationRequest("[]"));
    VERIFY_OK(readConsolidationResponse("[]"));
    const RequestedObject bare{0, "s3://b/0.jpg", {}};
    QCOMPARE(readConsolidationRequest(writeConsolidationRequest({&bare, 1})).value().at(0), bare);
}

void ConsolidationTest::acceptsObjectIdsAsNumbers()
{
    const std::string text = replaced(goldenResponse(), "\"12\"", "12");
    QCOMPARE(readConsolidationResponse(text).value().at(0).objectId, std::int64_t{12});
}

void ConsolidationTest::textsAreUnsupported()
{
    const std::string text = R"([{"datasetObjectId":"0","dataObject":{"content":"a text"},"annotations":[]}])";
    VERIFY_ERROR(readConsolidationRequest(text), ErrorCode::Unsupported);
}

void ConsolidationTest::namesWhatIsWrongInARequest_data()
{
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    QTest::addColumn<std::string>("named");
    const auto row = [](const char* name, const char* from, const char* to, const char* named) {
        QTest::newRow(name) << std::string(from) << std::string(to) << std::string(named);
    };
    row("no id", "datasetObjectId", "id", "datasetObjectId");
    row("id below zero", "\"7\"", "\"-7\"", "datasetObjectId");
    row("id with more", "\"7\"", "\"7a\"", "datasetObjectId");
    row("id too large", "\"7\"", "\"99999999999999999999\"", "datasetObjectId");
    row("id with a fraction", "\"7\"", "7.5", "datasetObjectId");
    row("no object", "dataObject", "object", "dataObject");
    row("no annotations", "\"annotations\"", "\"answers\"", "annotations");
    row("no worker", "workerId", "worker", "workerId");
    row("no data", "annotationData", "data", "annotationData");
    row("content is an object", R"("content":")", R"("content":5,"x":")", "content");
}

void ConsolidationTest::namesWhatIsWrongInARequest()
{
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    QFETCH(std::string, named);
    const Result<std::vector<RequestedObject>> objects = readConsolidationRequest(replaced(goldenRequest(), from, to));
    VERIFY_ERROR(objects, ErrorCode::Malformed);
    QVERIFY2(objects.error().detail.starts_with("in element 1, "), objects.error().detail.c_str());
    QVERIFY2(objects.error().detail.find(named) != std::string::npos, objects.error().detail.c_str());
}

void ConsolidationTest::namesWhatIsWrongInAResponse_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("object") << std::string("{}");
    QTest::newRow("list of numbers") << std::string("[5]");
    QTest::newRow("no id") << std::string(R"([{"consolidatedAnnotation":{"content":{}}}])");
    QTest::newRow("no annotation") << std::string(R"([{"datasetObjectId":"0"}])");
    QTest::newRow("no content") << std::string(R"([{"datasetObjectId":"0","consolidatedAnnotation":{}}])");
    QTest::newRow("content is text") << std::string(
        R"([{"datasetObjectId":"0","consolidatedAnnotation":{"content":"{}"}}])");
}

void ConsolidationTest::namesWhatIsWrongInAResponse()
{
    QFETCH(std::string, text);
    VERIFY_ERROR(readConsolidationResponse(text), ErrorCode::Malformed);
}

void ConsolidationTest::refusesEveryCutAndSurvivesEveryChange()
{
    const auto requestRefused = [](std::string_view text) { return !readConsolidationRequest(text); };
    const auto responseRefused = [](std::string_view text) { return !readConsolidationResponse(text); };
    QCOMPARE(firstAcceptedBeginning(goldenRequest(), requestRefused), std::string::npos);
    QCOMPARE(firstAcceptedBeginning(goldenResponse(), responseRefused), std::string::npos);
    const std::string smallRequest = R"([{"datasetObjectId":"7","dataObject":{"s3Uri":"s3://b/7.jpg"},)"
                                     R"("annotations":[{"workerId":"w","annotationData":{"content":"{}"}}]}])";
    const std::string smallResponse = R"([{"datasetObjectId":"7","consolidatedAnnotation":{"content":{"a-ref":5}}}])";
    QVERIFY(!requestRefused(smallRequest));
    QVERIFY(!responseRefused(smallResponse));
    replaceEachByte(smallRequest, [&](std::string_view text) { requestRefused(text); });
    replaceEachByte(smallResponse, [&](std::string_view text) { responseRefused(text); });
}

LABELWRIGHT_TEST(ConsolidationTest)
#include "ConsolidationTest.moc"
