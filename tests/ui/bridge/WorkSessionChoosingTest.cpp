// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"
#include "ui/bridge/WorkSession.h"

#include <QSignalSpy>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

/// A session on a new classification of `photos` photos, at the first of them.
std::unique_ptr<WorkSession> openChoosing(const JobFixture& fixture, TaskType task, int photos = 2)
{
    fixture.addPhotos(photos);
    NewJob request = fixture.request();
    request.taskType = task;
    request.noneCategory = task == TaskType::ImageClassificationMultiLabel ? "None of the above" : "";
    fixture.makeJob(request);
    auto session = openSession(fixture);
    if (!waitForObject(*session, 0))
        qFatal("the first object does not come");
    return session;
}

fs::path choicesFile(const JobFixture& fixture)
{
    return draftsFolder(fixture.jobFolder(), defaultTeam(1).front()) / "choices.json";
}

} // namespace

/// A worker's day in a classification, without a window.
class WorkSessionChoosingTest : public QObject {
    Q_OBJECT
private slots:
    void thereIsAPhotoAndNothingToPaint();
    void aChoiceIsSavedVerifiedAndGoesOn();
    void withoutAChoiceNothingIsHandedIn();
    void noneOfTheLabelsIsAnAnswer();
    void theNextPhotoIsThereAtOnce();
    void anAnswerIsWhatTheNextVisitBeginsWith();
    void anEarlierAttributeIsWhatTheFirstVisitBeginsWith();
    void aChoiceThatWasNotSubmittedComesBack();
    void aChoiceThatWasNotSubmittedIsADraftInTheQueue();
    void aCorrectionThatWasNotSubmittedWaits();
    void whatIsSubmittedAtOnceIsNeverADraft();
    void aFullDiskLosesNoChoice();
};

void WorkSessionChoosingTest::thereIsAPhotoAndNothingToPaint()
{
    const JobFixture fixture;
    const auto session = openChoosing(fixture, TaskType::ImageClassification);
    QCOMPARE(session->view(), WorkSession::View::Labeling);
    QVERIFY(session->document() == nullptr);
    QCOMPARE(session->image().size(), JobFixture::kPhotoSize);
    QVERIFY(session->choice() == LabelChoice{});
    QCOMPARE(session->saveState().kind, SaveState::Kind::Untouched);
}

void WorkSessionChoosingTest::aChoiceIsSavedVerifiedAndGoesOn()
{
    const JobFixture fixture;
    const auto session = openChoosing(fixture, TaskType::ImageClassificationMultiLabel);
    const QSignalSpy changes(session.get(), &WorkSession::choiceChanged);
    session->toggleLabel(3);
    session->toggleLabel(1);
    QCOMPARE(changes.count(), 2);
    session->submit();
    QVERIFY(waitForObject(*session, 1));
    QVERIFY(session->choice() == LabelChoice{});
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QCOMPARE(session->queue().status(0), TaskStatus::Labelled);
    QCOMPARE(session->pendingSaves(), 0);
    const Job reread = fixture.openJob();
    QCOMPARE(reread.events().answersOf(0).size(), std::size_t{1});
    QCOMPARE(reread.events().answersOf(0)[0].chosenLabelIds, std::optional(std::vector{1, 3}));
}

void WorkSessionChoosingTest::withoutAChoiceNothingIsHandedIn()
{
    const JobFixture fixture;
    const auto session = openChoosing(fixture, TaskType::ImageClassification);
    QVERIFY(!session->canSubmit());
    session->submit();
    QCOMPARE(session->currentObject(), std::optional<ObjectId>(0));
    session->toggleNone();
    QVERIFY(!session->canSubmit());
    session->toggleLabel(2);
    QVERIFY(session->canSubmit());
}

