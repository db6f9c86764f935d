// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/EditJobDialog.h"

#include "core/job/Workspace.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"
#include "ui/home/TimeLimitEdit.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class EditJobDialogTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void whatMayNotChangeSaysWhy();
    void theTaskOfACompletedJobSaysWhyItStays();
    void nothingIsSavedBeforeSomethingIsChanged();
    void whatIsEditedIsSaved();
    void aTeamOfTheWorkspaceIsTaken();
    void whatCantBeIsToldBesideItsField();
    void goldObjectsAreSetSeenAndCleared();
    void whatCantBeGoldIsTold();
    void whoMustNotKnowSeesNoGoldObjects();
    void changesAreNotLostByEscape();
    void aFailureLeavesTheFormAsItIs();

private:
    std::unique_ptr<EditJobDialog> open(int workersPerObject = 1) const;
    fs::path workspace() const { return m_fixture->root() / "workspace"; }

    std::unique_ptr<JobFixture> m_fixture;
};

namespace {

QLineEdit& lineOf(const QWidget& dialog, const char* name)
{
    auto* line = partNamed<QLineEdit>(dialog, QLatin1String(name));
    if (!line)
        qFatal("no line %s", name);
    return *line;
}

QAbstractButton& saveOf(const QWidget& dialog)
{
    return *shownButton(dialog, QStringLiteral("Save"));
}

} // namespace

void EditJobDialogTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(1);
}

std::unique_ptr<EditJobDialog> EditJobDialogTest::open(int workersPerObject) const
{
    NewJob request = m_fixture->request();
    request.workersPerObject = workersPerObject;
    request.taskTimeLimit = std::chrono::seconds(50);
    request.instructions.shortHtml = "<p>All of them.</p>";
    m_fixture->makeJob(request);
    auto dialog =
        std::make_unique<EditJobDialog>(*takeSnapshot(m_fixture->jobFolder()), workspace(), *createWorker("worker-2"));
    dialog->show();
    if (!QTest::qWaitForWindowActive(dialog.get()))
        qFatal("not active");
    return dialog;
}

void EditJobDialogTest::whatMayNotChangeSaysWhy()
{
    const auto dialog = open(2);
    QCOMPARE(lineOf(*dialog, "Job name").text(), QStringLiteral("street"));
    QCOMPARE(lineOf(*dialog, "Workers per object").text(), QStringLiteral("2"));
    QCOMPARE(lineOf(*dialog, "Label names").text(), QStringLiteral("people, traffic light, bus"));
    for (const char* name : {"Job name", "Label attribute name", "Input manifest", "S3 prefix of the photos",
                             "Output location", "Task type", "Existing labels", "Workers per object", "Label names"}) {
        QVERIFY2(lineOf(*dialog, name).isReadOnly(), name);
        const QString why = lineOf(*dialog, name).accessibleDescription();
        QVERIFY2(why.endsWith(u'.') && showsText(*dialog, why), name);
    }
}

void EditJobDialogTest::theTaskOfACompletedJobSaysWhyItStays()
{
    m_fixture->makeJob();
    Job job = m_fixture->openJob();
    VERIFY_OK(completeJob(job, job.spec().team.front()));
    EditJobDialog dialog(*takeSnapshot(m_fixture->jobFolder()), workspace(), *createWorker("worker-1"));
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QVERIFY(!lineOf(dialog, "Task description").isEnabled());
    QVERIFY(!dialog.findChild<TimeLimitEdit*>()->isEnabled());
    QVERIFY(showsText(dialog, QStringLiteral("The job is completed, and its files say what the task was. Resume it "
                                             "first.")));
    QTest::keyClicks(&lineOf(dialog, "Workers of this job alone"), QStringLiteral(", ann"));
    QVERIFY(saveOf(dialog).isEnabled());
}

