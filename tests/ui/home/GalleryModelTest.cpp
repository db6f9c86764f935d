// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/GalleryModel.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/GalleryJob.h"
#include "ui/look/QtColor.h"

#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

QList<ObjectId> shownBy(const GalleryModel& model)
{
    QList<ObjectId> shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown.append(model.objectAt(row));
    return shown;
}

GalleryTile readyTile(const GalleryModel& model, int row)
{
    GalleryTile tile = model.tile(row);
    for (int wait = 0; wait < 500 && tile.picture.isNull() && tile.problem.isEmpty(); ++wait) {
        QTest::qWait(10);
        tile = model.tile(row);
    }
    return tile;
}

} // namespace

class GalleryModelTest : public QObject {
    Q_OBJECT
private slots:
    void aTileShowsWhatIsKnown();
    void severalWorkersAreCounted();
    void picturesComeAndFollowTheAnswers();
    void aPhotoThatCantBeReadSaysWhy();
    void filtersNarrowDown();
    void aFilterByLabelFollowsTheSurvey();
    void chosenLabelsAreTold();
    void flagsAreToldAndFilter();
    void reviewsAreToldAndFilter();
    void anInitialValueIsToldUntilThereIsAnAnswer();
    void rowsOfObjectsAreFound();
};

void GalleryModelTest::aTileShowsWhatIsKnown()
{
    GalleryJob gallery(2);
    gallery.submit(1, 2);
    gallery.look();
    const GalleryModel model(gallery.facts());
    QCOMPARE(model.rowCount(), 2);
    const GalleryTile bare = model.tile(0);
    QCOMPARE(bare.name, QStringLiteral("0.png"));
    QCOMPARE(bare.number, QStringLiteral("1"));
    QVERIFY(bare.status == TaskStatus::Unlabelled);
    QVERIFY(bare.worker.isEmpty() && bare.time.isEmpty());
    const GalleryTile answered = model.tile(1);
    QVERIFY(answered.status == TaskStatus::Labelled);
    QCOMPARE(answered.worker, QStringLiteral("worker-1"));
    QVERIFY(!answered.time.isEmpty());
    QVERIFY(model.index(1)
                .data(Qt::AccessibleTextRole)
                .toString()
                .startsWith(QStringLiteral("Object 2, 1.png, submitted, worker-1, ")));
    QVERIFY(
        model.index(1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("s3://example-bucket/images/1.png")));
}

void GalleryModelTest::severalWorkersAreCounted()
{
    GalleryJob gallery(1, 3);
    gallery.submit(0, 1, 0);
    gallery.submit(0, 1, 1);
    gallery.look();
    const GalleryModel model(gallery.facts());
    QVERIFY(model.tile(0).status == TaskStatus::Answered);
    QCOMPARE(model.tile(0).worker, QStringLiteral("worker-1 + 1"));
}

void GalleryModelTest::picturesComeAndFollowTheAnswers()
{
    GalleryJob gallery(1);
    gallery.look();
    GalleryModel model(gallery.facts());
    QVERIFY(model.tile(0).picture.isNull());
    const QImage bare = readyTile(model, 0).picture;
    QCOMPARE(bare.size(), QSize(16, 8));
    gallery.submit(0, 1);
    gallery.look();
    QTRY_VERIFY(model.tile(0).picture != bare);
    const QColor labelled = model.tile(0).picture.pixelColor(8, 4);
    QVERIFY2(labelled.green() > labelled.red() && labelled.green() > labelled.blue(), "no #2ca02c over the photo");
}

void GalleryModelTest::aPhotoThatCantBeReadSaysWhy()
{
    GalleryJob gallery(1);
    writeText(gallery.photo(0), "no picture");
    gallery.look();
    const GalleryModel model(gallery.facts());
    QVERIFY(model.tile(0).status == TaskStatus::Unlabelled); // not yet tried
    const GalleryTile tile = readyTile(model, 0);
    QVERIFY(tile.problem.contains(QStringLiteral("0.png")));
    QVERIFY(tile.status == TaskStatus::Unreadable);
}

void GalleryModelTest::filtersNarrowDown()
{
    GalleryJob gallery(12, 2);
    gallery.submit(3, 1, 0);
    gallery.submit(4, 2, 1);
    gallery.submit(5, 1, 0);
    gallery.submit(5, 1, 1);
    gallery.submit(6, kUnlabelled, 0);
    gallery.look();
    GalleryModel model(gallery.facts());
    const auto shown = [&model](const GalleryFilter& filter) {
        model.setFilter(filter);
        return shownBy(model);
    };
    QCOMPARE(shown({.name = QStringLiteral("1")}), (QList<ObjectId>{1, 10, 11}));
    QCOMPARE(shown({.name = QStringLiteral("1.PNG")}), (QList<ObjectId>{1, 11}));
    QCOMPARE(shown({.status = TaskStatus::Answered}), (QList<ObjectId>{3, 4, 6}));
    QCOMPARE(shown({.status = TaskStatus::Labelled}), (QList<ObjectId>{5}));
    QCOMPARE(shown({.workerId = gallery.job().spec().team[1].id}), (QList<ObjectId>{4, 5}));
    QCOMPARE(shown({.label = 1}), (QList<ObjectId>{3, 5}));
    QCOMPARE(shown({.label = kUnlabelled}), (QList<ObjectId>{6}));
    QCOMPARE(shown({.name = QStringLiteral("5"), .status = TaskStatus::Labelled, .label = 1}), (QList<ObjectId>{5}));
    QCOMPARE(shown({.label = 3}), QList<ObjectId>{});
    QCOMPARE(shown({}).size(), 12);
}

