// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/WorkerJobs.h"

#include "core/job/JobChanges.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class WorkerJobsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void aWorkspaceThatIsNotThereHasNone();
    void onlyJobsOfTheWorkersTeamAreListed();
    void tasksLeftAndAnswersAreTheWorkersOwn();
    void whatWasDeclinedIsCountedUntilItIsAnswered();
    void jobsThatCannotBeOpenedAreTold();

private:
    /// A job of three photos.
    Job makeJob(const std::string& name, const std::vector<std::string>& team) const;
    fs::path workspace() const { return m_fixture->root() / "workspace"; }

    std::unique_ptr<JobFixture> m_fixture;
    Worker m_ann = *createWorker("ann");
};

void WorkerJobsTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(3);
}

Job WorkerJobsTest::makeJob(const std::string& name, const std::vector<std::string>& team) const
{
    fs::create_directories(workspace());
    NewJob request = m_fixture->request();
    request.folder = workspace() / name;
    request.name = name;
    for (const std::string& worker : team)
        request.team.members.push_back({*createWorker(worker)});
    const Result<CreatedJob> created = createJob(request);
    if (!created)
        qFatal("%s", sentence(created.error()).c_str());
    return *Job::open(request.folder);
}

void WorkerJobsTest::aWorkspaceThatIsNotThereHasNone()
{
    const Result<WorkerJobs> jobs = jobsOfWorker(workspace(), m_ann);
    VERIFY_OK(jobs);
    QVERIFY(jobs->jobs.empty());
}

void WorkerJobsTest::onlyJobsOfTheWorkersTeamAreListed()
{
    Job street = makeJob("street", {"ann", "bob"});
    VERIFY_OK(editJob(street, {.description = "Paint people"}, m_ann));
    makeJob("alley", {"ann"});
    makeJob("bridge", {"bob"});
    fs::create_directory(workspace() / "teams");
    const Result<WorkerJobs> jobs = jobsOfWorker(workspace(), m_ann);
    VERIFY_OK(jobs);
    QCOMPARE(jobs->jobs.size(), std::size_t{2});
    QCOMPARE(jobs->jobs[0].name, std::string("alley"));
    QCOMPARE(jobs->jobs[1].folder, workspace() / "street");
    QCOMPARE(jobs->jobs[1].task.timeLimit, std::chrono::hours(1));
    QCOMPARE(jobs->jobs[1].task.description, std::string("Paint people"));
    QVERIFY(jobs->problems.empty());
}

void WorkerJobsTest::tasksLeftAndAnswersAreTheWorkersOwn()
{
    Job job = makeJob("street", {"ann", "bob"});
    VERIFY_OK(submitAnswer(job, answerOf(0, "ann", 1)));
    VERIFY_OK(submitAnswer(job, answerOf(1, "bob", 2)));
    WorkerJob mine = jobsOfWorker(workspace(), m_ann)->jobs.front();
    QCOMPARE(mine.tasksLeft, 1);
    QCOMPARE(mine.answered, 1);
    QCOMPARE(mine.declined, 0);
    QCOMPARE(mine.objects, 3);
    VERIFY_OK(stopJob(job, m_ann));
    mine = jobsOfWorker(workspace(), m_ann)->jobs.front();
    QCOMPARE(mine.tasksLeft, 0);
    QCOMPARE(mine.status, JobStatus::Stopped);
}

void WorkerJobsTest::whatWasDeclinedIsCountedUntilItIsAnswered()
{
    Job job = makeJob("street", {"ann", "bob"});
    const auto decline = [&](ObjectId object, const std::string& worker) {
        VERIFY_OK(writeTaskReleaseFile(job.folder(), {TaskRelease::Kind::Declined,
                                                      object,
                                                      "s3://x/1.png",
                                                      "street",
                                                      *createWorker(worker),
                                                      timeAt(1),
                                                      timeAt(2),
                                                      0,
                                                      "too dark",
                                                      {}}));
    };
    decline(0, "ann");
    decline(1, "ann");
    decline(2, "bob");
    QCOMPARE(jobsOfWorker(workspace(), m_ann)->jobs.front().declined, 2);
    job = *Job::open(job.folder());
    VERIFY_OK(submitAnswer(job, answerOf(1, "ann", 3)));
    QCOMPARE(jobsOfWorker(workspace(), m_ann)->jobs.front().declined, 1);
}

void WorkerJobsTest::jobsThatCannotBeOpenedAreTold()
{
    makeJob("street", {"ann"});
    fs::create_directory(workspace() / "damaged");
    writeText(workspace() / "damaged/job.json", "{");
    const Result<WorkerJobs> jobs = jobsOfWorker(workspace(), m_ann);
    VERIFY_OK(jobs);
    QCOMPARE(jobs->jobs.size(), std::size_t{1});
    QCOMPARE(jobs->problems.size(), std::size_t{1});
    QCOMPARE(jobs->problems[0].path, workspace() / "damaged/job.json");
}

LABELWRIGHT_TEST(WorkerJobsTest)
#include "WorkerJobsTest.moc"
