// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobsPage.h"

#include "core/groundtruth/OutputLayout.h"
#include "core/job/Derive.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/MemberList.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"
#include "tests/ui/home/RemoteDriver.h"
#include "tests/ui/work/Answerer.h"
#include "ui/home/PullDialog.h"
#include "ui/home/RecentJobs.h"
#include "ui/home/Workspace.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class JobsPageTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void withoutJobsItSaysWhatTheProgramIsForAndTheFirstStep();
    void jobsStandInATableTheNewestFirst();
    void theJobOpenedLastIsChosenAndEnterOpensIt();
    void aDoubleClickOpens();
    void columnsSort();
    void typingInTheListSearches();
    void aStatusCanBeAskedForAlone();
    void stopAndResumeAreEventsOfTheJob();
    void completingIsAskedAndCanBeTakenBack();
    void stoppingIsTheDecisionOfWhoIsSignedIn();
    void aLongWorkspaceIsCutInItsMiddle();
    void anotherWorkspaceIsTold();
    void aJobThatCannotBeOpenedSaysWhy();
    void aRecentJobElsewhereCanBeRemovedFromTheList();
    void aJobThatIsGoneCanBeRemovedFromTheList();
    void failuresStandInThePageWithAnOfferToTryAgain();
    void theSelectionOutlivesANewListing();
    void aNewJobIsChosenAndItsNotesTold();
    void creatingAndCloningAreAskedFor();
    void aJobIsPulledIntoTheWorkspace();

private:
    fs::path makeJob(const std::string& name) const { return makeJobAt(workspace() / name); }
    fs::path makeJobAt(const fs::path& folder) const
    {
        NewJob request = m_fixture->request();
        request.folder = folder;
        request.name = folder.filename().string();
        const Result<CreatedJob> created = createJob(request);
        if (!created)
            qFatal("%s", sentence(created.error()).c_str());
        return folder;
    }
    fs::path workspace() const { return m_fixture->root() / "workspace"; }

    std::unique_ptr<JobFixture> m_fixture;
};

namespace {

/// The page, shown and with its jobs listed.
class ShownPage {
public:
    ShownPage()
    {
        QSignalSpy listed(&page, &JobsPage::listed);
        page.resize(1000, 600);
        page.show();
        if (!QTest::qWaitForWindowActive(&page) || (listed.isEmpty() && !listed.wait()))
            qFatal("nothing was listed");
        settle();
    }

    /// Until no further listing is under way.
    void settle()
    {
        QSignalSpy listed(&page, &JobsPage::listed);
        while (listed.wait(300))
            ;
    }

    QTreeView& view() const { return *page.findChild<QTreeView*>(); }
    QLineEdit& search() const { return *page.findChild<QLineEdit*>(); }
    QString cell(int row, int column) const { return view().model()->index(row, column).data().toString(); }

    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < view().model()->rowCount(); ++row)
            names.append(cell(row, JobsModel::Name));
        return names;
    }

    QPushButton& button(const QString& text) const
    {
        for (QPushButton* found : page.findChildren<QPushButton*>()) {
            if (found->text() == text)
                return *found;
        }
        qFatal("no button %s", qPrintable(text));
    }

    bool shows(const QString& part) const
    {
        for (const QLabel* label : page.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(part))
                return true;
        }
        return false;
    }

    JobsPage page;
};

QStringList listOf(std::initializer_list<const char*> names)
{
    QStringList list;
    for (const char* name : names)
        list.append(QString::fromLatin1(name));
    return list;
}

