// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/WorkerReport.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/Submit.h"
#include "core/job/Verdict.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace labelwright;
using namespace labelwright::test;

class WorkerReportTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void objectsAndTimeAreCounted();
    void speedIsToldByDay();
    void correctionsAreBetweenAnswersOfOneWorker();
    void severalWorkersAreComparedWithTheirMask();
    void labelsAreCountedByObject();
    void classificationsAreComparedByImage();
    void theTeamComesFirst();
    void theFirstVerdictIsWhatCounts();
    void whatALeadAdjustedIsCompared();
    void goldObjectsAreScored();
    void whatCantBeReadIsLeftOut();
    void itCanBeStopped();

private:
    Job jobOf(const TestJobOptions& options) const { return makeJob(m_folder->path().toStdString(), options); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

/// Four rows of the same digits.
LabelMask bandsOf(const QByteArray& digits)
{
    std::vector<Label> pixels;
    for (int row = 0; row < 4; ++row) {
        for (const char digit : digits)
            pixels.push_back(static_cast<Label>(digit - '0'));
    }
    return *LabelMask::create({static_cast<int>(digits.size()), 4}, std::move(pixels));
}

constexpr std::int64_t kDayMs = 86'400'000;

} // namespace

void WorkerReportTest::objectsAndTimeAreCounted()
{
    Job job = jobOf({.objects = 3, .workersPerObject = 2, .size = {8, 4}});
    submitAt(job, 0, 0, bandsOf("00112233"), testTime(0));
    submitAt(job, 1, 0, bandsOf("00112233"), testTime(1000));
    submitAt(job, 1, 0, bandsOf("00112233"), testTime(2000));
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    QCOMPARE(report->workers.size(), std::size_t{2});
    const WorkerWork& work = report->workers[0];
    QCOMPARE(work.worker.name, std::string("worker-1"));
    QCOMPARE(work.objects, std::int64_t{2});
    QCOMPARE(work.answers, std::int64_t{3});
    QCOMPARE(work.activeSeconds, 3 * 8.25);
    QCOMPARE(*work.objectsPerHour(), 2 * 3600 / (3 * 8.25));
    QCOMPARE(report->workers[1].objects, std::int64_t{0});
    QVERIFY(!report->workers[1].objectsPerHour());
}

void WorkerReportTest::speedIsToldByDay()
{
    Job job = jobOf({.objects = 3, .size = {8, 4}});
    submitAt(job, 0, 0, bandsOf("00112233"), testTime(0));
    submitAt(job, 1, 0, bandsOf("00112233"), testTime(kDayMs));
    submitAt(job, 2, 0, bandsOf("00112233"), testTime(kDayMs + 1000));
    submitAt(job, 2, 0, bandsOf("00112233"), testTime(kDayMs + 2000));
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    const Time midnight = *parseTime("2026-11-22T00:00:00.000000");
    QVERIFY(report->workers[0].days ==
            (std::vector<DayWork>{{midnight, 1, 8.25}, {midnight + std::chrono::hours(24), 2, 3 * 8.25}}));
    QCOMPARE(*report->workers[0].days[0].objectsPerHour(), 3600 / 8.25);
}

void WorkerReportTest::correctionsAreBetweenAnswersOfOneWorker()
{
    Job job = jobOf({.objects = 2, .workersPerObject = 2, .size = {8, 4}});
    submitAt(job, 0, 0, bandsOf("00112233"), testTime(0));
    submitAt(job, 0, 1, bandsOf("33333333"), testTime(500));
    submitAt(job, 0, 0, bandsOf("00111233"), testTime(1000));
    submitAt(job, 0, 0, bandsOf("00111230"), testTime(2000));
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    const WorkerWork& work = report->workers[0];
    QCOMPARE(work.corrected, (Change{4 + 4, 2 * 32}));
    QCOMPARE(*work.corrected.share(), 8.0 / 64);
    QCOMPARE(work.labels[1].corrected, (Change{4, 12 + 12}));
    QCOMPARE(work.labels[2].corrected, (Change{4, 8 + 4}));
    QCOMPARE(work.labels[3].corrected, (Change{4, 8 + 8}));
    QCOMPARE(report->workers[1].corrected, Change{});
    QVERIFY(!report->workers[1].corrected.share());
}

