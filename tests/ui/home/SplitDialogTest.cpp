// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/SplitDialog.h"

#include "core/job/JobChanges.h"
#include "core/job/JobState.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class SplitDialogTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void annotatorsAreChosenAndSeeTheirShare();
    void whoIsUncheckedGetsNothing();
    void anOverlapIsToldInObjects();
    void whatIsInTheWayIsTold();
    void copiesAreMadeAndTold();
    void aFailureLeavesTheFormAsItIs();

private:
    std::unique_ptr<SplitDialog> open() const;
    fs::path root() const { return m_folder->path().toStdString(); }
    fs::path copies() const { return root() / "job-copies"; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

QTreeWidget& workersOf(const SplitDialog& dialog)
{
    return *partNamed<QTreeWidget>(dialog, QStringLiteral("Workers"));
}

QString rowText(const SplitDialog& dialog, int row)
{
    const QTreeWidgetItem& item = *workersOf(dialog).topLevelItem(row);
    return item.text(0) + QStringLiteral(" | ") + item.text(1) + QStringLiteral(" | ") + item.text(2);
}

QAbstractButton& splitButton(const SplitDialog& dialog)
{
    return *shownButton(dialog, QStringLiteral("Split"));
}

} // namespace

/// A job of four objects whose team is ann, bob and the lead eve.
void SplitDialogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Job job = makeJob(root(), {.objects = 4});
    Team team = teamOf({*createWorker("ann"), *createWorker("bob"), *createWorker("eve"), *createWorker("gone")});
    team.members[2].role = TeamRole::Lead;
    team.members[3].status = MemberStatus::Inactive;
    VERIFY_OK(changeTeam(job, team, *createWorker("eve")));
}

std::unique_ptr<SplitDialog> SplitDialogTest::open() const
{
    auto dialog = std::make_unique<SplitDialog>(*takeSnapshot(root() / "job"), *createWorker("eve"));
    dialog->show();
    if (!QTest::qWaitForWindowActive(dialog.get()))
        qFatal("not active");
    return dialog;
}

void SplitDialogTest::annotatorsAreChosenAndSeeTheirShare()
{
    const auto dialog = open();
    QCOMPARE(workersOf(*dialog).topLevelItemCount(), 3); // Who is inactive gets no task.
    QTRY_COMPARE(rowText(*dialog, 0), QStringLiteral("ann | 2 | job-ann"));
    QCOMPARE(rowText(*dialog, 1), QStringLiteral("bob | 2 | job-bob"));
    QCOMPARE(rowText(*dialog, 2), QStringLiteral("eve |  | "));
    QVERIFY(showsText(*dialog, QStringLiteral("4 objects wait for answers.")));
    QVERIFY(splitButton(*dialog).isEnabled());
    QCOMPARE(partNamed<QWidget>(*dialog, QStringLiteral("Folder of the copies"))->findChild<QLineEdit*>()->text(),
             QString::fromStdString(copies().string()));
    QVERIFY(!fs::exists(copies()));
}

void SplitDialogTest::whoIsUncheckedGetsNothing()
{
    const auto dialog = open();
    workersOf(*dialog).topLevelItem(0)->setCheckState(0, Qt::Unchecked);
    QTRY_COMPARE(rowText(*dialog, 1), QStringLiteral("bob | 4 | job-bob"));
    QCOMPARE(rowText(*dialog, 0), QStringLiteral("ann |  | "));
    workersOf(*dialog).topLevelItem(1)->setCheckState(0, Qt::Unchecked);
    QTRY_VERIFY(!splitButton(*dialog).isEnabled());
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Nobody is chosen")));
}

void SplitDialogTest::anOverlapIsToldInObjects()
{
    const auto dialog = open();
    partNamed<QSpinBox>(*dialog, QStringLiteral("Overlap"))->setValue(50);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Of these, 2 go to one worker more than they need.")));
    QCOMPARE(rowText(*dialog, 0), QStringLiteral("ann | 3 | job-ann"));
    QCOMPARE(dialog->request().overlap, 0.5);
}

void SplitDialogTest::whatIsInTheWayIsTold()
{
    fs::create_directories(copies() / "job-bob");
    const auto dialog = open();
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("A copy would go to job-bob, and there is such a folder already")));
    QVERIFY(!splitButton(*dialog).isEnabled());
}

void SplitDialogTest::copiesAreMadeAndTold()
{
    const auto dialog = open();
    QTRY_VERIFY(splitButton(*dialog).isEnabled());
    const QSignalSpy split(dialog.get(), &SplitDialog::split);
    QTest::mouseClick(&splitButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(split.count(), 1);
    QVERIFY(showsText(*dialog, QStringLiteral("The copies are in ")));
    QVERIFY(!splitButton(*dialog).isEnabled());
    const Result<Job> copy = Job::open(copies() / "job-bob");
    VERIFY_OK(copy);
    QVERIFY(taskRights(*copy, *createWorker("bob")).gets(3, *createWorker("bob")));
    QCOMPARE(copy->events().jobEvents().back().author.name, std::string("eve"));
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Close")), Qt::LeftButton);
    QVERIFY(!dialog->isVisible());
}

void SplitDialogTest::aFailureLeavesTheFormAsItIs()
{
    const auto dialog = open();
    QTRY_VERIFY(splitButton(*dialog).isEnabled());
    fs::create_directories(copies() / "job-bob"); // Meanwhile.
    QTest::mouseClick(&splitButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("there is such a folder already")));
    QVERIFY(!fs::exists(copies() / "job-ann"));
    QVERIFY(workersOf(*dialog).isEnabled());
}

LABELWRIGHT_TEST(SplitDialogTest)
#include "SplitDialogTest.moc"
