// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/LabelingJobRequest.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>

#include <functional>

using namespace labelwright;
using namespace labelwright::test;

namespace {

using Change = std::function<void(LabelingJobRequest&)>;

LabelingJobRequest harbourRequest()
{
    return {.jobName = "harbour-survey",
            .attribute = "harbour-survey-ref",
            .manifestUri = "s3://harbour/input.manifest",
            .outputUri = "s3://harbour/out",
            .title = "항구: boats",
            .description = "Paint each class",
            .workersPerObject = 2,
            .taskTimeLimit = std::chrono::minutes(30)};
}

std::string koreanText(int characters)
{
    std::string text;
    for (int i = 0; i < characters; ++i)
        text += "배";
    return text;
}

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(labelwright::TaskType)

class LabelingJobRequestTest : public QObject {
    Q_OBJECT
private slots:
    void writesTheGoldenRequest();
    void namesTheFunctionsOfEachTask_data();
    void namesTheFunctionsOfEachTask();
    void takesEveryLimit_data();
    void takesEveryLimit();
    void refusesWhatAwsWould_data();
    void refusesWhatAwsWould();
};

void LabelingJobRequestTest::writesTheGoldenRequest()
{
    const Result<std::string> text = writeLabelingJobRequest(harbourRequest());
    VERIFY_OK(text);
    QCOMPARE(*text, textOf(dataPath("groundtruth/labeling-job-request.json")));
}

void LabelingJobRequestTest::namesTheFunctionsOfEachTask_data()
{
    QTest::addColumn<TaskType>("task");
    QTest::addColumn<QByteArray>("function");
    QTest::addColumn<QByteArray>("keyword");
    QTest::newRow("single label") << TaskType::ImageClassification << QByteArray("ImageMultiClass")
                                  << QByteArray("image classification");
    QTest::newRow("multi-label") << TaskType::ImageClassificationMultiLabel << QByteArray("ImageMultiClassMultiLabel")
                                 << QByteArray("image classification");
}

void LabelingJobRequestTest::namesTheFunctionsOfEachTask()
{
    QFETCH(TaskType, task);
    QFETCH(QByteArray, function);
    QFETCH(QByteArray, keyword);
    LabelingJobRequest request = harbourRequest();
    request.task = task;
    VERIFY_ERROR(writeLabelingJobRequest(request), ErrorCode::InvalidArgument);
    request.attribute = "harbour-survey";
    const Result<std::string> text = writeLabelingJobRequest(request);
    VERIFY_OK(text);
    QByteArray expected = QByteArray::fromStdString(textOf(dataPath("groundtruth/labeling-job-request.json")));
    expected.replace("harbour-survey-ref", "harbour-survey");
    expected.replace("SemanticSegmentation", function);
    expected.replace("image segmentation", keyword);
    QCOMPARE(QByteArray::fromStdString(*text), expected);
}

void LabelingJobRequestTest::takesEveryLimit_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, const Change& change) { QTest::newRow(name) << change; };
    row("one worker", [](auto& request) { request.workersPerObject = 1; });
    row("nine workers", [](auto& request) { request.workersPerObject = 9; });
    row("30 s", [](auto& request) { request.taskTimeLimit = std::chrono::seconds(30); });
    row("8 h", [](auto& request) { request.taskTimeLimit = std::chrono::hours(8); });
    row("title of 128", [](auto& request) { request.title = koreanText(128); });
    row("description of 255", [](auto& request) { request.description = koreanText(255); });
    row("output with slash", [](auto& request) { request.outputUri = "s3://harbour/out/"; });
}

void LabelingJobRequestTest::takesEveryLimit()
{
    QFETCH(Change, change);
    LabelingJobRequest request = harbourRequest();
    change(request);
    const Result<std::string> text = writeLabelingJobRequest(request);
    VERIFY_OK(text);
    QVERIFY(text->find("\"s3://harbour/out/harbour-survey/annotation-tool/data.json\"") != std::string::npos);
}

void LabelingJobRequestTest::refusesWhatAwsWould_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, const Change& change) { QTest::newRow(name) << change; };
    row("no worker", [](auto& request) { request.workersPerObject = 0; });
    row("ten workers", [](auto& request) { request.workersPerObject = 10; });
    row("29 s", [](auto& request) { request.taskTimeLimit = std::chrono::seconds(29); });
    row("over 8 h", [](auto& request) { request.taskTimeLimit = std::chrono::seconds(28'801); });
    row("no title", [](auto& request) { request.title.clear(); });
    row("title of 129", [](auto& request) { request.title = koreanText(129); });
    row("no description", [](auto& request) { request.description.clear(); });
    row("description of 256", [](auto& request) { request.description = koreanText(256); });
    row("job name", [](auto& request) { request.jobName = "harbour_survey"; });
    row("attribute", [](auto& request) { request.attribute = "harbour-survey"; });
    row("local manifest", [](auto& request) { request.manifestUri = "input.manifest"; });
    row("output without bucket", [](auto& request) { request.outputUri = "s3://"; });
    row("output with empty bucket", [](auto& request) { request.outputUri = "s3:///out"; });
}

void LabelingJobRequestTest::refusesWhatAwsWould()
{
    QFETCH(Change, change);
    LabelingJobRequest request = harbourRequest();
    change(request);
    VERIFY_ERROR(writeLabelingJobRequest(request), ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(LabelingJobRequestTest)
#include "LabelingJobRequestTest.moc"
