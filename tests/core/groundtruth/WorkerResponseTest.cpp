// SPDX-License-Identifier: GPL-3.0-or-later
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

Time time(std::string_view text)
{
    return parseTime(text).value();
}

SegmentationAnswer harbourAnswer()
{
    // Not in the order in which they are written.
    return {{3, 2},
            {{"크레인", {0xff, 0x7f, 0x0e}}, {"boat", {0x2c, 0xa0, 0x2c}}, {"quay wall", {0x1f, 0x77, 0xb4}}},
            bytesOf(dataPath("groundtruth/worker.png")),
            std::nullopt};
}

std::vector<WorkerAnswer> harbourAnswers()
{
    const WorkerIdentity private1{"private.eu-west-1.00112233445566aa", "Cognito",
                                  "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Harbour",
                                  "11111111-2222-3333-4444-555555555555"};
    WorkerAnswer first{time("2026-03-04T05:06:07.008"), time("2026-03-04T05:06:17.374"), 10.366, private1,
                       harbourAnswer()};
    WorkerAnswer second{time("2026-03-04T06:00:00"),
                        time("2026-03-04T06:00:03"),
                        3,
                        {"public.eu-west-1.A1B2C3", {}, {}, {}},
                        harbourAnswer()};
    std::get<SegmentationAnswer>(second.answer).initialValueModified = true;
    return {first, second};
}

std::string golden()
{
    return textOf(dataPath("groundtruth/worker-response.json"));
}

/// A small valid response, for changes that make it odd or wrong.
std::string smallResponse()
{
    return R"({"answers":[{"acceptanceTime":"2026-03-04T05:06:07.000Z","answerContent":{"crowd-semantic-segmentation":)"
           R"({"inputImageProperties":{"height":2,"width":3},"labelMappings":{"boat":{"color":"#2ca02c"}},)"
           R"("labeledImage":{"pngImageData":"AAEC"}}},"submissionTime":"2026-03-04T05:06:09.500Z",)"
           R"("timeSpentInSeconds":2.5,"workerId":"private.us-east-1.00"}]})";
}

WorkerAnswer readSmall(const std::string& text)
{
    Result<std::vector<WorkerAnswer>> answers = readWorkerResponse(text);
    if (!answers || answers->size() != 1) {
        QTest::qFail(answers ? "not one answer" : sentence(answers.error()).c_str(), __FILE__, __LINE__);
        return {};
    }
    return answers->front();
}

} // namespace

class WorkerResponseTest : public QObject {
    Q_OBJECT
private slots:
    void writesTheGoldenFile();
    void readsTheGoldenFile();
    void givesTheExampleJobBack();
    void writesSecondsWithoutTrailingZeros_data();
    void writesSecondsWithoutTrailingZeros();
    void responseWithoutAnswersIsAList();
    void answerContentComesBack();
    void acceptsOddButKnownForms_data();
    void acceptsOddButKnownForms();
    void fillsMissingTimes();
    void otherKindsOfAnswerAreUnsupported();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void refusesEveryCutAndSurvivesEveryChange();
};

void WorkerResponseTest::writesTheGoldenFile()
{
    QCOMPARE(writeWorkerResponse(harbourAnswers()), golden());
}

void WorkerResponseTest::readsTheGoldenFile()
{
    const Result<std::vector<WorkerAnswer>> answers = readWorkerResponse(golden());
    VERIFY_OK(answers);
    QCOMPARE(answers->size(), std::size_t{2});
    std::vector<WorkerAnswer> expected = harbourAnswers();
    for (WorkerAnswer& answer : expected) {
        std::vector<LabelMapping>& mappings = std::get<SegmentationAnswer>(answer.answer).mappings;
        std::rotate(mappings.begin(), mappings.begin() + 1, mappings.end());
    }
    QVERIFY(*answers == expected);
}