void WorkSessionChoosingTest::noneOfTheLabelsIsAnAnswer()
{
    const JobFixture fixture;
    const auto session = openChoosing(fixture, TaskType::ImageClassificationMultiLabel, 1);
    session->toggleLabel(2);
    session->toggleNone();
    QVERIFY(session->choice() == (LabelChoice{{}, true}));
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QCOMPARE(session->view(), WorkSession::View::Finished);
    QCOMPARE(fixture.openJob().events().answersOf(0)[0].chosenLabelIds, std::optional(std::vector<int>{}));
}

void WorkSessionChoosingTest::theNextPhotoIsThereAtOnce()
{
    const JobFixture fixture;
    const auto session = openChoosing(fixture, TaskType::ImageClassification, 4);
    QTest::qWait(1000); // two are read ahead
    for (const ObjectId next : {1, 2}) {
        session->toggleLabel(1);
        session->submit();
        QCOMPARE(session->currentObject(), std::optional(next));
        QCOMPARE(session->view(), WorkSession::View::Labeling);
        QTest::qWait(1000);
    }
}

void WorkSessionChoosingTest::anAnswerIsWhatTheNextVisitBeginsWith()
{
    const JobFixture fixture;
    const auto session = openChoosing(fixture, TaskType::ImageClassification);
    session->toggleLabel(2);
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    session->goTo(0);
    QVERIFY(waitForObject(*session, 0));
    QVERIFY(session->choice() == (LabelChoice{{2}, false}));
    session->toggleLabel(3);
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    const Job reread = fixture.openJob();
    QCOMPARE(reread.events().answersOf(0).size(), std::size_t{2});
    QCOMPARE(reread.events().currentAnswer(0, session->worker())->chosenLabelIds, std::optional(std::vector{3}));
}

void WorkSessionChoosingTest::anEarlierAttributeIsWhatTheFirstVisitBeginsWith()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    NewJob request = fixture.requestOf(
        R"({"source-ref":"s3://photos/1.png","old":[2,0],"old-metadata":{"class-map":{"2":"bus","0":"people"},)"
        R"("type":"groundtruth/image-classification-multilabel"}})"
        "\n"
        R"({"source-ref":"s3://photos/2.png","old":[],"old-metadata":{"class-map":{},)"
        R"("type":"groundtruth/image-classification-multilabel"}})"
        "\n");
    request.taskType = TaskType::ImageClassificationMultiLabel;
    request.inputPrefixes = {{"s3://photos/", fixture.photos()}};
    request.noneCategory = "None of the above";
    request.prelabel = {.kind = Prelabel::Kind::Attribute, .attribute = "old"};
    fixture.makeJob(request);
    {
        const auto session = openSession(fixture);
        QVERIFY(waitForObject(*session, 0));
        QVERIFY(session->choice() == (LabelChoice{{1, 3}, false}));
        QCOMPARE(session->saveState().kind, SaveState::Kind::Untouched);
        session->submit();
        QVERIFY(waitForObject(*session, 1));
        QVERIFY(session->choice() == (LabelChoice{{}, true}));
        session->toggleLabel(2);
        QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftKept));
    }
    QCOMPARE(fixture.openJob().events().answersOf(0)[0].chosenLabelIds, std::optional(std::vector{1, 3}));
    const auto again = openSession(fixture);
    QVERIFY(waitForObject(*again, 1));
    QVERIFY(again->choice() == (LabelChoice{{2}, false})); // The draft goes before the initial value.
}

