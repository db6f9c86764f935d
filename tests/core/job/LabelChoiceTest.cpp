// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/LabelChoice.h"

#include "core/job/JobLayout.h"
#include "core/job/Submit.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(labelwright::TaskType)
Q_DECLARE_METATYPE(std::vector<int>)

class LabelChoiceTest : public QObject {
    Q_OBJECT
private slots:
    void namesAndIdsBelongTogether();
    void onlyWhatTheTaskAllowsIsAccepted_data();
    void onlyWhatTheTaskAllowsIsAccepted();
    void aChoiceIsOneFileThatIsReadAgain();
    void aSecondChoiceReplacesTheFirst();
    void labelsOfAJobOfMasksAreRefused();
    void aMaskForAJobOfLabelsIsRefused();
    void aPhotoThatIsCutShortIsNotLabelled();

private:
    fs::path folder() const { return m_folder.path().toStdString(); }

    QTemporaryDir m_folder;
};

void LabelChoiceTest::namesAndIdsBelongTogether()
{
    const LabelSet labels =
        *LabelSet::create({{7, "people", {1, 2, 3}}, {2, "bus", {4, 5, 6}}, {9, "traffic light", {7, 8, 9}}});
    const std::vector<std::string> names{"traffic light", "people"};
    QCOMPARE(*labelIdsOf(labels, names), (std::vector<int>{9, 7}));
    QCOMPARE(labelNamesOf(labels, std::vector{9, 4, 7}), names);
    QCOMPARE(inLabelOrder(labels, {9, 2, 7}), (std::vector<int>{7, 2, 9}));
    const Result<std::vector<int>> unknown = labelIdsOf(labels, std::vector<std::string>{"tram"});
    VERIFY_ERROR(unknown, ErrorCode::InvalidArgument);
    QCOMPARE(unknown.error().detail, std::string("there is no label \"tram\"; the job has people, bus, traffic light"));
}

void LabelChoiceTest::onlyWhatTheTaskAllowsIsAccepted_data()
{
    QTest::addColumn<TaskType>("task");
    QTest::addColumn<bool>("hasNone");
    QTest::addColumn<std::vector<int>>("ids");
    QTest::addColumn<bool>("accepted");
    const TaskType single = TaskType::ImageClassification;
    const TaskType multi = TaskType::ImageClassificationMultiLabel;
    const auto row = [](const char* name, TaskType task, bool hasNone, const std::vector<int>& ids, bool accepted) {
        QTest::newRow(name) << task << hasNone << ids << accepted;
    };
    row("one of one", single, false, {2}, true);
    row("two of one", single, false, {1, 2}, false);
    row("none of one", single, false, {}, false);
    row("one of many", multi, false, {2}, true);
    row("all of many", multi, false, {3, 2, 1}, true);
    row("none of many", multi, false, {}, false);
    row("none of many, where it may be", multi, true, {}, true);
    row("one of many, where none may be", multi, true, {1}, true);
    row("twice the same", multi, false, {1, 1}, false);
    row("no label of the job", multi, false, {4}, false);
}

void LabelChoiceTest::onlyWhatTheTaskAllowsIsAccepted()
{
    QFETCH(TaskType, task);
    QFETCH(bool, hasNone);
    QFETCH(std::vector<int>, ids);
    QFETCH(bool, accepted);
    JobSpec spec;
    spec.taskType = task;
    spec.labels = *LabelSet::fromNames({"people", "traffic light", "bus"});
    spec.noneCategory = hasNone ? "None of the above" : "";
    const Status checked = checkChoice(spec, ids);
    if (accepted)
        VERIFY_OK(checked);
    else
        VERIFY_ERROR(checked, ErrorCode::InvalidArgument);
}

void LabelChoiceTest::aChoiceIsOneFileThatIsReadAgain()
{
    Job job = makeJob(folder(), {.taskType = TaskType::ImageClassificationMultiLabel});
    const AnswerEvent answer = chooseAt(job, 1, 0, {"bus", "people"}, testTime(0));
    QCOMPARE(answer.chosenLabelIds, std::optional(std::vector{1, 3}));
    const std::map<std::string, std::string> files = treeOf(objectEventsFolder(job.folder(), 1));
    QCOMPARE(files.size(), std::size_t{1});
    QVERIFY(files.begin()->first == answer.name);
    const Job again = reopened(job);
    QVERIFY(again.problems().empty());
    const AnswerEvent* current = again.events().currentAnswer(1, job.spec().team.front());
    QVERIFY(current != nullptr && *current == answer);
}

void LabelChoiceTest::aSecondChoiceReplacesTheFirst()
{
    Job job = makeJob(folder() / "second", {.taskType = TaskType::ImageClassification});
    const AnswerEvent first = chooseAt(job, 0, 0, {"bus"}, testTime(0));
    const AnswerEvent second = chooseAt(job, 0, 0, {"people"}, testTime(500));
    QCOMPARE(second.replaces, std::vector{first.name});
    QVERIFY(*reopened(job).events().currentAnswer(0, job.spec().team.front()) == second);
}

void LabelChoiceTest::labelsOfAJobOfMasksAreRefused()
{
    Job job = makeJob(folder() / "masks");
    const std::vector<std::string> names{"bus"};
    const Result<AnswerEvent> answer = submitLabels(job, 0, job.spec().team.front(), names);
    VERIFY_ERROR(answer, ErrorCode::InvalidArgument);
    QVERIFY(answer.error().detail.find("asks for a mask") != std::string::npos);
    QVERIFY(!fs::exists(objectEventsFolder(job.folder(), 0)));
}

void LabelChoiceTest::aMaskForAJobOfLabelsIsRefused()
{
    Job job = makeJob(folder() / "labels", {.taskType = TaskType::ImageClassification});
    SubmitRequest request;
    request.worker = job.spec().team.front();
    request.mask = stripedMask({16, 8}, 3, 0);
    request.image.size = {16, 8};
    const Result<AnswerEvent> answer = submitAnswer(job, request);
    VERIFY_ERROR(answer, ErrorCode::InvalidArgument);
    QVERIFY(answer.error().detail.find("asks for labels") != std::string::npos);
    QVERIFY(!fs::exists(objectEventsFolder(job.folder(), 0)));
}

void LabelChoiceTest::aPhotoThatIsCutShortIsNotLabelled()
{
    Job job = makeJob(folder() / "short", {.taskType = TaskType::ImageClassification});
    const fs::path photo = job.source(0)->imagePath;
    fs::resize_file(photo, fs::file_size(photo) / 2);
    const std::vector<std::string> names{"bus"};
    const Result<AnswerEvent> answer = submitLabels(job, 0, job.spec().team.front(), names);
    QVERIFY(!answer);
    QCOMPARE(answer.error().path, photo);
}

LABELWRIGHT_TEST(LabelChoiceTest)
#include "LabelChoiceTest.moc"
