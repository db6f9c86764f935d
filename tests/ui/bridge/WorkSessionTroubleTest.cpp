// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageWriter.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"

#include <QSignalSpy>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// Disk, photo or lock fail: nothing is lost and nothing stops.
class WorkSessionTroubleTest : public QObject {
    Q_OBJECT
private slots:
    void aFailedSaveKeepsTheWorkAndCanBeRetried();
    void aFailedDraftIsToldAndCaughtUp();
    void strokesOnAFullDiskOutliveLeavingTheObject();
    void aFailedAnswerAndItsFailedDraftAreBothKept();
    void aDraftOfAnotherPhotoIsSetAside();
    void aDraftThatIsCutOffIsTold_data();
    void aDraftThatIsCutOffIsTold();
    void aPhotoThatIsBackCanBeLabelled();
    void anUnreadablePhotoStopsNothing();
    void anotherPhotoInTheSamePlaceIsRefused();
    void aSecondSessionOfTheSameWorkerIsRefused();
};

void WorkSessionTroubleTest::aFailedSaveKeepsTheWorkAndCanBeRetried()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    paintPixel(*session, {1, 1}, 2);
    QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftKept));
    {
        const FullDisk full;
        session->submit();
        QVERIFY(waitForSaveState(*session, SaveState::Kind::Failed));
    }
    QCOMPARE(session->saveState().error->code, ErrorCode::DiskFull);
    QCOMPARE(session->saveState().object, std::optional<ObjectId>(0));
    QCOMPARE(session->pendingSaves(), 1);
    QVERIFY(fs::exists(draftFile(fixture.jobFolder(), session->worker(), 0)));
    QVERIFY(session->queue().status(0) == TaskStatus::Draft);

    session->retrySave();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    QCOMPARE(session->pendingSaves(), 0);
    QCOMPARE(fixture.openJob().events().answersOf(0).size(), std::size_t{1});
}

void WorkSessionTroubleTest::aFailedDraftIsToldAndCaughtUp()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    fixture.makeJob();
    {
        const auto session = openSession(fixture);
        QVERIFY(waitForObject(*session, 0));
        {
            const FullDisk full;
            paintPixel(*session, {1, 1}, 2);
            QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftFailed));
            QCOMPARE(session->saveState().error->code, ErrorCode::DiskFull);
        }
        paintPixel(*session, {2, 2}, 1);
        QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftKept));
    }
    const auto session = openSession(fixture);
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->document()->mask().at({1, 1}), Label{2});
    QCOMPARE(session->document()->mask().at({2, 2}), Label{1});
}

void WorkSessionTroubleTest::strokesOnAFullDiskOutliveLeavingTheObject()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    {
        const FullDisk full;
        paintPixel(*session, {1, 1}, 2);
        session->next();
        QVERIFY(waitForObject(*session, 1));
        QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftFailed));
        QCOMPARE(session->saveState().object, std::optional<ObjectId>(0));
        QCOMPARE(session->pendingSaves(), 1);
        const QSignalSpy notices(session.get(), &WorkSession::notice);
        session->previous();
        QCOMPARE(notices.size(), 1);
        QCOMPARE(session->currentObject(), std::optional<ObjectId>(1));
    }
    session->retrySave();
    QTRY_COMPARE(session->pendingSaves(), 0);
    QCOMPARE(session->saveState().kind, SaveState::Kind::DraftKept);
    session->previous();
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->document()->mask().at({1, 1}), Label{2});
}

void WorkSessionTroubleTest::aFailedAnswerAndItsFailedDraftAreBothKept()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    {
        const FullDisk full;
        paintPixel(*session, {1, 1}, 2);
        session->submit();
        QVERIFY(waitForSaveState(*session, SaveState::Kind::Failed));
        QVERIFY(waitForObject(*session, 1));
        session->previous();
        QCOMPARE(session->currentObject(), std::optional<ObjectId>(1));
    }
    session->retrySave();
    QTRY_COMPARE(session->pendingSaves(), 0);
    const Job reread = fixture.openJob();
    QCOMPARE(reread.events().answersOf(0).size(), std::size_t{1});
    QVERIFY(!fs::exists(draftFile(fixture.jobFolder(), session->worker(), 0)));
}

