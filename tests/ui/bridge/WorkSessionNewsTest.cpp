// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/BringBack.h"
#include "core/job/Draft.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/LabelChange.h"
#include "core/job/SettleConflict.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"

#include <QSignalSpy>

#include <functional>

using namespace labelwright;
using namespace labelwright::test;

/// What others do to the job while it is worked on.
class WorkSessionNewsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_session.reset(); }
    void aDecisionElsewhereTakesNoAnswers_data();
    void aDecisionElsewhereTakesNoAnswers();
    void afterAResumptionItGoesOn();
    void theFinishedViewGoesOnWhenTheJobIsResumed();
    void anAnswerElsewhereTakesTheObjectInView();
    void whatOthersAnsweredIsNotComeTo();
    void ownAnswerIsCorrectedThoughOthersAnswered();
    void aStopAtTheLastMomentKeepsTheWork();
    void aStopAtTheLastMomentKeepsTheChoice();
    void whatTheDiskNoLongerTellsStillHolds();
    void anOwnAnswerThatTheDiskLacksIsCorrected();
    void anAnswerBroughtBackIsShown();
    void anAnswerIsTakenUpWhileItsObjectIsBeingRead();
    void unsubmittedWorkStaysInViewThen();
    void aFlagElsewhereIsSeen();
    void newLabelsAreTakenUpByTheDraft();
    void newLabelsAreTakenUpByTheChoice();
    void aSettlementElsewhereCounts();
    void aDecisionIsTakenUpThoughDraftsCantBeListed();

private:
    /// A job of three photos for two workers, each photo for one; the first is in view.
    void open(TaskType task = TaskType::SemanticSegmentation);
    /// As another program would.
    void elsewhere(const std::function<void(Job&)>& change) const;
    void answerElsewhere(ObjectId object) const;
    /// Bus becomes people.
    void mergeElsewhere() const;
    void take() const { m_session->lookAtJob(); }

    std::unique_ptr<JobFixture> m_fixture;
    std::unique_ptr<WorkSession> m_session;
    Worker m_one = *createWorker("worker-1");
    Worker m_two = *createWorker("worker-2");
};

void WorkSessionNewsTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(3);
}

void WorkSessionNewsTest::open(TaskType task)
{
    NewJob request = m_fixture->request();
    request.team = teamOf({m_one, m_two});
    request.taskType = task;
    m_fixture->makeJob(request);
    m_session = openSession(*m_fixture);
    QVERIFY(waitForObject(*m_session, 0));
}

void WorkSessionNewsTest::elsewhere(const std::function<void(Job&)>& change) const
{
    Job job = m_fixture->openJob();
    change(job);
}

void WorkSessionNewsTest::answerElsewhere(ObjectId object) const
{
    elsewhere([object](Job& job) { VERIFY_OK(submitAnswer(job, answerOf(object, "worker-2", 1))); });
}

