// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Statistics.h"

#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

/// Rows of digits, one a pixel.
LabelMask maskOf(const std::vector<std::string>& rows)
{
    std::vector<Label> labels;
    for (const std::string& row : rows)
        for (const char digit : row)
            labels.push_back(static_cast<Label>(digit - '0'));
    return *LabelMask::create({int(rows.front().size()), int(rows.size())}, std::move(labels));
}

} // namespace

class StatisticsTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void pixelsAndComponentsAreCountedByLabel();
    void sizesFallIntoPowersOfTwo();
    void coverageIsTheLabeledShare();
    void coOccurrenceCountsObjectsWithBoth();
    void timeIsSharedByPixels();
    void theMedianOfTwoIsBetweenThem();
    void daysCountAnswersAndWhatIsCompleted();
    void aCorrectionDoesNotMoveTheCompletion();
    void severalWorkersCompleteTogether();
    void choicesShareTimeEvenly();
    void anUnansweredJobHasNone();
    void whatCantBeReadIsLeftOut();
    void measuresAreKeptAndReadAgain();
    void measuresOfOtherAnswersAreNot();
    void damagedMeasuresAreNone();
    void aStoppedCountIsNoResult();

private:
    Job makeSmallJob(TestJobOptions options = {})
    {
        options.size = {4, 4};
        return makeJob(m_folder->path().toStdString(), options);
    }
    Statistics count(const Job& job)
    {
        Result<Statistics> statistics = statisticsOf(job);
        if (!statistics)
            qFatal("%s", sentence(statistics.error()).c_str());
        return *std::move(statistics);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

/// Corners are contact: the ones in the slanting line are one component.
void StatisticsTest::pixelsAndComponentsAreCountedByLabel()
{
    Job job = makeSmallJob();
    submitAt(job, 0, 0, maskOf({"1000", "0100", "0010", "2202"}), testTime(0));
    submitAt(job, 2, 0, maskOf({"1100", "1100", "0000", "0000"}), testTime(1));
    const Statistics statistics = count(job);
    QCOMPARE(statistics.objects, 3);
    QCOMPARE(statistics.answered, 2);
    QCOMPARE(statistics.labels, (std::vector<std::string>{"unlabeled", "people", "traffic light", "bus"}));
    const LabelStatistics& people = statistics.byLabel[1];
    QCOMPARE(people.objects, 2);
    QCOMPARE(people.sum.pixels, 7);
    QCOMPARE(people.sum.components, 2);
    QCOMPARE(people.sum.smallest, 3);
    QCOMPARE(people.sum.largest, 4);
    QCOMPARE(people.meanArea(), std::optional(3.5));
    const LabelStatistics& lights = statistics.byLabel[2];
    QCOMPARE(lights.objects, 1);
    QCOMPARE(lights.sum.components, 2);
    QCOMPARE(lights.sum.smallest, 1);
    QCOMPARE(statistics.byLabel[3].objects, 0);
    QCOMPARE(statistics.byLabel[3].meanArea(), std::optional<double>());
    QCOMPARE(statistics.byLabel[0].sum.pixels, 32 - 7 - 3);
    QCOMPARE(statistics.byLabel[0].sum.components, 0);
}

void StatisticsTest::sizesFallIntoPowersOfTwo()
{
    Job job = makeSmallJob();
    submitAt(job, 0, 0, maskOf({"1011", "0011", "0000", "1110"}), testTime(0));
    ComponentSizes expected{};
    expected[0] = 1; // 1
    expected[1] = 1; // 3
    expected[2] = 1; // 4
    QCOMPARE(count(job).byLabel[1].sum.sizes, expected);
}

void StatisticsTest::coverageIsTheLabeledShare()
{
    Job job = makeSmallJob();
    submitAt(job, 0, 0, maskOf({"1111", "1111", "1111", "1111"}), testTime(0));
    submitAt(job, 1, 0, maskOf({"1111", "0000", "0000", "0000"}), testTime(1));
    const Statistics statistics = count(job);
    QCOMPARE(statistics.labeledPixels(), 20);
    QCOMPARE(statistics.covered(), std::optional(20.0 / 32));
    CoverageTenths expected{};
    expected[2] = 1;
    expected[9] = 1;
    QCOMPARE(statistics.coverage, expected);
}

void StatisticsTest::coOccurrenceCountsObjectsWithBoth()
{
    Job job = makeSmallJob();
    submitAt(job, 0, 0, maskOf({"1122", "1122", "1122", "1122"}), testTime(0));
    submitAt(job, 1, 0, maskOf({"1111", "1111", "1111", "3333"}), testTime(1));
    const Statistics statistics = count(job);
    QCOMPARE(statistics.together(1, 2), 1);
    QCOMPARE(statistics.together(2, 1), 1);
    QCOMPARE(statistics.together(1, 3), 1);
    QCOMPARE(statistics.together(2, 3), 0);
    QCOMPARE(statistics.together(1, 1), 2);
}

/// submitAt() takes ten seconds.
void StatisticsTest::timeIsSharedByPixels()
{
    Job job = makeSmallJob();
    const AnswerEvent answer = submitAt(job, 0, 0, maskOf({"1110", "2000", "0000", "0000"}), testTime(0));
    submitAt(job, 1, 0, maskOf({"0000", "0000", "0000", "0000"}), testTime(1));
    QVERIFY(answer.activeSeconds > 0);
    const Statistics statistics = count(job);
    QCOMPARE(statistics.byLabel[1].activeSeconds, 0.75 * answer.activeSeconds);
    QCOMPARE(statistics.byLabel[2].activeSeconds, 0.25 * answer.activeSeconds);
    QCOMPARE(statistics.byLabel[0].activeSeconds, answer.activeSeconds); // All of the empty one.
    QCOMPARE(statistics.activeSeconds, 2 * answer.activeSeconds);
    QCOMPARE(statistics.secondsPerObject(), std::optional(answer.activeSeconds));
    QCOMPARE(statistics.medianSeconds, std::optional(answer.activeSeconds));
}

/// An object's time is that of all its answers.
void StatisticsTest::theMedianOfTwoIsBetweenThem()
{
    Job job = makeSmallJob();
    const LabelMask mask = maskOf({"1111", "1111", "1111", "1111"});
    submitAt(job, 0, 0, mask, testTime(0));
    const double seconds = submitAt(job, 0, 0, mask, testTime(1)).activeSeconds;
    submitAt(job, 1, 0, mask, testTime(2));
    QCOMPARE(count(job).medianSeconds, std::optional(1.5 * seconds));
    submitAt(job, 2, 0, mask, testTime(3));
    QCOMPARE(count(job).medianSeconds, std::optional(seconds));
}

void StatisticsTest::daysCountAnswersAndWhatIsCompleted()
{
    Job job = makeSmallJob();
    const LabelMask mask = maskOf({"1111", "1111", "1111", "1111"});
    submitAt(job, 0, 0, mask, testTime(0));
    submitAt(job, 1, 0, mask, testTime(1));
    const double seconds = submitAt(job, 2, 0, mask, testTime(2 * kDayMs)).activeSeconds;
    const std::vector<DayProgress> days = count(job).days;
    const Time first = std::chrono::floor<std::chrono::days>(testTime(0));
    QCOMPARE(days.size(), std::size_t(2));
    QCOMPARE(days[0], (DayProgress{first, 2, 2, 2 * seconds}));
    QCOMPARE(days[1], (DayProgress{first + std::chrono::days(2), 1, 1, seconds}));
}

void StatisticsTest::aCorrectionDoesNotMoveTheCompletion()
{
    Job job = makeSmallJob();
    const LabelMask mask = maskOf({"1111", "1111", "1111", "1111"});
    submitAt(job, 0, 0, mask, testTime(0));
    submitAt(job, 0, 0, maskOf({"2222", "2222", "2222", "2222"}), testTime(kDayMs));
    const Statistics statistics = count(job);
    QCOMPARE(statistics.days[0].completed, 1);
    QCOMPARE(statistics.days[1].completed, 0);
    QCOMPARE(statistics.days[1].answers, 1);
    QCOMPARE(statistics.answered, 1);
    QCOMPARE(statistics.byLabel[1].objects, 0);
    QCOMPARE(statistics.byLabel[2].objects, 1);
}

void StatisticsTest::severalWorkersCompleteTogether()
{
    Job job = makeSmallJob({.workersPerObject = 2});
    const LabelMask mask = maskOf({"1111", "1111", "1111", "1111"});
    submitAt(job, 0, 0, mask, testTime(0));
    QCOMPARE(count(job).days[0].completed, 0);
    submitAt(job, 0, 1, mask, testTime(kDayMs));
    const Statistics statistics = count(job);
    QCOMPARE(statistics.days[0].completed, 0);
    QCOMPARE(statistics.days[1].completed, 1);
    QCOMPARE(statistics.byLabel[1].objects, 1);
}

void StatisticsTest::choicesShareTimeEvenly()
{
    Job job = makeSmallJob({.taskType = TaskType::ImageClassificationMultiLabel, .noneCategory = "none"});
    const double seconds = chooseAt(job, 0, 0, {"people", "bus"}, testTime(0)).activeSeconds;
    chooseAt(job, 1, 0, {}, testTime(1));
    const Statistics statistics = count(job);
    QCOMPARE(statistics.byLabel[1].objects, 1);
    QCOMPARE(statistics.byLabel[3].activeSeconds, seconds / 2);
    QCOMPARE(statistics.byLabel[0].objects, 1);
    QCOMPARE(statistics.together(1, 3), 1);
    QCOMPARE(statistics.covered(), std::optional<double>());
}

void StatisticsTest::anUnansweredJobHasNone()
{
    const Statistics statistics = count(makeSmallJob());
    QCOMPARE(statistics.answered, 0);
    QCOMPARE(statistics.byLabel.size(), std::size_t(4));
    QVERIFY(statistics.days.empty() && !statistics.covered() && !statistics.medianSeconds);
}

void StatisticsTest::whatCantBeReadIsLeftOut()
{
    Job job = makeSmallJob();
    const LabelMask mask = maskOf({"1111", "1111", "1111", "1111"});
    const AnswerEvent answer = submitAt(job, 0, 0, mask, testTime(0));
    submitAt(job, 1, 0, mask, testTime(1));
    writeText(objectEventsFolder(job.folder(), 0) / answer.maskFile, "damaged");
    const Statistics statistics = count(job);
    QCOMPARE(statistics.leftOut.size(), std::size_t(1));
    QCOMPARE(statistics.answered, 2);
    QCOMPARE(statistics.byLabel[1].objects, 1);
}

/// The masks are gone, and their measures are still right.
void StatisticsTest::measuresAreKeptAndReadAgain()
{
    Job job = makeSmallJob();
    const AnswerEvent answer = submitAt(job, 0, 0, maskOf({"1000", "0100", "0000", "2202"}), testTime(0));
    const Statistics first = count(job);
    fs::remove(objectEventsFolder(job.folder(), 0) / answer.maskFile);
    const Statistics again = count(job);
    QVERIFY(again.leftOut.empty());
    for (std::size_t label = 0; label < again.labels.size(); ++label)
        QCOMPARE(again.byLabel[label].sum, first.byLabel[label].sum);
}

void StatisticsTest::measuresOfOtherAnswersAreNot()
{
    Job job = makeSmallJob();
    submitAt(job, 0, 0, maskOf({"1111", "1111", "1111", "1111"}), testTime(0));
    QCOMPARE(count(job).byLabel[1].objects, 1);
    submitAt(job, 0, 0, maskOf({"2222", "2222", "2222", "2222"}), testTime(1000));
    const Statistics statistics = count(job);
    QCOMPARE(statistics.byLabel[1].objects, 0);
    QCOMPARE(statistics.byLabel[2].sum.pixels, 16);
}

void StatisticsTest::damagedMeasuresAreNone()
{
    Job job = makeSmallJob();
    submitAt(job, 0, 0, maskOf({"1111", "1111", "1111", "1111"}), testTime(0));
    const ObjectMeasure good = *measureObject(job, 0);
    const std::string line = measureLine(job, 0, good);
    QCOMPARE(readMeasureLine(job, line)->measure, good);
    for (std::size_t length = 0; length < line.size(); ++length)
        QVERIFY(!readMeasureLine(job, line.substr(0, length)));
    std::string other = line;
    other.replace(other.find("[[1,"), 4, "[[9,"); // The job has no such label.
    QVERIFY(!readMeasureLine(job, other));
    count(job);
    writeText(cacheFolder(job.folder()) / "measures.jsonl", "nothing");
    QCOMPARE(count(job).byLabel[1].sum.pixels, 16);
}

void StatisticsTest::aStoppedCountIsNoResult()
{
    Job job = makeSmallJob();
    submitAt(job, 0, 0, maskOf({"1111", "1111", "1111", "1111"}), testTime(0));
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(statisticsOf(job, stop.get_token()), ErrorCode::Cancelled);
}

LABELWRIGHT_TEST(StatisticsTest)
#include "StatisticsTest.moc"
