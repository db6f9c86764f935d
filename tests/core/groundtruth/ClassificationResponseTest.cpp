// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/Consolidation.h"
#include "core/groundtruth/WorkerResponse.h"
#include "tests/core/groundtruth/BrokenText.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(std::string)

namespace {

std::vector<WorkerAnswer> answersOf(const TaskAnswer& first, const TaskAnswer& second)
{
    const WorkerIdentity private1{"private.eu-west-1.00112233445566aa", "Cognito",
                                  "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Harbour",
                                  "11111111-2222-3333-4444-555555555555"};
    const auto time = [](std::string_view text) { return parseTime(text).value(); };
    return {
        {time("2026-03-04T05:06:07.008"), time("2026-03-04T05:06:08.374"), 1.366, private1, first},
        {time("2026-03-04T06:00:00"), time("2026-03-04T06:00:03"), 3, {"public.eu-west-1.A1B2C3", {}, {}, {}}, second}};
}

std::vector<WorkerAnswer> classifierAnswers()
{
    return answersOf(ClassifierAnswer{"quay wall"}, ClassifierAnswer{"크레인", "half of it"});
}

std::vector<WorkerAnswer> multiSelectAnswers()
{
    return answersOf(MultiSelectAnswer{{"quay wall", "boat"}}, MultiSelectAnswer{{}});
}

std::string goldenClassifier()
{
    return textOf(dataPath("groundtruth/worker-response-classifier.json"));
}

std::string goldenMultiSelect()
{
    return textOf(dataPath("groundtruth/worker-response-multi-select.json"));
}

} // namespace

class ClassificationResponseTest : public QObject {
    Q_OBJECT
private slots:
    void writesTheGoldenFiles();
    void readsTheGoldenFiles();
    void requestRepeatsTheAnswersAsText();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void refusesEveryCutAndSurvivesEveryChange();
};

void ClassificationResponseTest::writesTheGoldenFiles()
{
    QCOMPARE(writeWorkerResponse(classifierAnswers()), goldenClassifier());
    QCOMPARE(writeWorkerResponse(multiSelectAnswers()), goldenMultiSelect());
}

void ClassificationResponseTest::readsTheGoldenFiles()
{
    const Result<std::vector<WorkerAnswer>> single = readWorkerResponse(goldenClassifier());
    VERIFY_OK(single);
    QVERIFY(*single == classifierAnswers());
    const Result<std::vector<WorkerAnswer>> multi = readWorkerResponse(goldenMultiSelect());
    VERIFY_OK(multi);
    QVERIFY(*multi == multiSelectAnswers());
}

void ClassificationResponseTest::requestRepeatsTheAnswersAsText()
{
    const WorkerAnswer answer = multiSelectAnswers().front();
    const RequestedObject object{5, "s3://harbour/5.jpg", {{answer.worker.workerId, answerContent(answer.answer), ""}}};
    const std::string text = writeConsolidationRequest({&object, 1});
    const std::string expected =
        R"([{"datasetObjectId":"5","dataObject":{"s3Uri":"s3://harbour/5.jpg"},"annotations":[)"
        R"({"workerId":"private.eu-west-1.00112233445566aa","annotationData":{"content":)"
        R"("{\"crowd-image-classifier-multi-select\":{\"labels\":[\"quay wall\",\"boat\"]}}"}}]}])";
    QCOMPARE(text, expected);
    const Result<std::vector<RequestedObject>> read = readConsolidationRequest(text);
    VERIFY_OK(read);
    const Result<TaskAnswer> content = readAnswerContent(read->at(0).annotations.at(0).content);
    VERIFY_OK(content);
    QVERIFY(*content == answer.answer);
}

void ClassificationResponseTest::namesWhatIsWrong_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("named");
    const auto row = [](const char* name, const std::string& golden, const char* from, const char* to,
                        const char* named) { QTest::newRow(name) << replaced(golden, from, to) << std::string(named); };
    row("no label", goldenClassifier(), R"("label":"quay wall")", R"("name":"quay wall")", "label");
    row("empty label", goldenClassifier(), R"("label":"quay wall")", R"("label":"")", "label");
    row("label is a number", goldenClassifier(), R"("label":"quay wall")", R"("label":1)", "label");
    row("no labels", goldenMultiSelect(), R"("labels")", R"("label")", "labels");
    row("labels are a text", goldenMultiSelect(), R"(["quay wall","boat"])", R"("boat")", "labels");
    row("a label is a number", goldenMultiSelect(), R"(["quay wall","boat"])", R"(["boat",1])", "labels");
    row("a label is empty", goldenMultiSelect(), R"(["quay wall","boat"])", R"(["boat",""])", "labels");
}

void ClassificationResponseTest::namesWhatIsWrong()
{
    QFETCH(std::string, text);
    QFETCH(std::string, named);
    const Result<std::vector<WorkerAnswer>> answers = readWorkerResponse(text);
    VERIFY_ERROR(answers, ErrorCode::Malformed);
    QVERIFY2(answers.error().detail.find(named) != std::string::npos, answers.error().detail.c_str());
    QVERIFY(answers.error().detail.find("answer 1") != std::string::npos);
}

void ClassificationResponseTest::refusesEveryCutAndSurvivesEveryChange()
{
    for (const std::string& golden : {goldenClassifier(), goldenMultiSelect()}) {
        const auto isRefused = [](std::string_view text) { return !readWorkerResponse(text); };
        QCOMPARE(firstAcceptedBeginning(golden, isRefused), std::string::npos);
        replaceEachByte(golden, [&](std::string_view text) { isRefused(text); });
    }
}

LABELWRIGHT_TEST(ClassificationResponseTest)
#include "ClassificationResponseTest.moc"