void WorkSessionNewsTest::aDecisionElsewhereTakesNoAnswers_data()
{
    using Change = std::function<void(Job&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<AnswerRefusal>("refusal");
    QTest::addColumn<JobStatus>("status");
    QTest::addColumn<QString>("words");
    const Worker two = m_two;
    const Worker one = m_one;
    QTest::newRow("stopped") << Change([two](Job& job) { VERIFY_OK(stopJob(job, two)); }) << AnswerRefusal::Stopped
                             << JobStatus::Stopped << QStringLiteral("The job is stopped");
    QTest::newRow("completed") << Change([two](Job& job) { VERIFY_OK(completeJob(job, two)); })
                               << AnswerRefusal::Completed << JobStatus::Completed
                               << QStringLiteral("The job is completed");
    QTest::newRow("deactivated") << Change([one, two](Job& job) {
        const Team team{
            "street",
            {{one, TeamRole::Annotator, MemberStatus::Inactive}, {two, TeamRole::Annotator, MemberStatus::Active}}};
        VERIFY_OK(changeTeam(job, team, two));
    }) << AnswerRefusal::NoMember << JobStatus::InProgress
                                 << QStringLiteral("You are not an active member");
    QTest::newRow("assigned") << Change([two](Job& job) {
        VERIFY_OK(assignObjects(job, {{0, 1}}, {two}, two));
    }) << AnswerRefusal::KeptForOthers
                              << JobStatus::InProgress << QStringLiteral("This object is kept for other workers");
}

void WorkSessionNewsTest::aDecisionElsewhereTakesNoAnswers()
{
    QFETCH(std::function<void(Job&)>, change);
    QFETCH(AnswerRefusal, refusal);
    QFETCH(JobStatus, status);
    QFETCH(QString, words);
    open();
    paintPixel(*m_session, {1, 1}, 2);
    QVERIFY(m_session->canSubmit());
    QSignalSpy notices(m_session.get(), &WorkSession::notice);
    elsewhere(change);
    take();
    QTRY_COMPARE(m_session->refusal(), std::optional(refusal));
    QCOMPARE(m_session->jobStatus(), status);
    QVERIFY(!m_session->canSubmit());
    QVERIFY(!m_session->isTask());
    m_session->submit();
    QCOMPARE(notices.count(), 1);
    const QString told = notices.front().front().toString();
    QVERIFY2(told.startsWith(QStringLiteral("Not submitted. ") + words), qPrintable(told));
    QVERIFY2(told.endsWith(QStringLiteral("kept as a draft.")), qPrintable(told));
    QCOMPARE(m_session->document()->mask().at({1, 1}), Label{2});
    QVERIFY(waitForSaveState(*m_session, SaveState::Kind::DraftKept));
    QVERIFY(findDraft(m_fixture->jobFolder(), m_one, 0));
    QVERIFY(m_fixture->openJob().events().answers().empty());
}

void WorkSessionNewsTest::afterAResumptionItGoesOn()
{
    open();
    paintPixel(*m_session, {1, 1}, 2);
    elsewhere([this](Job& job) { VERIFY_OK(stopJob(job, m_two)); });
    take();
    QTRY_VERIFY(m_session->refusal());
    QCOMPARE(m_session->queue().waitingCount(), 0);
    elsewhere([this](Job& job) { VERIFY_OK(resumeJob(job, m_two)); });
    take();
    QTRY_VERIFY(!m_session->refusal());
    QCOMPARE(m_session->queue().waitingCount(), 3);
    m_session->submit();
    QVERIFY(waitForObject(*m_session, 1));
    QVERIFY(waitForSaveState(*m_session, SaveState::Kind::Saved));
    QCOMPARE(m_fixture->openJob().events().answersOf(0).size(), std::size_t{1});
}

void WorkSessionNewsTest::theFinishedViewGoesOnWhenTheJobIsResumed()
{
    open();
    elsewhere([this](Job& job) { VERIFY_OK(stopJob(job, m_two)); });
    take();
    QTRY_VERIFY(m_session->refusal());
    m_session->skip();
    QCOMPARE(m_session->view(), WorkSession::View::Finished);
    elsewhere([this](Job& job) { VERIFY_OK(resumeJob(job, m_two)); });
    take();
    QVERIFY(waitForObject(*m_session, 0));
    QVERIFY(m_session->isTask());
}

void WorkSessionNewsTest::anAnswerElsewhereTakesTheObjectInView()
{
    open();
    paintPixel(*m_session, {1, 1}, 2);
    QVERIFY(waitForSaveState(*m_session, SaveState::Kind::DraftKept));
    answerElsewhere(0);
    take();
    QTRY_COMPARE(m_session->refusal(), std::optional(AnswerRefusal::AnsweredByOthers));
    QCOMPARE(m_session->queue().status(0), TaskStatus::Labelled);
    QVERIFY(findDraft(m_fixture->jobFolder(), m_one, 0));
    m_session->skip();
    QVERIFY(waitForObject(*m_session, 1));
    QVERIFY(!m_session->refusal());
    m_session->submit();
    QVERIFY(waitForObject(*m_session, 2));
    m_session->submit();
    QCOMPARE(m_session->view(), WorkSession::View::Finished); // The draft that came too late does not come again.
}

void WorkSessionNewsTest::whatOthersAnsweredIsNotComeTo()
{
    open();
    answerElsewhere(1);
    take();
    QTRY_COMPARE(m_session->queue().status(1), TaskStatus::Labelled);
    m_session->submit();
    QVERIFY(waitForObject(*m_session, 2));
}

void WorkSessionNewsTest::ownAnswerIsCorrectedThoughOthersAnswered()
{
    open();
    m_session->submit();
    QVERIFY(waitForObject(*m_session, 1));
    QVERIFY(waitForSaveState(*m_session, SaveState::Kind::Saved));
    answerElsewhere(0);
    m_session->goTo(0);
    QVERIFY(waitForObject(*m_session, 0));
    take();
    QTRY_COMPARE(m_session->job().events().answersOf(0).size(), std::size_t{2});
    QVERIFY(m_session->canSubmit());
}

void WorkSessionNewsTest::aStopAtTheLastMomentKeepsTheWork()
{
    open();
    paintPixel(*m_session, {1, 1}, 2);
    QSignalSpy notices(m_session.get(), &WorkSession::notice);
    elsewhere([this](Job& job) { VERIFY_OK(stopJob(job, m_two)); });
    m_session->submit(); // It is not known here yet.
    QTRY_COMPARE(notices.count(), 1);
    QCOMPARE(notices.front().front().toString(),
             QStringLiteral("Object 1 was not submitted. The job is stopped: no answer is taken until it is resumed. "
                            "Your work on this object is kept as a draft."));
    QVERIFY(waitForObject(*m_session, 0));
    QCOMPARE(m_session->document()->mask().at({1, 1}), Label{2});
    QCOMPARE(m_session->refusal(), std::optional(AnswerRefusal::Stopped));
    QCOMPARE(m_session->pendingSaves(), 0);
    QVERIFY(m_fixture->openJob().events().answers().empty());
}

void WorkSessionNewsTest::aStopAtTheLastMomentKeepsTheChoice()
{
    open(TaskType::ImageClassification);
    const int id = m_session->job().spec().labels.at(1).id;
    m_session->toggleLabel(id);
    elsewhere([this](Job& job) { VERIFY_OK(stopJob(job, m_two)); });
    QSignalSpy notices(m_session.get(), &WorkSession::notice);
    m_session->submit();
    QTRY_COMPARE(notices.count(), 1);
    QVERIFY(waitForObject(*m_session, 0));
    QCOMPARE(m_session->choice().ids, std::vector{id});
    QVERIFY(m_fixture->openJob().events().answers().empty());
}

void WorkSessionNewsTest::whatTheDiskNoLongerTellsStillHolds()
{
    open();
    const Worker ann = *createWorker("ann");
    elsewhere([&](Job& job) { VERIFY_OK(changeTeam(job, {"street", {{ann}}}, ann)); });
    m_session.reset();
    Result<std::unique_ptr<WorkSession>> session = WorkSession::open(m_fixture->jobFolder(), "ann");
    VERIFY_OK(session);
    m_session = *std::move(session);
    m_session->start();
    QVERIFY(waitForObject(*m_session, 0));
    std::filesystem::remove_all(jobEventsFolder(m_fixture->jobFolder()));
    m_session->submit(); // By job.json alone Ann is no member.
    QVERIFY(waitForSaveState(*m_session, SaveState::Kind::Saved));
}

void WorkSessionNewsTest::anOwnAnswerThatTheDiskLacksIsCorrected()
{
    open();
    m_session->submit();
    QVERIFY(waitForObject(*m_session, 1));
    QVERIFY(waitForSaveState(*m_session, SaveState::Kind::Saved));
    const AnswerEvent own = m_session->job().events().answersOf(0)[0];
    answerElsewhere(0);
    std::filesystem::remove(objectEventsFolder(m_fixture->jobFolder(), 0) / own.name); // By a share, for a moment.
    m_session->goTo(0);
    QVERIFY(waitForObject(*m_session, 0));
    paintPixel(*m_session, {1, 1}, 2);
    QSignalSpy notices(m_session.get(), &WorkSession::notice);
    m_session->submit();
    QTRY_VERIFY(m_session->job().events().unreplacedNames(0, m_one).front() != own.name);
    QCOMPARE(notices.count(), 0);
    QVERIFY(m_fixture->openJob().events().currentAnswer(0, m_one));
}

void WorkSessionNewsTest::anAnswerBroughtBackIsShown()
{
    open();
    for (const Label label : {Label{1}, Label{2}}) {
        paintPixel(*m_session, {1, 1}, label);
        m_session->submit();
        QVERIFY(waitForSaveState(*m_session, SaveState::Kind::Saved));
        QVERIFY(waitForObject(*m_session, 1));
        m_session->goTo(0);
        QVERIFY(waitForObject(*m_session, 0));
        QCOMPARE(m_session->document()->mask().at({1, 1}), label);
    }
    const Job job = m_fixture->openJob();
    const Result<AnswerEvent> written = bringBack(job, job.events().answersOf(0).front(), m_one);
    VERIFY_OK(written);
    m_session->takeAnswer(*written);
    QVERIFY(waitForObject(*m_session, 0));
    QCOMPARE(m_session->job().events().currentAnswer(0, m_one)->name, written->name);
    QCOMPARE(m_session->document()->mask().at({1, 1}), Label{1});
}

void WorkSessionNewsTest::anAnswerIsTakenUpWhileItsObjectIsBeingRead()
{
    open();
    m_session->submit();
    QVERIFY(waitForSaveState(*m_session, SaveState::Kind::Saved));
    QVERIFY(waitForObject(*m_session, 1));
    const AnswerEvent answer = m_session->job().events().answersOf(0).front();
    m_session->goTo(0);
    m_session->takeAnswer(answer);
    QVERIFY(waitForObject(*m_session, 0));
}

void WorkSessionNewsTest::unsubmittedWorkStaysInViewThen()
{
    open();
    paintPixel(*m_session, {1, 1}, 2);
    elsewhere([](Job& job) { VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 1))); });
    m_session->takeAnswer(m_fixture->openJob().events().answersOf(0).front());
    QVERIFY(m_session->document());
    QCOMPARE(m_session->document()->mask().at({1, 1}), Label{2});
    QVERIFY(m_session->hasUnsubmittedWork());
}

