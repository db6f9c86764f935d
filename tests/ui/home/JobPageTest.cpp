// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobPage.h"

#include "core/groundtruth/OutputLayout.h"
#include "core/job/Derive.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/GalleryJob.h"
#include "tests/ui/home/HomeDriver.h"
#include "tests/ui/work/Answerer.h"
#include "ui/home/GalleryPage.h"
#include "ui/home/GalleryView.h"
#include "ui/home/LogPage.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include <fstream>

using namespace labelwright;
using namespace labelwright::test;

namespace {

QString folderOf(GalleryJob& gallery)
{
    return QString::fromStdString(gallery.job().folder().string());
}

/// The value that the details give under this name; they name one only once.
QString detail(const JobPage& page, const QString& name)
{
    for (const auto* field : page.findChildren<QLineEdit*>())
        if (field->accessibleName() == name)
            return field->text();
    return QStringLiteral("no such detail");
}

GalleryView& viewOf(JobPage& page)
{
    return page.findChild<GalleryPage*>()->view();
}

bool says(const JobPage& page, const QString& part)
{
    for (const auto* label : page.findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(part))
            return true;
    return false;
}

} // namespace

class JobPageTest : public QObject {
    Q_OBJECT
private slots:
    void detailsAreTheConsoles();
    void countersFollowTheAnswers();
    void objectsThatTooFewCanAnswerAreTold();
    void theJobIsStoppedCompletedAndResumedFromItsDetails();
    void aDecisionThatCantBeWrittenIsTold();
    void linesThatAreNoObjectsAndMissingPhotosAreTold();
    void anEditShowsInTheDetails();
    void copiesAreHandedOutMergedAndSharedFromTheDetails();
    void datasetsAreMadeAndReadFromTheDetails();
    void whatIsInConflictIsTold();
    void anObjectThatIsChosenIsOpened();
    void theObjectWantedEarlyIsCurrentOnceTheJobIsRead();
    void flagsAreWrittenAndShown();
    void aFlagThatWasNotWrittenIsToldUntilOneIs();
    void draftsThatCantBeReadAreTold();
    void theLogIsBesideTheOutput();
    void aFolderThatIsNoJobSaysSo();
    void escapeAndTheBackButtonLeave();
};

void JobPageTest::detailsAreTheConsoles()
{
    GalleryJob gallery(3, 2);
    const JobPage page(folderOf(gallery), JobPage::Leaving::BackButton);
    QTRY_COMPARE(detail(page, QStringLiteral("Name")), QStringLiteral("road-scenes"));
    QCOMPARE(detail(page, QStringLiteral("ARN")),
             QStringLiteral("arn:aws:sagemaker:us-east-1:111122223333:labeling-job/road-scenes"));
    QCOMPARE(detail(page, QStringLiteral("Status")), QStringLiteral("In progress"));
    QCOMPARE(detail(page, QStringLiteral("Task type")), QStringLiteral("Semantic segmentation"));
    QCOMPARE(detail(page, QStringLiteral("Label attribute name")), QStringLiteral("road-scenes-ref"));
    QCOMPARE(detail(page, QStringLiteral("Input manifest")), folderOf(gallery) + QStringLiteral("/input.manifest"));
    QVERIFY(detail(page, QStringLiteral("Input data")).startsWith(QStringLiteral("s3://example-bucket/images/ in ")));
    QCOMPARE(detail(page, QStringLiteral("Output location")), QStringLiteral("s3://example-bucket/output/road-scenes"));
    QCOMPARE(detail(page, QStringLiteral("Team")), QStringLiteral("worker-1, worker-2"));
    QCOMPARE(detail(page, QStringLiteral("Workers per object")), QStringLiteral("2"));
    QCOMPARE(detail(page, QStringLiteral("Task time limit")), QStringLiteral("60 min"));
}

void JobPageTest::copiesAreHandedOutMergedAndSharedFromTheDetails()
{
    GalleryJob gallery(2);
    JobPage page(folderOf(gallery), JobPage::Leaving::BackButton);
    page.show();
    for (const QString& text :
         {QStringLiteral("Split…"), QStringLiteral("Merge…"), QStringLiteral("Push…"), QStringLiteral("Pull…")}) {
        QTRY_VERIFY(menuEntry(page, text));
        menuEntry(page, text)->trigger();
        QTRY_VERIFY(page.findChild<QDialog*>());
        auto* dialog = page.findChild<QDialog*>();
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->windowTitle().startsWith(text.chopped(1)));
        dialog->reject();
        QTRY_VERIFY(!page.findChild<QDialog*>());
    }
}

