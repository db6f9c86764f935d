// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobList.h"

#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class JobListTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void theWorkspacesJobsAreListedTheNewestFirst();
    void jobsElsewhereAreListedAsWellEachOnce();
    void aRecentJobThatIsGoneFailedAndComesLast();
    void aWorkspaceThatIsNotThereHasNoJobs();
    void aWorkspaceThatCannotBeReadIsTold();
    void manyJobsAreListedByManyThreadsAsByOne();
    void stoppedItEndsAtOnce();

private:
    fs::path workspace() const { return m_fixture->root() / "workspace"; }
    void makeJob(const fs::path& folder) const
    {
        NewJob request = m_fixture->request();
        request.folder = folder;
        request.name = folder.filename().string();
        VERIFY_OK(createJob(request));
    }

    std::unique_ptr<JobFixture> m_fixture;
};

namespace {

std::vector<std::string> namesOf(const JobList& list)
{
    std::vector<std::string> names;
    for (const JobSummary& job : list.jobs)
        names.push_back(job.name);
    return names;
}

using Names = std::vector<std::string>;

} // namespace

void JobListTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(2);
    fs::create_directory(workspace());
}

void JobListTest::theWorkspacesJobsAreListedTheNewestFirst()
{
    for (const char* name : {"oldest", "middle", "newest"})
        makeJob(workspace() / name);
    fs::create_directory(workspace() / "teams");
    fs::rename(workspace() / "middle", m_fixture->root() / "moved");
    fs::rename(m_fixture->root() / "moved", workspace() / ".middle.new-01234567"); // A job in the making.
    const JobList list = listJobs(workspace());
    QCOMPARE(namesOf(list), (Names{"newest", "oldest"}));
    QCOMPARE(list.jobs[0].folder, workspace() / "newest");
    QCOMPARE(list.jobs[0].total, 2);
    QVERIFY(!list.failure);
}

void JobListTest::jobsElsewhereAreListedAsWellEachOnce()
{
    makeJob(workspace() / "here");
    makeJob(m_fixture->root() / "there");
    fs::create_directory_symlink(m_fixture->root() / "there", m_fixture->root() / "link");
    const std::vector<fs::path> recent{workspace() / "." / "here", m_fixture->root() / "link",
                                       m_fixture->root() / "there"};
    QCOMPARE(namesOf(listJobs(workspace(), recent)), (Names{"there", "here"}));
}

void JobListTest::aRecentJobThatIsGoneFailedAndComesLast()
{
    makeJob(workspace() / "here");
    const fs::path gone = m_fixture->root() / "gone";
    const JobList list = listJobs(workspace(), std::vector{gone, gone});
    QCOMPARE(namesOf(list), (Names{"here", "gone"}));
    QCOMPARE(statusName(list.jobs[1].status), "Failed");
    QCOMPARE(list.jobs[1].failure->path, gone);
}

void JobListTest::aWorkspaceThatIsNotThereHasNoJobs()
{
    const JobList list = listJobs(m_fixture->root() / "nowhere");
    QVERIFY(list.jobs.empty());
    QVERIFY(!list.failure);
}

void JobListTest::aWorkspaceThatCannotBeReadIsTold()
{
    makeJob(m_fixture->root() / "there");
    writeText(m_fixture->root() / "file", "no folder");
    const JobList list = listJobs(m_fixture->root() / "file", std::vector{m_fixture->root() / "there"});
    QVERIFY(list.failure);
    QCOMPARE(list.failure->path, m_fixture->root() / "file");
    QCOMPARE(namesOf(list), Names{"there"});
}

void JobListTest::manyJobsAreListedByManyThreadsAsByOne()
{
    makeJob(workspace() / "0");
    for (int number = 1; number < 100; ++number)
        fs::copy(workspace() / "0", workspace() / std::to_string(number), fs::copy_options::recursive);
    const JobList list = listJobs(workspace());
    QCOMPARE(list.jobs.size(), std::size_t{100});
    for (std::size_t i = 0; i < list.jobs.size(); ++i) // Made at the same time: in the order of their names.
        QCOMPARE(list.jobs[i].folder, workspace() / std::to_string(i));
}

void JobListTest::stoppedItEndsAtOnce()
{
    makeJob(workspace() / "here");
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(listJobs(workspace(), {}, stop.get_token()).jobs.empty());
    QVERIFY(!fs::exists(cacheFolder(workspace() / "here") / "job.summary"));
}

LABELWRIGHT_TEST(JobListTest)
#include "JobListTest.moc"
