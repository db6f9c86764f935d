// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"

#include <QSignalSpy>

using namespace labelwright;
using namespace labelwright::test;

/// Tasks that are put back, declined, or not given out.
class WorkSessionTasksTest : public QObject {
    Q_OBJECT
private slots:
    void skippedTaskIsNotedAndComesAgain();
    void declinedTaskIsNotedAndDoesNotComeAgain();
    void decliningTheOnlyTaskFinishes();
    void unreadablePhotoCanBeDeclined();
    void answeredObjectIsNoTask();
    void declineThatCannotBeWrittenIsTold();
    void stoppedJobGivesNothingAndTakesNothing();
    void memberOfTodaysTeamMayWork();
    void completedJobGivesNoTasksAndHasItsManifest();
};

void WorkSessionTasksTest::skippedTaskIsNotedAndComesAgain()
{
    const JobFixture fixture;
    {
        const auto session = openNewSession(fixture, 2);
        paintPixel(*session, {1, 1}, 2);
        session->skip();
        QVERIFY(waitForObject(*session, 1));
        session->skip();
        QVERIFY(waitForObject(*session, 0));
        QCOMPARE(session->document()->mask().at({1, 1}), Label{2});
    }
    const Job job = fixture.openJob();
    QCOMPARE(job.events().releasesOf(0).size(), std::size_t{1});
    const TaskRelease& returned = job.events().releasesOf(0).front();
    QCOMPARE(returned.kind, TaskRelease::Kind::Returned);
    QCOMPARE(returned.worker.name, std::string("worker-1"));
    QCOMPARE(returned.sourceRef, job.source(0)->sourceRef);
    QVERIFY(returned.accepted <= returned.time);
    QCOMPARE(job.events().releasesOf(1).size(), std::size_t{1});
    QVERIFY(job.problems().empty());
}

void WorkSessionTasksTest::declinedTaskIsNotedAndDoesNotComeAgain()
{
    const JobFixture fixture;
    {
        const auto session = openNewSession(fixture, 3);
        QVERIFY(session->isTask());
        session->goTo(1);
        QVERIFY(waitForObject(*session, 1));
        paintPixel(*session, {1, 1}, 2);
        session->decline("too dark");
        QVERIFY(waitForObject(*session, 2));
        QTRY_COMPARE(session->queue().status(1), TaskStatus::Failed); // The one worker it needs has declined.
        session->skip();
        QVERIFY(waitForObject(*session, 0));
        session->skip();
        QVERIFY(waitForObject(*session, 2));
    }
    const Job job = fixture.openJob();
    QCOMPARE(job.events().releasesOf(1).front().kind, TaskRelease::Kind::Declined);
    QCOMPARE(job.events().releasesOf(1).front().reason, std::string("too dark"));
    QVERIFY(findDraft(job.folder(), *createWorker("worker-1"), 1)); // Nothing is thrown away.
}

void WorkSessionTasksTest::decliningTheOnlyTaskFinishes()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    session->decline("too dark");
    QCOMPARE(session->view(), WorkSession::View::Finished);
    QTRY_COMPARE(session->queue().waitingCount(), 0);
    QVERIFY(!session->isTask());
    session->decline("again");
    QCOMPARE(fixture.openJob().events().releasesOf(0).size(), std::size_t{1});
}

void WorkSessionTasksTest::unreadablePhotoCanBeDeclined()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    writeText(fixture.photos() / "1.png", "no picture");
    fixture.makeJob();
    const auto session = openSession(fixture);
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->view(), WorkSession::View::Unreadable);
    QVERIFY(session->isTask());
    session->decline("it can't be shown");
    QVERIFY(waitForObject(*session, 1));
    QTRY_COMPARE(session->queue().status(0), TaskStatus::Failed);
}

void WorkSessionTasksTest::answeredObjectIsNoTask()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 3);
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    session->goTo(0);
    QVERIFY(waitForObject(*session, 0));
    QVERIFY(!session->isTask());
    session->decline("too dark");
    QCOMPARE(session->currentObject(), std::optional<ObjectId>(0));
    session->skip();
    QVERIFY(waitForObject(*session, 1));
    QVERIFY(fixture.openJob().events().releases().empty());
}

void WorkSessionTasksTest::declineThatCannotBeWrittenIsTold()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    QSignalSpy notices(session.get(), &WorkSession::notice);
    {
        const FullDisk full;
        session->decline("too dark");
        QTRY_COMPARE(notices.size(), 1);
    }
    QVERIFY(notices.front().front().toString().startsWith(QStringLiteral("Object 1 stays your task: ")));
    QCOMPARE(session->queue().status(0), TaskStatus::Unlabelled);
    QVERIFY(session->queue().waits(0));
    QVERIFY(fixture.openJob().events().releases().empty());
}

void WorkSessionTasksTest::stoppedJobGivesNothingAndTakesNothing()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    Job job = fixture.makeJob();
    VERIFY_OK(stopJob(job, *createWorker("worker-1")));
    const auto session = openSession(fixture);
    QCOMPARE(session->view(), WorkSession::View::Finished);
    QCOMPARE(session->jobStatus(), JobStatus::Stopped);
    session->goTo(0); // To look at.
    QVERIFY(waitForObject(*session, 0));
    QVERIFY(!session->isTask());
    paintPixel(*session, {1, 1}, 2);
    QSignalSpy notices(session.get(), &WorkSession::notice);
    session->submit();
    QCOMPARE(notices.size(), 1);
    QVERIFY(notices.front().front().toString().startsWith(QStringLiteral("Not submitted. The job is stopped")));
    QCOMPARE(session->currentObject(), std::optional<ObjectId>(0));
    QCOMPARE(session->document()->mask().at({1, 1}), Label{2});
    QVERIFY(fixture.openJob().events().answers().empty());
}

void WorkSessionTasksTest::memberOfTodaysTeamMayWork()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    Job job = fixture.makeJob();
    const Worker ann = *createWorker("ann", "ann@example.com");
    VERIFY_OK(changeTeam(job, {"street", {{ann}}}, ann));
    VERIFY_ERROR(WorkSession::open(fixture.jobFolder(), "worker-1"), ErrorCode::InvalidArgument);
    const auto session = WorkSession::open(fixture.jobFolder(), "ann@example.com");
    VERIFY_OK(session);
    QVERIFY((*session)->worker() == ann);
    QCOMPARE((*session)->queue().waitingCount(), 1);
}

void WorkSessionTasksTest::completedJobGivesNoTasksAndHasItsManifest()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 3);
    QSignalSpy completed(session.get(), &WorkSession::jobCompleted);
    session->submit();
    session->completeJob(); // While the answer is on its way to the disk.
    QTRY_COMPARE(completed.count(), 1);
    QCOMPARE(completed.front().front().toString(), QString());
    QCOMPARE(session->view(), WorkSession::View::Finished);
    QCOMPARE(session->jobStatus(), JobStatus::Completed);
    QCOMPARE(session->queue().waitingCount(), 0);
    QCOMPARE(session->queue().status(1), TaskStatus::Withheld);
    const Job job = fixture.openJob();
    QCOMPARE(jobState(job).completion->unlabelled, 2);
    const std::string manifest = textOf(job.folder() / "output/street/manifests/output/output.manifest");
    QVERIFY(manifest.find("street-ref-metadata") != std::string::npos);
    session->completeJob();
    QTRY_COMPARE(completed.count(), 2);
    QVERIFY(completed.back().front().toString().contains(QStringLiteral("finished already")));
}

LABELWRIGHT_TEST(WorkSessionTasksTest)
#include "WorkSessionTasksTest.moc"
