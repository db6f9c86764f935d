// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/LabelChange.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/LabelChangeFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <algorithm>
#include <thread>

using namespace labelwright;
using namespace labelwright::test;
using namespace labelwright::test::labelchange;
namespace fs = std::filesystem;

/// What becomes of answers, and how it is taken back.
class LabelChangeTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void withoutAChangeTheyAreTheFirst();
    void editsAreToldInOneLine_data();
    void editsAreToldInOneLine();
    void answersGoOnInTheLabelsOfToday_data() { addLabelChanges(); }
    void answersGoOnInTheLabelsOfToday();
    void everyChangeIsTakenBack_data() { addLabelChanges(); }
    void everyChangeIsTakenBack();
    void changesAreTakenBackOneAfterAnother();
    void aLabelThatIsTakenBackLeavesNothing();
    void aMergeGoesOnWhereItsLabelGoes();
    void noAnswerIsWrittenAnew();
    void aJobWithoutChangesIsReadAsBefore();
    void prelabelsAreReadByTheFirstNames();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    Job job(TestJobOptions options = {}) const { return makeJob(folder(), std::move(options)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

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

void LabelChangeTest::aJobWithoutChangesIsReadAsBefore()
{
    Job made = job();
    submitAt(made, 0, 0, stripedMask(kSize, 3, 1), testTime(1000));
    VERIFY_OK(stopJob(made, leadOf(made)));
    const Job again = reopened(made);
    QCOMPARE(writeJobSpec(again.spec()), writeJobSpec(made.spec()));
    QCOMPARE(writeJobSpec(writtenSpec(again)), textOf(jobFile(made.folder())));
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
