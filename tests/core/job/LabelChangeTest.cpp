// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/LabelChange.h"

#include "core/job/Conflicts.h"
#include "core/job/Consolidate.h"
#include "core/job/ConsolidateChoices.h"
#include "core/job/CreateJob.h"
#include "core/job/Derive.h"
#include "core/job/EventDigest.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/SettleConflict.h"
#include "core/job/TaskQueue.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <algorithm>
#include <thread>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// Of jobs whose labels are people, traffic light and bus, with the ids 1, 2 and 3.
class LabelChangeTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void withoutAChangeTheyAreTheFirst();
    void editsAreToldInOneLine_data();
    void editsAreToldInOneLine();
    void answersGoOnInTheLabelsOfToday_data();
    void answersGoOnInTheLabelsOfToday();
    void everyChangeIsTakenBack_data() { answersGoOnInTheLabelsOfToday_data(); }
    void everyChangeIsTakenBack();
    void changesAreTakenBackOneAfterAnother();
    void aLabelThatIsTakenBackLeavesNothing();
    void aMergeGoesOnWhereItsLabelGoes();
    void noAnswerIsWrittenAnew();
    void theOutputIsThatOfAJobThatBeganSo_data() { answersGoOnInTheLabelsOfToday_data(); }
    void theOutputIsThatOfAJobThatBeganSo();
    void choicesGoOnInTheLabelsOfToday();
    void aChoiceOfADeletedLabelAloneIsAskedForAgain();
    void theSummaryCountsItToo();
    void aJobWithoutChangesIsReadAsBefore();
    void whatCanNotBeIsRefused_data();
    void whatCanNotBeIsRefused();
    void aCompletedJobKeepsItsLabels();
    void leadsAloneChangeThem();
    void asManyAsFitAreTaken();
    void twoChangesInCopiesAreSettled();
    void prelabelsAreReadByTheFirstNames();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    Job job(TestJobOptions options = {}) const { return makeJob(folder(), std::move(options)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr Size kSize{16, 8};

using ChangeLabels = void (*)(LabelsEdit&);

struct Edit {
    ChangeLabels change;
};

LabelSet edited(const LabelSet& now, ChangeLabels change)
{
    LabelsEdit edit = editOf(now);
    change(edit);
    Result<LabelSet> labels = editedLabels(now, edit);
    if (!labels)
        qFatal("%s", sentence(labels.error()).c_str());
    return *std::move(labels);
}

Worker leadOf(const Job& job)
{
    return job.spec().team.front();
}

void apply(Job& job, ChangeLabels change)
{
    const Result<JobEvent> written = changeLabels(job, edited(job.spec().labels, change), leadOf(job));
    if (!written)
        qFatal("%s", sentence(written.error()).c_str());
}

void takeBack(Job& job)
{
    const std::optional<LabelSet> before = labelsBeforeChange(job.firstLabels(), job.events().jobEvents());
    const Result<JobEvent> written =
        before ? changeLabels(job, *before, leadOf(job)) : Error{ErrorCode::NotFound, "there is nothing to take back"};
    if (!written)
        qFatal("%s", sentence(written.error()).c_str());
}

LabelMask maskNow(const Job& job, ObjectId object)
{
    const Result<ConsolidatedMask> mask =
        consolidateAnswers(job.events(), job.events().countedAnswers(object, 1), job.spec());
    if (!mask)
        qFatal("%s", sentence(mask.error()).c_str());
    return mask->mask;
}

std::vector<std::string> namesOfLabels(const LabelSet& labels)
{
    std::vector<std::string> names;
    for (const LabelClass& label : labels.classes())
        names.push_back(label.name);
    return names;
}

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

void renameBus(LabelsEdit& edit)
{
    edit.classes[2].name = "coach";
}

void recolorBus(LabelsEdit& edit)
{
    edit.classes[2].color = {1, 2, 3};
}

void reverse(LabelsEdit& edit)
{
    std::ranges::reverse(edit.classes);
}

void mergeBus(LabelsEdit& edit)
{
    edit.classes.pop_back();
    edit.merged[3] = 1;
}

void deleteLight(LabelsEdit& edit)
{
    edit.classes.erase(edit.classes.begin() + 1);
}

void addTree(LabelsEdit& edit)
{
    edit.classes.push_back({1234, "tree", {9, 9, 9}});
}

} // namespace

void LabelChangeTest::withoutAChangeTheyAreTheFirst()
{
    const Job made = job();
    QVERIFY(made.spec().labels == made.firstLabels());
    QVERIFY(!labelsBeforeChange(made.firstLabels(), made.events().jobEvents()));
    QCOMPARE(labelsEver(made.firstLabels(), made.events().jobEvents()).size(), std::size_t{1});
}

void LabelChangeTest::editsAreToldInOneLine_data()
{
    QTest::addColumn<Edit>("change");
    QTest::addColumn<QString>("text");
    QTest::newRow("rename") << Edit{renameBus} << "bus is now coach";
    QTest::newRow("recolor") << Edit{recolorBus} << "bus is now #010203";
    QTest::newRow("reorder") << Edit{reverse} << "another order";
    QTest::newRow("merge") << Edit{mergeBus} << "bus merged into people";
    QTest::newRow("delete") << Edit{deleteLight} << "traffic light deleted";
    QTest::newRow("add") << Edit{addTree} << "tree added";
    QTest::newRow("several") << Edit{[](LabelsEdit& edit) {
        mergeBus(edit);
        edit.classes[0].name = "crowd";
        addTree(edit);
    }} << "people is now crowd; bus merged into crowd; tree added";
}

void LabelChangeTest::editsAreToldInOneLine()
{
    QFETCH(Edit, change);
    QFETCH(QString, text);
    const LabelSet before = *LabelSet::fromNames({"people", "traffic light", "bus"});
    QCOMPARE(QString::fromStdString(labelChangeText(before, edited(before, change.change))), text);
}

void LabelChangeTest::answersGoOnInTheLabelsOfToday_data()
{
    QTest::addColumn<Edit>("change");
    QTest::addColumn<std::vector<int>>("table"); ///< From each of the first labels to today's.
    const auto row = [](const char* name, ChangeLabels change, const std::vector<int>& table) {
        QTest::newRow(name) << Edit{change} << table;
    };
    row("rename", renameBus, {0, 1, 2, 3});
    row("recolor", recolorBus, {0, 1, 2, 3});
    row("reorder", reverse, {0, 3, 2, 1});
    row("merge", mergeBus, {0, 1, 2, 1});
    row("delete", deleteLight, {0, 1, 0, 2});
    row("add", addTree, {0, 1, 2, 3});
}

void LabelChangeTest::answersGoOnInTheLabelsOfToday()
{
    QFETCH(Edit, change);
    QFETCH(std::vector<int>, table);
    Job made = job();
    const LabelMask mask = stripedMask(kSize, 3, 1);
    submitAt(made, 0, 0, mask, testTime(1000));
    apply(made, change.change);
    std::array<Label, 256> labels{};
    std::ranges::copy(table, labels.begin());
    QVERIFY(maskNow(made, 0) == relabelled(mask, labels));
    QVERIFY(maskNow(reopened(made), 0) == relabelled(mask, labels));
    QVERIFY(reopened(made).spec().labels == made.spec().labels);
}

void LabelChangeTest::everyChangeIsTakenBack()
{
    QFETCH(Edit, change);
    Job made = job();
    const LabelMask mask = stripedMask(kSize, 3, 1);
    submitAt(made, 0, 0, mask, testTime(1000));
    apply(made, change.change);
    takeBack(made);
    QVERIFY(made.spec().labels.classes() == made.firstLabels().classes());
    QVERIFY(maskNow(made, 0) == mask);
    QVERIFY(!labelsBeforeChange(made.firstLabels(), made.events().jobEvents()));
}

void LabelChangeTest::changesAreTakenBackOneAfterAnother()
{
    Job made = job();
    for (const ChangeLabels change : {renameBus, addTree, deleteLight})
        apply(made, change);
    QCOMPARE(namesOfLabels(made.spec().labels), (std::vector<std::string>{"people", "coach", "tree"}));
    takeBack(made);
    QCOMPARE(namesOfLabels(made.spec().labels), (std::vector<std::string>{"people", "traffic light", "coach", "tree"}));
    takeBack(made);
    QCOMPARE(namesOfLabels(made.spec().labels), (std::vector<std::string>{"people", "traffic light", "coach"}));
    apply(made, recolorBus);
    takeBack(made);
    takeBack(made);
    QCOMPARE(namesOfLabels(made.spec().labels), (std::vector<std::string>{"people", "traffic light", "bus"}));
    QVERIFY(!labelsBeforeChange(made.firstLabels(), made.events().jobEvents()));
}

void LabelChangeTest::aLabelThatIsTakenBackLeavesNothing()
{
    Job made = job();
    apply(made, addTree);
    const LabelMask trees = *LabelMask::create(kSize, std::vector<Label>(16 * 8, Label{4}));
    submitAt(made, 0, 0, trees, testTime(1000));
    takeBack(made);
    QVERIFY(isUnlabelled(maskNow(made, 0)));
    QCOMPARE(made.spec().labels.gone(), (GoneLabels{{1234, 0}}));
}

void LabelChangeTest::aMergeGoesOnWhereItsLabelGoes()
{
    Job made = job();
    const LabelMask mask = stripedMask(kSize, 3, 1);
    submitAt(made, 0, 0, mask, testTime(1000));
    apply(made, mergeBus);
    apply(made, [](LabelsEdit& edit) {
        edit.classes.erase(edit.classes.begin());
        edit.merged[1] = 2;
    });
    QCOMPARE(made.spec().labels.gone(), (GoneLabels{{1, 2}, {3, 2}}));
    QVERIFY(maskNow(made, 0) == relabelled(mask, {0, 1, 1, 1}));
    apply(made, [](LabelsEdit& edit) {
        addTree(edit);
        edit.classes.erase(edit.classes.begin());
    });
    QCOMPARE(made.spec().labels.gone(), (GoneLabels{{1, 0}, {2, 0}, {3, 0}}));
}

void LabelChangeTest::noAnswerIsWrittenAnew()
{
    Job made = job();
    submitAt(made, 0, 0, stripedMask(kSize, 3, 1), testTime(1000));
    const auto before = treeOf(made.folder() / "events/000");
    const std::string spec = textOf(jobFile(made.folder()));
    for (const ChangeLabels change : {mergeBus, reverse, deleteLight, addTree})
        apply(made, change);
    takeBack(made);
    QVERIFY(treeOf(made.folder() / "events/000") == before);
    QCOMPARE(textOf(jobFile(made.folder())), spec);
    QCOMPARE(made.events().jobEvents().size(), std::size_t{5});
}

/// The same pixels, painted in a job that had these labels from the start.
void LabelChangeTest::theOutputIsThatOfAJobThatBeganSo()
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

void LabelChangeTest::choicesGoOnInTheLabelsOfToday()
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

void LabelChangeTest::aChoiceOfADeletedLabelAloneIsAskedForAgain()
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

void LabelChangeTest::theSummaryCountsItToo()
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

void LabelChangeTest::aJobWithoutChangesIsReadAsBefore()
{
    Job made = job();
    submitAt(made, 0, 0, stripedMask(kSize, 3, 1), testTime(1000));
    VERIFY_OK(stopJob(made, leadOf(made)));
    const Job again = reopened(made);
    QCOMPARE(writeJobSpec(again.spec()), writeJobSpec(made.spec()));
    QCOMPARE(writeJobSpec(writtenSpec(again)), textOf(jobFile(made.folder())));
}

void LabelChangeTest::whatCanNotBeIsRefused_data()
{
    QTest::addColumn<Edit>("change");
    QTest::newRow("nothing") << Edit{[](LabelsEdit&) {}};
    QTest::newRow("a name twice") << Edit{[](LabelsEdit& edit) { edit.classes[1].name = "bus"; }};
    QTest::newRow("a color twice") << Edit{[](LabelsEdit& edit) { edit.classes[1].color = edit.classes[2].color; }};
    QTest::newRow("no label") << Edit{[](LabelsEdit& edit) { edit.classes.clear(); }};
    QTest::newRow("merged into one that goes too") << Edit{[](LabelsEdit& edit) {
        edit.classes.resize(1);
        edit.merged[2] = 3;
    }};
    QTest::newRow("merged into none") << Edit{[](LabelsEdit& edit) {
        edit.classes.resize(1);
        edit.merged[2] = 77;
    }};
}

void LabelChangeTest::whatCanNotBeIsRefused()
{
    QFETCH(Edit, change);
    Job made = job();
    LabelsEdit edit = editOf(made.spec().labels);
    change.change(edit);
    const Result<LabelSet> labels = editedLabels(made.spec().labels, edit);
    VERIFY_ERROR((labels ? changeLabels(made, *labels, leadOf(made)) : Result<JobEvent>(labels.error())),
                 ErrorCode::InvalidArgument);
    QVERIFY(made.events().jobEvents().empty());
    // What becomes of a label is always said.
    VERIFY_ERROR(changeLabels(made, *LabelSet::fromNames({"people"}), leadOf(made)), ErrorCode::InvalidArgument);
}

void LabelChangeTest::aCompletedJobKeepsItsLabels()
{
    Job made = job();
    VERIFY_OK(completeJob(made, leadOf(made)));
    const LabelSet labels = edited(made.spec().labels, renameBus);
    const Result<JobEvent> refused = changeLabels(made, labels, leadOf(made));
    VERIFY_ERROR(refused, ErrorCode::InvalidArgument);
    QVERIFY(sentence(refused.error()).find("resume it first") != std::string::npos);
    VERIFY_OK(resumeJob(made, leadOf(made)));
    VERIFY_OK(changeLabels(made, labels, leadOf(made)));
}

void LabelChangeTest::leadsAloneChangeThem()
{
    Job made = job();
    const Worker lead = *createWorker("ann");
    const Worker other = *createWorker("bob");
    VERIFY_OK(changeTeam(
        made,
        {"crew", {{lead, TeamRole::Lead, MemberStatus::Active}, {other, TeamRole::Annotator, MemberStatus::Active}}},
        lead));
    const LabelSet labels = edited(made.spec().labels, renameBus);
    VERIFY_ERROR(changeLabels(made, labels, other), ErrorCode::InvalidArgument);
    VERIFY_OK(changeLabels(made, labels, lead));
}

void LabelChangeTest::asManyAsFitAreTaken()
{
    Job made = job();
    LabelsEdit edit = editOf(made.spec().labels);
    while (edit.classes.size() < kMaxLabels) {
        const int number = static_cast<int>(edit.classes.size());
        edit.classes.push_back(
            {1000 + number, "label " + std::to_string(number), {static_cast<std::uint8_t>(number), 7, 7}});
    }
    VERIFY_OK(changeLabels(made, *editedLabels(made.spec().labels, edit), leadOf(made)));
    QCOMPARE(reopened(made).spec().labels.size(), kMaxLabels);
    edit.classes.push_back({5000, "one more", {1, 2, 3}});
    VERIFY_ERROR(editedLabels(made.spec().labels, edit), ErrorCode::TooLarge);
}

void LabelChangeTest::twoChangesInCopiesAreSettled()
{
    Job one = job();
    Job two = reopened(one);
    submitAt(one, 0, 0, stripedMask(kSize, 3, 1), testTime(1000));
    apply(one, renameBus);
    apply(two, addTree);
    Job both = reopened(one);
    const std::vector<Conflict> conflicts = conflictsOf(both.spec(), both.events());
    QCOMPARE(conflicts.size(), std::size_t{1});
    QCOMPARE(subjectOf(conflicts[0]), std::string("Labels"));
    QCOMPARE(both.spec().labels.classes().back().name, std::string("coach"));
    VERIFY_OK(settleConflict(both, conflicts[0], conflicts[0].choices[1].event, leadOf(both)));
    QVERIFY(conflictsOf(both.spec(), both.events()).empty());
    QCOMPARE(namesOfLabels(both.spec().labels), (std::vector<std::string>{"people", "traffic light", "bus", "tree"}));
    takeBack(both);
    QVERIFY(both.spec().labels.classes() == both.firstLabels().classes());
}

void LabelChangeTest::prelabelsAreReadByTheFirstNames()
{
    const LabelSet first = *LabelSet::fromNames({"people", "traffic light", "bus"});
    const LabelSet today = edited(first, [](LabelsEdit& edit) {
        edit.classes[0].name = "bus";
        edit.classes[2].name = "coach";
        deleteLight(edit);
        addTree(edit);
    });
    QCOMPARE(prelabelNamed("people", first, today), std::optional(Label{1}));
    QCOMPARE(prelabelNamed("bus", first, today), std::optional(Label{2}));
    QCOMPARE(prelabelNamed("traffic light", first, today), std::optional(kUnlabelled));
    QCOMPARE(prelabelNamed("tree", first, today), std::optional(Label{3}));
    QVERIFY(!prelabelNamed("car", first, today));
}

LABELWRIGHT_TEST(LabelChangeTest)
#include "LabelChangeTest.moc"