void WorkSessionChoosingTest::aChoiceThatWasNotSubmittedComesBack()
{
    const JobFixture fixture;
    {
        const auto session = openChoosing(fixture, TaskType::ImageClassificationMultiLabel);
        session->toggleLabel(3);
        QCOMPARE(session->pendingSaves(), 1);
        QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftKept));
        QCOMPARE(session->pendingSaves(), 0);
        session->next();
        QVERIFY(waitForObject(*session, 1));
        session->toggleNone(); // the session ends before it is written
    }
    const auto session = openSession(fixture);
    const QSignalSpy told(session.get(), &WorkSession::draftCameBack);
    QVERIFY(waitForObject(*session, 0));
    QVERIFY(session->choice() == (LabelChoice{{3}, false}));
    QCOMPARE(session->saveState().kind, SaveState::Kind::DraftKept);
    session->next();
    QVERIFY(waitForObject(*session, 1));
    QVERIFY(session->choice() == (LabelChoice{{}, true}));
    QCOMPARE(told.count(), 2);
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    session->goTo(0);
    QVERIFY(waitForObject(*session, 0));
    session->submit();
    QTRY_COMPARE(session->pendingSaves(), 0);
    QTRY_VERIFY(!fs::exists(choicesFile(fixture)));
}

void WorkSessionChoosingTest::aChoiceThatWasNotSubmittedIsADraftInTheQueue()
{
    const JobFixture fixture;
    {
        const auto session = openChoosing(fixture, TaskType::ImageClassification, 3);
        QSignalSpy changes(session.get(), &WorkSession::statusChanged);
        session->toggleLabel(2);
        QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftKept));
        QCOMPARE(session->queue().status(0), TaskStatus::Draft);
        QCOMPARE(changes.count(), 1);
        session->toggleLabel(2); // Nothing is chosen any more.
        QCOMPARE(session->queue().status(0), TaskStatus::Unlabelled);
        session->toggleLabel(2);
        session->goTo(1);
        QVERIFY(waitForObject(*session, 1));
    }
    const auto session = openSession(fixture);
    QCOMPARE(session->queue().status(0), TaskStatus::Draft);
    QCOMPARE(session->queue().counts().drafts, 1);
    QVERIFY(waitForObject(*session, 0));
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QCOMPARE(session->queue().status(0), TaskStatus::Labelled);
    QVERIFY(!session->queue().hasDraft(0));
}

void WorkSessionChoosingTest::aCorrectionThatWasNotSubmittedWaits()
{
    const JobFixture fixture;
    const auto session = openChoosing(fixture, TaskType::ImageClassification, 2);
    session->toggleLabel(2);
    session->submit();
    QVERIFY(waitForObject(*session, 1));
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    session->goTo(0);
    QVERIFY(waitForObject(*session, 0));
    session->toggleLabel(3);
    QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftKept));
    QVERIFY(session->queue().hasDraft(0));
    session->goTo(1);
    QVERIFY(waitForObject(*session, 1));
    session->toggleLabel(1);
    session->submit();
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->choice().ids, std::vector{3});
}

void WorkSessionChoosingTest::whatIsSubmittedAtOnceIsNeverADraft()
{
    const JobFixture fixture;
    const auto session = openChoosing(fixture, TaskType::ImageClassification);
    session->toggleLabel(1);
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QTest::qWait(2 * static_cast<int>(ChoiceKeeper::kDelay.count()));
    QVERIFY(!fs::exists(choicesFile(fixture)));
    QCOMPARE(session->pendingSaves(), 0);
}

void WorkSessionChoosingTest::aFullDiskLosesNoChoice()
{
    const JobFixture fixture;
    const auto session = openChoosing(fixture, TaskType::ImageClassification);
    {
        const FullDisk full;
        session->toggleLabel(2);
        QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftFailed));
        QVERIFY(session->pendingSaves() > 0);
    }
    session->retrySave();
    QTRY_COMPARE(session->pendingSaves(), 0);
    QTRY_COMPARE(session->saveState().kind, SaveState::Kind::DraftKept);
    QVERIFY(fs::exists(choicesFile(fixture)));
    {
        const FullDisk full;
        session->submit();
        QVERIFY(waitForSaveState(*session, SaveState::Kind::Failed));
    }
    session->retrySave();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QCOMPARE(fixture.openJob().events().answersOf(0)[0].chosenLabelIds, std::optional(std::vector{2}));
}

LABELWRIGHT_TEST(WorkSessionChoosingTest)
#include "WorkSessionChoosingTest.moc"
