// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/ConflictPixels.h"

#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// Two copies in which one worker answered one object differently.
class ConflictPixelsTest : public QObject {
    Q_OBJECT
private slots:
    void differingPixelsAreCounted();
    void whatCantBeReadIsLeftOut();

private:
    static MergePlan planned(const fs::path& root)
    {
        const Result<MergePlan> plan = planMerge(root / "job", std::vector{root / "copy"});
        if (!plan)
            qFatal("%s", sentence(plan.error()).c_str());
        return *plan;
    }
};

namespace {

LabelMask maskOf(Label first)
{
    std::vector<Label> pixels(128, 1);
    pixels.front() = first;
    return *LabelMask::create({16, 8}, std::move(pixels));
}

} // namespace

void ConflictPixelsTest::differingPixelsAreCounted()
{
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    Job job = makeJob(root, {.objects = 2});
    fs::copy(root / "job", root / "copy", fs::copy_options::recursive);
    Job copy = *Job::open(root / "copy");
    submitAt(job, 1, 0, maskOf(1), testTime(0));
    const AnswerEvent second = submitAt(copy, 1, 0, maskOf(2), testTime(5));
    const std::map<std::string, std::int64_t> pixels = conflictPixels(planned(root), job.spec().labels);
    QCOMPARE(pixels, (std::map<std::string, std::int64_t>{{second.name, 1}}));
}

void ConflictPixelsTest::whatCantBeReadIsLeftOut()
{
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    Job job = makeJob(root, {.objects = 2});
    fs::copy(root / "job", root / "copy", fs::copy_options::recursive);
    Job copy = *Job::open(root / "copy");
    submitAt(job, 1, 0, maskOf(1), testTime(0));
    const AnswerEvent second = submitAt(copy, 1, 0, maskOf(2), testTime(5));
    const MergePlan plan = planned(root);
    fs::remove(objectEventsFolder(copy.folder(), 1) / second.maskFile);
    QVERIFY(conflictPixels(plan, job.spec().labels).empty());
}

LABELWRIGHT_TEST(ConflictPixelsTest)
#include "ConflictPixelsTest.moc"
