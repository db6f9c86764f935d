// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/FilmStrip.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "ui/work/FilmStripModel.h"

#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

TaskQueue queueOf(const Job& job)
{
    return *TaskQueue::create(job, job.spec().team.front());
}

/// Of a job of three photos.
struct ShownStrip {
    JobFixture fixture{};
    Job job = [this] {
        fixture.addPhotos(3);
        return fixture.makeJob();
    }();
    TaskQueue queue = queueOf(job);
    FilmStrip strip{job, queue};

    ShownStrip()
    {
        strip.resize(400, FilmStrip::kHeight);
        strip.show();
    }
};

} // namespace

class FilmStripTest : public QObject {
    Q_OBJECT
private slots:
    void aPictureComesAndAnUnreadablePhotoHasNone();
    void statusIsToldInWords();
    void whatIsNoTaskIsToldInWords();
    void whatWasChangedSinceTheAnswerIsADraft();
    void aFlagIsToldInWords();
    void aHundredThousandObjectsScroll();
    void clickAndEnterChoose();
    void onlyTheObjectInViewIsMarked();
};

void FilmStripTest::aPictureComesAndAnUnreadablePhotoHasNone()
{
    JobFixture fixture;
    fixture.addPhoto("1.png", {640, 320});
    fixture.addPhoto("2.png");
    writeText(fixture.photos() / "2.png", "no picture");
    const Job job = fixture.makeJob();
    const TaskQueue queue = queueOf(job);
    const FilmStripModel model(job, queue);
    const auto pictureOf = [&model](int row) { return model.index(row).data(Qt::DecorationRole).value<QImage>(); };
    const auto isLoading = [&model](int row) { return model.index(row).data(FilmStripModel::LoadingRole).toBool(); };
    QVERIFY(isLoading(0) && isLoading(1));
    QTRY_VERIFY(!isLoading(0) && !isLoading(1));
    QCOMPARE(pictureOf(0).size(), QSize(160, 80));
    QCOMPARE(pictureOf(0).pixelColor(80, 40), QColor(200, 200, 200));
    QVERIFY(pictureOf(1).isNull());
}

void FilmStripTest::statusIsToldInWords()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    Job job = fixture.makeJob();
    VERIFY_OK(submitAnswer(job, answerOf(1, "worker-1", 60)));
    TaskQueue queue = queueOf(job);
    FilmStripModel model(job, queue);
    QCOMPARE(model.index(0).data(Qt::ToolTipRole).toString(), QStringLiteral("Object 1: unlabeled"));
    QCOMPARE(model.index(1).data(Qt::ToolTipRole).toString(), QStringLiteral("Object 2: submitted"));
    QSignalSpy changed(&model, &FilmStripModel::dataChanged);
    queue.markUnreadable(0);
    model.statusChanged(0);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(0).data(Qt::ToolTipRole).toString(), QStringLiteral("Object 1: can't be read"));
}

void FilmStripTest::whatIsNoTaskIsToldInWords()
{
    JobFixture fixture;
    fixture.addPhotos(3);
    NewJob request = fixture.request();
    request.workersPerObject = 2;
    Job job = fixture.makeJob(request);
    const std::vector<Worker> team = job.spec().team;
    const auto decline = [&job](ObjectId object, const Worker& worker) {
        job.events().add(*writeTaskReleaseFile(job.folder(), {TaskRelease::Kind::Declined,
                                                              object,
                                                              job.source(object)->sourceRef,
                                                              "street",
                                                              worker,
                                                              timeAt(1),
                                                              timeAt(2),
                                                              1,
                                                              "too dark",
                                                              {}}));
    };
    decline(0, team[0]);
    decline(1, team[0]);
    decline(1, team[1]);
    VERIFY_OK(stopJob(job, team[0]));
    const TaskQueue queue = queueOf(job);
    const FilmStripModel model(job, queue);
    const auto tip = [&model](int row) { return model.index(row).data(Qt::ToolTipRole).toString(); };
    QCOMPARE(tip(0), QStringLiteral("Object 1: declined"));
    QCOMPARE(tip(1), QStringLiteral("Object 2: given up, as many workers declined it as it needs"));
    QCOMPARE(tip(2), QStringLiteral("Object 3: not one of your tasks"));
}

