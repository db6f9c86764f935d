// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Conflicts.h"
#include "core/job/JobChanges.h"
#include "core/job/SettleConflict.h"
#include "tests/core/job/LabelChangeFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
using namespace labelwright::test::labelchange;
namespace fs = std::filesystem;

/// What is refused, and what copies decided differently.
class LabelChangeRefusalTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void whatCanNotBeIsRefused_data();
    void whatCanNotBeIsRefused();
    void aCompletedJobKeepsItsLabels();
    void leadsAloneChangeThem();
    void asManyAsFitAreTaken();
    void twoChangesInCopiesAreSettled();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    Job job(TestJobOptions options = {}) const { return makeJob(folder(), std::move(options)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LabelChangeRefusalTest::whatCanNotBeIsRefused_data()
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

void LabelChangeRefusalTest::whatCanNotBeIsRefused()
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

void LabelChangeRefusalTest::aCompletedJobKeepsItsLabels()
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

void LabelChangeRefusalTest::leadsAloneChangeThem()
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

void LabelChangeRefusalTest::asManyAsFitAreTaken()
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

void LabelChangeRefusalTest::twoChangesInCopiesAreSettled()
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

LABELWRIGHT_TEST(LabelChangeRefusalTest)
#include "LabelChangeRefusalTest.moc"
