// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Draft.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"
#include "tests/ui/work/Answerer.h"
#include "tests/ui/work/NamedPart.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/look/ElidedLabel.h"
#include "ui/work/DeclineDialog.h"
#include "ui/work/FinishedPage.h"
#include "ui/work/StatusLine.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTextBrowser>
#include <QTimer>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

/// Skip, Decline and the end of a task's time, by hand.
class WorkWindowTasksTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void skipPutsTheTaskBack();
    void anEditedJobOpensAsItIsToday();
    void anEditElsewhereShowsAtOnce();
    void declineAsksForAReason();
    void declineIsOffWhereThereIsNoTask();
    void atTheTimeLimitTheWorkerIsAskedOnce_data();
    void atTheTimeLimitTheWorkerIsAskedOnce();
    void stoppedJobSaysSo();
    void aStopElsewhereIsSaidUntilTheJobIsResumed();
    void aCompletionElsewhereIsSaidWhereTheWorkerIsFinished();
    void completingIsAskedWithWhatIsLeft();

private:
    QTemporaryDir m_settings;
};

namespace {

QPushButton* footerButton(WindowDriver& driver, const QString& text)
{
    return partNamed<QPushButton>(driver.window(), text);
}

bool showsLimit(WindowDriver& driver, QLatin1String end)
{
    const auto labels = driver.window().findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text().endsWith(end); });
}

bool showsInstructions(WindowDriver& driver, QLatin1String words)
{
    const auto texts = driver.window().findChildren<QTextBrowser*>();
    return std::any_of(texts.begin(), texts.end(),
                       [&](const QTextBrowser* text) { return text->toPlainText() == words; });
}

/// A job of three photos whose first has a draft of one stroke, with so many seconds of work in it.
void makeJobWithDraft(const JobFixture& fixture, std::chrono::seconds limit, double activeSeconds)
{
    constexpr Size kSize{64, 48};
    fixture.addPhotos(3, kSize);
    NewJob request = fixture.request();
    request.taskTimeLimit = limit;
    fixture.makeJob(request);
    WindowDriver driver(fixture.jobFolder());
    if (!driver.waitForObject(0))
        qFatal("the object is not shown");
    paintPixel(driver.session(), {5, 5}, 1);
    if (!driver.waitForSaveState(SaveState::Kind::DraftKept))
        qFatal("the stroke is not kept");
    driver.leave();
    const std::filesystem::path path = draftFile(fixture.jobFolder(), *createWorker("worker-1"), 0);
    Draft draft = *readDraft(path);
    Result<DraftJournal> journal = DraftJournal::create(path, draft.header);
    for (DraftRecord& record : draft.records) {
        record.activeSeconds = activeSeconds;
        if (!journal->append(record))
            qFatal("the draft is not written");
    }
}

} // namespace

void WorkWindowTasksTest::skipPutsTheTaskBack()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    QTest::mouseClick(footerButton(driver, QStringLiteral("Skip")), Qt::LeftButton);
    QVERIFY(driver.waitForObject(1));
    QTRY_COMPARE(driver.session().job().events().releasesOf(0).size(), std::size_t{1});
    QVERIFY(driver.session().queue().waits(0));
}

void WorkWindowTasksTest::anEditedJobOpensAsItIsToday()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    Job job = fixture.makeJob();
    VERIFY_OK(editJob(job,
                      {.description = "Paint people",
                       .instructions = Instructions{"<p>Slowly.</p>", {}, {}, {}, {}},
                       .timeLimit = std::chrono::minutes(7)},
                      decidingWorker(job)));
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    QVERIFY(showsLimit(driver, QLatin1String(" of 7 min")));
    QVERIFY(showsInstructions(driver, QLatin1String("Slowly.")));
    const auto parts = driver.window().findChildren<ElidedLabel*>();
    QVERIFY(std::ranges::any_of(parts, [](const ElidedLabel* part) { return part->fullText() == u"Paint people"; }));
}

