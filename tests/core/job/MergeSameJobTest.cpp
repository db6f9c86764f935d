// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLayout.h"
#include "core/job/LabelChange.h"
#include "tests/core/job/MergeJobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
using namespace labelwright::test::merging;
namespace fs = std::filesystem;

/// Which copies are of the same job, and manifests that grew.
class MergeSameJobTest : public MergeTest {
    Q_OBJECT
private slots:
    void init() { begin(); }
    void anotherJobIsRefused();
    void theJobItselfIsRefused();
    void anotherPlaceOfThePhotosIsTheSameJob();
    void otherLabelsSinceAreTheSameJob();
    void appendedLinesComeIn();
    void linesAppendedInTwoWaysAreRefused();
};

void MergeSameJobTest::anotherJobIsRefused()
{
    const QTemporaryDir elsewhere;
    const Job other = makeJob(elsewhere.path().toStdString(), {.objects = 5, .workersPerObject = 2});
    Job copy = copyNamed("copy");
    answer(copy, 0, 0, 10);
    const Tree before = treeOf(jobFolder());
    const auto plan = planMerge(jobFolder(), std::vector{copy.folder(), other.folder()});
    VERIFY_ERROR(plan, ErrorCode::Mismatch);
    QCOMPARE(plan.error().path, other.folder());
    QVERIFY(plan.error().detail.find("another manifest") != std::string::npos);
    VERIFY_ERROR(planMerge(jobFolder(), std::vector{root() / "photos"}), ErrorCode::NotFound);
    VERIFY_ERROR(planMerge(jobFolder(), std::vector{root() / "nowhere"}), ErrorCode::NotFound);
    QVERIFY(treeOf(jobFolder()) == before);
}

void MergeSameJobTest::theJobItselfIsRefused()
{
    VERIFY_ERROR(planMerge(jobFolder(), std::vector{root() / "photos/../job"}), ErrorCode::InvalidArgument);
}

void MergeSameJobTest::anotherPlaceOfThePhotosIsTheSameJob()
{
    Job copy = copyNamed("copy");
    answer(copy, 0, 0, 10);
    JobSpec spec = copy.spec();
    spec.inputPrefixes.front().folder = "/media/stick/photos";
    writeText(jobFile(copy.folder()), writeJobSpec(spec));
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{1});
    spec.labels = threeLabels();
    spec.name = "another";
    writeText(jobFile(copy.folder()), writeJobSpec(spec));
    VERIFY_ERROR(planMerge(jobFolder(), std::vector{copy.folder()}), ErrorCode::Mismatch);
}

void MergeSameJobTest::otherLabelsSinceAreTheSameJob()
{
    Job copy = copyNamed("copy");
    answer(copy, 0, 1, 10);
    Job changed = job();
    LabelsEdit edit = editOf(changed.spec().labels);
    edit.classes.pop_back();
    VERIFY_OK(changeLabels(changed, *editedLabels(changed.spec().labels, edit), changed.spec().team.front()));
    merged({copy.folder()});
    QCOMPARE(job().events().answersOf(0).size(), std::size_t{1});
    QCOMPARE(job().spec().labels.size(), std::size_t{2});
    mergedInto(copy.folder(), {jobFolder()});
    QVERIFY(Job::open(copy.folder())->spec().labels == job().spec().labels);
}

void MergeSameJobTest::appendedLinesComeIn()
{
    const std::string lines = textOf(jobFolder() / "input.manifest");
    Job before = copyNamed("before");
    copyNamed("copy");
    const std::string more = lines + R"({"source-ref":"s3://example-bucket/images/0.png"})" + "\n" +
                             R"({"source-ref":"s3://example-bucket/images/1.png"})" + "\n";
    writeText(root() / "copy/input.manifest", more);
    Job copy = *Job::open(root() / "copy");
    answer(copy, 7, 0, 10);
    const MergePlan plan = merged({before.folder(), copy.folder()});
    QCOMPARE(plan.growth->lines, std::int64_t{2});
    QCOMPARE(textOf(jobFolder() / "input.manifest"), more);
    QCOMPARE(job().objectCount(), std::int64_t{8});
    QVERIFY(job().problems().empty());
    QVERIFY(!merged({copy.folder()}).growth);
    QVERIFY(!merged({before.folder()}).growth);
}

void MergeSameJobTest::linesAppendedInTwoWaysAreRefused()
{
    const std::string lines = textOf(jobFolder() / "input.manifest");
    for (const int photo : {0, 1}) {
        const std::string name = std::to_string(photo);
        copyNamed(name);
        writeText(root() / name / "input.manifest",
                  lines + R"({"source-ref":"s3://example-bucket/images/)" + name + ".png\"}\n");
    }
    const Tree before = treeOf(jobFolder());
    const auto plan = planMerge(jobFolder(), std::vector{root() / "0", root() / "1"});
    VERIFY_ERROR(plan, ErrorCode::Mismatch);
    QCOMPARE(plan.error().path, root() / "1/input.manifest");
    QCOMPARE(plan.error().position, std::int64_t{7});
    QVERIFY(treeOf(jobFolder()) == before);
}

LABELWRIGHT_TEST(MergeSameJobTest)
#include "MergeSameJobTest.moc"
