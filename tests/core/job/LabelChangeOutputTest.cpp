// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ConsolidateChoices.h"
#include "core/job/CreateJob.h"
#include "core/job/Derive.h"
#include "core/job/EventDigest.h"
#include "core/job/JobSummary.h"
#include "core/job/TaskQueue.h"
#include "tests/core/job/LabelChangeFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;
using namespace labelwright::test::labelchange;
namespace fs = std::filesystem;

/// What follows from a change: output, choices, queue and summary.
class LabelChangeOutputTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void theOutputIsThatOfAJobThatBeganSo_data() { addLabelChanges(); }
    void theOutputIsThatOfAJobThatBeganSo();
    void choicesGoOnInTheLabelsOfToday();
    void aChoiceOfADeletedLabelAloneIsAskedForAgain();
    void theSummaryCountsItToo();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    Job job(TestJobOptions options = {}) const { return makeJob(folder(), std::move(options)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

/// As makeJob() makes it, of the same photos.
Job jobWith(const fs::path& folder, const LabelSet& labels)
{
    NewJob request;
    request.folder = folder / "other/job";
    request.name = "road-scenes";
    request.images = folder / "photos";
    request.labels = labels;
    request.inputPrefixes = {{"s3://example-bucket/images/", folder / "photos"}};
    request.outputPrefix = "s3://example-bucket/output";
    request.instructions.shortHtml = "<p>Paint each class.</p>";
    fs::create_directories(folder / "other");
    if (const Result<CreatedJob> created = createJob(request); !created)
        qFatal("%s", sentence(created.error()).c_str());
    return *Job::open(request.folder);
}

} // namespace

/// The same pixels, painted in a job that had these labels from the start.
void LabelChangeOutputTest::theOutputIsThatOfAJobThatBeganSo()
{
    QFETCH(Edit, change);
    QFETCH(std::vector<int>, table);
    Job made = job();
    const LabelMask mask = stripedMask(kSize, 3, 1);
    submitAt(made, 0, 0, mask, testTime(1000));
    VERIFY_OK(derive(made));
    apply(made, change.change);
    VERIFY_OK(derive(made));

    std::array<Label, 256> labels{};
    std::ranges::copy(table, labels.begin());
    Job other = jobWith(folder(), *LabelSet::create(made.spec().labels.classes()));
    submitAt(other, 0, 0, relabelled(mask, labels), testTime(1000));
    VERIFY_OK(derive(other));
    const auto output = treeOf(made.folder() / "output");
    const auto expected = treeOf(other.folder() / "output");
    for (const auto& [name, content] : expected)
        QVERIFY2(output.contains(name) && output.at(name) == content, name.c_str());
    QCOMPARE(output.size(), expected.size());
}

void LabelChangeOutputTest::choicesGoOnInTheLabelsOfToday()
{
    Job made = job({.taskType = TaskType::ImageClassificationMultiLabel});
    chooseAt(made, 0, 0, {"people", "bus"}, testTime(1000));
    chooseAt(made, 1, 0, {"people", "traffic light"}, testTime(2000));
    const auto chosen = [&](ObjectId object) {
        std::vector<std::string> names;
        for (const ClassifiedLabel& label : votedLabels(made.spec(), made.events().countedAnswers(object, 1)))
            names.push_back(label.name);
        return names;
    };
    apply(made, mergeBus);
    QCOMPARE(chosen(0), (std::vector<std::string>{"people"}));
    apply(made, [](LabelsEdit& edit) {
        deleteLight(edit);
        addTree(edit);
    });
    QCOMPARE(chosen(1), (std::vector<std::string>{"people"}));
    const Result<DeriveReport> report = derive(made);
    VERIFY_OK(report);
    QVERIFY(report->leftOut.empty());
    QCOMPARE(report->objects, 2);
}

void LabelChangeOutputTest::aChoiceOfADeletedLabelAloneIsAskedForAgain()
{
    Job made = job({.taskType = TaskType::ImageClassification});
    const Worker worker = made.spec().team.front();
    chooseAt(made, 0, 0, {"traffic light"}, testTime(1000));
    chooseAt(made, 1, 0, {"bus"}, testTime(2000));
    apply(made, deleteLight);
    QVERIFY(!made.events().currentAnswer(0, worker));
    QVERIFY(made.events().currentAnswer(1, worker));
    QCOMPARE(TaskQueue::create(made, worker)->status(0), TaskStatus::Unlabelled);
    QCOMPARE(TaskQueue::create(reopened(made), worker)->status(1), TaskStatus::Labelled);
    QCOMPARE(jobState(made).counters.totalLabeled, 1);
    const Result<DeriveReport> report = derive(made);
    VERIFY_OK(report);
    QVERIFY(report->leftOut.empty());
    QCOMPARE(report->objects, 1);

    const AnswerEvent again = chooseAt(made, 0, 0, {"people"}, testTime(9000));
    QCOMPARE(again.replaces.size(), std::size_t{1});
    QCOMPARE(jobState(made).counters.totalLabeled, 2);
    takeBack(made);
    QCOMPARE(made.events().currentAnswer(0, worker)->name, again.name);
}

void LabelChangeOutputTest::theSummaryCountsItToo()
{
    Job made = job({.taskType = TaskType::ImageClassification});
    chooseAt(made, 0, 0, {"traffic light"}, testTime(1000));
    chooseAt(made, 1, 0, {"bus"}, testTime(2000));
    Result<EventDigest> before = digestEvents(made.folder(), 1, {});
    VERIFY_OK(before);
    QCOMPARE(before->counters(3).totalLabeled, 2);
    std::this_thread::sleep_for(std::chrono::milliseconds(2100)); // Until the folders are told apart from later ones.
    before = digestEvents(made.folder(), 1, *before);
    apply(made, deleteLight);
    const Result<EventDigest> after = digestEvents(made.folder(), 1, *before);
    VERIFY_OK(after);
    QCOMPARE(after->counters(3).totalLabeled, 1);
    takeBack(made);
    QCOMPARE(digestEvents(made.folder(), 1, *after)->counters(3).totalLabeled, 2);
}

LABELWRIGHT_TEST(LabelChangeOutputTest)
#include "LabelChangeOutputTest.moc"
