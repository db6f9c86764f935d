// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/PortalPage.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"

#include <QSignalSpy>
#include <QTextBrowser>
#include <QTreeWidget>

#include <memory>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class PortalPageTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_page.reset(); }
    void withoutJobsThereIsNothingToDo();
    void jobsAreListedWithTimeAndTasksLeft();
    void anEditedJobIsListedAsItIsToday();
    void startWorkingNamesJobAndWorker();
    void finishedAndStoppedJobsCannotBeStarted();
    void refreshFindsWhatIsNew();
    void instructionsAreShown();
    void damagedJobIsToldAndTheOthersAreListed();
    void theFirstJobWithTasksIsChosen();
    void loggingOutIsAsked();

private:
    Job makeJob(const std::string& name, const std::vector<std::string>& team = {"ann"}) const;
    void openPage();
    QTreeWidget* list() const { return partNamed<QTreeWidget>(*m_page, QStringLiteral("Jobs")); }
    fs::path workspace() const { return m_fixture->root() / "workspace"; }
    QAbstractButton* start() const { return shownButton(*m_page, QStringLiteral("Start working")); }

    std::unique_ptr<JobFixture> m_fixture;
    std::unique_ptr<PortalPage> m_page;
    Worker m_ann = *createWorker("ann");
};

void PortalPageTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(3);
    fs::create_directories(workspace());
}

Job PortalPageTest::makeJob(const std::string& name, const std::vector<std::string>& team) const
{
    NewJob request = m_fixture->request();
    request.folder = workspace() / name;
    request.name = name;
    request.taskTimeLimit = std::chrono::minutes(5);
    request.instructions.shortHtml = "<p>Paint every " + name + ".</p>";
    for (const std::string& worker : team)
        request.team.members.push_back({*createWorker(worker)});
    const Result<CreatedJob> created = createJob(request);
    if (!created)
        qFatal("%s", sentence(created.error()).c_str());
    return *Job::open(request.folder);
}

void PortalPageTest::openPage()
{
    m_page = std::make_unique<PortalPage>(workspace(), m_ann);
    m_page->resize(800, 600);
    m_page->show();
    QTRY_VERIFY(shownButton(*m_page, QStringLiteral("Refresh"))->isEnabled());
}

void PortalPageTest::withoutJobsThereIsNothingToDo()
{
    makeJob("bridge", {"bob"});
    openPage();
    QVERIFY(showsText(*m_page, QStringLiteral("Jobs (ann)")));
    QVERIFY(showsText(*m_page, QStringLiteral("You're finished with the available tasks")));
    QCOMPARE(list()->topLevelItemCount(), 0);
    QVERIFY(!start()->isEnabled());
    QVERIFY(!shownButton(*m_page, QStringLiteral("Show instructions"))->isEnabled());
}

void PortalPageTest::jobsAreListedWithTimeAndTasksLeft()
{
    Job street = makeJob("street");
    makeJob("alley");
    VERIFY_OK(submitAnswer(street, answerOf(0, "ann", 1)));
    openPage();
    QCOMPARE(list()->topLevelItemCount(), 2);
    const QTreeWidgetItem* item = list()->topLevelItem(1);
    QCOMPARE(item->text(0), QStringLiteral("Semantic segmentation: street"));
    QCOMPARE(item->text(1), QStringLiteral("Paint every street."));
    QCOMPARE(item->text(2), QStringLiteral("5 min"));
    QCOMPARE(item->text(3), QStringLiteral("In progress"));
    QCOMPARE(item->text(4), QStringLiteral("2 of 3"));
    QVERIFY(showsText(*m_page, QStringLiteral("Tasks that wait for you: 5")));
    QCOMPARE(timeLimitText(std::chrono::seconds(90)), QStringLiteral("90 s"));
}

void PortalPageTest::anEditedJobIsListedAsItIsToday()
{
    Job street = makeJob("street");
    VERIFY_OK(editJob(street, {.description = "Paint people", .timeLimit = std::chrono::minutes(7)}, m_ann));
    openPage();
    QCOMPARE(list()->topLevelItem(0)->text(1), QStringLiteral("Paint people"));
    QCOMPARE(list()->topLevelItem(0)->text(2), QStringLiteral("7 min"));
}

void PortalPageTest::startWorkingNamesJobAndWorker()
{
    makeJob("alley");
    makeJob("street");
    openPage();
    QSignalSpy started(m_page.get(), &PortalPage::startRequested);
    QTest::keyClick(list(), Qt::Key_Down);
    QTest::mouseClick(start(), Qt::LeftButton);
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(started.count(), 2);
    QCOMPARE(started[0][0].toString().toStdString(), (workspace() / "street").string());
    QVERIFY(started[1][1].value<Worker>() == m_ann);
}

void PortalPageTest::finishedAndStoppedJobsCannotBeStarted()
{
    Job job = makeJob("street");
    VERIFY_OK(stopJob(job, m_ann));
    openPage();
    QCOMPARE(list()->topLevelItem(0)->text(3), QStringLiteral("Stopped"));
    QVERIFY(!start()->isEnabled());
    QSignalSpy started(m_page.get(), &PortalPage::startRequested);
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(started.count(), 0);
    QVERIFY(showsText(*m_page, QStringLiteral("You're finished with the available tasks")));
}

void PortalPageTest::refreshFindsWhatIsNew()
{
    openPage();
    makeJob("street");
    QTest::mouseClick(shownButton(*m_page, QStringLiteral("Refresh")), Qt::LeftButton);
    m_page->refresh(); // Asked for twice, read twice.
    QTRY_COMPARE(list()->topLevelItemCount(), 1);
    QVERIFY(start()->isEnabled());
}

void PortalPageTest::instructionsAreShown()
{
    makeJob("street");
    openPage();
    QTest::mouseClick(shownButton(*m_page, QStringLiteral("Show instructions")), Qt::LeftButton);
    const auto* view = m_page->findChild<QTextBrowser*>();
    QVERIFY(view);
    QCOMPARE(view->toPlainText(), QStringLiteral("Paint every street."));
}

void PortalPageTest::damagedJobIsToldAndTheOthersAreListed()
{
    makeJob("street");
    fs::create_directory(workspace() / "damaged");
    writeText(jobFile(workspace() / "damaged"), "{");
    openPage();
    QCOMPARE(list()->topLevelItemCount(), 1);
    QVERIFY(showsText(*m_page, QStringLiteral("damaged/job.json")));
}

void PortalPageTest::theFirstJobWithTasksIsChosen()
{
    Job alley = makeJob("alley");
    makeJob("street");
    VERIFY_OK(stopJob(alley, m_ann));
    openPage();
    QCOMPARE(list()->currentItem(), list()->topLevelItem(1));
    QVERIFY(start()->isEnabled());
}

void PortalPageTest::loggingOutIsAsked()
{
    openPage();
    QSignalSpy left(m_page.get(), &PortalPage::logOutRequested);
    QSignalSpy passphrase(m_page.get(), &PortalPage::passphraseRequested);
    QTest::mouseClick(shownButton(*m_page, QStringLiteral("Log out")), Qt::LeftButton);
    QTest::mouseClick(shownButton(*m_page, QStringLiteral("Passphrase…")), Qt::LeftButton);
    QCOMPARE(left.count(), 1);
    QCOMPARE(passphrase.count(), 1);
}

LABELWRIGHT_TEST(PortalPageTest)
#include "PortalPageTest.moc"