QString pathText(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

void JobsPageTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(2);
    fs::create_directory(workspace());
    QCoreApplication::setOrganizationName(QStringLiteral("LabelwrightTest"));
    QCoreApplication::setApplicationName(QStringLiteral("JobsPageTest"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, pathText(m_fixture->root()));
    QSettings().clear();
    saveWorkspaceFolder(pathText(workspace()));
}

void JobsPageTest::withoutJobsItSaysWhatTheProgramIsForAndTheFirstStep()
{
    const ShownPage shown;
    QVERIFY(!shown.view().isVisible());
    QVERIFY(shown.shows(QStringLiteral("begin by opening one")));
    QVERIFY(shown.shows(QStringLiteral("labelwright new")));
    QSignalSpy choose(&shown.page, &JobsPage::chooseRequested);
    QTest::mouseClick(&shown.button(QStringLiteral("Open job folder…")), Qt::LeftButton);
    QCOMPARE(choose.count(), 1);
}

void JobsPageTest::jobsStandInATableTheNewestFirst()
{
    makeJob("older");
    const fs::path newer = makeJob("newer");
    writeQuickly(newer, sampleEvent());
    const ShownPage shown;
    QCOMPARE(shown.names(), listOf({"newer", "older"}));
    QCOMPARE(shown.cell(0, JobsModel::Status), QStringLiteral("In progress"));
    QCOMPARE(shown.cell(0, JobsModel::TaskType), QStringLiteral("Semantic segmentation"));
    QCOMPARE(shown.cell(0, JobsModel::Labelled), QStringLiteral("1 of 2"));
    QCOMPARE(shown.view().model()->index(0, JobsModel::Labelled).data(JobsModel::ProgressRole).toDouble(), 0.5);
    QVERIFY(!shown.cell(0, JobsModel::Created).isEmpty());
    QVERIFY(!shown.view().model()->index(0, JobsModel::Status).data(Qt::DecorationRole).value<QIcon>().isNull());
}

void JobsPageTest::theJobOpenedLastIsChosenAndEnterOpensIt()
{
    const fs::path older = makeJob("older");
    makeJob("newer");
    rememberJob({QStringLiteral("older"), pathText(older), QDateTime::currentDateTime()});
    ShownPage shown;
    QCOMPARE(QApplication::focusWidget(), &shown.view());
    QSignalSpy open(&shown.page, &JobsPage::openRequested);
    QTest::keyClick(&shown.view(), Qt::Key_Return);
    QCOMPARE(open.count(), 1);
    QCOMPARE(open[0][0].toString(), pathText(older));
    QVERIFY(shown.shows(pathText(older)));
}

void JobsPageTest::aDoubleClickOpens()
{
    makeJob("one");
    const fs::path two = makeJob("two");
    ShownPage shown;
    QSignalSpy open(&shown.page, &JobsPage::openRequested);
    const QPoint place = shown.view().visualRect(shown.view().model()->index(0, 1)).center();
    QTest::mouseClick(shown.view().viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(open.count(), 0);
    QTest::mouseDClick(shown.view().viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(open.count(), 1);
    QCOMPARE(open[0][0].toString(), pathText(two));
}

void JobsPageTest::columnsSort()
{
    writeQuickly(makeJob("b"), sampleEvent());
    makeJob("C");
    makeJob("a");
    const ShownPage shown;
    shown.view().sortByColumn(JobsModel::Name, Qt::AscendingOrder);
    QCOMPARE(shown.names(), listOf({"a", "b", "C"}));
    shown.view().sortByColumn(JobsModel::Labelled, Qt::DescendingOrder);
    QCOMPARE(shown.names().first(), QStringLiteral("b"));
    shown.view().sortByColumn(JobsModel::Created, Qt::AscendingOrder);
    QCOMPARE(shown.names(), listOf({"b", "C", "a"}));
}

void JobsPageTest::typingInTheListSearches()
{
    makeJob("street");
    const fs::path north = makeJob("north-gate");
    makeJob("north-yard");
    ShownPage shown;
    QTest::keyClicks(&shown.view(), QStringLiteral("NORTH gate"));
    QCOMPARE(shown.search().text(), QStringLiteral("NORTH gate"));
    QCOMPARE(shown.names(), listOf({"north-gate"}));
    QSignalSpy open(&shown.page, &JobsPage::openRequested);
    QTest::keyClick(&shown.search(), Qt::Key_Return);
    QCOMPARE(open.value(0).value(0).toString(), pathText(north));
    QTest::keyClicks(&shown.search(), QStringLiteral("x"));
    QVERIFY(!shown.view().isVisible());
    QVERIFY(shown.shows(QStringLiteral("No job fits the search. Jobs in all: 3")));
    QTest::keyClick(&shown.search(), Qt::Key_Escape);
    QCOMPARE(shown.names().size(), 3);
    QVERIFY(shown.view().isVisible());
}

void JobsPageTest::aStatusCanBeAskedForAlone()
{
    makeJob("going");
    const fs::path stopped = makeJob("stopped");
    Job job = *Job::open(stopped);
    VERIFY_OK(stopJob(job, *createWorker("lead")));
    const ShownPage shown;
    auto* status = shown.page.findChild<QComboBox*>();
    status->setCurrentIndex(status->findText(QStringLiteral("Stopped")));
    QCOMPARE(shown.names(), listOf({"stopped"}));
    status->setCurrentIndex(status->findText(QStringLiteral("Failed")));
    QCOMPARE(shown.names(), QStringList());
    status->setCurrentIndex(0);
    QCOMPARE(shown.names().size(), 2);
}

void JobsPageTest::stopAndResumeAreEventsOfTheJob()
{
    const fs::path folder = makeJob("street");
    ShownPage shown;
    QTest::mouseClick(&shown.button(QStringLiteral("Stop")), Qt::LeftButton);
    QTRY_COMPARE(shown.cell(0, JobsModel::Status), QStringLiteral("Stopped"));
    QCOMPARE(statusName(jobState(*Job::open(folder)).status), "Stopped");
    QTest::mouseClick(&shown.button(QStringLiteral("Resume")), Qt::LeftButton);
    QTRY_COMPARE(shown.cell(0, JobsModel::Status), QStringLiteral("In progress"));
    QCOMPARE(statusName(jobState(*Job::open(folder)).status), "InProgress");
}

void JobsPageTest::completingIsAskedAndCanBeTakenBack()
{
    const fs::path folder = makeJob("street");
    ShownPage shown;
    QPushButton& complete = shown.button(QStringLiteral("Complete…"));
    {
        const Answerer keep(QStringLiteral("Keep working"));
        QTest::mouseClick(&complete, Qt::LeftButton);
        QCOMPARE(keep.question(), QStringLiteral("Complete the job street?"));
        QVERIFY(keep.details().startsWith(QStringLiteral("2 objects are unlabeled. The job ends without them.")));
    }
    shown.settle();
    QCOMPARE(shown.cell(0, JobsModel::Status), QStringLiteral("In progress"));
    {
        const Answerer end(QStringLiteral("Complete job"));
        QTest::mouseClick(&complete, Qt::LeftButton);
    }
    QTRY_COMPARE(shown.cell(0, JobsModel::Status), QStringLiteral("Complete"));
    QVERIFY(!complete.isEnabled());
    QVERIFY(fs::exists(stageFolder(*Job::open(folder)) / layout::kOutputManifest));
    QTest::mouseClick(&shown.button(QStringLiteral("Resume")), Qt::LeftButton);
    QTRY_COMPARE(shown.cell(0, JobsModel::Status), QStringLiteral("In progress"));
    QVERIFY(complete.isEnabled());
}

void JobsPageTest::stoppingIsTheDecisionOfWhoIsSignedIn()
{
    const fs::path folder = makeJob("street");
    ShownPage shown;
    const Worker ann = *createTeamWorker("Ann", "ann@example.com");
    const auto authorOfLast = [&] { return Job::open(folder)->events().jobEvents().back().author; };
    shown.page.setAuthor(ann);
    QTest::mouseClick(&shown.button(QStringLiteral("Stop")), Qt::LeftButton);
    QTRY_COMPARE(shown.cell(0, JobsModel::Status), QStringLiteral("Stopped"));
    QVERIFY(authorOfLast() == ann);
    Job job = *Job::open(folder);
    const Worker lead = *createTeamWorker("Lea", "lea@example.com");
    VERIFY_OK(changeTeam(job, {"street", {{ann}, {lead, TeamRole::Lead}}}, ann));
    shown.page.setAuthor(std::nullopt);
    QTest::mouseClick(&shown.button(QStringLiteral("Resume")), Qt::LeftButton);
    QTRY_COMPARE(shown.cell(0, JobsModel::Status), QStringLiteral("In progress"));
    QVERIFY(authorOfLast() == lead);
}

void JobsPageTest::aLongWorkspaceIsCutInItsMiddle()
{
    const QString folder = QString::fromStdString(
        (m_fixture->root() / "a-folder-with-a-long-name" / "that-is-in-another-one-with-a-long-name" /
         "that-is-in-a-third-one-with-a-longer-name-than-the-others" / "at-last")
            .string());
    makeJob("street");
    ShownPage shown;
    shown.page.setWorkspace(folder);
    shown.page.resize(600, 600);
    const auto* line = partNamed<QLabel>(shown.page, QStringLiteral("New jobs go to ") + folder);
    QVERIFY(line);
    QVERIFY(line->text().startsWith(QStringLiteral("New jobs go")) && line->text().endsWith(QStringLiteral("last")));
    QVERIFY(line->text().contains(QChar(0x2026)));
    QVERIFY(line->fontMetrics().horizontalAdvance(line->text()) <= line->contentsRect().width());
    QCOMPARE(line->toolTip(), line->accessibleName());
}

void JobsPageTest::anotherWorkspaceIsTold()
{
    makeJob("street");
    ShownPage shown;
    QSignalSpy changed(&shown.page, &JobsPage::workspaceChanged);
    const fs::path other = m_fixture->root() / "other";
    makeJobAt(other / "alley");
    shown.page.setWorkspace(QString::fromStdString(other.string()));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(workspaceFolder().toStdString(), other.string());
    QTRY_COMPARE(shown.names(), QStringList{QStringLiteral("alley")});
}

void JobsPageTest::aJobThatCannotBeOpenedSaysWhy()
{
    const fs::path folder = makeJob("street");
    writeText(jobFile(folder), "{");
    const ShownPage shown;
    QCOMPARE(shown.cell(0, JobsModel::Status), QStringLiteral("Failed"));
    QCOMPARE(shown.cell(0, JobsModel::Labelled), QString());
    QVERIFY(shown.shows(pathText(jobFile(folder))));
    QVERIFY(!shown.button(QStringLiteral("Stop")).isEnabled());
}

void JobsPageTest::aRecentJobElsewhereCanBeRemovedFromTheList()
{
    makeJob("here");
    const fs::path there = makeJobAt(m_fixture->root() / "there");
    rememberJob({QStringLiteral("there"), pathText(there), QDateTime::currentDateTime()});
    ShownPage shown;
    QCOMPARE(shown.names(), listOf({"there", "here"}));
    const auto menuAt = [&shown](int row) {
        const QPoint place = shown.view().visualRect(shown.view().model()->index(row, 0)).center();
        QTest::mouseClick(shown.view().viewport(), Qt::LeftButton, {}, place);
        emit shown.view().customContextMenuRequested(place);
        return shown.page.findChild<QMenu*>();
    };
    const auto actionOf = [](const QMenu* menu, const char* text) -> QAction* {
        for (QAction* action : menu->actions()) {
            if (action->text() == QLatin1String(text))
                return action;
        }
        return nullptr;
    };
    QMenu* menu = menuAt(1);
    QVERIFY(!actionOf(menu, "Remove from list")); // It lies in the workspace.
    QPushButton& remove = shown.button(QStringLiteral("Remove from list"));
    QVERIFY(!remove.isVisible());
    delete menu;
    menu = menuAt(0);
    QVERIFY(actionOf(menu, "Show folder"));
    QVERIFY(actionOf(menu, "Remove from list"));
    delete menu;
    QVERIFY(remove.isVisible());
    QTest::mouseClick(&remove, Qt::LeftButton);
    QTRY_COMPARE(shown.names(), listOf({"here"}));
    QVERIFY(loadRecentJobs().isEmpty());
    QVERIFY(fs::exists(jobFile(there)));
    QVERIFY(!remove.isVisible());
}

void JobsPageTest::aJobThatIsGoneCanBeRemovedFromTheList()
{
    const fs::path gone = workspace() / "gone"; // In the workspace as it was.
    makeJob("here");
    rememberJob({QStringLiteral("gone"), pathText(gone), QDateTime::currentDateTime()});
    ShownPage shown;
    QCOMPARE(shown.names(), listOf({"here", "gone"}));
    shown.view().setCurrentIndex(shown.view().model()->index(1, 0));
    QTest::keyClick(&shown.view(), Qt::Key_Delete);
    QTRY_COMPARE(shown.names(), listOf({"here"}));
    QTest::keyClick(&shown.view(), Qt::Key_Delete);
    shown.settle();
    QCOMPARE(shown.names(), listOf({"here"}));
}

void JobsPageTest::failuresStandInThePageWithAnOfferToTryAgain()
{
    ShownPage shown;
    shown.page.setFailure(QStringLiteral("/data/x: no job.json."));
    QVERIFY(shown.shows(QStringLiteral("/data/x: no job.json.")));
    QPushButton& retry = shown.button(QStringLiteral("Try again"));
    QVERIFY(retry.isVisible());
    QSignalSpy retried(&shown.page, &JobsPage::retryRequested);
    QTest::mouseClick(&retry, Qt::LeftButton);
    QCOMPARE(retried.count(), 1);
    shown.page.setFailure({});
    QVERIFY(!shown.shows(QStringLiteral("/data/x")));
    QVERIFY(!retry.isVisible());
    shown.page.setFailure(QStringLiteral("/data/x: no job.json."));
    QTest::mouseClick(closeButton(shown.page), Qt::LeftButton);
    QVERIFY(!shown.shows(QStringLiteral("/data/x")));
    shown.page.setFailure(QStringLiteral("/data/x: no job.json.")); // Once more.
    QVERIFY(shown.shows(QStringLiteral("/data/x")));
}

void JobsPageTest::theSelectionOutlivesANewListing()
{
    const fs::path first = makeJob("first");
    makeJob("second");
    ShownPage shown;
    shown.view().setCurrentIndex(shown.view().model()->index(1, 0));
    makeJob("third");
    shown.page.reload();
    QTRY_COMPARE(shown.names(), listOf({"third", "second", "first"}));
    QVERIFY(shown.shows(pathText(first)));
}

void JobsPageTest::aNewJobIsChosenAndItsNotesTold()
{
    const fs::path first = makeJob("first");
    makeJob("second");
    ShownPage shown;
    QVERIFY(!shown.shows(pathText(first)));
    shown.page.showCreated(pathText(first), {QStringLiteral("One line is no object.")});
    QTRY_VERIFY(shown.shows(pathText(first)));
    QVERIFY(shown.shows(QStringLiteral("One line is no object.")));
    shown.page.showCreated(pathText(first), {});
    QVERIFY(!shown.shows(QStringLiteral("One line is no object.")));
}

void JobsPageTest::creatingAndCloningAreAskedFor()
{
    const fs::path folder = makeJob("street");
    ShownPage shown;
    QSignalSpy create(&shown.page, &JobsPage::createRequested);
    QSignalSpy clone(&shown.page, &JobsPage::cloneRequested);
    QTest::mouseClick(&shown.button(QStringLiteral("Create job")), Qt::LeftButton);
    QTest::keyClick(&shown.page, Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(create.count(), 2);
    QTest::mouseClick(&shown.button(QStringLiteral("Clone")), Qt::LeftButton);
    QCOMPARE(clone.value(0).value(0).toString(), pathText(folder));
    QSignalSpy details(&shown.page, &JobsPage::detailsRequested);
    QTest::mouseClick(&shown.button(QStringLiteral("Details")), Qt::LeftButton);
    QCOMPARE(details.value(0).value(0).toString(), pathText(folder));
}

void JobsPageTest::aJobIsPulledIntoTheWorkspace()
{
    qputenv("RCLONE_CONFIG", "/dev/null");
    const fs::path there = makeJobAt(m_fixture->root() / "nas" / "street");
    makeJob("harbor");
    ShownPage shown;
    menuEntry(shown.page, QStringLiteral("Pull a job…"))->trigger();
    auto* dialog = shown.page.findChild<PullDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    typePlace(*dialog, there);
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Pull"))->isEnabled());
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Pull")), Qt::LeftButton);
    QTRY_COMPARE(shown.names(), listOf({"harbor", "street"}));
    QVERIFY(fs::exists(workspace() / "street" / "job.json"));
    QTRY_VERIFY(shown.view().currentIndex().data().toString() == QStringLiteral("street"));
    dialog->reject();
}

LABELWRIGHT_TEST(JobsPageTest)
#include "JobsPageTest.moc"
