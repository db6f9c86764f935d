// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Windows.h"

#include "core/base/Hash.h"
#include "core/edit/MaskEdit.h"
#include "core/job/JobChanges.h"
#include "core/job/LabelChange.h"
#include "core/job/MemberList.h"
#include "core/job/Workspace.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "ui/bridge/TeamDesk.h"
#include "ui/canvas/Canvas.h"
#include "ui/home/CreateJobPage.h"
#include "ui/home/GalleryPage.h"
#include "ui/home/GalleryView.h"
#include "ui/home/HomeWindow.h"
#include "ui/home/JobPage.h"
#include "ui/home/JobsPage.h"
#include "ui/home/PortalPage.h"
#include "ui/home/SignInMemory.h"
#include "ui/home/Workspace.h"
#include "ui/review/DifferenceWindow.h"
#include "ui/work/WorkWindow.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

class WindowsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void closingTheHomeWindowEndsTheProgramWell();
    void closingItOnAJobThatCouldNotBeOpenedIsAFailure();
    void tryAgainOpensTheJobOnceItIsThere();
    void allObjectsAreShownAndOneOfThemOpened();
    void aFlagFromAllObjectsIsInTheLabelingWindowToo();
    void newLabelsAreTakenUpByTheLabelingWindow();
    void aJobIsCreatedAndListed();
    void aJobsDetailsAreShownAndLeftAgain();
    void leavingAJobLeadsBackToWhereItWasOpened();
    void aJobThatCantBeOpenedFromAPageIsTold();
    void aReviewIsOpenedFromTheJobsPageAndLeftToIt();
    void answersAreComparedFromTheJobsPage();
    void answersAreComparedFromTheLabelingWindow();
    void anotherWorkspaceReachesTheTeamsAtOnce();
    void whereThereAreTeamsOneSignsInFirst_data();
    void whereThereAreTeamsOneSignsInFirst();
    void aJobIsOpenedAsWhoIsSignedIn();
    void whoIsSignedInDecidesAboutJobs();

private:
    QTemporaryDir m_settings;
};

Q_DECLARE_METATYPE(labelwright::TeamRole)

namespace {

/// The window of this kind that is shown; nullptr without one.
template <typename Window>
Window* shownWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* window = qobject_cast<Window*>(widget);
        if (window && window->isVisible())
            return window;
    }
    return nullptr;
}

/// Closes the home window; how the program would end.
int exitCodeOfClosing()
{
    QTimer::singleShot(0, [] { shownWindow<HomeWindow>()->close(); });
    return QApplication::exec();
}

} // namespace