void WorkerResponseTest::givesTheExampleJobBack()
{
    const std::optional<std::filesystem::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    const std::filesystem::path responses =
        *shared / "formats/example-job/road-scenes/annotations/worker-response/iteration-1";
    for (const char* name : {"0/2026-11-22_09:07:43.json", "1/2026-11-22_09:12:01.json"}) {
        const std::string text = textOf(responses / name);
        const Result<std::vector<WorkerAnswer>> answers = readWorkerResponse(text);
        VERIFY_OK(answers);
        QCOMPARE(std::get<SegmentationAnswer>(answers->front().answer).imageSize, (Size{16, 8}));
        QCOMPARE(writeWorkerResponse(*answers), text);
    }
}

void WorkerResponseTest::writesSecondsWithoutTrailingZeros_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<std::string>("text");
    QTest::newRow("two decimals") << 461.75 << std::string("461.75");
    QTest::newRow("one decimal") << 250.5 << std::string("250.5");
    QTest::newRow("three decimals") << 10.366 << std::string("10.366");
    QTest::newRow("whole") << 3.0 << std::string("3");
    QTest::newRow("cut to three") << 2.71828 << std::string("2.718");
    QTest::newRow("rounds to whole") << 6.9999 << std::string("7");
    QTest::newRow("one millisecond") << 0.001 << std::string("0.001");
    QTest::newRow("nothing") << 0.0 << std::string("0");
    QTest::newRow("eight hours") << 28800.125 << std::string("28800.125");
    QTest::newRow("negative") << -1.0 << std::string("0");
    QTest::newRow("not a number") << std::nan("") << std::string("0");
}

void WorkerResponseTest::writesSecondsWithoutTrailingZeros()
{
    QFETCH(double, seconds);
    QFETCH(std::string, text);
    std::vector<WorkerAnswer> answers = harbourAnswers();
    answers.resize(1);
    answers.front().timeSpentInSeconds = seconds;
    const std::string written = writeWorkerResponse(answers);
    QVERIFY2(written.find("\"timeSpentInSeconds\":" + text + ",") != std::string::npos, written.c_str());
}

void WorkerResponseTest::responseWithoutAnswersIsAList()
{
    const std::string none = R"({"answers":[]})";
    QCOMPARE(writeWorkerResponse({}), none);
    const Result<std::vector<WorkerAnswer>> answers = readWorkerResponse(none);
    VERIFY_OK(answers);
    QVERIFY(answers->empty());
}

void WorkerResponseTest::answerContentComesBack()
{
    SegmentationAnswer answer = harbourAnswer();
    std::rotate(answer.mappings.begin(), answer.mappings.begin() + 1, answer.mappings.end());
    for (const std::optional<bool> modified : {std::optional<bool>(), std::optional(true), std::optional(false)}) {
        answer.initialValueModified = modified;
        const Result<TaskAnswer> read = readAnswerContent(answerContent(answer));
        VERIFY_OK(read);
        QVERIFY(*read == TaskAnswer(answer));
    }
    QVERIFY(golden().find(answerContent(harbourAnswer())) != std::string::npos);
}

void WorkerResponseTest::acceptsOddButKnownForms_data()
{
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    const auto row = [](const char* name, const char* from, const char* to) {
        QTest::newRow(name) << std::string(from) << std::string(to);
    };
    row("sizes as text", R"("height":2,"width":3)", R"("width":"3","height":"2")");
    row("seconds as text", "2.5", "\"2.5\"");
    row("a data URL", "AAEC", "data:image/png;base64,AAEC");
    row("another name of the answer", "crowd-semantic-segmentation", "annotatedResult");
    row("times without milliseconds", "05:06:07.000Z", "05:06:07Z");
    row("metadata without identity", R"("workerId")", R"("workerMetadata":{},"workerId")");
    row("upper-case color", "#2ca02c", "#2CA02C");
}

void WorkerResponseTest::acceptsOddButKnownForms()
{
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    const std::string odd = replaced(smallResponse(), from, to);
    QVERIFY(!odd.empty());
    QVERIFY(readSmall(odd) == readSmall(smallResponse()));
    QCOMPARE(std::get<SegmentationAnswer>(readSmall(odd).answer).png, (std::vector<std::uint8_t>{0, 1, 2}));
}

