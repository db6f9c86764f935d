// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ImportDialog.h"

#include "core/dataset/Export.h"
#include "core/dataset/ObjectLabels.h"
#include "core/job/JobState.h"
#include "core/job/Workspace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"

#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class ImportDialogTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void nothingIsReadyWithoutADataset();
    void aFolderOrAFileIsBrowsedFor();
    void whatIsFoundIsTold();
    void whatIsNoDatasetIsTold();
    void theFolderIsNamedForTheDataset();
    void aJobIsMadeAndTold();
    void answersComeIntoAJob();
    void whatWasNotTakenOverIsListed();
    void whatWillNotBeTakenOverIsListedBefore();
    void whyNothingWillComeOfItIsTold();
    void anotherTaskIsTold();
    void theAnswersAreOfWhoIsChosen();
    void whoSignsInAnswersAlone();
    void cancelEndsTheLooking();
    void theNearestColorIsAChoiceWhereColorsAreRead();
    void afterAnImportTheNearestColorCanBeTried_data();
    void afterAnImportTheNearestColorCanBeTried();

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    QString text(const fs::path& path) const { return QString::fromStdString(path.string()); }
    std::unique_ptr<ImportDialog> shown(std::unique_ptr<ImportDialog> dialog) const
    {
        dialog->show();
        if (!QTest::qWaitForWindowActive(dialog.get()))
            qFatal("not active");
        return dialog;
    }
    std::unique_ptr<ImportDialog> forNewJob() const
    {
        return shown(std::make_unique<ImportDialog>(text(root() / "jobs")));
    }
    /// The dataset is chosen.
    std::unique_ptr<ImportDialog> into(const Job& job, const std::optional<Worker>& signedIn = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

QLineEdit& path(const ImportDialog& dialog, const QString& name)
{
    return *partNamed<QWidget>(dialog, name)->findChild<QLineEdit*>();
}

QAbstractButton& importButton(const ImportDialog& dialog)
{
    return *shownButton(dialog, QStringLiteral("Import"));
}

} // namespace

std::unique_ptr<ImportDialog> ImportDialogTest::into(const Job& job, const std::optional<Worker>& signedIn) const
{
    auto dialog = shown(std::make_unique<ImportDialog>(job, text(root() / "jobs"), signedIn));
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "set 1"));
    return dialog;
}

/// A dataset "set 1" of three images.
void ImportDialogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    fs::create_directories(root() / "jobs");
    Job job = makeJob(root(), {.objects = 3});
    for (ObjectId object = 0; object < 3; ++object)
        submitAt(job, object, 0, stripedMask({16, 8}, 3, static_cast<int>(object)), testTime(object * 1000));
    VERIFY_OK(exportDataset(job, {}, {root() / "set 1", findDatasetFormat("index-png")}));
}

void ImportDialogTest::nothingIsReadyWithoutADataset()
{
    const auto dialog = forNewJob();
    QVERIFY(!importButton(*dialog).isEnabled());
    QVERIFY(showsText(*dialog, QStringLiteral("Choose a dataset.")));
    QVERIFY(partNamed<QWidget>(*dialog, QStringLiteral("Dataset"))->focusWidget()->hasFocus());
    QVERIFY(!dialog->findChild<QPlainTextEdit*>()->isVisible());
}

void ImportDialogTest::aFolderOrAFileIsBrowsedFor()
{
    const auto dialog = forNewJob();
    QVERIFY(menuEntry(*dialog, QStringLiteral("Folder…")));
    QVERIFY(menuEntry(*dialog, QStringLiteral("File…")));
}

void ImportDialogTest::whatIsFoundIsTold()
{
    const auto dialog = forNewJob();
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "set 1"));
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    QVERIFY(showsText(*dialog, QStringLiteral("Index PNG (ADE20K style): 3 images with the labels people, traffic "
                                              "light, bus.")));
}

void ImportDialogTest::whatIsNoDatasetIsTold()
{
    const auto dialog = forNewJob();
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "jobs"));
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("no dataset of a format that can be read is here")));
    QVERIFY(!importButton(*dialog).isEnabled());
    auto& formats = *partNamed<QComboBox>(*dialog, QStringLiteral("Format"));
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "set 1"));
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    formats.setCurrentIndex(formats.findData(QStringLiteral("sagemaker-manifest")));
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("output.manifest")));
    QVERIFY(!importButton(*dialog).isEnabled());
}

void ImportDialogTest::theFolderIsNamedForTheDataset()
{
    const auto dialog = forNewJob();
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "set 1"));
    QCOMPARE(path(*dialog, QStringLiteral("Job folder")).text(), text(root() / "jobs/set-1"));
    fs::create_directories(root() / "jobs/taken");
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    path(*dialog, QStringLiteral("Job folder")).setText(text(root() / "jobs/taken"));
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("A job is made into a new folder.")));
    QVERIFY(!importButton(*dialog).isEnabled());
}