void WorkWindowTasksTest::anEditElsewhereShowsAtOnce()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    QVERIFY(!showsLimit(driver, QLatin1String(" of 7 min")));
    Job elsewhere = fixture.openJob();
    const auto edit = [&](const JobEdit& change) {
        VERIFY_OK(editJob(elsewhere, change, decidingWorker(elsewhere)));
        driver.session().lookAtJob();
    };
    edit({.timeLimit = std::chrono::minutes(7)});
    QTRY_VERIFY(showsLimit(driver, QLatin1String(" of 7 min")));
    QCOMPARE(driver.window().statusLine().shownText(), QStringLiteral("The time limit of a task was changed."));
    edit({.instructions = Instructions{"<p>Slowly.</p>", "<p>All of it.</p>", {}, {}, {}}});
    QTRY_VERIFY(showsInstructions(driver, QLatin1String("Slowly.")));
    QCOMPARE(driver.window().statusLine().shownText(), QStringLiteral("The instructions were changed."));
    QTest::mouseClick(partNamed<QPushButton>(driver.window(), QStringLiteral("View full instructions")),
                      Qt::LeftButton);
    QVERIFY(showsInstructions(driver, QLatin1String("All of it.")));
}

void WorkWindowTasksTest::declineAsksForAReason()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    bool wasOff = false;
    QTimer::singleShot(0, [&wasOff] {
        auto* dialog = qobject_cast<DeclineDialog*>(QApplication::activeModalWidget());
        auto* decline = partNamed<QPushButton>(*dialog, QStringLiteral("Decline"));
        auto* reason = dialog->findChild<QComboBox*>();
        QTest::keyClicks(reason->lineEdit(), QStringLiteral("  "));
        wasOff = !decline->isEnabled();
        QTest::keyClicks(reason->lineEdit(), QStringLiteral("blurred "));
        QTest::mouseClick(decline, Qt::LeftButton);
    });
    QTest::mouseClick(footerButton(driver, QStringLiteral("Decline…")), Qt::LeftButton);
    QVERIFY(wasOff);
    QVERIFY(driver.waitForObject(1));
    QTRY_COMPARE(driver.session().job().events().releasesOf(0).size(), std::size_t{1});
    QCOMPARE(driver.session().job().events().releasesOf(0).front().reason, std::string("blurred"));
}

void WorkWindowTasksTest::declineIsOffWhereThereIsNoTask()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 1);
    QPushButton* decline = footerButton(driver, QStringLiteral("Decline…"));
    QVERIFY(decline->isEnabled());
    driver.session().submit();
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
    QTRY_VERIFY(!decline->isEnabled());
}

void WorkWindowTasksTest::atTheTimeLimitTheWorkerIsAskedOnce_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<int>("object");
    QTest::addRow("keep working") << "Keep working" << 0;
    QTest::addRow("skip") << "Skip for now" << 1;
    QTest::addRow("submit") << "Submit" << 1;
}

void WorkWindowTasksTest::atTheTimeLimitTheWorkerIsAskedOnce()
{
    QFETCH(QString, answer);
    QFETCH(int, object);
    const JobFixture fixture;
    makeJobWithDraft(fixture, std::chrono::seconds(30), 29);
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    const Answerer answerer(answer);
    QTRY_COMPARE(answerer.count(), 1);
    QVERIFY(answerer.question().contains(QStringLiteral("The time for this task is over.")));
    QVERIFY(driver.waitForObject(object));
    QTest::qWait(1200);
    QCOMPARE(answerer.count(), 1);
    if (answer == QStringLiteral("Submit")) {
        QTRY_COMPARE(driver.session().job().events().answersOf(0).size(), std::size_t{1});
        QVERIFY(driver.session().job().events().answersOf(0).front().activeSeconds > 30);
        return;
    }
    driver.session().goTo(0);
    QVERIFY(driver.waitForObject(0));
    QCOMPARE(driver.labelAt({5, 5}), Label{1}); // Kept, whatever was answered.
}