void WorkerReportTest::severalWorkersAreComparedWithTheirMask()
{
    Job job = jobOf({.objects = 2, .workersPerObject = 3, .size = {8, 4}});
    submitAt(job, 0, 0, bandsOf("00112233"), testTime(0));
    submitAt(job, 0, 1, bandsOf("00112233"), testTime(500));
    submitAt(job, 0, 2, bandsOf("00112230"), testTime(1000));
    submitAt(job, 1, 0, bandsOf("11111111"), testTime(2000)); // By one alone.
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    QCOMPARE(report->workers[0].differing, (Change{0, 32}));
    QCOMPARE(report->workers[2].differing, (Change{4, 32}));
    QCOMPARE(report->workers[2].labels[3].differing, (Change{4, 8}));
    QCOMPARE(report->workers[2].labels[0].differing, (Change{4, 12}));
    QCOMPARE(report->workers[2].labels[1].differing, (Change{0, 8}));
}

void WorkerReportTest::labelsAreCountedByObject()
{
    Job job = jobOf({.objects = 2, .size = {8, 4}});
    submitAt(job, 0, 0, bandsOf("22222222"), testTime(0));
    submitAt(job, 0, 0, bandsOf("00113333"), testTime(1000));
    submitAt(job, 1, 0, bandsOf("11111111"), testTime(2000));
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    QCOMPARE(report->labels, (std::vector<std::string>{"unlabeled", "people", "traffic light", "bus"}));
    const std::vector<LabelWork>& labels = report->workers[0].labels;
    QCOMPARE(labels[0].objects, std::int64_t{1});
    QCOMPARE(labels[1].objects, std::int64_t{2});
    QCOMPARE(labels[2].objects, std::int64_t{0}); // Of the current answers.
    QCOMPARE(labels[3].objects, std::int64_t{1});
}

void WorkerReportTest::classificationsAreComparedByImage()
{
    Job job = jobOf({.objects = 2, .workersPerObject = 2, .taskType = TaskType::ImageClassificationMultiLabel});
    chooseAt(job, 0, 0, {"people", "bus"}, testTime(0));
    chooseAt(job, 0, 0, {"people"}, testTime(1000));
    chooseAt(job, 1, 0, {"bus"}, testTime(2000));
    chooseAt(job, 1, 0, {"bus"}, testTime(3000));
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    const WorkerWork& work = report->workers[0];
    QCOMPARE(work.corrected, (Change{1, 2}));
    QCOMPARE(work.labels[1].corrected, (Change{0, 1}));
    QCOMPARE(work.labels[3].corrected, (Change{1, 2}));
    QCOMPARE(work.labels[3].objects, std::int64_t{1});
}

void WorkerReportTest::theTeamComesFirst()
{
    Job job = jobOf({.objects = 1, .size = {8, 4}});
    submitAt(job, 0, 0, bandsOf("00112233"), testTime(0));
    VERIFY_OK(changeTeam(job, teamOf({*createWorker("zoe"), *createWorker("bob")}), *createWorker("zoe")));
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    std::vector<std::string> names;
    for (const WorkerWork& work : report->workers)
        names.push_back(work.worker.name);
    QCOMPARE(names, (std::vector<std::string>{"zoe", "bob", "worker-1"}));
}