void WorkerResponseTest::fillsMissingTimes()
{
    const std::string noSeconds = replaced(smallResponse(), R"("timeSpentInSeconds":2.5,)", "");
    QCOMPARE(readSmall(noSeconds).timeSpentInSeconds, 2.5);
    const WorkerAnswer bare = readSmall(replaced(noSeconds, R"("acceptanceTime":"2026-03-04T05:06:07.000Z",)", ""));
    QCOMPARE(bare.acceptance, bare.submission);
    QCOMPARE(bare.timeSpentInSeconds, 0.0);
}

void WorkerResponseTest::otherKindsOfAnswerAreUnsupported()
{
    VERIFY_ERROR(readAnswerContent(R"({"boundingBox":{"boundingBoxes":[]}})"), ErrorCode::Unsupported);
}

void WorkerResponseTest::namesWhatIsWrong_data()
{
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    QTest::addColumn<std::string>("named");
    const auto row = [](const char* name, const char* from, const char* to, const char* named) {
        QTest::newRow(name) << std::string(from) << std::string(to) << std::string(named);
    };
    row("no answers", "\"answers\"", "\"questions\"", "answers");
    row("answer is no object", R"([{"acc)", R"([5,{"acc)", "answer 1");
    row("height of zero", "\"height\":2", "\"height\":0", "height");
    row("width too large", "\"width\":3", "\"width\":32769", "width");
    row("width beyond 32 bits", "\"width\":3", "\"width\":4294967299", "width");
    row("width with a fraction", "\"width\":3", "\"width\":3.5", "width");
    row("width is a list", "\"width\":3", "\"width\":[3]", "width");
    row("no sizes", "inputImageProperties", "imageProperties", "inputImageProperties");
    row("mappings are a list", R"({"boat":{"color":"#2ca02c"}})", "[]", "labelMappings");
    row("mapping without color", R"({"color":"#2ca02c"})", "{}", "boat");
    row("color that is none", "#2ca02c", "green", "boat");
    row("no image", "labeledImage", "image", "pngImageData");
    row("image is a number", "\"AAEC\"", "5", "pngImageData");
    row("image is no Base64", "AAEC", "AA*C", "Base64");
    row("no submission time", "submissionTime", "submitted", "submissionTime");
    row("submission time that is none", "2026-03-04T05:06:09", "2026-03-04T25:06:09", "submissionTime");
    row("acceptance time is a number", "\"2026-03-04T05:06:07.000Z\"", "5", "acceptanceTime");
    row("negative seconds", "2.5", "-2.5", "timeSpentInSeconds");
    row("endless seconds", "2.5", "1e99", "timeSpentInSeconds");
    row("seconds are a list", "2.5", "[]", "timeSpentInSeconds");
    row("no worker", "workerId", "worker", "workerId");
    row("worker is a number", "\"private.us-east-1.00\"", "5", "workerId");
    row("no content", "answerContent", "content", "answerContent");
    row("modified is text", R"({"inputImage)", R"({"initialValueModified":"yes","inputImage)", "initialValueModified");
}

void WorkerResponseTest::namesWhatIsWrong()
{
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    QFETCH(std::string, named);
    const Result<std::vector<WorkerAnswer>> answers = readWorkerResponse(replaced(smallResponse(), from, to));
    VERIFY_ERROR(answers, ErrorCode::Malformed);
    QVERIFY2(answers.error().detail.find(named) != std::string::npos, answers.error().detail.c_str());
}

void WorkerResponseTest::refusesEveryCutAndSurvivesEveryChange()
{
    const auto isRefused = [](std::string_view text) { return !readWorkerResponse(text); };
    QCOMPARE(firstAcceptedBeginning(golden(), isRefused), std::string::npos);
    replaceEachByte(smallResponse(), [&](std::string_view text) { isRefused(text); });
    QVERIFY(isRefused("[]"));
    QVERIFY(isRefused("5"));
}

LABELWRIGHT_TEST(WorkerResponseTest)
#include "WorkerResponseTest.moc"
