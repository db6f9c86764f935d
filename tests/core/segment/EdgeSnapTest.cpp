// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/EdgeSnap.h"

#include "core/mask/Components.h"
#include "core/mask/Morphology.h"
#include "core/mask/Shapes.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <vector>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Size kSize{200, 160};

/// A disc of radius 40 on grain, and a brush that has gone all along its edge.
Scene scene()
{
    return drawScene(kSize, disc(100, 80, 40));
}

Region ringStroke(double radiusPx, double along = 40)
{
    return subtracted(capsule({100, 80}, {100, 80}, along + radiusPx), capsule({100, 80}, {100, 80}, along - radiusPx));
}

Region disc40()
{
    return scene().object;
}

/// The same disc, with single pixels of its color around it and of the background's in it.
Scene spotted()
{
    return drawScene(kSize, [](int x, int y) { return disc(100, 80, 40)(x, y) != (x % 6 == 1 && y % 6 == 2); });
}

std::size_t holesIn(const Region& region)
{
    return parts(subtracted(Region::fromRect(region.bounds().grown(1)), region)).size() - 1;
}

Region inImage(const Region& region)
{
    return region.clipped({0, 0, kSize.width, kSize.height});
}

} // namespace

class EdgeSnapTest : public QObject {
    Q_OBJECT
private slots:
    void boundaryGoesToTheEdge_data();
    void boundaryGoesToTheEdge();
    void outsideOfTheStrokeNothingChanges();
    void rightBoundaryStays();
    void flatPictureKeepsTheBoundary();
    void strokeWithoutBoundaryChangesNothing();
    void specksAreNotMade();
    void ofABulgeNothingIsLeftBehind();
    void ofADentNothingIsLeftBehind();
    void smallRegionsAndHolesUnderTheStrokeStay();
    void whatBreaksOffASmallRegionGoes();
    void whatIsWhollyUnderTheStrokeIsNotLost();
    void strokeBeyondTheImageIsCut();
    void sameInputGivesTheSame();
    void noImageIsAnError();
};

void EdgeSnapTest::boundaryGoesToTheEdge_data()
{
    QTest::addColumn<double>("grown");
    QTest::addColumn<double>("shrunk");
    QTest::addColumn<int>("moved");
    QTest::addColumn<double>("along");
    QTest::newRow("too large") << 5.0 << 0.0 << 0 << 40.0;
    QTest::newRow("far too large") << 14.0 << 0.0 << 0 << 47.0;
    QTest::newRow("too small") << 0.0 << 5.0 << 0 << 40.0;
    QTest::newRow("too far left") << 0.0 << 0.0 << -5 << 40.0;
}

void EdgeSnapTest::boundaryGoesToTheEdge()
{
    QFETCH(const double, grown);
    QFETCH(const double, shrunk);
    QFETCH(const int, moved);
    QFETCH(const double, along);
    const Scene scene = ::scene();
    const Region drawn = labelwright::shrunk(labelwright::grown(scene.object, grown), shrunk).translated(moved, 0);
    QVERIFY(agreement(drawn, scene.object) < 0.9);
    const Result<Region> snapped = snapEdge(scene.image, drawn, ringStroke(9, along));
    QVERIFY(snapped);
    QVERIFY2(agreement(*snapped, scene.object) > 0.99, qPrintable(QString::number(agreement(*snapped, scene.object))));
}

void EdgeSnapTest::outsideOfTheStrokeNothingChanges()
{
    const Scene scene = ::scene();
    const Region drawn = labelwright::grown(scene.object, 5);
    const Region stroke = capsule({60, 60}, {60, 100}, 9);
    const Result<Region> snapped = snapEdge(scene.image, drawn, stroke);
    QVERIFY(snapped);
    QVERIFY(*snapped != drawn);
    QVERIFY(subtracted(*snapped, stroke) == subtracted(drawn, stroke));
    QVERIFY(agreement(intersected(*snapped, stroke), intersected(scene.object, stroke)) > 0.95);
}

void EdgeSnapTest::rightBoundaryStays()
{
    const Scene scene = ::scene();
    const Result<Region> snapped = snapEdge(scene.image, scene.object, ringStroke(9));
    QVERIFY(snapped);
    QVERIFY(agreement(*snapped, scene.object) > 0.995);
}

void EdgeSnapTest::flatPictureKeepsTheBoundary()
{
    const Region drawn = capsule({100, 80}, {100, 80}, 40);
    const Result<Region> snapped = snapEdge(flat(kSize), drawn, ringStroke(6));
    QVERIFY(snapped);
    QVERIFY(agreement(*snapped, drawn) > 0.97);
}

void EdgeSnapTest::strokeWithoutBoundaryChangesNothing()
{
    const Scene scene = ::scene();
    for (const PointF centre : {PointF{100, 80}, PointF{20, 20}}) {
        const Result<Region> snapped = snapEdge(scene.image, scene.object, capsule(centre, centre, 10));
        QVERIFY(snapped);
        QVERIFY(*snapped == scene.object);
    }
    QVERIFY(*snapEdge(scene.image, scene.object, {}) == scene.object);
    QVERIFY(*snapEdge(scene.image, {}, ringStroke(9)) == Region());
}