void WorkSessionNewsTest::mergeElsewhere() const
{
    elsewhere([this](Job& job) {
        LabelsEdit edit = editOf(job.spec().labels);
        edit.classes.pop_back();
        edit.merged[3] = 1;
        VERIFY_OK(changeLabels(job, *editedLabels(job.spec().labels, edit), m_one));
    });
}

void WorkSessionNewsTest::newLabelsAreTakenUpByTheDraft()
{
    open();
    paintPixel(*m_session, {1, 1}, 3);
    mergeElsewhere();
    take();
    QTRY_VERIFY(m_session->hasOldLabels());
    paintPixel(*m_session, {2, 1}, 2);
    QCOMPARE(m_session->document()->mask().at({1, 1}), Label{3});
    m_session.reset();
    m_session = openSession(*m_fixture);
    const QSignalSpy cameBack(m_session.get(), &WorkSession::draftCameBack);
    QVERIFY(waitForObject(*m_session, 0));
    QVERIFY(!m_session->hasOldLabels());
    QCOMPARE(cameBack.count(), 1);
    const Document& document = *m_session->document();
    QCOMPARE(document.mask().at({1, 1}), Label{1});
    QCOMPARE(document.mask().at({2, 1}), Label{2});
    QCOMPARE(document.history().undoNames().size(), std::size_t{2});
    m_session->undo();
    QCOMPARE(document.mask().at({2, 1}), kUnlabelled);
    paintPixel(*m_session, {0, 0}, 2);
    m_session->submit();
    QVERIFY(waitForSaveState(*m_session, SaveState::Kind::Saved));
    const Job job = m_fixture->openJob();
    QCOMPARE(job.events().answersOf(0).front().pixelLabelIds, (std::vector<int>{2, 0, 1}));
}