void JobPageTest::datasetsAreMadeAndReadFromTheDetails()
{
    GalleryJob gallery(2);
    JobPage page(folderOf(gallery), JobPage::Leaving::BackButton);
    page.show();
    for (const QString& text : {QStringLiteral("Export…"), QStringLiteral("Import…")}) {
        QTRY_VERIFY(menuEntry(page, text));
        menuEntry(page, text)->trigger();
        QTRY_VERIFY(page.findChild<QDialog*>());
        QVERIFY(page.findChild<QDialog*>()->windowTitle().startsWith(text.chopped(1)));
        page.findChild<QDialog*>()->reject();
        QTRY_VERIFY(!page.findChild<QDialog*>());
    }
}

void JobPageTest::whatIsInConflictIsTold()
{
    GalleryJob gallery(1);
    const Worker lead = *createWorker("lead");
    JobPage page(folderOf(gallery), JobPage::Leaving::BackButton);
    page.show();
    QTRY_COMPARE(detail(page, QStringLiteral("Status")), QStringLiteral("In progress"));
    QVERIFY(!says(page, QStringLiteral("Decided differently")));
    for (const StatusChange::Kind kind : {StatusChange::Kind::Stopped, StatusChange::Kind::Resumed})
        VERIFY_OK(writeJobEventFile(gallery.job().folder(), {lead, testTime(0), StatusChange{kind}, {}, {}}));
    page.reload();
    QTRY_VERIFY(says(page, QStringLiteral("Decided differently in copies of the job, and not settled: 1.")));
}

void JobPageTest::anEditShowsInTheDetails()
{
    GalleryJob gallery(1);
    JobPage page(folderOf(gallery), JobPage::Leaving::BackButton);
    page.show();
    auto* edit = shownButton(page, QStringLiteral("Edit…"));
    QVERIFY(edit);
    QTRY_VERIFY(edit->isEnabled());
    QTest::mouseClick(edit, Qt::LeftButton);
    auto* dialog = page.findChild<QDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    partNamed<QLineEdit>(*dialog, QStringLiteral("Task description"))->setText(QStringLiteral("Paint people"));
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Save")), Qt::LeftButton);
    QTRY_COMPARE(detail(page, QStringLiteral("Task description")), QStringLiteral("Paint people"));
}

void JobPageTest::countersFollowTheAnswers()
{
    GalleryJob gallery(3);
    gallery.submit(0, 1);
    JobPage page(folderOf(gallery), JobPage::Leaving::BackButton);
    QTRY_COMPARE(detail(page, QStringLiteral("Total labeled")), QStringLiteral("1"));
    QCOMPARE(detail(page, QStringLiteral("Unlabeled")), QStringLiteral("2"));
    gallery.submit(1, 2);
    page.reload();
    QTest::qWait(500);
    QCOMPARE(detail(page, QStringLiteral("Total labeled")), QStringLiteral("1")); // nobody looks
    page.show();
    QTRY_COMPARE(detail(page, QStringLiteral("Total labeled")), QStringLiteral("2"));
    QCOMPARE(detail(page, QStringLiteral("Human labeled")), QStringLiteral("2"));
    QCOMPARE(detail(page, QStringLiteral("Machine labeled")), QStringLiteral("0"));
    QCOMPARE(detail(page, QStringLiteral("Failed")), QStringLiteral("0"));
    gallery.submit(2, 2);
    page.reload();
    page.reload();
    QTRY_COMPARE(detail(page, QStringLiteral("Total labeled")), QStringLiteral("3"));
}

void JobPageTest::objectsThatTooFewCanAnswerAreTold()
{
    GalleryJob gallery(4, 2);
    JobPage page(folderOf(gallery), JobPage::Leaving::BackButton);
    page.show();
    QTRY_COMPARE(detail(page, QStringLiteral("Unlabeled")), QStringLiteral("4"));
    QVERIFY(!says(page, QStringLiteral("as many answers as wanted")));
    gallery.submit(3, 1, 1);
    Job& job = gallery.job();
    for (const ObjectId object : {0, 3}) {
        VERIFY_OK(writeTaskReleaseFile(job.folder(), {TaskRelease::Kind::Declined,
                                                      object,
                                                      job.source(object)->sourceRef,
                                                      job.spec().name,
                                                      job.spec().team.front(),
                                                      Time{},
                                                      Time{},
                                                      1,
                                                      "too dark",
                                                      {}}));
    }
    page.reload();
    QTRY_VERIFY(says(page, QStringLiteral("2 objects can't get as many answers as wanted.")));
    QVERIFY(says(page, QStringLiteral("Object 1 has 0 of 2 answers, and only worker-2 can still answer it.")));
    QVERIFY(says(page, QStringLiteral("Object 4 has 1 of 2 answers, and nobody who could answer it is left.")));
    QVERIFY(says(page, QStringLiteral("add a worker to the team with Edit.")));
}

