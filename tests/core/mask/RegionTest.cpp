// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Region.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <utility>

using namespace labelwright;

namespace {

using Pixels = std::set<std::pair<int, int>>; // (y, x)

Pixels pixelsOf(const Region& region)
{
    Pixels pixels;
    for (const RowSpan& span : region.spans())
        for (int x = span.x0; x < span.x1; ++x)
            pixels.insert({span.y, x});
    return pixels;
}

bool holdsInvariant(const Region& region)
{
    const std::vector<RowSpan>& spans = region.spans();
    const bool noneEmpty = std::all_of(spans.begin(), spans.end(), [](const RowSpan& s) { return s.x0 < s.x1; });
    const bool apart = std::adjacent_find(spans.begin(), spans.end(), [](const RowSpan& a, const RowSpan& b) {
                           return a.y > b.y || (a.y == b.y && a.x1 >= b.x0);
                       }) == spans.end();
    return noneEmpty && apart;
}

Rect boundsOf(const Pixels& pixels)
{
    Rect bounds;
    for (const auto& [y, x] : pixels)
        bounds = bounds.united({x, y, 1, 1});
    return bounds;
}

std::vector<RowSpan> randomSpans(std::mt19937& random)
{
    std::uniform_int_distribution<int> place(-20, 20);
    std::uniform_int_distribution<int> length(-2, 8);
    std::vector<RowSpan> spans(random() % 60);
    for (RowSpan& span : spans) {
        const int x = place(random);
        span = {place(random) / 4, x, x + length(random)};
    }
    return spans;
}

} // namespace

class RegionTest : public QObject {
    Q_OBJECT

private slots:
    void rasterAndRegionAreInverse();
    void spansAreSortedAndJoined();
    void randomSpansKeepTheirPixels();
    void clippedAndTranslated();
    void algebraIsThatOfSets();
    void rasterComesBack();
    void rectangles();
    void emptyRegion();
};

void RegionTest::spansAreSortedAndJoined()
{
    const Region region = Region::fromSpans({{2, 5, 7}, {1, 4, 6}, {1, 0, 2}, {1, 2, 4}, {3, 1, 1}, {2, 6, 9}});
    QCOMPARE(region.spans(), (std::vector<RowSpan>{{1, 0, 6}, {2, 5, 9}}));
    QVERIFY((region.bounds() == Rect{0, 1, 9, 2}));
    QCOMPARE(region.area(), 10);
}

void RegionTest::randomSpansKeepTheirPixels()
{
    std::mt19937 random(1);
    for (int round = 0; round < 500; ++round) {
        const std::vector<RowSpan> spans = randomSpans(random);
        Pixels expected;
        for (const RowSpan& span : spans)
            for (int x = span.x0; x < span.x1; ++x)
                expected.insert({span.y, x});
        const Region region = Region::fromSpans(spans);
        QVERIFY(holdsInvariant(region));
        QVERIFY(pixelsOf(region) == expected);
        QCOMPARE(region.area(), static_cast<std::int64_t>(expected.size()));
        QVERIFY(region.bounds() == boundsOf(expected));
        for (int y = -6; y <= 6; ++y)
            for (int x = -22; x <= 30; ++x)
                if (region.contains({x, y}) != expected.contains({y, x}))
                    QFAIL(qPrintable(QString("round %1, pixel %2, %3").arg(round).arg(x).arg(y)));
    }
}

void RegionTest::clippedAndTranslated()
{
    std::mt19937 random(2);
    for (int round = 0; round < 300; ++round) {
        const Region region = Region::fromSpans(randomSpans(random));
        const Rect window{-7 + round % 9, -3, round % 17, round % 8};
        Pixels inside;
        Pixels moved;
        for (const auto& [y, x] : pixelsOf(region)) {
            if (window.contains({x, y}))
                inside.insert({y, x});
            moved.insert({y - 4, x + 9});
        }
        const Region clipped = region.clipped(window);
        QVERIFY(holdsInvariant(clipped));
        QVERIFY(pixelsOf(clipped) == inside);
        QVERIFY(clipped.bounds() == boundsOf(inside));
        const Region translated = region.translated(9, -4);
        QVERIFY(pixelsOf(translated) == moved);
        QVERIFY(translated.bounds() == boundsOf(moved));
        QVERIFY(translated.translated(-9, 4) == region);
    }
}

