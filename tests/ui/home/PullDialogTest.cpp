// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/PullDialog.h"

#include "core/job/JobLayout.h"
#include "tests/core/remote/RemoteFixture.h"
#include "tests/support/RcloneInstead.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"
#include "tests/ui/home/RemoteDriver.h"
#include "ui/home/PathEdit.h"

#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class PullDialogTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<RemoteFixture>(); }
    void whatOthersDidComesIn();
    void nothingNewIsTold();
    void whatPushWouldSendIsTold();
    void aNewJobComesToTheWorkspace();
    void aFolderThatWasChosenStays();
    void theNewFolderIsToBeNamed();
    void aJobsFolderWithSlashNamesTheNewOne();
    void aChosenFolderOfJobsGetsOneOfThePlacesName();
    void aPlaceWithoutAJobIsTold();
    void whatWasDecidedDifferentlyIsLeftToMerge();
    void whatIsDamagedThereIsTold();
    void cancelledItGoesOn();

private:
    RemoteFixture& fixture() { return *m_fixture; }
    static std::unique_ptr<PullDialog> shown(std::unique_ptr<PullDialog> dialog);
    std::unique_ptr<PullDialog> open() { return shown(std::make_unique<PullDialog>(fixture().job())); }
    std::unique_ptr<PullDialog> openNew(const fs::path& workspace) const
    {
        return shown(std::make_unique<PullDialog>(workspace));
    }
    void pushByOther(std::size_t worker = 1);

    std::unique_ptr<RemoteFixture> m_fixture;
};

namespace {

QAbstractButton& pullButton(const PullDialog& dialog)
{
    return *shownButton(dialog, QStringLiteral("Pull"));
}

QStringList listOf(const PullDialog& dialog)
{
    const bool isDone = showsText(dialog, QStringLiteral("What came here"));
    return rowsOf(dialog, isDone ? QStringLiteral("What came here") : QStringLiteral("What comes here"));
}

PathEdit& folderOf(const PullDialog& dialog)
{
    return *dialog.findChild<PathEdit*>();
}

} // namespace

std::unique_ptr<PullDialog> PullDialogTest::shown(std::unique_ptr<PullDialog> dialog)
{
    dialog->show();
    if (!QTest::qWaitForWindowActive(dialog.get()))
        qFatal("not active");
    return dialog;
}

/// Another machine answers object 1 and pushes.
void PullDialogTest::pushByOther(std::size_t worker)
{
    Job other = fixture().copyNamed("other");
    answered(other, 1, 4, 15, worker);
    fixture().pushed(other.folder());
}

void PullDialogTest::whatOthersDidComesIn()
{
    pushByOther();
    VERIFY_OK(writeRemotePlaces(fixture().jobFolder(), fixture().places()));
    const auto dialog = open();
    const QSignalSpy pulled(dialog.get(), &PullDialog::pulled);
    QTRY_COMPARE(listOf(*dialog),
                 (QStringList{QStringLiteral("Masks | 1"), QStringLiteral("Answers and decisions | 1")}));
    QVERIFY(fixture().job().events().answers().empty());
    QTest::mouseClick(&pullButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(pulled.count(), 1);
    QCOMPARE(listOf(*dialog), QStringList{QStringLiteral("worker-2 | answers: 1")});
    QVERIFY(showsText(*dialog, QStringLiteral("Answers and decisions that came in: 1.")));
    QVERIFY(shownButton(*dialog, QStringLiteral("Close")));
    QCOMPARE(fixture().job().events().answersOf(1).size(), std::size_t{1});
}

void PullDialogTest::nothingNewIsTold()
{
    fixture().pushed(fixture().jobFolder());
    const auto dialog = open();
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("The job has all that is there.")));
    QVERIFY(!pullButton(*dialog).isEnabled());
}

void PullDialogTest::whatPushWouldSendIsTold()
{
    fixture().pushed(fixture().jobFolder());
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    const auto dialog = open();
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Here and not there, for Push to send: 1.")));
}