void JobPageTest::theJobIsStoppedCompletedAndResumedFromItsDetails()
{
    GalleryJob gallery(3);
    JobPage page(folderOf(gallery), JobPage::Leaving::BackButton);
    const Worker lead = *createWorker("lead");
    page.setAuthor(lead);
    page.show();
    const auto status = [&page] { return detail(page, QStringLiteral("Status")); };
    const auto press = [&page](const QString& text) { QTest::mouseClick(shownButton(page, text), Qt::LeftButton); };
    QTRY_COMPARE(status(), QStringLiteral("In progress"));
    press(QStringLiteral("Stop"));
    QTRY_COMPARE(status(), QStringLiteral("Stopped"));
    {
        const Answerer end(QStringLiteral("Complete job"));
        press(QStringLiteral("Complete…"));
        QVERIFY(end.details().startsWith(QStringLiteral("3 objects are unlabeled. The job ends without them.")));
    }
    QTRY_COMPARE(status(), QStringLiteral("Complete"));
    QVERIFY(!shownButton(page, QStringLiteral("Complete…"))->isEnabled());
    QVERIFY(std::filesystem::exists(stageFolder(gallery.job()) / layout::kOutputManifest));
    press(QStringLiteral("Resume"));
    QTRY_COMPARE(status(), QStringLiteral("In progress"));
    QVERIFY(Job::open(gallery.job().folder())->events().jobEvents().back().author == lead);
}

void JobPageTest::aDecisionThatCantBeWrittenIsTold()
{
    GalleryJob gallery(1);
    JobPage page(folderOf(gallery), JobPage::Leaving::BackButton);
    page.show();
    QTRY_VERIFY(shownButton(page, QStringLiteral("Stop"))->isEnabled());
    const auto events = gallery.job().folder() / "events";
    std::filesystem::remove_all(events);
    writeText(events, "a file in its place");
    QTest::mouseClick(shownButton(page, QStringLiteral("Stop")), Qt::LeftButton);
    QTRY_VERIFY(says(page, QString::fromStdString(events.string())));
    QVERIFY(shownButton(page, QStringLiteral("Stop"))->isEnabled());
}

void JobPageTest::linesThatAreNoObjectsAndMissingPhotosAreTold()
{
    GalleryJob gallery(9);
    const auto manifest = manifestFile(gallery.job().folder());
    std::ofstream(manifest, std::ios::app) << "no object\n{}\n";
    for (const ObjectId object : {1, 2, 3, 4, 5, 8})
        std::filesystem::remove(gallery.photo(object));
    JobPage page(folderOf(gallery), JobPage::Leaving::BackButton);
    page.show();
    QTRY_VERIFY(says(page, QStringLiteral("no objects, so that nobody can label them: 2 (10, 11). The first: ")));
    QVERIFY(!says(page, QStringLiteral("Mend the file"))); // Which would be another job's then.
    QTRY_VERIFY(says(page, QStringLiteral("can't be read: 6 (2, 3, 4, 5, 6 and 1 more). The first: ") +
                               QString::fromStdString(gallery.photo(1).string())));
    std::filesystem::copy_file(gallery.photo(0), gallery.photo(1));
    page.reload();
    QTRY_VERIFY(says(page, QStringLiteral("can't be read: 5 (3, 4, 5, 6, 9).")));
}

void JobPageTest::anObjectThatIsChosenIsOpened()
{
    GalleryJob gallery(3);
    JobPage page(folderOf(gallery), JobPage::Leaving::CloseWindow);
    page.showTab(JobPage::Tab::Objects);
    page.show();
    QTRY_COMPARE(viewOf(page).model()->rowCount(), 3);
    QSignalSpy opened(&page, &JobPage::openObject);
    page.setCurrentObject(2);
    QTest::keyClick(&viewOf(page), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toString(), folderOf(gallery));
    QCOMPARE(opened[0][1].toLongLong(), 2);
}

void JobPageTest::theObjectWantedEarlyIsCurrentOnceTheJobIsRead()
{
    GalleryJob gallery(3);
    JobPage page(folderOf(gallery), JobPage::Leaving::CloseWindow);
    page.setCurrentObject(1);
    QTRY_COMPARE(viewOf(page).currentObject(), std::optional(ObjectId{1}));
}