void WindowsTest::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("labelwright-test"));
    QCoreApplication::setApplicationName(QStringLiteral("windows"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QApplication::setQuitOnLastWindowClosed(false);
}

void WindowsTest::closingTheHomeWindowEndsTheProgramWell()
{
    Windows windows;
    windows.showHome();
    QCOMPARE(exitCodeOfClosing(), 0);
}

void WindowsTest::closingItOnAJobThatCouldNotBeOpenedIsAFailure()
{
    const JobFixture fixture;
    Windows windows;
    windows.openJob(QString::fromStdString(fixture.jobFolder().string()));
    QCOMPARE(exitCodeOfClosing(), 1);
}

void WindowsTest::tryAgainOpensTheJobOnceItIsThere()
{
    const JobFixture fixture;
    Windows windows;
    windows.openJob(QString::fromStdString(fixture.jobFolder().string()));
    fixture.addPhotos(1);
    fixture.makeJob();
    for (QPushButton* button : shownWindow<HomeWindow>()->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Try again"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(!shownWindow<HomeWindow>());
    QVERIFY(shownWindow<WorkWindow>());
}

void WindowsTest::allObjectsAreShownAndOneOfThemOpened()
{
    const JobFixture fixture;
    fixture.addPhotos(5);
    fixture.makeJob();
    Windows windows;
    windows.openJob(QString::fromStdString(fixture.jobFolder().string()));
    auto* work = shownWindow<WorkWindow>();
    QVERIFY(work);
    QTRY_COMPARE(work->session().currentObject(), std::optional(ObjectId{0}));
    QTest::keyClick(&work->canvas(), Qt::Key_L, Qt::ControlModifier);
    auto* page = shownWindow<JobPage>();
    QVERIFY(page);
    GalleryView& tiles = page->findChild<GalleryPage*>()->view();
    QTRY_COMPARE(tiles.model()->rowCount(), 5);
    tiles.setCurrentObject(3);
    QTest::keyClick(&tiles, Qt::Key_Return);
    QCOMPARE(work->session().currentObject(), std::optional(ObjectId{3}));
    QVERIFY(!shownWindow<JobPage>());
    emit work->allObjectsRequested();
    QCOMPARE(shownWindow<JobPage>(), page); // as it was left
    QCOMPARE(tiles.currentObject(), std::optional(ObjectId{3}));
}

void WindowsTest::aFlagFromAllObjectsIsInTheLabelingWindowToo()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    NewJob request = fixture.request();
    request.team = teamOf({*createWorker("ann"), *createWorker("bob")});
    fixture.makeJob(request);
    Windows windows;
    windows.openJob(QString::fromStdString(fixture.jobFolder().string()), "bob");
    auto* work = shownWindow<WorkWindow>();
    QVERIFY(work);
    emit work->allObjectsRequested();
    auto* objects = shownWindow<JobPage>()->findChild<GalleryPage*>();
    QTRY_COMPARE(objects->view().model()->rowCount(), 2);
    emit objects->flagChosen(0, "a bus?");
    QTRY_VERIFY(work->session().flag());
    QCOMPARE(work->session().flag()->note, std::string("a bus?"));
    QCOMPARE(work->session().flag()->worker.name, std::string("bob"));
    const auto isFlaggedThere = [objects] {
        const QModelIndex tile = objects->view().model()->index(0, 0);
        return tile.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Flagged by bob"));
    };
    QTRY_VERIFY(isFlaggedThere());
    work->session().setFlag(std::nullopt);
    QTRY_VERIFY(!isFlaggedThere());
}

/// It opens again, but not while something is under way.
void WindowsTest::newLabelsAreTakenUpByTheLabelingWindow()
{
    const JobFixture fixture;
    fixture.addPhotos(3);
    Job job = fixture.makeJob();
    Windows windows;
    windows.openJob(QString::fromStdString(fixture.jobFolder().string()));
    const QPointer<WorkWindow> first = shownWindow<WorkWindow>();
    QVERIFY(first);
    WorkSession& session = first->session();
    session.goTo(1);
    QTRY_VERIFY(session.document());
    {
        MaskEdit edit(*session.document());
        edit.paint(Region::fromRect({1, 1, 1, 1}), 3);
        edit.commit("brush");
    }
    first->chooseLabel(3);
    emit first->allObjectsRequested();
    const QPointer<JobPage> page = shownWindow<JobPage>();
    session.selectTool(ToolId::Polygon);
    const QPoint middle = first->canvas().rect().center();
    QTest::mouseClick(&first->canvas(), Qt::LeftButton, {}, middle);
    QVERIFY(session.tool().isActive());

    LabelsEdit edit = editOf(job.spec().labels);
    std::ranges::reverse(edit.classes);
    edit.classes.front().name = "coach";
    VERIFY_OK(changeLabels(job, *editedLabels(job.spec().labels, edit), job.spec().team.front()));
    session.lookAtJob();
    QTRY_VERIFY(session.hasOldLabels());
    QVERIFY(first && first->isVisible());
    QTest::keyClick(&first->canvas(), Qt::Key_Escape);
    QTRY_VERIFY(!first);
    auto* second = shownWindow<WorkWindow>();
    QVERIFY(second);
    QTRY_VERIFY(second->session().document());
    QCOMPARE(second->session().currentObject(), std::optional(ObjectId{1}));
    QCOMPARE(second->session().job().spec().labels.at(1).name, std::string("coach"));
    QCOMPARE(second->session().document()->mask().at({1, 1}), Label{1});
    QCOMPARE(second->session().activeLabel(), Label{1});
    QVERIFY(page && page->isVisible());
    emit page->openObject(page->jobFolder(), 2);
    QCOMPARE(second->session().currentObject(), std::optional(ObjectId{2}));
}

void WindowsTest::aJobIsCreatedAndListed()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    saveWorkspaceFolder(QString::fromStdString((fixture.root() / "jobs").string()));
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    const auto clickOn = [home](const QString& text) {
        for (QPushButton* button : home->shownPage()->findChildren<QPushButton*>()) {
            if (button->text() == text)
                QTest::mouseClick(button, Qt::LeftButton);
        }
    };
    const auto typeInto = [home](const QString& field, const std::string& text) {
        for (QWidget* widget : home->shownPage()->findChildren<QWidget*>()) {
            if (widget->accessibleName() == field)
                QTest::keyClicks(widget->focusProxy() ? widget->focusProxy() : widget, QString::fromStdString(text));
        }
    };
    clickOn(QStringLiteral("Create job"));
    QVERIFY(qobject_cast<CreateJobPage*>(home->shownPage()));
    clickOn(QStringLiteral("Cancel"));
    QVERIFY(qobject_cast<JobsPage*>(home->shownPage()));
    clickOn(QStringLiteral("Create job"));
    typeInto(QStringLiteral("Job name"), "street");
    typeInto(QStringLiteral("Input"), fixture.photos().string());
    typeInto(QStringLiteral("Label name"), "people");
    const auto isListed = [&] {
        if (qobject_cast<JobsPage*>(home->shownPage()))
            return true;
        clickOn(QStringLiteral("Create job")); // Is off until the photos are counted.
        return false;
    };
    QTRY_VERIFY(isListed());
    const auto* list = home->shownPage()->findChild<QTreeView*>();
    QTRY_COMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("street"));
    QCOMPARE(list->currentIndex().row(), 0);
}

