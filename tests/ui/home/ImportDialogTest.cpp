// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ImportDialog.h"

#include "core/dataset/Export.h"
#include "core/dataset/ObjectLabels.h"
#include "core/job/JobState.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class ImportDialogTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void nothingIsReadyWithoutADataset();
    void whatIsFoundIsTold();
    void whatIsNoDatasetIsTold();
    void theFolderIsNamedForTheDataset();
    void aJobIsMadeAndTold();
    void answersComeIntoAJob();
    void whatWasNotTakenOverIsListed();

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
    QVERIFY(!dialog->findChild<QPlainTextEdit*>()->isVisible());
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
    QVERIFY(showsText(*dialog, QStringLiteral("A job is made into a new one.")));
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
    const auto dialog = shown(std::make_unique<ImportDialog>(other.folder(), defaultWorker(other)));
    QVERIFY(!partNamed<QWidget>(*dialog, QStringLiteral("Job folder"))->isVisible());
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "set 1"));
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    QTest::mouseClick(&importButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Labels of 3 of 3 images were taken over.")));
    QVERIFY(*labelsNow(reopened(other), 2) == stripedMask({16, 8}, 3, 2));
}

void ImportDialogTest::whatWasNotTakenOverIsListed()
{
    const Job other = makeJob(root() / "other", {.objects = 2});
    const auto dialog = shown(std::make_unique<ImportDialog>(other.folder(), defaultWorker(other)));
    path(*dialog, QStringLiteral("Dataset")).setText(text(root() / "set 1"));
    QTRY_VERIFY(importButton(*dialog).isEnabled());
    QTest::mouseClick(&importButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Labels of 2 of 3 images were taken over.")));
    QVERIFY(dialog->findChild<QPlainTextEdit*>()->toPlainText().contains(
        QStringLiteral("no object of the job has the photo \"2.png\"")));
}

LABELWRIGHT_TEST(ImportDialogTest)
#include "ImportDialogTest.moc"
