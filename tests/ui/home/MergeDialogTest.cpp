// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/MergeDialog.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/Submit.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"

#include <QComboBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class MergeDialogTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void withoutACopyThereIsNothingToDo();
    void copiesThatWereHandedOutAreThere();
    void whatComesInIsShownFirst();
    void aCopyOfAnotherJobIsTold();
    void aCopyIsTakenOffTheList();
    void answersComeIn();
    void whatWasDecidedDifferentlyIsChosen();
    void twoAdjustmentsAreToldApartAndCompared();
    void whatIsNotChosenStaysOpen();
    void whatHasNotArrivedIsTold();

private:
    std::unique_ptr<MergeDialog> open(bool withCopy = true) const;
    Job copyNamed(const std::string& name) const;
    Job job() const { return *Job::open(root() / "job"); }
    fs::path root() const { return m_folder->path().toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

QString firstRow(const MergeDialog& dialog)
{
    const QTreeWidgetItem* item = partNamed<QTreeWidget>(dialog, QStringLiteral("What comes in"))->topLevelItem(0);
    QStringList texts;
    for (int column = 0; item && column < item->columnCount(); ++column)
        texts << item->text(column);
    return texts.join(QStringLiteral(" | "));
}

QAbstractButton& mergeButton(const MergeDialog& dialog)
{
    return *shownButton(dialog, QStringLiteral("Merge"));
}

QString notesOf(const MergeDialog& dialog)
{
    const auto* notes = dialog.findChild<QPlainTextEdit*>();
    return notes->isVisible() ? notes->toPlainText() : QString();
}

LabelMask mask(int seed)
{
    return stripedMask({16, 8}, 3, seed);
}

} // namespace

void MergeDialogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    makeJob(root(), {.objects = 3});
}

Job MergeDialogTest::copyNamed(const std::string& name) const
{
    fs::copy(root() / "job", root() / name, fs::copy_options::recursive);
    return *Job::open(root() / name);
}

std::unique_ptr<MergeDialog> MergeDialogTest::open(bool withCopy) const
{
    auto dialog = std::make_unique<MergeDialog>(*Job::open(root() / "job"), *createWorker("eve"));
    dialog->show();
    if (!QTest::qWaitForWindowActive(dialog.get()))
        qFatal("not active");
    if (withCopy)
        dialog->addFolder(QString::fromStdString((root() / "copy").string()));
    return dialog;
}

void MergeDialogTest::withoutACopyThereIsNothingToDo()
{
    const auto dialog = open(false);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Add the folders of the copies.")));
    QVERIFY(!mergeButton(*dialog).isEnabled());
}

void MergeDialogTest::copiesThatWereHandedOutAreThere()
{
    fs::create_directories(root() / "job-copies");
    Job copy = copyNamed("job-copies/one");
    submitAt(copy, 0, 0, mask(0), testTime(0));
    const auto dialog = open(false);
    QTRY_COMPARE(firstRow(*dialog), QStringLiteral("one | worker-1 | 1 | 0 | 0"));
}

void MergeDialogTest::whatComesInIsShownFirst()
{
    Job copy = copyNamed("copy");
    submitAt(copy, 0, 0, mask(0), testTime(0));
    submitAt(copy, 1, 0, mask(0), testTime(5));
    VERIFY_OK(stopJob(copy, copy.spec().team[0]));
    const auto dialog = open();
    QTRY_COMPARE(firstRow(*dialog), QStringLiteral("copy | worker-1 | 2 | 1 | 0"));
    QVERIFY(showsText(*dialog, QStringLiteral("Events that come in: 3")));
    QVERIFY(mergeButton(*dialog).isEnabled());
    QVERIFY(job().events().answers().empty());
}

void MergeDialogTest::aCopyOfAnotherJobIsTold()
{
    const QTemporaryDir other;
    makeJob(other.path().toStdString(), {.objects = 2});
    const auto dialog = open(false);
    dialog->addFolder(other.path() + QStringLiteral("/job"));
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("a copy of another job")));
    QVERIFY(!mergeButton(*dialog).isEnabled());
}

