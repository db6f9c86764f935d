// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Hash.h"
#include "core/job/JobChanges.h"
#include "core/job/LabelChange.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"

#include <QSignalSpy>

using namespace labelwright;
using namespace labelwright::test;

class WorkSessionReviewTest : public QObject {
    Q_OBJECT
private slots:
    void verdictsGoFromObjectToObject();
    void whatIsNotLabeledCanNotBeReviewed();
    void aReviewGoesOnWhereTheJobIsStopped();
    void whatWasPaintedIsAnAdjustment();
    void anUnfinishedAdjustmentComesBack();
    void anAdjustmentInOldLabelsIsNotTaken();
    void paintingStandsInTheWayOfAVerdict();
    void aVerdictThatCanNotBeWrittenIsKeptForARetry();
    void aFailedVerdictIsToldWhileOthersAreSaved();
    void whatIsAnsweredAnewIsShownAnew();
    void commentsAreWrittenAndShown();
    void aRejectedObjectComesBackToItsWorker();
    void anOpenWindowNoticesTheRejection();
    void aChoiceIsReviewedAndNotChanged();

private:
    /// A job of three photos, the first two answered by worker-1 with people all over.
    static void makeAnsweredJob(const JobFixture& fixture);
    static std::unique_ptr<WorkSession> openReview(const JobFixture& fixture, const std::vector<ObjectId>& objects);
};

void WorkSessionReviewTest::makeAnsweredJob(const JobFixture& fixture)
{
    fixture.addPhotos(3);
    Job job = fixture.makeJob();
    for (const ObjectId object : {0, 1}) {
        SubmitRequest request = answerOf(object, "worker-1", 60.0 * static_cast<double>(object + 1));
        request.image.sha256 = sha256Hex(textOf(fixture.photos() / (std::to_string(object + 1) + ".png")));
        request.mask = maskOf(JobFixture::kPhotoSize, {1});
        if (!submitAnswer(job, request))
            qFatal("no answer");
    }
}

std::unique_ptr<WorkSession> WorkSessionReviewTest::openReview(const JobFixture& fixture,
                                                               const std::vector<ObjectId>& objects)
{
    Result<std::unique_ptr<WorkSession>> session = WorkSession::openReview(
        fixture.jobFolder(), [](const Job&) { return createWorker("lead"); }, objects);
    if (!session)
        qFatal("%s", sentence(session.error()).c_str());
    (*session)->start();
    if (!waitForObject(**session, objects.front()))
        qFatal("no object");
    return *std::move(session);
}

void WorkSessionReviewTest::verdictsGoFromObjectToObject()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    const auto session = openReview(fixture, {0, 1});
    QVERIFY(session->isReview());
    QVERIFY(session->canDecide());
    QCOMPARE(session->queue().waitingCount(), 2);
    QCOMPARE(session->document()->mask().at({0, 0}), Label{1});
    session->decide("good", "", {});
    QVERIFY(waitForObject(*session, 1));
    session->decide("boundary off", "the hat", {});
    QTRY_COMPARE(session->pendingSaves(), 0);
    QVERIFY(session->view() == WorkSession::View::Finished);
    QCOMPARE(session->queue().waitingCount(), 0);
    QCOMPARE(session->queue().counts().answered, 2);
    const Job job = fixture.openJob();
    QVERIFY(job.problems().empty());
    QVERIFY(reviewOf(job.events(), 0, 1).isAccepted());
    const ObjectReview second = reviewOf(job.events(), 1, 1);
    QVERIFY(second.isRejected());
    QCOMPARE(second.verdict->worker.name, std::string("lead"));
    QCOMPARE(second.verdict->comment, std::string("the hat"));
    QCOMPARE(second.verdict->returnedTo, std::vector{createWorker("worker-1")->id});
}

void WorkSessionReviewTest::whatIsNotLabeledCanNotBeReviewed()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    const auto session = openReview(fixture, {0});
    session->goTo(2);
    QVERIFY(waitForObject(*session, 2));
    QVERIFY(session->refusal() == AnswerRefusal::NotLabeled);
    QVERIFY(!session->canDecide() && !session->canSubmit());
    session->decide("good", "", {});
    QCOMPARE(session->pendingSaves(), 0);
    QVERIFY(fixture.openJob().events().verdicts().empty());
}

void WorkSessionReviewTest::aReviewGoesOnWhereTheJobIsStopped()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    Job job = fixture.openJob();
    VERIFY_OK(completeJob(job, *createWorker("lead")));
    const auto session = openReview(fixture, {0});
    paintPixel(*session, {1, 1}, 2);
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QVERIFY(reviewOf(fixture.openJob().events(), 0, 1).adjustment);
}