void WindowsTest::aJobsDetailsAreShownAndLeftAgain()
{
    const JobFixture fixture;
    fixture.addPhotos(3);
    fixture.makeJob();
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    auto* jobs = qobject_cast<JobsPage*>(home->shownPage());
    QVERIFY(jobs);
    emit jobs->detailsRequested(QString::fromStdString(fixture.jobFolder().string()));
    auto* details = qobject_cast<JobPage*>(home->shownPage());
    QVERIFY(details);
    QTest::keyClick(details, Qt::Key_Escape);
    QCOMPARE(home->shownPage(), jobs);
    emit jobs->detailsRequested(QString::fromStdString(fixture.jobFolder().string()));
    details = qobject_cast<JobPage*>(home->shownPage());
    GalleryView& tiles = details->findChild<GalleryPage*>()->view();
    details->showTab(JobPage::Tab::Objects);
    QTRY_COMPARE(tiles.model()->rowCount(), 3);
    tiles.setCurrentObject(2);
    QTest::keyClick(&tiles, Qt::Key_Return);
    auto* work = shownWindow<WorkWindow>();
    QVERIFY(work);
    QTRY_COMPARE(work->session().currentObject(), std::optional(ObjectId{2}));
}

void WindowsTest::leavingAJobLeadsBackToWhereItWasOpened()
{
    const JobFixture fixture;
    fixture.addPhotos(40);
    fixture.makeJob();
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    home->setWindowState(Qt::WindowMaximized);
    emit qobject_cast<JobsPage*>(home->shownPage())
        ->detailsRequested(QString::fromStdString(fixture.jobFolder().string()));
    auto* details = qobject_cast<JobPage*>(home->shownPage());
    details->showTab(JobPage::Tab::Objects);
    auto* gallery = details->findChild<GalleryPage*>();
    GalleryView& tiles = gallery->view();
    QTRY_COMPARE(tiles.model()->rowCount(), 40);
    auto* name = gallery->findChild<QLineEdit*>();
    name->setText(QStringLiteral("3"));
    QTRY_VERIFY(tiles.model()->rowCount() < 40);
    const int found = tiles.model()->rowCount();
    tiles.setCurrentObject(32);
    QTest::keyClick(&tiles, Qt::Key_Return);
    auto* work = shownWindow<WorkWindow>();
    QVERIFY(work);
    QVERIFY(!home->isVisible());
    work->leave(WorkWindow::Next::Home);
    QTRY_VERIFY(home->isVisible());
    QCOMPARE(home->shownPage(), details);
    QCOMPARE(name->text(), QStringLiteral("3"));
    QCOMPARE(tiles.model()->rowCount(), found);
    QCOMPARE(tiles.currentObject(), std::optional(ObjectId{32}));
    QVERIFY(home->isMaximized());
    const HomeWindow next; // As another start of the program makes it.
    QVERIFY(next.isMaximized());
}

void WindowsTest::aJobThatCantBeOpenedFromAPageIsTold()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    fixture.makeJob();
    const QString folder = QString::fromStdString(fixture.jobFolder().string());
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    auto* jobs = qobject_cast<JobsPage*>(home->shownPage());
    emit jobs->detailsRequested(folder);
    auto* details = qobject_cast<JobPage*>(home->shownPage());
    const std::filesystem::path moved = fixture.root() / "moved";
    std::filesystem::rename(fixture.jobFolder(), moved);
    emit details->openObject(folder, 0);
    QCOMPARE(home->shownPage(), jobs);
    QVERIFY(std::ranges::any_of(jobs->findChildren<QLabel*>(), [&folder](const QLabel* label) {
        return label->isVisible() && label->text().contains(folder);
    }));
    QVERIFY(!shownWindow<WorkWindow>());
}

