// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Contours.h"

#include "core/mask/Components.h"
#include "core/mask/Shapes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace labelwright;

namespace {

using Ring = std::vector<PointF>;

Region randomRegion(std::mt19937& random)
{
    const Rect bounds{-5, 3, 1 + static_cast<int>(random() % 14), 1 + static_cast<int>(random() % 12)};
    std::vector<std::uint8_t> raster(static_cast<std::size_t>(bounds.width * bounds.height));
    const unsigned share = 1 + random() % 4;
    std::ranges::generate(raster, [&] { return static_cast<std::uint8_t>(random() % 5 < share); });
    return Region::fromRaster(bounds, raster);
}

/// Positive when it runs clockwise on the screen.
double signedArea(const Ring& ring)
{
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const PointF& next = ring[(i + 1) % ring.size()];
        twice += ring[i].x * next.y - next.x * ring[i].y;
    }
    return twice / 2;
}

bool turnsEverywhere(const Ring& ring)
{
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const PointF& a = ring[i];
        const PointF& b = ring[(i + 1) % ring.size()];
        const PointF& c = ring[(i + 2) % ring.size()];
        const bool first = a.x == b.x && a.y != b.y;
        const bool second = b.x == c.x && b.y != c.y;
        if (first == second || (!first && a.y != b.y) || (!second && b.y != c.y))
            return false;
    }
    return true;
}

double distance(PointF p, const Ring& ring)
{
    double least = 1e9;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const PointF a = ring[i];
        const PointF b = ring[(i + 1) % ring.size()];
        for (int step = 0; step <= 200; ++step)
            least =
                std::min(least, std::hypot(a.x + (b.x - a.x) * step / 200 - p.x, a.y + (b.y - a.y) * step / 200 - p.y));
    }
    return least;
}

/// How often the rings run around the pixel's centre, clockwise counted as more.
int windings(const std::vector<Ring>& rings, Point pixel)
{
    int windings = 0;
    for (const Ring& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const PointF& a = ring[i];
            const PointF& b = ring[(i + 1) % ring.size()];
            if (a.x < pixel.x + 0.5 && (a.y < pixel.y + 0.5) != (b.y < pixel.y + 0.5))
                windings += a.y < b.y ? -1 : 1;
        }
    }
    return windings;
}

} // namespace

class ContoursTest : public QObject {
    Q_OBJECT

private slots:
    void onePixelIsASquare();
    void holesAreRingsOfTheirOwn();
    void pixelsThatTouchAtACornerAreNotJoined();
    void emptyRegionHasNone();
    void polygonOfTheRingsIsTheRegion();
    void outerRingsRunClockwiseOncePerPart();
    void bridgedFrameIsOneRing();
    void bridgedHolesInHolesAreRingsOfTheirParts();
    void bridgedCornersAreOneRing();
    void bridgedRingsFilledByEitherRuleAreTheRegion();
    void simplifiedStaysWithinTheTolerance();
    void simplifiedKeepsAtLeastATriangle();
    void toleranceOfNothingKeepsTheShape();
};

void ContoursTest::onePixelIsASquare()
{
    const auto rings = contours(Region::fromRect({4, 7, 1, 1}));
    QCOMPARE(rings.size(), std::size_t(1));
    QVERIFY((rings[0] == Ring{{4, 7}, {5, 7}, {5, 8}, {4, 8}}));
}

void ContoursTest::holesAreRingsOfTheirOwn()
{
    const Region frame = subtracted(Region::fromRect({0, 0, 5, 4}), Region::fromRect({1, 1, 3, 2}));
    const auto rings = contours(frame);
    QCOMPARE(rings.size(), std::size_t(2));
    QVERIFY((rings[0] == Ring{{0, 0}, {5, 0}, {5, 4}, {0, 4}}));
    QCOMPARE(signedArea(rings[0]), 20.0);
    QCOMPARE(rings[1].size(), std::size_t(4));
    QCOMPARE(signedArea(rings[1]), -6.0);
}

void ContoursTest::pixelsThatTouchAtACornerAreNotJoined()
{
    QCOMPARE(contours(Region::fromSpans({{0, 0, 1}, {1, 1, 2}})).size(), std::size_t(2));
    QCOMPARE(contours(Region::fromSpans({{0, 1, 2}, {1, 0, 1}})).size(), std::size_t(2));
}

void ContoursTest::emptyRegionHasNone()
{
    QVERIFY(contours({}).empty());
}

void ContoursTest::polygonOfTheRingsIsTheRegion()
{
    std::mt19937 random(1);
    for (int round = 0; round < 2000; ++round) {
        const Region region = randomRegion(random);
        const auto rings = contours(region);
        QVERIFY2(polygon(rings) == region, qPrintable(QString("round %1").arg(round)));
        QVERIFY(std::ranges::all_of(rings, turnsEverywhere));
    }
}