void ImportDialogTest::aJobIsMadeAndTold()
{
    const auto dialog = forNewJob();
    const QSignalSpy imported(dialog.get(), &ImportDialog::imported);
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "set 1"));
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    QTest::mouseClick(&importButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(imported.count(), 1);
    QCOMPARE(imported[0][0].toString(), text(root() / "jobs/set-1"));
    QVERIFY(showsText(*dialog, QStringLiteral("Labels of 3 of 3 images were taken over.")));
    const Result<Job> job = Job::open(root() / "jobs/set-1");
    VERIFY_OK(job);
    QVERIFY(*labelsNow(*job, 1) == stripedMask({16, 8}, 3, 1));
    QVERIFY(shownButton(*dialog, QStringLiteral("Close")));
}

void ImportDialogTest::answersComeIntoAJob()
{
    const Job other = makeJob(root() / "other", {.objects = 3});
    const auto dialog = into(other);
    QVERIFY(!partNamed<QWidget>(*dialog, QStringLiteral("Job folder")));
    QVERIFY(!partNamed<QWidget>(*dialog, QStringLiteral("Worker"))->isVisible()); // There is but one.
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    QTest::mouseClick(&importButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Labels of 3 of 3 images were taken over.")));
    QVERIFY(*labelsNow(reopened(other), 2) == stripedMask({16, 8}, 3, 2));
}

void ImportDialogTest::whatWasNotTakenOverIsListed()
{
    const Job other = makeJob(root() / "other", {.objects = 2});
    const auto dialog = into(other);
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    QTest::mouseClick(&importButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Labels of 2 of 3 images were taken over.")));
    QVERIFY(dialog->findChild<QPlainTextEdit*>()->toPlainText().contains(
        QStringLiteral("no object of the job has the photo \"2.png\"")));
}

void ImportDialogTest::whatWillNotBeTakenOverIsListedBefore()
{
    Job other = makeJob(root() / "other", {.objects = 2, .labels = {"bus", "tree"}});
    submitAt(other, 1, 0, stripedMask({16, 8}, 2, 0), testTime(0));
    const auto dialog = into(other);
    QTRY_VERIFY(
        showsText(*dialog, QStringLiteral("1 of 3 images will become answers of worker-1. Answered already: 1.")));
    QVERIFY(importButton(*dialog).isEnabled());
    QVERIFY(showsText(*dialog, QStringLiteral("What will not be taken over")));
    const QString notes = dialog->findChild<QPlainTextEdit*>()->toPlainText();
    for (const char* part : {"The job has no label \"people\"", "1.png: worker-1 has answered it already",
                             "no object of the job has the photo"})
        QVERIFY2(notes.contains(QString::fromLatin1(part)), part);
}

void ImportDialogTest::whyNothingWillComeOfItIsTold()
{
    Job other = makeJob(root() / "other", {.objects = 1});
    submitAt(other, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    const auto dialog = into(other);
    QTRY_VERIFY(
        showsText(*dialog, QStringLiteral("worker-1 has answered all objects whose photos are in the dataset")));
    QVERIFY(!importButton(*dialog).isEnabled());
    fs::remove_all(root() / "set 1/images");
    const auto ofNoPhotos = forNewJob();
    path(*ofNoPhotos, QStringLiteral("Dataset")).setText(text(root() / "set 1"));
    QTRY_VERIFY(showsText(*ofNoPhotos, QStringLiteral("None of the dataset's photos is here")));
    QVERIFY(!importButton(*ofNoPhotos).isEnabled());
}

void ImportDialogTest::anotherTaskIsTold()
{
    const auto dialog = into(makeJob(root() / "other", {.objects = 3, .taskType = TaskType::ImageClassification}));
    QTRY_VERIFY(
        showsText(*dialog, QStringLiteral("he job asks for labels of whole images, and the dataset has masks")));
    QVERIFY(!importButton(*dialog).isEnabled());
}

void ImportDialogTest::theAnswersAreOfWhoIsChosen()
{
    const Job other = makeJob(root() / "other", {.objects = 3, .workersPerObject = 2});
    const auto dialog = into(other);
    auto& workers = *partNamed<QComboBox>(*dialog, QStringLiteral("Worker"));
    QVERIFY(workers.isVisible());
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("will become answers of worker-1.")));
    workers.setCurrentIndex(1);
    QVERIFY(!importButton(*dialog).isEnabled()); // Until it is known what is theirs.
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("will become answers of worker-2.")));
    QTest::mouseClick(&importButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Labels of 3 of 3 images were taken over.")));
    QCOMPARE(reopened(other).events().answersOf(0).front().worker.name, std::string("worker-2"));
}

