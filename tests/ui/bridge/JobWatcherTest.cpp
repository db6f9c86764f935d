// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/JobWatcher.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>
#include <QThreadPool>

#include <memory>
#include <optional>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class JobWatcherTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_watcher.reset(); }
    void whatWasThereAtFirstIsFoundOnce();
    void aDecisionAboutTheJobIsFound();
    void aDecisionIsFoundWithoutAsking();
    void onlyTheObjectsAskedAboutAreLookedAt();
    void whatHasNotArrivedWholeIsFoundLater();

private:
    /// Looks, and waits until it has.
    void look();

    std::unique_ptr<JobFixture> m_fixture;
    std::optional<Job> m_job;
    std::vector<ObjectId> m_objects{0};
    std::vector<EventLog> m_found;
    std::unique_ptr<JobWatcher> m_watcher;
    Worker m_one = *createWorker("worker-1");
};

void JobWatcherTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(3);
    m_job = m_fixture->makeJob();
    m_objects = {0};
    m_found.clear();
    m_watcher = std::make_unique<JobWatcher>(m_fixture->jobFolder(), [this] { return m_objects; });
    connect(m_watcher.get(), &JobWatcher::found, this, [this](const EventLog& events) { m_found.push_back(events); });
}

void JobWatcherTest::look()
{
    m_watcher->look();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents(); // The result is delivered.
}

void JobWatcherTest::whatWasThereAtFirstIsFoundOnce()
{
    VERIFY_OK(submitAnswer(*m_job, answerOf(0, "worker-1", 1)));
    look();
    QCOMPARE(m_found.size(), std::size_t{1});
    QCOMPARE(m_found[0].answersOf(0).size(), std::size_t{1});
    QVERIFY(m_found[0].jobEvents().empty());
    look();
    QCOMPARE(m_found.size(), std::size_t{1});
}

void JobWatcherTest::aDecisionAboutTheJobIsFound()
{
    look();
    QVERIFY(m_found.empty());
    VERIFY_OK(stopJob(*m_job, m_one));
    look();
    QCOMPARE(m_found.size(), std::size_t{1});
    QCOMPARE(m_found[0].jobEvents().size(), std::size_t{1});
}

void JobWatcherTest::aDecisionIsFoundWithoutAsking()
{
    VERIFY_OK(stopJob(*m_job, m_one));
    look(); // From now on the folder is there to be watched.
    VERIFY_OK(resumeJob(*m_job, m_one));
    QTRY_COMPARE(m_found.size(), std::size_t{2});
    QCOMPARE(m_found[1].jobEvents().size(), std::size_t{2});
}

void JobWatcherTest::onlyTheObjectsAskedAboutAreLookedAt()
{
    VERIFY_OK(submitAnswer(*m_job, answerOf(1, "worker-1", 1)));
    look();
    QVERIFY(m_found.empty());
    m_objects = {1, 2};
    look();
    QCOMPARE(m_found.size(), std::size_t{1});
    QCOMPARE(m_found[0].answersOf(1).size(), std::size_t{1});
}

void JobWatcherTest::whatHasNotArrivedWholeIsFoundLater()
{
    const Result<AnswerEvent> answer = submitAnswer(*m_job, answerOf(0, "worker-1", 1));
    VERIFY_OK(answer);
    const fs::path event = objectEventsFolder(m_job->folder(), 0) / answer->name;
    const std::string whole = textOf(event);
    writeText(event, whole.substr(0, 20));
    look();
    QVERIFY(m_found.at(0).answers().empty());
    writeText(event, whole);
    look();
    QCOMPARE(m_found.size(), std::size_t{2});
    QCOMPARE(m_found[1].answersOf(0).size(), std::size_t{1});
}

LABELWRIGHT_TEST(JobWatcherTest)
#include "JobWatcherTest.moc"