void PullDialogTest::aNewJobComesToTheWorkspace()
{
    pushByOther();
    const fs::path workspace = fixture().root() / "jobs";
    const auto dialog = openNew(workspace);
    const QSignalSpy pulled(dialog.get(), &PullDialog::pulled);
    typePlace(*dialog, fixture().shared());
    QCOMPARE(folderOf(*dialog).path().toStdString(), (workspace / "job").string());
    QTRY_COMPARE(listOf(*dialog),
                 (QStringList{QStringLiteral("The job, with its labels and manifest | 1"), QStringLiteral("Masks | 1"),
                              QStringLiteral("Answers and decisions | 1")}));
    QVERIFY(!fs::exists(workspace));
    QTest::mouseClick(&pullButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(pulled.count(), 1);
    QCOMPARE(pulled.first().first().toString().toStdString(), (workspace / "job").string());
    const Result<Job> job = Job::open(workspace / "job");
    VERIFY_OK(job);
    QCOMPARE(job->events().answersOf(1).size(), std::size_t{1});
}

void PullDialogTest::aFolderThatWasChosenStays()
{
    const auto dialog = openNew(fixture().root() / "jobs");
    folderOf(*dialog).setPath(QStringLiteral("/somewhere/else"));
    typePlace(*dialog, fixture().shared());
    QCOMPARE(folderOf(*dialog).path(), QStringLiteral("/somewhere/else"));
}

void PullDialogTest::theNewFolderIsToBeNamed()
{
    pushByOther();
    const auto dialog = openNew(fixture().root() / "jobs");
    typePlace(*dialog, fixture().root() / "nas/");
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Name the job's folder.")));
    folderOf(*dialog).setPath(folderOf(*dialog).path() + QStringLiteral("job"));
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Compare")), Qt::LeftButton);
    QTRY_VERIFY(pullButton(*dialog).isEnabled());
}

/// What it is, only the disk knows, which is not asked while the place is typed.
void PullDialogTest::aJobsFolderWithSlashNamesTheNewOne()
{
    pushByOther();
    const fs::path workspace = fixture().root() / "jobs";
    const auto dialog = openNew(workspace);
    QTest::keyClicks(&placeOf(*dialog), QString::fromStdString((fixture().shared() / "").string()));
    QCOMPARE(folderOf(*dialog).path().toStdString(), (workspace / "").string());
    QTest::keyClick(&placeOf(*dialog), Qt::Key_Return);
    QTRY_VERIFY(pullButton(*dialog).isEnabled());
    QCOMPARE(folderOf(*dialog).path().toStdString(), (workspace / "job").string());
    QTest::keyClicks(&placeOf(*dialog), QStringLiteral("2"));
    QVERIFY(!pullButton(*dialog).isEnabled());
    QCOMPARE(folderOf(*dialog).path().toStdString(), (workspace / "2").string());
}

void PullDialogTest::aChosenFolderOfJobsGetsOneOfThePlacesName()
{
    pushByOther();
    const auto dialog = openNew(fixture().root() / "jobs");
    const fs::path chosen = fixture().root() / "chosen";
    folderOf(*dialog).setPath(QString::fromStdString((chosen / "").string()));
    QTest::keyClicks(&placeOf(*dialog), QString::fromStdString((fixture().shared() / "").string()));
    QTest::keyClick(&placeOf(*dialog), Qt::Key_Return);
    QTRY_VERIFY(pullButton(*dialog).isEnabled());
    QCOMPARE(folderOf(*dialog).path().toStdString(), (chosen / "job").string());
    QTest::keyClicks(&placeOf(*dialog), QStringLiteral("2"));
    QCOMPARE(folderOf(*dialog).path().toStdString(), (chosen / "2").string());
}

void PullDialogTest::aPlaceWithoutAJobIsTold()
{
    const auto dialog = openNew(fixture().root() / "jobs");
    typePlace(*dialog, fixture().shared());
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("no job lies there")));
    QVERIFY(!pullButton(*dialog).isEnabled());
}

void PullDialogTest::whatWasDecidedDifferentlyIsLeftToMerge()
{
    pushByOther(0);
    Job job = fixture().job();
    answered(job, 1, 2, 20, 0);
    const auto dialog = shown(std::make_unique<PullDialog>(job));
    typePlace(*dialog, fixture().shared());
    QTRY_VERIFY(pullButton(*dialog).isEnabled());
    QTest::mouseClick(&pullButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(notesOf(*dialog).startsWith(
        QStringLiteral("Decided differently on two machines, and not settled: 1. Merge, on the job's page")));
}

void PullDialogTest::whatIsDamagedThereIsTold()
{
    pushByOther();
    fixture().pulled(fixture().jobFolder());
    for (const auto& [path, content] : treeOf(fixture().shared() / "events")) {
        if (path.ends_with(".png"))
            writeText(fixture().shared() / "events" / path, "of somebody else");
    }
    const auto dialog = open();
    QTRY_VERIFY(notesOf(*dialog).contains(QStringLiteral("has other bytes there than here")));
}

void PullDialogTest::cancelledItGoesOn()
{
    pushByOther();
    const auto dialog = open();
    const QSignalSpy pulled(dialog.get(), &PullDialog::pulled);
    typePlace(*dialog, fixture().shared());
    QTRY_VERIFY(pullButton(*dialog).isEnabled());
    {
        const RcloneInstead never(fixture().root() / "bin", "exec sleep 600");
        QTest::mouseClick(&pullButton(*dialog), Qt::LeftButton);
        QTest::mouseClick(shownButton(*dialog, QStringLiteral("Cancel")), Qt::LeftButton);
        QTRY_VERIFY(showsText(*dialog, QStringLiteral("Pulling was stopped.")));
    }
    QTest::mouseClick(&pullButton(*dialog), Qt::LeftButton);
    QTRY_COMPARE(pulled.count(), 2);
    QVERIFY(showsText(*dialog, QStringLiteral("Answers and decisions that came in: 1.")));
}

LABELWRIGHT_TEST(PullDialogTest)
#include "PullDialogTest.moc"
