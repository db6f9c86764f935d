// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Morphology.h"

#include "core/mask/Shapes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace labelwright;

namespace {

Region randomRegion(std::mt19937& random)
{
    const Rect bounds{-5, 3, 1 + static_cast<int>(random() % 14), 1 + static_cast<int>(random() % 12)};
    std::vector<std::uint8_t> raster(static_cast<std::size_t>(bounds.width * bounds.height));
    const unsigned share = 1 + random() % 8;
    std::ranges::generate(raster, [&] { return static_cast<std::uint8_t>(random() % 9 < share); });
    return Region::fromRaster(bounds, raster);
}

/// Pixel by pixel: how many of the pixels at most `radius` from p are in the region, and how many there are.
std::pair<int, int> countInDisc(const Region& region, Point p, double radius)
{
    int inside = 0;
    int all = 0;
    const int reach = static_cast<int>(radius);
    for (int dy = -reach; dy <= reach; ++dy)
        for (int dx = -reach; dx <= reach; ++dx)
            if (dx * dx + dy * dy <= radius * radius) {
                ++all;
                inside += region.contains({p.x + dx, p.y + dy}) ? 1 : 0;
            }
    return {inside, all};
}

/// The pixels for whose disc belongs(count inside, count of all) holds.
template <typename Belongs>
Region slow(const Region& region, double radius, Belongs belongs)
{
    std::vector<RowSpan> spans;
    const Rect window = region.bounds().grown(static_cast<int>(radius) + 1);
    for (int y = window.y; y < window.bottom(); ++y)
        for (int x = window.x; x < window.right(); ++x) {
            const auto [inside, all] = countInDisc(region, {x, y}, radius);
            if (belongs(inside, all))
                spans.push_back({y, x, x + 1});
        }
    return Region::fromSpans(std::move(spans));
}

} // namespace

class MorphologyTest : public QObject {
    Q_OBJECT

private slots:
    void grownReachesEveryPixelWithinTheRadius();
    void shrunkKeepsThePixelsWhoseDiscIsInside();
    void smoothedIsTheMajorityOfTheDisc();
    void radiusOfNothingChangesNothing();
    void emptyRegionStaysEmpty();
    void straightBordersStayWhenSmoothed();
    void bumpsDentsSpecksAndHolesAreSmoothedAway();
    void wiresAndSlitsSurviveSmoothing();
    void continuedRegionDoesNotEndAtTheFrame();
    void stoppedWorkEndsEarly();
};

void MorphologyTest::grownReachesEveryPixelWithinTheRadius()
{
    std::mt19937 random(1);
    for (int round = 0; round < 40; ++round) {
        const Region region = randomRegion(random);
        const double radius = static_cast<double>(random() % 50) / 8;
        QVERIFY2(grown(region, radius) == slow(region, radius, [](int inside, int) { return inside > 0; }),
                 qPrintable(QString("round %1").arg(round)));
    }
}

void MorphologyTest::shrunkKeepsThePixelsWhoseDiscIsInside()
{
    std::mt19937 random(2);
    for (int round = 0; round < 40; ++round) {
        const Region region = grown(randomRegion(random), 3);
        const double radius = static_cast<double>(random() % 50) / 8;
        QVERIFY2(shrunk(region, radius) == slow(region, radius, [](int inside, int all) { return inside == all; }),
                 qPrintable(QString("round %1").arg(round)));
    }
}

void MorphologyTest::smoothedIsTheMajorityOfTheDisc()
{
    std::mt19937 random(3);
    for (int round = 0; round < 40; ++round) {
        const Region region = randomRegion(random); // at most 14 pixels long, so that no strand is long enough to stay
        const double radius = 3.5 + static_cast<double>(random() % 8) / 8;
        QVERIFY2(smoothed(region, radius) == slow(region, radius, [](int inside, int all) { return 2 * inside > all; }),
                 qPrintable(QString("round %1").arg(round)));
    }
}

void MorphologyTest::radiusOfNothingChangesNothing()
{
    std::mt19937 random(4);
    for (int round = 0; round < 50; ++round) {
        const Region region = randomRegion(random);
        QVERIFY(grown(region, 0) == region);
        QVERIFY(grown(region, 0.99) == region);
        QVERIFY(shrunk(region, 0) == region);
        QVERIFY(smoothed(region, 0) == region);
    }
}

void MorphologyTest::emptyRegionStaysEmpty()
{
    QVERIFY(grown({}, 5).isEmpty());
    QVERIFY(shrunk({}, 5).isEmpty());
    QVERIFY(smoothed({}, 5).isEmpty());
    QVERIFY(continuedBeyond({0, 0, 9, 9}, {}, 5).isEmpty());
}

void MorphologyTest::straightBordersStayWhenSmoothed()
{
    const Rect frame{0, 0, 80, 60};
    const Region below = Region::fromRect({0, 30, 80, 30});
    QVERIFY(smoothed(continuedBeyond(frame, below, 20), 6).clipped(frame) == below);
}

void MorphologyTest::bumpsDentsSpecksAndHolesAreSmoothedAway()
{
    const Rect frame{0, 0, 80, 60};
    const Region clean = Region::fromRect({0, 30, 80, 30});
    Region rough = united(clean, Region::fromRect({20, 28, 2, 2}));
    rough = united(rough, Region::fromRect({50, 5, 3, 3}));
    rough = subtracted(rough, Region::fromRect({60, 30, 2, 3}));
    rough = subtracted(rough, Region::fromRect({40, 45, 3, 3}));
    QVERIFY(smoothed(continuedBeyond(frame, rough, 20), 6).clipped(frame) == clean);
}

void MorphologyTest::wiresAndSlitsSurviveSmoothing()
{
    const Region wire = capsule({5, 10}, {95, 40}, 0.5);
    QVERIFY(smoothed(wire, 4) == wire);
    QVERIFY(!smoothed(Region::fromRect({0, 0, 17, 1}), 4).isEmpty());
    QVERIFY(smoothed(Region::fromRect({0, 0, 16, 1}), 4).isEmpty());
    const Region plate = Region::fromRect({0, 0, 100, 60});
    const Region slit = capsule({20, 10}, {80, 50}, 0.5);
    QVERIFY(smoothed(subtracted(plate, slit), 4) == subtracted(smoothed(plate, 4), slit));
    const Region pole = united(Region::fromRect({0, 50, 60, 30}), Region::fromRect({30, 0, 1, 50}));
    QVERIFY(smoothed(pole, 4).contains({30, 5}));
    QVERIFY(
        !smoothed(united(Region::fromRect({0, 50, 60, 30}), Region::fromRect({30, 42, 1, 8})), 4).contains({30, 43}));
}

void MorphologyTest::continuedRegionDoesNotEndAtTheFrame()
{
    const Rect frame{0, 0, 20, 10};
    const Region corner = Region::fromRect({-7, -7, 12, 11});
    const Region continued = continuedBeyond(frame, corner, 3);
    QVERIFY(continued == Region::fromRect({-3, -3, 8, 7}));
    QVERIFY(shrunk(continued, 2).clipped(frame) == Region::fromRect({0, 0, 3, 2}));
    const Region all = Region::fromRect(frame);
    QVERIFY(continuedBeyond(frame, all, 4) == Region::fromRect(frame.grown(4)));
}

void MorphologyTest::stoppedWorkEndsEarly()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(grown(Region::fromRect({0, 0, 9, 9}), 3, source.get_token()).isEmpty());
}

LABELWRIGHT_TEST(MorphologyTest)
#include "MorphologyTest.moc"