void FilmStripTest::whatWasChangedSinceTheAnswerIsADraft()
{
    JobFixture fixture;
    fixture.addPhotos(1);
    Job job = fixture.makeJob();
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 60)));
    const std::filesystem::path draft = draftFile(job.folder(), job.spec().team.front(), 0);
    std::filesystem::create_directories(draft.parent_path());
    writeText(draft, "");
    const TaskQueue queue = queueOf(job);
    const FilmStripModel model(job, queue);
    QCOMPARE(model.index(0).data(FilmStripModel::StatusRole).toInt(), static_cast<int>(TaskStatus::Draft));
    QCOMPARE(model.index(0).data(Qt::ToolTipRole).toString(),
             QStringLiteral("Object 1: submitted; what was changed since is a draft"));
}

void FilmStripTest::aFlagIsToldInWords()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    Job job = fixture.makeJob();
    const TaskQueue queue = queueOf(job);
    const FilmStripModel model(job, queue);
    VERIFY_OK(flagObject(job, 1, job.spec().team.front(), "a bus?"));
    QVERIFY(!model.index(0).data(FilmStripModel::FlagRole).toBool());
    QVERIFY(model.index(1).data(FilmStripModel::FlagRole).toBool());
    QCOMPARE(model.index(1).data(Qt::ToolTipRole).toString(),
             QStringLiteral("Object 2: unlabeled. Flagged by worker-1: a bus?"));
}

void FilmStripTest::aHundredThousandObjectsScroll()
{
    constexpr int kObjects = 100'000;
    std::string manifest;
    for (int number = 0; number < kObjects; ++number)
        manifest += "{\"source-ref\":\"" + std::to_string(number) + ".jpg\"}\n";
    JobFixture fixture;
    const Job job = fixture.makeJob(fixture.requestOf(manifest));
    const TaskQueue queue = queueOf(job);
    FilmStrip strip(job, queue);
    strip.resize(1280, FilmStrip::kHeight);
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    strip.setCurrentObject(kObjects / 2);
    const QRect middle = strip.visualRect(strip.currentIndex());
    QVERIFY2(std::abs(middle.center().x() - strip.viewport()->width() / 2) <= 1, "the current one is not centred");
    strip.setCurrentObject(kObjects - 1);
    QVERIFY(strip.viewport()->rect().contains(strip.visualRect(strip.currentIndex()).center()));
    strip.grab();
}

void FilmStripTest::clickAndEnterChoose()
{
    ShownStrip shown;
    FilmStrip& strip = shown.strip;
    connect(&strip, &FilmStrip::objectChosen, &strip, &FilmStrip::setCurrentObject);
    QSignalSpy chosen(&strip, &FilmStrip::objectChosen);
    QTest::mouseClick(strip.viewport(), Qt::LeftButton, {}, strip.visualRect(strip.model()->index(1, 0)).center());
    QCOMPARE(chosen.last()[0].value<ObjectId>(), ObjectId{1});
    QTest::keyClick(&strip, Qt::Key_Right);
    QCOMPARE(chosen.count(), 1);
    QTest::keyClick(&strip, Qt::Key_Return);
    QCOMPARE(chosen.last()[0].value<ObjectId>(), ObjectId{2});
}

void FilmStripTest::onlyTheObjectInViewIsMarked()
{
    ShownStrip shown;
    FilmStrip& strip = shown.strip;
    strip.setCurrentObject(0);
    const auto marked = [&] { return strip.selectionModel()->selectedIndexes().value(0).row(); };
    QTest::mouseClick(strip.viewport(), Qt::LeftButton, {}, strip.visualRect(strip.model()->index(2, 0)).center());
    QCOMPARE(marked(), 0); // nobody went there
    QTest::keyClick(&strip, Qt::Key_Right);
    QCOMPARE(marked(), 1);
    QTest::keyClick(&strip, Qt::Key_Return);
    QCOMPARE(marked(), 0);
}

LABELWRIGHT_TEST(FilmStripTest)
#include "FilmStripTest.moc"
