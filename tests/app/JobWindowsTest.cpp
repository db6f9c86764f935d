// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Windows.h"
#include "core/base/Hash.h"
#include "tests/app/WindowsFixture.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "ui/home/CreateJobPage.h"
#include "ui/home/GalleryPage.h"
#include "ui/home/GalleryView.h"
#include "ui/home/HomeWindow.h"
#include "ui/home/JobPage.h"
#include "ui/home/JobsPage.h"
#include "ui/home/Workspace.h"
#include "ui/review/DifferenceWindow.h"
#include "ui/work/WorkWindow.h"

#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

/// From the list of jobs to a job's page and the windows that it opens, and back.
class JobWindowsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { beginWindows(m_settings); }
    void aJobIsCreatedAndListed();
    void aJobsDetailsAreShownAndLeftAgain();
    void leavingAJobLeadsBackToWhereItWasOpened();
    void aJobThatCantBeOpenedFromAPageIsTold();
    void aReviewIsOpenedFromTheJobsPageAndLeftToIt();
    void answersAreComparedFromTheJobsPage();
    void answersAreComparedFromTheLabelingWindow();

private:
    QTemporaryDir m_settings;
};

void JobWindowsTest::aJobIsCreatedAndListed()
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

void JobWindowsTest::aJobsDetailsAreShownAndLeftAgain()
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

void JobWindowsTest::leavingAJobLeadsBackToWhereItWasOpened()
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

void JobWindowsTest::aJobThatCantBeOpenedFromAPageIsTold()
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

void JobWindowsTest::aReviewIsOpenedFromTheJobsPageAndLeftToIt()
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

void JobWindowsTest::answersAreComparedFromTheJobsPage()
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

void JobWindowsTest::answersAreComparedFromTheLabelingWindow()
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

LABELWRIGHT_TEST(JobWindowsTest)
#include "JobWindowsTest.moc"