void ImportDialogTest::whoSignsInAnswersAlone()
{
    const Job other = makeJob(root() / "other", {.objects = 3, .workersPerObject = 2});
    const Team team = currentTeam(other);
    WorkspaceTeam signing{team, {}};
    signing.team.name = "labelers";
    fs::create_directories(root() / "jobs");
    VERIFY_OK(createTeam(root() / "jobs", signing));
    const auto nobody = into(other);
    QTRY_VERIFY(showsText(*nobody, QStringLiteral("This job's workers sign in, under My tasks, to answer.")));
    QVERIFY(!importButton(*nobody).isEnabled());
    const auto stranger = into(other, *createWorker("eve"));
    QTRY_VERIFY(showsText(*stranger, QStringLiteral("eve is not of this job's team, or inactive.")));
    const auto member = into(other, team.members[1].worker);
    QTRY_VERIFY(showsText(*member, QStringLiteral("will become answers of worker-2.")));
    auto& workers = *partNamed<QComboBox>(*member, QStringLiteral("Worker"));
    QTest::keyClick(&workers, Qt::Key_Up); // To worker-1, who signs in.
    QCOMPARE(workers.currentIndex(), 1);
}

void ImportDialogTest::cancelEndsTheLooking()
{
    const auto dialog = forNewJob();
    QLineEdit& dataset = path(*dialog, QStringLiteral("Dataset"));
    dataset.setText(text(root() / "set 1"));
    QTest::keyClick(&dataset, Qt::Key_Return);
    QVERIFY(showsText(*dialog, QStringLiteral("Reading the dataset…")));
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Cancel")), Qt::LeftButton);
    QVERIFY(dialog->isVisible());
    QVERIFY(showsText(*dialog, QStringLiteral("Enter looks at it again.")));
    QThreadPool::globalInstance()->waitForDone(); // What it found all the same is of no interest.
    QCoreApplication::processEvents();
    QVERIFY(!importButton(*dialog).isEnabled());
    QVERIFY(showsText(*dialog, QStringLiteral("Enter looks at it again.")));
    QTest::keyClick(&dataset, Qt::Key_Return);
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Cancel")), Qt::LeftButton);
    QVERIFY(!dialog->isVisible());
}

void ImportDialogTest::theNearestColorIsAChoiceWhereColorsAreRead()
{
    VERIFY_OK(exportDataset(*Job::open(root() / "job"), {}, {root() / "colors", findDatasetFormat("camvid")}));
    const QString mask = text(root() / "colors/labels/0_L.png");
    QImage picture = QImage(mask).convertToFormat(QImage::Format_RGB32);
    picture.setPixelColor(3, 3, QColor(1, 2, 3));
    QVERIFY(picture.save(mask));
    const auto dialog = forNewJob();
    const QString box = QStringLiteral("Give pixels of colors that no label has the label with the nearest color");
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "set 1"));
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    QVERIFY(!shownButton(*dialog, box));
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "colors"));
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    shownButton(*dialog, box)->click();
    QVERIFY(importButton(*dialog).isEnabled()); // It is not read again for that.
    QTest::mouseClick(&importButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Labels of 3 of 3 images were taken over.")));
    QVERIFY(dialog->findChild<QPlainTextEdit*>()->toPlainText().contains(QStringLiteral("nearest")));
}

void ImportDialogTest::afterAnImportTheNearestColorCanBeTried_data()
{
    QTest::addColumn<int>("strange"); ///< Masks with a color that no label has.
    QTest::newRow("nothing came in") << 3;
    QTest::newRow("something came in") << 2;
}

void ImportDialogTest::afterAnImportTheNearestColorCanBeTried()
{
    QFETCH(const int, strange);
    VERIFY_OK(exportDataset(*Job::open(root() / "job"), {}, {root() / "colors", findDatasetFormat("camvid")}));
    for (int number = 0; number < strange; ++number) {
        const QString mask = text(root() / "colors/labels" / (std::to_string(number) + "_L.png"));
        QImage picture = QImage(mask).convertToFormat(QImage::Format_RGB32);
        picture.setPixelColor(3, 3, QColor(1, 2, 3));
        QVERIFY(picture.save(mask));
    }
    const auto dialog = into(makeJob(root() / "other", {.objects = 3}));
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "colors"));
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    QTest::mouseClick(&importButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(!showsText(*dialog, QStringLiteral("Importing…")));
    shownButton(*dialog, QStringLiteral("Give pixels of colors that no label has the label with the nearest color"))
        ->click();
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("%1 of 3 images will become answers").arg(strange)));
    QVERIFY(importButton(*dialog).isEnabled());
    QTest::mouseClick(&importButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Labels of %1 of 3 images were taken over.").arg(strange)));
}

LABELWRIGHT_TEST(ImportDialogTest)
#include "ImportDialogTest.moc"
