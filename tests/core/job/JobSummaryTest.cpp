// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobSummary.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/SplitJob.h"
#include "core/job/SummaryCache.h"
#include "tests/core/job/EventFolder.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <thread>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class JobSummaryTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<JobFixture>(); }
    void itSaysWhatOpeningTheJobWouldSay();
    void aCopySaysForWhomWhereverItLies();
    void stoppedAndCompletedJobsSaySo();
    void appendedLinesAreNewObjects();
    void theCacheSparesReading();
    void aDamagedCacheIsMadeAgain();
    void aJobThatNobodyMayWriteToIsListedAllTheSame();
    void whatCannotBeOpenedFailedWithTheReason_data();
    void whatCannotBeOpenedFailedWithTheReason();

private:
    fs::path job() const { return m_fixture->jobFolder(); }
    fs::path cache() const { return cacheFolder(job()) / "job.summary"; }
    void label(ObjectId object) const { writeQuickly(job(), eventOf(object, "worker-1", 1)); }

    std::unique_ptr<JobFixture> m_fixture;
};

void JobSummaryTest::itSaysWhatOpeningTheJobWouldSay()
{
    m_fixture->addPhotos(3);
    const JobSpec spec = m_fixture->makeJob().spec();
    label(1);
    const JobSummary summary = summarizeJob(job());
    QCOMPARE(summary.folder, job());
    QCOMPARE(summary.name, spec.name);
    QVERIFY(summary.taskType == spec.taskType);
    QVERIFY(summary.created == spec.created);
    QCOMPARE(statusName(summary.status), "InProgress");
    QCOMPARE(summary.counters.totalLabeled, 1);
    QCOMPARE(summary.total, 3);
    QVERIFY(!summary.failure);
}

void JobSummaryTest::aCopySaysForWhomWhereverItLies()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    Job job = fixture.makeJob();
    const Result<SplitPlan> plan = planSplit(job, {job.spec().team, 0, 0, fixture.root() / "out"});
    VERIFY_OK(plan);
    VERIFY_OK(splitJob(job, *plan, job.spec().team.front()));
    std::filesystem::rename(plan->shares.front().folder, fixture.root() / "elsewhere");
    for (int look = 0; look < 2; ++look) { // The second one from the cache.
        QCOMPARE(summarizeJob(fixture.root() / "elsewhere").copyFor, std::string("worker-1"));
        QCOMPARE(summarizeJob(fixture.jobFolder()).copyFor, std::string());
    }
}

void JobSummaryTest::stoppedAndCompletedJobsSaySo()
{
    m_fixture->addPhotos(2);
    Job opened = m_fixture->makeJob();
    const Worker lead = *createWorker("lead");
    VERIFY_OK(stopJob(opened, lead));
    QCOMPARE(statusName(summarizeJob(job()).status), "Stopped");
    VERIFY_OK(resumeJob(opened, lead));
    QCOMPARE(statusName(summarizeJob(job()).status), "InProgress");
    label(0);
    VERIFY_OK(completeJob(opened, lead));
    const JobSummary completed = summarizeJob(job());
    QCOMPARE(statusName(completed.status), "Completed");
    QVERIFY(completed.counters == jobState(m_fixture->openJob()).counters);
}

void JobSummaryTest::appendedLinesAreNewObjects()
{
    m_fixture->addPhotos(1);
    m_fixture->makeJob();
    label(0);
    QCOMPARE(summarizeJob(job()).counters.unlabeled, 0);
    writeText(manifestFile(job()), textOf(manifestFile(job())) + "{\"source-ref\":\"s3://b/2.png\"}\n");
    const JobSummary grown = summarizeJob(job());
    QCOMPARE(grown.total, 2);
    QCOMPARE(grown.counters.unlabeled, 1);
}

void JobSummaryTest::theCacheSparesReading()
{
    m_fixture->addPhotos(1);
    m_fixture->makeJob();
    summarizeJob(job());
    QVERIFY(readSummaryCache(job())->jobFile == FileStamp()); // Too fresh to be known by.
    std::this_thread::sleep_for(std::chrono::milliseconds(2100));
    summarizeJob(job());
    SummaryCache cached = *readSummaryCache(job());
    cached.name = "otherwise"; // Which is wrong: so job.json was not read.
    cached.objects = 5;
    writeSummaryCache(job(), cached);
    QCOMPARE(summarizeJob(job()).name, "otherwise");
    QCOMPARE(summarizeJob(job()).total, 5);
    // The same bytes once more: another file, so it is read.
    writeText(jobFile(job()), textOf(jobFile(job())));
    QCOMPARE(summarizeJob(job()).name, "street");
    QCOMPARE(summarizeJob(job()).total, 1);
}

void JobSummaryTest::aDamagedCacheIsMadeAgain()
{
    m_fixture->addPhotos(2);
    m_fixture->makeJob();
    label(0);
    summarizeJob(job());
    const std::string whole = textOf(cache());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        writeText(cache(), whole.substr(0, size));
        QVERIFY(!readSummaryCache(job()));
    }
    for (std::size_t byte = 0; byte < whole.size(); ++byte) {
        std::string altered = whole;
        altered[byte] = static_cast<char>(altered[byte] ^ 1);
        writeText(cache(), altered);
        QVERIFY(!readSummaryCache(job()));
    }
    QCOMPARE(summarizeJob(job()).counters.totalLabeled, 1);
    QVERIFY(readSummaryCache(job()));
    fs::remove_all(cacheFolder(job()));
    QCOMPARE(summarizeJob(job()).total, 2);
}

void JobSummaryTest::aJobThatNobodyMayWriteToIsListedAllTheSame()
{
    m_fixture->addPhotos(2);
    m_fixture->makeJob();
    label(0);
    fs::remove_all(cacheFolder(job()));
    writeText(cacheFolder(job()), "a file in the way");
    const JobSummary summary = summarizeJob(job());
    QVERIFY(!summary.failure);
    QCOMPARE(summary.counters.totalLabeled, 1);
}

void JobSummaryTest::whatCannotBeOpenedFailedWithTheReason_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("no folder") << ""
                               << ""
                               << "job";
    QTest::newRow("broken job.json") << "job.json"
                                     << "{"
                                     << "job";
    QTest::newRow("job.json of a later version") << "job.json"
                                                 << R"({"format":"labelwright-job","version":99})"
                                                 << "job";
    QTest::newRow("manifest that was changed") << "input.manifest"
                                               << "{\"source-ref\":\"other\"}\n"
                                               << "street";
    QTest::newRow("manifest that is gone") << "input.manifest"
                                           << ""
                                           << "street";
}

void JobSummaryTest::whatCannotBeOpenedFailedWithTheReason()
{
    QFETCH(QString, file);
    QFETCH(QString, text);
    QFETCH(QString, name);
    m_fixture->addPhotos(2);
    m_fixture->makeJob();
    summarizeJob(job());
    const fs::path path = job() / file.toStdString();
    text.isEmpty() ? fs::remove_all(path) : (writeText(path, text.toStdString()), 1U);
    const JobSummary summary = summarizeJob(job());
    QCOMPARE(statusName(summary.status), "Failed");
    QCOMPARE(summary.name, name.toStdString());
    QVERIFY(summary.failure);
    const Result<Job> opened = Job::open(job());
    QVERIFY(!opened);
    QCOMPARE(codeName(summary.failure->code), codeName(opened.error().code));
    if (!file.isEmpty())
        QCOMPARE(sentence(*summary.failure), sentence(opened.error()));
}

LABELWRIGHT_TEST(JobSummaryTest)
#include "JobSummaryTest.moc"