void GalleryModelTest::aFilterByLabelFollowsTheSurvey()
{
    GalleryJob gallery(3);
    gallery.submit(0, 1);
    gallery.look();
    GalleryModel model(gallery.facts());
    model.setFilter({.label = 1});
    QSignalSpy before(&model, &GalleryModel::rowsAboutToBeReplaced);
    QSignalSpy after(&model, &GalleryModel::rowsReplaced);
    gallery.facts().add({{2, {{1, 5}}, {}}});
    QCOMPARE(shownBy(model), (QList<ObjectId>{0, 2}));
    gallery.facts().add({{1, {{2, 5}}, {}}}); // nothing that shows
    QCOMPARE(before.count(), 1);
    QCOMPARE(after.count(), 1);
}

void GalleryModelTest::chosenLabelsAreTold()
{
    GalleryJob gallery(2, 1, TaskType::ImageClassificationMultiLabel);
    chooseAt(gallery.job(), 1, 0, {"people", "bus"}, testTime(0));
    gallery.look();
    const GalleryModel model(gallery.facts());
    QVERIFY(model.tile(0).labels.isEmpty());
    const QList<TileLabel> labels = model.tile(1).labels;
    QCOMPARE(labels.size(), 2);
    QCOMPARE(labels[0].name, QStringLiteral("people"));
    QCOMPARE(labels[1].name, QStringLiteral("bus"));
    QCOMPARE(labels[1].color, qtColor(gallery.job().spec().labels.classes()[2].color));
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("people, bus")));
    QVERIFY(model.index(1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("people, bus")));
}

void GalleryModelTest::flagsAreToldAndFilter()
{
    GalleryJob gallery(3);
    const Worker worker = gallery.job().spec().team.front();
    VERIFY_OK(flagObject(gallery.job(), 1, worker, "a <bus>?"));
    gallery.look();
    GalleryModel model(gallery.facts());
    QVERIFY(model.tile(0).flag.isEmpty());
    QCOMPARE(model.tile(1).flag, QStringLiteral("Flagged by worker-1: a <bus>?"));
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Object 2, 1.png, unlabeled, Flagged by worker-1: a <bus>?"));
    QVERIFY(model.index(1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("a &lt;bus&gt;?")));
    model.setFilter({.flaggedOnly = true});
    QCOMPARE(shownBy(model), (QList<ObjectId>{1}));
    VERIFY_OK(flagObject(gallery.job(), 2, worker, ""));
    VERIFY_OK(flagObject(gallery.job(), 1, worker, std::nullopt));
    gallery.look();
    QCOMPARE(shownBy(model), (QList<ObjectId>{2}));
}

void GalleryModelTest::reviewsAreToldAndFilter()
{
    GalleryJob gallery(5);
    for (const ObjectId object : {0, 1, 2})
        gallery.submit(object, 1);
    const Worker lead = *createWorker("lead");
    for (const auto& [object, category] : {std::pair(0, "good"), std::pair(1, "wrong label")})
        VERIFY_OK(decide(gallery.job(), {.object = object, .worker = lead, .category = category, .time = now()}));
    const Result<Comment> comment = prepareComment(gallery.job(), 3, lead, "What is this?", std::nullopt);
    VERIFY_OK(comment);
    gallery.job().events().add(*writeCommentFile(gallery.job().folder(), *comment));
    gallery.look();
    GalleryModel model(gallery.facts());
    QCOMPARE(model.tile(0).review, QStringLiteral("Accepted by lead"));
    QCOMPARE(model.tile(1).review, QStringLiteral("Rejected by lead: wrong label"));
    QVERIFY(model.tile(1).status == TaskStatus::Returned);
    QVERIFY(model.tile(2).review.isEmpty());
    const auto shown = [&model](ReviewFilter review) {
        model.setFilter({.review = review});
        return shownBy(model);
    };
    QCOMPARE(shown(ReviewFilter::NotReviewed), (QList<ObjectId>{2}));
    QCOMPARE(shown(ReviewFilter::Accepted), (QList<ObjectId>{0}));
    QCOMPARE(shown(ReviewFilter::Rejected), (QList<ObjectId>{1}));
    QCOMPARE(shown(ReviewFilter::Adjusted), (QList<ObjectId>{}));
    QCOMPARE(shown(ReviewFilter::OpenComments), (QList<ObjectId>{3}));
    QCOMPARE(shown(ReviewFilter::Any).size(), 5);
}

void GalleryModelTest::anInitialValueIsToldUntilThereIsAnAnswer()
{
    GalleryJob gallery(2);
    gallery.look();
    const GalleryModel model(gallery.facts());
    gallery.facts().add({{1, {}, {}, true}});
    QVERIFY(!model.tile(0).showsInitialValue);
    QVERIFY(model.tile(1).showsInitialValue);
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Object 2, 1.png, unlabeled, with the initial value shown"));
    gallery.submit(1, 1);
    gallery.facts().setSnapshot(*takeSnapshot(gallery.job().folder()));
    gallery.facts().add({{1, {{1, 128}}, {}, true}});
    QVERIFY(!model.tile(1).showsInitialValue);
}

void GalleryModelTest::rowsOfObjectsAreFound()
{
    GalleryJob gallery(12);
    gallery.look();
    GalleryModel model(gallery.facts());
    model.setFilter({.name = QStringLiteral("1")});
    QCOMPARE(model.rowOf(10), 1);
    QCOMPARE(model.rowOf(2), 1); // the first after it
    QCOMPARE(model.rowOf(99), 2);
    model.setFilter({.name = QStringLiteral("x")});
    QCOMPARE(model.rowOf(0), -1);
}

LABELWRIGHT_TEST(GalleryModelTest)
#include "GalleryModelTest.moc"
