// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/WorkSession.h"

#include "core/groundtruth/MaskPng.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"

#include <QSignalSpy>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// A worker's day without a window.
class WorkSessionTest : public QObject {
    Q_OBJECT
private slots:
    void opensAtTheFirstObjectThatWaits();
    void submitSavesVerifiesAndGoesOn();
    void theLastSubmitFinishes();
    void aDraftComesBackWithItsHistory();
    void submittingDropsTheDraft();
    void anAnswerIsWhatTheNextVisitBeginsWith();
    void prelabelsAreReportedAsModifiedOrNot();
    void undoTakesBackTheVertexBeforeTheStroke();
    void skippingTheOnlyObjectSaysSo();
    void outputIsDerivedInTheBackground();
};

void WorkSessionTest::opensAtTheFirstObjectThatWaits()
{
    const JobFixture fixture;
    fixture.addPhotos(3);
    Job job = fixture.makeJob();
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 60)));
    const auto session = openSession(fixture);
    QVERIFY(waitForObject(*session, 1));
    QCOMPARE(session->view(), WorkSession::View::Labeling);
    QCOMPARE(session->document()->mask().size(), JobFixture::kPhotoSize);
    QCOMPARE(session->image().size(), JobFixture::kPhotoSize);
    QCOMPARE(session->saveState().kind, SaveState::Kind::Untouched);
}

void WorkSessionTest::submitSavesVerifiesAndGoesOn()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    paintPixel(*session, {1, 1}, 2);
    session->submit();
    QCOMPARE(session->currentObject(), std::optional<ObjectId>(1));
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QCOMPARE(session->queue().status(0), TaskStatus::Labelled);
    QCOMPARE(session->pendingSaves(), 0);

    const Job reread = fixture.openJob();
    QCOMPARE(reread.events().answersOf(0).size(), std::size_t{1});
    QCOMPARE(reread.events().answersOf(0)[0].initialValueModified, std::nullopt);
}

void WorkSessionTest::theLastSubmitFinishes()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    session->submit();
    QCOMPARE(session->view(), WorkSession::View::Finished);
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QCOMPARE(session->view(), WorkSession::View::Finished);
}

void WorkSessionTest::aDraftComesBackWithItsHistory()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    fixture.makeJob();
    {
        const auto session = openSession(fixture);
        QVERIFY(waitForObject(*session, 0));
        paintPixel(*session, {1, 1}, 2);
        paintPixel(*session, {2, 1}, 3);
        session->undo();
        QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftKept));
    }
    const auto session = openSession(fixture);
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->saveState().kind, SaveState::Kind::DraftKept);
    QCOMPARE(session->document()->mask().at({1, 1}), Label{2});
    QCOMPARE(session->document()->mask().at({2, 1}), kUnlabelled);
    session->redo();
    QCOMPARE(session->document()->mask().at({2, 1}), Label{3});
    session->undo();
    session->undo();
    QCOMPARE(session->document()->mask().at({1, 1}), kUnlabelled);
    QVERIFY(!session->canUndo());
}

void WorkSessionTest::submittingDropsTheDraft()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    const fs::path draft = draftFile(fixture.jobFolder(), session->worker(), 0);
    paintPixel(*session, {0, 0}, 1);
    QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftKept));
    QVERIFY(fs::exists(draft));
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QVERIFY(!fs::exists(draft));
    QVERIFY(!fixture.openJob().events().answersOf(0)[0].draftId.empty());
}

void WorkSessionTest::anAnswerIsWhatTheNextVisitBeginsWith()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    paintPixel(*session, {3, 2}, 3);
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    session->goTo(0);
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->document()->mask().at({3, 2}), Label{3});

    paintPixel(*session, {0, 0}, 1);
    session->submit();
    QVERIFY(QTest::qWaitFor([&] { return session->pendingSaves() == 0; }));
    const Job reread = fixture.openJob();
    QCOMPARE(reread.events().answersOf(0).size(), std::size_t{2});
    QCOMPARE(reread.events().currentAnswers(0).size(), std::size_t{1});
}

void WorkSessionTest::prelabelsAreReportedAsModifiedOrNot()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    const fs::path masks = fixture.root() / "masks";
    fs::create_directories(masks);
    for (const char* name : {"1.png", "2.png"})
        writeBytes(masks / name, *encodeConsolidatedMask(maskOf(JobFixture::kPhotoSize, {1}), threeLabels()));
    NewJob request = fixture.request();
    request.prelabel = {.kind = Prelabel::Kind::Folder, .folder = masks};
    fixture.makeJob(request);

    const auto session = openSession(fixture);
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->document()->mask().at({2, 2}), Label{1});
    session->submit();
    QVERIFY(waitForObject(*session, 1));
    paintPixel(*session, {0, 0}, 2);
    session->submit();
    QVERIFY(QTest::qWaitFor([&] { return session->pendingSaves() == 0; }));
    const Job reread = fixture.openJob();
    QCOMPARE(reread.events().answersOf(0)[0].initialValueModified, std::optional(false));
    QCOMPARE(reread.events().answersOf(1)[0].initialValueModified, std::optional(true));
}

void WorkSessionTest::undoTakesBackTheVertexBeforeTheStroke()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    paintPixel(*session, {0, 0}, 1);
    session->selectTool(ToolId::Polygon);
    session->tool().press(*session->document(), {.position = {1, 1}, .label = 1});
    session->tool().release(*session->document(), {.position = {1, 1}, .label = 1});
    session->undo();
    QVERIFY(!session->tool().isActive());
    QCOMPARE(session->document()->mask().at({0, 0}), Label{1});
    session->undo();
    QCOMPARE(session->document()->mask().at({0, 0}), kUnlabelled);
}

void WorkSessionTest::skippingTheOnlyObjectSaysSo()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    const QSignalSpy notices(session.get(), &WorkSession::notice);
    session->skip();
    QCOMPARE(notices.size(), 1);
    QCOMPARE(session->currentObject(), std::optional<ObjectId>(0));
}

void WorkSessionTest::outputIsDerivedInTheBackground()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    session->submit();
    QSignalSpy derived(session.get(), &WorkSession::outputDerived);
    session->deriveOutput();
    QVERIFY(session->isDeriving());
    QVERIFY(derived.wait());
    QCOMPARE(derived[0][0].toString(), QString());
    QVERIFY(fs::exists(fixture.jobFolder() / "output/street/manifests/output/output.manifest"));
}

LABELWRIGHT_TEST(WorkSessionTest)
#include "WorkSessionTest.moc"
