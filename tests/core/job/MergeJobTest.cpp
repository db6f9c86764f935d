// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/MergeJob.h"

#include "core/base/Hash.h"
#include "core/job/Derive.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/LabelChange.h"
#include "core/job/Review.h"
#include "core/job/SettleConflict.h"
#include "core/job/SplitJob.h"
#include "core/job/Submit.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <random>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

using Tree = std::map<std::string, std::string>;

class MergeJobTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void answersOfACopyComeIn();
    void aPreviewWritesNothing();
    void mergingTwiceIsMergingOnce();
    void theOrderMakesNoDifference();
    void twoAnswersOfOneWorkerAreSettled();
    void anAnswerWithoutItsMaskComesLater();
    void aMaskThatIsNotWholeComesLater();
    void aMaskMayLieInAnotherCopy_data();
    void aMaskMayLieInAnotherCopy();
    void aCorrectionCountsHoweverManyAnswered();
    void aMaskThatTheJobLacksComesIn();
    void anEventThatIsNotWholeComesLater();
    void otherBytesOfOneNameAreReported();
    void whatIsNoEventStaysWhereItIs();
    void eventsOfALaterVersionComeIn();
    void aMaskCantLeadElsewhere();
    void anotherJobIsRefused();
    void theJobItselfIsRefused();
    void anotherPlaceOfThePhotosIsTheSameJob();
    void otherLabelsSinceAreTheSameJob();
    void appendedLinesComeIn();
    void linesAppendedInTwoWaysAreRefused();
    void aFullDiskKeepsWhatIsThere();
    void stoppedItGoesOnLater();

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    fs::path jobFolder() const { return root() / "job"; }
    Job job() const { return *Job::open(jobFolder()); }
    /// A copy by hand.
    Job copyNamed(const std::string& name) const;
    MergePlan merged(const std::vector<fs::path>& copies) const { return mergedInto(jobFolder(), copies); }
    static MergePlan mergedInto(const fs::path& folder, const std::vector<fs::path>& copies);

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr Size kSize{16, 8};

AnswerEvent answer(Job& job, ObjectId object, int seed, double seconds, std::size_t worker = 0)
{
    return submitAt(job, object, worker, stripedMask(kSize, 3, seed), timeAt(seconds));
}

fs::path eventFile(const Job& job, const AnswerEvent& event, const std::string& name)
{
    return objectEventsFolder(job.folder(), event.object) / name;
}

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

bool holds(const std::vector<Error>& errors, const fs::path& path, std::string_view words)
{
    return std::ranges::any_of(errors, [&](const Error& error) {
        return error.path == path && error.detail.find(words) != std::string::npos;
    });
}

} // namespace

void MergeJobTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    makeJob(root(), {.objects = 6, .workersPerObject = 2});
}

Job MergeJobTest::copyNamed(const std::string& name) const
{
    fs::copy(jobFolder(), root() / name, fs::copy_options::recursive);
    return *Job::open(root() / name);
}

MergePlan MergeJobTest::mergedInto(const fs::path& folder, const std::vector<fs::path>& copies)
{
    const Result<MergePlan> plan = planMerge(folder, copies);
    if (!plan)
        qFatal("%s", sentence(plan.error()).c_str());
    if (const Status done = mergeCopies(*plan); !done)
        qFatal("%s", sentence(done.error()).c_str());
    return *plan;
}

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

void MergeJobTest::anAnswerWithoutItsMaskComesLater()
{
    Job copy = copyNamed("copy");
    const AnswerEvent event = answer(copy, 0, 0, 10);
    const fs::path mask = eventFile(copy, event, event.maskFile);
    fs::rename(mask, root() / "mask");
    const MergePlan plan = merged({copy.folder()});
    QVERIFY(plan.events.empty());
    QVERIFY(holds(plan.notYetSynced, mask, "not here yet"));
    QVERIFY(!fs::exists(jobFolder() / "events/000"));
    fs::rename(root() / "mask", mask);
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{1});
}

void MergeJobTest::aMaskThatIsNotWholeComesLater()
{
    Job copy = copyNamed("copy");
    const AnswerEvent event = answer(copy, 0, 0, 10);
    const fs::path mask = eventFile(copy, event, event.maskFile);
    const std::vector<std::uint8_t> whole = bytesOf(mask);
    writeBytes(mask, std::span(whole).first(whole.size() / 2));
    const MergePlan plan = merged({copy.folder()});
    QVERIFY(plan.events.empty());
    QVERIFY(holds(plan.notYetSynced, mask, "not arrived whole"));
    writeBytes(mask, whole);
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{1});
}