void RegionTest::algebraIsThatOfSets()
{
    std::mt19937 random(4);
    for (int round = 0; round < 500; ++round) {
        const Region a = Region::fromSpans(randomSpans(random));
        const Region b = Region::fromSpans(randomSpans(random));
        const Pixels inA = pixelsOf(a);
        const Pixels inB = pixelsOf(b);
        Pixels either = inA;
        either.insert(inB.begin(), inB.end());
        Pixels both;
        std::ranges::set_intersection(inA, inB, std::inserter(both, both.end()));
        Pixels first;
        std::ranges::set_difference(inA, inB, std::inserter(first, first.end()));
        for (const auto& [region, expected] : {std::pair(united(a, b), either), std::pair(intersected(a, b), both),
                                               std::pair(subtracted(a, b), first)}) {
            QVERIFY(holdsInvariant(region));
            QVERIFY(pixelsOf(region) == expected);
            QVERIFY(region.bounds() == boundsOf(expected));
        }
    }
}

void RegionTest::rasterComesBack()
{
    std::mt19937 random(3);
    for (int round = 0; round < 200; ++round) {
        const Rect bounds{-3, 5, 1 + round % 13, 1 + round % 7};
        std::vector<std::uint8_t> raster(static_cast<std::size_t>(bounds.width * bounds.height));
        std::ranges::generate(raster, [&] { return static_cast<std::uint8_t>(random() % 3 == 0 ? 0 : random()); });
        const Region region = Region::fromRaster(bounds, raster);
        QVERIFY(holdsInvariant(region));
        for (int y = bounds.y - 1; y <= bounds.bottom(); ++y)
            for (int x = bounds.x - 1; x <= bounds.right(); ++x) {
                const auto index = static_cast<std::size_t>((y - bounds.y) * bounds.width + x - bounds.x);
                QCOMPARE(region.contains({x, y}), bounds.contains({x, y}) && raster[index] != 0);
            }
    }
}

void RegionTest::rectangles()
{
    const Region region = Region::fromRect({-2, 3, 4, 2});
    QCOMPARE(region.spans(), (std::vector<RowSpan>{{3, -2, 2}, {4, -2, 2}}));
    QVERIFY(Region::fromRect({0, 0, 0, 5}).isEmpty());
    QVERIFY(Region::fromRect({0, 0, 5, -1}).isEmpty());
}

void RegionTest::emptyRegion()
{
    const Region region;
    QVERIFY(region.isEmpty());
    QVERIFY(region.bounds().isEmpty());
    QCOMPARE(region.area(), 0);
    QVERIFY(!region.contains({0, 0}));
    QVERIFY(region.clipped({0, 0, 5, 5}) == region);
    QVERIFY(Region::fromRaster({}, {}) == region);
}

void RegionTest::rasterAndRegionAreInverse()
{
    const Region region = Region::fromSpans({{2, 3, 6}, {2, 8, 9}, {4, 0, 2}});
    const Rect part{1, 2, 6, 3};
    const std::vector<std::uint8_t> raster = region.raster(part);
    QCOMPARE(raster.size(), std::size_t{18});
    QVERIFY(Region::fromRaster(part, raster) == region.clipped(part));
    QCOMPARE(raster[2], std::uint8_t{255}); // (3, 2)
    QCOMPARE(raster[0], std::uint8_t{0});
    QVERIFY(Region::fromRaster({-3, -3, 20, 20}, region.raster({-3, -3, 20, 20})) == region);
}

LABELWRIGHT_TEST(RegionTest)
#include "RegionTest.moc"