void EditJobDialogTest::nothingIsSavedBeforeSomethingIsChanged()
{
    const auto dialog = open();
    QVERIFY(!saveOf(*dialog).isEnabled());
    QVERIFY(showsText(*dialog, QStringLiteral("Nothing is changed.")));
    QTest::keyClicks(&lineOf(*dialog, "Task description"), QStringLiteral("x"));
    QVERIFY(saveOf(*dialog).isEnabled());
    QTest::keyClick(&lineOf(*dialog, "Task description"), Qt::Key_Backspace);
    QVERIFY(!saveOf(*dialog).isEnabled());
}

void EditJobDialogTest::whatIsEditedIsSaved()
{
    const auto dialog = open();
    QTest::keyClicks(&lineOf(*dialog, "Task description"), QStringLiteral("Paint people"));
    auto* limit = dialog->findChild<TimeLimitEdit*>();
    QCOMPARE(limit->limit(), std::chrono::seconds(50)); // Not rounded to minutes.
    limit->setLimit(std::chrono::minutes(5));
    for (auto* part : dialog->findChildren<QPlainTextEdit*>()) {
        if (part->placeholderText().startsWith(QLatin1String("What to label")))
            part->setPlainText(QStringLiteral("Slowly."));
    }
    QTest::keyClicks(&lineOf(*dialog, "Workers of this job alone"), QStringLiteral(", ann"));
    QSignalSpy accepted(dialog.get(), &QDialog::accepted);
    QTest::mouseClick(&saveOf(*dialog), Qt::LeftButton);
    QTRY_COMPARE(accepted.count(), 1);
    const Job job = m_fixture->openJob();
    const TaskSettings task = currentTask(job);
    QCOMPARE(task.description, std::string("Paint people"));
    QCOMPARE(task.timeLimit, std::chrono::minutes(5));
    QCOMPARE(task.instructions.shortHtml, std::string("<p>Slowly.</p>"));
    QVERIFY(currentTeam(job) == teamOf({*createWorker("worker-1"), *createWorker("ann")}));
    QVERIFY(!job.events().jobEvents().empty());
    for (const JobEvent& event : job.events().jobEvents())
        QCOMPARE(event.author.name, std::string("worker-2"));
}

void EditJobDialogTest::aTeamOfTheWorkspaceIsTaken()
{
    const Team street{"street", {{*createWorker("Ann"), TeamRole::Lead}}};
    VERIFY_OK(createTeam(workspace(), {street, {}}));
    const auto dialog = open();
    auto* choice = partNamed<QComboBox>(*dialog, QStringLiteral("Team of the workspace"));
    QTRY_COMPARE(choice->count(), 2);
    choice->setCurrentIndex(1);
    QVERIFY(dialog->edit().team == street);
    QVERIFY(!dialog->edit().description);
    QSignalSpy accepted(dialog.get(), &QDialog::accepted);
    QTest::mouseClick(&saveOf(*dialog), Qt::LeftButton);
    QTRY_COMPARE(accepted.count(), 1);
    QVERIFY(currentTeam(m_fixture->openJob()) == street);
    QCOMPARE(m_fixture->openJob().events().jobEvents().size(), std::size_t{1});
}

void EditJobDialogTest::whatCantBeIsToldBesideItsField()
{
    const auto dialog = open(2);
    lineOf(*dialog, "Workers of this job alone").selectAll();
    QTest::keyClicks(&lineOf(*dialog, "Workers of this job alone"), QStringLiteral("ann"));
    QVERIFY(showsText(*dialog, QStringLiteral("Each object needs 2 different workers")));
    QVERIFY(!saveOf(*dialog).isEnabled());
    QTest::keyClicks(&lineOf(*dialog, "Workers of this job alone"), QStringLiteral(", bob"));
    QVERIFY(saveOf(*dialog).isEnabled());
}