void MergeJobTest::aMaskMayLieInAnotherCopy_data()
{
    QTest::addColumn<bool>("isTorn");
    QTest::newRow("missing") << false;
    QTest::newRow("torn") << true;
}

/// As where a sync tool brought the one file to one folder and the other to another.
void MergeJobTest::aMaskMayLieInAnotherCopy()
{
    QFETCH(bool, isTorn);
    Job copy = copyNamed("copy");
    const AnswerEvent event = answer(copy, 0, 0, 10);
    fs::copy(copy.folder(), root() / "other", fs::copy_options::recursive);
    Job original = job();
    answer(original, 0, 1, 20);
    if (isTorn)
        writeText(eventFile(copy, event, event.maskFile), "half of a mas");
    else
        fs::remove(eventFile(copy, event, event.maskFile));
    fs::remove(root() / "other/events/000/0" / event.name);
    const std::vector<fs::path> copies{copy.folder(), root() / "other"};
    const Result<MergePlan> plan = planMerge(jobFolder(), copies);
    VERIFY_OK(plan);
    QCOMPARE(plan->events.size(), std::size_t{1});
    QVERIFY(plan->notYetSynced.empty() && plan->damaged.empty());
    QCOMPARE(plan->conflicts.size(), std::size_t{1}); // worker-1 has two answers now.
    VERIFY_OK(mergeCopies(*plan));
    const Job whole = job();
    QVERIFY(whole.problems().empty());
    QCOMPARE(whole.events().currentAnswers(0).front()->name, event.name);
    VERIFY_OK(whole.events().maskBytes(event));
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

void MergeJobTest::aMaskThatTheJobLacksComesIn()
{
    Job original = job();
    const AnswerEvent event = answer(original, 0, 0, 10);
    Job copy = copyNamed("copy");
    fs::remove(eventFile(original, event, event.maskFile));
    QCOMPARE(job().problems().size(), std::size_t{1});
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{1});
    QVERIFY(job().problems().empty());
}

void MergeJobTest::anEventThatIsNotWholeComesLater()
{
    Job copy = copyNamed("copy");
    const AnswerEvent event = answer(copy, 0, 0, 10);
    const fs::path file = eventFile(copy, event, event.name);
    const std::string whole = textOf(file);
    writeText(file, whole.substr(0, whole.size() / 2));
    const MergePlan plan = merged({copy.folder()});
    QVERIFY(plan.events.empty());
    QVERIFY(holds(plan.notYetSynced, file, "not arrived whole"));
    writeText(file, whole);
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{1});
}

void MergeJobTest::otherBytesOfOneNameAreReported()
{
    Job original = job();
    const AnswerEvent event = answer(original, 0, 0, 10);
    const AnswerEvent other = answer(original, 1, 0, 20);
    Job copy = copyNamed("copy");
    writeText(eventFile(original, event, event.name), "{}");
    writeText(eventFile(original, other, other.maskFile), "no mask");
    answer(copy, 2, 0, 30);
    const Tree there = treeOf(copy.folder() / "events");
    const MergePlan plan = merged({copy.folder()});
    QCOMPARE(plan.events.size(), std::size_t{1});
    QVERIFY(holds(plan.damaged, eventFile(original, event, event.name), "damaged"));
    QVERIFY(holds(plan.damaged, eventFile(original, other, other.maskFile), "damaged"));
    QCOMPARE(textOf(eventFile(original, event, event.name)), std::string("{}"));
    QCOMPARE(textOf(eventFile(original, other, other.maskFile)), std::string("no mask"));
    QVERIFY(treeOf(copy.folder() / "events") == there);
    // As it says: taken away, the whole one comes in.
    fs::remove(eventFile(original, event, event.name));
    fs::remove(eventFile(original, other, other.maskFile));
    QVERIFY(merged({copy.folder()}).damaged.empty());
    QVERIFY(treeOf(jobFolder() / "events") == there);
}

void MergeJobTest::whatIsNoEventStaysWhereItIs()
{
    Job copy = copyNamed("copy");
    const AnswerEvent event = answer(copy, 0, 0, 10);
    writeText(copy.folder() / "events/000/0/notes.txt", "mine");
    fs::copy(copy.folder() / "events/000/0", copy.folder() / "events/000/1");
    fs::copy(copy.folder() / "events/000/0", copy.folder() / "events/elsewhere");
    const MergePlan plan = merged({copy.folder()});
    QCOMPARE(plan.events.size(), std::size_t{1});
    QVERIFY(holds(plan.foreign, copy.folder() / "events/000/0/notes.txt", ""));
    QVERIFY(holds(plan.damaged, copy.folder() / "events/000/1" / event.name, "about object 0"));
    const auto arrived = treeOf(jobFolder() / "events");
    QCOMPARE(arrived.size(), std::size_t{4}); // 000/, 0/, and the answer's two files.
}

