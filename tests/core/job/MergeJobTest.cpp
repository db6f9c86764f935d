// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/MergeJob.h"

#include "core/job/Derive.h"
#include "core/job/JobChanges.h"
#include "core/job/JobState.h"
#include "core/job/Review.h"
#include "core/job/SettleConflict.h"
#include "core/job/SplitJob.h"
#include "core/job/Submit.h"
#include "tests/core/job/JobFixture.h"
#include "tests/core/job/MergeJobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <random>

using namespace labelwright;
using namespace labelwright::test;
using namespace labelwright::test::merging;
namespace fs = std::filesystem;

/// What copies did comes in, whatever the order.
class MergeJobTest : public MergeTest {
    Q_OBJECT
private slots:
    void init() { begin(); }
    void answersOfACopyComeIn();
    void aPreviewWritesNothing();
    void mergingTwiceIsMergingOnce();
    void theOrderMakesNoDifference();
    void twoAnswersOfOneWorkerAreSettled();
    void aCorrectionCountsHoweverManyAnswered();
};

namespace {

/// All that follows from a job's events.
struct Derived {
    Tree events;
    Tree output;
    JobStatus status{};
    Team team;
    LabelCounters counters;
    std::vector<Conflict> conflicts;

    friend bool operator==(const Derived&, const Derived&) = default;
};

Derived derivedFrom(const fs::path& folder)
{
    const Job job = *Job::open(folder);
    const Result<DeriveReport> report = derive(job);
    if (!report)
        qFatal("%s", sentence(report.error()).c_str());
    const JobState state = jobState(job);
    return {treeOf(folder / "events"),
            treeOf(folder / "output"),
            state.status,
            state.team,
            state.counters,
            conflictsOf(job.spec(), job.events())};
}

} // namespace

void MergeJobTest::answersOfACopyComeIn()
{
    Job copy = copyNamed("copy");
    answer(copy, 0, 0, 10);
    answer(copy, 3, 1, 20, 1);
    VERIFY_OK(flagObject(copy, 3, copy.spec().team[1], "look"));
    VERIFY_OK(stopJob(copy, copy.spec().team[0]));
    const MergePlan plan = merged({copy.folder()});
    QCOMPARE(plan.events.size(), std::size_t{4});
    QCOMPARE(plan.copies.size(), std::size_t{1});
    QCOMPARE(plan.copies[0].byWorker.at("worker-1"), (ArrivalCounts{1, 1, 0}));
    QCOMPARE(plan.copies[0].byWorker.at("worker-2"), (ArrivalCounts{1, 0, 1}));
    QCOMPARE(plan.copies[0].objects, std::int64_t{2});
    QVERIFY(plan.notYetSynced.empty() && plan.damaged.empty() && plan.conflicts.empty() && !plan.growth);
    QVERIFY(treeOf(jobFolder() / "events") == treeOf(copy.folder() / "events"));
    QVERIFY(job().problems().empty());
    QVERIFY(jobState(job()).status == JobStatus::Stopped);
}

void MergeJobTest::aPreviewWritesNothing()
{
    Job copy = copyNamed("copy");
    answer(copy, 0, 0, 10);
    const Tree before = treeOf(jobFolder());
    const Tree there = treeOf(copy.folder());
    VERIFY_OK(planMerge(jobFolder(), std::vector{copy.folder()}));
    QVERIFY(treeOf(jobFolder()) == before);
    QVERIFY(treeOf(copy.folder()) == there);
}

void MergeJobTest::mergingTwiceIsMergingOnce()
{
    Job copy = copyNamed("copy");
    answer(copy, 0, 0, 10);
    const fs::path folder = copy.folder();
    QCOMPARE(merged({folder, folder / "", folder / "../copy"}).events.size(), std::size_t{1});
    const Tree before = treeOf(jobFolder() / "events");
    QVERIFY(merged({folder}).events.empty());
    QVERIFY(treeOf(jobFolder() / "events") == before);
}

