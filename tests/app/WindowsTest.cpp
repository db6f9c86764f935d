// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Windows.h"

#include "core/edit/MaskEdit.h"
#include "core/job/JobChanges.h"
#include "core/job/LabelChange.h"
#include "tests/app/WindowsFixture.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "ui/canvas/Canvas.h"
#include "ui/home/GalleryPage.h"
#include "ui/home/GalleryView.h"
#include "ui/home/HomeWindow.h"
#include "ui/home/JobPage.h"
#include "ui/work/WorkWindow.h"

#include <QApplication>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

/// The labeling window and the job's page beside it.
class WindowsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { beginWindows(m_settings); }
    void closingTheHomeWindowEndsTheProgramWell();
    void closingItOnAJobThatCouldNotBeOpenedIsAFailure();
    void tryAgainOpensTheJobOnceItIsThere();
    void allObjectsAreShownAndOneOfThemOpened();
    void aFlagFromAllObjectsIsInTheLabelingWindowToo();
    void newLabelsAreTakenUpByTheLabelingWindow();

private:
    QTemporaryDir m_settings;
};

namespace {

/// Closes the home window; how the program would end.
int exitCodeOfClosing()
{
    QTimer::singleShot(0, [] { shownWindow<HomeWindow>()->close(); });
    return QApplication::exec();
}

} // namespace

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

LABELWRIGHT_TEST(WindowsTest)
#include "WindowsTest.moc"