void WorkerReportTest::theFirstVerdictIsWhatCounts()
{
    Job job = jobOf({.objects = 3, .size = {8, 4}});
    const auto judge = [&job](ObjectId object, const char* category, std::int64_t time) {
        VERIFY_OK(decide(job, {.object = object,
                               .worker = *createWorker("lead"),
                               .category = category,
                               .accepted = testTime(time),
                               .time = testTime(time)}));
    };
    for (const ObjectId object : {0, 1, 2})
        submitAt(job, object, 0, bandsOf("00112233"), testTime(1000 * object));
    judge(0, "good", 10'000);
    judge(1, "wrong label", 11'000);
    submitAt(job, 1, 0, bandsOf("00112200"), testTime(12'000));
    judge(1, "good", 13'000); // On second look.
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    QCOMPARE(report->workers[0].reviewed, std::int64_t{2});
    QCOMPARE(report->workers[0].acceptedAtOnce, std::int64_t{1});
    QCOMPARE(*report->workers[0].acceptedShare(), 0.5);
}

void WorkerReportTest::whatALeadAdjustedIsCompared()
{
    Job job = jobOf({.objects = 2, .size = {8, 4}});
    const AnswerEvent answer = submitAt(job, 0, 0, bandsOf("00112233"), testTime(0));
    submitAt(job, 1, 0, bandsOf("00112233"), testTime(1000));
    const Result<PreparedAnswer> prepared = prepareAdjustment(job, {.object = 0,
                                                                    .worker = *createWorker("lead"),
                                                                    .mask = bandsOf("00112230"),
                                                                    .image = answer.image,
                                                                    .accepted = testTime(5000),
                                                                    .submitted = testTime(6000),
                                                                    .initialValueModified = true});
    VERIFY_OK(prepared);
    job.events().add(*writeAnswer(*prepared));
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    QCOMPARE(report->workers[0].adjusted, (Change{4, 32}));
    QCOMPARE(report->workers.size(), std::size_t{1}); // A lead who adjusts has answered nothing.
}

void WorkerReportTest::goldObjectsAreScored()
{
    Job job = jobOf({.objects = 3, .size = {8, 4}});
    VERIFY_OK(changeTeam(job, teamOf({*createWorker("worker-1"), *createWorker("worker-2")}), *createWorker("lead")));
    const AnswerEvent first = submitAt(job, 0, 0, bandsOf("00112233"), testTime(0));
    VERIFY_OK(chooseGoldObjects(job, {{0, 0}}, 1, 1, *createWorker("lead")));
    const Result<AnswerEvent> scored = submitAnswer(job, {.object = 0,
                                                          .worker = *createWorker("worker-2"),
                                                          .mask = bandsOf("00112333"),
                                                          .image = first.image,
                                                          .accepted = testTime(5000),
                                                          .submitted = testTime(6000)});
    VERIFY_OK(scored);
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    QCOMPARE(report->workers[0].goldDiffering, Change{});
    QCOMPARE(report->workers[1].goldDiffering, (Change{4, 32}));
}

void WorkerReportTest::whatCantBeReadIsLeftOut()
{
    Job job = jobOf({.objects = 2, .size = {8, 4}});
    const AnswerEvent answer = submitAt(job, 0, 0, bandsOf("00112233"), testTime(0));
    submitAt(job, 1, 0, bandsOf("00112233"), testTime(1000));
    const std::filesystem::path mask = objectEventsFolder(job.folder(), 0) / answer.maskFile;
    writeText(mask, "broken");
    const Result<WorkerReport> report = workerReport(job);
    VERIFY_OK(report);
    QCOMPARE(report->leftOut.size(), std::size_t{1});
    QCOMPARE(report->leftOut[0].path, mask);
    QCOMPARE(report->workers[0].objects, std::int64_t{2}); // The time was spent all the same.
    QCOMPARE(report->workers[0].labels[1].objects, std::int64_t{1});
}

void WorkerReportTest::itCanBeStopped()
{
    Job job = jobOf({.objects = 3, .size = {8, 4}});
    for (ObjectId object = 0; object < 3; ++object)
        submitAt(job, object, 0, bandsOf("00112233"), testTime(0));
    std::stop_source stop;
    std::vector<std::int64_t> steps;
    const auto report = workerReport(job, stop.get_token(), [&](std::int64_t done, std::int64_t all) {
        steps.push_back(done);
        QCOMPARE(all, std::int64_t{3});
        if (done == 2)
            stop.request_stop();
    });
    VERIFY_ERROR(report, ErrorCode::Cancelled);
    QCOMPARE(steps, (std::vector<std::int64_t>{1, 2}));
}

LABELWRIGHT_TEST(WorkerReportTest)
#include "WorkerReportTest.moc"