void EditJobDialogTest::goldObjectsAreSetSeenAndCleared()
{
    m_fixture->addPhotos(4);
    Job job = m_fixture->makeJob();
    for (ObjectId object = 0; object < 3; ++object)
        VERIFY_OK(submitAnswer(job, answerOf(object, "worker-1", 60.0 * static_cast<double>(object + 1))));
    const auto goldOf = [this] { return *currentGold(m_fixture->openJob().events().jobEvents()); };
    const auto edit = [this](const QString& typed) {
        EditJobDialog dialog(*takeSnapshot(m_fixture->jobFolder()), workspace(), *createWorker("lead"));
        dialog.show();
        QLineEdit& line = lineOf(dialog, "Numbers of the gold objects");
        const QString before = line.text();
        line.setText(typed);
        const QSignalSpy accepted(&dialog, &QDialog::accepted);
        QTest::mouseClick(&saveOf(dialog), Qt::LeftButton);
        [&] { QTRY_COMPARE(accepted.count(), 1); }();
        return before;
    };
    QCOMPARE(edit(QStringLiteral("1, 2-3")), QString());
    QCOMPARE(goldOf(), (GoldChange{{{0, 2}}, 0.05, 1}));
    QCOMPARE(edit(QString()), QStringLiteral("1-3"));
    QVERIFY(goldOf().objects.empty());
}

void EditJobDialogTest::whatCantBeGoldIsTold()
{
    const auto dialog = open();
    QLineEdit& line = lineOf(*dialog, "Numbers of the gold objects");
    const std::pair<const char*, const char*> wrong[]{{"1", "Object 1 is not labeled"},
                                                      {"0-1", "\"0-1\" names no objects; write numbers from 1 on"},
                                                      {"all", "\"all\" names no objects"},
                                                      {"2", "The job has 1 objects."}};
    for (const auto& [typed, told] : wrong) {
        line.setText(QLatin1String(typed));
        QVERIFY2(showsText(*dialog, QLatin1String(told)), typed);
        QVERIFY2(!saveOf(*dialog).isEnabled(), typed);
    }
    line.clear();
    QVERIFY(showsText(*dialog, QStringLiteral("Nothing is changed.")));
}

void EditJobDialogTest::whoMustNotKnowSeesNoGoldObjects()
{
    m_fixture->makeJob();
    EditJobDialog dialog(*takeSnapshot(m_fixture->jobFolder(), *createWorker("worker-1")), workspace(),
                         *createWorker("worker-1"));
    dialog.show();
    QVERIFY(!partNamed<QLineEdit>(dialog, QStringLiteral("Numbers of the gold objects")));
    QVERIFY(!showsText(dialog, QStringLiteral("Gold")));
    lineOf(dialog, "Task description").setText(QStringLiteral("Streets"));
    QVERIFY(saveOf(dialog).isEnabled());
}

void EditJobDialogTest::changesAreNotLostByEscape()
{
    const auto dialog = open();
    QTest::keyClicks(&lineOf(*dialog, "Task description"), QStringLiteral("Paint people"));
    QTest::keyClick(dialog.get(), Qt::Key_Escape);
    auto* question = dialog->findChild<QMessageBox*>();
    QVERIFY(question && question->isVisible());
    QTest::keyClick(question, Qt::Key_Escape);
    QVERIFY(dialog->isVisible());
    QTRY_VERIFY(!dialog->findChild<QMessageBox*>());
    QTest::keyClick(dialog.get(), Qt::Key_Escape);
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Discard")), Qt::LeftButton);
    QTRY_VERIFY(!dialog->isVisible());
    QVERIFY(m_fixture->openJob().events().jobEvents().empty());
}

void EditJobDialogTest::aFailureLeavesTheFormAsItIs()
{
    const auto dialog = open();
    QTest::keyClicks(&lineOf(*dialog, "Task description"), QStringLiteral("Paint people"));
    fs::rename(m_fixture->jobFolder(), m_fixture->root() / "away");
    QSignalSpy accepted(dialog.get(), &QDialog::accepted);
    QTest::mouseClick(&saveOf(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("no job")));
    QVERIFY(saveOf(*dialog).isEnabled());
    fs::rename(m_fixture->root() / "away", m_fixture->jobFolder());
    QTest::mouseClick(&saveOf(*dialog), Qt::LeftButton);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(currentTask(m_fixture->openJob()).description, std::string("Paint people"));
}

LABELWRIGHT_TEST(EditJobDialogTest)
#include "EditJobDialogTest.moc"