void WorkSessionTroubleTest::aDraftOfAnotherPhotoIsSetAside()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    fixture.makeJob();
    {
        const auto session = openSession(fixture);
        QVERIFY(waitForObject(*session, 0));
        paintPixel(*session, {1, 1}, 2);
        QVERIFY(waitForSaveState(*session, SaveState::Kind::DraftKept));
    }
    Image other(JobFixture::kPhotoSize);
    for (int y = 0; y < other.height(); ++y)
        std::ranges::fill(other.writableRow(y), std::uint8_t{30});
    writeBytes(fixture.photos() / "1.png", *encodePng(other));

    Result<std::unique_ptr<WorkSession>> session = WorkSession::open(fixture.jobFolder());
    VERIFY_OK(session);
    const QSignalSpy told(session->get(), &WorkSession::draftSetAside);
    const QSignalSpy status(session->get(), &WorkSession::statusChanged);
    (*session)->start();
    QVERIFY(waitForObject(**session, 0));
    QCOMPARE((*session)->document()->mask().at({1, 1}), kUnlabelled);
    QCOMPARE(told.size(), 1);
    QCOMPARE(status.size(), 1);
    QCOMPARE((*session)->queue().status(0), TaskStatus::Unlabelled);
    const fs::path draft = draftFile(fixture.jobFolder(), (*session)->worker(), 0);
    QVERIFY(!fs::exists(draft));
    int asides = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(draft.parent_path()))
        asides += entry.path().extension() == ".set-aside" ? 1 : 0;
    QCOMPARE(asides, 1);
}

void WorkSessionTroubleTest::aDraftThatIsCutOffIsTold_data()
{
    QTest::addColumn<int>("strokes");
    QTest::newRow("some steps are whole") << 3;
    QTest::newRow("none is") << 1;
}

void WorkSessionTroubleTest::aDraftThatIsCutOffIsTold()
{
    QFETCH(int, strokes);
    const JobFixture fixture;
    fixture.addPhotos(2);
    fixture.makeJob();
    fs::path draft;
    {
        const auto session = openSession(fixture);
        QVERIFY(waitForObject(*session, 0));
        for (int stroke = 1; stroke <= strokes; ++stroke)
            paintPixel(*session, {stroke, 1}, 2);
        QTRY_COMPARE(session->pendingSaves(), 0);
        draft = draftFile(fixture.jobFolder(), session->worker(), 0);
    }
    fs::resize_file(draft, fs::file_size(draft) - 1);

    Result<std::unique_ptr<WorkSession>> session = WorkSession::open(fixture.jobFolder());
    VERIFY_OK(session);
    const QSignalSpy told(session->get(), &WorkSession::draftCutOff);
    const QSignalSpy cameBack(session->get(), &WorkSession::draftCameBack);
    (*session)->start();
    QVERIFY(waitForObject(**session, 0));
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().first().toInt(), strokes - 1);
    QCOMPARE(cameBack.size(), 0);
    QCOMPARE((*session)->document()->mask().at({strokes, 1}), kUnlabelled);

    (*session)->next();
    QVERIFY(waitForObject(**session, 1));
    (*session)->previous();
    QVERIFY(waitForObject(**session, 0));
    QCOMPARE(told.size(), 1);
}

void WorkSessionTroubleTest::aPhotoThatIsBackCanBeLabelled()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    fixture.makeJob();
    fs::rename(fixture.photos() / "1.png", fixture.root() / "1.png");
    const auto session = openSession(fixture);
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->view(), WorkSession::View::Unreadable);
    fs::rename(fixture.root() / "1.png", fixture.photos() / "1.png");
    session->goTo(0);
    QVERIFY(QTest::qWaitFor([&] { return session->view() == WorkSession::View::Labeling; }));
    QCOMPARE(session->queue().status(0), TaskStatus::Unlabelled);
}

void WorkSessionTroubleTest::anUnreadablePhotoStopsNothing()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    fixture.makeJob();
    writeText(fixture.photos() / "1.png", "");
    const auto session = openSession(fixture);
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->view(), WorkSession::View::Unreadable);
    QVERIFY(session->problem().has_value());
    QVERIFY(!session->document());
    session->submit();
    QCOMPARE(session->view(), WorkSession::View::Unreadable);
    session->next();
    QVERIFY(waitForObject(*session, 1));
    QCOMPARE(session->view(), WorkSession::View::Labeling);
    QCOMPARE(session->queue().status(0), TaskStatus::Unreadable);
}

void WorkSessionTroubleTest::anotherPhotoInTheSamePlaceIsRefused()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    session->submit();
    QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
    fixture.addPhoto("1.png", {4, 4});
    session->goTo(0);
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->view(), WorkSession::View::Unreadable);
    QCOMPARE(session->problem()->code, ErrorCode::Mismatch);
}

void WorkSessionTroubleTest::aSecondSessionOfTheSameWorkerIsRefused()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    fixture.makeJob();
    const auto session = openSession(fixture);
    VERIFY_ERROR(WorkSession::open(fixture.jobFolder()), ErrorCode::Busy);
    VERIFY_ERROR(WorkSession::open(fixture.jobFolder(), "nobody"), ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(WorkSessionTroubleTest)
#include "WorkSessionTroubleTest.moc"