void WorkWindowTasksTest::stoppedJobSaysSo()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    Job job = fixture.makeJob();
    VERIFY_OK(stopJob(job, *createWorker("worker-1")));
    WindowDriver driver(fixture.jobFolder());
    QTRY_COMPARE(driver.session().view(), WorkSession::View::Finished);
    const auto labels = driver.window().findChild<FinishedPage*>()->findChildren<QLabel*>();
    QCOMPARE(labels.front()->text(), QStringLiteral("This job is stopped; no tasks are given out"));
}

void WorkWindowTasksTest::aStopElsewhereIsSaidUntilTheJobIsResumed()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    Job elsewhere = fixture.openJob();
    const auto says = [&](const QString& words) {
        for (const QLabel* label : driver.window().findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().startsWith(words))
                return true;
        }
        return false;
    };
    const auto timeText = [&driver] {
        for (const QLabel* label : driver.window().findChildren<QLabel*>()) {
            if (label->text().startsWith(QStringLiteral("Task time ")))
                return label->text();
        }
        return QString();
    };
    const QString stopped = QStringLiteral("The job is stopped: no answer is taken until it is resumed.");
    const QString kept = QStringLiteral(" Your work on this object is kept as a draft.");
    QPushButton* submit = footerButton(driver, QStringLiteral("Submit  Ctrl+Enter"));
    QVERIFY(submit->isEnabled());
    VERIFY_OK(stopJob(elsewhere, *createWorker("worker-1")));
    driver.session().lookAtJob();
    QTRY_VERIFY(says(stopped));
    QVERIFY(!says(stopped + kept)); // There is none yet.
    QVERIFY(timeText().endsWith(QStringLiteral(" of 60 min · paused")));
    const double seconds = driver.session().activeSeconds();
    QVERIFY(!submit->isEnabled());
    driver.drag({10, 10}, {40, 20});
    QVERIFY(driver.waitForSaveState(SaveState::Kind::DraftKept));
    QVERIFY(says(stopped + kept));
    QCOMPARE(driver.session().activeSeconds(), seconds);
    VERIFY_OK(resumeJob(elsewhere, *createWorker("worker-1")));
    driver.session().lookAtJob();
    QTRY_VERIFY(submit->isEnabled());
    QVERIFY(timeText().endsWith(QStringLiteral(" of 60 min")));
    QTRY_VERIFY(driver.session().activeSeconds() > seconds);
    QVERIFY(!says(stopped));
    QCOMPARE(driver.window().statusLine().shownText(), QStringLiteral("The job was resumed: work goes on."));
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(driver.waitForObject(1));
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
}

void WorkWindowTasksTest::aCompletionElsewhereIsSaidWhereTheWorkerIsFinished()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 1);
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
    QCOMPARE(driver.session().view(), WorkSession::View::Finished);
    Job elsewhere = fixture.openJob();
    VERIFY_OK(completeJob(elsewhere, *createWorker("worker-1")));
    driver.session().lookAtJob();
    QTRY_VERIFY(driver.window().findChild<FinishedPage*>()->findChild<QLabel*>()->text().startsWith(
        QStringLiteral("This job is completed")));
}

void WorkWindowTasksTest::completingIsAskedWithWhatIsLeft()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    {
        const Answerer answerer(QStringLiteral("Keep working"));
        driver.window().askToComplete();
        QCOMPARE(answerer.count(), 1);
    }
    QCOMPARE(driver.session().jobStatus(), JobStatus::InProgress);
    const Answerer answerer(QStringLiteral("Complete job"));
    driver.window().askToComplete();
    QTRY_COMPARE(driver.session().jobStatus(), JobStatus::Completed);
    QCOMPARE(driver.session().view(), WorkSession::View::Finished);
    QTRY_VERIFY(driver.window().statusLine().shownText().startsWith(QStringLiteral("The job is completed.")));
}

LABELWRIGHT_TEST(WorkWindowTasksTest)
#include "WorkWindowTasksTest.moc"
