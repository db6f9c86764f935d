// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/JobSnapshot.h"

#include "core/job/JobChanges.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

class JobSnapshotTest : public QObject {
    Q_OBJECT
private slots:
    void aSnapshotHoldsAllOfTheJob();
    void aLaterOneKnowsWhatCameSince();
    void manyWishesAreTwoSnapshots();
    void aFolderThatIsNoJobSaysWhy();
    void aWorkerIsShownNothingOfGoldObjects();
};

void JobSnapshotTest::aSnapshotHoldsAllOfTheJob()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    Job job = fixture.makeJob();
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-1", 60)));
    const auto snapshot = takeSnapshot(fixture.jobFolder());
    VERIFY_OK(snapshot);
    QCOMPARE((*snapshot)->objects.size(), std::size_t{2});
    QVERIFY((*snapshot)->objects[1].status == TaskStatus::Labelled);
    QVERIFY((*snapshot)->objects[1].answers[0] == &(*snapshot)->job.events().answersOf(1)[0]);
    QCOMPARE((*snapshot)->state.counters.totalLabeled, std::int64_t{1});
}

void JobSnapshotTest::aLaterOneKnowsWhatCameSince()
{
    JobFixture fixture;
    fixture.addPhotos(1);
    Job job = fixture.makeJob();
    JobSnapshots snapshots(fixture.jobFolder());
    std::shared_ptr<const JobSnapshot> newest;
    connect(&snapshots, &JobSnapshots::taken, &snapshots, [&](const auto& taken) { newest = taken; });
    snapshots.take();
    QTRY_VERIFY(newest);
    const std::shared_ptr<const JobSnapshot> first = newest;
    QVERIFY(first->objects[0].status == TaskStatus::Unlabelled);
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 60)));
    snapshots.take();
    QTRY_VERIFY(newest != first);
    QVERIFY(newest->objects[0].status == TaskStatus::Labelled);
    QVERIFY(first->objects[0].status == TaskStatus::Unlabelled);
}

void JobSnapshotTest::manyWishesAreTwoSnapshots()
{
    JobFixture fixture;
    fixture.addPhotos(1);
    fixture.makeJob();
    JobSnapshots snapshots(fixture.jobFolder());
    QSignalSpy taken(&snapshots, &JobSnapshots::taken);
    for (int wish = 0; wish < 10; ++wish)
        snapshots.take();
    QTRY_COMPARE(taken.count(), 2);
    QTest::qWait(50);
    QCOMPARE(taken.count(), 2);
}

void JobSnapshotTest::aFolderThatIsNoJobSaysWhy()
{
    const JobFixture fixture;
    JobSnapshots snapshots(fixture.jobFolder());
    QSignalSpy failed(&snapshots, &JobSnapshots::failed);
    snapshots.take();
    QVERIFY(failed.wait());
    QVERIFY(failed[0][0].toString().contains(QString::fromStdString(fixture.jobFolder().string())));
}

void JobSnapshotTest::aWorkerIsShownNothingOfGoldObjects()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    NewJob request = fixture.request();
    request.team = teamOf({*createWorker("worker-1"), *createWorker("worker-2")});
    Job job = fixture.makeJob(request);
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-1", 60)));
    VERIFY_OK(chooseGoldObjects(job, {{1, 1}}, 1, 1, *createWorker("lead")));
    JobSnapshots snapshots(fixture.jobFolder());
    std::vector<std::shared_ptr<const JobSnapshot>> taken;
    connect(&snapshots, &JobSnapshots::taken, &snapshots, [&](const auto& each) { taken.push_back(each); });
    snapshots.take();
    snapshots.setViewer(createWorker("worker-2").value()); // What is under way is for anybody.
    QTRY_COMPARE(taken.size(), std::size_t{1});
    QVERIFY(taken[0]->hidesGold);
    QVERIFY(taken[0]->objects[1].status == TaskStatus::Unlabelled);
    QVERIFY(taken[0]->objects[1].answers.empty());
    QCOMPARE(taken[0]->state.counters.totalLabeled, std::int64_t{1});
    snapshots.setViewer(createWorker("lead").value());
    snapshots.take();
    QTRY_COMPARE(taken.size(), std::size_t{2});
    QVERIFY(!taken[1]->hidesGold);
    QCOMPARE(taken[1]->objects[1].answers.size(), std::size_t{1});
}

LABELWRIGHT_TEST(JobSnapshotTest)
#include "JobSnapshotTest.moc"