void MergeJobTest::theOrderMakesNoDifference()
{
    // A lead hands out copies, and goes on in the job; a second lead has a copy by hand.
    Job original = job();
    const Worker lead = original.spec().team[0];
    Team crew = teamOf(original.spec().team);
    crew.members.push_back({*createWorker("ann"), TeamRole::Annotator, MemberStatus::Active});
    VERIFY_OK(changeTeam(original, crew, lead));
    answer(original, 5, 7, 5);
    const Result<SplitPlan> plan = planSplit(original, {original.spec().team, 0, 0, root() / "out"});
    VERIFY_OK(plan);
    VERIFY_OK(splitJob(original, *plan, lead));
    Job second = copyNamed("second");
    Job one = *Job::open(root() / "out/job-worker-1");
    Job two = *Job::open(root() / "out/job-worker-2");

    answer(original, 0, 1, 30); // The lead is impatient: what worker-1 has too.
    VERIFY_OK(stopJob(original, lead));
    VERIFY_OK(resumeJob(original, lead));
    for (ObjectId object = 0; object < 5; ++object)
        answer(one, object, static_cast<int>(object), 100 + 10 * static_cast<double>(object));
    answer(one, 2, 9, 200);
    for (ObjectId object = 1; object < 6; ++object)
        answer(two, object, static_cast<int>(object) + 3, 105 + 10 * static_cast<double>(object), 1);
    VERIFY_OK(flagObject(two, 4, two.spec().team[1], "a tram?"));
    const Worker other = *createWorker("second lead");
    Team rest = crew;
    rest.members.pop_back();
    VERIFY_OK(changeTeam(second, rest, other));
    VERIFY_OK(flagObject(second, 4, other, "a bus?"));
    VERIFY_OK(stopJob(second, other));

    // What a sync tool has brought by then.
    fs::copy(one.folder(), root() / "partial", fs::copy_options::recursive);
    int number = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root() / "partial/events")) {
        if (entry.is_regular_file() && entry.path().string().find("/job/") == std::string::npos && ++number % 3 == 0)
            fs::remove(entry.path());
    }

    std::vector<fs::path> copies{one.folder(), two.folder(), second.folder(), root() / "partial", one.folder()};
    std::optional<Derived> expected;
    std::mt19937 random(7); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same shuffles each time.
    for (int round = 0; round < 6; ++round) {
        const fs::path folder = root() / ("merged-" + std::to_string(round));
        fs::copy(jobFolder(), folder, fs::copy_options::recursive);
        if (round % 2 == 0) {
            mergedInto(folder, copies);
        } else {
            for (const fs::path& copy : copies)
                mergedInto(folder, {copy});
        }
        const Derived derived = derivedFrom(folder);
        QVERIFY(!derived.output.empty());
        if (!expected)
            expected = derived;
        QVERIFY(derived.events == expected->events);
        QVERIFY(derived == *expected);
        std::shuffle(copies.begin(), copies.end(), random);
    }
    // The copies come to the same, merged among each other.
    mergedInto(one.folder(), {jobFolder(), two.folder(), second.folder()});
    QVERIFY(derivedFrom(one.folder()) == *expected);
    QVERIFY(!expected->conflicts.empty());
    QCOMPARE(expected->counters.totalLabeled, std::int64_t{5});
}

void MergeJobTest::twoAnswersOfOneWorkerAreSettled()
{
    Job copy = copyNamed("copy");
    Job original = job();
    const AnswerEvent here = answer(original, 0, 0, 10);
    const AnswerEvent there = answer(copy, 0, 1, 20);
    const MergePlan plan = merged({copy.folder()});
    QCOMPARE(plan.conflicts.size(), std::size_t{1});
    QCOMPARE(plan.conflicts[0].choices[0].event, here.name);
    QCOMPARE(plan.conflicts[0].choices[1].event, there.name);
    Job both = job();
    VERIFY_OK(settleConflict(both, plan.conflicts[0], there.name, both.spec().team[1]));
    QVERIFY(merged({copy.folder()}).conflicts.empty());

    // What was settled goes to the copy like any event.
    mergedInto(copy.folder(), {jobFolder()});
    QCOMPARE(Job::open(copy.folder())->events().currentAnswers(0).front()->name, there.name);
    QVERIFY(derivedFrom(copy.folder()) == derivedFrom(jobFolder()));
}

void MergeJobTest::aCorrectionCountsHoweverManyAnswered()
{
    Job original = job();
    Team crew = teamOf(original.spec().team);
    crew.members.push_back({*createWorker("ann"), TeamRole::Annotator, MemberStatus::Active});
    VERIFY_OK(changeTeam(original, crew, original.spec().team[0]));
    Job one = copyNamed("one");
    Job two = copyNamed("two");
    Job three = copyNamed("three");
    const AnswerEvent first = answer(one, 0, 0, 10);
    const AnswerEvent seconds = answer(two, 0, 1, 20, 1);
    SubmitRequest request;
    request.worker = *createWorker("ann");
    request.mask = stripedMask(kSize, 3, 2);
    request.image = first.image;
    request.accepted = timeAt(25);
    request.submitted = timeAt(30);
    VERIFY_OK(submitAnswer(three, std::move(request)));
    const AnswerEvent corrected = answer(one, 0, 3, 40);

    std::vector<fs::path> copies{one.folder(), two.folder(), three.folder(), two.folder()};
    std::optional<Tree> output;
    do {
        const fs::path folder = root() / "merged";
        fs::remove_all(folder);
        fs::copy(jobFolder(), folder, fs::copy_options::recursive);
        for (const fs::path& copy : copies)
            mergedInto(folder, {copy});
        const Job merged = *Job::open(folder);
        QCOMPARE(namesOf(merged.events().countedAnswers(0, 2)),
                 (std::vector<std::string>{seconds.name, corrected.name}));
        const Tree derived = derivedFrom(folder).output;
        if (!output)
            output = derived;
        QVERIFY(derived == *output);
    } while (std::ranges::next_permutation(copies).found);
}

LABELWRIGHT_TEST(MergeJobTest)
#include "MergeJobTest.moc"