void ContoursTest::outerRingsRunClockwiseOncePerPart()
{
    std::mt19937 random(2);
    for (int round = 0; round < 500; ++round) {
        const Region region = randomRegion(random);
        const auto rings = contours(region);
        const auto outer = std::ranges::count_if(rings, [](const Ring& ring) { return signedArea(ring) > 0; });
        QCOMPARE(std::size_t(outer), parts(region).size());
        double area = 0;
        for (const Ring& ring : rings)
            area += signedArea(ring);
        QCOMPARE(static_cast<std::int64_t>(area), region.area());
    }
}

void ContoursTest::bridgedFrameIsOneRing()
{
    const Region frame = subtracted(Region::fromRect({0, 0, 5, 4}), Region::fromRect({1, 1, 3, 2}));
    const auto rings = bridgedContours(frame);
    QCOMPARE(rings.size(), std::size_t(1));
    QVERIFY((rings[0] == Ring{{0, 0}, {5, 0}, {5, 4}, {0, 4}, {0, 1}, {1, 1}, {1, 3}, {4, 3}, {4, 1}, {1, 1}, {0, 1}}));
}

void ContoursTest::bridgedHolesInHolesAreRingsOfTheirParts()
{
    // A frame in a frame, and a hole that follows another one in the same row.
    Region region = subtracted(Region::fromRect({0, 0, 20, 9}), Region::fromRect({1, 1, 9, 7}));
    region = united(region, subtracted(Region::fromRect({3, 3, 5, 3}), Region::fromRect({4, 4, 3, 1})));
    region = subtracted(region, Region::fromRect({12, 1, 2, 2}));
    const auto rings = bridgedContours(region);
    QCOMPARE(rings.size(), std::size_t(2));
    QVERIFY(polygon(rings) == region);
}

void ContoursTest::bridgedCornersAreOneRing()
{
    for (const Region& region : {Region::fromSpans({{0, 0, 1}, {1, 1, 2}}), Region::fromSpans({{0, 1, 2}, {1, 0, 1}}),
                                 Region::fromSpans({{0, 0, 1}, {0, 2, 3}, {1, 1, 2}, {2, 0, 1}, {2, 2, 3}}),
                                 Region::fromSpans({{0, 1, 2}, {1, 0, 1}, {1, 2, 3}, {2, 1, 2}})}) {
        QCOMPARE(bridgedContours(region).size(), std::size_t(1));
        QVERIFY(polygon(bridgedContours(region)) == region);
    }
}

void ContoursTest::bridgedRingsFilledByEitherRuleAreTheRegion()
{
    std::mt19937 random(6);
    for (int round = 0; round < 2000; ++round) {
        const Region region = randomRegion(random);
        const auto rings = bridgedContours(region);
        QCOMPARE(rings.size(), parts(region, Connectivity::Eight).size());
        QVERIFY2(polygon(rings) == region, qPrintable(QString("round %1").arg(round)));
        const Rect around = region.bounds().grown(1);
        for (int y = around.y; y < around.bottom(); ++y) {
            for (int x = around.x; x < around.right(); ++x)
                QCOMPARE(windings(rings, {x, y}), region.contains({x, y}) ? 1 : 0);
        }
    }
}

void ContoursTest::simplifiedStaysWithinTheTolerance()
{
    const Ring ring = contours(capsule({60, 60}, {140, 90}, 33.3)).front();
    for (const double tolerance : {0.75, 1.0, 3.0}) {
        const Ring simpler = simplified(ring, tolerance);
        QVERIFY(simpler.size() >= 3 && simpler.size() < ring.size());
        for (const PointF& vertex : simpler)
            QVERIFY(std::ranges::find(ring, vertex) != ring.end());
        for (const PointF& vertex : ring)
            QVERIFY(distance(vertex, simpler) <= tolerance + 0.3);
    }
    QVERIFY(simplified(ring, 1).size() < ring.size() / 3);
    QVERIFY(simplified(ring, 3).size() < simplified(ring, 1).size());
}

void ContoursTest::simplifiedKeepsAtLeastATriangle()
{
    const Ring square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    QCOMPARE(simplified(square, 1000).size(), std::size_t(3));
    const Ring two{{0, 0}, {5, 5}};
    QVERIFY(simplified(two, 1) == two);
    QVERIFY(simplified(Ring{}, 1).empty());
    QVERIFY(simplified(Ring(9, PointF{1, 1}), 1).size() >= 3);
}

void ContoursTest::toleranceOfNothingKeepsTheShape()
{
    const Ring square{{0, 0}, {5, 0}, {10, 0}, {10, 10}, {0, 10}};
    QVERIFY((simplified(square, 0) == Ring{{0, 0}, {10, 0}, {10, 10}, {0, 10}}));
    std::mt19937 random(4);
    for (int round = 0; round < 200; ++round) {
        const Region region = randomRegion(random);
        auto rings = contours(region);
        for (Ring& ring : rings)
            ring = simplified(ring, 0);
        QVERIFY(polygon(rings) == region);
    }
}

LABELWRIGHT_TEST(ContoursTest)
#include "ContoursTest.moc"