void WorkSessionNewsTest::newLabelsAreTakenUpByTheChoice()
{
    open(TaskType::ImageClassification);
    m_session->toggleLabel(3);
    mergeElsewhere();
    take();
    QTRY_VERIFY(m_session->hasOldLabels());
    m_session.reset();
    m_session = openSession(*m_fixture);
    QVERIFY(waitForObject(*m_session, 0));
    QCOMPARE(m_session->choice().ids, std::vector<int>{1});
    QVERIFY(m_session->canSubmit());
}

void WorkSessionNewsTest::aSettlementElsewhereCounts()
{
    open();
    std::string second;
    elsewhere([&second](Job& job) {
        Job copy = job; // Neither answer knows of the other.
        VERIFY_OK(submitAnswer(job, answerOf(0, "worker-2", 1)));
        SubmitRequest request = answerOf(0, "worker-2", 2);
        request.mask = maskOf(JobFixture::kPhotoSize, {2, 1});
        second = submitAnswer(copy, request)->name;
    });
    take();
    QTRY_COMPARE(m_session->job().events().answersOf(0).size(), std::size_t{2});
    elsewhere([this, &second](Job& job) {
        const std::vector<Conflict> conflicts = conflictsOf(job.spec(), job.events());
        VERIFY_OK(settleConflict(job, conflicts.front(), second, m_one));
    });
    take();
    QTRY_COMPARE(m_session->job().events().currentAnswer(0, m_two)->name, second);
}