void WindowsTest::aReviewIsOpenedFromTheJobsPageAndLeftToIt()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    Job job = fixture.makeJob();
    SubmitRequest answer = answerOf(1, "worker-1", 60);
    answer.image.sha256 = sha256Hex(textOf(fixture.photos() / "2.png"));
    VERIFY_OK(submitAnswer(job, answer));
    const QString folder = QString::fromStdString(fixture.jobFolder().string());
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    emit qobject_cast<JobsPage*>(home->shownPage())->detailsRequested(folder);
    auto* details = qobject_cast<JobPage*>(home->shownPage());
    emit details->reviewRequested(folder, {1});
    auto* work = shownWindow<WorkWindow>();
    QVERIFY(work && work->session().isReview());
    QTRY_COMPARE(work->session().view(), WorkSession::View::Labeling);
    QCOMPARE(work->session().currentObject(), std::optional<ObjectId>(1));
    QVERIFY(work->session().canDecide());
    work->leave(WorkWindow::Next::Home);
    QTRY_VERIFY(home->isVisible());
    QCOMPARE(home->shownPage(), details);
}

void WindowsTest::anotherWorkspaceReachesTheTeamsAtOnce()
{
    const QTemporaryDir folder;
    const auto makeTeam = [&](const char* workspace, const char* name) {
        VERIFY_OK(createTeam(folder.filePath(QLatin1String(workspace)).toStdString(), {{name, {}}, {}}));
    };
    makeTeam("one", "street");
    makeTeam("two", "alley");
    saveWorkspaceFolder(folder.filePath(QStringLiteral("one")));
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    auto* jobs = qobject_cast<JobsPage*>(home->shownPage());
    home->showPage(QStringLiteral("Teams"));
    const auto* teams = home->shownPage()->findChild<QListWidget*>();
    QTRY_COMPARE(teams->count(), 1);
    QCOMPARE(teams->item(0)->text(), QStringLiteral("street"));
    jobs->setWorkspace(folder.filePath(QStringLiteral("two")));
    QTRY_COMPARE(teams->item(0)->text(), QStringLiteral("alley"));
}

void WindowsTest::whereThereAreTeamsOneSignsInFirst_data()
{
    QTest::addColumn<bool>("isRemembered");
    QTest::addColumn<TeamRole>("role");
    QTest::addColumn<QString>("begins");
    QTest::newRow("nobody yet") << false << TeamRole::Annotator << "Sign in";
    QTest::newRow("an annotator who stays signed in") << true << TeamRole::Annotator << "Start working";
    QTest::newRow("a lead who does") << true << TeamRole::Lead << "Create job";
}

void WindowsTest::whereThereAreTeamsOneSignsInFirst()
{
    QFETCH(bool, isRemembered);
    QFETCH(TeamRole, role);
    QFETCH(QString, begins);
    const QTemporaryDir folder;
    const std::filesystem::path workspace = folder.path().toStdString();
    const Worker ann = *createTeamWorker("Ann", "ann@example.com");
    const WorkspaceTeam street{{"street", {{ann, role, MemberStatus::Active}}}, {}};
    VERIFY_OK(createTeam(workspace, street));
    saveWorkspaceFolder(folder.path());
    if (isRemembered)
        rememberSignIn(workspace, street, ann);
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    auto* jobs = home->shownPage();
    QSignalSpy read(home->findChild<TeamDesk*>(), &TeamDesk::changed);
    QVERIFY(read.wait());
    QCOMPARE(home->shownPage() == jobs, role == TeamRole::Lead);
    const auto showsButton = [home, &begins] {
        return std::ranges::any_of(home->shownPage()->findChildren<QPushButton*>(), [&](const QPushButton* each) {
            return each->text() == begins && each->isVisible();
        });
    };
    QTRY_VERIFY(showsButton());
    forgetSignIn();
}

