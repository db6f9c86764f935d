// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/VertexRings.h"

#include "core/mask/Shapes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <random>

using namespace labelwright;

namespace {

Region disc(double x, double y, double radius)
{
    return capsule({x, y}, {x, y}, radius);
}

Region ringWithHole()
{
    return subtracted(disc(100, 100, 80), disc(110, 90, 30));
}

/// Every pixel at random: outlines with very many corners.
Region noise(int extent)
{
    std::mt19937 random(5);
    std::vector<std::uint8_t> raster(static_cast<std::size_t>(extent * extent));
    for (std::uint8_t& pixel : raster)
        pixel = random() % 2 == 0 ? 1 : 0;
    return Region::fromRaster({0, 0, extent, extent}, raster);
}

VertexRings open(const std::vector<PointF>& vertices)
{
    VertexRings rings;
    for (const PointF& vertex : vertices) {
        rings.beginStep();
        rings.append(vertex);
    }
    return rings;
}

} // namespace

class VertexRingsTest : public QObject {
    Q_OBJECT

private slots:
    void untouchedRingsAreTheRegion_data();
    void untouchedRingsAreTheRegion();
    void outlinesAreSimplified();
    void movedVertexChangesTheOutlineAroundItAlone();
    void removedVertexLeavesAStraightEdge();
    void insertedVertexStraightensItsEdgeAlone();
    void everyChangeIsTakenBackExactly();
    void manyMovesOfAStepAreOne();
    void insertAndMoveAreOneStep();
    void closedRingKeepsThreeVertices();
    void nearestVertexAndEdgeAreFound();
    void openRingHasNoClosingEdge();
};

Q_DECLARE_METATYPE(Region)

void VertexRingsTest::untouchedRingsAreTheRegion_data()
{
    QTest::addColumn<Region>("region");
    QTest::newRow("one pixel") << Region::fromRect({5, 5, 1, 1});
    QTest::newRow("rectangle") << Region::fromRect({0, 0, 40, 30});
    QTest::newRow("disc") << disc(100, 100, 63.7);
    QTest::newRow("ring with a hole") << ringWithHole();
    QTest::newRow("two pixels at a corner") << united(Region::fromRect({5, 5, 1, 1}), Region::fromRect({6, 6, 1, 1}));
    QTest::newRow("noise") << noise(60);
}

void VertexRingsTest::untouchedRingsAreTheRegion()
{
    QFETCH(Region, region);
    const VertexRings rings = VertexRings::ofRegion(region);
    QVERIFY(!rings.isOpen());
    QVERIFY(polygon(rings.outlines()) == region);
}

void VertexRingsTest::outlinesAreSimplified()
{
    const VertexRings rings = VertexRings::ofRegion(disc(500, 500, 400));
    QVERIFY2(rings.vertexCount() < 120, qPrintable(QString::number(rings.vertexCount())));
    const Region simple = polygon(rings.rings());
    const Region exact = disc(500, 500, 400);
    QVERIFY(subtracted(simple, disc(500, 500, 402)).isEmpty());
    QVERIFY(subtracted(disc(500, 500, 398), simple).isEmpty());
    QVERIFY(simple != exact);
    QCOMPARE(VertexRings::ofRegion(ringWithHole()).rings().size(), std::size_t(2));
}

void VertexRingsTest::movedVertexChangesTheOutlineAroundItAlone()
{
    const Region region = disc(100, 100, 80);
    VertexRings rings = VertexRings::ofRegion(region);
    const VertexRings::Place top = *rings.vertexNear({100, 20}, 20);
    const std::vector<PointF> ring = rings.rings().front();
    const PointF before = ring[(top.vertex + ring.size() - 1) % ring.size()];
    const PointF after = ring[(top.vertex + 1) % ring.size()];
    const PointF moved{100, 2};
    rings.move(top, moved);
    const Region edited = polygon(rings.outlines());
    const Region change = united(subtracted(edited, region), subtracted(region, edited));
    const double left = std::min({before.x, after.x, moved.x, ring[top.vertex].x});
    const double right = std::max({before.x, after.x, moved.x, ring[top.vertex].x});
    QVERIFY(!change.isEmpty());
    QVERIFY(change.bounds().x >= left && change.bounds().right() <= right);
    // Near the moved vertex it is the straight polygon, without specks of the old border.
    const std::vector<PointF> spike{before, moved, after};
    QVERIFY(subtracted(polygon(spike), edited).isEmpty());
    QVERIFY(subtracted(edited, united(region, polygon(spike))).isEmpty());
}

void VertexRingsTest::removedVertexLeavesAStraightEdge()
{
    VertexRings rings = VertexRings::ofRegion(Region::fromRect({10, 10, 40, 40}));
    QVERIFY(rings.remove(*rings.vertexNear({50, 10}, 0)));
    const std::vector<PointF> triangle{{10, 10}, {50, 50}, {10, 50}};
    QVERIFY(polygon(rings.outlines()) == polygon(triangle));
}