void WorkSessionNewsTest::aFlagElsewhereIsSeen()
{
    open();
    QSignalSpy flags(m_session.get(), &WorkSession::flagChanged);
    QSignalSpy statuses(m_session.get(), &WorkSession::statusChanged);
    QSignalSpy changes(m_session.get(), &WorkSession::jobChanged);
    elsewhere([this](Job& job) { VERIFY_OK(flagObject(job, 1, m_two, "")); });
    take();
    QTRY_COMPARE(statuses.count(), 1);
    QCOMPARE(statuses.front().front().value<ObjectId>(), ObjectId{1});
    QVERIFY(m_session->job().events().currentFlag(1));
    QCOMPARE(flags.count(), 0); // It is not in view.
    elsewhere([this](Job& job) { VERIFY_OK(flagObject(job, 0, m_two, "a bus?")); });
    take();
    QTRY_COMPARE(flags.count(), 1);
    QVERIFY(m_session->flag());
    QCOMPARE(m_session->flag()->note, std::string("a bus?"));
    elsewhere([this](Job& job) { VERIFY_OK(flagObject(job, 0, m_two, std::nullopt)); });
    take();
    QTRY_COMPARE(flags.count(), 2);
    QVERIFY(!m_session->flag());
    QCOMPARE(statuses.count(), 3);
    QCOMPARE(changes.count(), 0); // Neither the queue nor the refusal follows from a flag.
}

void WorkSessionNewsTest::aDecisionIsTakenUpThoughDraftsCantBeListed()
{
    open();
    paintPixel(*m_session, {1, 1}, 2);
    QVERIFY(waitForSaveState(*m_session, SaveState::Kind::DraftKept));
    const std::filesystem::path drafts = draftsFolder(m_fixture->jobFolder(), m_one);
    const std::filesystem::path away = m_fixture->jobFolder() / "away";
    std::filesystem::rename(drafts, away);
    writeText(drafts, "a file where a folder should be");
    elsewhere([this](Job& job) { VERIFY_OK(assignObjects(job, {{1, 2}}, {m_two}, m_two)); });
    take();
    QTRY_COMPARE(m_session->queue().waitingCount(), 1);
    QVERIFY(m_session->queue().hasDraft(0));
    QCOMPARE(m_session->queue().status(1), TaskStatus::Withheld);
    std::filesystem::remove(drafts);
    std::filesystem::rename(away, drafts);
}

LABELWRIGHT_TEST(WorkSessionNewsTest)
#include "WorkSessionNewsTest.moc"