void MergeDialogTest::aCopyIsTakenOffTheList()
{
    Job copy = copyNamed("copy");
    submitAt(copy, 0, 0, mask(0), testTime(0));
    const auto dialog = open();
    QTRY_VERIFY(mergeButton(*dialog).isEnabled());
    auto* remove = shownButton(*dialog, QStringLiteral("Remove"));
    QVERIFY(!remove->isEnabled());
    dialog->findChild<QListWidget*>()->setCurrentRow(0);
    QTest::mouseClick(remove, Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Add the folders of the copies.")));
    QCOMPARE(firstRow(*dialog), QString());
    QVERIFY(!mergeButton(*dialog).isEnabled());
}

void MergeDialogTest::answersComeIn()
{
    Job copy = copyNamed("copy");
    submitAt(copy, 0, 0, mask(0), testTime(0));
    const auto dialog = open();
    const QSignalSpy merged(dialog.get(), &MergeDialog::merged);
    QTRY_VERIFY(mergeButton(*dialog).isEnabled());
    QTest::mouseClick(&mergeButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(merged.count(), 1);
    QTRY_COMPARE(firstRow(*dialog), QStringLiteral("copy | nothing new"));
    QVERIFY(showsText(*dialog, QStringLiteral("Events that came in: 1. Settled: 0.")));
    QVERIFY(!mergeButton(*dialog).isEnabled());
    QVERIFY(shownButton(*dialog, QStringLiteral("Close")));
    QCOMPARE(job().events().answers().size(), std::size_t{1});
}

void MergeDialogTest::whatWasDecidedDifferentlyIsChosen()
{
    Job copy = copyNamed("copy");
    Job original = job();
    submitAt(original, 1, 0, mask(0), testTime(0));
    const AnswerEvent second = submitAt(copy, 1, 0, mask(1), testTime(5));
    const auto dialog = open();
    QTRY_VERIFY(partNamed<QComboBox>(*dialog, QStringLiteral("Answers of worker-1 to object 2")));
    auto* choices = partNamed<QComboBox>(*dialog, QStringLiteral("Answers of worker-1 to object 2"));
    QCOMPARE(choices->count(), 3);
    QCOMPARE(choices->currentText(), QStringLiteral("Decide later"));
    choices->setCurrentIndex(2);
    QTest::mouseClick(&mergeButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Events that came in: 1. Settled: 1.")));
    QTRY_VERIFY(!partNamed<QComboBox>(*dialog, QStringLiteral("Answers of worker-1 to object 2")));
    const Job after = job();
    QCOMPARE(after.events().currentAnswers(1).front()->name, second.name);
    QCOMPARE(after.events().settlementsOf(1).front().worker.name, std::string("eve"));
}

void MergeDialogTest::twoAdjustmentsAreToldApartAndCompared()
{
    Job original = job();
    submitAt(original, 1, 0, mask(0), testTime(0));
    Job copy = copyNamed("copy");
    const auto adjust = [](Job& where, const char* lead, int seed) {
        SubmitRequest request;
        request.object = 1;
        request.worker = *createWorker(lead);
        request.mask = mask(seed);
        request.image = where.events().answersOf(1).front().image;
        request.accepted = request.submitted = testTime(9000 + seed);
        const Result<PreparedAnswer> prepared = prepareAdjustment(where, std::move(request));
        if (!prepared || !writeAnswer(*prepared))
            qFatal("no adjustment");
    };
    adjust(original, "lea", 1);
    adjust(copy, "leo", 2);
    const QString subject = QStringLiteral("Adjustment of object 2");
    const auto dialog = open();
    QTRY_VERIFY(partNamed<QComboBox>(*dialog, subject));
    const auto* choices = partNamed<QComboBox>(*dialog, subject);
    const LabelMask first = mask(1);
    const LabelMask second = mask(2);
    int apart = 0;
    for (std::size_t pixel = 0; pixel < first.pixels().size(); ++pixel)
        apart += first.pixels()[pixel] == second.pixels()[pixel] ? 0 : 1;
    QVERIFY(choices->itemText(1).startsWith(QStringLiteral("lea, ")));
    QVERIFY(!choices->itemText(1).contains(QStringLiteral("pixel")));
    QVERIFY(choices->itemText(2).startsWith(QStringLiteral("leo, ")));
    QVERIFY2(choices->itemText(2).endsWith(QStringLiteral(", %1 pixels other than in the first").arg(apart)),
             qPrintable(choices->itemText(2)));
    QVERIFY(!shownButton(*dialog, QStringLiteral("Compare…"))->isEnabled()); // One of them is not in the job yet.
    QTest::mouseClick(&mergeButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Events that came in: 1. Settled: 0.")));
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Compare…")) &&
                shownButton(*dialog, QStringLiteral("Compare…"))->isEnabled());
    std::optional<DifferenceSubject> subjectOf;
    connect(dialog.get(), &MergeDialog::differenceRequested, dialog.get(),
            [&](const DifferenceSubject& each) { subjectOf = each; });
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Compare…")), Qt::LeftButton);
    const Job merged = job();
    QVERIFY(subjectOf && subjectOf->object == 1);
    QCOMPARE(subjectOf->before, merged.events().adjustmentsOf(1)[0].name);
    QCOMPARE(subjectOf->after, merged.events().adjustmentsOf(1)[1].name);
}

void MergeDialogTest::whatIsNotChosenStaysOpen()
{
    Job copy = copyNamed("copy");
    Job original = job();
    const Worker worker = copy.spec().team[0];
    VERIFY_OK(writeJobChange(original, DescriptionChange{"Streets"}, worker));
    VERIFY_OK(writeJobChange(copy, DescriptionChange{"Roads"}, worker));
    const auto dialog = open();
    QTRY_VERIFY(mergeButton(*dialog).isEnabled());
    QTest::mouseClick(&mergeButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Settled: 0.")));

    // Later, with no copy at hand.
    fs::remove_all(root() / "copy");
    const auto later = open(false);
    QTRY_VERIFY(partNamed<QComboBox>(*later, QStringLiteral("Task description")));
    QVERIFY(!mergeButton(*later).isEnabled());
    partNamed<QComboBox>(*later, QStringLiteral("Task description"))->setCurrentIndex(2);
    QTest::mouseClick(&mergeButton(*later), Qt::LeftButton);
    QTRY_VERIFY(showsText(*later, QStringLiteral("Settled: 1.")));
    QCOMPARE(currentTask(job()).description, std::string("Roads"));
}

void MergeDialogTest::whatHasNotArrivedIsTold()
{
    Job copy = copyNamed("copy");
    const AnswerEvent answer = submitAt(copy, 0, 0, mask(0), testTime(0));
    fs::remove(objectEventsFolder(copy.folder(), 0) / answer.maskFile);
    const auto dialog = open();
    QTRY_VERIFY(notesOf(*dialog).contains(QStringLiteral("the mask of this answer is not here yet")));
    QVERIFY(!mergeButton(*dialog).isEnabled());
}

LABELWRIGHT_TEST(MergeDialogTest)
#include "MergeDialogTest.moc"