void VertexRingsTest::insertedVertexStraightensItsEdgeAlone()
{
    const Region region = disc(100, 100, 80);
    VertexRings rings = VertexRings::ofRegion(region);
    const std::size_t vertices = rings.vertexCount();
    const VertexRings::Place place = rings.insert(*rings.edgeNear({180, 100}, 30), {190, 100});
    QVERIFY((rings.at(place) == PointF{190, 100}));
    QCOMPARE(rings.vertexCount(), vertices + 1);
    const Region edited = polygon(rings.outlines());
    QVERIFY(edited.contains({185, 100}));
    QVERIFY(edited.clipped({0, 0, 140, 200}) == region.clipped({0, 0, 140, 200}));
}

void VertexRingsTest::everyChangeIsTakenBackExactly()
{
    std::mt19937 random(8);
    std::uniform_int_distribution<int> place(0, 200);
    const Region region = ringWithHole();
    VertexRings rings = VertexRings::ofRegion(region);
    std::vector<std::vector<std::vector<PointF>>> states;
    for (int change = 0; change < 300; ++change) {
        rings.beginStep();
        const PointF p{double(place(random)), double(place(random))};
        states.push_back(rings.outlines());
        if (change % 3 == 0)
            rings.move(*rings.vertexNear(p, 1000), {double(place(random)), double(place(random))});
        else if (change % 3 == 1)
            rings.insert(*rings.edgeNear(p, 1000), p);
        else if (!rings.remove(*rings.vertexNear(p, 1000)))
            states.pop_back();
    }
    QVERIFY(states.size() > 200);
    while (!states.empty()) {
        QVERIFY(rings.stepBack());
        QVERIFY(rings.outlines() == states.back());
        states.pop_back();
    }
    QVERIFY(!rings.stepBack());
    QVERIFY(polygon(rings.outlines()) == region);
}

void VertexRingsTest::manyMovesOfAStepAreOne()
{
    VertexRings rings = open({{0, 0}, {10, 0}});
    for (int step = 0; step < 2; ++step) {
        rings.beginStep();
        for (int x = 1; x <= 50; ++x)
            rings.move({0, 1}, {10.0 + x, 50.0 * step});
    }
    QVERIFY(rings.stepBack());
    QVERIFY((rings.at({0, 1}) == PointF{60, 0}));
    QVERIFY(rings.stepBack());
    QVERIFY((rings.at({0, 1}) == PointF{10, 0}));
    QVERIFY(rings.stepBack());
    QCOMPARE(rings.vertexCount(), std::size_t(1));
}

void VertexRingsTest::insertAndMoveAreOneStep()
{
    VertexRings rings = open({{0, 0}, {10, 0}});
    rings.beginStep();
    const VertexRings::Place place = rings.insert({0, 0}, {5, 1});
    rings.move(place, {5, 2});
    rings.move(place, {5, 3});
    QVERIFY((rings.rings().front() == std::vector<PointF>{{0, 0}, {5, 3}, {10, 0}}));
    QVERIFY(rings.stepBack());
    QVERIFY((rings.rings().front() == std::vector<PointF>{{0, 0}, {10, 0}}));
}

void VertexRingsTest::closedRingKeepsThreeVertices()
{
    VertexRings rings = VertexRings::ofRegion(Region::fromRect({10, 10, 40, 40}));
    QVERIFY(rings.remove({0, 0}));
    QVERIFY(!rings.remove({0, 0}));
    QCOMPARE(rings.vertexCount(), std::size_t(3));
    VertexRings drawn = open({{0, 0}, {10, 0}});
    QVERIFY(drawn.remove({0, 0}));
    QVERIFY(drawn.remove({0, 0}));
    QCOMPARE(drawn.vertexCount(), std::size_t(0));
}

void VertexRingsTest::nearestVertexAndEdgeAreFound()
{
    const VertexRings rings = VertexRings::ofRegion(
        united(Region::fromRect({10, 10, 40, 40}), Region::fromRect({60, 10, 10, 10}))); // two rings
    const auto vertex = rings.vertexNear({59, 11}, 3);
    QVERIFY(vertex && (rings.at(*vertex) == PointF{60, 10}));
    QVERIFY(!rings.vertexNear({57, 7}, 3));
    QVERIFY(rings.vertexNear({57, 10}, 3).has_value()); // the very distance counts
    const auto edge = rings.edgeNear({51, 30}, 3);
    QVERIFY(edge && rings.at(*edge).x == 50);
    QVERIFY(!rings.edgeNear({30, 30}, 3));
}

void VertexRingsTest::openRingHasNoClosingEdge()
{
    const VertexRings rings = open({{0, 0}, {40, 0}, {40, 40}});
    QVERIFY(rings.edgeNear({20, 1}, 3).has_value());
    QVERIFY(!rings.edgeNear({20, 20}, 3));
    QVERIFY(!VertexRings().edgeNear({0, 0}, 100));
}

LABELWRIGHT_TEST(VertexRingsTest)
#include "VertexRingsTest.moc"