void WorkSessionReviewTest::whatWasPaintedIsAnAdjustment()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    {
        const auto session = openReview(fixture, {0, 1});
        paintPixel(*session, {1, 1}, 2);
        session->submit();
        QVERIFY(waitForObject(*session, 1));
        session->submit(); // Looked through and left as it was.
        QTRY_COMPARE(session->pendingSaves(), 0);
        QVERIFY(session->view() == WorkSession::View::Finished);
    }
    const Job job = fixture.openJob();
    QCOMPARE(job.events().answersOf(0).size(), std::size_t{1});
    const ObjectReview first = reviewOf(job.events(), 0, 1);
    QVERIFY(first.adjustment);
    QCOMPARE(first.adjustment->worker.name, std::string("lead"));
    QVERIFY(first.adjustment->initialValueModified == std::optional(true));
    QVERIFY(reviewOf(job.events(), 1, 1).adjustment->initialValueModified == std::optional(false));
    const auto again = openReview(fixture, {0});
    QCOMPARE(again->document()->mask().at({1, 1}), Label{2});
    QCOMPARE(again->queue().waitingCount(), 1); // Chosen anew, to be decided anew.
}

void WorkSessionReviewTest::anUnfinishedAdjustmentComesBack()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    {
        const auto session = openReview(fixture, {0, 1});
        paintPixel(*session, {1, 1}, 2);
        QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftKept));
    }
    {
        const auto own = openSession(fixture); // The worker's own drafts are another matter.
        own->goTo(0);
        QVERIFY(waitForObject(*own, 0));
        QCOMPARE(own->document()->mask().at({1, 1}), Label{1});
    }
    const auto again = openReview(fixture, {0, 1});
    QCOMPARE(again->document()->mask().at({1, 1}), Label{2});
    QVERIFY(again->hasUnsubmittedWork());
}

void WorkSessionReviewTest::anAdjustmentInOldLabelsIsNotTaken()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    auto session = openReview(fixture, {0});
    paintPixel(*session, {1, 1}, 2);
    Job job = fixture.openJob();
    LabelsEdit edit = editOf(job.spec().labels);
    edit.classes.push_back({1234, "tree", {1, 2, 3}});
    VERIFY_OK(changeLabels(job, *editedLabels(job.spec().labels, edit), *createWorker("lead")));
    session->lookAtJob();
    QTRY_VERIFY(session->hasOldLabels());
    const QSignalSpy notices(session.get(), &WorkSession::notice);
    session->submit();
    QCOMPARE(notices.count(), 1);
    QVERIFY(session->document() && session->hasUnsubmittedWork());
    session.reset();
    session = openReview(fixture, {0});
    QCOMPARE(session->document()->mask().at({1, 1}), Label{2});
    session->submit();
    QTRY_COMPARE(session->pendingSaves(), 0);
    QVERIFY(reviewOf(fixture.openJob().events(), 0, 1).adjustment);
}

void WorkSessionReviewTest::paintingStandsInTheWayOfAVerdict()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    const auto session = openReview(fixture, {0, 1});
    QSignalSpy notices(session.get(), &WorkSession::notice);
    paintPixel(*session, {1, 1}, 2);
    session->decide("good", "", {});
    QCOMPARE(notices.count(), 1);
    QVERIFY(notices.front().front().toString().startsWith(QStringLiteral("You have changed these labels.")));
    QCOMPARE(session->currentObject(), std::optional<ObjectId>(0));
    QVERIFY(session->job().events().verdicts().empty());
}

void WorkSessionReviewTest::aVerdictThatCanNotBeWrittenIsKeptForARetry()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    const auto session = openReview(fixture, {0, 1});
    {
        const FullDisk full;
        session->decide("good", "", {});
        QVERIFY(waitForSaveState(*session, SaveState::Kind::Failed));
        QCOMPARE(session->pendingSaves(), 1);
        QCOMPARE(session->saveState().object, std::optional<ObjectId>(0));
    }
    QVERIFY(waitForObject(*session, 1));
    QVERIFY(fixture.openJob().events().verdicts().empty());
    session->retrySave();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QCOMPARE(session->pendingSaves(), 0);
    QVERIFY(reviewOf(fixture.openJob().events(), 0, 1).isAccepted());
}

void WorkSessionReviewTest::aFailedVerdictIsToldWhileOthersAreSaved()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    const auto session = openReview(fixture, {0, 1});
    {
        const FullDisk full;
        session->decide("good", "", {});
        QVERIFY(waitForSaveState(*session, SaveState::Kind::Failed));
    }
    QVERIFY(waitForObject(*session, 1));
    session->decide("good", "", {});
    QTRY_COMPARE(session->pendingSaves(), 1);
    QVERIFY(session->saveState().kind == SaveState::Kind::Failed);
    session->goTo(0);
    QVERIFY(waitForObject(*session, 0));
    session->decide("other", "", {}); // The one before is not on the disk yet.
    QCOMPARE(session->pendingSaves(), 1);
    session->retrySave();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QVERIFY(reviewOf(fixture.openJob().events(), 0, 1).isAccepted());
}