void EdgeSnapTest::specksAreNotMade()
{
    // Spots of the object's colour around it, and holes of the background's in it.
    const Scene scene = drawScene(kSize, [](int x, int y) {
        const bool isSpot = x % 16 < 3 && y % 16 < 3;
        return (disc(100, 80, 40)(x, y) && !isSpot) || (!disc(100, 80, 40)(x, y) && isSpot);
    });
    const Region drawn = capsule({100, 80}, {100, 80}, 44);
    const Result<Region> snapped = snapEdge(scene.image, drawn, ringStroke(12));
    QVERIFY(snapped);
    const Region whole = capsule({100, 80}, {100, 80}, 40);
    QVERIFY(agreement(*snapped, whole) > agreement(drawn, whole));
    QVERIFY(!snapped->contains({65, 49})); // such a spot, under the stroke and away from the disc
}

void EdgeSnapTest::ofABulgeNothingIsLeftBehind()
{
    // Single pixels of the object's color lie around it, and some of them under the bulge.
    const Scene scene = spotted();
    const Region drawn = united(disc40(), capsule({60, 70}, {60, 90}, 10));
    const Result<Region> snapped = snapEdge(scene.image, drawn, capsule({58, 60}, {58, 100}, 16));
    QVERIFY(snapped);
    QCOMPARE(parts(*snapped).size(), std::size_t{1});
    QVERIFY(agreement(*snapped, disc40()) > agreement(drawn, disc40()));
    QVERIFY(agreement(*snapped, disc40()) > 0.98);
}

void EdgeSnapTest::ofADentNothingIsLeftBehind()
{
    const Scene scene = spotted();
    const Region drawn = subtracted(disc40(), capsule({60, 70}, {60, 90}, 10));
    const Result<Region> snapped = snapEdge(scene.image, drawn, capsule({62, 60}, {62, 100}, 16));
    QVERIFY(snapped);
    QVERIFY(agreement(*snapped, disc40()) > 0.98);
    QCOMPARE(holesIn(*snapped), std::size_t{0});
}

void EdgeSnapTest::smallRegionsAndHolesUnderTheStrokeStay()
{
    const Region dot = Region::fromRect({46, 78, 5, 5});
    const Region hole = Region::fromRect({66, 78, 5, 5});
    const Region whole = united(subtracted(disc40(), hole), dot);
    const Scene scene = drawScene(kSize, [&](int x, int y) { return whole.contains({x, y}); });
    const Region drawn = united(whole, subtracted(capsule({60, 60}, {60, 66}, 8), hole));
    const Result<Region> snapped = snapEdge(scene.image, drawn, capsule({58, 55}, {58, 100}, 18));
    QVERIFY(snapped);
    QVERIFY(agreement(*snapped, whole) > 0.98);
    QVERIFY(snapped->contains({48, 80}));
    QVERIFY(!snapped->contains({68, 80}));
}

void EdgeSnapTest::whatBreaksOffASmallRegionGoes()
{
    // A small region wholly under the stroke, drawn too far to the right, where a spot has the object's color.
    const Region small = Region::fromRect({80, 60, 24, 24});
    const Region spot = Region::fromRect({110, 70, 2, 2});
    const Scene scene = drawScene(kSize, [&](int x, int y) { return small.contains({x, y}) || spot.contains({x, y}); });
    const Result<Region> snapped =
        snapEdge(scene.image, Region::fromRect({80, 60, 34, 24}), Region::fromRect({60, 40, 80, 60}));
    QVERIFY(snapped);
    QVERIFY(agreement(*snapped, small) > 0.98);
    QCOMPARE(parts(*snapped).size(), std::size_t{1});
}

void EdgeSnapTest::whatIsWhollyUnderTheStrokeIsNotLost()
{
    const Scene scene = drawScene(kSize, [](int x, int y) { return y >= 78 && y < 82 && x > 30 && x < 170; });
    const Region drawn = scene.object.translated(0, 2);
    const Result<Region> snapped = snapEdge(scene.image, drawn, Region::fromRect({20, 70, 160, 24}));
    QVERIFY(snapped);
    QVERIFY(agreement(*snapped, scene.object) > agreement(drawn, scene.object));
}

void EdgeSnapTest::strokeBeyondTheImageIsCut()
{
    const Scene scene = drawScene(kSize, disc(0, 80, 40));
    const Region drawn = inImage(labelwright::grown(scene.object, 4));
    const Result<Region> snapped = snapEdge(scene.image, drawn, capsule({-30, 40}, {40, 40}, 9));
    QVERIFY(snapped);
    QVERIFY(*snapped == inImage(*snapped));
}

void EdgeSnapTest::sameInputGivesTheSame()
{
    const Scene scene = ::scene();
    const Region drawn = scene.object.translated(4, 3);
    QVERIFY(*snapEdge(scene.image, drawn, ringStroke(9)) == *snapEdge(scene.image, drawn, ringStroke(9)));
}

void EdgeSnapTest::noImageIsAnError()
{
    QCOMPARE(snapEdge({}, Region::fromRect({0, 0, 9, 9}), Region::fromRect({4, 4, 9, 9})).error().code,
             ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(EdgeSnapTest)
#include "EdgeSnapTest.moc"