void JobPageTest::flagsAreWrittenAndShown()
{
    GalleryJob gallery(3);
    JobPage page(folderOf(gallery), JobPage::Leaving::CloseWindow);
    page.setAuthor(*createWorker("ann"));
    page.showTab(JobPage::Tab::Objects);
    page.show();
    QTRY_COMPARE(viewOf(page).model()->rowCount(), 3);
    QSignalSpy written(&page, &JobPage::flagWritten);
    auto* objects = page.findChild<GalleryPage*>();
    const auto textOf = [&page](int row) {
        return viewOf(page).model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    };
    emit objects->flagChosen(2, "a bus?");
    QTRY_COMPARE(written.count(), 1);
    QTRY_VERIFY(textOf(2).endsWith(QStringLiteral("Flagged by ann: a bus?")));
    QVERIFY(reopened(gallery.job()).events().currentFlag(2));
    emit objects->flagChosen(2, std::nullopt);
    QTRY_VERIFY(!textOf(2).contains(QStringLiteral("Flagged")));
    emit objects->flagChosen(1, "two\nlines");
    QVERIFY(says(page, QStringLiteral("The flag of object 2 stays as it was: ")));
    QCOMPARE(written.count(), 2);
}

void JobPageTest::aFlagThatWasNotWrittenIsToldUntilOneIs()
{
    GalleryJob gallery(3);
    JobPage page(folderOf(gallery), JobPage::Leaving::CloseWindow);
    page.show();
    QTRY_COMPARE(viewOf(page).model()->rowCount(), 3);
    auto* objects = page.findChild<GalleryPage*>();
    emit objects->flagChosen(1, "two\nlines");
    QVERIFY(says(page, QStringLiteral("The flag of object 2 stays as it was: ")));
    gallery.submit(0, 1);
    page.reload();
    QTRY_COMPARE(detail(page, QStringLiteral("Total labeled")), QStringLiteral("1"));
    QVERIFY(says(page, QStringLiteral("The flag of object 2 stays as it was: ")));
    emit objects->flagChosen(1, "one line");
    QTRY_VERIFY(!says(page, QStringLiteral("The flag of object 2 stays as it was: ")));
}

void JobPageTest::draftsThatCantBeReadAreTold()
{
    GalleryJob gallery(3);
    const auto drafts = draftsFolder(gallery.job().folder(), gallery.job().spec().team.front());
    std::filesystem::create_directories(drafts.parent_path());
    writeText(drafts, "a file where a folder should be");
    JobPage page(folderOf(gallery), JobPage::Leaving::CloseWindow);
    page.show();
    QTRY_VERIFY(says(page, QStringLiteral("Not every draft is shown.")));
    QVERIFY(says(page, QString::fromStdString(drafts.string())));
    QTest::mouseClick(closeButton(page), Qt::LeftButton);
    QVERIFY(!says(page, QStringLiteral("Not every draft is shown.")));
    gallery.submit(0, 1);
    page.reload();
    QTRY_COMPARE(detail(page, QStringLiteral("Total labeled")), QStringLiteral("1"));
    QVERIFY(!says(page, QStringLiteral("Not every draft is shown."))); // It is known.
    std::filesystem::remove(drafts);
    page.reload();
    QTRY_VERIFY(!says(page, QStringLiteral("Not every draft is shown.")));
}

void JobPageTest::theLogIsBesideTheOutput()
{
    GalleryJob gallery(3);
    JobPage page(folderOf(gallery), JobPage::Leaving::CloseWindow);
    page.show();
    page.showTab(JobPage::Tab::Log);
    QTRY_VERIFY(page.findChild<LogPage*>()->isVisible());
}

void JobPageTest::aFolderThatIsNoJobSaysSo()
{
    const QTemporaryDir folder;
    JobPage page(folder.path(), JobPage::Leaving::BackButton);
    page.show();
    QTRY_VERIFY(says(page, QStringLiteral("The job can't be read.")));
}

void JobPageTest::escapeAndTheBackButtonLeave()
{
    GalleryJob gallery(1);
    JobPage window(folderOf(gallery), JobPage::Leaving::CloseWindow);
    window.show();
    QSignalSpy closed(&window, &JobPage::closed);
    QTest::keyClick(&window, Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    QVERIFY(!window.isVisible());

    QWidget home;
    auto* page = new JobPage(folderOf(gallery), JobPage::Leaving::BackButton, &home);
    home.show();
    QSignalSpy back(page, &JobPage::closed);
    for (auto* button : page->findChildren<QToolButton*>())
        if (button->accessibleName() == QStringLiteral("Back"))
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(back.count(), 1);
    QTest::keyClick(page, Qt::Key_Escape);
    QCOMPARE(back.count(), 2);
    QVERIFY(page->isVisible());
}

LABELWRIGHT_TEST(JobPageTest)
#include "JobPageTest.moc"