void WorkSessionReviewTest::whatIsAnsweredAnewIsShownAnew()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    const auto session = openReview(fixture, {0, 1});
    Job job = fixture.openJob();
    SubmitRequest request = answerOf(0, "worker-1", 500);
    request.image.sha256 = sha256Hex(textOf(fixture.photos() / "1.png"));
    request.mask = maskOf(JobFixture::kPhotoSize, {3});
    VERIFY_OK(submitAnswer(job, request));
    session->lookAtJob();
    QTRY_VERIFY(session->document() && session->document()->mask().at({0, 0}) == Label{3});
    session->decide("good", "", {});
    QTRY_COMPARE(session->pendingSaves(), 0);
    const Job decided = fixture.openJob();
    QCOMPARE(reviewOf(decided.events(), 0, 1).verdict->answers, std::vector{decided.events().answersOf(0).back().name});
}

void WorkSessionReviewTest::commentsAreWrittenAndShown()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    const auto session = openReview(fixture, {0});
    QSignalSpy changes(session.get(), &WorkSession::reviewChanged);
    session->say("A bus?", Rect{1, 1, 1, 1});
    QTRY_COMPARE(changes.count(), 1);
    QCOMPARE(session->threads().size(), std::size_t{1});
    const std::string thread = session->threads().front().first->name;
    session->reply("No.", thread);
    QTRY_COMPARE(changes.count(), 2);
    QCOMPARE(session->threads().front().replies.size(), std::size_t{1});
    session->endThread(Comment::Kind::Resolved, thread);
    QTRY_COMPARE(changes.count(), 3);
    QVERIFY(session->threads().front().isResolved);
    QSignalSpy notices(session.get(), &WorkSession::notice);
    session->say(" ", std::nullopt);
    QCOMPARE(notices.count(), 1);
    QCOMPARE(threadsOf(fixture.openJob().events(), 0).size(), std::size_t{1});
}

void WorkSessionReviewTest::aRejectedObjectComesBackToItsWorker()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    {
        const auto review = openReview(fixture, {0});
        review->decide("wrong label", "a tram", {});
        QTRY_COMPARE(review->pendingSaves(), 0);
    }
    const auto session = openSession(fixture);
    QVERIFY(waitForObject(*session, 0)); // Before the third, which nobody has answered.
    QVERIFY(session->returnedWith());
    QCOMPARE(session->returnedWith()->comment, std::string("a tram"));
    QVERIFY(!session->isTask()); // It was answered: declining it would be no help.
    paintPixel(*session, {1, 1}, 2);
    session->submit();
    QVERIFY(waitForObject(*session, 2));
    QTRY_COMPARE(session->pendingSaves(), 0);
    const Job job = fixture.openJob();
    QCOMPARE(job.events().answersOf(0).back().replaces, std::vector{job.events().answersOf(0).front().name});
    QVERIFY(reviewOf(job.events(), 0, 1).hasLapsed);
}

void WorkSessionReviewTest::anOpenWindowNoticesTheRejection()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    const auto session = openSession(fixture);
    session->goTo(0);
    QVERIFY(waitForObject(*session, 0));
    QSignalSpy changes(session.get(), &WorkSession::reviewChanged);
    Job job = fixture.openJob();
    VERIFY_OK(decide(job, {.object = 0, .worker = *createWorker("lead"), .category = "other", .time = now()}));
    session->lookAtJob();
    QTRY_VERIFY(changes.count() > 0);
    QVERIFY(session->returnedWith());
    QVERIFY(session->queue().status(0) == TaskStatus::Returned);
}

void WorkSessionReviewTest::aChoiceIsReviewedAndNotChanged()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    NewJob request = fixture.request();
    request.taskType = TaskType::ImageClassification;
    request.attribute = "street";
    Job job = fixture.makeJob(request);
    const std::vector<std::string> names{"bus"};
    VERIFY_OK(submitLabels(job, 0, *createWorker("worker-1"), names));
    const auto session = openReview(fixture, {0});
    QCOMPARE(session->choice().ids, std::vector{3});
    session->toggleLabel(1);
    QCOMPARE(session->choice().ids, std::vector{3});
    QVERIFY(!session->canSubmit());
    QVERIFY(session->canDecide());
    session->decide("good", "", {});
    QTRY_COMPARE(session->pendingSaves(), 0);
    QVERIFY(reviewOf(fixture.openJob().events(), 0, 1).isAccepted());
}

LABELWRIGHT_TEST(WorkSessionReviewTest)
#include "WorkSessionReviewTest.moc"