void MergeJobTest::eventsOfALaterVersionComeIn()
{
    Job copy = copyNamed("copy");
    const std::string png = "any picture";
    const Worker worker = copy.spec().team[0];
    const std::string mask = eventFileName(timeAt(5), worker, sha256Hex(png), ".png");
    const std::string text = R"({"format":"labelwright-event","version":1,"kind":"of-tomorrow","worker":{"name":"ann",)"
                             R"("email":"","id":"x"},"mask":{"file":")" +
                             mask + R"(","sha256":")" + sha256Hex(png) + "\"}}\n";
    const fs::path folder = objectEventsFolder(copy.folder(), 2);
    fs::create_directories(folder);
    writeText(folder / mask, png);
    writeText(folder / eventFileName(timeAt(5), worker, sha256Hex(text), ".json"), text);
    const MergePlan plan = merged({copy.folder()});
    QCOMPARE(plan.events.size(), std::size_t{1});
    QCOMPARE(plan.copies[0].byWorker.at("ann"), (ArrivalCounts{0, 0, 1}));
    QVERIFY(treeOf(jobFolder() / "events") == treeOf(copy.folder() / "events"));
}

void MergeJobTest::aMaskCantLeadElsewhere()
{
    Job copy = copyNamed("copy");
    const std::string text = R"({"format":"labelwright-event","version":1,"kind":"of-tomorrow","worker":{"name":"ann",)"
                             R"("email":"","id":"x"},"mask":{"file":"../../../../outside","sha256":")" +
                             sha256Hex("any") + "\"}}\n";
    fs::create_directories(objectEventsFolder(copy.folder(), 2));
    writeText(copy.folder() / "outside", "any");
    writeText(objectEventsFolder(copy.folder(), 2) /
                  eventFileName(timeAt(5), copy.spec().team[0], sha256Hex(text), ".json"),
              text);
    const MergePlan plan = merged({copy.folder()});
    QVERIFY(plan.events.empty());
    QCOMPARE(plan.damaged.size(), std::size_t{1});
    QVERIFY(!fs::exists(jobFolder() / "outside"));
}

void MergeJobTest::anotherJobIsRefused()
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

void MergeJobTest::theJobItselfIsRefused()
{
    VERIFY_ERROR(planMerge(jobFolder(), std::vector{root() / "photos/../job"}), ErrorCode::InvalidArgument);
}

void MergeJobTest::anotherPlaceOfThePhotosIsTheSameJob()
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

void MergeJobTest::otherLabelsSinceAreTheSameJob()
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

void MergeJobTest::appendedLinesComeIn()
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

void MergeJobTest::linesAppendedInTwoWaysAreRefused()
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

void MergeJobTest::aFullDiskKeepsWhatIsThere()
{
    Job copy = copyNamed("copy");
    const AnswerEvent first = answer(copy, 0, 0, 10);
    answer(copy, 1, 1, 20);
    const Result<MergePlan> plan = planMerge(jobFolder(), std::vector{copy.folder()});
    VERIFY_OK(plan);
    {
        const FullDisk full(200); // Room for the mask, none for its event.
        VERIFY_ERROR(mergeCopies(*plan), ErrorCode::DiskFull);
    }
    QVERIFY(job().events().answers().empty());
    QVERIFY(fs::exists(eventFile(job(), first, first.maskFile))); // An event without its mask would be worse.
    QVERIFY(!fs::exists(eventFile(job(), first, first.name)));
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{2});
    QVERIFY(treeOf(jobFolder() / "events") == treeOf(copy.folder() / "events"));
}

void MergeJobTest::stoppedItGoesOnLater()
{
    Job copy = copyNamed("copy");
    for (ObjectId object = 0; object < 4; ++object)
        answer(copy, object, 0, 10);
    std::stop_source stop;
    const Result<MergePlan> plan = planMerge(jobFolder(), std::vector{copy.folder()});
    const Status stopped = mergeCopies(*plan, stop.get_token(), [&stop](std::int64_t done, std::int64_t all) {
        if (2 * done == all)
            stop.request_stop();
    });
    VERIFY_ERROR(stopped, ErrorCode::Cancelled);
    QCOMPARE(job().events().answers().size(), std::size_t{2});
    QVERIFY(job().problems().empty());
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{2});
    QVERIFY(treeOf(jobFolder() / "events") == treeOf(copy.folder() / "events"));
}

LABELWRIGHT_TEST(MergeJobTest)
#include "MergeJobTest.moc"