void WindowsTest::aJobIsOpenedAsWhoIsSignedIn()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    const Worker ann = *createTeamWorker("Ann", "ann@example.com");
    const Worker bob = *createTeamWorker("Bob", "bob@example.com");
    const Worker eve = *createTeamWorker("Eve", "eve@example.com");
    NewJob request = fixture.request();
    request.team = {"street", {{ann, {}, MemberStatus::Active}, {bob, {}, MemberStatus::Active}}};
    fixture.makeJob(request);
    WorkspaceTeam street{{"street", {{ann, {}, MemberStatus::Active}, {bob, {}, MemberStatus::Active}}}, {}};
    street.team.members.push_back({eve, {}, MemberStatus::Active});
    VERIFY_OK(createTeam(fixture.root(), street));
    const QString folder = QString::fromStdString(fixture.jobFolder().string());
    saveWorkspaceFolder(QString::fromStdString(fixture.root().string()));
    const auto openAs = [&](const std::optional<Worker>& worker, Windows& windows) {
        forgetSignIn();
        if (worker)
            rememberSignIn(fixture.root(), street, *worker);
        windows.showHome();
        QSignalSpy read(shownWindow<HomeWindow>()->findChild<TeamDesk*>(), &TeamDesk::changed);
        QVERIFY(read.wait());
        windows.openJob(folder);
    };
    for (const auto& [worker, word] : std::vector<std::pair<std::optional<Worker>, QString>>{
             {std::nullopt, QStringLiteral("sign in")}, {eve, QStringLiteral("Eve is not of this job's team")}}) {
        Windows windows;
        openAs(worker, windows);
        QVERIFY(!shownWindow<WorkWindow>());
        const auto labels = shownWindow<HomeWindow>()->findChildren<QLabel*>();
        QVERIFY(
            std::ranges::any_of(labels, [&word = word](const QLabel* label) { return label->text().contains(word); }));
    }
    {
        Windows windows;
        openAs(bob, windows);
        QVERIFY(shownWindow<WorkWindow>());
        QVERIFY(shownWindow<WorkWindow>()->session().worker() == bob);
    }
    forgetSignIn();
}

void WindowsTest::whoIsSignedInDecidesAboutJobs()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    fixture.makeJob();
    WorkspaceTeam street{{"street", {}}, {}};
    const Worker ann = *createTeamWorker("Ann", "ann@example.com");
    VERIFY_OK(addMembers(street, {ann}));
    VERIFY_OK(createTeam(fixture.root(), street));
    saveWorkspaceFolder(QString::fromStdString(fixture.root().string()));
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    const auto button = [home](const QString& text) -> QPushButton* {
        for (QPushButton* each : home->shownPage()->findChildren<QPushButton*>()) {
            if (each->text() == text && each->isEnabled())
                return each;
        }
        return nullptr;
    };
    home->showPage(QStringLiteral("My tasks"));
    QTRY_VERIFY(button(QStringLiteral("Sign in")));
    QTest::mouseClick(button(QStringLiteral("Sign in")), Qt::LeftButton);
    QTRY_VERIFY(home->shownPage()->findChild<PortalPage*>());
    home->showPage(QStringLiteral("Jobs"));
    auto* list = home->shownPage()->findChild<QTreeView*>();
    QTRY_VERIFY(list->model()->rowCount() > 0);
    list->setCurrentIndex(list->model()->index(0, 0)); // The newest; those of other tests are gone.
    QTRY_VERIFY(button(QStringLiteral("Stop")));
    QTest::mouseClick(button(QStringLiteral("Stop")), Qt::LeftButton);
    QTRY_COMPARE(fixture.openJob().events().jobEvents().size(), std::size_t{1});
    QVERIFY(fixture.openJob().events().jobEvents().front().author == ann);
}

void WindowsTest::answersAreComparedFromTheJobsPage()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    fixture.makeJob();
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    emit qobject_cast<JobsPage*>(home->shownPage())
        ->detailsRequested(QString::fromStdString(fixture.jobFolder().string()));
    auto* details = qobject_cast<JobPage*>(home->shownPage());
    emit details->findChild<GalleryPage*>()->comparisonChosen(1);
    QPointer<DifferenceWindow> window = shownWindow<DifferenceWindow>();
    QVERIFY(window);
    const auto title = [&window] { return window->findChild<QLabel*>()->text(); };
    QTRY_COMPARE(title(), QStringLiteral("Object 2 · 2.png"));
    emit details->findChild<GalleryPage*>()->comparisonChosen(0);
    QVERIFY(!window); // One at a time.
    window = shownWindow<DifferenceWindow>();
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_VERIFY(!window);
}

void WindowsTest::answersAreComparedFromTheLabelingWindow()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    fixture.makeJob();
    Windows windows;
    windows.openJob(QString::fromStdString(fixture.jobFolder().string()));
    auto* work = shownWindow<WorkWindow>();
    QTRY_COMPARE(work->session().view(), WorkSession::View::Labeling);
    emit work->differenceRequested();
    QPointer<DifferenceWindow> window = shownWindow<DifferenceWindow>();
    QVERIFY(window);
    work->close();
    QTRY_VERIFY(!window); // It is of the job that was left.
}

LABELWRIGHT_TEST(WindowsTest)
#include "WindowsTest.moc"
